"""Who may be meant by a name as written: the first retrieval channel, over one compiled table.

In phases, the next one only where nothing found is near enough to the query. Near: each word is looked up
among the table's words with at most one edit, and every two words together with at most one edit in both; the
rare words alone too. Far: two edits, and words that sound alike. Rewritten: words written as one, torn apart,
or with the blank one letter off, and words cut down to their initial. A candidate's score is the share of the
query that it explains, rare words counting for more.
"""

import heapq
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, combinations, pairwise
from math import log
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from corrigenda.reconcile.keys import tokens
from corrigenda.reconcile.name_keys import initial_key, pair_key, word_hash
from corrigenda.reconcile.near_words import Near, far_words, near_words
from corrigenda.reconcile.storage import Reader

_ENOUGH_ALONE = 0.7
"""A candidate that explains so much of a query of one word makes the far phase needless."""
_ENOUGH_FAR = 0.6
"""A candidate that explains so much makes it needless to write the query's words in another way."""
_SHORT = 3
"""A word of at most so many letters is soon written together with its neighbour: jong un, jongun."""
_INITIALS = 26
"""A letter alone tells no more than one out of so many."""
_MOST_WORDS = 8
_MOST_KEYS = 2048
_MOST_ROWS = 4096
_MOST_RANKED = 150
_LEAST_LIKE = 0.4
_FEW = 3
"""Where the name is found save for a slip, one in so many of those asked for is enough."""
_RIVAL = 0.25
_TORN = 1
"""A word torn in two counts as so many edits."""
_INITIAL = 0.2
"""So much of a word is explained by its first letter."""


class Explained(NamedTuple):
    """How much of each word of the query is explained, by its place, and of all of them together."""

    total: float
    by_place: dict[int, float]


Written = tuple[str, tuple[int, ...]]
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


class Hit(NamedTuple):
    """A candidate: the share of the query that it explains, and how like its whole name is, both 0 to 1."""

    number: int
    share: float
    likeness: float


