"""Everything that one reference is judged by."""

from dataclasses import dataclass, replace

from corrigenda.reconcile.candidates.retrieve import Candidate, Retrieved
from corrigenda.reconcile.candidates.wrong_person import WrongPerson, find_wrong_person
from corrigenda.reconcile.context import Decisions, DocumentContext, EvidenceWeights, ParsedMention, known_at
from corrigenda.reconcile.table import EntityTable, Holding
from corrigenda.reconcile.titles import is_of_parts, is_single
from corrigenda.schemas.names import Evidence

_LARGE_TABLE = 20_000
"""How common a name is in the news does not grow with the table: beyond so many people it is scaled."""


@dataclass(frozen=True, slots=True)
class LinkingContext:
    """A reference with who may be meant, the rest of its text, the table, and what counts how much.

    ``holder`` is who held the office that the title names, where that is one person, the table knows it for
    the time of the reference, and the title tells the country. ``misnaming`` is a slip of the tongue that
    would explain the name.
    """

    mention: ParsedMention
    retrieved: Retrieved
    document: DocumentContext
    table: EntityTable
    decisions: Decisions
    weights: EvidenceWeights
    incumbent: Holding | None = None
    wrong_person: WrongPerson | None = None

    def evidence(self, kind: str, detail: str, *, times: float = 1.0, plus: float = 0.0) -> Evidence:
        """Evidence of this kind, its reviewed weight multiplied and then shifted."""
        return Evidence(kind=kind, weight=round(self.weights[kind] * times + plus, 3), detail=detail)

    def name_frequency(self, word: str) -> float:
        """How many people of the table bear the word, of several the rarest; scaled for a large table."""
        return self.table.name_frequency(word) * min(1.0, _LARGE_TABLE / max(1, self.table.people))

    def one_of(self, word: str) -> float:
        """Of how many people of the table one bears the word, at most as many as a large table has."""
        return min(self.table.people, _LARGE_TABLE) / max(1.0, self.name_frequency(word))

    def incumbent_beside(self, candidate: Candidate) -> Holding | None:
        """Who held the office told then: where its country is open, that of the candidate's own country."""
        title, period = self.mention.title, self.mention.period
        if self.incumbent is not None or self.mention.country is not None or title is None or period is None:
            return self.incumbent
        role = title.roles[0] if len(title.roles) == 1 else ""
        if not is_single(role) or is_of_parts(role) or title.tense != "current":
            return None
        if any(held.role.endswith(f"_{role}") for held in candidate.holdings):
            return None
        own = [held for held in self.retrieved.holders if held.country == candidate.entity.country]
        known = all(known_at(held, period, self.table.as_of) for held in own)
        return own[0] if known and len({held.entity_id for held in own}) == 1 else None


def make_context(bare: LinkingContext) -> LinkingContext:
    """The case with its holder and its slip looked up, once for all candidates."""
    slip = find_wrong_person(bare.mention, bare.retrieved, bare.document, bare.table)
    return replace(bare, incumbent=_only_holder(bare), wrong_person=slip)


def _only_holder(context: LinkingContext) -> Holding | None:
    mention, holders = context.mention, context.retrieved.holders
    title, period = mention.title, mention.period
    if title is None or title.assumed or title.tense == "acting" or mention.country is None:
        return None
    if period is None or not holders or any(held.entity_id != holders[0].entity_id for held in holders):
        return None
    return holders[0] if known_at(holders[0], period, context.table.as_of) else None
