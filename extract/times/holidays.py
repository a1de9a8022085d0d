"""Days that have a name: "Christmas Eve", "Easter Sunday", "Independence Day".

When they are is known by the calendars of the package ``holidays``, which is optional: without it such a day
has no value, and is still not taken for a plain Sunday.
"""

import re
from datetime import date, timedelta
from functools import cache
from typing import Any

from pytz import country_timezones

from corrigenda.extract.times.intervals import DateInterval, unit_of
from corrigenda.extract.times.lexicon import Holiday, holidays, pattern
from corrigenda.extract.times.reference import ReferenceTime, choose

_AROUND = 1
"""Years around the article's in which the day is looked for."""


def holiday(match: re.Match[str], reference: ReferenceTime) -> DateInterval | None:
    """As in "Christmas Eve", "Easter Sunday": the year by tense, the calendar by where it was written.

    ``None`` where no calendar is at hand, or the name means other days elsewhere and nobody knows where.
    """
    days = (day for year in reference.years(_AROUND) for day in _days(match["holiday"], year, reference.zone))
    return choose(tuple(unit_of(day, "day") for day in days), reference)


def holiday_weekend(match: re.Match[str], reference: ReferenceTime) -> DateInterval | None:
    """As in "over the Easter weekend": Saturday and Sunday, with the day itself beside them."""
    day = holiday(match, reference)
    if day is None:
        return None
    weekend = unit_of(day.start, "weekend")
    if day.start.weekday() == 0:
        weekend = unit_of(day.start - timedelta(days=1), "weekend")
    start, end = min(weekend.start, day.start), max(weekend.end, day.start)
    return DateInterval(start=start, end=end, approximate=True, basis=day.basis)


def _days(name: str, year: int, zone: str | None) -> tuple[date, ...]:
    """The day of this name in a year, none where it is not known for sure."""
    known = holidays()
    if (counted := known.counted.get(name)) is not None:
        of, step = counted
        return tuple(day + timedelta(days=int(step)) for day in _days(str(of), year, zone))
    found = next(one for one in known.same if name in one.names)
    here = _country(zone) if zone is not None else None
    for country in (here, found.calendar):
        if country and (days := _in_calendar(country, found, year)):
            return days
    return ()


@cache
def _in_calendar(country: str, holiday: Holiday, year: int) -> tuple[date, ...]:
    """The day in a country's calendar; none where that has not the name, or several days of it."""
    try:
        from holidays import country_holidays  # optional, and slow to import
    except ImportError:
        return ()
    try:
        plain = country_holidays(country)
    except NotImplementedError:
        return ()
    languages = [one for one in plain.supported_languages if one.startswith("en")]
    calendar: Any = country_holidays(
        country,
        years=year,
        language=languages[0] if languages else None,
        categories=plain.supported_categories,
        observed=False,
    )
    wanted = {*holiday.names, holiday.day.casefold()}
    days = [day for day, names in calendar.items() if not wanted.isdisjoint(names.casefold().split("; "))]
    return tuple(days[:1])


@cache
def _country(zone: str) -> str | None:
    """The country of a time zone, ISO 3166."""
    return next((code for code, zones in country_timezones.items() if zone in zones), None)


@cache
def holiday_names() -> re.Pattern[str]:
    """A pattern for any name of a day in a text, with capitals, and of what only looks like one."""
    names = re.sub(r"\(\?P<\w+>", "(?:", pattern("{holiday}|{no_day}").pattern)
    return re.compile(rf"(?<!\w)(?i:{names.replace(_APOSTROPHE, '[’' + _APOSTROPHE + ']')})(?!\w)")


_APOSTROPHE = "'"