def find_by_name(readers: Sequence[Reader], surface: str, *, limit: int) -> list[tuple[Hit, ...]]:
    """Of each table at most so many entities, best first.

    What is near enough in one of the tables ends the search in all of them.
    """
    words = tokens(surface)[:_MOST_WORDS]
    searches = [_Search(reader, words, limit) for reader in readers]
    found = [search.near() for search in searches]
    if not any(_near_enough(hit, words, 1) for hits in found for hit in hits):
        found = [search.far() for search in searches]
        if not any(_near_enough(hit, words, 2) for hits in found for hit in hits):
            found = [search.rewritten() for search in searches]
            if not any(_near_enough(hit, words, 2) for hits in found for hit in hits):
                return found
    return [_telling(hits, -(-limit // _FEW)) for hits in found] if len(words) > 1 else found


def _telling(hits: tuple[Hit, ...], few: int) -> tuple[Hit, ...]:
    """Where one is the query save for a slip: the best few, and whoever is as like it as the likest."""
    likest = max((hit.likeness for hit in hits), default=0.0)
    least = likest - _RIVAL
    return tuple(
        hit
        for place, hit in enumerate(hits)
        if hit.likeness == likest or (place < few and hit.likeness >= least)
    )


def _near_enough(hit: Hit, words: Sequence[str], edits: int) -> bool:
    """Whether nothing better need be looked for: the name is the query, save for so many edits."""
    if len(words) == 1:
        return hit.share >= (_ENOUGH_ALONE if edits == 1 else _ENOUGH_FAR)
    return hit.likeness > 1 - (edits + 0.01) / len(" ".join(words))


class _Search:
    """One query of one table, phase by phase; each adds to what those before it have found."""

    def __init__(self, reader: Reader, words: Sequence[str], limit: int) -> None:
        self._reader = reader
        self._words = words
        self._limit = limit
        self._people = int(reader.meta["people"])
        self._places: list[Written] = [(word, (place,)) for place, word in enumerate(words)]
        self._near = self._wanted(near_words, self._places)
        self._found: dict[int, Explained] = {}

    def near(self) -> tuple[Hit, ...]:
        """Words within one edit, every two together with at most one edit in both; the rare ones alone."""
        near = self._near
        self._add(_pairs([*near, *self._wanted(near_words, _joined(self._words, _SHORT))], 1))
        self._add(_initials(near, [word for word in near if len(word.text) == 1], 1))
        rare = [word for word in near if word.near and word.near[0].bearers <= self._limit]
        self._add(_alone(rare, 0, self._limit) if self._found else _alone(near, 1, self._limit))
        return self._ranked(self._limit)

    def far(self) -> tuple[Hit, ...]:
        """Words within two edits or of one sound, every two together with at most two edits in both."""
        far = self._wanted(far_words, self._places)
        self._add(_pairs(far, 2))
        if len(self._words) == 1:
            self._add(_alone(far, 2, self._limit))
        return self._ranked(_MOST_RANKED)

    def rewritten(self) -> tuple[Hit, ...]:
        """Words written as one, torn apart, with the blank elsewhere, or cut down to their initial."""
        longest = max(map(len, self._words), default=0)
        other = self._wanted(near_words, [*_joined(self._words, longest), *_shifted(self._words)])
        self._add(_pairs([*self._near, *other], 1))
        self._add(_torn(self._near))
        self._add(_initials(self._near, self._near, 0))
        self._add(_alone(other, 1, self._limit))
        return self._ranked(_MOST_RANKED)

    def _wanted(self, spell: Speller, written: Iterable[Written]) -> list[Wanted]:
        return [_weighted(word, places, spell(self._reader, word), self._people) for word, places in written]

    def _add(self, keys: dict[int, Explained]) -> None:
        """Look the keys up and add what they explain."""
        found = self._found
        for key, number in self._reader.bearing(tuple(keys)[:_MOST_KEYS], _MOST_ROWS) if keys else ():
            known, more = found.get(number), keys[key]
            found[number] = more if known is None or known is more else _united(known, more)

    def _ranked(self, most: int) -> tuple[Hit, ...]:
        """The best by share; among equals those whose whole name is the likest to the query, in any order.

        At most so many are compared by their whole name.
        """
        whole = sum(word.weight for word in self._near) or 1.0
        totals = {number: explained.total for number, explained in self._found.items()}
        least = min(heapq.nlargest(self._limit, totals.values()), default=0.0)
        numbers = [number for number, total in totals.items() if total >= least]
        numbers = sorted(numbers, key=lambda number: (-totals[number], number))[:most]
        likeness = self._likeness(numbers)
        hits = [Hit(number, min(1.0, totals[number] / whole), likeness[number]) for number in numbers]
        return tuple(sorted(hits, key=lambda hit: (-hit.share, -hit.likeness, hit.number))[: self._limit])

    def _likeness(self, numbers: Sequence[int]) -> dict[int, float]:
        """How like the query each of these is by its likest name, its words in order or turned round."""
        words = self._words
        named = self._reader.names_of(numbers)
        names = [name for _, name in named]
        likeness = dict.fromkeys(numbers, 0.0)
        for query in {
            " ".join(turn) for turn in (words, (*words[1:], *words[:1]), (*words[-1:], *words[:-1]))
        }:
            for _, likely, place in process.extract(
                query, names, scorer=OSA.normalized_similarity, score_cutoff=_LEAST_LIKE, limit=None
            ):
                number = named[place][0]
                likeness[number] = max(likely, likeness[number])
        return likeness


def _weighted(word: str, places: tuple[int, ...], near: tuple[Near, ...], people: int) -> Wanted:
    """The word with what it weighs: the more, the fewer people bear it or the nearest words."""
    bearers = max((other.bearers for other in near if other.edits == near[0].edits), default=0)
    rarity = people / (1 + bearers) if len(word) > 1 else _INITIALS
    return Wanted(word, places, log(2 + rarity), near)


def _joined(words: Sequence[str], longest: int) -> list[Written]:
    """Neighbours written as one word, where one of the two has at most so many letters."""
    return [
        (one + other, (place, place + 1))
        for place, (one, other) in enumerate(pairwise(words))
        if min(len(one), len(other)) <= longest
    ]


def _shifted(words: Sequence[str]) -> list[Written]:
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


def _united(known: Explained, more: Explained) -> Explained:
    """Of each word what explains the most of it."""
    by_place = dict(known.by_place)
    for place, share in more.by_place.items():
        by_place[place] = max(share, by_place.get(place, 0.0))
    return _explained(by_place)


def _pairs(wanted: Sequence[Wanted], edits: int) -> dict[int, Explained]:
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


def _initials(wanted: Iterable[Wanted], shortened: Sequence[Wanted], edits: int) -> dict[int, Explained]:
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


def _alone(wanted: Iterable[Wanted], edits: int, limit: int) -> dict[int, Explained]:
    """The keys of one word each with at most so many edits, with what each explains.

    For each word of the query the nearest spellings, and no more once they have ``limit`` bearers.
    """
    keys: dict[int, Explained] = {}
    for word in wanted:
        bearers = 0
        for near in word.near:
            if near.edits > edits or bearers > limit:
                break
            keys[near.hash] = _explained(word.explained(near.edits))
            bearers += near.bearers
    return keys


def _torn(wanted: Iterable[Wanted]) -> dict[int, Explained]:
    """The keys of each word torn in two between or at any letter: dimaio, dixmaio, di maio."""
    keys = {}
    for word in wanted:
        explained = _explained(word.explained(_TORN))
        for cut in range(1, len(word.text)):
            for lost in (0, 1):
                halves = word_hash(word.text[:cut]), word_hash(word.text[cut + lost :])
                keys[pair_key(*halves)] = explained
    return keys
