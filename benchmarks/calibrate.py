"""Learn the weights of the evidence from known names, cross-validated; how far can the confidence be trusted?

``python -m benchmarks.calibrate`` prints the figures; with ``--write`` the learned weights go into
``reconcile/data/weights.json`` with their provenance, to be reviewed like any other change.

The model is the one of the decision: each candidate's score is the prior and the sum of its evidence,
nobody's is its own, and the probability is their share (a conditional logit). What is learned stays near the
reviewed weights, as far as the cases do not speak against them.
"""

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, log
from pathlib import Path

from benchmarks.calibration_cases import Known, known_names
from benchmarks.shared import ABSENT, DATA
from benchmarks.tables import office_holders
from corrigenda.reconcile.candidates import Candidate, LinkingContext
from corrigenda.reconcile.candidates.context import make_context
from corrigenda.reconcile.candidates.retrieve import Retrieved, retrieve_candidates
from corrigenda.reconcile.context import DocumentContext, EvidenceWeights, reviewed_weights
from corrigenda.reconcile.context.mention import parse_mention
from corrigenda.reconcile.context.weights import Calibration
from corrigenda.reconcile.scoring import rank_candidates
from corrigenda.reconcile.scoring.evidence import observe_candidate, observe_nil
from corrigenda.reconcile.scoring.observation import Features, features_of
from corrigenda.reconcile.scoring.ranking import status_of
from corrigenda.reconcile.scoring.wrong_office import find_wrong_office
from corrigenda.reconcile.table import EntityTable

FILE = Path(__file__).resolve().parents[1] / "reconcile" / "data" / "weights.json"
FOLDS = 5
ROUNDS = 60
STEP = 0.3
NEAR = 0.4
"""The standard deviation (in nats) within which a learned weight is taken to lie around the reviewed one."""
NOT_LEARNED = frozenset({"office.holders"})
"""Few of the cases are of offices that many hold at once: the logarithm of their number stays as it is."""
PRIOR = "prior"


@dataclass(frozen=True)
class Example:
    """The features of each candidate and of nobody, and the place of the right one (the last is nobody)."""

    known: Known
    context: LinkingContext
    options: tuple[Mapping[str, float], ...]
    right: int


def learn(count: int, *, write: bool) -> None:
    """Learn, print, and perhaps write."""
    table, reviewed = office_holders(), reviewed_weights()
    examples = [
        example for known in known_names(table, count=count) for example in _example(known, table, reviewed)
    ]
    folds = [examples[fold::FOLDS] for fold in range(FOLDS)]
    learned = [
        fit([example for other in folds[:fold] + folds[fold + 1 :] for example in other], reviewed)
        for fold in range(FOLDS)
    ]
    print(f"{len(examples)} names, {FOLDS} folds\n")
    _report("reviewed weights", [(example, reviewed) for example in examples])
    _report(
        "learned weights (each fold by the others)",
        [(example, learned[fold]) for fold in range(FOLDS) for example in folds[fold]],
    )
    whole = fit(examples, reviewed)
    _print_changes(reviewed, whole)
    if write:
        provenance = (
            f"learned on {date.today():%Y-%m-%d} by benchmarks/calibrate.py from {len(examples)} names: "
            "forms made of office holders (every-politician-scrapers, CC0), misreadings (ENAMDICT) and names "
            "beside an office (White House transcripts, CC0); near what was set by hand after the design"
        )
        written = whole.model_copy(update={"provenance": provenance})
        FILE.write_text(json.dumps(written.model_dump(), indent=2) + "\n", encoding="utf-8")


# From names to features


def _example(known: Known, table: EntityTable, reviewed: EvidenceWeights) -> Iterable[Example]:
    """Nothing where the right one was not retrieved: no weight can help there."""
    mention = parse_mention(known.mention, known.mention.text)
    found = retrieve_candidates(mention, table, DocumentContext())
    if known.without is not None:
        found = Retrieved(
            tuple(one for one in found.candidates if one.entity.id != known.without),
            tuple(one for one in found.holders if one.entity_id != known.without),
            tuple(one for one in found.told if one.entity_id != known.without),
        )
    context = make_context(mention, DocumentContext(), table, found)
    ids = [candidate.entity.id for candidate in found.candidates]
    if known.right is not None and known.right not in ids:
        return
    right = ids.index(known.right) if known.right is not None else len(ids)
    nil = features_of(observe_nil(context))
    options = [{PRIOR: 1.0, **_features(context, one)} for one in found.candidates]
    yield Example(known, context, (*options, nil), right)


