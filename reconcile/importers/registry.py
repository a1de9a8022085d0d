"""Other tables made into ours: one reader a format, native spellings added on the way."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Literal, get_args

from pydantic import ValidationError

from corrigenda.reconcile.importers.congress import read_congress
from corrigenda.reconcile.importers.csv import read_csv
from corrigenda.reconcile.importers.ftm import read_ftm
from corrigenda.reconcile.importers.names import read_spellings, with_spellings
from corrigenda.reconcile.importers.office_terms import read_office_terms
from corrigenda.reconcile.importers.popolo import read_popolo
from corrigenda.reconcile.importers.wikidata import read_wikidata
from corrigenda.schemas.entities import Entity
from corrigenda.schemas.errors import TableError

TableFormat = Literal["csv", "office-terms", "congress", "ftm", "wikidata", "popolo"]
FORMATS: tuple[str, ...] = get_args(TableFormat)


def import_table(
    source: Path, format: str, *, names: Path | None = None, columns: Mapping[str, str] | None = None
) -> Iterator[Entity]:
    """The entities of another table, one by one.

    ``format`` is one of ``FORMATS``; ``names`` a CSV file of native spellings (``read_spellings``);
    ``columns`` says for ``csv`` which header holds which field (``read_csv``). Raises ``TableError`` where
    the source is not of that format.
    """
    readers: Mapping[str, Callable[[Path], Iterator[Entity]]] = {
        "csv": partial(read_csv, columns=columns),
        "office-terms": read_office_terms,
        "congress": read_congress,
        "ftm": read_ftm,
        "wikidata": read_wikidata,
        "popolo": read_popolo,
    }
    if format not in readers:
        raise TableError(f"{format!r} is no format of tables: use one of {', '.join(FORMATS)}", path=source)
    spellings = read_spellings(names) if names is not None else {}
    try:
        yield from with_spellings(readers[format](source), spellings)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise TableError(
            f"{str(source)!r}: {first['input']!r:.200} cannot be the {first['loc'][0]!r} of an entity "
            f"({first['msg']}): set it right in the source",
            path=source,
        ) from error
    except (AttributeError, KeyError, TypeError) as error:
        raise TableError(
            f"{str(source)!r} is not laid out as {format!r} ({type(error).__name__}: {error}): "
            "name another format",
            path=source,
        ) from error
