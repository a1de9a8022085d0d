"""Who may be meant by a name as written: the first retrieval channel, over one compiled table.

In phases: (1) each word of the query is looked up among the table's words, misspellings within the budget of
its length included; (2) every two of these words are looked up together, first with one edit in all, then
with two; (3) each word alone. A candidate's score is the share of the query that it explains, rare words
counting for more.
"""

from collections.abc import Sequence
from itertools import combinations
from math import inf, log
from typing import NamedTuple

from rapidfuzz.distance import OSA

from corrigenda.reconcile.keys import joined_tokens, phonetic, tokens
from corrigenda.reconcile.name_keys import edits_in, pair_key, spelling_keys
from corrigenda.reconcile.storage import Reader

_SOUND_COST = 2
"""A word that only sounds alike counts as far away as one with two edits."""
_SOUND_LIKENESS = 0.5
_MOST_EDITS = 2
_MOST_WORDS = 8
_MOST_KEYS = 2048
_MOST_ROWS = 4096


class Near(NamedTuple):
    """A word of the table that a word of the query may be: its hash, the edits between, how many bear it."""

    hash: int
    edits: int
    bearers: int


class Wanted(NamedTuple):
    """A word of the query. ``places`` are the words of the query that it stands for: two where joined."""

    places: tuple[int, ...]
    weight: float
    length: int
    near: tuple[Near, ...]

    def share(self, edits: int) -> float:
        """How much of the query is explained by this word with so many edits."""
        return self.weight * (1 - edits / (self.length + 1)) ** 2


Explained = dict[int, float]
"""How much of each word of the query is explained, by its place."""


def find_by_name(reader: Reader, surface: str, *, people: int, limit: int) -> list[tuple[int, float]]:
    """Entity numbers with the share of the query that each explains (0 to 1), best first."""
    wanted = _wanted(reader, surface, people)
    whole = sum(word.weight for word in wanted if len(word.places) == 1) or 1.0
    found: dict[int, Explained] = {}
    for edits in range(1, _MOST_EDITS + 1):
        _add(found, reader, _pairs(wanted, edits), _MOST_ROWS)
        if found:
            break
    if found:
        _add(found, reader, _alone(wanted, 0, most_bearers=limit), _MOST_ROWS)
    else:
        _add(found, reader, _alone(wanted, 0) | _alone(wanted, 1), _MOST_ROWS)
    if not found:
        _add(found, reader, _alone(wanted, 2), _MOST_ROWS)
    scores = [(number, min(1.0, sum(explained.values()) / whole)) for number, explained in found.items()]
    return sorted(scores, key=lambda score: (-score[1], score[0]))[:limit]


def near_words(reader: Reader, word: str) -> tuple[Near, ...]:
    """The words of the table that ``word`` may be a spelling of, nearest first."""
    sound = phonetic(word)
    near = []
    for row in reader.words_spelled(spelling_keys(word)):
        budget = edits_in(max(len(word), len(row.text)))
        edits = OSA.distance(word, row.text, score_cutoff=budget)
        if edits <= budget:
            near.append(Near(row.hash, edits, row.bearers))
        elif phonetic(row.text) == sound and OSA.normalized_similarity(word, row.text) >= _SOUND_LIKENESS:
            near.append(Near(row.hash, _SOUND_COST, row.bearers))
    return tuple(sorted(near, key=lambda word: (word.edits, word.bearers)))


def _wanted(reader: Reader, surface: str, people: int) -> list[Wanted]:
    words = tokens(surface)[:_MOST_WORDS]
    wanted = [_want(reader, word, (place,), people) for place, word in enumerate(words)]
    places = [place for place in range(len(words) - 1) if joined_tokens(words[place : place + 2])]
    return wanted + [
        _want(reader, words[place] + words[place + 1], (place, place + 1), people) for place in places
    ]


def _want(reader: Reader, word: str, places: tuple[int, ...], people: int) -> Wanted:
    near = near_words(reader, word)
    bearers = max((other.bearers for other in near if other.edits == near[0].edits), default=0)
    return Wanted(places, log(2 + people / (1 + bearers)), len(word), near)


def _pairs(wanted: Sequence[Wanted], edits: int) -> dict[int, Explained]:
    """The keys of two words together that need at most so many edits, with what each explains."""
    keys: dict[int, Explained] = {}
    for one, other in combinations(wanted, 2):
        if set(one.places) & set(other.places):
            continue
        for first in one.near:
            for second in other.near:
                if first.edits + second.edits > edits:
                    break
                explained = _explained(one, first) | _explained(other, second)
                keys.setdefault(pair_key(first.hash, second.hash), explained)
    return dict(list(keys.items())[:_MOST_KEYS])


def _alone(wanted: Sequence[Wanted], edits: int, *, most_bearers: float = inf) -> dict[int, Explained]:
    """The keys of one word each with exactly so many edits, with what each explains."""
    return {
        near.hash: _explained(word, near)
        for word in wanted
        for near in word.near
        if near.edits == edits and near.bearers <= most_bearers
    }


def _explained(word: Wanted, near: Near) -> Explained:
    return {place: word.share(near.edits) / len(word.places) for place in word.places}


def _add(found: dict[int, Explained], reader: Reader, keys: dict[int, Explained], limit: int) -> None:
    if not keys:
        return
    for key, number in reader.bearing(tuple(keys), limit):
        known = found.setdefault(number, {})
        for place, share in keys[key].items():
            if share > known.get(place, 0.0):
                known[place] = share
