"""Two names side by side as numbers: what the reconciler's comparison says of them, both ways round."""

from collections.abc import Sequence
from typing import get_args

from rapidfuzz.distance import OSA

from corrigenda.reconcile.comparing import Comparison, compare
from corrigenda.reconcile.keys import phonetic, tokens
from corrigenda.reconcile.name_forms import make_ready, write
from corrigenda.reconcile.nicknames import is_nickname
from corrigenda.reconcile.romanising import same_romanised
from corrigenda.reconcile.word_relations import Relation
from corrigenda.schemas.entities import Entity, EntityName

RELATIONS: tuple[Relation, ...] = get_args(Relation)


def features(one: str, other: str, *, person: bool) -> list[float]:
    """A constant, the relations of the parts in both directions, and how the words pair off."""
    return [*compared(one, other, person=person), *_aligned(one, other, person=person)]


def compared(one: str, other: str, *, person: bool) -> list[float]:
    """A constant and the relations of the parts in both directions: the reconciler's comparison alone."""
    return [1.0, *_related(one, other, person=person)]


def _related(one: str, other: str, *, person: bool) -> list[float]:
    counted = {(part, relation): 0.0 for part in ("family", "given") for relation in RELATIONS}
    for comparison in (_compared(one, other, person=person), _compared(other, one, person=person)):
        counted["family", comparison.family.relation] += 0.5
        if not comparison.whole:
            counted["given", comparison.given.relation] += 0.5
    return list(counted.values())


def _compared(written: str, own: str, *, person: bool) -> Comparison:
    entity = Entity(id="other", type="person" if person else "organization", names=(EntityName(text=own),))
    return compare(write(written), make_ready(entity))


def _aligned(one: str, other: str, *, person: bool) -> list[float]:
    ours, theirs = tokens(one), tokens(other)
    pairs = _pairs(ours, theirs)
    kin = [_kinship(a, b) for a, b in pairs]
    left = [token for token in ours if token not in {a for a, _ in pairs}]
    over = [token for token in theirs if token not in {b for _, b in pairs}]
    joined = OSA.normalized_similarity("".join(sorted(ours)), "".join(sorted(theirs)))
    straight = OSA.normalized_similarity("".join(ours), "".join(theirs))
    edits = min(OSA.distance("".join(ours), "".join(theirs)), 10)
    least = min(kin, default=0.0)
    return [
        least,
        float(least == 1.0),
        float(least < 0.5),
        sum(score < 0.5 for score in kin) / 2,
        float(any(0.5 <= score < 1 for score in kin)),
        float(bool(left) != bool(over)),
        (len(left) + len(over)) / 2,
        joined,
        straight,
        float(edits == 0),
        float(edits == 1),
        float(edits == 2),
        float(edits <= 3),
        float(person),
        float(person) * straight,
        float(person) * least,
        float(not person) * (len(left) + len(over)) / 2,
    ]


def _pairs(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[str, str]]:
    """Each word of the shorter name beside the word of the longer one that it is most like, each once."""
    pairs = []
    ranked = sorted(
        ((_kinship(a, b), -i, -j) for i, a in enumerate(ours) for j, b in enumerate(theirs)), reverse=True
    )
    used_a: set[int] = set()
    used_b: set[int] = set()
    for _, i, j in ranked:
        if -i not in used_a and -j not in used_b:
            used_a.add(-i)
            used_b.add(-j)
            pairs.append((ours[-i], theirs[-j]))
    return pairs


def _kinship(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if len(one) == 1 or len(other) == 1:
        return 0.8 if one[0] == other[0] else 0.0
    if is_nickname(one, other):
        return 0.8
    alike = OSA.normalized_similarity(one, other)
    if same_romanised(one, other, vowels=False) or (phonetic(one) and phonetic(one) == phonetic(other)):
        alike = max(alike, 0.85)
    return alike
