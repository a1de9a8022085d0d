"""The name of one person where another is meant: the office beside it is another's, whom the text names.

A slip of the tongue puts a person who is on one's mind in the place of the one who is meant: "Prime Minister
Sarkozy" for Ayrault. Nothing is said of a name whose bearer may be meant all the same: who ever held the
office or one of that name below it, who holds another one, so that the title may be the slip, or who is only
thought of in it ("a President Romney", "Prime Minister Corbyn would").
"""

from collections.abc import Iterator
from dataclasses import dataclass

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
    """Whose name is written (``named``), and who alone held the office told then (``incumbent``).

    Both are named elsewhere in the text; ``called`` is the name beside which it gives the office to the
    incumbent, ``None`` where it does not.
    """

    named: Candidate
    incumbent: Holding
    called: str | None


def find_wrong_person(
    mention: ParsedMention, retrieved: Retrieved, document: DocumentContext, table: EntityTable
) -> WrongPerson | None:
    """The slip that would explain the name, if it is one."""
    role, period = _office_told(mention), mention.period
    if role is None or period is None:
        return None
    for named in retrieved.candidates:
        if not _is_written(named) or _may_be_meant(named, role, period, document, table):
            continue
        holders = tuple(_holders_named(role, named.entity.country, period, document, table))
        others = {held.entity_id for held in retrieved.holders if held.country == named.entity.country}
        if holders and others == {holders[0].entity_id}:
            return WrongPerson(named, holders[0], _called(holders[0], role, mention, document))
    return None


def _office_told(mention: ParsedMention) -> str | None:
    """The one office of one person that the title can only mean, told as held, beside a surname alone."""
    title = mention.title
    if title is None or len(title.roles) != 1 or title.tense != "current" or mention.full:
        return None
    role = title.roles[0]
    if mention.kin is not None or mention.supposed or not is_single(role):
        return None
    return role if mention.country is not None or not is_of_parts(role) else None


def _is_written(named: Candidate) -> bool:
    comparison = named.comparison
    if named.entity.type != "person" or comparison.whole or comparison.wrong:
        return False
    return comparison.family.relation in ("same", "variant")


def _may_be_meant(
    named: Candidate, role: str, period: Period, document: DocumentContext, table: EntityTable
) -> bool:
    """Whether the name is no slip, as far as the text and the table tell; so too where they do not know."""
    own = [antecedent for antecedent in document.antecedents if antecedent.entity_id == named.entity.id]
    return (
        named.entity.country is None
        or not any(antecedent.full for antecedent in own)
        or any(antecedent.roles - {role} for antecedent in own)
        or lies_beyond(named.entity, period, table.as_of)
        or any(
            held.role == role or held.role.endswith(f"_{role}") or holds_at(held, period)
            for held in named.holdings
        )
    )


def _holders_named(
    role: str, country: str | None, period: Period, document: DocumentContext, table: EntityTable
) -> Iterator[Holding]:
    """Those whom the text names who held the office of the country then."""
    for entity_id in sorted(document.named):
        for held in table.terms(entity_id):
            told = (held.role, held.country) == (role, country)
            if told and holds_at(held, period) and known_at(held, period, table.as_of):
                yield held


def _called(incumbent: Holding, role: str, mention: ParsedMention, document: DocumentContext) -> str | None:
    return next(
        (
            antecedent.surface
            for antecedent in document.antecedents
            if antecedent.entity_id == incumbent.entity_id
            and role in antecedent.roles
            and antecedent.key != mention.key
        ),
        None,
    )
