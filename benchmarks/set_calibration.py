"""Is the confidence right as often as it says? Over the decisions of the other sets, nobody's included.

A decision is right where its first answer (an entity, or nobody in the table) is. As printed: with the
weights of the package. Cross-validated: slope and intercept of the log-odds learned on nine tenths of the
decisions, measured on the rest.
"""

from collections.abc import Sequence
from functools import cache

from benchmarks import set_dwie, set_misnaming, set_misreadings, set_office_mentions
from benchmarks.figures import Decided, Line, Measured
from benchmarks.reliability import bins, calibration_error, held, recalibrated, said

SETS = {
    "misnaming": set_misnaming,
    "office_mentions": set_office_mentions,
    "misreadings": set_misreadings,
    "dwie": set_dwie,
}


@cache
def measure() -> Measured:
    """The expected calibration error, and the reliability tables."""
    by_set = {name: module.measure().decided for name, module in SETS.items()}
    everything = [one for decided in by_set.values() for one in decided]
    crossed = recalibrated(everything)
    return Measured(
        lines=(
            _line("expected calibration error, as printed", everything),
            *(_line(f"  {name}", decided) for name, decided in by_set.items()),
            _line("expected calibration error, cross-validated", crossed, "≤ .03"),
        ),
        notes=(
            "reliability, as printed:",
            *_reliability(everything),
            "reliability, cross-validated:",
            *_reliability(crossed),
        ),
    )


def _line(words: str, decided: Sequence[Decided], target: str = "") -> Line:
    return Line(words, len(decided), f"{calibration_error(decided):.3f}", target)


def _reliability(decided: Sequence[Decided]) -> list[str]:
    return [f"  {len(b):5,} decisions: said {said(b):.3f}, right {held(b):.3f}" for b in bins(decided)]
