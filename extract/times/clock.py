"""The line that says when an article appeared: day, time and zone."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from corrigenda.extract.times.calendar import PrintedDay, find_days, printed_dates
from corrigenda.schemas.base import Frozen


class PrintedMoment(Frozen):
    """A day as printed in ``text[start:end]``, and the moment where time and zone are printed with it."""

    day: date
    moment: datetime | None = None
    updated: bool = False
    """The page calls it the day of a later change."""
    start: int
    end: int


_TIME = re.compile(
    r"""(?<![\d:.])T?(?P<hour>[01]?\d|2[0-4])
        (?:(?P<mark>[:.h]|[時시点點]\s?)(?P<minute>[0-5]\d)(?:[分분])?(?::(?P<second>[0-5]\d)(?:[.,]\d{1,9})?)?)?
        \s?(?P<half>[ap]\.?\s?m\b\.?)?(?!\d)""",
    re.VERBOSE | re.IGNORECASE,
)
_OFFSET = re.compile(
    r"(?:\b(?:GMT|UTC)\s?|(?<!\w))(?P<sign>[+-−])?(?P<hours>\d\d?)(?::?(?P<minutes>\d\d))?(?!\w)"
)
_UNKNOWN_ZONE = re.compile(r"[\W_]*[A-Z]{2,5}[\W_]*")
_NOTHING = re.compile(r"[\W_]*")


def read_moments(text: str, start: int, end: int) -> tuple[PrintedMoment, ...]:
    """The days and moments of a line that prints nothing else; none where it says anything more."""
    moments = tuple(_moments(text, start, end))
    return tuple(moment for moment, _ in moments) if all(not rest for _, rest in moments) else ()


def find_moments(text: str, start: int, end: int) -> tuple[PrintedMoment, ...]:
    """The days and moments in a short line that may say more, such as a by-line."""
    return tuple(moment for moment, _ in _moments(text, start, end))


def _moments(text: str, start: int, end: int) -> Iterator[tuple[PrintedMoment, str]]:
    """Each day with its time and zone, and what else is said beside it."""
    days = tuple(find_days(text, start, end))
    bounds = [start, *(_label_before(text, day, before.end) for before, day in pairwise(days)), end]
    for day, first, last in zip(days, bounds, bounds[1:], strict=False):
        before, after = text[first : day.start], text[day.end : last]
        said = f"{before} | {after}"
        clock, said = _clock(said)
        zone, said = _zone(said, day.day) if clock is not None else (None, said)
        moment = datetime.combine(day.day, clock, zone) if clock is not None and zone is not None else None
        updated, rest = _unlabelled(said)
        if clock is not None and zone is None and _UNKNOWN_ZONE.fullmatch(rest):
            rest = ""
        yield PrintedMoment(day=day.day, moment=moment, updated=updated, start=first, end=last), rest


def _label_before(text: str, day: PrintedDay, after: int) -> int:
    """Where the words about ``day`` begin: at the last label between it and the day before it."""
    labels = tuple(_labels().finditer(text, after, day.start))
    return labels[-1].start() if labels else day.start


def _clock(said: str) -> tuple[time | None, str]:
    for match in _TIME.finditer(said):
        if match["minute"] is None and match["half"] is None:
            continue
        if match["mark"] == "." and match["half"] is None and len(match["hour"]) < 2:
            continue
        hour = int(match["hour"])
        if match["half"] is not None:
            hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
        clock = time(hour % 24, int(match["minute"] or 0), int(match["second"] or 0))
        return clock, _without(said, match)
    return None, said


def _zone(said: str, day: date) -> tuple[tzinfo | None, str]:
    match = _OFFSET.search(said)
    if match is not None:
        minutes = int(match["hours"]) * 60 + int(match["minutes"] or 0)
        sign = -1 if match["sign"] in ("-", "−") else 1
        if minutes <= 14 * 60:
            return timezone(timedelta(minutes=sign * minutes)), _without(said, match)
    match = _zone_words().search(said)
    if match is None:
        return None, said
    name = _zone_names()[match[0].lower()]
    if name[0] in "+-":
        ahead = timedelta(hours=int(name[1:3]), minutes=int(name[4:]))
        return timezone(-ahead if name[0] == "-" else ahead), _without(said, match)
    ahead_then = datetime.combine(day, time(12), ZoneInfo(name)).utcoffset()
    return timezone(ahead_then or timedelta()), _without(said, match)


def _unlabelled(said: str) -> tuple[bool, str]:
    """Whether a label says that the day is of a change, and what is left without labels and small words."""
    updated = any(label[0].lower() in printed_dates().labels["updated"] for label in _labels().finditer(said))
    rest = _small_words().sub(" ", _labels().sub(" ", said))
    return updated, "" if _NOTHING.fullmatch(rest) else rest


def _without(said: str, match: re.Match[str]) -> str:
    return said[: match.start()] + " " + said[match.end() :]


@cache
def _labels() -> re.Pattern[str]:
    return _any_of(label for labels in printed_dates().labels.values() for label in labels)


@cache
def _small_words() -> re.Pattern[str]:
    dates = printed_dates()
    return _any_of([*dates.fillers, *(name for names in dates.weekdays for name in names)])


@cache
def _zone_names() -> dict[str, str]:
    return {word: name for name, words in printed_dates().zones.items() for word in words}


@cache
def _zone_words() -> re.Pattern[str]:
    return _any_of(_zone_names())


def _any_of(words: Iterator[str] | list[str] | dict[str, str]) -> re.Pattern[str]:
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
