"""Where a text gives numbers, with the words of their unit as written: "$3.2 billion", "12 people"."""

import re
from functools import cache

from corrigenda.extract.knowledge import read_knowledge
from corrigenda.schemas.base import Frozen
from corrigenda.schemas.spans import Offsets

_DIGITS = r"\d+(?:[.,:]\d+)*"
_YEAR = re.compile(r"(?:19|20)\d\d")
_GAP = r"[\s\u00a0\u202f-]"
_BETWEEN = 2
"""So many further words may stand between a number and what it counts: "12 small wooden boats"."""


class QuantityWords(Frozen):
    """``data/quantities.yaml``; the comments there say what each list is."""

    before: tuple[str, ...]
    greater: tuple[str, ...]
    words: tuple[str, ...]
    units: tuple[str, ...]
    no_units: tuple[str, ...]


def find_quantities(text: str) -> tuple[Offsets, ...]:
    """Where ``text`` gives a number, its currency and unit included, in order and without overlap.

    In digits, or in words where a word such as "million" or a unit follows. A lone year is none, nor are
    digits that are part of a word ("G20", "COVID-19").
    """
    return tuple(match.span() for match in _pattern().finditer(text) if not _YEAR.fullmatch(match[0]))


@cache
def _pattern() -> re.Pattern[str]:
    known = read_knowledge("quantities.yaml", QuantityWords)
    greater, units, none = _any(known.greater), _any(known.units), _any(known.no_units)
    size = rf"(?:{_GAP}{greater}(?!\w))"
    between = rf"(?:\s(?!{none}\b)[a-z]+(?:-[a-z]+)*){{0,{_BETWEEN}}}"
    counted = rf"{between}\s(?:{units}|(?!{none}\b)[a-z]{{2,}}s)(?![\w’'])"
    unit = rf"(?:{_GAP}?{units}(?!\w)|{counted}|(?:-[a-z]+)+(?!\w))"
    digits = rf"(?<![\w.,:/$#@+-])(?:{_any(known.before)}\s?)?{_DIGITS}(?:[-–]{_DIGITS})?(?![\w+])"
    words = rf"(?<![\w-]){_any(known.words)}"
    return re.compile(rf"{digits}{size}*{unit}?|{words}(?:{size}+{unit}?|\s{units}(?!\w))")


def _any(words: tuple[str, ...]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return f"(?i:{'|'.join(re.escape(word) for word in longest_first)})"
