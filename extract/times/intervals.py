"""Intervals of the calendar: a day, a unit such as a week or a quarter, or what lies between two days."""

import calendar
from datetime import date, datetime, timedelta
from typing import Literal

from corrigenda.schemas.base import Frozen
from corrigenda.schemas.dates import Granularity, TimeValue

Basis = Literal["stated", "publication", "earlier"]
"""What an interval was counted from: nothing, the day of publication, the time told of before."""
Unit = Literal["day", "weekend", "week", "month", "quarter", "season", "year", "decade", "century"]

_BASES: tuple[Basis, ...] = ("stated", "publication", "earlier")
_MONTHS: dict[Unit, int] = {"month": 1, "quarter": 3, "season": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS: dict[Unit, int] = {"day": 1, "weekend": 7, "week": 7}
_GRANULARITY: dict[Unit, Granularity] = {
    "day": "day",
    "week": "week",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
}


class DateInterval(Frozen):
    """The days ``start`` to ``end``, both included. ``unit`` is ``None`` where they are no unit."""

    start: date
    end: date
    unit: Unit | None = None
    approximate: bool = False
    basis: Basis = "publication"
    moment: datetime | None = None


def unit_of(day: date, unit: Unit, basis: Basis = "publication") -> DateInterval:
    """The unit that ``day`` lies in. Weeks begin on Monday; a weekend is that of the day's week.

    A century is that of ISO 8601: 2000 to 2099. A season is the quarter of the year that begins with
    ``day``'s month.
    """
    if unit == "day":
        start = day
    elif unit in _DAYS:
        start = day - timedelta(days=day.weekday())
    elif unit in ("month", "season"):
        start = day.replace(day=1)
    elif unit == "quarter":
        start = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    else:
        years = _MONTHS[unit] // 12
        start = date(max(day.year // years * years, 1), 1, 1)
    end = shifted(start, unit, 1) - timedelta(days=1)
    return DateInterval(
        start=start + timedelta(days=5) if unit == "weekend" else start, end=end, unit=unit, basis=basis
    )


def shifted(day: date, unit: Unit, count: int) -> date:
    """The day ``count`` units later; the last of its month where the month is too short."""
    if unit in _DAYS:
        return day + timedelta(days=_DAYS[unit] * count)
    months = day.year * 12 + day.month - 1 + _MONTHS[unit] * count
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def between(first: DateInterval, last: DateInterval) -> DateInterval | None:
    """From the start of ``first`` to the end of ``last``; ``None`` where that runs backwards."""
    if first.start > last.end:
        return None
    return DateInterval(
        start=first.start,
        end=last.end,
        approximate=first.approximate or last.approximate,
        basis=max(first.basis, last.basis, key=_BASES.index),
    )


def units_within(interval: DateInterval, unit: Unit) -> tuple[DateInterval, ...]:
    """The units of ``interval`` in order. A week belongs to where its Thursday lies (ISO 8601)."""
    key_day = timedelta(days=3 if unit == "week" else 0)
    found = []
    current = unit_of(interval.start, unit, interval.basis)
    while current.start <= interval.end:
        if interval.start <= current.start + key_day <= interval.end:
            found.append(current)
        current = unit_of(current.end + timedelta(days=1), unit, interval.basis)
    return tuple(found)


def time_value(interval: DateInterval, anchor: str) -> TimeValue:
    """The interval as a value, ``anchor`` saying in words what it was counted from."""
    granularity: Granularity = _GRANULARITY.get(interval.unit, "period") if interval.unit else "period"
    if interval.start == interval.end:
        granularity = "day"
    if interval.moment is not None:
        granularity = "time"
    return TimeValue(
        value=_iso(interval, granularity),
        start=interval.start,
        end=interval.end,
        granularity=granularity,
        approximate=interval.approximate,
        anchor=anchor,
    )


def _iso(interval: DateInterval, granularity: Granularity) -> str:
    start, end = interval.start, interval.end
    if interval.moment is not None:
        return interval.moment.isoformat()
    match granularity:
        case "day":
            return start.isoformat()
        case "week":
            year, week, _ = start.isocalendar()
            return f"{year:04}-W{week:02}"
        case "month":
            return start.isoformat()[:7]
        case "year":
            return start.isoformat()[:4]
        case _:
            return f"{start.isoformat()}/{end.isoformat()}"
