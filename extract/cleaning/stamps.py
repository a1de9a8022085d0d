"""The moment of publication as a page's markup and address state it, in whatever form."""

import re
from datetime import UTC, date, datetime

from corrigenda.extract.times import find_moments, month_number
from corrigenda.schemas.base import Frozen


class Stamp(Frozen):
    """A day, and the moment where time and zone are stated with it."""

    day: date
    moment: datetime | None = None

    @property
    def is_universal(self) -> bool:
        """It is counted in UTC, so that the day where the page appeared may be the one before or after."""
        return self.moment is not None and not self.moment.utcoffset()


_JAVA = re.compile(r"\w{3} (\w{3}) (\d\d?) (\d\d?:\d\d:\d\d) ([A-Z]{2,5}) (\d{4})")
"""``Tue Jan 28 15:28:56 CET 2020``, as Java and ``date`` print it."""
_SECONDS = re.compile(r"1[0-9]{9}(?:\d{3})?")
_IN_ADDRESS = re.compile(
    r"""(?<=[/_-])(?P<year>(?:19|20)\d\d)
        (?: (?P<mark>[/_-])(?P<month>1[0-2]|0?[1-9])(?P=mark)(?P<day>3[01]|[12]\d|0?[1-9])
          | [/_-]?(?P<name>[a-z]{3,9})[/_-]?(?P<day2>3[01]|[12]\d|0?[1-9])
          | /?(?P<month3>1[0-2]|0[1-9])/?(?P<day3>3[01]|[12]\d|0[1-9]) )
        (?=[/_.-]|$)""",
    re.VERBOSE,
)
_FIRST_DAY = date(1990, 1, 1)
"""Earlier stamps are a system's zero, not a day on which a page appeared."""


def read_stamp(stated: str) -> Stamp | None:
    """What ``stated`` says: ISO 8601 in any form, RFC 822, Java's, seconds since 1970, or a printed date."""
    stated = _JAVA.sub(r"\2 \1 \5 \3 \4", " ".join(stated.split()))
    moment = _by_standard(stated)
    found: Stamp | None
    if moment is not None:
        found = Stamp(day=moment.date(), moment=moment if moment.tzinfo is not None else None)
    else:
        printed = next(iter(find_moments(stated, 0, len(stated))), None)
        found = Stamp(day=printed.day, moment=printed.moment) if printed is not None else _elsewhere(stated)
    return found if found is not None and found.day >= _FIRST_DAY else None


def _by_standard(stated: str) -> datetime | None:
    if _SECONDS.fullmatch(stated):
        return datetime.fromtimestamp(int(stated[:10]), UTC)
    try:
        return datetime.fromisoformat(stated)
    except ValueError:
        return None


def _elsewhere(stated: str) -> Stamp | None:
    """A date in another language, which dateparser reads; only a whole one."""
    if len(stated) > 60 or sum(map(str.isdigit, stated)) < 5 or stated.upper() == stated.lower():
        return None
    from dateparser import parse  # a third of a second, which hardly any page needs

    found = parse(stated, settings={"REQUIRE_PARTS": ["day", "month", "year"], "DATE_ORDER": "DMY"})
    return Stamp(day=found.date(), moment=found if found.tzinfo is not None else None) if found else None


def day_in_address(url: str) -> date | None:
    """The day in the address of a page: ``/2022/05/10/``, ``/2022/may/10/``, ``-20220510``."""
    for match in _IN_ADDRESS.finditer(url.lower()):
        found = {name.rstrip("23"): value for name, value in match.groupdict().items() if value is not None}
        month = month_number(found["name"]) if "name" in found else int(found["month"])
        try:
            return date(int(found["year"]), month or 0, int(found["day"]))
        except ValueError:
            continue
    return None
