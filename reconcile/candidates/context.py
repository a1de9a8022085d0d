"""Everything that one mention is judged by."""

from collections.abc import Sequence
from dataclasses import dataclass

from corrigenda.reconcile.candidates.retrieve import Candidate, Retrieved, retrieve_candidates
from corrigenda.reconcile.candidates.wrong_person import WrongPerson, find_wrong_person
from corrigenda.reconcile.context import Decision, Decisions, DocumentContext, ParsedMention, known_at
from corrigenda.reconcile.table import EntityTable, Holding
from corrigenda.reconcile.titles import is_of_parts, is_single

_LARGE_TABLE = 20_000
"""How common a name is in the news does not grow with the table: beyond so many people it is scaled."""


@dataclass(frozen=True, slots=True)
class LinkingContext:
    """A mention with who may be meant, the rest of its document, what was decided before, and the table.

    ``incumbent`` is who held the office that the title names, where that is one person, the table knows it
    for the time of the mention, and the title tells the country. ``wrong_person`` is a slip of the tongue
    that would explain the name.
    """

    mention: ParsedMention
    document: DocumentContext
    table: EntityTable
    retrieved: Retrieved
    decided: tuple[Decision, ...] = ()
    incumbent: Holding | None = None
    wrong_person: WrongPerson | None = None

    def name_frequency(self, word: str) -> float:
        """How many people of the table bear the word, of several the rarest; scaled for a large table."""
        return self.table.name_frequency(word) * min(1.0, _LARGE_TABLE / max(1, self.table.people))

    def one_of(self, word: str) -> float:
        """Of how many people of the table one bears the word, at most as many as a large table has."""
        return min(self.table.people, _LARGE_TABLE) / max(1.0, self.name_frequency(word))

    def incumbent_beside(self, candidate: Candidate) -> Holding | None:
        """Who held the office told then: where its country is open, that of the candidate's own country."""
        if self.incumbent is not None or self.mention.country is not None or not self._tells_one_office():
            return self.incumbent
        if any(held.role.endswith(f"_{self.mention.roles[0]}") for held in candidate.holdings):
            return None
        own = [held for held in self.retrieved.holders if held.country == candidate.entity.country]
        return _the_one(own, self.mention, self.table)

    def _tells_one_office(self) -> bool:
        """Whether the title can only mean an office that one person of a country holds, told as held."""
        title, roles = self.mention.title, self.mention.roles
        if title is None or title.tense != "current" or len(roles) != 1:
            return False
        return is_single(roles[0]) and not is_of_parts(roles[0])


def gather_context(
    mention: ParsedMention, document: DocumentContext, table: EntityTable, decisions: Decisions
) -> LinkingContext:
    """Everybody who may be meant, with what does not depend on the candidate looked up once."""
    decided = decisions.about(mention.raw)
    ids = [one.entity_id for one in decided if one.entity_id is not None]
    retrieved = retrieve_candidates(mention, table, document, decided=ids)
    return make_context(mention, document, table, retrieved, decided)


def make_context(
    mention: ParsedMention,
    document: DocumentContext,
    table: EntityTable,
    retrieved: Retrieved,
    decided: tuple[Decision, ...] = (),
) -> LinkingContext:
    """The context of a mention for whom others were retrieved beforehand."""
    return LinkingContext(
        mention,
        document,
        table,
        retrieved,
        decided,
        _incumbent(mention, retrieved, table),
        find_wrong_person(mention, retrieved, document, table),
    )


def _incumbent(mention: ParsedMention, retrieved: Retrieved, table: EntityTable) -> Holding | None:
    title = mention.title
    if title is None or title.assumed or title.tense == "acting" or mention.country is None:
        return None
    return _the_one(retrieved.holders, mention, table)


def _the_one(holders: Sequence[Holding], mention: ParsedMention, table: EntityTable) -> Holding | None:
    """Who alone held an office then, where the table can know it."""
    period = mention.period
    if period is None or len({held.entity_id for held in holders}) != 1:
        return None
    return holders[0] if any(known_at(held, period, table.as_of) for held in holders) else None
