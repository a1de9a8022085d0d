"""Expressions with two ends: "from Monday to Wednesday", "since January", "by the end of the year"."""

import re
from collections.abc import Iterator
from datetime import timedelta

from corrigenda.extract.stretches import Stretch, between
from corrigenda.extract.time_anchors import Anchor
from corrigenda.extract.time_parts import PhraseReading, Read
from corrigenda.extract.time_words import pattern

_DAY = timedelta(days=1)
_JOINTS = re.compile(r" ?(?:-|\b(?:to|until|till|through|and)\b) ?")
_NUMBER = re.compile(r"\d\d?(?:st|nd|rd|th)?")
_WORDS_BETWEEN = 7
"""So many words of "since taking office on Jan. 20" may stand before the time."""


def interval(match: re.Match[str], anchor: Anchor, read: Read) -> Stretch | None:
    """As in "between March 3 and 5", "July-September": what one end leaves out is taken from the other.

    "Tuesday and Wednesday" is one where its parts touch.
    """
    words = match["rest"]
    for joint in _JOINTS.finditer(words):
        left, right = words[: joint.start()], words[joint.end() :]
        if pattern("(?:in )?the {unit}").fullmatch(left):  # "the year to March" begins a year before
            continue
        together = joint[0].strip() == "and" and match["opening"] != "between "
        for first, last in _ends(left.strip(), right.strip()):
            found = _span(first, last, anchor, read, together=together)
            if found is not None:
                return found
    return None


def interval_in_week(match: re.Match[str], anchor: Anchor, read: Read) -> Stretch | None:
    """As in "next week from Tuesday to Thursday"."""
    return read(f"{match['opening']} {match['rest']} {match['week']}", anchor)


def since(match: re.Match[str], anchor: Anchor, read: Read) -> Stretch | None:
    """As in "since January", "since taking office on Jan. 20": up to publication."""
    found, _ = _last_words(match["rest"], anchor.told("past"), read)
    if found is None or anchor.day is None or found.start > anchor.day:
        return None
    return Stretch(start=found.start, end=anchor.day, approximate=found.approximate)


def after(match: re.Match[str], anchor: Anchor, read: Read) -> Stretch | None:
    """As in "after Tuesday", of what is past: up to publication. What is to come has no end."""
    return since(match, anchor, read) if anchor.tense == "past" else None


def until(match: re.Match[str], anchor: Anchor, read: Read) -> Stretch | None:
    """As in "until Friday", "by the end of the year", "before returning on Saturday": from publication on.

    "By Friday", of what is past, is Friday; until when is no time where nobody says since when.
    """
    tense = anchor.told("future") if anchor.tense is None else anchor
    found, words_between = _last_words(re.sub(r"^the end of ", "", match["rest"]), tense, read)
    if found is None or anchor.day is None:
        return None
    if found.end < anchor.day:
        return found if match["way"] == "by" else None
    end = found.start - _DAY if match["way"] in ("before", "ahead of") and not words_between else found.end
    return Stretch(start=anchor.day, end=end, approximate=True) if anchor.day <= end else None


def _last_words(words: str, anchor: Anchor, read: Read) -> tuple[Stretch | None, bool]:
    """The longest end of ``words`` that tells a time, and whether other words stand before it."""
    split = words.split()
    for skipped in range(min(len(split), _WORDS_BETWEEN + 1)):
        found = read(" ".join(split[skipped:]), anchor)
        if found is not None:
            return found, skipped > 0
    return None, False


def _span(first: str, last: str, anchor: Anchor, read: Read, *, together: bool) -> Stretch | None:
    """From the reading of ``first`` to that of ``last``, ``first`` lying before it, or ``last`` after."""
    ways = [_from_last, _from_first]
    if anchor.tense == "future" and pattern("(?:on )?{weekday}").fullmatch(last):
        ways.reverse()
    for way in ways:
        start, end = way(first, last, anchor, read)
        if start is None or end is None or start.start > end.start:
            continue
        if not together or start.end + _DAY == end.start:
            return between(start, end)
    return None


def _from_last(first: str, last: str, anchor: Anchor, read: Read) -> tuple[Stretch | None, Stretch | None]:
    end = read(last, anchor)
    return (read(first, anchor.up_to(end.start)), end) if end is not None else (None, None)


def _from_first(first: str, last: str, anchor: Anchor, read: Read) -> tuple[Stretch | None, Stretch | None]:
    start = read(first, anchor)
    return (start, read(last, anchor.from_on(start.end))) if start is not None else (None, None)


def _ends(left: str, right: str) -> Iterator[tuple[str, str]]:
    """Both ends, each with the month or year that only the other one has; then as they stand."""
    if _NUMBER.fullmatch(right) and (named := pattern(r".*?{month} (?:the )?{dayth}").fullmatch(left)):
        yield left, f"{named['month']} {right}"
    if _NUMBER.fullmatch(left) and pattern(".*{month}.*|.*{step} month").fullmatch(right):
        whole = re.sub(_NUMBER.pattern + r"(?!\d)", left, right, count=1)
        if whole != right:
            yield whole, right
    year = pattern(r".*?(?P<rest>,? (?:of )?(?:{year}|{step} (?:year|month)))").fullmatch(right)
    if year is not None and not pattern(r".*{year}.*").fullmatch(left):
        yield left + year["rest"], right
    yield left, right


INTERVALS: tuple[tuple[str, PhraseReading], ...] = (
    (r"(?P<week>{step} week),? (?P<opening>from|between) {rest}", interval_in_week),
    (r"(?P<opening>from |between )?{rest}(?: (?:quarter|period))?", interval),
    (r"(?:ever )?since {rest}", since),
    (r"(?:after|following) {rest}", after),
    (r"(?P<way>until|till|up to|by|before|ahead of) {rest}", until),
)
"""Patterns for whole keys and how they are read."""
