"""The weights of the evidence, learned: ``python -m benchmarks.calibrate [--leave-out] [--write]``

The model is the one of the decision: each candidate's score is the prior and the sum of its evidence,
nobody's is its own, and the probability is their share: a conditional logit (McFadden 1974) over the
candidates and nobody, with a Gaussian prior around ``elicited_weights.json``, what was thought of each kind
of evidence before anything was learned. Error bars are those of the Laplace approximation.

Printed, each fold of documents by what the others taught: for each kind of name how many are linked rightly
and how many wrongly at the threshold of corrections, and the mean log loss, beside the weights that ship.
``--leave-out`` learns once more for each class of slips, without that class. ``--write`` puts the weights
learned from everything into ``reconcile/data/weights.json``, with their error bars and provenance.
Needs scipy (``[bench]``).
"""

import argparse
import hashlib
import json
import pickle
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from benchmarks.learning_cases import RIGHT, STRANGER, Example, learning_examples
from benchmarks.shared import ABSENT, DATA
from corrigenda.reconcile.context import EvidenceKind, EvidenceWeights, reviewed_weights

ELICITED = Path(__file__).with_name("elicited_weights.json")
WRITTEN = Path(__file__).resolve().parents[1] / "reconcile" / "data" / "weights.json"
KINDS = tuple(EvidenceKind)
PRIOR, PAIRS = len(KINDS), len(KINDS) + 1
"""The columns of the log-odds of any candidate against NIL: in a text, and in a pair of names."""
NEAR = 1.5
"""The standard deviation, in nats, within which a weight is taken to lie around what was thought before."""
SETTLED = ("decision.", "model.", "person.", "text.kin")
"""Kinds that are what a user or a model said, or too rare to be learned: their weight is settled."""
NEVER_BETTER = frozenset({EvidenceKind.FAMILY_READING, EvidenceKind.GIVEN_READING, EvidenceKind.OTHER_PART})
"""Kinds whose weight is taken off what the right part brings."""
FOLDS = 5


@dataclass(frozen=True)
class Design:
    """The examples as one sparse matrix: a row an option, a column a weight."""

    features: csr_matrix
    starts: np.ndarray
    """The row of the first option of each example, and the number of rows."""
    right: np.ndarray
    counts: np.ndarray


def design(examples: Sequence[Example]) -> Design:
    """The matrix of the examples."""
    column = {kind: place for place, kind in enumerate(KINDS)}
    rows, columns, values, starts, right = [], [], [], [0], []
    for example in examples:
        for place, option in enumerate(example.options):
            row = starts[-1] + place
            told = {column[kind]: factor for kind, factor in option.items()}
            if place < len(example.options) - 1:
                told[PAIRS if example.source == "pairs" else PRIOR] = 1.0
            rows += [row] * len(told)
            columns += told.keys()
            values += told.values()
        right.append(starts[-1] + example.right)
        starts.append(starts[-1] + len(example.options))
    counts = np.array([example.counts for example in examples])
    return Design(
        csr_matrix((values, (rows, columns)), (starts[-1], len(KINDS) + 2)),
        np.array(starts),
        np.array(right),
        counts,
    )


def probabilities(weights: np.ndarray, data: Design) -> np.ndarray:
    """Of each option, within its example."""
    scores, sizes = data.features @ weights, np.diff(data.starts)
    scores -= np.repeat(np.maximum.reduceat(scores, data.starts[:-1]), sizes)
    odds = np.exp(scores)
    return odds / np.repeat(np.add.reduceat(odds, data.starts[:-1]), sizes)


def learn(data: Design, elicited: np.ndarray) -> np.ndarray:
    """The weights under which the right options are likeliest, near those elicited; some stay settled."""
    free = learned_columns()

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        found = probabilities(weights, data)
        slope = found * np.repeat(data.counts, np.diff(data.starts))
        np.subtract.at(slope, data.right, data.counts)
        away = (weights - elicited) / NEAR**2
        missed = -(data.counts * np.log(np.maximum(found[data.right], 1e-12))).sum()
        return missed + 0.5 * (away * (weights - elicited)).sum(), (data.features.T @ slope + away) * free

    return np.asarray(minimize(loss, elicited, jac=True, method="L-BFGS-B", bounds=bounds()).x)


