"""Which words of the table a word of the query may be a spelling of."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from corrigenda.reconcile.name_keys import edits_in, far_keys, near_keys, sound_key
from corrigenda.reconcile.storage import Reader, WordRow

SOUND_EDITS = 2
"""A word that only sounds alike counts as far away as one with two edits."""
_SOUND_LIKENESS = 0.5
_MOST_ALIKE = 400


class Near(NamedTuple):
    """A word of the table that a word of the query may be: its hash, the edits between, how many bear it."""

    hash: int
    edits: int
    bearers: int


def near_words(reader: Reader, word: str) -> tuple[Near, ...]:
    """The words within one edit, nearest first."""
    return _within(reader, word, near_keys(word), 1)


def far_words(reader: Reader, word: str) -> tuple[Near, ...]:
    """The words within two edits, and those of the same sound, nearest first."""
    deleted = [key >> 1 for key in near_keys(word) | far_keys(word)]
    spelt = _within(reader, word, [key << 1 | far for key in deleted for far in (0, 1)], 2)
    sound = sound_key(word)
    if sound is None:
        return spelt
    known = {near.hash for near in spelt}
    alike = reader.words_spelled((sound,), _MOST_ALIKE)
    likely = process.extract(
        word, _texts(alike), scorer=OSA.normalized_similarity, score_cutoff=_SOUND_LIKENESS, limit=None
    )
    sounding = (alike[place] for _, _, place in likely)
    return spelt + tuple(
        Near(hash_, SOUND_EDITS, bearers) for hash_, _, bearers in sounding if hash_ not in known
    )


def _within(reader: Reader, word: str, keys: Iterable[int], edits: int) -> tuple[Near, ...]:
    rows = reader.words_spelled(tuple(keys), _MOST_ALIKE)
    measured = process.extract(word, _texts(rows), scorer=OSA.distance, score_cutoff=edits, limit=None)
    near = [
        Near(rows[place][0], int(distance), rows[place][2])
        for text, distance, place in measured
        if distance <= edits_in(max(len(word), len(text)))
    ]
    reader.remember_bearers((one.hash, one.bearers) for one in near)
    return tuple(sorted(near, key=lambda one: (one.edits, one.bearers)))


def _texts(rows: Sequence[WordRow]) -> list[str]:
    return [text for _, text, _ in rows]
