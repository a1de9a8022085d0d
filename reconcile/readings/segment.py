"""A native name in its two parts, and every way in which each can be spelled in Latin letters.

Here the three languages meet: what comes out is the same for all of them.
"""

import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import chain
from typing import Literal, NamedTuple

from corrigenda.reconcile.readings.chinese import chinese_pieces
from corrigenda.reconcile.readings.han import is_han, is_hangul
from corrigenda.reconcile.readings.hanja import hanja_pieces
from corrigenda.reconcile.readings.japanese import character_pieces, japanese_pieces
from corrigenda.reconcile.readings.korean import korean_pieces
from corrigenda.reconcile.readings.lattice import Lattice, Piece, lattice, likeliest
from corrigenda.reconcile.readings.romaji import is_kana, latin_key, romaji_key
from corrigenda.schemas.entities import EntityName

NamePart = Literal["family", "given"]
Language = Literal["ja", "zh", "ko"]
Tongue = Literal["Mandarin", "Cantonese", "Japanese", "Korean"]
"""A language in which Han characters are read aloud."""

UNREAD = 8.0
"""What a part costs that nothing reads: more than any chain of readings does."""

_ABROAD = 2.0
"""What it costs to read a part in another language than the name's own."""
_CHINESE_WAYS: dict[str, Tongue] = {
    "pinyin": "Mandarin",
    "heteronym": "Mandarin",
    "wade-giles": "Mandarin",
    "cantonese": "Cantonese",
    "jyutping": "Cantonese",
}

_LONGEST_FAMILY: dict[Language, int] = {"ja": 4, "zh": 2, "ko": 2}
_USUAL_FAMILY: dict[Language, int] = {"ja": 2, "zh": 1, "ko": 1}
_UNUSUAL_SPLIT = 0.5
"""What each character costs by which a family name is longer or shorter than usual."""
_TABLE_LATER = 0.1
"""Each place further down the table's list of readings."""
_READINGS_LISTED = 60
_FOREIGN = "・"
"""Stands between the words of a foreign name in kana or Han characters, which sounds as it is."""


class Spelling(NamedTuple):
    """One way of reading a part: its pieces, and by which key they are compared.

    ``tongue`` is the language, where that is not the name's own.
    """

    key: Callable[[str], str]
    pieces: Lattice
    tongue: Tongue | None = None


class WrittenPart(NamedTuple):
    """A part of a native name with the table's readings of it."""

    written: str
    part: NamePart
    language: Language
    readings: tuple[str, ...]


class Split(NamedTuple):
    """A native name in two parts; ``cost`` is 0 where the table says so, and more the less usual it is."""

    family: WrittenPart
    given: WrittenPart
    cost: float


def key_of(language: Language) -> Callable[[str], str]:
    """The key by which the right readings of a language are compared."""
    return romaji_key if language == "ja" else latin_key


@lru_cache(maxsize=8192)
def spellings_of(part: WrittenPart) -> tuple[Spelling, ...]:
    """Every way to spell a part, the table's readings with the first of them."""
    match part.language:
        case "ja":
            return (_spelling(part, romaji_key, japanese_pieces(part.written, part.part)),)
        case "ko":
            return (_spelling(part, latin_key, korean_pieces(part.written, part.part)),)
        case "zh":
            ways = chinese_pieces(part.written, part.part).values()
            length = len(part.written)
            return (
                _spelling(part, latin_key, ()),
                *(Spelling(latin_key, lattice(length, pieces)) for pieces in ways),
            )


@lru_cache(maxsize=8192)
def foreign_spellings_of(part: WrittenPart) -> tuple[Spelling, ...]:
    """Every way to read a part in another language than the name's own."""
    length = len(part.written)
    return tuple(
        Spelling(key, lattice(length, map(_as_foreign, pieces)), tongue)
        for key, pieces, tongue in (_by_characters(part) if is_han(part.written) else _by_syllables(part))
    )


def _by_characters(part: WrittenPart) -> Iterator[tuple[Callable[[str], str], tuple[Piece, ...], Tongue]]:
    if part.language != "zh":
        ways = chinese_pieces(part.written, part.part)
        yield from ((latin_key, ways[way], tongue) for way, tongue in _CHINESE_WAYS.items() if way in ways)
    if part.language != "ja":
        yield romaji_key, character_pieces(part.written), "Japanese"
    if part.language != "ko":
        yield latin_key, korean_pieces(part.written, part.part), "Korean"


