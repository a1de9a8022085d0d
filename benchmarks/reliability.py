"""Can a confidence be taken at its word? Bins, calibration error, recalibration by the other folds."""

from collections.abc import Iterator, Sequence
from math import log

from benchmarks.figures import Decided
from benchmarks.logistic import dot, fit, folds, probability

BINS = 10
LEAST = 1e-4


def bins(decided: Sequence[Decided]) -> Iterator[list[Decided]]:
    """The decisions of each tenth of confidence that has any, the least first."""
    for low in range(BINS):
        inside = [one for one in decided if low == min(int(one.confidence * BINS), BINS - 1)]
        if inside:
            yield inside


def said(inside: Sequence[Decided]) -> float:
    """The mean confidence."""
    return sum(one.confidence for one in inside) / len(inside)


def held(inside: Sequence[Decided]) -> float:
    """The share that is right."""
    return sum(one.right for one in inside) / len(inside)


def calibration_error(decided: Sequence[Decided]) -> float:
    """The expected calibration error: the mean distance of confidence and share right, over the bins."""
    return sum(len(inside) * abs(said(inside) - held(inside)) for inside in bins(decided)) / len(decided)


def recalibrated(decided: Sequence[Decided]) -> list[Decided]:
    """Each tenth of the decisions with slope and intercept of the log-odds learned from the others."""
    found: dict[int, Decided] = {}
    for part in folds(len(decided)):
        outside = set(range(len(decided))) - set(part)
        weights = fit(
            [_features(decided[place]) for place in sorted(outside)],
            [decided[place].right for place in sorted(outside)],
        )
        for place in part:
            one = decided[place]
            found[place] = Decided(probability(dot(weights, _features(one))), one.right)
    return [found[place] for place in range(len(decided))]


def _features(one: Decided) -> tuple[float, float]:
    clear = min(max(one.confidence, LEAST), 1 - LEAST)
    return 1.0, log(clear / (1 - clear))
