"""What is seen for or against a candidate, before anybody says how much it counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corrigenda.reconcile.context import EvidenceKind, EvidenceWeights
from corrigenda.schemas.names import Evidence

Features = Mapping[EvidenceKind, float]
"""How much of each weight there is; the log-odds are the sum of weight times feature."""


@dataclass(frozen=True, slots=True)
class Observation:
    """Something seen, with words for a reader. ``features`` hold its kind and whatever shifts that weight."""

    kind: EvidenceKind
    detail: str
    features: Features

    def weighed(self, weights: EvidenceWeights) -> Evidence:
        """The observation as evidence: the weights times its features."""
        weight = sum(weights[kind] * factor for kind, factor in self.features.items())
        return Evidence(kind=self.kind, weight=round(weight, 3), detail=self.detail)


def observe(
    kind: EvidenceKind, detail: str, *, times: float = 1.0, also: Features | None = None
) -> Observation:
    """Something seen ``times`` strong; ``also`` are the features that shift it."""
    return Observation(kind, detail, {kind: times, **(also or {})})


def features_of(observations: Iterable[Observation]) -> Features:
    """The features of several observations together: what weights are learned from."""
    found: dict[EvidenceKind, float] = {}
    for observation in observations:
        for kind, factor in observation.features.items():
            found[kind] = found.get(kind, 0.0) + factor
    return {kind: factor for kind, factor in found.items() if factor}
