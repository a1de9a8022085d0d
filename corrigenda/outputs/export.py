"""What a store holds as tables for other programs: JSON Lines, CSV, Parquet; a file for each table."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Literal

from corrigenda.outputs.atomic import make_directory, replacing
from corrigenda.outputs.files import inert
from corrigenda.outputs.layout import ROWS
from corrigenda.outputs.store import Store
from corrigenda.schemas.errors import OutputError

ExportFormat = Literal["jsonl", "csv", "parquet"]
Row = Sequence[str | int | float | None]

_AT_ONCE = 10_000
"""Rows that are in memory at a time."""


def export(store: Store, directory: Path, form: ExportFormat) -> tuple[Path, ...]:
    """Write each table of ``store`` into ``directory``, whole or not at all, and return the files.

    The columns are fixed: those of ``layout.ROWS``. Raises ``OutputError`` where a file cannot be written, or
    the library that writes this form is not installed.
    """
    make_directory(directory)
    written = []
    for name, columns in ROWS.items():
        path = directory / f"{name}.{form}"
        if form == "parquet":
            _write_parquet(path, columns, store.rows(name))
        elif form == "csv":
            _write_csv(path, columns, store.rows(name))
        else:
            _write_lines(path, columns, store.rows(name))
        written.append(path)
    return tuple(written)


def _write_lines(path: Path, columns: Mapping[str, str], rows: Iterable[Row]) -> None:
    with replacing(path) as file:
        file.writelines(
            json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False) + "\n" for row in rows
        )


def _write_csv(path: Path, columns: Mapping[str, str], rows: Iterable[Row]) -> None:
    with replacing(path, encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows([inert(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)


def _write_parquet(path: Path, columns: Mapping[str, str], rows: Iterable[Row]) -> None:
    try:
        import pyarrow
        from pyarrow import parquet
    except ModuleNotFoundError as error:
        raise OutputError(
            "Parquet needs pyarrow, which is not installed: pip install 'corrigenda[parquet]'", path=path
        ) from error
    types = {"TEXT": pyarrow.string(), "INTEGER": pyarrow.int64(), "REAL": pyarrow.float64()}
    schema = pyarrow.schema([(column, types[type_]) for column, type_ in columns.items()])
    partial = path.with_name(f".{path.name}.part")
    left = iter(rows)
    try:
        with parquet.ParquetWriter(partial, schema) as writer:
            while some := list(islice(left, _AT_ONCE)):
                records = [dict(zip(columns, row, strict=True)) for row in some]
                writer.write_table(pyarrow.Table.from_pylist(records, schema=schema))
        partial.replace(path)
    except OSError as error:
        raise OutputError(f"{str(path)!r} cannot be written: {error.strerror or error}", path=path) from error
    finally:
        partial.unlink(missing_ok=True)