def _features(context: LinkingContext, candidate: Candidate) -> Features:
    return features_of(observe_candidate(context, candidate, find_wrong_office(context, candidate)))


# Learning


def fit(examples: Sequence[Example], reviewed: EvidenceWeights) -> EvidenceWeights:
    """The weights under which the right ones are likeliest, near the reviewed ones (AdaGrad, full batch)."""
    start = _flat(reviewed)
    weights, seen = dict(start), dict.fromkeys(start, 1e-6)
    for _ in range(ROUNDS):
        slope = {kind: (weights[kind] - start[kind]) / NEAR**2 for kind in weights}
        for example in examples:
            for place, (option, probability) in enumerate(
                zip(example.options, _probabilities(example, weights), strict=True)
            ):
                error = probability - (place == example.right)
                if abs(error) > 1e-4:
                    for kind, factor in option.items():
                        slope[kind] += error * factor
        for kind in NOT_LEARNED:
            slope[kind] = 0.0
        for kind, value in slope.items():
            seen[kind] += value * value
            weights[kind] -= STEP * value / seen[kind] ** 0.5
    return _weights(weights, reviewed)


def _flat(weights: EvidenceWeights) -> dict[str, float]:
    return {**weights.evidence, PRIOR: weights.prior}


def _weights(flat: dict[str, float], reviewed: EvidenceWeights) -> EvidenceWeights:
    evidence = {kind: round(flat[kind], 2) for kind in reviewed.evidence}
    return reviewed.model_copy(
        update={"evidence": evidence, "prior": round(flat[PRIOR], 2), "calibration": Calibration()}
    )


def _probabilities(example: Example, weights: dict[str, float]) -> list[float]:
    scores = [sum(weights[kind] * factor for kind, factor in option.items()) for option in example.options]
    highest = max(scores)
    odds = [exp(score - highest) for score in scores]
    whole = sum(odds)
    return [one / whole for one in odds]


# Figures


def _report(title: str, judged: Sequence[tuple[Example, EvidenceWeights]]) -> None:
    """Log loss, what is linked and rightly so, and the reliability of the confidence."""
    loss, answers = 0.0, []
    linked = linked_right = 0
    for example, weights in judged:
        probability = _probabilities(example, _flat(weights))[example.right]
        loss -= log(max(probability, 1e-9))
        ranking = rank_candidates(example.context, weights)
        status = status_of(ranking, weights)
        first = ranking.scored[0].candidate.entity.id if ranking.scored else None
        answer = None if status == "nil" else first
        confidence = ranking.nil if status == "nil" else ranking.probabilities[0]
        answers.append((confidence, answer == example.known.right))
        linked += status == "linked"
        linked_right += status == "linked" and first == example.known.right
    print(title)
    share = linked_right / max(1, linked)
    print(f"  log loss {loss / len(judged):.3f}; linked {linked}, of these right {share:.1%}")
    print(f"  expected calibration error {_calibration_error(answers):.3f}")
    for said, right in _bins(answers):
        print(f"    {len(said):5} names, said {sum(said) / len(said):.3f}, right {right / len(said):.3f}")
    print()


def _bins(answers: Sequence[tuple[float, bool]]) -> Iterable[tuple[list[float], int]]:
    """The confidences of each tenth that has any, and how many answers in it are right."""
    for low in range(10):
        inside = [(said, right) for said, right in answers if low <= min(said * 10, 9.999) < low + 1]
        if inside:
            yield [said for said, _ in inside], sum(right for _, right in inside)


def _calibration_error(answers: Sequence[tuple[float, bool]]) -> float:
    """The mean distance of confidence and share of right answers, over ten bins of equal width."""
    return sum(abs(sum(said) - right) for said, right in _bins(answers)) / max(1, len(answers))


def _print_changes(reviewed: EvidenceWeights, learned: EvidenceWeights) -> None:
    before, after = _flat(reviewed), _flat(learned)
    for kind in sorted(before, key=lambda kind: -abs(after[kind] - before[kind])):
        if abs(after[kind] - before[kind]) >= 0.05:
            print(f"  {kind:28} {before[kind]:+.2f} -> {after[kind]:+.2f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--names", type=int, default=3000, help="how many names to make")
    parser.add_argument("--write", action="store_true", help="write the learned weights")
    arguments = parser.parse_args()
    if DATA.exists():
        learn(arguments.names, write=arguments.write)
    else:
        print(ABSENT)
