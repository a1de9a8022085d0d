"""Entity linking: the mentions of one document, each in the light of the others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from corrigenda.reconcile.candidates import gather_context, with_own_titles
from corrigenda.reconcile.context import (
    Antecedent,
    Decisions,
    DocumentContext,
    EvidenceKind,
    EvidenceWeights,
    OfficeOf,
    ParsedMention,
    Period,
    Vote,
    days_to,
    infer_period,
    parse_document,
)
from corrigenda.reconcile.scoring import LinkResult, conclude, rank_candidates
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.names import Document

_IN_OFFICE = (EvidenceKind.OFFICE_HELD, EvidenceKind.OFFICE_GRACE, EvidenceKind.OFFICE_OPEN)
_MOST_ROUNDS = 3
_LEAST_VOTE = 0.05
_SURE = 0.9
"""The probability of a link from which others may lean on it with their whole weight."""


@dataclass(frozen=True, slots=True)
class Linker:
    """What documents are linked with: the entities, what users decided, and how much evidence counts."""

    table: EntityTable
    decisions: Decisions
    weights: EvidenceWeights

    def link(self, document: Document) -> list[LinkResult]:
        """Its mentions in their order, each in the light of the others, until nothing changes."""
        mentions = with_own_titles(parse_document(document), document.text, self.table)
        links = self._round(mentions, DocumentContext(countries=_countries(mentions)))
        if mentions and mentions[0].period is None:
            period = infer_period(_votes(links), as_of=self.table.as_of)
            if period is not None:
                mentions = tuple(mention.at(period) for mention in mentions)
                links = self._round(mentions, DocumentContext(countries=_countries(mentions)))
        for _ in range(_MOST_ROUNDS if len({mention.key for mention in mentions}) > 1 else 0):
            countries = _countries(mentions) | _countries_of_offices(links)
            antecedents = _antecedents(links)
            context = DocumentContext(antecedents, countries, self._holders(antecedents, mentions[0].period))
            if context == links[0].context.document:
                break
            links = self._round(mentions, context)
        fuller = _fuller(links)
        return [self._no_surer(link, fuller.get(link.context.mention.key, ())) for link in links]

    def _holders(
        self, antecedents: Iterable[Antecedent], period: Period | None
    ) -> dict[OfficeOf, frozenset[str]]:
        """For each office those of the names who hold it in the period, or held it before."""
        found: dict[OfficeOf, set[str]] = {}
        for entity_id in {one.entity_id for one in antecedents if one.entity_id is not None}:
            for held in self.table.terms(entity_id):
                if period is not None and days_to(held, period) <= 0:
                    found.setdefault((held.role, held.country), set()).add(entity_id)
        return {office: frozenset(ids) for office, ids in found.items()}

    def _no_surer(self, link: LinkResult, fuller: Sequence[LinkResult]) -> LinkResult:
        """A surname without a title that repeats a fuller name of the document is no surer than that name."""
        mention = link.context.mention
        if mention.full or mention.roles or link.linked_id is None or not fuller:
            return link
        most = max(other.ranking.of(link.linked_id) for other in fuller)
        if most >= link.ranking.probabilities[0]:
            return link
        return conclude(link.context, link.ranking.at_most(most), self.weights)

    def _round(self, mentions: Sequence[ParsedMention], document: DocumentContext) -> list[LinkResult]:
        """Every mention once; those that say the same are linked once."""
        known: dict[object, LinkResult] = {}
        for mention in mentions:
            if mention.says not in known:
                context = gather_context(mention, document, self.table, self.decisions)
                known[mention.says] = conclude(context, rank_candidates(context, self.weights), self.weights)
        return [known[mention.says] for mention in mentions]


def _fuller(links: Sequence[LinkResult]) -> dict[str, list[LinkResult]]:
    """The full names by what stands in them for the surname, as written or as it is linked."""
    found: dict[str, list[LinkResult]] = {}
    for link in {id(link): link for link in links}.values():
        mention, one = link.context.mention, _antecedent(link)
        if mention.full:
            family_key = one.family_key if one is not None else mention.key.split()[-1]
            found.setdefault(family_key, []).append(link)
    return found


def _countries(mentions: Sequence[ParsedMention]) -> frozenset[str]:
    return frozenset(mention.country for mention in mentions if mention.country is not None)


def _countries_of_offices(links: Sequence[LinkResult]) -> frozenset[str]:
    """Those whose offices the titled people of the document hold."""
    first = [
        link.ranking.scored[0] for link in links if link.status == "linked" and link.context.mention.roles
    ]
    return frozenset(
        one.candidate.entity.country
        for one in first
        if one.candidate.entity.country is not None and one.has(*_IN_OFFICE)
    )


def _votes(links: Sequence[LinkResult]) -> list[Vote]:
    """Who would explain a title, if the time were right."""
    votes = []
    for place, link in enumerate(links):
        mention = link.context.mention
        if mention.title is None or mention.title.tense == "former":
            continue
        for scored, probability in zip(link.ranking.scored, link.ranking.probabilities, strict=True):
            held = tuple(
                holding
                for holding in scored.candidate.holdings
                if holding.role in mention.roles and mention.country in (None, holding.country)
            )
            if held and probability >= _LEAST_VOTE:
                votes.append(Vote(place, scored.candidate.entity.id, round(probability, 6), held))
    return votes


def _antecedents(links: Sequence[LinkResult]) -> tuple[Antecedent, ...]:
    """The names that others of the document may lean on, each once, in order."""
    found: dict[tuple[str, str | None], Antecedent] = {}
    for link in links:
        one = _antecedent(link)
        if one is not None:
            known = found.get((one.key, one.entity_id))
            found[one.key, one.entity_id] = one if known is None else one.beside(known)
    return tuple(found[key] for key in sorted(found, key=lambda key: (key[0], key[1] or "")))


def _antecedent(link: LinkResult) -> Antecedent | None:
    """The name, if it is linked as a person's, or is a full name and nobody's in the table."""
    mention = link.context.mention
    if link.status == "undecided" or not mention.key:
        return None
    family_key = mention.key.split()[-1]
    if link.linked_id is not None:
        comparison = link.ranking.scored[0].candidate.comparison
        if comparison.whole:
            return None
        family_key = mention.written.key_of(comparison.family.start, comparison.family.end)
    elif not mention.full:
        return None
    roles, certainty = frozenset(mention.roles), _certainty(link)
    return Antecedent(mention.name, mention.key, family_key, mention.full, roles, link.linked_id, certainty)


def _certainty(link: LinkResult) -> float:
    """The log-odds of the link as a share of those that are sure, 0 to 1, in tenths."""
    probability = link.ranking.probabilities[0] if link.linked_id is not None else 1.0
    return 1.0 if probability >= _SURE else round(max(0.0, _log_odds(probability) / _log_odds(_SURE)), 1)


def _log_odds(probability: float) -> float:
    return log(probability / (1 - probability))
