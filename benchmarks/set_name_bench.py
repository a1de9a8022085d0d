"""Two names: the same bearer or not? ``name_bench/nomenklatura_cases.csv``, F1 of the decision.

Ours is the comparison of the reconciler: one name is the mention, the other the name of an entity, and what
counts is the evidence that the reconciler finds about names (``observe_name``), the mean of both ways round,
with the starter table to tell which names are common. Its weights, a penalty for large ones and the threshold
are learned on nine tenths of the pairs and measured on the rest; pairs that share a name are in the same
tenth. *As shipped* is the sum of the same evidence with the weights of the package, which were not fitted to
these pairs; its threshold alone is learned, as are those of the peers; logic-v2 also stands at its own. Pairs
made up by a model (505 of 826, whose labels a model gave too) are reported apart.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from rapidfuzz import fuzz

from benchmarks.figures import Line, Measured
from benchmarks.logistic import Vector, dot, fit, probability
from benchmarks.nomenklatura_peer import logic_v2
from benchmarks.shared import DATA
from corrigenda.reconcile.candidates import Candidate, LinkingContext
from corrigenda.reconcile.candidates.retrieve import Retrieved
from corrigenda.reconcile.context import DocumentContext, reviewed_weights
from corrigenda.reconcile.context.mention import parse_mention
from corrigenda.reconcile.names import compare_names, make_ready
from corrigenda.reconcile.scoring.evidence import observe_name
from corrigenda.reconcile.scoring.observation import Features, features_of
from corrigenda.reconcile.table import EntityTable
from corrigenda.reconcile.text import fold, tokens
from corrigenda.schemas.entities import Entity, EntityName
from corrigenda.schemas.facts import EntityType
from corrigenda.schemas.names import Mention

LOGIC = "logic-v2"
PARTS = 10
RIDGES = (0.3, 1.0, 3.0)
"""Penalties tried; the one is taken that does best within the nine tenths, the rest unseen."""

Verdicts = Sequence[tuple[float, bool]]
"""For each pair a score, and whether it reaches the threshold learned without it."""


class Pair(NamedTuple):
    one: str
    other: str
    schema: str
    same: bool
    made_up: bool

    @property
    def person(self) -> bool:
        return self.schema == "Person"


CHOICES: dict[str, tuple[Callable[[Pair], bool], str]] = {
    "F1, persons": (lambda pair: pair.person, "≥ .850"),
    "F1, all": (lambda pair: True, "≥ .850"),
    "F1, persons, not made up": (lambda pair: pair.person and not pair.made_up, ""),
    "F1, all, not made up": (lambda pair: not pair.made_up, ""),
    "F1, persons, made up by a model": (lambda pair: pair.person and pair.made_up, ""),
}
"""Which pairs, and the F1 to reach with them."""


@cache
def read_pairs() -> tuple[Pair, ...]:
    with (DATA / "name_bench" / "nomenklatura_cases.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Pair(
                row["name1"],
                row["name2"],
                row["schema"],
                row["is_match"] == "true",
                row["case_group"].startswith("synth_"),
            )
            for row in csv.DictReader(file)
        )


@cache
def measure() -> Measured:
    """F1 for persons and all, whole and without the made-up pairs."""
    pairs = read_pairs()
    parts = _parts(pairs)
    ours = _our_verdicts(pairs, parts)
    theirs = _peers_verdicts(pairs, parts)
    missing = f"name_bench: {LOGIC} skipped, nomenklatura is not installed (extra [bench])"
    failed = tuple(
        f"{'same' if pair.same else 'other'} {score:.2f}{' (made up)' if pair.made_up else ''}: "
        f"{pair.one!r} {pair.other!r}"
        for pair, (score, said) in zip(pairs, ours["ours"], strict=True)
        if said != pair.same
    )
    return Measured(tuple(_lines(pairs, ours | theirs)), failed, (), () if LOGIC in theirs else (missing,))


def _our_verdicts(pairs: Sequence[Pair], parts: Sequence[set[int]]) -> dict[str, Verdicts]:
    """With the weights learned here, and with those of the package."""
    found = [features_of_pair(pair) for pair in pairs]
    shipped = [_with_shipped_weights(features) for features in found]
    return {"ours": _ours(pairs, parts, found), "as shipped": _by_score(shipped, pairs, parts)}


def _peers_verdicts(pairs: Sequence[Pair], parts: Sequence[set[int]]) -> dict[str, Verdicts]:
    """Those of the peers that are installed."""
    verdicts: dict[str, Verdicts] = {
        "token_sort_ratio": _by_score(_scored(pairs, fuzz.token_sort_ratio), pairs, parts),
        "WRatio": _by_score(_scored(pairs, fuzz.WRatio), pairs, parts),
    }
    theirs = logic_v2([(pair.one, pair.other, pair.schema) for pair in pairs])
    if theirs is not None:
        verdicts[LOGIC] = _by_score(theirs, pairs, parts)
        verdicts[f"{LOGIC} at 0.7"] = [(score, score >= 0.7) for score in theirs]
    return verdicts


def _lines(pairs: Sequence[Pair], verdicts: Mapping[str, Verdicts]) -> Iterator[Line]:
    """F1 of everybody for each choice of pairs."""
    for words, (wanted, target) in CHOICES.items():
        places = [place for place, pair in enumerate(pairs) if wanted(pair)]
        f1 = {name: f"{_f1([(v[i][1], pairs[i].same) for i in places]):.3f}" for name, v in verdicts.items()}
        yield Line(words, len(places), f1.pop("ours"), target, f1)


def _parts(pairs: Sequence[Pair]) -> list[set[int]]:
    """Tenths of equal size, names that occur in several pairs in one of them, largest bundles first."""
    bundle: dict[str, list[int]] = {}
    leader: dict[str, str] = {}

    def root(key: str) -> str:
        while leader.setdefault(key, key) != key:
            key = leader[key]
        return key

    for pair in pairs:
        leader[root(_bearer(pair.one))] = root(_bearer(pair.other))
    for place, pair in enumerate(pairs):
        bundle.setdefault(root(_bearer(pair.one)), []).append(place)
    parts: list[set[int]] = [set() for _ in range(PARTS)]
    for places in sorted(bundle.values(), key=lambda places: (-len(places), places)):
        min(parts, key=len).update(places)
    return parts


def _bearer(name: str) -> str:
    return " ".join(tokens(name)) or fold(name)


def features_of_pair(pair: Pair) -> Features:
    """The evidence of the two names, the mean of both ways round."""
    one = _evidence(pair.one, pair.other, person=pair.person)
    other = _evidence(pair.other, pair.one, person=pair.person)
    return {kind: (one.get(kind, 0.0) + other.get(kind, 0.0)) / 2 for kind in sorted(one | other)}


def _evidence(written: str, own: str, *, person: bool) -> Features:
    kind: EntityType = "person" if person else "organization"
    mention = parse_mention(Mention(id="pair", surface=written, type=kind))
    entity = Entity(id="pair", type=kind, names=(EntityName(text=own, kind="canonical"),))
    candidate = Candidate(entity, compare_names(mention.written, make_ready(entity)))
    context = LinkingContext(mention, DocumentContext(), _table(), Retrieved((candidate,), ()))
    return features_of(observe_name(context, candidate))


@cache
def _table() -> EntityTable:
    return EntityTable.starter()


def _with_shipped_weights(features: Features) -> float:
    return sum(reviewed_weights()[kind] * factor for kind, factor in features.items())


def _ours(pairs: Sequence[Pair], parts: Sequence[set[int]], found: Sequence[Features]) -> Verdicts:
    """One set of weights for persons, one for all else."""
    verdicts: dict[int, tuple[float, bool]] = {}
    for person in (True, False):
        kind = {i for i, pair in enumerate(pairs) if pair.person is person}
        names = sorted({name for i in kind for name in found[i]})
        numbers = {i: [1.0, *(found[i].get(name, 0.0) for name in names)] for i in kind}
        for part in parts:
            others = [other for other in parts if other is not part]
            ridge = max(
                RIDGES,
                key=lambda ridge: _f1(
                    [
                        (said, pairs[i].same)
                        for inner in others
                        for i, (_, said) in _learned(
                            kind - part - inner, kind & inner, pairs, numbers, ridge
                        ).items()
                    ]
                ),
            )
            verdicts |= _learned(kind - part, kind & part, pairs, numbers, ridge)
    return [verdicts[i] for i in range(len(pairs))]


def _learned(
    known: set[int], asked: set[int], pairs: Sequence[Pair], numbers: Mapping[int, Vector], ridge: float
) -> dict[int, tuple[float, bool]]:
    """What weights and threshold of the known pairs say of those asked."""
    places = sorted(known)
    labels = [pairs[i].same for i in places]
    weights = fit([numbers[i] for i in places], labels, ridge=ridge)
    least = _best_threshold(
        (probability(dot(weights, numbers[i])), label) for i, label in zip(places, labels, strict=True)
    )
    scores = {i: probability(dot(weights, numbers[i])) for i in sorted(asked)}
    return {i: (score, score >= least) for i, score in scores.items()}


def _scored(pairs: Sequence[Pair], scorer: Callable[[str, str], float]) -> list[float]:
    return [scorer(fold(pair.one), fold(pair.other)) for pair in pairs]


def _by_score(scores: Sequence[float], pairs: Sequence[Pair], parts: Sequence[set[int]]) -> Verdicts:
    """A peer's scores with the threshold learned, for persons and for all else."""
    found: dict[int, tuple[float, bool]] = {}
    for part in parts:
        for person in (True, False):
            least = _best_threshold(
                (scores[i], pair.same)
                for i, pair in enumerate(pairs)
                if pair.person is person and i not in part
            )
            found |= {i: (scores[i], scores[i] >= least) for i in part if pairs[i].person is person}
    return [found[i] for i in range(len(pairs))]


def _best_threshold(scored: Iterable[tuple[float, bool]]) -> float:
    """The least score to say yes at which F1 is highest."""
    ordered = sorted(scored, reverse=True)
    same = sum(label for _, label in ordered)
    best, least, right = -1.0, 1.0, 0
    for count, (score, label) in enumerate(ordered, 1):
        right += label
        if count < len(ordered) and ordered[count][0] == score:
            continue
        if (f1 := 2 * right / (count + same)) > best:
            best, least = f1, score
    return least


def _f1(said: Sequence[tuple[bool, bool]]) -> float:
    both = sum(yes and same for yes, same in said)
    return 2 * both / (sum(yes for yes, _ in said) + sum(same for _, same in said))
