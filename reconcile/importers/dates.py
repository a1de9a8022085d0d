"""Dates as tables write them: read whole or refused with the reason, day or month first by the column."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from corrigenda.schemas.dates import PartialDate, first_day

DateOrder = Literal["day-first", "month-first"]

_TIME = r"(?:[T ]\d{1,2}:.*)?"
_YEAR_FIRST = re.compile(rf"\+?(?P<y>\d{{4}})(?:([-/.])(?P<m>\d{{1,2}})(?:\2(?P<d>\d{{1,2}}))?)?{_TIME}")
_COMPACT = re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})")
_EAST_ASIAN = re.compile(r"(?P<y>\d{4})[年년] ?(?P<m>\d{1,2})[月월](?: ?(?P<d>\d{1,2})[日일])?")
_YEAR_LAST = re.compile(rf"(?P<a>\d{{1,2}})([-/.])(?P<b>\d{{1,2}})\2(?P<y>\d{{4}}){_TIME}")
_MONTH_YEAR = re.compile(r"(?P<m>\d{1,2})[-/.](?P<y>\d{4})")
_SHORT_YEAR = re.compile(r"\d{1,2}([-/. ])(?:\d{1,2}|[^\W\d]{3,9}\.?)\1\d{2}")
_WORDS = re.compile(r"[^\W\d]{3,}")
_NUMBERS = re.compile(r"\d+")
_AFTER_STOP = re.compile(r"(?<=\d\.)\s+(?=\d)")
_DAY_FIRST = "."
"""Where dates are written with full stops, the day comes first; they tell nothing of those with strokes."""
_YEAR_DIGITS = 4
_UNKNOWN = 0
"""A day or month of 00 is not known."""
_LATEST = 2199
"""Years after it are another calendar's, or a database's way to say that there is no end."""


class DateReading(NamedTuple):
    """A date that was read, or why it was not; neither where the text is blank."""

    value: PartialDate | None = None
    refused: str | None = None


class AmbiguousDates(NamedTuple):
    """A column in which nothing tells whether the day or the month comes first, or in which both do."""

    examples: tuple[str, ...]
    both: bool

    def __str__(self) -> str:
        shown = " and ".join(map(repr, self.examples))
        if self.both:
            return f"{shown} cannot be written in one order: the one has the day first, the other the month"
        readings = " or ".join(
            str(read_date(self.examples[0], order).value) for order in ("day-first", "month-first")
        )
        return f"{shown} is {readings}, and no date beside it tells which"


@dataclass(frozen=True, slots=True)
class _Numeric:
    """A date such as 03/04/2020: its first two numbers, and what parts them."""

    text: str
    first: int
    second: int
    mark: str

    @property
    def order(self) -> DateOrder | None:
        """The order that the numbers leave, or that the mark means."""
        if self.first > 12:
            return "day-first"
        if self.second > 12:
            return "month-first"
        return "day-first" if self.mark == _DAY_FIRST else None


def date_order(texts: Iterable[str]) -> DateOrder | AmbiguousDates | None:
    """Whether the day or the month comes first in a column; ``None`` where it makes no difference."""
    told: dict[DateOrder, str] = {}
    open_one: str | None = None
    for numeric in _numeric(texts):
        if numeric.order is not None:
            told.setdefault(numeric.order, numeric.text)
        elif numeric.first != numeric.second:
            open_one = open_one or numeric.text
    if len(told) > 1 and open_one is not None:
        return AmbiguousDates((*told.values(), open_one), both=True)
    if told:
        return next(iter(told))
    return AmbiguousDates((open_one,), both=False) if open_one is not None else None


def _numeric(texts: Iterable[str]) -> Iterator[_Numeric]:
    for text in texts:
        match = _YEAR_LAST.fullmatch(_plain(text))
        if match is not None and match[2] != _DAY_FIRST:
            yield _Numeric(text, int(match["a"]), int(match["b"]), match[2])


@lru_cache(maxsize=65536)
def read_date(text: str, order: DateOrder | None = None) -> DateReading:
    """A date in a table: ISO 8601 (``2020``, ``2020-09``, a time after it), ``17.4.2019``, ``March 2020``.

    ``order`` is what the column told (`date_order`); where it is ``None`` a date that can be read in two ways
    is refused. A day or month of 00 is not known and is left off. Months in words may be of any language.
    """
    plain = _plain(text)
    if not plain:
        return DateReading()
    for pattern in (_YEAR_FIRST, _COMPACT, _EAST_ASIAN, _MONTH_YEAR):
        if (match := pattern.fullmatch(plain)) is not None:
            parts = match.groupdict()
            return _of(parts["y"], parts.get("m"), parts.get("d"))
    if (match := _YEAR_LAST.fullmatch(plain)) is not None:
        return _in_order(_Numeric(text, int(match["a"]), int(match["b"]), match[2]), match["y"], order)
    if _SHORT_YEAR.fullmatch(plain):
        return DateReading(refused="the year has two digits: write four")
    if plain.lstrip("-").isdigit():
        return DateReading(refused="a number and no date; in a spreadsheet, format the column as dates")
    if plain.startswith("-"):
        return DateReading(refused="before the year 1")
    return _in_words(plain)


def _plain(text: str) -> str:
    return _AFTER_STOP.sub("", " ".join(text.split()))


def _in_order(numeric: _Numeric, year: str, order: DateOrder | None) -> DateReading:
    own = numeric.order or order
    if own is None and numeric.first != numeric.second:
        return DateReading(refused="the day or the month may come first")
    month, day = (numeric.second, numeric.first) if own != "month-first" else (numeric.first, numeric.second)
    return _of(year, str(month), str(day))


def _of(year: str, month: str | None, day: str | None) -> DateReading:
    """The date of these parts, those that are 0 or missing left off, if the calendar has it."""
    parts = [int(part) for part in (month, day) if part is not None]
    known = parts[: parts.index(_UNKNOWN)] if _UNKNOWN in parts else parts
    if any(parts[len(known) :]):
        return DateReading(refused="a day without its month")
    written = "-".join((year, *(f"{part:02}" for part in known)))
    try:
        first_day(written)
    except ValueError:
        return DateReading(refused="the calendar has no such date")
    return DateReading(written) if int(year) <= _LATEST else DateReading(refused="the year is far ahead")


def _in_words(text: str) -> DateReading:
    """A month in words with its year, and perhaps a day; whatever else might be made of it is a guess."""
    refused = DateReading(refused="no date")
    numbers = _NUMBERS.findall(text)
    if not _WORDS.search(text) or not 1 <= len(numbers) <= 2 or max(map(len, numbers)) != _YEAR_DIGITS:
        return refused
    from dateparser.date import DateDataParser  # slow to import, and seldom needed

    found = DateDataParser(settings={"PREFER_DAY_OF_MONTH": "first"}).get_date_data(text)
    if found is None or found.date_obj is None or found.period not in ("day", "month"):
        return refused
    day = found.date_obj
    said = [day.year, day.day] if found.period == "day" else [day.year]
    if sorted(said) != sorted(map(int, numbers)):
        return refused
    return DateReading(day.strftime("%Y-%m-%d" if found.period == "day" else "%Y-%m"))
