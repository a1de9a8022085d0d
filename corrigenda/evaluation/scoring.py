"""What scoring gives: per field how much was found, wanted and right, and each miss."""

from collections.abc import Iterable
from typing import Literal

from pydantic import computed_field

from corrigenda.schemas.base import Frozen

FieldName = Literal[
    "names",
    "persons",
    "organizations",
    "places",
    "links",
    "errors",
    "error kinds",
    "corrections",
    "sentences",
    "participants",
    "statuses",
    "facts",
    "kinds",
    "times",
    "negations",
]
"""What is scored, in the order in which it is printed. ``corrigenda.evaluation`` says what each counts."""

MissKind = Literal["missed", "invented", "wrong"]


class Tally(Frozen):
    """Counts of one field. Precision is of what was found, recall of what was wanted.

    The two have a numerator each: what gold leaves optional is not wanted, and right where it is found.
    """

    found: int = 0
    found_right: int = 0
    wanted: int = 0
    wanted_right: int = 0

    @computed_field  # type: ignore[prop-decorator]  # as pydantic's documentation says
    @property
    def precision(self) -> float | None:
        """The share of what was found that is right, 0 to 1; ``None`` where nothing was found."""
        return self.found_right / self.found if self.found else None

    @computed_field  # type: ignore[prop-decorator]  # as pydantic's documentation says
    @property
    def recall(self) -> float | None:
        """The share of what was wanted that was found, 0 to 1; ``None`` where nothing was wanted."""
        return self.wanted_right / self.wanted if self.wanted else None

    @computed_field  # type: ignore[prop-decorator]  # as pydantic's documentation says
    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; 0 where either is, ``None`` where there is no recall."""
        if self.recall is None:
            return None
        precision = self.precision or 0.0
        return 2 * precision * self.recall / (precision + self.recall) if precision + self.recall else 0.0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            found=self.found + other.found,
            found_right=self.found_right + other.found_right,
            wanted=self.wanted + other.wanted,
            wanted_right=self.wanted_right + other.wanted_right,
        )


class Miss(Frozen):
    """One thing that is not as gold has it: wanted and not found, found and not wanted, or found otherwise.

    ``where`` are words to find it by, ``start`` their offset in the article.
    """

    article_id: str
    field: FieldName
    how: MissKind
    start: int
    where: str
    wanted: str = ""
    found: str = ""


class Scored(Frozen):
    """The tallies of some fields, and the misses."""

    tallies: dict[FieldName, Tally]
    misses: tuple[Miss, ...]


def add_up(parts: Iterable[Scored]) -> Scored:
    """The sum of several, fields in the order in which they first come."""
    tallies: dict[FieldName, Tally] = {}
    misses: list[Miss] = []
    for part in parts:
        for field, tally in part.tallies.items():
            tallies[field] = tallies.get(field, Tally()) + tally
        misses += part.misses
    return Scored(tallies=tallies, misses=tuple(misses))


def tally_of(*, found: Iterable[bool], wanted: Iterable[bool]) -> Tally:
    """Counted from one truth value each: whether what was found is right, and what was wanted is found."""
    found, wanted = list(found), list(wanted)
    return Tally(found=len(found), found_right=sum(found), wanted=len(wanted), wanted_right=sum(wanted))
