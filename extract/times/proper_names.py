"""Words of time that are part of another name: "the Sunday Times", "the March on Washington"."""

import re
from collections.abc import Iterator
from functools import cache

from corrigenda.extract.times.calendar import month_number, printed_dates, weekday_names
from corrigenda.extract.times.holidays import holiday_names
from corrigenda.schemas.spans import Offsets

_CAPITAL = r"[A-Z][\w’'-]*"
_BEFORE_MONTHS = (
    r"(?i:(?:in|since|until|till|by|last|this|next|early|mid|late|during|before|after|from|through) )"
)


def part_of_names(text: str) -> Iterator[Offsets]:
    """Where such names stand, as far as their words of time reach and the word beside them."""
    for pattern in _patterns():
        for match in pattern.finditer(text):
            beside = match["beside"]
            is_day = month_number(beside) is not None or beside.casefold() in weekday_names()
            if not is_day and holiday_names().match(text, match.start("beside")) is None:
                yield match.span()


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    dates = printed_dates()
    weekday = "|".join(names[0].capitalize() for names in dates.weekdays)
    month = "|".join(names[0].capitalize() for names in dates.months)
    time = (
        rf"(?:{weekday}|{month}|{holiday_names().pattern})(?: (?:Morning|Evening|Night|First|Fourth|Fifth))?"
    )
    return (
        # "the" and a day are followed by what it is said of, not by a name, unless they are its first words.
        re.compile(rf"\b[Tt]he {time} (?P<beside>{_CAPITAL})"),
        re.compile(rf"\b(?:{weekday}) (?:Morning|Evening|Night) (?P<beside>{_CAPITAL})"),
        # "on" is followed by the day itself.
        re.compile(rf"\bon (?P<beside>{_CAPITAL}) (?:{weekday})\b"),
        # A month that is a given name is one where a surname follows, and no word before it that months have.
        re.compile(rf"(?<![\w’'])(?!{_BEFORE_MONTHS})\w+ (?:April|May|June|August) (?P<beside>{_CAPITAL})"),
        re.compile(r"\b(?:[Tt]he|a) March (?P<beside>on|for|of|to|against|by|through)\b"),
    )
