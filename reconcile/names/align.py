"""The words of a name as written beside those of the name: which answer each other, which are left over."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corrigenda.reconcile.names.words import DIFFERENT, SAME, Related, Relation
from corrigenda.reconcile.text import Tokens

Relate = Callable[[str, str], Related]

_KINSHIP: dict[Relation, float] = {
    "same": 1.0,
    "variant": 0.9,
    "nickname": 0.8,
    "typo": 0.7,
    "initial": 0.6,
}
"""Which relation is the better answer where a word has several."""
_LEAST_JOINED = 4
_LONGEST_RUN = 3
_INITIALS = range(2, 5)


@dataclass(frozen=True, slots=True)
class Pair:
    """Words that answer each other; several on one side where they are joined, torn or shortened."""

    written: Tokens
    own: Tokens
    related: Related


@dataclass(frozen=True, slots=True)
class Pairing:
    """All words of both names: the pairs, and those that nothing answers, in order."""

    pairs: tuple[Pair, ...]
    extra: Tokens
    """As written, not in the name."""
    lacking: Tokens
    """In the name, not written."""
    moved: bool = False
    """Whether the words stand in another order, the last ones going first apart."""


def pair_words(
    written: Tokens, own: Tokens, relate: Relate, *, is_filler: Callable[[str], bool] = lambda word: False
) -> Pairing:
    """Pair off equal words, then torn and joined ones, then those that are alike, the likest first.

    Fillers that nothing answers are no difference; nor is a word written twice, where nothing is lacking.
    """
    left, over = list(written), list(own)
    pairs = [*_equal(left, over)]
    if left and over:
        pairs += _joined(left, over, relate, turned=False)
        pairs += _joined(over, left, relate, turned=True)
        pairs += _alike(left, over, relate)
    extra = tuple(word for word in left if not is_filler(word))
    lacking = tuple(word for word in over if not is_filler(word))
    return Pairing(
        tuple(pairs),
        extra if lacking else _without(extra, own),
        lacking if extra else _without(lacking, written),
        _moved(pairs, written, own),
    )


def _without(words: Tokens, others: Tokens) -> Tokens:
    return tuple(word for word in words if word not in others)


def _moved(pairs: list[Pair], written: Tokens, own: Tokens) -> bool:
    """Whether the own words of pairs of one word each, as written, are in no turn of the name's order."""
    single = [pair for pair in pairs if len(pair.written) == len(pair.own) == 1]
    if len(single) < 3:
        return False
    ordered = sorted(single, key=lambda pair: written.index(pair.written[0]))
    places = [own.index(pair.own[0]) for pair in ordered]
    steps_back = sum(later < earlier for earlier, later in zip(places, places[1:] + places[:1], strict=True))
    return steps_back > 1


def _equal(left: list[str], over: list[str]) -> Iterator[Pair]:
    for word in tuple(left):
        if word in over:
            left.remove(word)
            over.remove(word)
            yield Pair((word,), (word,), SAME)


def _joined(single: list[str], several: list[str], relate: Relate, *, turned: bool) -> Iterator[Pair]:
    """Words that are one word on the other side: torn in two, or shortened to their initials."""
    for word in tuple(single):
        for run in _runs(several):
            related = _as_one(word, run, relate)
            if related is not DIFFERENT:
                single.remove(word)
                for one in run:
                    several.remove(one)
                yield Pair(run, (word,), related) if turned else Pair((word,), run, related)
                break


def _runs(words: list[str]) -> tuple[Tokens, ...]:
    return tuple(
        tuple(words[start : start + length])
        for length in range(2, min(_INITIALS.stop - 1, len(words)) + 1)
        for start in range(len(words) - length + 1)
    )


def _as_one(word: str, run: Tokens, relate: Relate) -> Related:
    if len(word) in _INITIALS and word == "".join(one[0] for one in run):
        return Related("initial")
    joined = "".join(run)
    if len(run) > _LONGEST_RUN or min(len(word), len(joined)) < _LEAST_JOINED:
        return DIFFERENT
    related = relate(word, joined)
    return related if related.relation in ("same", "variant") or related.edits == 1 else DIFFERENT


def _alike(left: list[str], over: list[str], relate: Relate) -> Iterator[Pair]:
    ranked = sorted(
        (
            (-_KINSHIP[related.relation], related.edits, i, j, related)
            for i, one in enumerate(left)
            for j, other in enumerate(over)
            if (related := relate(one, other)).relation in _KINSHIP
        ),
        key=lambda found: found[:4],
    )
    words, others = tuple(left), tuple(over)
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, _, i, j, related in ranked:
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            yield Pair((words[i],), (others[j],), related)
    left[:] = [word for i, word in enumerate(words) if i not in taken[0]]
    over[:] = [word for j, word in enumerate(others) if j not in taken[1]]
