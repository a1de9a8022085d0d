"""From evidence to a decision: probabilities of every candidate and of nobody, and what may be set right."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

from corrigenda.reconcile.candidates import Candidate
from corrigenda.reconcile.context import EvidenceWeights, ParsedMention
from corrigenda.reconcile.names import ComparedPart
from corrigenda.reconcile.scoring.evidence import SUPPORTING
from corrigenda.schemas.names import Evidence, LinkStatus

_LEAST_ODDS = 1e-9
_PLAIN_EDITS = ((10, 2), (0, 1))
"""Letters of a part of a name, and how many edits in it are still plainly a slip."""
_LONG = 7
"""Letters of a name that hardly rhymes with that of somebody else."""


@dataclass(frozen=True, slots=True)
class ScoredCandidate:
    """A candidate with its evidence; ``score`` is its log-odds against nobody, the prior included."""

    candidate: Candidate
    evidence: tuple[Evidence, ...]
    score: float

    def has(self, *kinds: str) -> bool:
        """Whether there is evidence of one of these kinds."""
        return any(evidence.kind in kinds for evidence in self.evidence)


@dataclass(frozen=True, slots=True)
class Ranking:
    """Every candidate, the likeliest first, with calibrated probabilities; ``nobody`` is that of none."""

    weighed: tuple[ScoredCandidate, ...]
    probabilities: tuple[float, ...]
    nil: float

    @property
    def gap(self) -> float:
        """How far the first is ahead of the second, in nats."""
        if len(self.weighed) < 2:
            return float("inf")
        return self.weighed[0].score - self.weighed[1].score


def add_up(candidate: Candidate, evidence: Sequence[Evidence], weights: EvidenceWeights) -> ScoredCandidate:
    """The candidate with the sum of its evidence."""
    score = weights.prior + sum(one.weight for one in evidence)
    return ScoredCandidate(candidate, tuple(evidence), round(score, 6))


def rank(found: Sequence[ScoredCandidate], nil: float, weights: EvidenceWeights) -> Ranking:
    """Weigh the candidates against each other and against ``nobody`` (log-odds). Ties go by id."""
    ordered = tuple(sorted(found, key=lambda one: (-one.score, one.candidate.entity.id)))
    highest = max([nil, *(one.score for one in ordered)])
    odds = [exp(one.score - highest) for one in ordered]
    left = exp(nil - highest)
    whole = left + sum(odds)
    return Ranking(
        ordered,
        tuple(_calibrated(one / whole, weights) for one in odds),
        _calibrated(left / whole, weights),
    )


def _calibrated(probability: float, weights: EvidenceWeights) -> float:
    clear = min(max(probability, _LEAST_ODDS), 1 - _LEAST_ODDS)
    logit = log(clear / (1 - clear))
    return 1 / (1 + exp(-(weights.calibration.slope * logit + weights.calibration.intercept)))


def status_of(ranking: Ranking, weights: EvidenceWeights) -> LinkStatus:
    """Linked with enough confidence and gap, nil where nobody is likeliest, undecided between."""
    limits = weights.thresholds
    if not ranking.weighed:
        return "nil"
    if ranking.probabilities[0] >= limits.link and ranking.gap >= limits.gap:
        return "linked"
    return "nil" if ranking.nil >= limits.nil else "undecided"


def may_correct(ranking: Ranking, mention: ParsedMention, weights: EvidenceWeights) -> bool:
    """Whether a linked name that differs is sure enough to be set right.

    Never the full name of another person whom the table knows, never against the office, no surname that a
    name of somebody else follows ("Vice President Harris Rohini Lee"), and by the name alone only a plain
    slip in a full name that nobody else in the table nearly bears.
    """
    first = ranking.weighed[0]
    if ranking.probabilities[0] < weights.thresholds.correct:
        return False
    if first.has("decision.accepted", "decision.learned"):
        return True
    if any(_bears(other.candidate, mention) for other in ranking.weighed[1:]):
        return False
    against = ("office.past", "office.future", "office.other_country", "type.other")
    if first.has(*against):
        return False
    if first.has("office.never") and (first.has("office.held_by_another") or not _plain_slip(first)):
        return False
    if first.has("person.swapped"):
        return first.has("text.named", "text.titled")
    comparison = first.candidate.comparison
    other = [part for part in (comparison.family, comparison.given) if part.relation == "different"]
    if comparison.swapped and any(part.end - part.start > 1 for part in other):
        return False
    if other and first.has("office.open") and not first.has("family.alike", "given.alike"):
        return False
    if any(evidence.kind in SUPPORTING and evidence.weight > 0 for evidence in first.evidence):
        return True
    return _plain_slip(first) and not any(_nearly_bears(other.candidate) for other in ranking.weighed[1:])


def _bears(candidate: Candidate, mention: ParsedMention) -> bool:
    comparison = candidate.comparison
    return mention.full and not comparison.wrong and (comparison.whole or comparison.full)


def _plain_slip(first: ScoredCandidate) -> bool:
    comparison = first.candidate.comparison
    parts = (comparison.family, comparison.given)
    if not comparison.whole and not comparison.full:
        return False
    if any(part.relation == "different" for part in parts) or first.has("typo.is_a_name"):
        return False
    if any(_is_another_form(part) for part in parts):
        return False
    return not any(_begins_otherwise(part) for part in parts) and all(
        part.edits <= next(edits for least, edits in _PLAIN_EDITS if len(part.own) >= least) for part in parts
    )


def _begins_otherwise(part: ComparedPart) -> bool:
    """Whether the first letter of a name is another; one edit in a long one is a slip even there."""
    if part.relation != "typo" or part.written[0] == part.own[0]:
        return False
    return part.edits > 1 or len(part.own) < _LONG


def _is_another_form(part: ComparedPart) -> bool:
    """Whether a name goes on in another, by more than a letter: Johan and Johansen, Kasym and Kasymov."""
    cut = part.own.startswith(part.written) or part.written.startswith(part.own)
    return part.relation == "typo" and part.edits > 1 and cut


def _nearly_bears(candidate: Candidate) -> bool:
    comparison = candidate.comparison
    return all(
        part.relation not in ("different", "missing") for part in (comparison.family, comparison.given)
    ) or (comparison.whole and comparison.family.relation != "different")