def _by_syllables(part: WrittenPart) -> Iterator[tuple[Callable[[str], str], tuple[Piece, ...], Tongue]]:
    yield latin_key, hanja_pieces(part.written, "pinyin", latin_key), "Mandarin"
    yield latin_key, hanja_pieces(part.written, "jyutping", latin_key), "Cantonese"
    yield romaji_key, hanja_pieces(part.written, "on", romaji_key), "Japanese"


def _as_foreign(piece: Piece) -> Piece:
    return piece._replace(cost=piece.cost + (_ABROAD if piece.start == 0 else 0.0))


def _spelling(part: WrittenPart, key: Callable[[str], str], pieces: tuple[Piece, ...]) -> Spelling:
    length = len(part.written)
    table = (
        Piece(0, length, key(reading), reading, "table", rank * _TABLE_LATER)
        for rank, reading in enumerate(part.readings)
        if key(reading)
    )
    return Spelling(key, lattice(length, (*table, *pieces)))


@lru_cache(maxsize=8192)
def readings_of(part: WrittenPart) -> tuple[str, ...]:
    """How a part can be read, the table's readings first, then the likeliest; at most 60."""
    key = key_of(part.language)
    paths = sorted(chain.from_iterable(likeliest(way.pieces, _READINGS_LISTED) for way in spellings_of(part)))
    cheapest: dict[str, str] = {}
    for path in paths:
        cheapest.setdefault(key(path.shown), path.shown)
    return tuple(cheapest.values())[:_READINGS_LISTED]


@lru_cache(maxsize=8192)
def splits_of(name: EntityName) -> tuple[Split, ...]:
    """The ways to cut a native name in two, the likeliest first."""
    found = [split for language in languages_of(name) for split in _splits_in(name, language)]
    return tuple(sorted(found, key=lambda split: split.cost))


def _splits_in(name: EntityName, language: Language) -> Iterator[Split]:
    text = native_letters(name.text)
    if name.family is not None and name.given is not None:
        yield _split(name, language, native_letters(name.family), native_letters(name.given), 0.0)
        return
    parts = unicodedata.normalize("NFKC", name.text).split()
    if len(parts) == 2:
        yield _split(name, language, parts[0], parts[1], 0.0)
        return
    for place in range(1, min(_LONGEST_FAMILY[language], len(text) - 1) + 1):
        distance = abs(place - _USUAL_FAMILY[language])
        split = _split(name, language, text[:place], text[place:], distance * _UNUSUAL_SPLIT)
        unread = sum(_unreadable(part) for part in (split.family, split.given))
        yield split._replace(cost=split.cost + unread)


def _split(name: EntityName, language: Language, family: str, given: str, cost: float) -> Split:
    return Split(
        WrittenPart(family, "family", language, name.family_readings),
        WrittenPart(given, "given", language, name.given_readings),
        cost,
    )


def _unreadable(part: WrittenPart) -> float:
    return min((path.cost for way in spellings_of(part) for path in likeliest(way.pieces, 1)), default=UNREAD)


def languages_of(name: EntityName) -> tuple[Language, ...]:
    """The languages in which a native name may be read; none where it is not written in their characters."""
    text = native_letters(name.text)
    if _FOREIGN in unicodedata.normalize("NFKC", name.text):
        return ()
    if is_hangul(text) or name.lang == "ko":
        return ("ko",)
    if name.lang == "ja" or name.script in ("Jpan", "Hira", "Kana") or any(map(is_kana, text)):
        return ("ja",)
    if name.lang == "zh" or name.script in ("Hans", "Hant"):
        return ("zh",)
    return ("ja", "zh") if is_han(text) else ()


def native_letters(text: str) -> str:
    """Native characters without what stands between them: ``茂木 敏充`` and ``茂木敏充`` are one."""
    return "".join(
        letter for letter in unicodedata.normalize("NFKC", text) if letter.isalpha() or letter in "々ー"
    )
