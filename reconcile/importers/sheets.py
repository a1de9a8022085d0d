"""Flat tables of any kind as one: CSV in any dialect, spreadsheets, Parquet, query results, flat JSON."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from corrigenda.reconcile.importers.files import Json, whole_text
from corrigenda.reconcile.importers.ledger import shown
from corrigenda.schemas.errors import TableError

SEVERAL = "|"
"""Parts the values of a cell that is a list in its source."""

_DELIMITERS = (",", ";", "\t", "|")
_TOLD = "sep="
"""What Excel writes in front to tell how the columns are parted."""
_VARIABLE = "?"
_TERM = re.compile(r"""^(?:<(?P<address>[^<>]*)>|"(?P<text>.*)"(?:@[\w-]+|\^\^\S+)?)$""", re.DOTALL)
_SAMPLE = 50
_BEGINNING = 1_000_000
_LONGEST_FIELD = 2**31 - 1

Row = dict[str, str]


class SheetRow(NamedTuple):
    """A row by header, blanks taken off; ``line`` is where it begins, counted from 1."""

    line: int
    cells: Row


@dataclass(frozen=True, slots=True)
class Sheet:
    """A flat table. ``notes`` say how it was read; ``left_out`` are rows that are none: line and reason."""

    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    notes: tuple[str, ...] = ()
    left_out: tuple[tuple[int, str], ...] = ()


# --- CSV ---------------------------------------------------------------------------------------------------


def csv_rows(path: Path) -> Iterator[Row]:
    """The rows of a CSV file with a header, by header."""
    return (row.cells for row in csv_sheet(path).rows)


def csv_sheet(path: Path, encoding: str | None = None, *, strip: bool = True) -> Sheet:
    """A CSV file: comma, semicolon, tab or bar between columns, in any encoding.

    Without ``strip`` the cells stay as they are, blanks around them too. Raises ``TableError``, with the
    line, where a quote is not closed.
    """
    decoded = whole_text(path, encoding)
    text = decoded.text
    first = text[: text.find("\n") + 1].strip().lower()
    if first.startswith(_TOLD) and len(first) == len(_TOLD) + 1:
        mark, text = first[-1], text[text.find("\n") + 1 :]
    else:
        mark = _delimiter(text)
    notes = [f"columns parted by {mark!r}"] if mark != "," else []
    if decoded.guessed:
        wide = next((line.strip() for line in text.splitlines() if not line.isascii()), "")
        notes.append(f"read as {decoded.encoding}, a guess: if {shown(wide)!r} is wrong, name the encoding")
    sheet = sheet_of(_records(path, text, mark), strip=strip)
    if sheet.columns and all(column.startswith(_VARIABLE) for column in sheet.columns):
        sheet = _of_plain_terms(sheet)
    return Sheet(sheet.columns, sheet.rows, (*notes, *sheet.notes), sheet.left_out)


def _of_plain_terms(sheet: Sheet) -> Sheet:
    """A query's result in SPARQL's own TSV, where an address and a text are written as in a query."""
    rows = [
        SheetRow(row.line, {name: _TERM.sub(_inner, cell) for name, cell in row.cells.items()})
        for row in sheet.rows
    ]
    return Sheet(sheet.columns, tuple(rows), sheet.notes, sheet.left_out)


def _inner(term: re.Match[str]) -> str:
    return term["address"] if term["text"] is None else term["text"].replace('\\"', '"')


def _delimiter(text: str) -> str:
    """The mark that parts the first lines into the most columns, each line into as many."""
    return max(_DELIMITERS, key=lambda mark: _evenness(text, mark))


def _evenness(text: str, mark: str) -> tuple[float, int]:
    lines = io.StringIO(text[:_BEGINNING], newline="")
    counts: Counter[int] = Counter()
    with suppress(csv.Error):
        for cells in islice(csv.reader(lines, delimiter=mark), _SAMPLE):
            if any(cells):
                counts[len(cells)] += 1
    if not counts:
        return (0, 0)
    columns, rows = counts.most_common(1)[0]
    return (rows / counts.total() if columns > 1 else 0, columns)


def _records(path: Path, text: str, mark: str) -> Iterator[tuple[int, Sequence[str]]]:
    """The cells of each record with the line on which it begins.

    Tabs are hardly ever quoted around: where quotes make no sense there, they are taken as they stand.
    """
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        yield from list(_parsed(text, mark, csv.QUOTE_MINIMAL))
    except _BadQuote as bad:
        if mark != "\t":
            raise TableError(
                f"{str(path)!r}, line {bad.line}: {bad.reason}: double a quote within quotes, close it, or "
                "take it out",
                path=path,
                line=bad.line,
            ) from bad
        yield from _parsed(text, mark, csv.QUOTE_NONE)


class _BadQuote(Exception):
    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


def _parsed(text: str, mark: str, quoting: Any) -> Iterator[tuple[int, Sequence[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, quoting=quoting, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        reason = "a quote is not closed" if "unexpected end" in str(error) else f"not well-formed ({error})"
        raise _BadQuote(line, reason) from error


def sheet_of(records: Iterable[tuple[int, Sequence[str]]], *, strip: bool = True) -> Sheet:
    """Records as a sheet: the first that is not empty is the header.

    A record with more cells than the header is left out: nobody knows which of them belongs where.
    """
    filled = ((line, cells) for line, cells in records if any(map(str.strip, cells)))
    header = [cell.strip() for cell in next(filled, (0, []))[1]]
    while header and not header[-1]:
        header.pop()
    columns = _told_apart(header)
    rows: list[SheetRow] = []
    left_out: list[tuple[int, str]] = []
    for line, cells in filled:
        if any(cells[len(columns) :]):
            left_out.append((line, "more cells than the header has"))
        else:
            kept = map(str.strip, cells) if strip else cells
            rows.append(SheetRow(line, dict(zip(columns, kept, strict=False))))
    return Sheet(columns, tuple(rows), left_out=tuple(left_out))


def _told_apart(header: Sequence[str]) -> tuple[str, ...]:
    """The headers, a second column of one name and one without a name told apart by their place."""
    names: dict[str, None] = {}
    for place, written in enumerate(header, start=1):
        name = written or f"column {place}"
        names[name if name not in names else f"{name} (column {place})"] = None
    return tuple(names)


# --- spreadsheets, Parquet, JSON ---------------------------------------------------------------------------


def excel_sheet(path: Path) -> Sheet:
    """The first sheet of a workbook that holds anything: .xlsx, .xls, .ods. Wants the ``excel`` extra."""
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError as error:
        raise TableError(
            f"{str(path)!r} is a spreadsheet: pip install 'corrigenda[excel]', or save it as CSV", path=path
        ) from error
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            grids = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    except CalamineError as error:
        raise TableError(f"{str(path)!r} cannot be read as a spreadsheet ({error})", path=path) from error
    filled = {name: grid for name, grid in grids.items() if any(map(any, grid))}
    if not filled:
        return Sheet((), ())
    name, *others = filled
    sheet = sheet_of((line, [_cell(cell) for cell in row]) for line, row in enumerate(filled[name], start=1))
    notes = [f"the sheet {name!r} was read"] if others else []
    notes += [f"the sheet {other!r} was not read: save it as a file of its own" for other in others]
    return Sheet(sheet.columns, sheet.rows, tuple(notes), sheet.left_out)


def parquet_sheet(path: Path) -> Sheet:
    """A Parquet file. Wants the ``parquet`` extra."""
    try:
        from pyarrow import ArrowException, parquet
    except ImportError as error:
        raise TableError(
            f"{str(path)!r} is Parquet: pip install 'corrigenda[parquet]', or save it as CSV", path=path
        ) from error
    try:
        return records_sheet(parquet.read_table(path).to_pylist())
    except ArrowException as error:
        raise TableError(f"{str(path)!r} cannot be read as Parquet ({error})", path=path) from error


def records_sheet(records: Sequence[Mapping[str, Json]]) -> Sheet:
    """Objects of plain values, the keys as columns."""
    columns = tuple(dict.fromkeys(key for record in records for key in record))
    rows = tuple(
        SheetRow(number, {key: _cell(value) for key, value in record.items()})
        for number, record in enumerate(records, start=1)
    )
    return Sheet(columns, rows)


def sparql_sheet(document: Json) -> Sheet:
    """The result of a SPARQL query in JSON: a column a variable, a row a solution."""
    columns = tuple(document["head"]["vars"])
    rows = tuple(
        SheetRow(number, {name: _cell(bound.get("value")) for name, bound in solution.items()})
        for number, solution in enumerate(document["results"]["bindings"], start=1)
    )
    return Sheet(columns, rows)


def _cell(value: Json) -> str:
    """A value as CSV would write it: days in ISO 8601, whole numbers without a point, lists with bars."""
    match value:
        case None | False:
            return ""
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case list() | tuple():
            return SEVERAL.join(text for part in value if (text := _cell(part)))
    return str(value).strip()
