"""How much each kind of evidence counts, and how sums become probabilities: one small reviewed file."""

from functools import lru_cache

from pydantic import Field, field_validator

from corrigenda.reconcile.context.evidence_kinds import EvidenceKind
from corrigenda.reconcile.text import read_data
from corrigenda.schemas.base import Frozen


class Calibration(Frozen):
    """Turns the log-odds of a decision into calibrated log-odds: ``slope * logit + intercept``."""

    slope: float = 1.0
    intercept: float = 0.0


class Thresholds(Frozen):
    """The least confidence (0 to 1) to link, to correct and to say nil; the least gap in nats.

    ``overwhelm`` is what it takes to correct the full name of another person of the table.
    """

    link: float
    correct: float
    overwhelm: float
    nil: float
    gap: float


class EvidenceWeights(Frozen):
    """The reviewed weights. ``evidence`` maps every kind to a log-likelihood ratio (natural logarithm).

    ``prior`` is the log-odds of a retrieved candidate against NIL before any evidence.
    """

    provenance: str
    prior: float
    calibration: Calibration
    thresholds: Thresholds
    evidence: dict[EvidenceKind, float]
    errors: dict[EvidenceKind, float] = Field(default_factory=dict)
    """The standard error of each weight that was learned."""

    @field_validator("evidence")
    @classmethod
    def _is_whole(cls, evidence: dict[EvidenceKind, float]) -> dict[EvidenceKind, float]:
        missing = sorted(set(EvidenceKind) - set(evidence))
        if missing:
            raise ValueError(f"no weight for {', '.join(map(repr, map(str, missing)))}: give each kind one")
        return evidence

    def __getitem__(self, kind: EvidenceKind) -> float:
        """The weight of a kind of evidence."""
        return self.evidence[kind]


@lru_cache(maxsize=1)
def reviewed_weights() -> EvidenceWeights:
    """The weights that come with the package."""
    return EvidenceWeights.model_validate_json(read_data("weights.json"))
