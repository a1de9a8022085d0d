"""How much of each weight is in the evidence about a candidate: what weights are learned from.

The weight of evidence is linear in the reviewed weights, so each weight's factor is found by asking for the
evidence with this weight at one and all others at nought.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache

from corrigenda.reconcile.candidates import Candidate, LinkingContext
from corrigenda.reconcile.context import EvidenceWeights, reviewed_weights
from corrigenda.schemas.names import Evidence

Factors = dict[str, float]
Weigh = Callable[[LinkingContext, Candidate], Iterable[Evidence]]

_RIDERS = ("office.holders", "office.open_years", "typo.each_further_edit", "reading.far_fetched")
"""Weights that shift the evidence of another kind."""


def factors_of(case: LinkingContext, candidate: Candidate, weigh: Weigh) -> Factors:
    """The factor of each weight that counts for or against the candidate."""
    kinds = {evidence.kind for evidence in weigh(case, candidate)} | set(_RIDERS)
    found = {
        kind: sum(evidence.weight for evidence in weigh(replace(case, weights=_only(kind)), candidate))
        for kind in sorted(kinds)
    }
    return {kind: factor for kind, factor in found.items() if factor}


@cache
def _only(kind: str) -> EvidenceWeights:
    reviewed = reviewed_weights()
    return reviewed.model_copy(update={"evidence": dict.fromkeys(reviewed.evidence, 0.0) | {kind: 1.0}})
