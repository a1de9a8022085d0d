"""Other tables made into ours: the format told, read into drafts, the drafts made entities."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Literal, get_args

from corrigenda.reconcile.importers.dates import DateOrder
from corrigenda.reconcile.importers.drafts import Draft, Normalizer
from corrigenda.reconcile.importers.files import json_document, json_objects
from corrigenda.reconcile.importers.formats import (
    account_for,
    check_fields,
    date_orders,
    find_columns,
    read_congress,
    read_ftm,
    read_office_terms,
    read_popolo,
    read_rows,
    read_wikidata,
)
from corrigenda.reconcile.importers.ledger import Ledger
from corrigenda.reconcile.importers.names import read_spellings, with_spellings
from corrigenda.reconcile.importers.sheets import (
    Sheet,
    csv_sheet,
    excel_sheet,
    parquet_sheet,
    records_sheet,
    sparql_sheet,
)
from corrigenda.reconcile.importers.sniff import format_of
from corrigenda.schemas.base import Frozen
from corrigenda.schemas.entities import Entity
from corrigenda.schemas.errors import TableError

TableFormat = Literal[
    "auto",
    "csv",
    "excel",
    "parquet",
    "json",
    "sparql",
    "wikidata",
    "ftm",
    "popolo",
    "office-terms",
    "congress",
]
_LONGEST_REASON = 200
FORMATS: tuple[str, ...] = get_args(TableFormat)


class FlatOptions(Frozen):
    """What a flat table does not say of itself.

    ``columns``: the header of a field. ``constants``: the value of a field that is the same in every row.
    ``dates``: whether the day or the month comes first where the columns leave it open. ``encoding``: what a
    CSV file is in.
    """

    columns: Mapping[str, str] = {}
    constants: Mapping[str, str] = {}
    dates: DateOrder | None = None
    encoding: str | None = None


def import_table(
    source: Path,
    format: str = "auto",
    *,
    names: Path | None = None,
    flat: FlatOptions | None = None,
    ledger: Ledger | None = None,
) -> Iterator[Entity]:
    """The entities of another table, one by one.

    ``format`` is one of ``FORMATS``; ``auto`` tells it by the content. ``names`` is a CSV file of native
    spellings (``read_spellings``). ``ledger`` takes down what was read and what was not. Raises
    ``TableError`` where the source is not of that format.
    """
    ledger = ledger if ledger is not None else Ledger()
    if format not in FORMATS:
        raise TableError(f"{format!r} is no format of tables: use one of {', '.join(FORMATS)}", path=source)
    spellings = read_spellings(names) if names is not None else {}
    ledger.format = format_of(source) if format == "auto" else format
    try:
        entities = _read(source, ledger, flat or FlatOptions())
        yield from with_spellings(entities, spellings)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        reason = " ".join(str(error).split())[:_LONGEST_REASON]
        raise TableError(
            f"{str(source)!r} is not laid out as {ledger.format!r} ({type(error).__name__}: {reason}): "
            "name another format",
            path=source,
        ) from error


def _read(source: Path, ledger: Ledger, flat: FlatOptions) -> Iterator[Entity]:
    sheets: Mapping[str, Callable[[Path], Sheet]] = {
        "csv": partial(csv_sheet, encoding=flat.encoding),
        "excel": excel_sheet,
        "parquet": parquet_sheet,
        "json": lambda path: records_sheet(list(json_objects(path))),
        "sparql": lambda path: sparql_sheet(json_document(path)),
    }
    readers: Mapping[str, Callable[[Path, Ledger], Iterator[Draft]]] = {
        "office-terms": read_office_terms,
        "congress": read_congress,
        "ftm": read_ftm,
        "wikidata": read_wikidata,
        "popolo": read_popolo,
    }
    if ledger.format in sheets:
        yield from _flat(sheets[ledger.format](source), source, ledger, flat)
    elif ledger.format in readers:
        yield from _made(readers[ledger.format](source, ledger), Normalizer(ledger))
    else:
        raise TableError(
            f"{str(source)!r} is a table of ours already: use it as it is, with --table", path=source
        )


def _flat(sheet: Sheet, source: Path, ledger: Ledger, flat: FlatOptions) -> Iterator[Entity]:
    check_fields(flat.constants, source)
    columns = find_columns(sheet, flat.columns, source)
    account_for(sheet, columns, ledger)
    orders = date_orders(sheet, columns, flat.dates, source)
    called = {field: own[0] for field, own in columns.items() if own}
    drafts = read_rows(sheet, columns, orders, source, ledger, flat.constants)
    yield from _made(drafts, Normalizer(ledger, orders, called))


def _made(drafts: Iterator[Draft], normalizer: Normalizer) -> Iterator[Entity]:
    for draft in drafts:
        if (entity := normalizer.entity(draft)) is not None:
            yield entity
