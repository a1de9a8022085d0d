"""The keys under which native names are found, by how they are read and by their characters."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from corrigenda.reconcile.readings.han import is_han, is_hangul, traditional
from corrigenda.reconcile.readings.lattice import likeliest
from corrigenda.reconcile.readings.romaji import is_kana, latin_key, romaji_key, syllables
from corrigenda.reconcile.readings.segment import (
    foreign_spellings_of,
    native_letters,
    spellings_of,
    splits_of,
)
from corrigenda.schemas.entities import EntityName

LONGEST_SURFACE = 60
"""A surface of more letters is not looked at as a reading."""
_SPLITS_INDEXED = 2
_KEYS_OF_A_PART = 48
_FOREIGN_KEYS_OF_A_PART = 8
"""Of each way to read it in another language."""
_LONGEST_RUN = 3
_SHORTEST_HALF = 3


def reading_keys(name: EntityName) -> frozenset[str]:
    """The keys under which a native name is found: its readings, part by part, and its characters.

    At most 400. The readings left out are found through the other part of the name.
    """
    keys = {"han:" + traditional(native_letters(name.text))}
    for split in splits_of(name)[: _SPLITS_INDEXED if name.family is None else None]:
        for part in (split.family, split.given):
            for spelling in spellings_of(part):
                limit = _KEYS_OF_A_PART if part.language == "ja" else _KEYS_OF_A_PART // 4
                for path in likeliest(spelling.pieces, limit):
                    keys.add(_keyed(spelling.key, path.shown))
            for spelling in foreign_spellings_of(part):
                for path in likeliest(spelling.pieces, _FOREIGN_KEYS_OF_A_PART):
                    keys.add(_keyed(spelling.key, path.shown))
    return frozenset(keys)


def query_keys(surface: str) -> tuple[str, ...]:
    """The keys by which to look up a surface, the longest runs of its words first.

    Latin names: each run of up to three words as one; a single word that can be Japanese also by the parts
    that it may be joined of. Native names: their characters.
    """
    plain = native_letters(surface)
    if plain and all(is_han(letter) or is_hangul(letter) or is_kana(letter) for letter in plain):
        return ("han:" + traditional(plain),)
    if len(surface) > LONGEST_SURFACE:
        return ()
    runs = runs_of(surface.replace("-", " ").split())
    keys = chain.from_iterable(_keys_of_run(run) for run in runs)
    joined = _keys_of_joined(romaji_key(surface)) if len(runs) == 1 else ()
    return tuple(dict.fromkeys((*keys, *joined)))


def runs_of(words: Sequence[str]) -> tuple[str, ...]:
    """The runs of up to three words, the longest first."""
    return tuple(
        " ".join(words[start : start + length])
        for length in range(min(_LONGEST_RUN, len(words)), 0, -1)
        for start in range(len(words) - length + 1)
    )


def _keys_of_run(run: str) -> Iterator[str]:
    if syllables(romaji_key(run)):
        yield _keyed(romaji_key, run)
    if latin_key(run):
        yield _keyed(latin_key, run)


def _keys_of_joined(key: str) -> Iterator[str]:
    """Both halves of a romaji key, wherever it can be cut into two words; one of them may be tiny."""
    for place in range(1, len(key)):
        halves = (key[:place], key[place:])
        if all(map(syllables, halves)):
            yield from (f"ja:{half}" for half in halves if len(half) >= _SHORTEST_HALF)


def _keyed(key: Callable[[str], str], shown: str) -> str:
    return ("ja:" if key is romaji_key else "la:") + key(shown)