def bounds() -> list[tuple[float | None, float | None]]:
    """No error makes a name likelier than writing it rightly does: what is taken off is not less than 0."""
    return [(None, 0.0 if kind in NEVER_BETTER else None) for kind in KINDS] + [(None, None)] * 2


def learned_columns() -> np.ndarray:
    """1 for each column that is learned, 0 for those that are settled."""
    return np.array([*(not kind.startswith(SETTLED) for kind in KINDS), True, True], dtype=float)


def error_bars(weights: np.ndarray, data: Design) -> np.ndarray:
    """The standard error of each weight: the root of the diagonal of the inverse Hessian."""
    found = probabilities(weights, data)
    counts = np.repeat(data.counts, np.diff(data.starts))
    weighted = data.features.multiply((found * counts)[:, None]).tocsr()
    sums = csr_matrix(
        (np.ones(len(found)), np.arange(len(found)), data.starts), (len(data.right), len(found))
    )
    means = sums @ data.features.multiply(found[:, None]).tocsr()
    hessian = (weighted.T @ data.features - means.multiply(data.counts[:, None]).T @ means).toarray()
    return np.sqrt(np.diag(np.linalg.inv(hessian + np.eye(len(weights)) / NEAR**2)))


def flat(weights: EvidenceWeights) -> np.ndarray:
    """The weights in the order of the columns; pairs begin at even odds."""
    return np.array([*(weights[kind] for kind in KINDS), weights.prior, 0.0])


def elicited_weights() -> EvidenceWeights:
    """What was thought of each kind before anything was learned."""
    return EvidenceWeights.model_validate_json(ELICITED.read_text(encoding="utf-8"))


Figures = dict[str, tuple[float, int, float]]
"""For each kind of name the share linked rightly, how many wrongly, and the mean log loss."""


def measured(examples: Sequence[Example], weights: np.ndarray) -> list[tuple[str, bool, bool, float]]:
    """Of each example its kind, whether it is linked rightly and wrongly, and its log loss."""
    data, limit = design(examples), reviewed_weights().thresholds.correct
    found = probabilities(weights, data)
    told = []
    for place, example in enumerate(examples):
        options = found[data.starts[place] : data.starts[place + 1]]
        first = int(options[:-1].argmax()) if len(options) > 1 else -1
        linked = first >= 0 and options[first] >= limit
        loss = -float(np.log(max(options[example.right], 1e-12)))
        kind = f"{example.source}: {example.kind}"
        told.append((kind, linked and first == example.right, linked and first != example.right, loss))
    return told


def in_kinds(told: Iterable[tuple[str, bool, bool, float]]) -> Figures:
    """The figures of each kind."""
    of_kind: defaultdict[str, list[tuple[bool, bool, float]]] = defaultdict(list)
    for kind, right, wrong, loss in told:
        of_kind[kind].append((right, wrong, loss))
    return {
        kind: (
            sum(right for right, _, _ in ones) / len(ones),
            sum(wrong for _, wrong, _ in ones),
            sum(loss for _, _, loss in ones) / len(ones),
        )
        for kind, ones in sorted(of_kind.items())
    }


def fold_of(example: Example) -> int:
    """The fold of the example's document, by its hash: a document is never in two."""
    return hashlib.sha256(example.text.encode()).digest()[1] % FOLDS


def crossed(examples: Sequence[Example], elicited: np.ndarray, *, without: str | None = None) -> Figures:
    """The figures with the weights of the other folds, ``without`` a class of slips where one is named."""
    told: list[tuple[str, bool, bool, float]] = []
    for fold in range(FOLDS):
        taught = [one for one in examples if fold_of(one) != fold and one.kind != without]
        weights = learn(design(taught), elicited)
        asked = [one for one in examples if fold_of(one) == fold and without in (None, one.kind)]
        told += measured(asked, weights) if asked else []
    return in_kinds(told)


