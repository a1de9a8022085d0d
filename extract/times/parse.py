"""Reading a whole expression of time: days, units, and phrases made of other expressions."""

import re
from datetime import date
from functools import cache
from typing import Protocol, cast

from corrigenda.extract.times.anchor import ReferenceTime
from corrigenda.extract.times.calendar import month_number
from corrigenda.extract.times.clock import find_moments
from corrigenda.extract.times.days import DAYS, DayReader
from corrigenda.extract.times.intervals import DateInterval, unit_of
from corrigenda.extract.times.lexicon import pattern, time_words
from corrigenda.extract.times.ranges import INTERVALS, PARTS, PhraseReading, Read
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
    def get_date_data(self, date_string: str) -> "_Found": ...


class _Found(Protocol):
    date_obj: date | None


def read_foreign_date(expression: str) -> DateInterval | None:
    """A day or a month with its year, in figures beside the month's name, in any language but English.

    Everything else that dateparser would make out of words is a guess and gives ``None``.
    """
    year, days = _YEAR.search(expression), _DAY.findall(_YEAR.sub(" ", expression))
    words = _WORD.findall(expression)
    if year is None or len(days) > 1 or len(expression) > _LONGEST_FOREIGN or not words:
        return None
    if any(month_number(word) is not None or _is_english(word) for word in words):
        return None
    if _JOINED_BY_WORDS.search(expression) is None if days else any(map(_NAME.fullmatch, words)):
        return None
    figures = re.search(r"\d", expression)
    from_day = expression[figures.start() :] if days and figures is not None else expression
    for printed in (from_day, expression.partition(" ")[2]):
        found = _parser("day" if days else "month").get_date_data(printed).date_obj if printed else None
        if found is not None and found.year == int(year[0]) and (not days or found.day == int(days[0])):
            day = date(found.year, found.month, found.day)
            return unit_of(day, "day" if days else "month", "stated")
    return None


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


def read(key: str, anchor: ReferenceTime) -> DateInterval | None:
    """What the expression means whose ``plain`` form is ``key``; ``None`` where it tells no certain time."""
    if len(key) > _LONGEST:
        return None
    for template, reading in RULES:
        match = pattern(template).fullmatch(key)
        if match is None:
            continue
        try:
            found = reading(match, anchor, read)
        except (ValueError, OverflowError):  # a day that the calendar does not have
            continue
        if found is not None:
            return found
    return None


def opened(match: re.Match[str], anchor: ReferenceTime, read: Read) -> DateInterval | None:
    """As in "in March", "starting on Monday", "later on Tuesday": what follows the small words."""
    return read(match["rest"], anchor)


def roughly(match: re.Match[str], anchor: ReferenceTime, read: Read) -> DateInterval | None:
    """As in "around 2011"."""
    found = read(match["rest"], anchor)
    return found.model_copy(update={"approximate": True}) if found is not None else None


def clock(match: re.Match[str], anchor: ReferenceTime, read: Read) -> DateInterval | None:
    """As in "2:36 P.M. EDT on March 16": the moment where the zone is certain, else the day.

    Without a day it is the day told of before, else that of publication.
    """
    words = match.groupdict().get("rest")
    day = read(words, anchor) if words is not None else _day_at_hand(anchor)
    if day is None or day.unit != "day":
        return None
    printed = f"{day.start} {match['clock']} {match['zone'] or ''}"
    moment = next((found.moment for found in find_moments(printed, 0, len(printed))), None)
    return day.model_copy(update={"moment": moment})


def _day_at_hand(anchor: ReferenceTime) -> DateInterval | None:
    return read("the same day", anchor) or read("today", anchor)


def _alone(reading: DayReader) -> PhraseReading:
    return lambda match, anchor, _: reading(match, anchor)


_CLOCK = r"(?:at |around |about )?{clock}(?: \(?(?:{zone}|local time|[a-z]{1,3}[sd]t)\)?)?"

RULES: tuple[tuple[str, PhraseReading], ...] = (
    *((template, _alone(reading)) for template, reading in (*DAYS, *UNITS)),
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
