"""The day on which an article appeared, and how that is known."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from corrigenda.extract.cleaning.datelines import Dateline
from corrigenda.extract.times import PrintedDay, PrintedMoment, find_days, find_moments, printed_dates
from corrigenda.schemas.article import Article, Published, Span
from corrigenda.text import sentence_around

_IN_URL = re.compile(r"/((?:19|20)\d\d)[/-]([01]?\d)[/-]([0-3]?\d)(?=[/-]|$)")
_YEAR = re.compile(r"(?<![\d,.-])(?:19|20)\d\d(?![\d,]|-\d)")
_PROSE = ("caption", "body")
_AROUND = 80
"""How far before a date the words are looked for that say whether it lies ahead or long behind."""


def find_published(
    article: Article, spans: Sequence[Span], dateline: Dateline | None = None, *, given: date | None = None
) -> Published:
    """The day that the user gives, else the metadata's, else the printed one, else one that is inferred.

    Inferred is the latest full date in a caption or in the first paragraph, where it is no file photo's, and
    no later date or year in the text is told as past; ``reason`` says so. A dateline without a year takes its
    year from the address of the page or not at all: no guess.
    """
    if given is not None:
        return Published(day=given, how="given", reason="given by the user")
    return (
        _in_metadata(article)
        or _printed(article.text, spans)
        or _in_dateline(article, spans, dateline)
        or _in_address(article)
        or _inferred(article.text, spans)
    )


def _in_metadata(article: Article) -> Published | None:
    stated = article.published or ""
    moment = next(iter(find_moments(stated, 0, len(stated))), None)
    if moment is None:
        return None
    return Published(
        day=moment.day, moment=moment.moment, how="metadata", reason=f"stated beside the text: {stated}"
    )


def _printed(text: str, spans: Sequence[Span]) -> Published | None:
    """The first day on a line of its own, else in a by-line; a day of change only where there is no other."""
    lines = [span for span in spans if span.label == "published"]
    lines += [span for span in spans if span.label == "byline"]
    moments = [moment for span in lines for moment in find_moments(text, span.start, span.end)]
    return _of(text, min(moments, key=lambda moment: moment.updated)) if moments else None


def _of(text: str, moment: PrintedMoment) -> Published:
    shown = text[moment.start : moment.end].strip()
    reason = f"printed as the day of a change: {shown}" if moment.updated else f"printed: {shown}"
    return Published(
        day=moment.day, moment=moment.moment, how="printed", reason=reason, start=moment.start, end=moment.end
    )


def _in_dateline(article: Article, spans: Sequence[Span], dateline: Dateline | None) -> Published | None:
    if dateline is None or dateline.month is None or dateline.day is None:
        return None
    span = next(span for span in spans if span.label == "dateline")
    shown = article.text[span.start : span.end]
    address = _IN_URL.search(article.url or "")
    year, reason = dateline.year, f"printed in the dateline: {shown}"
    if year is None and address is not None and abs(int(address[2]) - dateline.month) <= 1:
        year, reason = int(address[1]), f"printed in the dateline, the year in the page's address: {shown}"
    day = _date(year, dateline.month, dateline.day)
    if day is None:
        return None
    return Published(day=day, how="printed", reason=reason, start=span.start, end=span.end)


def _in_address(article: Article) -> Published | None:
    address = _IN_URL.search(article.url or "")
    day = _date(*map(int, address.groups())) if address is not None else None
    return (
        None
        if day is None
        else Published(day=day, how="metadata", reason=f"in the page's address: {article.url}")
    )


def _date(year: int | None, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year is not None else None
    except ValueError:
        return None


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


Told = Sequence[tuple[PrintedDay, str]]
"""Dates of events told as past or present, and where each stands."""


def _tells_later(text: str, spans: Sequence[Span], told: Told, day: date) -> bool:
    """Whether the text tells of what happened after ``day``, dated in full or by its year."""
    years = (year for span in spans if span.label in _PROSE for year in _years(text, span))
    return any(other.day > day for other, _ in told) or any(year > day.year for year in years)


def _awaits_earlier(text: str, spans: Sequence[Span], told: Told, day: date) -> bool:
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
