"""The table of weights in ``docs/linking.md``: ``python -m benchmarks.linking_page`` writes it anew.

A row for each kind of evidence with what is observed, its weight (natural logarithm of the odds) and the
standard error of what was learned.
"""

from collections.abc import Iterator
from pathlib import Path

from corrigenda.reconcile.context import EvidenceKind, EvidenceWeights, reviewed_weights

PAGE = Path(__file__).resolve().parents[1] / "docs" / "linking.md"
MARK = "<!-- made by benchmarks/linking_page.py -->\n"


def rows(weights: EvidenceWeights) -> Iterator[str]:
    """The table, line by line."""
    yield "| evidence | what is observed | weight | ± |"
    yield "|---|---|---|---|"
    yield f"| `prior` | any candidate, against NIL | {weights.prior:+.2f} | |"
    for kind in EvidenceKind:
        error = weights.errors.get(kind)
        told = f"{error:.2f}" if error is not None else "settled"
        yield f"| `{kind}` | {kind.meaning} | {weights[kind]:+.2f} | {told} |"


def page(before: str, weights: EvidenceWeights) -> str:
    """The page with its table made anew."""
    head, _, rest = before.partition(MARK)
    _, _, tail = rest.partition(MARK)
    return f"{head}{MARK}" + "\n".join(rows(weights)) + f"\n{MARK}{tail}"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8"), reviewed_weights()), encoding="utf-8")
