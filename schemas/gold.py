"""Gold: what should come out of an article, as somebody who read it with care wrote it down.

One article a line, in JSON Lines::

    {"article_id": "oslo",
     "mentions": [{"start": 46, "end": 55, "surface": "John Berg", "type": "person", "entity_id": "Q1",
                   "error": "misspelling", "corrected": "Jon Berg"}],
     "facts": [{"sentences": [[23, 89]], "kind": "meeting", "kind_alt": ["visit"],
                "participants": ["Q1", "Ann Holm"], "status": "happened", "time": "2023-05-02"}],
     "boilerplate": [[90, 123]]}

Offsets are Unicode code points of the raw article, the end exclusive. ``…_alt`` would do as well.
"""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from corrigenda.schemas.base import Frozen
from corrigenda.schemas.dates import first_day, last_day
from corrigenda.schemas.facts import EntityType
from corrigenda.schemas.names import ErrorKind

Interval = tuple[date, date]
"""From the first day to the last, both included."""


def interval_of(text: str) -> Interval:
    """The closed interval of ``2023-05-02``, ``2023-05``, ``2023`` or of two of these, ``2023-05/2023-07``.

    Raises ``ValueError`` where it is none of them, or ends before it starts.
    """
    first, _, last = text.partition("/")
    interval = first_day(first), last_day(last or first)
    if interval[1] < interval[0]:
        raise ValueError(f"{text!r} ends before it starts")
    return interval


def _in_order(span: tuple[int, int]) -> tuple[int, int]:
    if not 0 <= span[0] < span[1]:
        raise ValueError(f"{list(span)} is no span of a text: write [start, end], the end exclusive")
    return span


def _readable(text: str) -> str:
    interval_of(text)
    return text


GoldSpan = Annotated[tuple[int, int], AfterValidator(_in_order)]
IntervalText = Annotated[str, AfterValidator(_readable)]


class GoldMention(Frozen):
    """A name in the text, and what it should be linked to and read.

    ``entity_id`` ``None``: who is meant is not said, and no link is judged; with ``unlinkable`` it is known
    that no entity of the table is meant. ``error`` ``None``: the name is right as it stands; ``unknown``:
    wrong, of whichever kind. ``optional``: finding it is neither required nor wrong.
    """

    start: int = Field(ge=0)
    end: int
    surface: str = Field(min_length=1)
    type: EntityType
    type_alt: tuple[EntityType, ...] = ()
    alt_spans: tuple[GoldSpan, ...] = ()
    entity_id: str | None = None
    unlinkable: bool = False
    error: ErrorKind | None = None
    error_alt: tuple[ErrorKind, ...] = ()
    corrected: str | None = None
    corrected_alt: tuple[str, ...] = ()
    optional: bool = False

    @model_validator(mode="after")
    def _fits(self) -> "GoldMention":
        if self.end - self.start != len(self.surface):
            raise ValueError(f"{self.surface!r} does not fill {self.start} to {self.end}")
        if self.unlinkable and self.entity_id is not None:
            raise ValueError(f"{self.surface!r} is linked to {self.entity_id!r} and unlinkable")
        if (self.error is None) != (self.corrected is None):
            raise ValueError(f"{self.surface!r} needs both error and corrected, or neither")
        return self

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Every place that is as good as the first."""
        return ((self.start, self.end), *self.alt_spans)


class GoldFact(Frozen):
    """A fact, the sentences that state it (any of them will do), and what must be said of it.

    ``participants`` are all needed, each by entity id or by name. ``time`` ``None``: none is stated; ``null``
    among ``time_alt``: none is as good. ``negated`` ``None``: not judged. ``must`` marks the central facts:
    the others are neither required nor wrong. ``note`` is shown where the fact is missed.
    """

    sentences: tuple[GoldSpan, ...] = Field(min_length=1)
    kind: str
    kind_alt: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    status: str
    status_alt: tuple[str, ...] = ()
    time: IntervalText | None = None
    time_alt: tuple[IntervalText | None, ...] = ()
    negated: bool | None = None
    must: bool = True
    note: str = ""

    @property
    def kinds(self) -> tuple[str, ...]:
        """Every kind that is right."""
        return (self.kind, *self.kind_alt)

    @property
    def statuses(self) -> tuple[str, ...]:
        """Every status that is right."""
        return (self.status, *self.status_alt)

    @property
    def times(self) -> tuple[Interval | None, ...]:
        """Every time that is right; ``None`` is no time."""
        return tuple(None if time is None else interval_of(time) for time in (self.time, *self.time_alt))


class GoldArticle(Frozen):
    """What should come out of one article. Mentions or facts ``None``: not annotated, and not scored.

    Where ``mentions`` are annotated, they are all there are. Nothing at all may come from ``boilerplate``.
    """

    article_id: str = Field(min_length=1)
    mentions: tuple[GoldMention, ...] | None = None
    facts: tuple[GoldFact, ...] | None = None
    boilerplate: tuple[GoldSpan, ...] = ()
