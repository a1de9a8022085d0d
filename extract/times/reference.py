"""What an expression of time is counted from: the day of publication, where the writer was, the tense."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo, available_timezones

from corrigenda.extract.times.intervals import Basis, DateInterval
from corrigenda.extract.times.lexicon import time_words
from corrigenda.schemas.article import Published
from corrigenda.schemas.base import Frozen
from corrigenda.schemas.dates import TimeValue

Direction = Literal["past", "future"]


class ReferenceTime(Frozen):
    """``day`` is the day of publication where the writer was, ``earlier`` the time told of before.

    A name that recurs ("Tuesday", "March") means one of ``year`` where that is known; else one up to
    ``latest`` where it is told as past, one from ``earliest`` on where it is to come, and the one nearest to
    ``day`` where ``tense`` is ``None``.
    """

    day: date | None = None
    latest: date | None = None
    earliest: date | None = None
    year: int | None = None
    tense: Direction | None = None
    sure: bool = False
    """The tense is not read off words nearby, but follows from the expression."""
    earlier: DateInterval | None = None
    zone: str | None = None

    def years(self, around: int) -> range:
        """The years in which a recurring name is looked for; none where nothing is known."""
        if self.year is not None:
            return range(self.year, self.year + 1)
        base = {"past": self.latest, "future": self.earliest, None: self.day}[self.tense]
        return range(base.year - around, base.year + around + 1) if base is not None else range(0)

    def told(self, tense: Direction) -> "ReferenceTime":
        """The same, in this tense for sure."""
        return self.model_copy(update={"tense": tense, "sure": True})

    def up_to(self, day: date) -> "ReferenceTime":
        """The same, for what lies before ``day``."""
        return self.told("past").model_copy(update={"latest": day})

    def from_on(self, day: date) -> "ReferenceTime":
        """The same, for what lies after ``day``."""
        return self.told("future").model_copy(update={"earliest": day})

    def in_year(self, year: int) -> "ReferenceTime":
        """For what lies in ``year``, whatever the day of publication."""
        return ReferenceTime(year=year, zone=self.zone)


def reference_time(
    published: Published, *, place: str | None = None, earlier: TimeValue | None = None
) -> ReferenceTime:
    """The reference time of an article with the dateline ``place``.

    Where the moment of publication and the place are known, the day is the one at that place; what is told as
    past may also have happened on the printed day, where that is later.
    """
    zone = zone_of(place) if place else None
    day = published.day
    if day is not None and published.moment is not None and zone is not None:
        day = published.moment.astimezone(ZoneInfo(zone)).date()
    then = DateInterval(start=earlier.start, end=earlier.end) if earlier is not None else None
    latest = max(day, published.day) if day is not None and published.day is not None else None
    return ReferenceTime(day=day, latest=latest, earliest=day, earlier=then, zone=zone)


def describe(reference: ReferenceTime, basis: Basis, published: Published) -> str:
    """What a value was counted from, in words a reader can check."""
    if basis == "stated":
        return "stated in full"
    if basis == "earlier" and reference.earlier is not None:
        return f"counted from the time told of before, {reference.earlier.start} to {reference.earlier.end}"
    tense = {"past": ", told as past", "future": ", told as to come", None: ""}[reference.tense]
    place = f" in {reference.zone}, published {published.day}" if reference.day != published.day else ""
    return f"counted from {reference.day:%A}, {reference.day}{place} ({published.how}){tense}"


def zone_of(place: str) -> str | None:
    """The time zone of a city as the IANA database names it, ``None`` where the city is not known."""
    return _zones().get(place.strip().casefold())


@cache
def _zones() -> dict[str, str]:
    named = {
        name.rpartition("/")[2].replace("_", " ").casefold(): name
        for name in available_timezones()
        if "/" in name and not name.startswith("Etc/")
    }
    return named | {city: zone for zone, cities in time_words().cities.items() for city in cities}


def tense_at(sentence: str, start: int, end: int) -> Direction | None:
    """Whether what ``sentence`` dates at ``[start:end]`` is told as past or to come.

    The nearest cue before the expression decides, else the first after it.
    """
    before = [_tense(match) for match in _cues().finditer(sentence, 0, start)]
    after = (_tense(match) for match in _cues().finditer(sentence, end))
    told = [tense for tense in before if tense is not None]
    return told[-1] if told else next((tense for tense in after if tense is not None), None)


def _tense(match: re.Match[str]) -> Direction | None:
    if match["future"] is not None:
        return "future"
    word = match[0]
    return None if word.lower() in time_words().not_past or word[0].isupper() else "past"


@cache
def _cues() -> re.Pattern[str]:
    words = time_words()
    future, past = _cue_words(words.future), _cue_words(words.past)
    modal, scheduled = _cue_words(words.modal), _cue_words(words.scheduled)
    verb = r"(?: (?:not|also|only|still|\w+ly))*(?:(?: to)?(?: be)? \w+)?"  # "may not be cut" is not past
    return re.compile(
        rf"(?P<future>(?:(?i:{future})|(?:{modal})(?! have )){verb}|{scheduled})|{past}|\b[\w-]+ed\b"
    )


def _cue_words(cues: Sequence[str]) -> str:
    longest_first = sorted(cues, key=lambda cue: (-len(cue), cue))
    starts = ["" if cue.startswith(_APOSTROPHE) else r"(?<!\w)" for cue in longest_first]
    words = "|".join(
        rf"{start}{re.escape(cue)}(?!\w)" for start, cue in zip(starts, longest_first, strict=True)
    )
    return words.replace(_APOSTROPHE, f"[{_APOSTROPHE}’]")


_APOSTROPHE = "'"


def choose(candidates: Sequence[DateInterval], reference: ReferenceTime) -> DateInterval | None:
    """The recurring interval that is meant; the nearest one where year and tense are not known."""
    if reference.year is not None:
        return _stated(candidates, reference.year)
    day, latest, earliest = reference.day, reference.latest, reference.earliest
    if day is None or latest is None or earliest is None:
        return None
    nearest = _nearest(candidates, day)
    match reference.tense:
        case "past":
            told = _nearest((each for each in candidates if each.start <= latest), latest)
            return told if _is_credible(told, nearest, day, sure=reference.sure) else nearest
        case "future":
            return _nearest((each for each in candidates if each.end >= earliest), earliest) or nearest
        case None:
            return nearest


def _stated(candidates: Sequence[DateInterval], year: int) -> DateInterval | None:
    stated = (each for each in candidates if each.start.year == year)
    return next((each.model_copy(update={"basis": "stated"}) for each in stated), None)


def _is_credible(told: DateInterval | None, nearest: DateInterval | None, day: date, *, sure: bool) -> bool:
    """Whether it is the one ``told`` as past that is meant, and not the ``nearest``.

    What nearby words tell as past, but lies most of a year back and close ahead, lies ahead.
    """
    if told is None or nearest is None:
        return False
    return sure or _gap(told, day) <= _FAR or _gap(nearest, day) >= _CLOSE


_FAR, _CLOSE = 300, 45
"""Days. "Announced a summit on Jan. 20", written in December, means the next one."""


def _nearest(intervals: Iterable[DateInterval], day: date) -> DateInterval | None:
    return min(intervals, key=lambda each: _gap(each, day), default=None)


def _gap(interval: DateInterval, day: date) -> int:
    """Days between, 0 where the interval holds the day."""
    return max((interval.start - day).days, (day - interval.end).days, 0)
