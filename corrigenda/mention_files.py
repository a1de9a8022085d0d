"""Mentions in files and resolutions out to files, a line each, JSON Lines or CSV by the file's ending."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from pydantic import ValidationError

from corrigenda.adjudication import Adjudicator
from corrigenda.outputs import inert, replacing
from corrigenda.reconcile.context import Decisions
from corrigenda.reconcile.importers import (
    AmbiguousDates,
    DateOrder,
    country_of,
    csv_sheet,
    date_order,
    is_blank,
    read_date,
)
from corrigenda.reconcile.resolve import reconcile_names
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.base import Frozen
from corrigenda.schemas.errors import InputError, TableError
from corrigenda.schemas.names import Mention, Resolution

_CSV_COLUMNS = tuple(name for name in Resolution.model_fields if name not in ("evidence", "runner_up"))
_CSV_EVIDENCE = ("evidence", "runner_up", "runner_up_confidence")
_OURS = frozenset({*Resolution.model_fields, *_CSV_EVIDENCE})
_INPUT = "input_"
_TOLD = frozenset({"id", "surface", "title", "start"})
"""What a resolution says of its mention anyway."""


class BadMention(Frozen):
    """A line that is no mention. ``line`` counts from 1."""

    line: int
    reason: str


class MentionRow(NamedTuple):
    """A mention, and what else its line says, under the keys that it has in the output."""

    mention: Mention
    carried: Mapping[str, Any]


_MentionLine = dict[str, Any]
_Lines = Callable[[], Iterator[tuple[int, _MentionLine | BadMention]]]


def read_mentions(
    path: Path, *, dates: DateOrder | None = None, note: Callable[[str], None] = lambda text: None
) -> Iterator[MentionRow | BadMention]:
    """The mentions of a ``.jsonl`` or ``.csv`` file, one by one; without an ``id``, the line's number is it.

    A CSV file may be of any usual dialect. A date is read as the others tell: ``16/03/2021`` has the day
    first; ``dates`` says it where none tells. ``note`` is told what is to be known of the whole file. Raises
    ``InputError`` where the file cannot be read, or a date has two readings.
    """
    yield from _mentions(path, _lines_of(path, note), dates)


def _mentions(path: Path, lines: _Lines, dates: DateOrder | None) -> Iterator[MentionRow | BadMention]:
    order = dates or _order(path, lines())
    for line, row in lines():
        yield row if isinstance(row, BadMention) else _mention(line, row, order)


def reconcile_file(
    source: Path,
    out: Path,
    table: EntityTable,
    *,
    dates: DateOrder | None = None,
    decisions: Decisions | None = None,
    adjudicator: Adjudicator | None = None,
    budget: int = 0,
    bad: Callable[[BadMention], None],
    watch: Callable[[Resolution], None],
    note: Callable[[str], None] = lambda text: None,
) -> None:
    """Resolve every mention of ``source`` into ``out``, in their order, with memory for one document.

    Mentions of one text that stand one after the other are one document. What a line of ``source`` says
    beside its mention stands in ``out`` too. ``adjudicator`` is asked about at most ``budget`` undecided
    names of the whole file. ``bad`` is told of each line that is no mention, ``watch`` of each resolution,
    ``dates`` and ``note`` are as in `read_mentions`.
    """
    lines = _lines_of(source, note)
    as_csv = out.suffix.lower() == ".csv"
    with replacing(out, encoding="utf-8-sig" if as_csv else "utf-8") as file:
        write = _csv_writer(file, _carried_keys(lines())) if as_csv else _json_writer(file)
        for document in _documents(_good(_mentions(source, lines, dates), bad)):
            left = budget - adjudicator.asked if adjudicator is not None else 0
            mentions = [row.mention for row in document]
            resolutions = reconcile_names(
                mentions, table, decisions=decisions, adjudicate=adjudicator, budget=left
            )
            for row, resolution in zip(document, resolutions, strict=True):
                write(resolution, row.carried)
                watch(resolution)


def _good(
    items: Iterable[MentionRow | BadMention], bad: Callable[[BadMention], None]
) -> Iterator[MentionRow]:
    for item in items:
        if isinstance(item, BadMention):
            bad(item)
        else:
            yield item


def _documents(rows: Iterable[MentionRow]) -> Iterator[list[MentionRow]]:
    for text, group in groupby(rows, key=lambda row: row.mention.text):
        if text is None:
            yield from ([row] for row in group)
        else:
            yield list(group)


# --- a line ------------------------------------------------------------------------------------------------


def _mention(line: int, row: _MentionLine, order: DateOrder | None) -> MentionRow | BadMention:
    fields = {
        key: value for key, value in row.items() if key in Mention.model_fields and not _is_empty(value)
    }
    if "id" in fields:
        fields["id"] = str(fields["id"])
    if "country" in fields:
        fields["country"] = country_of(str(fields["country"])) or fields["country"]
    if "date" in fields:
        day = read_date(str(fields["date"]), order)
        if day.refused is not None:
            return BadMention(line=line, reason=f"date: {str(fields['date'])!r}: {day.refused}")
        fields["date"] = day.value
    try:
        mention = Mention.model_validate({"id": str(line), **fields})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "line"
        return BadMention(line=line, reason=f"{where}: {first['msg']}")
    carried = {_carried_key(key): value for key, value in row.items() if key not in _TOLD}
    return MentionRow(mention, carried)


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and is_blank(value))


def _carried_key(key: str) -> str:
    """A key of the input in the output: its own, unless ours is called so, or that of an earlier output."""
    bare = key
    while bare.startswith(_INPUT):
        bare = bare.removeprefix(_INPUT)
    return f"{_INPUT}{key}" if bare in _OURS else key


def _carried_keys(rows: Iterable[tuple[int, _MentionLine | BadMention]]) -> tuple[str, ...]:
    keys = dict.fromkeys(key for _, row in rows if isinstance(row, dict) for key in row)
    return tuple(_carried_key(key) for key in keys if key not in _TOLD)


def _order(path: Path, rows: Iterable[tuple[int, _MentionLine | BadMention]]) -> DateOrder | None:
    """Whether the day or the month comes first in the dates of the file."""
    dates = (row.get("date") for _, row in rows if isinstance(row, dict))
    order = date_order(date for date in dates if isinstance(date, str))
    if isinstance(order, AmbiguousDates):
        raise InputError(f"{str(path)!r}: {order}: say --dates day-first or --dates month-first", path=path)
    return order


# --- files -------------------------------------------------------------------------------------------------


def _lines_of(path: Path, note: Callable[[str], None]) -> _Lines:
    """What gives the lines of a file, as often as they are asked for."""
    if path.suffix.lower() != ".csv":
        return lambda: _json_rows(path)
    try:
        sheet = csv_sheet(path, strip=False)
    except TableError as error:
        raise InputError(str(error), path=path) from error
    for text in sheet.notes:
        note(text)
    rows: list[tuple[int, _MentionLine | BadMention]] = [
        *((row.line, {key: value for key, value in row.cells.items() if value}) for row in sheet.rows),
        *((line, BadMention(line=line, reason=reason)) for line, reason in sheet.left_out),
    ]
    rows.sort(key=lambda numbered: numbered[0])
    return lambda: iter(rows)


def _json_rows(path: Path) -> Iterator[tuple[int, _MentionLine | BadMention]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for line, text in enumerate(file, start=1):
                if text.strip():
                    yield line, _json_row(line, text)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{str(path)!r} is not UTF-8 ({error.reason}): convert it first", path=path
        ) from error
    except OSError as error:
        raise InputError(f"{str(path)!r} cannot be read: {error.strerror or error}", path=path) from error


def _json_row(line: int, text: str) -> _MentionLine | BadMention:
    try:
        row = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        return BadMention(line=line, reason=f"not JSON: {error}")
    return row if isinstance(row, dict) else BadMention(line=line, reason="not a JSON object")


_Write = Callable[[Resolution, Mapping[str, Any]], None]


def _json_writer(file: TextIO) -> _Write:
    def write(resolution: Resolution, carried: Mapping[str, Any]) -> None:
        line = {**resolution.model_dump(mode="json"), **carried}
        file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")

    return write


def _csv_writer(file: TextIO, carried_keys: tuple[str, ...]) -> _Write:
    writer = csv.DictWriter(file, (*_CSV_COLUMNS, *_CSV_EVIDENCE, *carried_keys))
    writer.writeheader()

    def write(resolution: Resolution, carried: Mapping[str, Any]) -> None:
        second = resolution.runner_up
        row = {name: getattr(resolution, name) for name in _CSV_COLUMNS}
        row["evidence"] = "; ".join(f"{one.weight:+.1f} {one.detail}" for one in resolution.evidence)
        row["runner_up"] = None if second is None else second.entity_id
        row["runner_up_confidence"] = None if second is None else second.confidence
        row |= carried
        writer.writerow({name: inert(cell) if isinstance(cell, str) else cell for name, cell in row.items()})

    return write
