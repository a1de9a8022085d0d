"""Dates as other tables write them, as the dates that ours has."""

import re
from itertools import takewhile

from corrigenda.schemas.dates import first_day

_DATE = re.compile(r"\+?(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def partial_date(text: str | None) -> str | None:
    """``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``: as much of the text's beginning as is a date, or ``None``.

    A time of day is left out; a month or day of 00 means that it is not known; years before 1 and after 9999
    have no place in a table.
    """
    match = _DATE.match(text.strip()) if text else None
    if match is None:
        return None
    parts = list(takewhile(lambda part: part not in (None, "00"), match.groups()))
    for count in range(len(parts), 0, -1):
        written = "-".join(parts[:count])
        if _is_date(written):
            return written
    return None


def _is_date(written: str) -> bool:
    try:
        first_day(written)
    except ValueError:
        return False
    return True
