"""Full dates as they are printed: day, month and year."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache

from corrigenda.extract.knowledge import read_knowledge
from corrigenda.schemas.base import Frozen


class PrintedDay(Frozen):
    """A full date and where it stands: ``text[start:end]``, the weekday beside it included."""

    day: date
    start: int
    end: int


class Cues(Frozen):
    """Words before a date that say how it lies to the article's: anywhere in the sentence, or beside it."""

    words: tuple[str, ...]
    beside: tuple[str, ...]


class PrintedDates(Frozen):
    """What ``data/printed_dates.yaml`` holds. Months and weekdays in order, the full name first."""

    months: tuple[tuple[str, ...], ...]
    weekdays: tuple[tuple[str, ...], ...]
    labels: dict[str, tuple[str, ...]]
    fillers: tuple[str, ...]
    zones: dict[str, tuple[str, ...]]
    ahead: Cues
    behind: Cues
    sources: dict[str, float]


@cache
def printed_dates() -> PrintedDates:
    """The words with which dates are printed."""
    return read_knowledge("printed_dates.yaml", PrintedDates)


def month_number(word: str) -> int | None:
    """1 to 12 for a month's name or abbreviation, ``None`` for any other word."""
    return _months().get(word.lower().rstrip("."))


@cache
def weekday_names() -> frozenset[str]:
    """The days of the week and their abbreviations, in lower case."""
    return frozenset(name for names in printed_dates().weekdays for name in names)


def find_days(text: str, start: int = 0, end: int | None = None) -> Iterator[PrintedDay]:
    """Every full date in ``text[start:end]``, in order.

    A number of three parts is read only where its order is certain: the year first, dots (the day first), or
    a part above 12. A date that is none (February 30), or whose weekday does not fit it, is passed over.
    """
    for match in _pattern().finditer(text, start, len(text) if end is None else end):
        day = _day(match)
        if day is not None and _weekday_fits(match, day):
            yield PrintedDay(day=day, start=match.start(), end=match.end())


def _day(match: re.Match[str]) -> date | None:
    parts = {
        name.rstrip("0123456789"): value for name, value in match.groupdict().items() if value is not None
    }
    try:
        if "a" in parts:
            return _ambiguous(int(parts["a"]), int(parts["b"]), int(parts["year"]))
        month = month_number(parts["month"]) or int(parts["month"])
        return date(_whole_year(parts["year"]), month, int(parts["day"]))
    except ValueError:
        return None


def _whole_year(figures: str) -> int:
    """The year of two figures as Python's ``%y`` has it: 69 is 1969, 68 is 2068."""
    return datetime.strptime(figures, "%y" if len(figures) == 2 else "%Y").year


def _ambiguous(first: int, second: int, year: int) -> date | None:
    if first == second or second > 12:
        return date(year, first, second)
    return date(year, second, first) if first > 12 else None


def _weekday_fits(match: re.Match[str], day: date) -> bool:
    word = match["weekday"]
    return word is None or word.lower().rstrip(".") in printed_dates().weekdays[day.weekday()]


@cache
def _months() -> dict[str, int]:
    return {name: number for number, names in enumerate(printed_dates().months, start=1) for name in names}


@cache
def _pattern() -> re.Pattern[str]:
    month = "|".join(sorted(_months(), key=len, reverse=True))
    weekday = "|".join(
        sorted((name for names in printed_dates().weekdays for name in names), key=len, reverse=True)
    )
    year = r"(?:19|20)\d\d"
    return re.compile(
        rf"""(?<![\w./-])(?:(?P<weekday>{weekday})\.?,?\s+)?(?:
            (?P<month1>{month})\.?\s+(?P<day1>\d\d?)(?:st|nd|rd|th)?,?\s+(?P<year1>{year})
          | (?P<day2>\d\d?)(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?P<month2>{month})\.?,?\s+(?P<year2>{year})
          | (?P<day3>\d\d?)-(?P<month3>{month})-(?P<year3>{year}|\d\d)
          | (?P<day8>\d\d?)(?:st|nd|rd|th|\.)?\s+(?P<month8>{month})\.?,?\s+['’]?(?P<year8>\d\d)
          | (?P<month9>{month})\.?\s+(?P<day9>\d\d?)(?:st|nd|rd|th)?,?\s+['’](?P<year9>\d\d)
          | (?P<day10>\d\d)\.(?P<month10>\d\d)\.(?P<year10>\d\d)
          | (?P<year4>{year})(?P<mark>[-/.])(?P<month4>\d\d?)(?P=mark)(?P<day4>\d\d?)
          | (?P<day5>\d\d?)\.\s?(?P<month5>\d\d?)\.\s?(?P<year5>{year})
          | (?P<a>\d\d?)/(?P<b>\d\d?)/(?P<year6>{year})
          | (?P<year7>{year})\s?[年년]\s?(?P<month7>\d\d?)\s?[月월]\s?(?P<day7>\d\d?)\s?[日일]
        )(?!\d|[-/.:]\d)""",
        re.VERBOSE | re.IGNORECASE,
    )
