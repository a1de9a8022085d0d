"""An entity table out of a CSV file: a row is an entity, or one of its terms."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import get_args

from pydantic import TypeAdapter

from corrigenda.reconcile.countries import country_code
from corrigenda.reconcile.importers.files import Row, csv_rows, partial_date
from corrigenda.reconcile.importers.names import several, told_by_script, unique_names, without_note
from corrigenda.reconcile.text import read_yaml, tokens
from corrigenda.schemas.entities import Entity, EntityName, OfficeTerm
from corrigenda.schemas.errors import TableError
from corrigenda.schemas.facts import EntityType

_TYPES: Mapping[str, EntityType] = {name: name for name in get_args(EntityType)}


def read_csv(source: Path, columns: Mapping[str, str] | None = None) -> Iterator[Entity]:
    """The entities of a CSV file; rows of one id are one entity, each with a term of its own.

    ``columns`` says which header holds which field (``{"name": "Full name"}``); fields that it leaves out
    are found by the headers of ``data/csv_columns.yaml``. Only ``name`` must be there. A row without an id is
    known by its name, without a type it is a person. Offices that have an id are entities too. The whole file
    is held in memory.
    """
    rows = [_Fields(row, columns or {}) for row in csv_rows(source)]
    if rows and not rows[0].get("name"):
        raise TableError(
            f"{str(source)!r} has no column for names among {sorted(rows[0].headers)!r}: call one 'name'",
            path=source,
            line=1,
        )
    grouped: dict[str, list[_Fields]] = {}
    offices: dict[str, Entity] = {}
    for row in rows:
        if row.get("name"):
            grouped.setdefault(row.get("id") or "name:" + " ".join(tokens(row.get("name"))), []).append(row)
        if row.get("office_id") and row.get("title"):
            offices.setdefault(row.get("office_id"), _office(row))
    yield from (_entity(entity_id, same) for entity_id, same in grouped.items())
    yield from (office for office in offices.values() if office.id not in grouped)


class _Fields:
    """A row by field instead of by header."""

    def __init__(self, row: Row, columns: Mapping[str, str]) -> None:
        self.headers = tuple(row)
        self._row = {header.lower(): value for header, value in row.items()}
        self._columns = columns

    def get(self, field: str) -> str:
        """The value of a field, empty where the row has none."""
        named = self._columns.get(field)
        headers = (named.lower(),) if named is not None else _headers()[field]
        return next((value for header in headers if (value := self._row.get(header, ""))), "")


@lru_cache(maxsize=1)
def _headers() -> Mapping[str, tuple[str, ...]]:
    return TypeAdapter(dict[str, tuple[str, ...]]).validate_python(read_yaml("csv_columns.yaml"))


def _entity(entity_id: str, rows: list[_Fields]) -> Entity:
    first = rows[0]
    country = country_code(first.get("country"))
    names = [EntityName(text=first.get("name"), kind="canonical")]
    for row in rows:
        others = [row.get("name"), without_note(row.get("wikipedia")), *several(row.get("aliases"))]
        names += [EntityName(text=text) for text in others if text]
        names += [EntityName(text=text, kind="native") for text in several(row.get("native"))]
    return Entity(
        id=entity_id,
        type=_TYPES.get(first.get("type").lower(), "person"),
        names=unique_names(told_by_script(name, country) for name in names),
        terms=tuple(dict.fromkeys(_term(row) for row in rows if row.get("title") or row.get("office_id"))),
        country=country,
        description=first.get("description") or None,
        born=partial_date(first.get("born")),
        died=partial_date(first.get("died")),
        as_of=min((day for row in rows if (day := partial_date(row.get("as_of")))), default=None),
    )


def _term(row: _Fields) -> OfficeTerm:
    return OfficeTerm(
        office=row.get("office_id") or None,
        title=row.get("title") or None,
        country=country_code(row.get("country")),
        start=partial_date(row.get("start")),
        end=partial_date(row.get("end")),
    )


def _office(row: _Fields) -> Entity:
    return Entity(
        id=row.get("office_id"),
        type="office",
        names=(EntityName(text=row.get("title"), kind="canonical"),),
        country=country_code(row.get("country")),
    )
