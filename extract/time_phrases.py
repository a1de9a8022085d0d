"""Reading a whole expression of time: days, units, and phrases made of other expressions."""

import re

from corrigenda.extract.moments import find_moments
from corrigenda.extract.stretches import Stretch
from corrigenda.extract.time_anchors import Anchor
from corrigenda.extract.time_days import DAYS, Reading
from corrigenda.extract.time_intervals import INTERVALS
from corrigenda.extract.time_parts import PARTS, PhraseReading, Read
from corrigenda.extract.time_units import UNITS
from corrigenda.extract.time_words import pattern

_LONGEST = 120
"""Characters: no expression of time is longer."""


def read(key: str, anchor: Anchor) -> Stretch | None:
    """What the expression means whose ``plain`` form is ``key``; ``None`` where it tells no certain time."""
    if len(key) > _LONGEST:
        return None
    for template, reading in RULES:
        match = pattern(template).fullmatch(key)
        if match is None:
            continue
        try:
            found = reading(match, anchor, read)
        except (ValueError, OverflowError):  # a day that the calendar does not have
            continue
        if found is not None:
            return found
    return None


def opened(match: re.Match[str], anchor: Anchor, read: Read) -> Stretch | None:
    """As in "in March", "starting on Monday", "later on Tuesday": what follows the small words."""
    return read(match["rest"], anchor)


def roughly(match: re.Match[str], anchor: Anchor, read: Read) -> Stretch | None:
    """As in "around 2011"."""
    found = read(match["rest"], anchor)
    return found.model_copy(update={"approximate": True}) if found is not None else None


def clock(match: re.Match[str], anchor: Anchor, read: Read) -> Stretch | None:
    """As in "2:36 P.M. EDT on March 16": the moment where the zone is certain, else the day.

    Without a day it is the day told of before, else that of publication.
    """
    words = match.groupdict().get("rest")
    day = read(words, anchor) if words is not None else _day_at_hand(anchor)
    if day is None or day.unit != "day":
        return None
    printed = f"{day.start} {match['clock']} {match['zone'] or ''}"
    moment = next((found.moment for found in find_moments(printed, 0, len(printed))), None)
    return day.model_copy(update={"moment": moment})


def _day_at_hand(anchor: Anchor) -> Stretch | None:
    return read("the same day", anchor) or read("today", anchor)


def _alone(reading: Reading) -> PhraseReading:
    return lambda match, anchor, _: reading(match, anchor)


_CLOCK = r"(?:at |around |about )?{clock}(?: \(?(?:{zone}|local time|[a-z]{1,3}[sd]t)\)?)?"

RULES: tuple[tuple[str, PhraseReading], ...] = (
    *((template, _alone(reading)) for template, reading in (*DAYS, *UNITS)),
    (_CLOCK, clock),
    (_CLOCK + ",? (?:on )?{rest}", clock),
    ("{rest},? " + _CLOCK, clock),
    *PARTS,
    *INTERVALS,
    (r"(?:about|around|approximately|roughly|circa|nearly) {rest}", roughly),
    (
        r"(?:in|on|at|during|over|for|of|the|throughout|from|(?:starting|beginning|effective)(?: on| from)?"
        r"|as of|sometime|back in|(?:early|late|later|earlier)(?: on)?) {rest}",
        opened,
    ),
)
"""Patterns for whole keys and how they are read, the most telling first."""