def main() -> int:
    """Learn, print, and perhaps write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--limit", type=int, default=100, help="slips of each class")
    parser.add_argument("--leave-out", action="store_true", help="learn once more without each class")
    parser.add_argument("--write", action="store_true", help="write the weights learned from everything")
    parser.add_argument("--kept", type=Path, help="a file to keep the examples in, read where it is there")
    options = parser.parse_args()
    console = Console(width=150)
    if not DATA.is_dir():
        console.print(f"skipped: {ABSENT}")
        return 0
    examples, elicited = _examples(options.limit, options.kept), flat(elicited_weights())
    columns = {
        "as shipped": in_kinds(measured(examples, flat(reviewed_weights()))),
        "learned, crossed": crossed(examples, elicited),
    }
    if options.leave_out:
        kinds = {one.kind for one in examples if one.source == "documents"} - {RIGHT, STRANGER}
        figures = [crossed(examples, elicited, without=kind) for kind in sorted(kinds)]
        columns["learned without it"] = {kind: one for found in figures for kind, one in found.items()}
    console.print(_table(columns, examples))
    data = design(examples)
    weights = learn(data, elicited)
    errors = error_bars(weights, data)
    _print_weights(console, weights, errors, elicited, data)
    if options.write:
        _write(weights, errors, examples)
    return 0


def _examples(limit: int, kept: Path | None) -> list[Example]:
    if kept is not None and kept.exists():
        return list(pickle.loads(kept.read_bytes()))
    examples = list(learning_examples(limit))
    if kept is not None:
        kept.write_bytes(pickle.dumps(examples))
    return examples


def _table(columns: dict[str, Figures], examples: Iterable[Example]) -> Table:
    counted: defaultdict[str, int] = defaultdict(int)
    for example in examples:
        counted[f"{example.source}: {example.kind}"] += 1
    table = Table(title="Linked at the threshold of corrections: rightly, how many wrongly, log loss")
    table.add_column("kind")
    for column in ("cases", *columns):
        table.add_column(column, justify="right")
    for kind, count in sorted(counted.items()):
        cells = (
            f"{100 * found[kind][0]:.0f} %  {found[kind][1]}  {found[kind][2]:.3f}" if kind in found else ""
            for found in columns.values()
        )
        table.add_row(kind, str(count), *cells)
    return table


def _print_weights(
    console: Console, weights: np.ndarray, errors: np.ndarray, elicited: np.ndarray, data: Design
) -> None:
    told = np.asarray((data.features != 0).sum(axis=0)).ravel()
    for place, name in enumerate((*KINDS, "prior", "prior of pairs")):
        console.print(
            f"{name!s:24} {elicited[place]:+7.2f} -> {weights[place]:+7.2f} ± {errors[place]:.2f}"
            f"   {told[place]:,} options",
            highlight=False,
        )


def _write(weights: np.ndarray, errors: np.ndarray, examples: Sequence[Example]) -> None:
    evidence = {kind: round(float(value), 3) for kind, value in zip(KINDS, weights, strict=False)}
    provenance = (
        f"learned on {date.today():%Y-%m-%d} by benchmarks/calibrate.py from {len(examples):,} names: slips "
        "made in White House readouts (CC0), forms made of office holders (every-politician-scrapers, CC0), "
        "misreadings (ENAMDICT), names linked in the news (news-fair, RSS-500), pairs of nomenklatura (MIT)"
    )
    written = reviewed_weights().model_copy(
        update={
            "provenance": provenance,
            "prior": round(float(weights[PRIOR]), 3),
            "evidence": evidence,
            "errors": {
                kind: round(float(value), 3)
                for kind, value in zip(KINDS, errors, strict=False)
                if not kind.startswith(SETTLED)
            },
        }
    )
    WRITTEN.write_text(json.dumps(written.model_dump(), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
