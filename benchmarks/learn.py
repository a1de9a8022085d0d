"""Can the weights be learned from whole documents? ``python -m benchmarks.learn [--limit N] [--leave-out]``

A conditional logit over the candidates and nobody (``document_cases``), kept near the reviewed weights by a
Gaussian prior; documents are in the learned or in the measured half, never in both. Told for each kind of
name, reviewed beside learned: how many are linked rightly and how many wrongly at a probability of .9 and
more, and the mean log loss. ``--leave-out`` learns once more for each class of slips, without that class.

Nothing is written: the weights that come of it are not shipped before every set of ``benchmarks.reconcile``
says that they are better (docs/benchmarks.md has how far they are from that). Needs scipy (``[bench]``).
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
from rich.console import Console
from rich.table import Table
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from benchmarks.document_cases import RIGHT, STRANGER, Example, examples_of, texts_to_learn_from
from benchmarks.shared import ABSENT, DATA
from corrigenda.reconcile.context import EvidenceKind, EvidenceWeights, reviewed_weights

KINDS = tuple(EvidenceKind)
PRIOR = len(KINDS)
"""The column of the log-odds of any candidate against nobody."""
NEAR = 1.5
"""The standard deviation, in nats, within which a learned weight is taken to lie around the reviewed one."""
SLIP = 0.2
"""How much a slip counts beside a right name or a stranger: slips are rare, and made here at will."""
SURE = 0.9


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
            told |= {PRIOR: 1.0} if place < len(example.options) - 1 else {}
            rows += [row] * len(told)
            columns += told.keys()
            values += told.values()
        right.append(starts[-1] + example.right)
        starts.append(starts[-1] + len(example.options))
    shape = (starts[-1], len(KINDS) + 1)
    counts = np.array([1.0 if example.kind in (RIGHT, STRANGER) else SLIP for example in examples])
    return Design(csr_matrix((values, (rows, columns)), shape), np.array(starts), np.array(right), counts)


def probabilities(weights: np.ndarray, data: Design) -> np.ndarray:
    """Of each option, within its example."""
    scores, sizes = data.features @ weights, np.diff(data.starts)
    scores -= np.repeat(np.maximum.reduceat(scores, data.starts[:-1]), sizes)
    odds = np.exp(scores)
    return odds / np.repeat(np.add.reduceat(odds, data.starts[:-1]), sizes)


def learn(data: Design, reviewed: np.ndarray) -> np.ndarray:
    """The weights under which the right options are likeliest, near the reviewed ones."""

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        found = probabilities(weights, data)
        slope = found * np.repeat(data.counts, np.diff(data.starts))
        np.subtract.at(slope, data.right, data.counts)
        away = (weights - reviewed) / NEAR**2
        missed = -(data.counts * np.log(np.maximum(found[data.right], 1e-12))).sum()
        return missed + 0.5 * (away * (weights - reviewed)).sum(), data.features.T @ slope + away

    return np.asarray(minimize(loss, reviewed, jac=True, method="L-BFGS-B").x)


def flat(weights: EvidenceWeights) -> np.ndarray:
    """The weights in the order of the columns."""
    return np.array([*(weights[kind] for kind in KINDS), weights.prior])


def measured(examples: Sequence[Example], weights: np.ndarray) -> dict[str, tuple[float, int, float]]:
    """For each kind the share linked rightly at .9 and more, how many wrongly, and the mean log loss."""
    data = design(examples)
    found = probabilities(weights, data)
    told: defaultdict[str, list[tuple[bool, bool, float]]] = defaultdict(list)
    for place, example in enumerate(examples):
        options = found[data.starts[place] : data.starts[place + 1]]
        first = int(options[:-1].argmax()) if len(options) > 1 else -1
        linked = first >= 0 and options[first] >= SURE
        loss = -float(np.log(max(options[example.right], 1e-12)))
        told[example.kind].append(
            (linked and first == example.right, linked and first != example.right, loss)
        )
    return {
        kind: (
            sum(right for right, _, _ in ones) / len(ones),
            sum(wrong for _, wrong, _ in ones),
            sum(loss for _, _, loss in ones) / len(ones),
        )
        for kind, ones in sorted(told.items())
    }


def main() -> int:
    """Make, learn on one half, measure on the other, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--limit", type=int, default=100, help="slips of each class")
    parser.add_argument("--seed", type=int, default=1, help="of the halves")
    parser.add_argument("--leave-out", action="store_true", help="learn once more without each class")
    options = parser.parse_args()
    console = Console(width=150)
    if not DATA.is_dir():
        console.print(f"skipped: {ABSENT}")
        return 0
    texts = texts_to_learn_from()
    Random(options.seed).shuffle(texts)
    half = {text.text for text in texts[: len(texts) // 2]}
    examples = list(examples_of(texts, options.limit))
    learned = [example for example in examples if example.text in half]
    others = [example for example in examples if example.text not in half]
    reviewed = flat(reviewed_weights())
    whole = learn(design(learned), reviewed)
    columns = {"reviewed": measured(others, reviewed), "learned": measured(others, whole)}
    if options.leave_out:
        columns["learned without it"] = _each_left_out(learned, others, reviewed)
    console.print(_table(columns, others))
    return 0


def _each_left_out(
    learned: Sequence[Example], others: Sequence[Example], reviewed: np.ndarray
) -> dict[str, tuple[float, int, float]]:
    kinds = {example.kind for example in learned} - {RIGHT, STRANGER}
    found = {}
    for kind in sorted(kinds):
        weights = learn(design([one for one in learned if one.kind != kind]), reviewed)
        found |= measured([one for one in others if one.kind == kind], weights)
    return found


def _table(columns: dict[str, dict[str, tuple[float, int, float]]], others: Iterable[Example]) -> Table:
    counted: defaultdict[str, int] = defaultdict(int)
    for example in others:
        counted[example.kind] += 1
    table = Table(title="Names of documents that nothing was learned from: linked at .9, wrongly, log loss")
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


if __name__ == "__main__":
    raise SystemExit(main())
