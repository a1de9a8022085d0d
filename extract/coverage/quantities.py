"""Where a text gives numbers, with the words of their unit as written: "$3.2 billion", "12 people"."""

import re
from functools import cache

from corrigenda.extract.knowledge import read_knowledge
from corrigenda.extract.numbers import any_of, find_numbers
from corrigenda.schemas.base import Frozen
from corrigenda.schemas.spans import Offsets

_YEAR = re.compile(r"(?:19|20)\d\d")
_GAP = r"[\s\u00a0\u202f-]"
_LONGEST = 5
"""Characters of a currency before its number, the blank included."""
_BETWEEN = 2
"""So many further words may stand between a number and what it counts: "12 small wooden boats"."""


class QuantityWords(Frozen):
    """``data/quantities.yaml``; the comments there say what each list is."""

    before: tuple[str, ...]
    units: tuple[str, ...]
    no_units: tuple[str, ...]


def find_quantities(text: str) -> tuple[Offsets, ...]:
    """Where ``text`` gives a number, its currency and unit included, in order and without overlap.

    In digits, or in words where a word such as "million" or a unit follows. A lone year is none, nor are
    digits that are part of a word ("G20", "COVID-19").
    """
    found: list[Offsets] = []
    for start, end in _with_ranges(text):
        alone = text[start:end].isalpha()  # "two" is too common, but for a few units
        currency, unit = _currency(text, start), _unit(any_plural=not alone).match(text, end)
        first, last = start - currency, unit.end() if unit is not None else end
        if (
            (unit is not None or not alone)
            and not _YEAR.fullmatch(text[first:last])
            and not _is_part(text, first, end)
        ):
            found.append((first, last))
    return tuple(found)


def _with_ranges(text: str) -> list[Offsets]:
    """The numbers, "52-48" one of them."""
    joined: list[Offsets] = []
    for start, end in find_numbers(text):
        if joined and text[joined[-1][1] : start] in ("-", "–"):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether a sign ties the number to what stands beside it: "2+2", "#5"."""
    return text[start - 1 : start] in ("#", "@", "+") or text[end : end + 1] == "+"


@cache
def _words() -> QuantityWords:
    return read_knowledge("quantities.yaml", QuantityWords)


def _currency(text: str, start: int) -> int:
    """How long the name of a currency is that stands before ``start``."""
    found = _currencies().search(text, max(0, start - _LONGEST), start)
    return start - found.start() if found is not None else 0


@cache
def _currencies() -> re.Pattern[str]:
    return re.compile(rf"{any_of(_words().before)}\s?\Z")


@cache
def _unit(*, any_plural: bool) -> re.Pattern[str]:
    units, none = any_of(_words().units), any_of(_words().no_units)
    between = rf"(?:\s(?!{none}\b)[a-z]+(?:-[a-z]+)*){{0,{_BETWEEN}}}"
    counted = rf"{between}\s(?:{units}|(?!{none}\b)[a-z]{{2,}}s)(?![\w’'])"
    named = rf"{_GAP}?{units}(?!\w)"
    return re.compile(rf"{named}|{counted}|(?:-[a-z]+)+(?!\w)" if any_plural else named)
