"""Reading a whole expression of time: days, units, and phrases made of other expressions."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Literal, Protocol, cast

from corrigenda.extract.times.calendar import month_number
from corrigenda.extract.times.clock import find_moments
from corrigenda.extract.times.days import DAYS, DayReader
from corrigenda.extract.times.holidays import holiday
from corrigenda.extract.times.intervals import DateInterval, unit_of
from corrigenda.extract.times.lexicon import pattern, time_words
from corrigenda.extract.times.ranges import INTERVALS, PARTS, PhraseReader, Read
from corrigenda.extract.times.reference import ReferenceTime
from corrigenda.extract.times.units import UNITS

_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_WORD = re.compile(r"[^\W\d_]{2,}|[月월]")
_JOINED_BY_WORDS = re.compile(r"\d{1,2}\D*[^\W\d_]\D*\d{4}|\d{4}\D*[^\W\d_].*\d{1,2}.*", re.DOTALL)
_NAME = re.compile(r"[A-Z][a-z]{1,2}")
"""Short and capitalised: perhaps a person's name, which dateparser takes for a month of some language."""
_LONGEST_FOREIGN = 60
"""Characters: no date is longer."""


class _Parser(Protocol):
    def get_date_data(self, date_string: str) -> "_ForeignDate": ...


class _ForeignDate(Protocol):
    date_obj: date | None


def read_foreign_date(expression: str) -> DateInterval | None:
    """A day or a month with its year, in figures beside the month's name, in any language but English.

    Everything else that dateparser would make out of words is a guess and gives ``None``.
    """
    year, days = _YEAR.search(expression), _DAY.findall(_YEAR.sub(" ", expression))
    if year is None or len(days) > 1 or not _is_foreign(expression, with_day=bool(days)):
        return None
    finest: Literal["day", "month"] = "day" if days else "month"
    for printed in _without_weekday(expression, with_day=bool(days)):
        found = _parser(finest).get_date_data(printed).date_obj
        if found is not None and found.year == int(year[0]) and (not days or found.day == int(days[0])):
            return unit_of(date(found.year, found.month, found.day), finest, "stated")
    return None


def _is_foreign(expression: str, *, with_day: bool) -> bool:
    """Whether the words about the figures are none of English and look like a date's."""
    words = _WORD.findall(expression)
    if not words or len(expression) > _LONGEST_FOREIGN:
        return False
    if any(month_number(word) is not None or _is_english(word) for word in words):
        return False
    if with_day:
        return _JOINED_BY_WORDS.search(expression) is not None
    return not any(map(_NAME.fullmatch, words))


def _without_weekday(expression: str, *, with_day: bool) -> Iterator[str]:
    """The expression from its first figure on, where a day is in it, then without its first word."""
    figures = re.search(r"\d", expression)
    yield expression[figures.start() :] if with_day and figures is not None else expression
    if rest := expression.partition(" ")[2]:
        yield rest


def _is_english(word: str) -> bool:
    """Whether it is a small word of English and, unlike "in" and "on", of no other language."""
    return len(word) > 2 and word.lower() in time_words().joining


@cache
def _parser(finest: str) -> _Parser:
    from dateparser.date import DateDataParser  # slow to import, and seldom needed

    parts = ["year", "month", "day"] if finest == "day" else ["year", "month"]
    settings = {"REQUIRE_PARTS": parts, "PARSERS": ["absolute-time"], "PREFER_DAY_OF_MONTH": "first"}
    return cast(_Parser, DateDataParser(settings=settings))


_LONGEST = 120
"""Characters: no expression of time is longer."""


def read(key: str, reference: ReferenceTime) -> DateInterval | None:
    """What the expression means whose ``plain`` form is ``key``; ``None`` where it tells no certain time."""
    if len(key) > _LONGEST:
        return None
    for template, reader in RULES:
        match = pattern(template).fullmatch(key)
        if match is None:
            continue
        try:
            found = reader(match, reference, read)
        except (ValueError, OverflowError):  # a day that the calendar does not have
            continue
        if found is not None:
            return found
    return None


def opened(match: re.Match[str], reference: ReferenceTime, read: Read) -> DateInterval | None:
    """As in "in March", "starting on Monday", "later on Tuesday": what follows the small words."""
    return read(match["rest"], reference)


def roughly(match: re.Match[str], reference: ReferenceTime, read: Read) -> DateInterval | None:
    """As in "around 2011"."""
    found = read(match["rest"], reference)
    return found.model_copy(update={"approximate": True}) if found is not None else None


def clock(match: re.Match[str], reference: ReferenceTime, read: Read) -> DateInterval | None:
    """As in "2:36 P.M. EDT on March 16": the moment where the zone is certain, else the day.

    Without a day it is the day told of before, else that of publication.
    """
    words = match.groupdict().get("rest")
    day = read(words, reference) if words is not None else _day_at_hand(reference)
    if day is None or day.unit != "day":
        return None
    printed = f"{day.start} {match['clock']} {match['zone'] or ''}"
    moment = next((found.moment for found in find_moments(printed, 0, len(printed))), None)
    return day.model_copy(update={"moment": moment})


def _day_at_hand(reference: ReferenceTime) -> DateInterval | None:
    return read("the same day", reference) or read("today", reference)


def _alone(reader: DayReader) -> PhraseReader:
    return lambda match, reference, _: reader(match, reference)


_CLOCK = r"(?:at |around |about )?{clock}(?: \(?(?:{zone}|local time|[a-z]{1,3}[sd]t)\)?)?"

RULES: tuple[tuple[str, PhraseReader], ...] = (
    (r"(?:the )?{holiday}", _alone(holiday)),
    *((template, _alone(reader)) for template, reader in (*DAYS, *UNITS)),
    (_CLOCK, clock),
    (_CLOCK + ",? (?:on )?{rest}", clock),
    ("{rest},? " + _CLOCK, clock),
    *PARTS,
    *INTERVALS,
    (r"(?:about|around|approximately|roughly|circa|nearly) {rest}", roughly),
    (
        r"(?:in|on|at|during|over|for|of|the|throughout|from|(?:starting|beginning|effective)(?: on| from)?"
        r"|as of|sometime|back in|(?:early|late|later|earlier)(?: on)?) {rest}",
        opened,
    ),
)
"""Patterns for whole keys and how they are read, the most telling first."""


UNDATED: tuple[str, ...] = (
    r"(?:on )?{no_day}",
    # Where no calendar is at hand.
    r".*\b{holiday}\b.*",
    # What comes again and again.
    r"(?:on |in )?(?:every|each|any|most)\b.*",
    r"(?:on )?(?:{weekday}s|{day_part}s)(?: (?:and|or) {weekday2}s)?",
    r"(?:the )?(?:{weekday}s|weekends)",
    # A fiscal year begins when its owner says.
    r".*\b(?:fiscal|financial|fy)\b.*",
)
"""Patterns for whole keys that look like times, and of which no part tells a day."""


def is_undated(key: str) -> bool:
    """Whether the words, in their ``plain`` form, are of time and tell no day: "every Monday"."""
    return any(pattern(template).fullmatch(key) is not None for template in UNDATED)
