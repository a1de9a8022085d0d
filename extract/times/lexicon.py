"""The words in which times are told, and patterns made of them."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Literal

from corrigenda.extract.knowledge import read_knowledge
from corrigenda.extract.numbers import counts, joined, number_words
from corrigenda.extract.times.calendar import printed_dates
from corrigenda.schemas.base import Frozen

PartOfPeriod = Literal["early", "mid", "late"]


class FiscalYear(Frozen):
    """The month in which it begins, and by which calendar year it is called."""

    month: int
    named_by: Literal["start", "end"]


class TimeWords(Frozen):
    """What ``data/times.yaml`` holds."""

    ordinals: dict[str, int]
    few: dict[str, int]
    about: tuple[str, ...]
    days: dict[str, int]
    steps: dict[str, int]
    story_steps: dict[str, int]
    day_parts: tuple[str, ...]
    parts: dict[PartOfPeriod, tuple[str, ...]]
    bounds: dict[str, dict[PartOfPeriod, tuple[int, int]]]
    seasons: dict[str, int]
    decades: dict[str, int]
    fiscal_years: dict[str, FiscalYear]
    cities: dict[str, tuple[str, ...]]
    future: tuple[str, ...]
    modal: tuple[str, ...]
    scheduled: tuple[str, ...]
    past: tuple[str, ...]
    not_past: tuple[str, ...]
    joining: tuple[str, ...]
    also_names: tuple[str, ...]
    not_before_may: tuple[str, ...]
    moving: tuple[str, ...]


class Holiday(Frozen):
    """The names of a day, and the country's calendar and the name under which that has it."""

    names: tuple[str, ...]
    calendar: str
    day: str


class Holidays(Frozen):
    """What ``data/holidays.yaml`` holds."""

    same: tuple[Holiday, ...]
    counted: dict[str, tuple[str, int]]
    no_days: tuple[str, ...]


@cache
def holidays() -> Holidays:
    """The days that have a name."""
    return read_knowledge("holidays.yaml", Holidays)


@cache
def time_words() -> TimeWords:
    """The words of times."""
    return read_knowledge("times.yaml", TimeWords)


def plain(expression: str) -> str:
    """The expression after normalization, by which it is read: lower case, straight quotes, single blanks."""
    key = unicodedata.normalize("NFKC", expression).lower()
    key = re.sub(r"[‐‑‒–—−]", "-", re.sub("[‘’ʼ`´]", "'", key))
    key = re.sub(r"\s+", " ", key).replace(" ,", ",").strip(' "“”,;:!?()')
    return re.sub(r"(?<=[a-z])'s?$", "", key.removesuffix(".") if not key.endswith("m.") else key)


_COUNT = (
    r"\d{{1,4}}(?:\.\d)?|half an?|a quarter of an?"
    r"|(?:{counts})(?: and a half|(?: |-)(?:dozen|hundred|thousand))?|(?:several|a few) (?:dozen|hundred)"
)
"""Numbers before a unit of time."""


def count_of(words: str) -> int:
    """The number that ``words`` name, in figures or not. Raises ``KeyError`` where they name none."""
    words = words.replace(",", "")
    return int(words) if words.isdecimal() else counts()[words]


def place_in_order(words: str) -> int:
    """1 for "first" and "1st"; -1 for "last". Raises ``KeyError`` where ``words`` are no ordinal."""
    figures = re.match(r"\d+", words)
    return int(figures[0]) if figures else _ordinals()[words]


def part_named(words: str) -> PartOfPeriod:
    """The third of a longer time that ``words`` name. Raises ``KeyError`` where they name none."""
    return {word: part for part, names in time_words().parts.items() for word in names}[words]


@cache
def weekday_number(word: str) -> int:
    """0 for Monday. Raises ``StopIteration`` where ``word`` names no weekday."""
    return next(number for number, names in enumerate(printed_dates().weekdays) if word.rstrip(".") in names)


@cache
def pattern(template: str) -> re.Pattern[str]:
    """A pattern for whole keys: ``{month}`` is any name of a month, captured so (or as ``{month2}``)."""

    def capture(match: re.Match[str]) -> str:
        return f"(?P<{match[1]}>{_alternatives()[match[1].rstrip('0123456789')]})"

    return re.compile(re.sub(r"\{([a-z_]+\d?)\}", capture, template))


@cache
def _alternatives() -> dict[str, str]:
    words, dates = time_words(), printed_dates()
    return {
        "month": _any(name for names in dates.months for name in names) + r"\.?",
        "weekday": _any(name for names in dates.weekdays for name in names) + r"\.?",
        "count": _COUNT.format(counts=_any(counts())),
        "few": _any(words.few),
        "ordinal": rf"\d\d?(?:st|nd|rd|th)|{_any(_ordinals())}",
        "dayth": rf"\d\d?(?:st|nd|rd|th)?|{_any(name for name in _ordinals() if name != 'last')}",
        "year": r"1[0-9]\d\d|20\d\d",
        "unit": r"(?:day|weekend|week|month|quarter|year|decade)",
        "units": r"(?:day|week|fortnight|month|quarter|year|decade)s?|century|centuries",
        "holiday": _any([*(name for day in holidays().same for name in day.names), *holidays().counted]),
        "no_day": _any(holidays().no_days),
        "about": _any(words.about),
        "step": _any([*words.steps, *words.story_steps]),
        "named_day": _any(words.days),
        "day_part": _any(words.day_parts),
        "part": _any(name for names in words.parts.values() for name in names),
        "season": _any(words.seasons),
        "decade_word": _any(words.decades),
        "rest": ".+?",
        "rest_year": rf"(?:1[0-9]|20)\d\d|(?:{_any([*words.steps, *words.story_steps])}) year",
        "clock": r"\d\d?(?:[:.]\d\d)? ?[ap]\.? ?m\b\.?|(?:[01]\d|2[0-3]):[0-5]\d",
        "zone": r"(?:(?:gmt|utc) ?[+-]?|[+-])\d\d?(?::?\d\d)?|"
        + _any(z for zs in dates.zones.values() for z in zs),
    }


@cache
def _ordinals() -> dict[str, int]:
    words = time_words()
    return words.ordinals | joined(number_words().tens, words.ordinals) | {"last": -1}


def _any(words: Iterable[str]) -> str:
    """Any of the words, the longest first."""
    return f"(?:{'|'.join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))})"
