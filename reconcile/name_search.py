"""Who may be meant by a name as written: the first retrieval channel, over one compiled table.

In phases, the next one only where nothing found is near enough to the query. Near: each word is looked up
among the table's words with at most one edit, and every two words together with at most one edit in both; the
rare words alone too. Far: two edits, and words that sound alike. Rewritten: words written as one, torn apart,
or with the blank one letter off, and words cut down to their initial. A candidate's score is the share of the
query that it explains, rare words counting for more.
"""

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
_MOST_RANKED = 400
_LEAST_LIKE = 0.4
_TORN = Near(0, 1, 0)
"""A word torn in two counts as one edit."""
_INITIAL = 0.2
"""So much of a word is explained by its first letter."""

Explained = dict[int, float]
"""How much of each word of the query is explained, by its place."""
Written = tuple[str, tuple[int, ...]]
"""A word, and the places in the query of the words that it stands for."""
Speller = Callable[[Reader, str], tuple[Near, ...]]


class Wanted(NamedTuple):
    """A word of the query. ``places`` are the words of the query that it stands for: two where joined."""

    text: str
    places: tuple[int, ...]
    weight: float
    near: tuple[Near, ...]

    def explained(self, near: Near) -> Explained:
        """How much of the query is explained where this word is that one."""
        return self.explained_by((1 - near.edits / (len(self.text) + 1)) ** 2)

    def explained_by(self, share: float) -> Explained:
        """How much of the query is explained where so much of this word is."""
        return dict.fromkeys(self.places, self.weight * share / len(self.places))


class Hit(NamedTuple):
    """A candidate: the share of the query that it explains, and how like its whole name is, both 0 to 1."""

    number: int
    share: float
    likeness: float


def find_by_name(reader: Reader, surface: str, *, people: int, limit: int) -> list[tuple[int, float]]:
    """Entity numbers with the share of the query that each explains (0 to 1), best first."""
    words = tokens(surface)[:_MOST_WORDS]
    places = [(word, (place,)) for place, word in enumerate(words)]
    found: dict[int, Explained] = {}

    near = _wanted(reader, near_words, places, people)
    whole = sum(word.weight for word in near) or 1.0
    short = _wanted(reader, near_words, _joined(words, _SHORT), people)
    _add(found, reader, _pairs([*near, *short], 1))
    _add(found, reader, _initials(near, [word for word in near if len(word.text) == 1], 1))
    rare = [word for word in near if word.near and word.near[0].bearers <= limit]
    _add(found, reader, _alone(rare, 0, limit) if found else _alone(near, 1, limit))
    ranked = _ranked(reader, words, found, whole, limit, limit)

    if not any(_near_enough(hit, words) for hit in ranked):
        far = _wanted(reader, far_words, places, people)
        _add(found, reader, _pairs(far, 2))
        if len(words) == 1:
            _add(found, reader, _alone(far, 2, limit))
        if _best(found) < _ENOUGH_FAR * whole:
            rewritten = [*_joined(words, max(map(len, words), default=0)), *_shifted(words)]
            other = _wanted(reader, near_words, rewritten, people)
            _add(found, reader, _pairs([*near, *other], 1))
            _add(found, reader, _torn(near))
            _add(found, reader, _initials(near, near, 0))
            _add(found, reader, _alone(other, 1, limit))
        ranked = _ranked(reader, words, found, whole, limit, _MOST_RANKED)
    return [(hit.number, hit.share) for hit in ranked]


def _near_enough(hit: Hit, words: Sequence[str]) -> bool:
    """Whether nothing better need be looked for: the name is the query, save for one edit."""
    if len(words) == 1:
        return hit.share >= _ENOUGH_ALONE
    return hit.likeness > 1 - 1.01 / len(" ".join(words))


def _ranked(
    reader: Reader, words: Sequence[str], found: dict[int, Explained], whole: float, limit: int, most: int
) -> list[Hit]:
    """The best by share; among equals those whose whole name is the likest to the query, in any order.

    At most so many are compared by their whole name.
    """
    shares = {number: sum(explained.values()) / whole for number, explained in found.items()}
    numbers = sorted(shares, key=lambda number: (-shares[number], number))[:most]
    if len(numbers) > limit:
        numbers = [number for number in numbers if shares[number] >= shares[numbers[limit - 1]]]
    named = reader.names_of(numbers)
    names = [name for _, name in named]
    likeness = dict.fromkeys(numbers, 0.0)
    for query in {" ".join(words), " ".join([*words[1:], *words[:1]]), " ".join([*words[-1:], *words[:-1]])}:
        for _, likely, place in process.extract(
            query, names, scorer=OSA.normalized_similarity, score_cutoff=_LEAST_LIKE, limit=None
        ):
            number = named[place][0]
            likeness[number] = max(likely, likeness[number])
    hits = [Hit(number, min(1.0, shares[number]), likeness[number]) for number in numbers]
    return sorted(hits, key=lambda hit: (-hit.share, -hit.likeness, hit.number))[:limit]


def _wanted(reader: Reader, spell: Speller, written: Iterable[Written], people: int) -> list[Wanted]:
    wanted = []
    for word, places in written:
        near = spell(reader, word)
        bearers = max((other.bearers for other in near if other.edits == near[0].edits), default=0)
        rarity = people / (1 + bearers) if len(word) > 1 else _INITIALS
        wanted.append(Wanted(word, places, log(2 + rarity), near))
    return wanted


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


def _initials(wanted: Iterable[Wanted], shortened: Sequence[Wanted], edits: int) -> dict[int, Explained]:
    """The keys of each word within so many edits and the initial of another, with what each explains."""
    return {
        initial_key(near.hash, other.text): word.explained(near) | other.explained_by(_INITIAL)
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
            keys[near.hash] = word.explained(near)
            bearers += near.bearers
    return keys


def _torn(wanted: Iterable[Wanted]) -> dict[int, Explained]:
    """The keys of each word torn in two between or at any letter: dimaio, dixmaio, di maio."""
    return {
        pair_key(word_hash(word.text[:cut]), word_hash(word.text[cut + lost :])): word.explained(_TORN)
        for word in wanted
        for cut in range(1, len(word.text))
        for lost in (0, 1)
    }


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
