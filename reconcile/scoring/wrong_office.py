"""The title of another office beside a name that is right: "President Trudeau", "Senator Blinken".

Nothing is said of a title that its bearer ever had, as far as the table knows, of one that is only thought
of, or of a time that the table does not know. A surname alone may be a stranger's of whom the title is true:
it must be nobody else's in a large table, or stand in a list with one who holds the office told, or the
sentence must name its bearer's country and no other, or the text speak of that country's offices alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from corrigenda.reconcile.candidates import Candidate, LinkingContext
from corrigenda.reconcile.context import ELECT_DAYS, days_to, holds_at, known_at, lies_beyond
from corrigenda.reconcile.scoring.colleagues import listed_with
from corrigenda.reconcile.table import Holding
from corrigenda.reconcile.titles import is_called_so, is_of_parts, is_single, mixed_up, roles_there

_RIGHT = ("same", "variant")
_LARGE_TABLE = 5_000
"""So many people must be in a table for a surname that one of them bears to be rare."""


@dataclass(frozen=True, slots=True)
class WrongOffice:
    """What the person ``held`` when another office was told; ``akin``: people say the one for the other."""

    held: Holding
    akin: bool


def find_wrong_office(context: LinkingContext, candidate: Candidate) -> WrongOffice | None:
    """The office that explains the title as a slip, if it is one."""
    title, country = context.mention.title, candidate.entity.country
    if title is None or country is None or not _may_be_wrong(context, candidate, country):
        return None
    told = roles_there(title.text, country)
    if not told or (len(told) > 1 and not all(is_called_so(_kind_of(role)) for role in told)):
        return None  # "Chairman" may be that of a party
    if any(_ever_had(context, candidate, role) for role in told):
        return None
    return next(_slips(context, candidate, told, country), None)


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
    return _kind_of(role) == _kind_of(other) == "minister"


def _slips(
    context: LinkingContext, candidate: Candidate, told: tuple[str, ...], country: str
) -> Iterator[WrongOffice]:
    """The offices held then for which one of those told is said by mistake, those akin to it first."""
    mention, period = context.mention, context.mention.period
    if period is None or not (mention.full or _is_meant(context, candidate, told, country)):
        return
    now = [
        held
        for held in candidate.holdings
        if held.country == country and holds_at(held, period) and known_at(held, period, context.table.as_of)
    ]
    for held in now:
        if _are_mixed_up(told, held.role, country):
            yield WrongOffice(held, True)
    if _is_rare(context, candidate) and all(_is_anothers(context, candidate, role, country) for role in told):
        yield from (WrongOffice(held, False) for held in now if is_called_so(_kind_of(held.role)))


def _are_mixed_up(told: tuple[str, ...], held: str, country: str) -> bool:
    """Whether people say one of the offices told for the one held."""
    akin = {other for role in told for one in (role, _kind_of(role)) for other in mixed_up(one, country)}
    return not akin.isdisjoint((held, _kind_of(held)))


def _kind_of(role: str) -> str:
    beneath = role.startswith(("under_", "deputy_"))
    return "minister" if role.endswith("_minister") and not beneath else role


def _is_meant(context: LinkingContext, candidate: Candidate, told: tuple[str, ...], country: str) -> bool:
    """Whether a surname alone can hardly be that of a stranger who has the title by right."""
    own = context.document.of_entity(candidate.entity.id)
    if any(antecedent.full for antecedent in own) or _is_rare(context, candidate):
        return True
    near = context.mention.near
    if near == {country} or near | context.document.countries == {country}:
        return True
    return bool(listed_with(context, candidate, {(role, country) for role in told}))


def _is_rare(context: LinkingContext, candidate: Candidate) -> bool:
    """Whether nobody else bears the surname, in a table so large that this says something."""
    return (
        context.table.people >= _LARGE_TABLE
        and context.table.name_frequency(candidate.comparison.family.written) <= 1
    )


def _is_anothers(context: LinkingContext, candidate: Candidate, role: str, country: str) -> bool:
    """Whether the role is one person's of a whole country, and another is known to have held it then."""
    period = context.mention.period
    if not is_single(role) or is_of_parts(role) or period is None:
        return False
    holders = [held for held in context.retrieved.holders if held.role == role and held.country == country]
    return bool(holders) and all(
        held.entity_id != candidate.entity.id and known_at(held, period, context.table.as_of)
        for held in holders
    )
