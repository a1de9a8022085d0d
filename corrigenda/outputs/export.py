"""What a store holds as tables for other programs: JSON Lines, CSV, Parquet, FollowTheMoney."""

import csv
import json
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from corrigenda.outputs.atomic import make_directory, replacing
from corrigenda.outputs.follow_the_money import entities
from corrigenda.outputs.store import Store
from corrigenda.outputs.tables import TABLES, OutputTable, Table
from corrigenda.schemas.errors import OutputError

ExportFormat = Literal["jsonl", "csv", "parquet", "ftm"]
TableRow = Sequence[str | int | float | None]

_AT_ONCE = 10_000
"""Rows that are in memory at a time."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What begins a formula for some spreadsheet; the wide ones for those of East Asia."""


def export(store: Store, directory: Path, form: ExportFormat) -> tuple[Path, ...]:
    """Write each table of ``store`` into ``directory``, whole or not at all, and return the files.

    The columns are fixed: those of ``TABLES``. FollowTheMoney is one file, ``entities.ftm.json``. Raises
    ``OutputError`` where a file cannot be written, or the library that writes this form is not installed.
    """
    make_directory(directory)
    if form == "ftm":
        path = directory / "entities.ftm.json"
        with replacing(path) as file:
            file.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in entities(store))
        return (path,)
    paths = {name: directory / f"{name}.{form}" for name in TABLES}
    for name, path in paths.items():
        write_table(store, name, path)
    return tuple(paths.values())


def write_table(store: Store, name: OutputTable, path: Path) -> None:
    """Write one table of ``store``, in the form of the file's ending.

    Raises ``OutputError`` as ``export`` does.
    """
    write = {".csv": _write_csv, ".parquet": _write_parquet, ".jsonl": _write_lines}[path.suffix]
    write(path, TABLES[name], store.rows(name))


def inert(cell: str) -> str:
    """``cell`` so that no spreadsheet takes it for a formula: an article may hold anything."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _write_lines(path: Path, table: Table, rows: Iterable[TableRow]) -> None:
    with replacing(path) as file:
        file.writelines(json.dumps(table.record(row), ensure_ascii=False) + "\n" for row in rows)


def _write_csv(path: Path, table: Table, rows: Iterable[TableRow]) -> None:
    """In UTF-8 with a byte order mark, as spreadsheets want it."""
    with replacing(path, encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow(table.columns)
        writer.writerows(map(_cell, table.record(row).values()) for row in rows)


def _cell(value: object) -> object:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return inert(value)
        case _:
            return value


def _write_parquet(path: Path, table: Table, rows: Iterable[TableRow]) -> None:
    try:
        import pyarrow
        from pyarrow import parquet
    except ModuleNotFoundError as error:
        raise OutputError(
            "Parquet needs pyarrow, which is not installed: pip install 'corrigenda[parquet]'", path=path
        ) from error
    types: dict[str, Any] = {
        "TEXT": pyarrow.string(),
        "INTEGER": pyarrow.int64(),
        "REAL": pyarrow.float64(),
        "BOOLEAN": pyarrow.bool_(),
    }
    schema = pyarrow.schema([(name, types[column.type]) for name, column in table.columns.items()])
    partial = path.with_name(f".{path.name}.part")
    left = iter(rows)
    try:
        with parquet.ParquetWriter(partial, schema) as writer:
            while some := list(islice(left, _AT_ONCE)):
                writer.write_table(pyarrow.Table.from_pylist(list(map(table.record, some)), schema=schema))
        partial.replace(path)
    except OSError as error:
        raise OutputError(f"{str(path)!r} cannot be written: {error.strerror or error}", path=path) from error
    finally:
        partial.unlink(missing_ok=True)
