"""The day on which an article appeared, and how that is known."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from corrigenda.extract.cleaning.datelines import Dateline
from corrigenda.extract.cleaning.stamps import day_in_address, read_stamp
from corrigenda.extract.times import PrintedDay, PrintedMoment, find_days, find_moments, printed_dates
from corrigenda.schemas.article import Article, Published, Span, StatedDate
from corrigenda.schemas.base import Frozen
from corrigenda.text import sentence_around

_YEAR = re.compile(r"(?<![\d,.-])(?:19|20)\d\d(?![\d,]|-\d)")
_PROSE = ("caption", "body")
_NEXT = 0.6
"""How much of a stamp in UTC speaks for the day before and after."""
_AROUND = 80
"""How far before a date the words are looked for that say whether it lies ahead or long behind."""


class CandidateDay(Frozen):
    """A day that the page gives as its own: in which place, and in what words."""

    published: Published
    source: str
    universal: bool = False
    """It is counted in UTC: where the page appeared it may have been the day before or after."""

    @property
    def weight(self) -> float:
        """How much this place is to be trusted, in reviewed units."""
        return printed_dates().sources[self.source]

    def support(self, day: date) -> float:
        """How much it speaks for ``day``: all of it, less for the next to a stamp in UTC, else nothing."""
        away = abs((day - self.day).days)
        return self.weight if away == 0 else _NEXT * self.weight if self.universal and away == 1 else 0.0

    @property
    def day(self) -> date:
        """The day that it gives."""
        assert self.published.day is not None
        return self.published.day


def find_published(
    article: Article, spans: Sequence[Span], dateline: Dateline | None = None, *, given: date | None = None
) -> Published:
    """The day that the user gives, else the one for which most of what the page says speaks, else inferred.

    Everything that states a day (markup, address, print, dateline) counts as much as its place is to be
    trusted (``data/printed_dates.yaml``); a stamp in UTC speaks for the days beside its own too, so that an
    address or a printed line settles it. A dateline without a year takes its year from the address or not at
    all: no guess. Inferred is the latest full date in a caption or in the first paragraph, where it is no
    file photo's, and no later date or year in the text is told as past. ``reason`` says what decided.
    """
    if given is not None:
        return Published(day=given, how="given", reason="given by the user")
    found = tuple(_candidates(article, spans, dateline))
    if not found:
        return _inferred(article.text, spans)
    days = dict.fromkeys(candidate.day for candidate in found)
    return _told_with_reasons(found, max(days, key=lambda day: _support(found, day)))


def _support(found: Sequence[CandidateDay], day: date) -> float:
    """What speaks for ``day``; a place that states it several times speaks once."""
    best: dict[str, float] = {}
    for candidate in found:
        best[candidate.source] = max(best.get(candidate.source, 0.0), candidate.support(day))
    return sum(best.values())


def _told_with_reasons(found: Sequence[CandidateDay], day: date) -> Published:
    """The most trusted statement of ``day``, with what else speaks for it and against it."""
    mine = max((one for one in found if one.day == day), key=lambda one: one.weight)
    stamp = next((one.published.moment for one in found if one.support(day) and one.published.moment), None)
    others = {one.published.reason: one for one in found if one.published.reason != mine.published.reason}
    agree = [reason for reason, one in others.items() if one.support(day)]
    against = [reason for reason, one in others.items() if not one.support(day)]
    reason = "; ".join(
        [mine.published.reason, *(f"also {each}" for each in agree), *(f"against {each}" for each in against)]
    )
    return mine.published.model_copy(update={"reason": reason, "moment": mine.published.moment or stamp})


def _candidates(article: Article, spans: Sequence[Span], dateline: Dateline | None) -> Iterator[CandidateDay]:
    """Every day that is stated as the article's, in the order of who is asked first."""
    beside = [StatedDate(source="metadata", text=article.published)] if article.published else []
    for one in article.dates or beside:
        stamp = read_stamp(one.text)
        if stamp is not None:
            reason = f"stated beside the text ({one.source}): {one.text}"
            told = Published(day=stamp.day, moment=stamp.moment, how="metadata", reason=reason)
            yield CandidateDay(published=told, source=one.source, universal=stamp.is_universal)
    yield from _printed(article.text, spans)
    yield from _in_dateline(article, spans, dateline)
    address = day_in_address(article.url or "")
    if address is not None:
        reason = f"in the page's address: {article.url}"
        yield CandidateDay(published=Published(day=address, how="metadata", reason=reason), source="address")


def _printed(text: str, spans: Sequence[Span]) -> Iterator[CandidateDay]:
    """The days on lines of their own and in by-lines; the first counts most, a day of change least."""
    seen = False
    for label in ("published", "byline"):
        for span in spans:
            for moment in find_moments(text, span.start, span.end) if span.label == label else ():
                source = "changed" if moment.updated else "printed" if not seen else "printed below"
                seen |= not moment.updated
                yield _of(text, moment, source)


