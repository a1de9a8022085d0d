"""An entity table compiled for look-up: entities in, one SQLite file out, in bounded memory."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import ValidationError

from corrigenda.reconcile.readings import reading_keys
from corrigenda.reconcile.table.keys import name_keys, spelling_keys, text_hash, word_hash, words_of
from corrigenda.reconcile.table.layout import (
    FORMAT,
    OTHERS_FROM,
    PLAIN_FROM,
    EntityRow,
    HoldingRow,
    OfficeRow,
)
from corrigenda.reconcile.table.storage import Database, Writer
from corrigenda.reconcile.text import title_key, tokens
from corrigenda.reconcile.titles import office_roles
from corrigenda.schemas.dates import first_day, last_day
from corrigenda.schemas.entities import Entity, EntityName, OfficeTerm
from corrigenda.schemas.errors import TableError

_T = TypeVar("_T")
_BATCH = 5000
_MOST_AN_INITIAL = 300
_MOST_A_WORD = 500
_MOST_A_KEY = 1000
"""So many entities are kept under one key, those with an office first: a million namesakes stay cheap."""


class TableLine(NamedTuple):
    """A line of a table: its number (from 1), the entity, and the entity as JSON."""

    number: int
    entity: Entity
    body: str


def read_lines(path: Path) -> Iterator[TableLine]:
    """The entities of a JSON Lines file; blank lines are passed over.

    Raises ``TableError`` with the line number where a line is not an entity or the file cannot be read.
    """
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, start=1):
                body = line.strip()
                if body:
                    yield TableLine(number, _entity(body, path, number), body)
    except (OSError, UnicodeDecodeError) as error:
        raise TableError(
            f"entity table {str(path)!r} cannot be read ({error}): give a JSON Lines file in UTF-8", path=path
        ) from error


def lines_of(entities: Iterable[Entity]) -> Iterator[TableLine]:
    """Entities as if they had been read from a file."""
    for number, entity in enumerate(entities, start=1):
        yield TableLine(number, entity, entity.model_dump_json(exclude_defaults=True))


def compile_table(lines: Iterable[TableLine], place: Database, *, source: Path | None = None) -> None:
    """Write a table to ``place``, which must be empty.

    Raises ``TableError`` where an id stands in two lines; ``source`` is the file that it then names. What is
    at ``place`` after an error is not a table.
    """
    writer = Writer(place)
    try:
        summary = _Summary()
        for batch in _batches(lines, _BATCH):
            _write(writer, batch)
            summary.add(batch)
        _refuse_repeated(writer, source)
        writer.index_keys(initial_cap=_MOST_AN_INITIAL, word_cap=_MOST_A_WORD, cap=_MOST_A_KEY)
        for words in _batches(writer.words(), _BATCH * 10):
            writer.add_spelling_keys((key, hash_) for hash_, text in words for key in spelling_keys(text))
        writer.finish(summary.meta())
    finally:
        writer.close()


class _Summary:
    """What is said of the whole table, gathered batch by batch."""

    def __init__(self) -> None:
        self._entities = 0
        self._people = 0
        self._as_of: date | None = None
        self._digest = hashlib.sha256()

    def add(self, batch: Iterable[TableLine]) -> None:
        for line in batch:
            self._entities += 1
            self._people += line.entity.type == "person"
            self._digest.update(line.body.encode())
            self._digest.update(b"\n")
            if line.entity.as_of is not None:
                as_of = last_day(line.entity.as_of)
                self._as_of = as_of if self._as_of is None else max(self._as_of, as_of)

    def meta(self) -> dict[str, str]:
        return {
            "format": str(FORMAT),
            "entities": str(self._entities),
            "people": str(self._people),
            "as_of": self._as_of.isoformat() if self._as_of is not None else "",
            "fingerprint": self._digest.hexdigest(),
        }


def _write(writer: Writer, batch: list[TableLine]) -> None:
    numbered = [(_number(line), line) for line in batch]
    writer.add_entities(
        EntityRow(n, line.entity.id, line.number, _folded_names(line.entity), line.body)
        for n, line in numbered
    )
    _write_names(writer, [(n, name) for n, line in numbered for name in line.entity.names])
    _write_offices(writer, [line.entity for line in batch if line.entity.type == "office"])
    _write_terms(writer, [(n, line.entity) for n, line in numbered if line.entity.terms])


def _write_names(writer: Writer, names: list[tuple[int, EntityName]]) -> None:
    """The keys and the words of names, and the readings of those in native characters."""
    words = [(n, words_of(name)) for n, name in names]
    writer.add_name_keys((key, n) for n, name in words for key in name_keys(name))
    writer.add_words((word_hash(word), word) for word in {word for _, name in words for word in name})
    natives = [(n, name) for n, name in names if name.kind == "native"]
    writer.add_reading_keys((text_hash(key), n) for n, name in natives for key in reading_keys(name))


def _folded_names(entity: Entity) -> str:
    return "\n".join(dict.fromkeys(" ".join(tokens(name.text)) for name in entity.names))


def _number(line: TableLine) -> int:
    if line.entity.type != "person":
        return OTHERS_FROM + line.number
    return line.number if line.entity.terms else PLAIN_FROM + line.number


def _write_offices(writer: Writer, offices: list[Entity]) -> None:
    writer.add_offices(OfficeRow(office.id, office.canonical, office.country) for office in offices)
    writer.add_roles(
        (role, office.id)
        for office in offices
        for role in office_roles([name.text for name in office.names], office.country)
    )


def _write_terms(writer: Writer, holders: list[tuple[int, Entity]]) -> None:
    terms = [(n, person, term) for n, person in holders for term in person.terms]
    writer.add_holdings(_holding(n, person, term) for n, person, term in terms)
    worded = {
        OfficeRow(office_id(term), term.title, term.country) for _, _, term in terms if term.title is not None
    }
    writer.add_worded_offices(worded)
    writer.add_roles(
        (role, office.id) for office in worded for role in office_roles([office.title], office.country)
    )


def office_id(term: OfficeTerm) -> str:
    """The id under which the office of a term is known: its own, or one made of its wording and country."""
    return term.office if term.office is not None else f"{title_key(term.title or '')}@{term.country or ''}"


def _holding(n: int, person: Entity, term: OfficeTerm) -> HoldingRow:
    return HoldingRow(
        office=office_id(term),
        n=n,
        title=term.title,
        country=term.country,
        start=term.start,
        end=term.end,
        start_day=first_day(term.start).toordinal() if term.start is not None else date.min.toordinal(),
        end_day=last_day(term.end).toordinal() if term.end is not None else date.max.toordinal(),
        acting=term.acting,
        as_of=person.as_of,
    )


def _entity(body: str, path: Path, number: int) -> Entity:
    try:
        return Entity.model_validate_json(body)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(step) for step in first["loc"]) or "the line"
        raise TableError(
            f"entity table {str(path)!r}, line {number}: {where} is {first['input']!r:.80}: {first['msg']}; "
            "`corrigenda table check` lists every such line",
            path=path,
            line=number,
        ) from error


def _refuse_repeated(writer: Writer, source: Path | None) -> None:
    repeated = writer.repeated()
    if repeated is not None:
        table = f"entity table {str(source)!r}" if source is not None else "entity table"
        raise TableError(
            f"{table}, line {repeated.line}: the id {repeated.id!r} stands in line {repeated.first_line} "
            "already; make one entity of the two or give one another id (`corrigenda table check` lists all)",
            path=source,
            line=repeated.line,
        )


def _batches(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
