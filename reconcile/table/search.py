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
from itertools import chain
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from corrigenda.reconcile.table.keys import edits_beside
from corrigenda.reconcile.table.query import (
    Explained,
    QueryWord,
    Speller,
    Wanted,
    initial_keys,
    joined,
    pair_keys,
    shifted,
    single_keys,
    torn_keys,
    united,
    weighted,
)
from corrigenda.reconcile.table.spelling import far_words, near_words, words_beside
from corrigenda.reconcile.table.storage import Reader
from corrigenda.reconcile.text import tokens

_ENOUGH_ALONE = 0.7
"""A candidate that explains so much of a query of one word makes the far phase needless."""
_ENOUGH_FAR = 0.6
"""A candidate that explains so much makes it needless to write the query's words in another way."""
_SHORT = 3
"""A word of at most so many letters is soon written together with its neighbour: jong un, jongun."""
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
        self._add(pair_keys([*near, *self._wanted(near_words, joined(self._words, _SHORT))], 1))
        self._add(initial_keys(near, [word for word in near if len(word.text) == 1], 1))
        self._paired = bool(self._found)
        rare = [word for word in near if word.near and word.near[0].name_frequency <= self._limit]
        alone, edits = (rare, 0) if len(self._words) > 1 else (near, 1)
        self._add(single_keys(alone, edits, self._limit))
        return self._ranked(self._limit)

    def wider(self) -> tuple[Hit, ...]:
        """More of what was near: two edits in three words leave two words with at most one."""
        return self._ranked(_MOST_COMPARED) if len(self._words) > 2 else ()

    def far(self) -> tuple[Hit, ...]:
        """Words within two edits or of one sound, every two together with at most two edits in both."""
        near = self._near
        if len(self._words) == 1:
            self._add(single_keys(self._wanted(far_words, self._places), 2, self._limit))
        else:
            told = {word.places for word in near if self._told_beside(word)}
            far = self._wanted(words_beside, [written for written in self._places if written[1] in told])
            self._add(pair_keys([*far, *(word for word in near if word.places not in told)], 2))
        return self._ranked(_MOST_FAR)

    def rewritten(self) -> tuple[Hit, ...]:
        """Words written as one, torn apart or with the blank elsewhere."""
        longest = max(map(len, self._words), default=0)
        self._other = self._wanted(near_words, [*joined(self._words, longest), *shifted(self._words)])
        self._add(pair_keys([*self._near, *self._other], 1))
        self._add(torn_keys(self._near))
        return self._ranked(_MOST_FAR)

    def parts(self) -> tuple[Hit, ...]:
        """Words alone, and words beside the initial of another."""
        near = self._near
        if not self._paired:
            self._add(single_keys(near, 1, self._limit))
        self._add(initial_keys(near, near, 0))
        self._add(single_keys(self._other, 1, self._limit))
        return self._ranked(_MOST_COMPARED, tied=True)

    def _told_beside(self, word: Wanted) -> bool:
        """Whether another word leaves this one as many of two edits as beside it are allowed."""
        left = 2 - edits_beside(len(word.text))
        return any(other.near[0].edits <= left for other in self._near if other is not word and other.near)

    def _wanted(self, spell: Speller, written: Iterable[QueryWord]) -> list[Wanted]:
        return [weighted(word, places, spell(self._reader, word), self._people) for word, places in written]

    def _add(self, keys: dict[int, Explained]) -> None:
        """Look the keys up and add what they explain."""
        found = self._found
        for key, number in self._reader.bearing(tuple(keys)[:_MOST_KEYS], _MOST_ROWS) if keys else ():
            known, more = found.get(number), keys[key]
            found[number] = more if known is None or known is more else united(known, more)

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
