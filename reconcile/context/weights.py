"""How much each kind of evidence counts, and how sums become probabilities: one small reviewed file."""

from functools import lru_cache
from importlib.resources import files

from corrigenda.schemas.base import Frozen


class Calibration(Frozen):
    """Turns the log-odds of a decision into calibrated log-odds: ``slope * logit + intercept``."""

    slope: float = 1.0
    intercept: float = 0.0


class Thresholds(Frozen):
    """The least confidence (0 to 1) to link, to correct and to say nil; the least gap in nats."""

    link: float
    correct: float
    nil: float
    gap: float


class EvidenceWeights(Frozen):
    """The reviewed weights. ``evidence`` maps a kind to a log-likelihood ratio (natural logarithm).

    A kind whose name ends in a quantity (``family.bearers``, ``office.holders``, ``office.surname``,
    ``text.colleagues``, ``text.peers``) is multiplied by the natural logarithm of that quantity,
    ``given.rare`` by that of how much rarer than usual the name is, ``typo.each_further_edit`` by the
    number of edits after the first, ``typo.long`` by that of the letters that few others share.
    ``prior`` is the log-odds of a retrieved candidate against nobody in the table, before any evidence.
    """

    provenance: str
    prior: float
    calibration: Calibration
    thresholds: Thresholds
    evidence: dict[str, float]

    def __getitem__(self, kind: str) -> float:
        """The weight of a kind of evidence; ``KeyError`` where there is none of that name."""
        return self.evidence[kind]


@lru_cache(maxsize=1)
def reviewed_weights() -> EvidenceWeights:
    """The weights that come with the package."""
    text = (files("corrigenda.reconcile") / "data" / "weights.json").read_text(encoding="utf-8")
    return EvidenceWeights.model_validate_json(text)
