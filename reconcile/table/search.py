"""Who may be meant by a name as written: the first retrieval channel, over one compiled table.

In phases, the next one only where nothing found is near enough to the query. Near: each word is looked up
among the table's words with at most one edit, and every two words together with at most one edit in both; the
rare words alone too. Far: two edits, and words that sound alike. Rewritten: words written as one, torn apart,
or with the blank one letter off. Parts: words alone, and words beside an initial. What counts is the share of
the query that a candidate explains, rare words weighing more; where a whole name is the query but for a slip
or two, how like it is.
"""

import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, combinations, pairwise
from math import log
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from corrigenda.reconcile.table.keys import edits_beside, initial_key, pair_key, word_hash
from corrigenda.reconcile.table.spelling import Near, far_words, near_words, words_beside
from corrigenda.reconcile.table.storage import Reader
from corrigenda.reconcile.text import tokens

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
_MOST_COMPARED = 150
"""The whole names of so many candidates are compared with the query."""
_MOST_FAR = 600
"""And of so many where words have two edits: by then the share of the query says little."""
_LEAST_LIKE = 0.4
_FEW = 3
"""Where the name is found save for a slip, one in so many of those asked for is enough."""
_RIVAL = 0.25
"""Then one that is less like the query than the likest by more than this is no rival of it."""
_TORN = 1
"""A word torn in two counts as so many edits."""
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


class Alike(NamedTuple):
    """The likest name of an entity: how like the query it is, 0 to 1, and the folded name itself."""

    likeness: float
    name: str


class Hit(NamedTuple):
    """A candidate: in which table, its number there, the share of the query it explains, its likest name."""

    table: int
    number: int
    share: float
    alike: Alike


_UNLIKE = Alike(0.0, "")


def find_by_name(readers: Sequence[Reader], surface: str, *, limit: int) -> tuple[Hit, ...]:
    """Of each table about so many entities at most, the best first.

    What is near enough in one of the tables ends the search in all of them.
    """
    words = tokens(surface)[:_MOST_WORDS]
    searches = [_Search(table, reader, words, limit) for table, reader in enumerate(readers)]
    found: list[tuple[Hit, ...]] = []
    for phase, edits in _PHASES:
        found = [phase(search) for search in searches]
        if any(_near_enough(hit, words, edits) for hits in found for hit in hits):
            if len(words) > 1:
                return _telling(found, words, limit)
            break
    return tuple(sorted(chain.from_iterable(hits[:limit] for hits in found), key=lambda hit: -hit.share))


