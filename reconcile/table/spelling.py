"""Which words of the table a word of the query may be a spelling of."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA, DamerauLevenshtein

from corrigenda.reconcile.table.keys import edits_beside, edits_in, far_keys, near_keys, short_keys, sound_key
from corrigenda.reconcile.table.layout import WordRow
from corrigenda.reconcile.table.storage import Reader

SOUND_EDITS = 2
"""A word that only sounds alike counts as far away as one with two edits."""
_SOUND_LIKENESS = 0.5
_MOST_ALIKE = 800


class Near(NamedTuple):
    """A word of the table that a word of the query may be: its hash, the edits between, how many bear it."""

    hash: int
    edits: int
    name_frequency: int


def near_words(reader: Reader, word: str) -> tuple[Near, ...]:
    """The words within one edit, nearest first."""
    rows = reader.words_spelled(tuple(near_keys(word)), _MOST_ALIKE)
    return _nearest(_within(word, rows, 1, edits_in))


def far_words(reader: Reader, word: str) -> tuple[Near, ...]:
    """The words within two edits, and those of the same sound, nearest first."""
    rows = reader.words_spelled((*_deleted(word), *_sound(word)), _MOST_ALIKE)
    return _nearest([*_within(word, rows, 2, edits_in), *_sounding(word, rows)])


def words_beside(reader: Reader, word: str) -> tuple[Near, ...]:
    """The words that this may be where the rest of the name is right: short ones too within two edits."""
    rows = reader.words_spelled((*_deleted(word), *_sound(word), *short_keys(word)), _MOST_ALIKE)
    return _nearest([*_within(word, rows, 2, edits_beside), *_sounding(word, rows)])


def _deleted(word: str) -> list[int]:
    """The keys of the word with letters left out, near and far: words two edits away meet on either."""
    return [key >> 1 << 1 | far for key in near_keys(word) | far_keys(word) for far in (0, 1)]


def _sound(word: str) -> tuple[int, ...]:
    sound = sound_key(word)
    return (sound,) if sound is not None else ()


def _within(word: str, rows: Sequence[WordRow], edits: int, allowed: Callable[[int], int]) -> list[Near]:
    """Those of the words that are within so many edits, and within as many as their length allows."""
    measured = process.extract(
        word, _texts(rows), scorer=DamerauLevenshtein.distance, score_cutoff=edits, limit=None
    )
    return [
        Near(rows[place][0], int(distance), rows[place][2])
        for text, distance, place in measured
        if distance <= allowed(max(len(word), len(text)))
    ]


def _sounding(word: str, rows: Sequence[WordRow]) -> list[Near]:
    """Those of the words that sound the same and are somewhat alike."""
    sound = sound_key(word)
    if sound is None:
        return []
    likely = process.extract(
        word, _texts(rows), scorer=OSA.normalized_similarity, score_cutoff=_SOUND_LIKENESS, limit=None
    )
    return [
        Near(rows[place][0], SOUND_EDITS, rows[place][2])
        for text, _, place in likely
        if sound_key(text) == sound
    ]


def _nearest(found: Sequence[Near]) -> tuple[Near, ...]:
    """Each word once, nearest first."""
    near: dict[int, Near] = {}
    for one in sorted(found, key=lambda one: (one.edits, one.name_frequency)):
        near.setdefault(one.hash, one)
    return tuple(near.values())


def _texts(rows: Sequence[WordRow]) -> list[str]:
    return [text for _, text, _ in rows]
