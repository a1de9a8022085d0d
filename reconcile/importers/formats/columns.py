"""Which column of a flat table holds what: by the header, by what stands in it, or as the user says."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from corrigenda.reconcile.importers.dates import AmbiguousDates, DateOrder, date_order
from corrigenda.reconcile.importers.ledger import Ledger
from corrigenda.reconcile.importers.sheets import Sheet
from corrigenda.reconcile.importers.values import is_blank, wikidata_id
from corrigenda.reconcile.text import read_yaml, tokens
from corrigenda.schemas.base import Frozen
from corrigenda.schemas.errors import TableError

Columns = Mapping[str, tuple[str, ...]]
"""The columns of each field, the first that holds something in a row goes before the others."""

PLACES = ("country", "nationality")
_IDS = ("id", "office_id", "organization_id", *PLACES)
_TEXTS = ("name", "title", "organization", "group", "description", "chamber")
DATES = ("born", "died", "start", "end", "as_of")
_LABEL = "label"
"""Wikidata's query service gives the name of ?x as ?xLabel."""


class _Headers(Frozen):
    headers: dict[str, tuple[str, ...]]
    items: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def _headers() -> _Headers:
    return _Headers.model_validate(read_yaml("csv_columns.yaml"))


def fields() -> tuple[str, ...]:
    """All that a column can be read as."""
    return tuple(_headers().headers)


def check_fields(said: Mapping[str, str], path: Path) -> None:
    """Raises ``TableError`` where the user speaks of a field that there is none of."""
    for field in said:
        if field not in fields():
            raise TableError(f"{field!r} is no field: use one of {', '.join(fields())}", path=path)


def find_columns(sheet: Sheet, said: Mapping[str, str], path: Path) -> Columns:
    """The columns of each field. ``said`` is what the user says: the header of a field.

    Raises ``TableError`` where the user names what is not there.
    """
    check_fields(said, path)
    found: dict[str, tuple[str, ...]] = {}
    for field, header in said.items():
        found[field] = (_said(sheet, field, header, path),)
    left = [column for column in sheet.columns if (column,) not in found.values()]
    items = [column for column in left if _holds_items(sheet, column)]
    for field, names in _headers().items.items():
        _take(found, field, names, items, left)
    texts = [column for column in left if column not in items]
    for field, names in _headers().headers.items():
        usable = left if field in _IDS else texts
        if field not in said:
            _take(found, field, names, usable, left)
    if "name" not in found:
        found |= _labelled(left, items)
    return found


def _said(sheet: Sheet, field: str, header: str, path: Path) -> str:
    for column in sheet.columns:
        if column.casefold() == header.strip().casefold():
            return column
    raise TableError(
        f"{str(path)!r} has no column {header!r} for {field!r}: it has {', '.join(sheet.columns)}", path=path
    )


def _take(
    found: dict[str, tuple[str, ...]], field: str, names: tuple[str, ...], usable: list[str], left: list[str]
) -> None:
    """Give a field its columns, in the order of the names, and take them from what is left."""
    keys = ["".join(tokens(name)) for name in names]
    own = sorted(
        (column for column in usable if column in left and _key(column) in keys),
        key=lambda column: keys.index(_key(column)),
    )
    if own:
        found[field] = (*found.get(field, ()), *own)
        left[:] = [column for column in left if column not in own]


def _key(column: str) -> str:
    return "".join(tokens(column))


def _holds_items(sheet: Sheet, column: str) -> bool:
    """Whether a column holds Wikidata's ids and nothing else."""
    filled = [value for row in sheet.rows if not is_blank(value := row.cells.get(column, ""))]
    return bool(filled) and all(wikidata_id(value) is not None for value in filled)


def _labelled(left: list[str], items: list[str]) -> dict[str, tuple[str, ...]]:
    """The first variable of a query that is an item with a label: its id and its name."""
    for item in items:
        for column in left:
            if _key(column) == _key(item) + _LABEL:
                return {"id": (item,), "name": (column,)}
    return {}


def is_label_missing(field: str, value: str) -> bool:
    """Whether an item's number stands where its label should: it has none in the language asked for."""
    return field in _TEXTS and wikidata_id(value) is not None


def account_for(sheet: Sheet, columns: Columns, ledger: Ledger) -> None:
    """Take down what each column holds and what it is read as."""
    read_as = {column: (field, place) for field, own in columns.items() for place, column in enumerate(own)}
    for column in sheet.columns:
        for row in sheet.rows:
            ledger.saw(column, row.cells.get(column, ""))
        if column in read_as:
            field, place = read_as[column]
            ledger.read(column, field if not place else f"{field}, after {columns[field][0]!r}")
            for row in sheet.rows:
                if is_label_missing(field, value := row.cells.get(column, "")):
                    ledger.leave_out(column, "an item's number, not its name", value, line=row.line)
    for line, reason in sheet.left_out:
        ledger.leave_out("rows", reason, f"line {line}", line=line)
    for note in sheet.notes:
        ledger.note(note)


def date_orders(
    sheet: Sheet, columns: Columns, given: DateOrder | None, path: Path
) -> Mapping[str, DateOrder]:
    """Whether the day or the month comes first in each field that holds dates, by the whole column.

    Where a column leaves it open the others of the sheet tell. Raises ``TableError`` with both readings
    where nothing does.
    """
    texts = {
        field: [row.cells.get(column, "") for row in sheet.rows for column in columns[field]]
        for field in DATES
        if field in columns
    }
    if given is not None:
        return dict.fromkeys(texts, given)
    together = date_order(text for column in texts.values() for text in column)
    return dict(_orders(texts, columns, together, path))


def _orders(
    texts: Mapping[str, list[str]],
    columns: Columns,
    together: DateOrder | AmbiguousDates | None,
    path: Path,
) -> Iterator[tuple[str, DateOrder]]:
    for field, own in texts.items():
        order = date_order(own)
        if isinstance(order, AmbiguousDates) and not order.both and isinstance(together, str):
            order = together
        if isinstance(order, AmbiguousDates):
            raise TableError(
                f"{str(path)!r}, column {columns[field][0]!r}: {order}: say --dates day-first or --dates "
                "month-first",
                path=path,
            )
        if order is not None:
            yield field, order