def _telling(found: Sequence[Sequence[Hit]], words: Sequence[str], limit: int) -> tuple[Hit, ...]:
    """Where one is the query save for a slip: the best few of each table, and whoever is as like.

    Of the likest first who needs the fewest letters that are none of the name: letters left out or swapped
    are the name's own, while any other letter is one of many that might have been hit.
    """
    likest = max(hit.alike.likeness for hits in found for hit in hits)
    letters = Counter("".join(words))

    def unlike(hit: Hit) -> tuple[float, int, float]:
        tied = hit.alike.likeness == likest
        return -hit.alike.likeness, (letters - Counter(hit.alike.name)).total() if tied else 0, -hit.share

    few = -(-limit // _FEW)
    told = [
        hit
        for hits in found
        for place, hit in enumerate(hits)
        if hit.alike.likeness == likest or (place < few and hit.alike.likeness >= likest - _RIVAL)
    ]
    return tuple(sorted(told, key=unlike))


def _near_enough(hit: Hit, words: Sequence[str], edits: int) -> bool:
    """Whether nothing better need be looked for: the name is the query, save for so many edits."""
    if len(words) == 1:
        return hit.share >= (_ENOUGH_ALONE if edits == 1 else _ENOUGH_FAR)
    return hit.alike.likeness > 1 - (edits + 0.01) / len(" ".join(words))


class _Search:
    """One query of one table, phase by phase; each adds to what those before it have found."""

    def __init__(self, table: int, reader: Reader, words: Sequence[str], limit: int) -> None:
        self._table = table
        self._reader = reader
        self._words = words
        self._limit = limit
        self._people = int(reader.meta["people"])
        self._places: list[QueryWord] = [(word, (place,)) for place, word in enumerate(words)]
        self._near = self._wanted(near_words, self._places)
        self._found: dict[int, Explained] = {}
        self._alike: dict[int, Alike] = {}
        self._paired = False
        self._other: list[Wanted] = []
        self._turned = {
            " ".join(turn) for turn in (words, (*words[1:], *words[:1]), (*words[-1:], *words[:-1]))
        }

    def near(self) -> tuple[Hit, ...]:
        """Words within one edit, every two together with at most one edit in both; the rare ones alone."""
        near = self._near
        self._add(_pairs([*near, *self._wanted(near_words, _joined(self._words, _SHORT))], 1))
        self._add(_initials(near, [word for word in near if len(word.text) == 1], 1))
        self._paired = bool(self._found)
        rare = [word for word in near if word.near and word.near[0].name_frequency <= self._limit]
        self._add(_alone(rare, 0, self._limit) if len(self._words) > 1 else _alone(near, 1, self._limit))
        return self._ranked(self._limit)

    def wider(self) -> tuple[Hit, ...]:
        """More of what was near: two edits in three words leave two words with at most one."""
        return self._ranked(_MOST_COMPARED) if len(self._words) > 2 else ()

    def far(self) -> tuple[Hit, ...]:
        """Words within two edits or of one sound, every two together with at most two edits in both."""
        near = self._near
        if len(self._words) == 1:
            self._add(_alone(self._wanted(far_words, self._places), 2, self._limit))
        else:
            told = {word.places for word in near if self._told_beside(word)}
            far = self._wanted(words_beside, [written for written in self._places if written[1] in told])
            self._add(_pairs([*far, *(word for word in near if word.places not in told)], 2))
        return self._ranked(_MOST_FAR)

    def rewritten(self) -> tuple[Hit, ...]:
        """Words written as one, torn apart or with the blank elsewhere."""
        longest = max(map(len, self._words), default=0)
        self._other = self._wanted(near_words, [*_joined(self._words, longest), *_shifted(self._words)])
        self._add(_pairs([*self._near, *self._other], 1))
        self._add(_torn(self._near))
        return self._ranked(_MOST_FAR)

    def parts(self) -> tuple[Hit, ...]:
        """Words alone, and words beside the initial of another."""
        near = self._near
        if not self._paired:
            self._add(_alone(near, 1, self._limit))
        self._add(_initials(near, near, 0))
        self._add(_alone(self._other, 1, self._limit))
        return self._ranked(_MOST_COMPARED, tied=True)

    def _told_beside(self, word: Wanted) -> bool:
        """Whether another word leaves this one as many of two edits as beside it are allowed."""
        left = 2 - edits_beside(len(word.text))
        return any(other.near[0].edits <= left for other in self._near if other is not word and other.near)

    def _wanted(self, spell: Speller, written: Iterable[QueryWord]) -> list[Wanted]:
        return [_weighted(word, places, spell(self._reader, word), self._people) for word, places in written]

    def _add(self, keys: dict[int, Explained]) -> None:
        """Look the keys up and add what they explain."""
        found = self._found
        for key, number in self._reader.bearing(tuple(keys)[:_MOST_KEYS], _MOST_ROWS) if keys else ():
            known, more = found.get(number), keys[key]
            found[number] = more if known is None or known is more else _united(known, more)

    def _ranked(self, most: int, *, tied: bool = False) -> tuple[Hit, ...]:
        """The best by share, at most so many; among equals those first whose whole name is the likest.

        Where ``tied``, no more than asked for, and besides them only those that explain as much as the last.
        """
        whole = sum(word.weight for word in self._near) or 1.0
        shares = {number: explained.total / whole for number, explained in self._found.items()}
        least = min(heapq.nlargest(self._limit, shares.values()), default=0.0) if tied else 0.0
        numbers = [number for number, share in shares.items() if share >= least]
        numbers = sorted(numbers, key=lambda number: (-shares[number], number))[:most]
        self._compare([number for number in numbers if number not in self._alike])
        hits = [Hit(self._table, number, min(1.0, shares[number]), self._alike[number]) for number in numbers]
        return tuple(sorted(hits, key=lambda hit: (-hit.share, -hit.alike.likeness, hit.number)))

    def _compare(self, numbers: Sequence[int]) -> None:
        """Keep how like the query each of these is by its likest name, its words in order or turned round."""
        alike = self._alike
        alike.update(dict.fromkeys(numbers, _UNLIKE))
        named = self._reader.names_of(numbers)
        names = [name for _, name in named]
        for query in self._turned:
            for name, likeness, place in process.extract(
                query, names, scorer=OSA.normalized_similarity, score_cutoff=_LEAST_LIKE, limit=None
            ):
                number = named[place][0]
                alike[number] = max(Alike(likeness, name), alike[number])


_PHASES: tuple[tuple[Callable[[_Search], tuple[Hit, ...]], int], ...] = (
    (_Search.near, 1),
    (_Search.wider, 2),
    (_Search.far, 2),
    (_Search.rewritten, 2),
    (_Search.parts, 2),
)
"""In this order, with the edits within which a whole name makes those after it needless."""


def _weighted(word: str, places: tuple[int, ...], near: tuple[Near, ...], people: int) -> Wanted:
    """The word with what it weighs: the more, the fewer people bear it or the nearest words."""
    name_frequency = max((other.name_frequency for other in near if other.edits == near[0].edits), default=0)
    rarity = people / (1 + name_frequency) if len(word) > 1 else _INITIALS
    return Wanted(word, places, log(2 + rarity), near)


def _joined(words: Sequence[str], longest: int) -> list[QueryWord]:
    """Neighbours written as one word, where one of the two has at most so many letters."""
    return [
        (one + other, (place, place + 1))
        for place, (one, other) in enumerate(pairwise(words))
        if min(len(one), len(other)) <= longest
    ]


def _shifted(words: Sequence[str]) -> list[QueryWord]:
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
        name_frequency = 0
        for near in word.near:
            if near.edits > edits or name_frequency > limit:
                break
            keys[near.hash] = _explained(word.explained(near.edits))
            name_frequency += near.name_frequency
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
