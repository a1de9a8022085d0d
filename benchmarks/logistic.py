"""Logistic regression in plain Python, for a few thousand cases and a few dozen features."""

from collections.abc import Sequence
from math import exp

Vector = Sequence[float]
_ROUNDS = 12
_FIRM = 30.0


def probability(logit: float) -> float:
    """The probability of log-odds, without overflow."""
    return 1 / (1 + exp(-max(-_FIRM, min(_FIRM, logit))))


def dot(one: Vector, other: Vector) -> float:
    """The sum of the products."""
    return sum(a * b for a, b in zip(one, other, strict=True))


def fit(features: Sequence[Vector], labels: Sequence[bool], *, ridge: float = 1.0) -> list[float]:
    """Weights by Newton's method, with an L2 penalty on all but the first (the constant's)."""
    size = len(features[0])
    weights = [0.0] * size
    for _ in range(_ROUNDS):
        slope = [-ridge * weight * (place > 0) for place, weight in enumerate(weights)]
        curve = [[ridge * (i == j and i > 0) + 1e-9 * (i == j) for j in range(size)] for i in range(size)]
        for row, label in zip(features, labels, strict=True):
            chance = probability(dot(weights, row))
            spread = chance * (1 - chance)
            held = [(i, value) for i, value in enumerate(row) if value]
            for i, value in held:
                slope[i] += value * (label - chance)
                line = curve[i]
                for j, other in held:
                    line[j] += spread * value * other
        step = solve(curve, slope)
        weights = [weight + change for weight, change in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-6:
            break
    return weights


def solve(matrix: list[list[float]], right: Vector) -> list[float]:
    """The solution of a system of linear equations, by elimination with pivots."""
    size = len(right)
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for place in range(size):
        pivot = max(range(place, size), key=lambda i: abs(rows[i][place]))
        rows[place], rows[pivot] = rows[pivot], rows[place]
        for below in range(place + 1, size):
            factor = rows[below][place] / rows[place][place]
            if factor:
                rows[below] = [a - factor * b for a, b in zip(rows[below], rows[place], strict=True)]
    found = [0.0] * size
    for place in reversed(range(size)):
        known = sum(rows[place][i] * found[i] for i in range(place + 1, size))
        found[place] = (rows[place][size] - known) / rows[place][place]
    return found


def folds(count: int, parts: int = 10) -> list[list[int]]:
    """The places 0 to ``count`` - 1 in so many parts, by turns."""
    return [list(range(part, count, parts)) for part in range(parts)]
