"""From observations to probabilities: every candidate and NIL weighed against each other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import exp, log

from corrigenda.reconcile.candidates import Candidate, LinkingContext
from corrigenda.reconcile.context import EvidenceKind, EvidenceWeights
from corrigenda.reconcile.scoring.evidence import observe_candidate, observe_nil
from corrigenda.reconcile.scoring.wrong_office import WrongOffice, find_wrong_office
from corrigenda.schemas.names import Evidence, LinkStatus

_LEAST_ODDS = 1e-9


@dataclass(frozen=True, slots=True)
class ScoredCandidate:
    """A candidate with its evidence; ``score`` is its log-odds against NIL, the prior included.

    ``wrong_office`` is the office that explains the title beside the name as a slip, if it is one. Of the
    two paths by which another romanisation may come to be written so, a right one and a slip, the candidate
    has that of the slip where it is sure.
    """

    candidate: Candidate
    evidence: tuple[Evidence, ...]
    score: float
    wrong_office: WrongOffice | None = None

    def has(self, *kinds: EvidenceKind) -> bool:
        """Whether there is evidence of one of these kinds."""
        return any(evidence.kind in kinds for evidence in self.evidence)

    def with_evidence(self, one: Evidence) -> "ScoredCandidate":
        """The candidate with one more piece of evidence."""
        score = round(self.score + one.weight, 6)
        return replace(self, evidence=(*self.evidence, one), score=score)


@dataclass(frozen=True, slots=True)
class Ranking:
    """Every candidate, the likeliest first, with calibrated probabilities; ``nil`` is that of none.

    ``nil_score`` are the log-odds of NIL before the candidates are looked at.
    """

    scored: tuple[ScoredCandidate, ...]
    probabilities: tuple[float, ...]
    nil: float
    nil_score: float = 0.0

    def of(self, entity_id: str) -> float:
        """The probability of the entity; 0 where it is no candidate."""
        found = zip(self.scored, self.probabilities, strict=True)
        return next((chance for one, chance in found if one.candidate.entity.id == entity_id), 0.0)

    def at_most(self, probability: float) -> "Ranking":
        """The ranking with no more than this probability for the first; what it loses goes to NIL."""
        lost = max(0.0, self.probabilities[0] - probability)
        return replace(
            self, probabilities=(self.probabilities[0] - lost, *self.probabilities[1:]), nil=self.nil + lost
        )

    @property
    def gap(self) -> float:
        """How far the first is ahead of the second, in nats."""
        if len(self.scored) < 2:
            return float("inf")
        return self.scored[0].score - self.scored[1].score


@dataclass(frozen=True, slots=True)
class LinkResult:
    """A mention linked, undecided or NIL, with everybody who may be meant, ranked."""

    context: LinkingContext
    ranking: Ranking
    status: LinkStatus

    @property
    def first(self) -> ScoredCandidate | None:
        """The likeliest candidate, whatever the status."""
        return next(iter(self.ranking.scored), None)

    @property
    def linked_id(self) -> str | None:
        """The id of the entity, where the mention is linked."""
        return self.first.candidate.entity.id if self.first is not None and self.status == "linked" else None


def conclude(context: LinkingContext, ranking: Ranking, weights: EvidenceWeights) -> LinkResult:
    """What the ranking comes to, by the thresholds."""
    return LinkResult(context, ranking, status_of(ranking, weights))


def rank_candidates(context: LinkingContext, weights: EvidenceWeights) -> Ranking:
    """Everybody retrieved for a mention, scored and ranked."""
    nil_score = sum(one.weighed(weights).weight for one in observe_nil(context))
    scored = [_scored(context, one, weights) for one in context.retrieved.candidates]
    return rank(scored, nil_score, weights)


def paths_of(candidate: Candidate) -> Iterator[Candidate]:
    """The candidate by each path that explains the name: as compared, and a romanisation as a slip."""
    yield candidate
    if (as_slip := candidate.comparison.as_slip) is not None:
        yield replace(candidate, comparison=as_slip)


def _scored(context: LinkingContext, candidate: Candidate, weights: EvidenceWeights) -> ScoredCandidate:
    right, *slips = (_along(context, path, weights) for path in paths_of(candidate))
    sure = weights.thresholds.correct
    return next((slip for slip in slips if slip.score - right.score >= log(sure / (1 - sure))), right)


def _along(context: LinkingContext, candidate: Candidate, weights: EvidenceWeights) -> ScoredCandidate:
    wrong_office = find_wrong_office(context, candidate)
    observed = observe_candidate(context, candidate, wrong_office)
    evidence = tuple(one.weighed(weights) for one in observed)
    score = weights.prior + sum(one.weight for one in evidence)
    return ScoredCandidate(candidate, evidence, round(score, 6), wrong_office)


def rank(scored: Iterable[ScoredCandidate], nil_score: float, weights: EvidenceWeights) -> Ranking:
    """Weigh the candidates against each other and against NIL. Ties go by id."""
    ordered = tuple(sorted(scored, key=lambda one: (-one.score, one.candidate.entity.id)))
    highest = max([nil_score, *(one.score for one in ordered)])
    odds = [exp(one.score - highest) for one in ordered]
    left = exp(nil_score - highest)
    whole = left + sum(odds)
    return Ranking(
        ordered,
        tuple(_calibrated(one / whole, weights) for one in odds),
        _calibrated(left / whole, weights),
        nil_score,
    )


def _calibrated(probability: float, weights: EvidenceWeights) -> float:
    clear = min(max(probability, _LEAST_ODDS), 1 - _LEAST_ODDS)
    logit = log(clear / (1 - clear))
    return 1 / (1 + exp(-(weights.calibration.slope * logit + weights.calibration.intercept)))


def status_of(ranking: Ranking, weights: EvidenceWeights) -> LinkStatus:
    """Linked with enough confidence and gap, NIL where that is likeliest, undecided between."""
    limits = weights.thresholds
    if not ranking.scored:
        return "nil"
    if ranking.probabilities[0] >= limits.link and ranking.gap >= limits.gap:
        return "linked"
    return "nil" if ranking.nil >= limits.nil else "undecided"