def _of(text: str, moment: PrintedMoment, source: str) -> CandidateDay:
    shown = text[moment.start : moment.end].strip()
    reason = f"printed as the day of a change: {shown}" if moment.updated else f"printed: {shown}"
    told = Published(
        day=moment.day, moment=moment.moment, how="printed", reason=reason, start=moment.start, end=moment.end
    )
    return CandidateDay(published=told, source=source)


def _in_dateline(
    article: Article, spans: Sequence[Span], dateline: Dateline | None
) -> Iterator[CandidateDay]:
    if dateline is None or dateline.month is None or dateline.day is None:
        return
    span = next(span for span in spans if span.label == "dateline")
    shown = article.text[span.start : span.end]
    address = day_in_address(article.url or "")
    year, reason = dateline.year, f"printed in the dateline: {shown}"
    if year is None and address is not None and abs(address.month - dateline.month) <= 1:
        year, reason = address.year, f"printed in the dateline, the year in the page's address: {shown}"
    try:
        day = date(year or 0, dateline.month, dateline.day)
    except ValueError:
        return
    told = Published(day=day, how="printed", reason=reason, start=span.start, end=span.end)
    yield CandidateDay(published=told, source="dateline")


def _inferred(text: str, spans: Sequence[Span]) -> Published:
    told = tuple(_told(text, spans))
    events = [(day, label) for day, label in told if label != "later paragraph"]
    if not events:
        why = (
            "dates in the text are not certain to be the article's"
            if told
            else "the text prints no full date"
        )
        return Published(reason=why)
    day, label = max(events, key=lambda event: event[0].day)
    shown = text[day.start : day.end]
    if _tells_later(text, spans, told, day.day):
        return Published(reason=f"the {label} is dated {shown}, but the text tells of later events")
    if _awaits_earlier(text, spans, told, day.day):
        return Published(reason=f"the {label} is dated {shown}, but an earlier date is told as still to come")
    return Published(
        day=day.day,
        how="inferred",
        reason=f"the {label} dates its event {shown}, and no later date is told as past",
        start=day.start,
        end=day.end,
    )


DatedEvents = Sequence[tuple[PrintedDay, str]]
"""Dates of events told as past or present, and where each stands."""


def _tells_later(text: str, spans: Sequence[Span], told: DatedEvents, day: date) -> bool:
    """Whether the text tells of what happened after ``day``, dated in full or by its year."""
    years = (year for span in spans if span.label in _PROSE for year in _years(text, span))
    return any(other.day > day for other, _ in told) or any(year > day.year for year in years)


def _awaits_earlier(text: str, spans: Sequence[Span], told: DatedEvents, day: date) -> bool:
    """Whether the text tells of a date before ``day`` as still to come."""
    seen = [other for other, _ in told]
    return any(
        other.day < day and other not in seen and _said_before(text, other.start, "ahead")
        for other in _all_days(text, spans)
    )


def _told(text: str, spans: Sequence[Span]) -> Iterator[tuple[PrintedDay, str]]:
    """The dates of events told as past or present, and where each stands; no file photo's, no plan's."""
    first = next((span for span in spans if span.label == "body"), None)
    for span in spans:
        if span.label not in _PROSE:
            continue
        captioned = span.label == "caption"
        place = "caption" if captioned else "first paragraph" if span is first else "later paragraph"
        for day in find_days(text, span.start, span.end):
            behind = _said_before(text, day.start, "behind") or (captioned and _in_brackets(text, span, day))
            if not behind and not _said_before(text, day.start, "ahead"):
                yield day, place


def _all_days(text: str, spans: Sequence[Span]) -> Iterator[PrintedDay]:
    for span in spans:
        if span.label in _PROSE:
            yield from find_days(text, span.start, span.end)


def _years(text: str, span: Span) -> Iterator[int]:
    for match in _YEAR.finditer(text, span.start, span.end):
        if not _said_before(text, match.start(), "ahead"):
            yield int(match[0])


def _in_brackets(text: str, span: Span, day: PrintedDay) -> bool:
    """A date inside the credit of a picture is the picture's."""
    return text.count("(", span.start, day.start) > text.count(")", span.start, day.start)


def _said_before(text: str, position: int, kind: Literal["ahead", "behind"]) -> bool:
    """Whether the words before ``position`` in its sentence say that its date lies ahead or long behind."""
    first, _ = sentence_around(
        text, position, position, within=(max(0, position - _AROUND), position + _AROUND)
    )
    before = text[first:position]
    cues = printed_dates().ahead if kind == "ahead" else printed_dates().behind
    pattern = rf"(?<!\w)(?:(?:{'|'.join(cues.words)})(?!\w)|(?:{'|'.join(cues.beside)})\s*$)"
    return re.search(pattern, before, re.IGNORECASE) is not None
