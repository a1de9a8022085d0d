"""Dates as a user gives them, a ``date`` or ISO 8601 in a string, read in one way everywhere."""

from datetime import date, datetime

from corrigenda.schemas.dates import PartialDate, first_day, last_day
from corrigenda.schemas.errors import DateError

GivenDate = date | str
"""A day, or ``YYYY-MM-DD``; where no day is needed also ``YYYY-MM`` or ``YYYY``."""


def read_partial(given: GivenDate) -> PartialDate:
    """What was given, as far as it goes: ``2021-03-16``, ``2021-03`` or ``2021``. Raises ``DateError``."""
    if isinstance(given, date):
        return (given.date() if isinstance(given, datetime) else given).isoformat()
    try:
        first_day(given)
    except ValueError as error:
        raise DateError(
            f"{given!r} is not a date: write YYYY-MM-DD, such as 2021-03-16", value=given
        ) from error
    return given


def read_day(given: GivenDate) -> date:
    """The day that was given. Raises ``DateError`` where it is no date, or only a month or a year."""
    partial = read_partial(given)
    if first_day(partial) != last_day(partial):
        raise DateError(f"{given!r} is not a day: write YYYY-MM-DD, such as 2021-03-16", value=partial)
    return first_day(partial)
