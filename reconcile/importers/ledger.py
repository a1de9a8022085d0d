"""What an import made of its source: which columns were read, which values were left out, and why."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from corrigenda.schemas.base import Frozen
from corrigenda.schemas.entities import Entity

READ = "read"
"""Said of a property that is no column of a flat table: it has no other name with us."""
_LONGEST_SHOWN = 40


class ColumnUse(Frozen):
    """A column, or a property of records: what it was read as, empty where it was not read.

    ``filled`` counts the rows in which it holds something; ``example`` is one of these values.
    """

    column: str
    read_as: str
    filled: int
    example: str


class LeftOut(Frozen):
    """Values, or whole rows, that are not in the table: of which column, why, how many, and the first."""

    column: str
    reason: str
    count: int
    example: str
    line: int | None


class ImportReport(Frozen):
    """The account of an import: entities by type, names and terms, counted; columns; what was left out.

    ``notes`` are of the whole source.
    """

    format: str
    counts: dict[str, int]
    columns: tuple[ColumnUse, ...]
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing was imported."""
        return not sum(self.counts.values())


class Ledger:
    """Takes down what an import does while it goes on."""

    def __init__(self) -> None:
        self.format = ""
        self._filled: Counter[str] = Counter()
        self._examples: dict[str, str] = {}
        self._read_as: dict[str, str] = {}
        self._left_out: Counter[tuple[str, str]] = Counter()
        self._first: dict[tuple[str, str], tuple[str, int | None]] = {}
        self._counts: Counter[str] = Counter()
        self._notes: dict[str, None] = {}

    def saw(self, column: str, value: object) -> None:
        """A column holds this value in one more row."""
        if value not in (None, "", [], {}):
            self._filled[column] += 1
            if column not in self._examples:
                self._examples[column] = shown(value)

    def read(self, column: str, field: str) -> None:
        """A column is read as a field."""
        self._read_as.setdefault(column, field)

    def leave_out(self, column: str, reason: str, value: object = "", *, line: int | None = None) -> None:
        """A value is not taken into the table."""
        self._left_out[column, reason] += 1
        self._first.setdefault((column, reason), (shown(value), line))

    def note(self, text: str) -> None:
        """Something that is to be known of the whole source."""
        self._notes.setdefault(text)

    def count(self, entity: Entity) -> None:
        """An entity goes into the table."""
        self._counts[entity.type] += 1
        self._counts["names"] += len(entity.names)
        self._counts["terms"] += len(entity.terms)

    def report(self) -> ImportReport:
        """What was taken down so far."""
        return ImportReport(
            format=self.format,
            counts=dict(self._counts),
            columns=tuple(
                ColumnUse(
                    column=column,
                    read_as=self._read_as.get(column, ""),
                    filled=self._filled[column],
                    example=self._examples.get(column, ""),
                )
                for column in dict.fromkeys((*self._filled, *self._read_as))
            ),
            left_out=tuple(
                LeftOut(column=column, reason=reason, count=count, example=example, line=line)
                for (column, reason), count in self._left_out.items()
                for example, line in (self._first[column, reason],)
            ),
            notes=tuple(self._notes),
        )


class Record:
    """An object of a source. What is asked of it counts as read, all that it holds as seen."""

    def __init__(self, data: Mapping[str, Any], kind: str, ledger: Ledger) -> None:
        self.data = data
        self._kind = kind
        self._ledger = ledger
        for key, value in data.items():
            ledger.saw(self._column(key), value)

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key, or the default where it is missing or ``null``."""
        if key in self.data:
            self._ledger.read(self._column(key), READ)
        value = self.data.get(key)
        return default if value is None else value

    def __contains__(self, key: str) -> bool:
        return key in self.data

    def __getitem__(self, key: str) -> Any:
        self._ledger.read(self._column(key), READ)
        return self.data[key]

    def _column(self, key: str) -> str:
        return f"{self._kind}.{key}" if self._kind else key


def shown(value: object) -> str:
    """A value in one short line."""
    if isinstance(value, Sequence) and not isinstance(value, str) and value:
        value = value[0]
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
