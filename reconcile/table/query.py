"""The words of a query, the keys to look up for them, and how much of the query each key explains."""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain, combinations, pairwise
from math import log
from typing import NamedTuple

from corrigenda.reconcile.table.keys import initial_key, pair_key, word_hash
from corrigenda.reconcile.table.spelling import Near
from corrigenda.reconcile.table.storage import Reader

_INITIALS = 26
"""A letter alone tells no more than one out of so many."""
_TORN = 1
"""A word torn in two counts as so many edits."""
_LONGEST_TORN = 64
"""Letters of a word up to which it may be torn: no two names together have more, and each tear hashes all."""
_INITIAL = 0.2
"""So much of a word is explained by its first letter."""


class Explained(NamedTuple):
    """How much of each word of the query is explained, by its place, and of all of them together."""

    total: float
    by_place: dict[int, float]


QueryWord = tuple[str, tuple[int, ...]]
"""A word, and the places in the query of the words that it stands for."""
Speller = Callable[[Reader, str], tuple[Near, ...]]


class Wanted(NamedTuple):
    """A word of the query. ``places`` are the words of the query that it stands for: two where joined."""

    text: str
    places: tuple[int, ...]
    weight: float
    near: tuple[Near, ...]

    def explained(self, edits: int) -> dict[int, float]:
        """How much of the query is explained where this word is one so many edits away."""
        return self.explained_by((1 - edits / (len(self.text) + 1)) ** 2)

    def explained_by(self, share: float) -> dict[int, float]:
        """How much of the query is explained where so much of this word is."""
        return dict.fromkeys(self.places, self.weight * share / len(self.places))


def weighted(word: str, places: tuple[int, ...], near: tuple[Near, ...], people: int) -> Wanted:
    """The word with what it weighs: the more, the fewer people bear it or the nearest words."""
    name_frequency = max((other.name_frequency for other in near if other.edits == near[0].edits), default=0)
    rarity = people / (1 + name_frequency) if len(word) > 1 else _INITIALS
    return Wanted(word, places, log(2 + rarity), near)


def joined(words: Sequence[str], longest: int) -> list[QueryWord]:
    """Neighbours written as one word, where one of the two has at most so many letters."""
    return [
        (one + other, (place, place + 1))
        for place, (one, other) in enumerate(pairwise(words))
        if min(len(one), len(other)) <= longest
    ]


def shifted(words: Sequence[str]) -> list[QueryWord]:
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


def _explained(by_place: dict[int, float]) -> Explained:
    return Explained(sum(by_place.values()), by_place)


def united(known: Explained, more: Explained) -> Explained:
    """Of each word what explains the most of it."""
    by_place = dict(known.by_place)
    for place, share in more.by_place.items():
        by_place[place] = max(share, by_place.get(place, 0.0))
    return _explained(by_place)


def pair_keys(wanted: Sequence[Wanted], edits: int) -> dict[int, Explained]:
    """The keys of two words together that need at most so many edits, with what each explains."""
    keys: dict[int, Explained] = {}
    for one, other in combinations(wanted, 2):
        if not set(one.places) & set(other.places):
            told = {
                (first, second): _explained(one.explained(first) | other.explained(second))
                for first in range(edits + 1)
                for second in range(edits + 1 - first)
            }
            for first in one.near:
                for second in other.near:
                    explained = told.get((first.edits, second.edits))
                    if explained is None:
                        break
                    keys.setdefault(pair_key(first.hash, second.hash), explained)
    return keys


def initial_keys(wanted: Iterable[Wanted], shortened: Sequence[Wanted], edits: int) -> dict[int, Explained]:
    """The keys of each word within so many edits and the initial of another, with what each explains."""
    return {
        initial_key(near.hash, other.text): _explained(
            word.explained(near.edits) | other.explained_by(_INITIAL)
        )
        for word in wanted
        for other in shortened
        if word.places != other.places
        for near in word.near
        if near.edits <= edits
    }


def single_keys(wanted: Iterable[Wanted], edits: int, limit: int) -> dict[int, Explained]:
    """The keys of one word each with at most so many edits, with what each explains.

    For each word of the query the nearest spellings, and no more once ``limit`` persons bear them.
    """
    keys: dict[int, Explained] = {}
    for word in wanted:
        name_frequency = 0
        for near in word.near:
            if near.edits > edits or name_frequency > limit:
                break
            keys[near.hash] = _explained(word.explained(near.edits))
            name_frequency += near.name_frequency
    return keys


def torn_keys(wanted: Iterable[Wanted]) -> dict[int, Explained]:
    """The keys of each word torn in two between or at any letter: dimaio, dixmaio, di maio."""
    keys = {}
    for word in wanted:
        if len(word.text) > _LONGEST_TORN:
            continue
        explained = _explained(word.explained(_TORN))
        for cut in range(1, len(word.text)):
            for lost in (0, 1):
                halves = word_hash(word.text[:cut]), word_hash(word.text[cut + lost :])
                keys[pair_key(*halves)] = explained
    return keys
