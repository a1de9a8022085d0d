"""The title of another office beside a name that is right: "President Trudeau", "Senator Blinken".

A title is a slip for the office that the person holds then. Nothing is said of one that its bearer ever had,
as far as the table knows, of one that is only thought of, or of a time that the table does not know.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass

from corrigenda.reconcile.candidates import Candidate, LinkingContext
from corrigenda.reconcile.context import ELECT_DAYS, Period, days_to, holds_at, known_at, lies_beyond
from corrigenda.reconcile.table import Holding
from corrigenda.reconcile.titles import rank_of, roles_there

_RIGHT = ("same", "variant")


@dataclass(frozen=True, slots=True)
class WrongOffice:
    """What the person ``held`` when another office was told; ``akin``: the two are of one rank."""

    held: Holding
    akin: bool


def find_wrong_office(context: LinkingContext, candidate: Candidate) -> WrongOffice | None:
    """The office held then for which the title would be a slip, one of its rank before others."""
    title, country, period = context.mention.title, candidate.entity.country, context.mention.period
    if title is None or country is None or period is None or not _may_be_wrong(context, candidate, country):
        return None
    told = roles_there(title.text, country)
    ranks = {rank_of(role) for role in told}
    if not _is_known(context, ranks, country) or any(_ever_had(context, candidate, role) for role in told):
        return None
    held = (WrongOffice(one, rank_of(one.role) in ranks) for one in _held_now(context, candidate, period))
    akin_first = sorted(held, key=lambda wrong: not wrong.akin)
    return next((wrong for wrong in akin_first if wrong.akin or "minister" not in ranks), None)


def _held_now(context: LinkingContext, candidate: Candidate, period: Period) -> Iterator[Holding]:
    """The offices of a rank that the candidate is known to hold then in the own country."""
    ranked = (held for held in candidate.holdings if rank_of(held.role) is not None)
    for held in ranked:
        then = holds_at(held, period) and known_at(held, period, context.table.as_of)
        if then and held.country == candidate.entity.country:
            yield held


def _is_known(context: LinkingContext, ranks: Set[str | None], country: str) -> bool:
    """Whether the table would know it, if the title were true.

    Every office that it may mean has a rank; where ministers sit in a senate, the table knows that senate.
    """
    if not ranks or None in ranks:
        return False
    return ranks != {"member"} or any(held.country == country for held in context.retrieved.holders)


def _may_be_wrong(context: LinkingContext, candidate: Candidate, country: str) -> bool:
    """Whether the name is right, and the title is told of today and of the candidate's country."""
    mention, period, comparison = context.mention, context.mention.period, candidate.comparison
    if mention.title is None or mention.title.tense != "current" or mention.supposed or period is None:
        return False
    if comparison.wrong or comparison.whole or comparison.family.relation not in _RIGHT:
        return False
    if mention.kin is not None or mention.country not in (None, country):
        return False
    if any(year != period.first.year for year in mention.years):
        return False
    return not lies_beyond(candidate.entity, period, context.table.as_of)


def _ever_had(context: LinkingContext, candidate: Candidate, role: str) -> bool:
    """Whether the candidate had the office told, or one below it of that name, or was soon to have it."""
    period = context.mention.period
    return period is not None and any(
        held.role == role or held.role.endswith(f"_{role}")
        for held in candidate.holdings
        if days_to(held, period) <= ELECT_DAYS
    )


def are_ministries(role: str, other: str) -> bool:
    """Whether both are ministries, so that a wrong one may as well mean that the name is wrong."""
    return rank_of(role) == rank_of(other) == "minister"
