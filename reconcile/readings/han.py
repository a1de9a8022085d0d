"""How single Han characters are read: the one module that knows them and their forms."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from corrigenda.reconcile.text import read_lines
from corrigenda.schemas.base import Frozen

_NUMBER_OF_COLUMNS = 7
_READINGS = ("on", "kun", "pinyin", "jyutping", "hangul")
_HAN = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x32400))
_HANGUL = range(0xAC00, 0xD7A4)
"""Blocks of Unicode 15: ideographs, their extensions and compatibility forms; syllables."""
REPEAT = "々"
"""Stands for the character before it."""


class HanCharacter(Frozen):
    """The readings of one character. Japanese ones in Hepburn, tones left out, the usual one first."""

    on: tuple[str, ...] = ()
    kun: tuple[str, ...] = ()
    pinyin: tuple[str, ...] = ()
    jyutping: tuple[str, ...] = ()
    hangul: tuple[str, ...] = ()
    traditional: str | None = None
    """The traditional form of a simplified character."""


@lru_cache(maxsize=8192)
def han_character(character: str) -> HanCharacter:
    """The readings of a character; empty for one that names are not written with."""
    line = _lines().get(character)
    if line is None:
        return HanCharacter()
    _, on, kun, pinyin, jyutping, hangul, traditional = _cells(line)
    return HanCharacter(
        on=tuple(on.split()),
        kun=tuple(kun.split()),
        pinyin=tuple(pinyin.split()),
        jyutping=tuple(jyutping.split()),
        hangul=tuple(hangul.split()),
        traditional=traditional or None,
    )


@lru_cache(maxsize=1)
def characters_by_hangul() -> dict[str, tuple[str, ...]]:
    """The characters by the Korean syllables that they are read as; rare ones, unknown to Japan, left out."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for character, line in _lines().items():
        _, on, _, _, _, hangul, _ = _cells(line)
        for syllable in hangul.split() if on else ():
            found[syllable].append(character)
    return {syllable: tuple(behind) for syllable, behind in found.items()}


def _cells(line: str) -> list[str]:
    cells = line.split("\t")
    return cells + [""] * (_NUMBER_OF_COLUMNS - len(cells))


@lru_cache(maxsize=1)
def _lines() -> dict[str, str]:
    return {line[0]: line for line in read_lines("han_readings.tsv")}


def is_han(text: str) -> bool:
    """Whether every character is a Han character or the mark that repeats one."""
    return bool(text) and all(
        letter == REPEAT or any(ord(letter) in block for block in _HAN) for letter in text
    )


def is_hangul(text: str) -> bool:
    """Whether every character is a Korean syllable."""
    return bool(text) and all(ord(letter) in _HANGUL for letter in text)


def unrepeated(text: str) -> str:
    """The text with each 々 written out: 佐々木 is 佐佐木."""
    written = ""
    for letter in text:
        written += written[-1] if letter == REPEAT and written else letter
    return written


@lru_cache(maxsize=65536)
def traditional(text: str) -> str:
    """Simplified characters, of China and Japan, in their traditional form: all spellings compare equal."""
    return "".join(
        han_character(letter).traditional or _shinjitai().get(letter, letter)[0] for letter in text
    )


@lru_cache(maxsize=8192)
def any_form(character: str) -> HanCharacter:
    """The readings of a character and of the older forms that it stands for, the older ones first."""
    forms = dict.fromkeys((traditional(character), *_shinjitai().get(character, ""), character))
    known = [han_character(form) for form in forms]
    return HanCharacter(
        **{field: _each_once(getattr(form, field) for form in known) for field in _READINGS},
        traditional=known[-1].traditional,
    )


def _each_once(readings: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(readings)))


@lru_cache(maxsize=1)
def _shinjitai() -> dict[str, str]:
    return {line[0]: line[2:] for line in read_lines("shinjitai.tsv")}
