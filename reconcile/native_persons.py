"""Persons of the table in running text by their native spelling."""

from collections.abc import Iterator

from corrigenda.reconcile.keys import fold
from corrigenda.reconcile.known_words import LEAST_LETTERS, KnownWords
from corrigenda.reconcile.placed_names import PlacedName
from corrigenda.reconcile.running_text import Passage

_LONGEST_NATIVE_NAME = 6


def find_native_persons(part: Passage, known: KnownWords) -> Iterator[PlacedName]:
    """Persons of the table by their native spelling, the longest first. A part alone must stand alone."""
    for token in part.tokens:
        if token.native:
            place = 0
            while place < len(token.text):
                size = _native_size(token.text, place, known)
                if size:
                    start = token.start + place
                    word = token.text[place : place + size]
                    yield PlacedName(start, start + size, (word,), "person", part.tokens[0].start)
                place += size or 1


def _native_size(text: str, place: int, known: KnownWords) -> int:
    for size in range(min(_LONGEST_NATIVE_NAME, len(text) - place), 1, -1):
        if size < LEAST_LETTERS and size != len(text):
            continue
        if known.is_borne_word(fold(text[place : place + size])):
            return size
    return 0
