"""What a run found, read back from its files: of each line, what can be judged."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corrigenda.schemas.errors import InputError
from corrigenda.schemas.names import ErrorKind, LinkStatus

_NAMES, _FACTS = "names.jsonl", "facts.jsonl"


class _Found(BaseModel):
    """A part of a line; what is not judged is passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class FoundName(_Found):
    """A line of ``names.jsonl``. ``start`` and ``end`` are offsets in the raw article."""

    article_id: str
    surface: str
    start: int
    end: int
    status: LinkStatus
    entity_id: str | None = None
    error: ErrorKind | None = None
    corrected: str | None = None

    @property
    def linked_id(self) -> str | None:
        """The entity, where the name is linked."""
        return self.entity_id if self.status == "linked" else None


class FoundTime(_Found):
    """What a field's words of time were resolved to, from day to day, both included."""

    start: date
    end: date


class FoundEntity(_Found):
    """What a field's name was resolved to; of an undecided one who is likeliest, which is no link."""

    status: LinkStatus = "linked"
    entity_id: str | None = None
    canonical: str | None = None


class FoundField(_Found):
    """A field of a fact, where it stands, and what it means."""

    surface: str
    start: int
    end: int
    resolution: FoundEntity | None = None
    time: FoundTime | None = None


class FoundSentence(_Found):
    """The sentence that a fact was found in."""

    start: int
    end: int
    text: str


class FoundFact(_Found):
    """A line of ``facts.jsonl``."""

    id: str
    article_id: str
    schema_name: str = Field(validation_alias="schema")
    reconciled: dict[str, Any]
    sentence: FoundSentence
    fields: dict[str, FoundField]
    status: str | None = None
    provenance: dict[str, Any] = Field(default_factory=dict)

    @property
    def kind(self) -> str:
        """What the fact says it is; of a schema without a field ``kind``, the name of the class."""
        kind = self.reconciled.get("kind")
        return kind if isinstance(kind, str) else self.schema_name.rpartition(":")[2].rpartition(".")[2]

    @property
    def negated(self) -> bool:
        """Whether the fact is that something did not happen."""
        return self.reconciled.get("negated") is True

    @property
    def time(self) -> tuple[date, date] | None:
        """When, as a closed interval: of several times the first."""
        times = (field.time for field in self.fields.values() if field.time is not None)
        return next(((time.start, time.end) for time in times), None)

    @property
    def called(self) -> frozenset[str]:
        """Everything that its names go by: as written, canonical, and by entity id."""
        words: set[str] = set()
        for field in self.fields.values():
            words.add(field.surface)
            if field.resolution is not None and field.resolution.status == "linked":
                words |= {word for word in (field.resolution.entity_id, field.resolution.canonical) if word}
        return frozenset(words)


FoundLine = TypeVar("FoundLine", bound=_Found)
FactOrName = TypeVar("FactOrName", FoundFact, FoundName)


def by_article(lines: Iterable[FactOrName]) -> dict[str, list[FactOrName]]:
    """What was found in each article, in its order."""
    found: dict[str, list[FactOrName]] = defaultdict(list)
    for line in lines:
        found[line.article_id].append(line)
    return found


def read_names(directory: Path) -> tuple[FoundName, ...]:
    """Every name that a run looked at. Raises ``InputError`` where ``directory`` is not a run's."""
    return tuple(_lines(directory / _NAMES, FoundName))


def read_facts(directory: Path) -> tuple[FoundFact, ...]:
    """Every fact that a run found. Raises ``InputError`` where ``directory`` is not a run's."""
    return tuple(_lines(directory / _FACTS, FoundFact))


def _lines(path: Path, shape: type[FoundLine]) -> Iterator[FoundLine]:
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, start=1):
                try:
                    yield shape.model_validate_json(line)
                except ValidationError as error:
                    raise InputError(
                        f"line {number} of {str(path)!r} is not of a run ({error.errors()[0]['msg']}): run"
                        " 'corrigenda run' again",
                        path=path,
                    ) from error
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise InputError(
            f"{str(path)!r} cannot be read ({why}): name a directory that 'corrigenda run --out' wrote",
            path=path,
        ) from error
