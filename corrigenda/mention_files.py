"""Mentions in files and resolutions out to files, a line each, JSON Lines or CSV by the file's ending."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TextIO

from pydantic import ValidationError

from corrigenda.adjudication import Adjudicator
from corrigenda.outputs import inert, replacing
from corrigenda.reconcile.context import Decisions
from corrigenda.reconcile.resolve import reconcile_names
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.base import Frozen
from corrigenda.schemas.errors import InputError
from corrigenda.schemas.names import Mention, Resolution

# A mention may carry its whole article: the csv module's own limit of 128 kB a cell is too small for that.
_LONGEST_CELL = 2**31 - 1
_CSV_COLUMNS = tuple(name for name in Resolution.model_fields if name not in ("evidence", "runner_up"))


class BadMention(Frozen):
    """A line that is no mention. ``line`` counts from 1."""

    line: int
    reason: str


def read_mentions(path: Path) -> Iterator[Mention | BadMention]:
    """The mentions of a ``.jsonl`` or ``.csv`` file, one by one; without an ``id``, the line's number is it.

    Raises ``InputError`` where the file cannot be read.
    """
    rows = _csv_rows if path.suffix.lower() == ".csv" else _json_rows
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for line, row in rows(file):
                yield row if isinstance(row, BadMention) else _mention(line, row)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{str(path)!r} is not UTF-8 ({error.reason}): convert it first", path=path
        ) from error
    except csv.Error as error:
        raise InputError(f"{str(path)!r} is not well-formed CSV: {error}", path=path) from error
    except OSError as error:
        raise InputError(f"{str(path)!r} cannot be read: {error.strerror or error}", path=path) from error


def reconcile_file(
    source: Path,
    out: Path,
    table: EntityTable,
    *,
    decisions: Decisions | None = None,
    adjudicator: Adjudicator | None = None,
    budget: int = 0,
    bad: Callable[[BadMention], None],
    watch: Callable[[Resolution], None],
) -> None:
    """Resolve every mention of ``source`` into ``out``, in their order, with memory for one document.

    Mentions of one text that stand one after the other are one document. ``adjudicator`` is asked about at
    most ``budget`` undecided names of the whole file. ``bad`` is told of each line that
    is no mention, ``watch`` of each resolution.
    """
    with replacing(out, encoding="utf-8-sig" if out.suffix.lower() == ".csv" else "utf-8") as file:
        write = _csv_writer(file) if out.suffix.lower() == ".csv" else _json_writer(file)
        for document in _documents(_good(read_mentions(source), bad)):
            left = budget - adjudicator.asked if adjudicator is not None else 0
            for resolution in reconcile_names(
                document, table, decisions=decisions, adjudicate=adjudicator, budget=left
            ):
                write(resolution)
                watch(resolution)


def _good(items: Iterable[Mention | BadMention], bad: Callable[[BadMention], None]) -> Iterator[Mention]:
    for item in items:
        if isinstance(item, BadMention):
            bad(item)
        else:
            yield item


def _documents(mentions: Iterable[Mention]) -> Iterator[list[Mention]]:
    for text, group in groupby(mentions, key=lambda mention: mention.text):
        if text is None:
            yield from ([mention] for mention in group)
        else:
            yield list(group)


def _mention(line: int, row: dict[str, object]) -> Mention | BadMention:
    try:
        return Mention.model_validate({"id": str(line), **row})
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"])) or "line"
        return BadMention(line=line, reason=f"{field}: {first['msg']}")


def _json_rows(file: TextIO) -> Iterator[tuple[int, dict[str, object] | BadMention]]:
    for line, text in enumerate(file, start=1):
        if not text.strip():
            continue
        try:
            row = json.loads(text)
        except (json.JSONDecodeError, RecursionError) as error:
            yield line, BadMention(line=line, reason=f"not JSON: {error}")
            continue
        yield line, row if isinstance(row, dict) else BadMention(line=line, reason="not a JSON object")


def _csv_rows(file: TextIO) -> Iterator[tuple[int, dict[str, object] | BadMention]]:
    csv.field_size_limit(_LONGEST_CELL)
    rows = csv.DictReader(file)
    for row in rows:
        if None in row or None in row.values():
            yield rows.line_num, BadMention(line=rows.line_num, reason="not as many cells as the header")
        else:
            yield rows.line_num, {name: cell for name, cell in row.items() if cell != ""}


def _json_writer(file: TextIO) -> Callable[[Resolution], None]:
    def write(resolution: Resolution) -> None:
        file.write(resolution.model_dump_json() + "\n")

    return write


def _csv_writer(file: TextIO) -> Callable[[Resolution], None]:
    writer = csv.DictWriter(file, (*_CSV_COLUMNS, "evidence", "runner_up", "runner_up_confidence"))
    writer.writeheader()

    def write(resolution: Resolution) -> None:
        second = resolution.runner_up
        row = {name: getattr(resolution, name) for name in _CSV_COLUMNS}
        row["evidence"] = "; ".join(f"{one.weight:+.1f} {one.detail}" for one in resolution.evidence)
        row["runner_up"] = None if second is None else second.entity_id
        row["runner_up_confidence"] = None if second is None else second.confidence
        writer.writerow({name: inert(cell) if isinstance(cell, str) else cell for name, cell in row.items()})

    return write
