"""How Japanese names can be read: as whole names, as words in them, and character by character.

Sources, from the surest to the most far-fetched: with the extra ``[ja]`` the personal-name data set and
JMnedict; always, compositions of the on, kun and nanori readings of the characters.
"""

from collections.abc import Iterator
from functools import lru_cache

from corrigenda.reconcile.readings.dictionaries import character_readings, names_written
from corrigenda.reconcile.readings.han import any_form, han_character, traditional, unrepeated
from corrigenda.reconcile.readings.lattice import Piece
from corrigenda.reconcile.readings.romaji import (
    doubled_forms,
    is_kana,
    joined_forms,
    romaji_key,
    romaji_of,
    romanization,
    stem,
)
from corrigenda.reconcile.text import read_lines

_READINGS_OF_A_CHARACTER = 32

LONGEST = 8
"""A name with more characters is not read."""
# What a reading costs, in natural-logarithm units of plausibility: the ranks are what matters.
_KNOWN = 0.3
_OTHER_KIND = 0.5
_WORD_INSIDE = 0.7
_CHARACTER = 1.0
_ON = 0.6
_ON_LATER = 0.05
_LATER = 0.02
"""Each place further down a character's list of readings."""
_CUT = 0.3
_CHANGED = 0.3


def japanese_pieces(text: str, part: str) -> tuple[Piece, ...]:
    """Every reading of every span of ``text``; ``part`` is ``family``, ``given`` or ``full``."""
    if len(text) > LONGEST:
        return ()
    spans = [(start, end) for start in range(len(text)) for end in range(start + 1, len(text) + 1)]
    return tuple(piece for span in spans for piece in _pieces_of_span(text, span, part))


def character_pieces(text: str) -> tuple[Piece, ...]:
    """The single characters as Japanese reads the name of a foreigner: on readings first."""
    if len(text) > LONGEST:
        return ()
    return tuple(
        Piece(place, place + 1, romaji_key(shown), shown, source, cost + more, before)
        for place, letter in enumerate(unrepeated(text))
        for romaji, source, cost in _foreign_readings(letter)
        for shown, before, more in _sounds(romaji, first=place == 0, last=place + 1 == len(text))
        if romaji_key(shown)
    )


def _foreign_readings(character: str) -> Iterator[tuple[str, str, float]]:
    on = any_form(character).on
    for rank, romaji in enumerate(on):
        yield romaji, "japanese", _ON + rank * _ON_LATER
    others = dict.fromkeys(
        (romaji, cut)
        for form in (traditional(character), character)
        for romaji, cut in _readings_of_character(form)
    )
    for rank, (romaji, cut) in enumerate(others):
        if romaji not in on:
            yield romaji, "characters", _CHARACTER + rank * _LATER + (_CUT if cut else 0.0)


def _pieces_of_span(text: str, span: tuple[int, int], part: str) -> tuple[Piece, ...]:
    start, end = span
    cheapest: dict[tuple[str, tuple[str, ...]], Piece] = {}
    for romaji, source, cost in _readings_of_span(text, span, part):
        for shown, before, more in _sounds(romaji, first=start == 0, last=end == len(text)):
            piece = Piece(start, end, romaji_key(shown), shown, source, cost + more, before)
            known = cheapest.get((piece.key, before))
            if piece.key and (known is None or piece.cost < known.cost):
                cheapest[piece.key, before] = piece
    return tuple(cheapest.values())


def _sounds(romaji: str, *, first: bool, last: bool) -> Iterator[tuple[str, tuple[str, ...], float]]:
    """The reading as it may sound between its neighbours, before which letters, and at what cost."""
    for form in (romaji,) if first else joined_forms(romaji):
        changed = 0.0 if form == romaji else _CHANGED
        yield form, (), changed
        for doubled, before in () if last else doubled_forms(form):
            yield doubled, before, changed + _CHANGED


def _readings_of_span(text: str, span: tuple[int, int], part: str) -> Iterator[tuple[str, str, float]]:
    start, end = span
    written = text[start:end]
    whole = len(written) == len(text)
    if is_kana(written):
        yield romaji_of(written), "kana", 0.0
    if whole or len(written) > 1:
        inside = 0.0 if whole else _WORD_INSIDE
        for romaji, kind, source in names_written(written):
            fits = kind == ("surname" if part == "family" else "given")
            yield romaji, source, _KNOWN + inside + (0.0 if fits else _OTHER_KIND)
    if len(written) == 1:
        for rank, (romaji, cut) in enumerate(_readings_of_character(unrepeated(text)[start])):
            yield romaji, "characters", _CHARACTER + rank * _LATER + (_CUT if cut else 0.0)


@lru_cache(maxsize=8192)
def _readings_of_character(character: str) -> tuple[tuple[str, bool], ...]:
    """The readings of a character, and whether an inflected ending was cut off to get there."""
    known = han_character(character)
    whole = (*romanization().signs.get(character, ()), *known.on, *known.kun, *_nanori().get(character, ()))
    dictionary = tuple(romaji.partition(".") for romaji in character_readings(character))
    cut = (*(stem(romaji) for romaji in known.kun), *(first for first, dot, _ in dictionary if dot))
    found = dict.fromkeys((*whole, *(first + rest for first, _, rest in dictionary)), False)
    found |= {romaji: True for romaji in cut if romaji and romaji not in found}
    return tuple(found.items())[:_READINGS_OF_A_CHARACTER]


@lru_cache(maxsize=1)
def _nanori() -> dict[str, tuple[str, ...]]:
    rows = (line.split("\t") for line in read_lines("nanori.tsv"))
    return {character: tuple(readings.split()) for character, readings in rows}
