"""Dates in other languages than English, read by dateparser and held to what is printed."""

import re
from datetime import date
from functools import cache
from typing import Protocol, cast

from corrigenda.extract.days import month_number
from corrigenda.extract.stretches import Stretch, unit_of
from corrigenda.extract.time_words import time_words

_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_WORD = re.compile(r"[^\W\d_]{2,}|[月월]")
_JOINED_BY_WORDS = re.compile(r"\d{1,2}\D*[^\W\d_]\D*\d{4}|\d{4}\D*[^\W\d_].*\d{1,2}.*", re.DOTALL)
_NAME = re.compile(r"[A-Z][a-z]{1,2}")
"""Short and capitalised: perhaps a person's name, which dateparser takes for a month of some language."""
_LONGEST = 60
"""Characters: no date is longer."""


class _Parser(Protocol):
    def get_date_data(self, date_string: str) -> "_Found": ...


class _Found(Protocol):
    date_obj: date | None


def read_foreign_date(expression: str) -> Stretch | None:
    """A day or a month with its year, in figures beside the month's name, in any language but English.

    Everything else that dateparser would make out of words is a guess and gives ``None``.
    """
    year, days = _YEAR.search(expression), _DAY.findall(_YEAR.sub(" ", expression))
    words = _WORD.findall(expression)
    if year is None or len(days) > 1 or len(expression) > _LONGEST or not words:
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
