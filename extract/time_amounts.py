"""Amounts of time: "two weeks", "1 year, 2 months and 3 days"."""

import re
from datetime import date
from typing import cast

from corrigenda.extract.stretches import Stretch, Unit, shifted, unit_of
from corrigenda.extract.time_words import count_of, time_words
from corrigenda.schemas.base import Frozen

_PART = re.compile(
    r"(?:(?P<count>[^,]+?)[ -])??(?P<unit>day|week|month|quarter|year|decade)(?P<many>s?)(?:,? and |,? |$)"
)
_FINEST_FIRST: tuple[Unit, ...] = ("day", "week", "month", "quarter", "year", "decade")


class Amount(Frozen):
    """So many of each unit. ``vague`` where the words leave open how many: "a few days"."""

    parts: tuple[tuple[int, Unit], ...]
    vague: bool

    def from_day(self, day: date, direction: int) -> date:
        """The day that lies the amount after ``day``, or before where ``direction`` is -1."""
        for number, unit in sorted(self.parts, key=lambda part: -_FINEST_FIRST.index(part[1])):
            day = shifted(day, unit, direction * number)
        return day

    def unit_away(self, day: date, direction: int) -> Stretch:
        """The unit there, the finest that is counted in: two weeks ago is a week, 14 days ago a day."""
        finest = min((unit for _, unit in self.parts), key=_FINEST_FIRST.index)
        there = unit_of(self.from_day(day, direction), "year" if finest == "decade" else finest)
        return there.model_copy(update={"approximate": self.vague or finest != "day"})


def read_amount(words: str) -> Amount | None:
    """The amount that ``words`` name, "week" being one week; ``None`` where they name none."""
    parts: list[tuple[int, Unit]] = []
    few = time_words().few
    position = 0
    while position < len(words):
        match = _PART.match(words, position)
        if match is None or (match["count"] is None and match["many"]):
            return None
        try:
            number = few[match["count"]] if match["count"] in few else count_of(match["count"] or "one")
        except KeyError:
            return None
        parts.append((number, cast(Unit, match["unit"])))
        position = match.end()
    return (
        Amount(parts=tuple(parts), vague=any(words.startswith(f"{word} ") for word in few)) if parts else None
    )
