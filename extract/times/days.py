"""Expressions that name a day: dates, weekdays, "yesterday"."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import cast

from corrigenda.extract.numbers import number_value
from corrigenda.extract.times.calendar import find_days, month_number
from corrigenda.extract.times.intervals import DateInterval, Unit, shifted, unit_of
from corrigenda.extract.times.lexicon import pattern, place_in_order, time_words, weekday_number
from corrigenda.extract.times.reference import ReferenceTime, choose
from corrigenda.schemas.base import Frozen

_PART = re.compile(
    r"(?:(?P<count>[^,]+?)[ -])??"
    r"(?P<unit>day|week|fortnight|month|quarter|year|decade|centur)(?P<many>s|y|ies)?"
    r"(?P<half> and a half)?(?:,? and |,? (?!of )|$)"
)
_FINEST_FIRST: tuple[Unit, ...] = ("day", "week", "month", "quarter", "year", "decade")
_FINER: dict[str, tuple[int, Unit]] = {
    "fortnight": (2, "week"),
    "centur": (100, "year"),
    "decade": (10, "year"),
    "year": (12, "month"),
    "quarter": (3, "month"),
}
"""A unit in finer ones, in which a part of it is counted: half a year is six months."""


class Amount(Frozen):
    """So many of each unit. ``vague`` where the words leave open how many: "a few days"."""

    parts: tuple[tuple[int, Unit], ...]
    vague: bool

    def from_day(self, day: date, direction: int) -> date:
        """The day that lies the amount after ``day``, or before where ``direction`` is -1."""
        for number, unit in sorted(self.parts, key=lambda part: -_FINEST_FIRST.index(part[1])):
            day = shifted(day, unit, direction * number)
        return day

    def unit_away(self, day: date, direction: int) -> DateInterval:
        """The unit there, the finest that is counted in: two weeks ago is a week, 14 days ago a day."""
        finest = min((unit for _, unit in self.parts), key=_FINEST_FIRST.index)
        there = unit_of(self.from_day(day, direction), "year" if finest == "decade" else finest)
        return there.model_copy(update={"approximate": self.vague or finest != "day"})


def read_amount(words: str) -> Amount | None:
    """The amount that ``words`` name, "week" being one week; ``None`` where they name none."""
    about = pattern("{about} (?P<rest>.+)").fullmatch(words)
    parts, vague = [], about is not None
    rest = about["rest"] if about is not None else words
    while rest:
        match = _PART.match(rest)
        if match is None or (match["count"] is None and match["many"] in ("s", "ies")):
            return None
        number = time_words().few.get(match["count"] or "one")
        vague = vague or number is not None
        counted = _counted(match["count"] or "one", match) if number is None else number
        if counted is None or (part := _in_units(counted, match["unit"])) is None:
            return None
        parts.append(part)
        rest = rest[match.end() :]
    return Amount(parts=tuple(parts), vague=vague) if parts else None


def _counted(words: str, match: re.Match[str]) -> float | None:
    """How many units: "two and a half" and "two … and a half" are 2.5, "half a" is .5."""
    number = number_value(re.sub(r"(?<=half|rter) (?:of )?an?$", "", words))
    return None if number is None else number + (0.5 if match["half"] else 0)


def _in_units(number: float, unit: str) -> tuple[int, Unit] | None:
    """So many of a unit as whole ones, of a finer unit if need be; ``None`` where none is fine enough."""
    if unit in ("fortnight", "centur") or number != int(number):
        if unit not in _FINER:
            return None
        many, finer = _FINER[unit]
        return _in_units(number * many, finer)
    return int(number), cast(Unit, unit)


DayReader = Callable[[re.Match[str], ReferenceTime], DateInterval | None]

_WEEK = timedelta(days=7)
_LEAP = 8
"""Years: so far apart are two February 29ths at most."""
_DASHED = re.compile(r"(\d\d?)-(\d\d?)-(\d{4})")
_MONTHS_AROUND = 6
"""So far to look for a day of an unnamed month."""


def full_date(match: re.Match[str], reference: ReferenceTime) -> DateInterval | None:
    """As in "March 16, 2021", "2021-03-16": a date with its year, its weekday right where it has one."""
    text = _DASHED.sub(r"\1/\2/\3", match[0])
    found = tuple(find_days(text))
    whole = len(found) == 1 and (found[0].start, found[0].end) == (0, len(text))
    return unit_of(found[0].day, "day", "stated") if whole else None


def date_without_year(match: re.Match[str], reference: ReferenceTime) -> DateInterval | None:
    """As in "Jan. 20", "Thursday, 16 March": the year by tense, among those in which the weekday fits."""
    month = month_number(match["month"])
    assert month is not None
    return choose(
        tuple(_dates(reference, month, place_in_order(match["dayth"]), match["weekday"])), reference
    )


def eastern_date_without_year(match: re.Match[str], reference: ReferenceTime) -> DateInterval | None:
    """As in "3月16日": the year by tense."""
    return choose(tuple(_dates(reference, int(match["number"]), int(match["dayth"]))), reference)


def figures_without_year(match: re.Match[str], reference: ReferenceTime) -> DateInterval | None:
    """As in "4/22" and "22/4", where one order alone is possible."""
    first, second = int(match["first"]), int(match["second"])
    if first == second or first <= 12 < second:
        return choose(tuple(_dates(reference, first, second)), reference)
    return choose(tuple(_dates(reference, second, first)), reference) if second <= 12 < first else None


def day_of_month(match: re.Match[str], reference: ReferenceTime) -> DateInterval | None:
    """As in "Thursday the 21st", "the 27th": the month by tense, among those in which the weekday fits."""
    if reference.day is None:
        return None
    number = place_in_order(match["dayth"])
    months = (
        unit_of(shifted(reference.day, "month", step), "month")
        for step in range(-_MONTHS_AROUND, _MONTHS_AROUND + 1)
    )
    days = (month.start + timedelta(days=number - 1) for month in months if 0 < number <= month.end.day)
    return choose(tuple(_on_weekday(days, match["weekday"])), reference)


def weekday(match: re.Match[str], reference: ReferenceTime) -> DateInterval | None:
    """As in "Tuesday": the latest one up to publication; with a cue of the future the first from it on."""
    if reference.latest is None or reference.earliest is None:
        return None
    number = weekday_number(match["weekday"])
    if reference.tense == "future":
        return unit_of(
            reference.earliest + timedelta(days=(number - reference.earliest.weekday()) % 7), "day"
        )
    return unit_of(reference.latest - timedelta(days=(reference.latest.weekday() - number) % 7), "day")


def stepped_weekday(match: re.Match[str], reference: ReferenceTime) -> DateInterval | None:
    """As in "last Friday": the latest before publication; "this", "next": that of this or next week."""
    if reference.day is None:
        return None
    number, step = weekday_number(match["weekday"]), time_words().steps.get(match["step"])
    if step is None:
        return None
    if step < 0:
        return unit_of(reference.day - timedelta(days=(reference.day.weekday() - number - 1) % 7 + 1), "day")
    return unit_of(unit_of(reference.day, "week").start + timedelta(days=number) + step * _WEEK, "day")


def weekday_away(match: re.Match[str], reference: ReferenceTime) -> DateInterval | None:
    """As in "Friday week", "a week ago Friday", "a week on Friday": counted from the nearest such day."""
    words = match.groupdict()
    amount = read_amount(words.get("amount") or f"a {words['unit']}")
    ahead = words.get("way") != "ago"
    base = weekday(match, reference.told("future" if ahead else "past"))
    if amount is None or base is None or reference.day is None:
        return None
    if base.start == reference.day and not ahead:  # on a Friday, the last one is another one
        base = unit_of(base.start - _WEEK, "day")
    return unit_of(amount.from_day(base.start, 1 if ahead else -1), "day")


def weekday_after_next(match: re.Match[str], reference: ReferenceTime) -> DateInterval | None:
    """As in "the Friday after next", "the Sunday before last": one more than the next, than the last."""
    if reference.day is None:
        return None
    number, ahead = weekday_number(match["weekday"]), match["way"] == "after next"
    away = (number - reference.day.weekday() - 1) % 7 + 8
    back = (reference.day.weekday() - number - 1) % 7 + 8
    return unit_of(reference.day + timedelta(days=away if ahead else -back), "day")


def weekday_of_week(match: re.Match[str], reference: ReferenceTime) -> DateInterval | None:
    """As in "Tuesday of next week", "last week Sunday"."""
    if reference.day is None:
        return None
    step = (time_words().steps | time_words().story_steps)[match["step"]]
    monday = unit_of(reference.day, "week").start + step * _WEEK
    return unit_of(monday + timedelta(days=weekday_number(match["weekday"])), "day")


def named_day(match: re.Match[str], reference: ReferenceTime) -> DateInterval | None:
    """As in "today", "last night"."""
    if reference.day is None:
        return None
    return unit_of(reference.day + timedelta(days=time_words().days[match["named_day"]]), "day")


def _dates(
    reference: ReferenceTime, month: int, number: int, weekday_name: str | None = None
) -> Iterator[DateInterval]:
    around = _LEAP if (month, number) == (2, 29) else 1
    years = reference.years(around)
    first_days = (date(year, month, 1) for year in years)
    days = (first + timedelta(days=number - 1) for first in first_days)
    yield from _on_weekday((day for day in days if (day.month, day.day) == (month, number)), weekday_name)


def _on_weekday(days: Iterator[date], name: str | None) -> Iterator[DateInterval]:
    for day in days:
        if name is None or day.weekday() == weekday_number(name):
            yield unit_of(day, "day")


_WEEKDAY = r"(?:{weekday},? (?:on )?)?"

DAYS: tuple[tuple[str, DayReader], ...] = (
    (r".*\d.*", full_date),
    (_WEEKDAY + r"{month} ?(?:the )?{dayth}", date_without_year),
    (_WEEKDAY + r"(?:the )?{dayth} (?:of )?{month}", date_without_year),
    (r"(?P<number>\d\d?) ?[月월] ?(?P<dayth>\d\d?) ?[日일]", eastern_date_without_year),
    (r"(?P<first>\d\d?)/(?P<second>\d\d?)", figures_without_year),
    (r"{weekday}", weekday),
    (r"{weekday} (?P<unit>week|fortnight)", weekday_away),
    (
        r"(?P<amount>(?:{count}) (?:week|fortnight)s?) (?P<way>ago|on) (?:on )?(?:last )?{weekday}",
        weekday_away,
    ),
    (r"(?:the )?{weekday} (?P<way>after next|before last)", weekday_after_next),
    (r"{step} {weekday}", stepped_weekday),
    (r"{weekday},? (?:of )?{step} week", weekday_of_week),
    (r"{step} week,? (?:on )?{weekday}", weekday_of_week),
    (r"(?:{weekday},? )?the {dayth}", day_of_month),
    (r"(?:{weekday} )?(?P<dayth>\d\d?(?:st|nd|rd|th))", day_of_month),
    (r"{named_day}", named_day),
)
"""Patterns for whole keys and how they are read, the most telling first."""
