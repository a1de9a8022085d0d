"""Dates as they are known: perhaps only to the month, perhaps an interval, perhaps not at all."""

import calendar
import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator

from corrigenda.schemas.base import Frozen

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def first_day(partial: str) -> date:
    """The first day that a partial date can mean: ``2020-09`` is 2020-09-01.

    Raises ``ValueError`` where ``partial`` is not ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.
    """
    year, month, day = _parts(partial)
    return date(year, month or 1, day or 1)


def last_day(partial: str) -> date:
    """The last day that a partial date can mean: ``2020-09`` is 2020-09-30.

    Raises ``ValueError`` where ``partial`` is not ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.
    """
    year, month, day = _parts(partial)
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def _parts(partial: str) -> tuple[int, int | None, int | None]:
    match = _PARTIAL.fullmatch(partial)
    if match is None:
        raise ValueError(f"{partial!r} is not a date: write YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(group) if group else None for group in match.groups())
    assert year is not None
    return year, month, day


def _checked(partial: str) -> str:
    first_day(partial)
    return partial


PartialDate = Annotated[str, AfterValidator(_checked)]
"""``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, as a string, so that it sorts by prefix."""

Granularity = Literal["time", "day", "week", "month", "quarter", "year", "period"]
"""The finest unit that the expression states; ``period`` for an interval that is no calendar unit."""


class TimeValue(Frozen):
    """What an expression of time means. The interval is closed: both ends belong to it.

    ``value`` is ISO 8601: a date (``2023-05-02``), a month (``2023-05``), a week (``2023-W18``), a year,
    a date with time and offset, or an interval ``start/end``. ``start`` and ``end`` are days.
    ``approximate`` is true where the bounds are a convention (mid-month: 11 to 20; early: 1 to 10).
    ``anchor`` says what it was counted from, in words a reader can check.
    """

    value: str
    start: date
    end: date
    granularity: Granularity
    approximate: bool = False
    anchor: str
