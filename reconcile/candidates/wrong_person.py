"""The name of one person where another is meant: the office beside it is another's, whom the text names.

A slip of the tongue puts a person who is on one's mind in the place of the one who is meant: "Prime Minister
Sarkozy" for Ayrault. Nothing is said of a name whose bearer may be meant all the same: who ever held the
office or one of that name below it, who holds another one, so that the title may be the slip, or who is only
thought of in it ("a President Romney", "Prime Minister Corbyn would").
"""

from collections.abc import Iterator
from dataclasses import dataclass

from corrigenda.reconcile.candidates.memo import remembered
from corrigenda.reconcile.candidates.retrieve import Candidate, Retrieved
from corrigenda.reconcile.context import (
    DocumentContext,
    ParsedMention,
    Period,
    holds_at,
    known_at,
    lies_beyond,
)
from corrigenda.reconcile.table import EntityTable, Holding
from corrigenda.reconcile.titles import is_of_parts, is_single


@dataclass(frozen=True, slots=True)
class WrongPerson:
    """Whose name is written (``named``), and who alone held the office told then (``holder``).

    Both are named elsewhere in the text; ``called`` is the name beside which it gives the office to the
    holder, ``None`` where it does not.
    """

    named: Candidate
    holder: Holding
    called: str | None


def find_wrong_person(
    reference: ParsedMention, retrieved: Retrieved, surroundings: DocumentContext, table: EntityTable
) -> WrongPerson | None:
    """The slip that would explain the name, if it is one."""
    role, period = _office_told(reference), reference.period
    if role is None or period is None:
        return None
    for named in retrieved.candidates:
        if not _is_written(named) or _may_be_meant(named, role, period, surroundings, table):
            continue
        holders = tuple(_holders_named(role, named.entity.country, period, surroundings, table))
        others = {held.entity_id for held in retrieved.holders if held.country == named.entity.country}
        if holders and others == {holders[0].entity_id}:
            return WrongPerson(named, holders[0], _called(holders[0], role, reference, surroundings))
    return None


def _office_told(reference: ParsedMention) -> str | None:
    """The one office of one person that the title can only mean, told as held, beside a surname alone."""
    title = reference.title
    if title is None or len(title.roles) != 1 or title.tense != "current" or reference.full:
        return None
    role = title.roles[0]
    if reference.kin is not None or reference.supposed or not is_single(role):
        return None
    return role if reference.country is not None or not is_of_parts(role) else None


def _is_written(named: Candidate) -> bool:
    comparison = named.comparison
    if named.entity.type != "person" or comparison.whole or comparison.wrong:
        return False
    return comparison.family.relation in ("same", "variant")


def _may_be_meant(
    named: Candidate, role: str, period: Period, surroundings: DocumentContext, table: EntityTable
) -> bool:
    """Whether the name is no slip, as far as the text and the table tell; so too where they do not know."""
    own = [anchor for anchor in surroundings.anchors if anchor.entity_id == named.entity.id]
    return (
        named.entity.country is None
        or not any(anchor.full for anchor in own)
        or any(anchor.roles - {role} for anchor in own)
        or lies_beyond(named.entity, period, table.as_of)
        or any(
            held.role == role or held.role.endswith(f"_{role}") or holds_at(held, period)
            for held in named.holdings
        )
    )


def _holders_named(
    role: str, country: str | None, period: Period, surroundings: DocumentContext, table: EntityTable
) -> Iterator[Holding]:
    """Those whom the text names who held the office of the country then."""
    memory = remembered(table)
    for entity_id in sorted(surroundings.named):
        for held in memory.terms(table, entity_id):
            told = (held.role, held.country) == (role, country)
            if told and holds_at(held, period) and known_at(held, period, table.as_of):
                yield held


def _called(
    holder: Holding, role: str, reference: ParsedMention, surroundings: DocumentContext
) -> str | None:
    return next(
        (
            anchor.surface
            for anchor in surroundings.anchors
            if anchor.entity_id == holder.entity_id and role in anchor.roles and anchor.key != reference.key
        ),
        None,
    )
