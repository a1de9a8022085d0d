"""Who may be meant by a name as written: the first retrieval channel, over one compiled table.

In two phases. Near: each word of the query is looked up among the table's words with at most one edit, and
every two words are looked up together with at most one edit in both. Far, where that explained too little of
the query: two edits, words that sound alike, words written as one or torn apart, and each word alone. A
candidate's score is the share of the query that it explains, rare words counting for more.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain, combinations, pairwise
from math import log
from typing import NamedTuple

from corrigenda.reconcile.keys import tokens
from corrigenda.reconcile.name_keys import pair_key, word_hash
from corrigenda.reconcile.near_words import Near, far_words, near_words
from corrigenda.reconcile.storage import Reader

_ENOUGH = 0.7
"""A candidate that explains so much of the query makes the far phase needless: one edit in a usual name."""
_SHORT = 3
"""A word of at most so many letters is soon written together with its neighbour: jong un, jongun."""
_MOST_WORDS = 8
_MOST_KEYS = 2048
_MOST_ROWS = 4096

Explained = dict[int, float]
"""How much of each word of the query is explained, by its place."""
Speller = Callable[[Reader, str], tuple[Near, ...]]


class Wanted(NamedTuple):
    """A word of the query. ``places`` are the words of the query that it stands for: two where joined."""

    places: tuple[int, ...]
    weight: float
    length: int
    near: tuple[Near, ...]

    def explained(self, near: Near) -> Explained:
        """How much of the query is explained where this word is that one."""
        share = self.weight * (1 - near.edits / (self.length + 1)) ** 2
        return dict.fromkeys(self.places, share / len(self.places))


def find_by_name(reader: Reader, surface: str, *, people: int, limit: int) -> list[tuple[int, float]]:
    """Entity numbers with the share of the query that each explains (0 to 1), best first."""
    words = tokens(surface)[:_MOST_WORDS]
    found: dict[int, Explained] = {}
    wanted = [_want(reader, near_words, word, (place,), people) for place, word in enumerate(words)]
    whole = sum(word.weight for word in wanted) or 1.0
    joined = [_want(reader, near_words, *one, people) for one in _joined(words, _SHORT)]
    _add(found, reader, _pairs([*wanted, *joined], 1))
    if len(words) == 1:
        _add(found, reader, _alone(wanted, (0, 1)))
    if _best(found) < _ENOUGH * whole:
        wanted = [_want(reader, far_words, word, (place,), people) for place, word in enumerate(words)]
        rewritten = [*_joined(words, max(map(len, words), default=0)), *_shifted(words)]
        other = [_want(reader, near_words, *one, people) for one in rewritten]
        _add(found, reader, _pairs([*wanted, *other], 2))
        _add(found, reader, _torn(words, wanted))
        _add(found, reader, _alone([*wanted, *other], (0, 1) if len(words) > 1 else (2,)))
    else:
        _add(found, reader, _alone(wanted, (0,), most_bearers=limit))
    scores = [(number, min(1.0, sum(explained.values()) / whole)) for number, explained in found.items()]
    return sorted(scores, key=lambda score: (-score[1], score[0]))[:limit]


def _want(reader: Reader, spell: Speller, word: str, places: tuple[int, ...], people: int) -> Wanted:
    near = spell(reader, word)
    bearers = max((other.bearers for other in near if other.edits == near[0].edits), default=0)
    return Wanted(places, log(2 + people / (1 + bearers)), len(word), near)


def _joined(words: Sequence[str], longest: int) -> list[tuple[str, tuple[int, ...]]]:
    """Neighbours written as one word, where one of the two has at most so many letters."""
    return [
        (one + other, (place, place + 1))
        for place, (one, other) in enumerate(pairwise(words))
        if min(len(one), len(other)) <= longest
    ]


def _shifted(words: Sequence[str]) -> list[tuple[str, tuple[int, ...]]]:
    """Words with the blank between them one letter further left or right: thoma scarper, thomas carper."""
    moved = [
        ((place, one[:-1], one[-1] + other), (place, one + other[0], other[1:]))
        for place, (one, other) in enumerate(pairwise(words))
    ]
    return [
        written
        for place, one, other in chain.from_iterable(moved)
        if one and other
        for written in ((one, (place,)), (other, (place + 1,)))
    ]


def _pairs(wanted: Sequence[Wanted], edits: int) -> dict[int, Explained]:
    """The keys of two words together that need at most so many edits, with what each explains."""
    keys: dict[int, Explained] = {}
    for one, other in combinations(wanted, 2):
        if not set(one.places) & set(other.places):
            for first in one.near:
                for second in other.near:
                    if first.edits + second.edits > edits:
                        break
                    explained = one.explained(first) | other.explained(second)
                    keys.setdefault(pair_key(first.hash, second.hash), explained)
    return keys


def _alone(
    wanted: Iterable[Wanted], edits: Sequence[int], *, most_bearers: int | None = None
) -> dict[int, Explained]:
    """The keys of one word each with so many edits, with what each explains."""
    return {
        near.hash: word.explained(near)
        for word in wanted
        for near in word.near
        if near.edits in edits and (most_bearers is None or near.bearers <= most_bearers)
    }


def _torn(words: Sequence[str], wanted: Sequence[Wanted]) -> dict[int, Explained]:
    """The keys of each word torn in two at any letter: dimaio, di maio."""
    keys: dict[int, Explained] = {}
    for place, word in enumerate(words):
        explained = wanted[place].explained(Near(0, 1, 0))
        for cut in range(1, len(word)):
            halves = word_hash(word[:cut]), word_hash(word[cut:])
            keys.setdefault(pair_key(*halves), explained)
    return keys


def _best(found: dict[int, Explained]) -> float:
    return max((sum(explained.values()) for explained in found.values()), default=0.0)


def _add(found: dict[int, Explained], reader: Reader, keys: dict[int, Explained]) -> None:
    """Look the keys up, in the order in which they explain, and add to what is found."""
    if not keys:
        return
    for key, number in reader.bearing(tuple(keys)[:_MOST_KEYS], _MOST_ROWS):
        known = found.setdefault(number, {})
        for place, share in keys[key].items():
            if share > known.get(place, 0.0):
                known[place] = share
