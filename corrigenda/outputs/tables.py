"""The tables that are handed out: one row a thing, fixed columns whatever the data, joined by ids."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from corrigenda.outputs.layout import TYPES, ColumnType
from corrigenda.schemas.runs import Figures

OutputTable = Literal[
    "articles", "facts", "participants", "names", "corrections", "coverage", "rejects", "fields", "usage"
]


class Column(NamedTuple):
    """A column: the type of its values, any of which may be missing, and where they come from, in SQL."""

    type: ColumnType
    value: str


@dataclass(frozen=True)
class Table:
    """What makes a table of the store: ``t`` is a row of it, ``a`` its article."""

    columns: Mapping[str, Column]
    source: str
    order: str = ""

    @property
    def query(self) -> str:
        """The rows, article by article."""
        values = ", ".join(column.value for column in self.columns.values())
        return f"SELECT {values} FROM {self.source} ORDER BY a.origin, a.line, a.id{self.order}"

    def record(self, row: Sequence[str | int | float | None]) -> dict[str, str | int | float | bool | None]:
        """A row as the store gives it, by the names of the columns."""
        return {
            name: bool(value) if column.type == "BOOLEAN" and value is not None else value
            for (name, column), value in zip(self.columns.items(), row, strict=True)
        }


def role_of(path: str) -> str:
    """What somebody is to a fact: the field's path without the places in its lists; a function of the SQL."""
    return re.sub(r"\[\d+\]", "", path)


def _own(type_: ColumnType, *names: str) -> dict[str, Column]:
    return {name: Column(type_, f't."{name}"') for name in names}


def _said(name: str) -> str:
    """The value of a field of the fact as reconciled."""
    return f"CAST(json_extract(t.record, '$.reconciled.{name}') AS TEXT)"


def _first_time(path: str) -> str:
    """A part of the first field that tells a time."""
    return (
        f"(SELECT json_extract(e.value, '$.{path}') FROM json_each(t.record, '$.fields') AS e"
        " WHERE json_type(e.value, '$.time') = 'object' ORDER BY e.id LIMIT 1)"
    )


_LINKED = "CASE WHEN t.status = 'linked' THEN t.{0} END"
_OF_ARTICLE = "{0} AS t JOIN articles AS a ON a.id = t.article_id"
_PLACE = ("start", "end")
_COUNTS = tuple(name for name in Figures.model_fields if name not in ("usage", "seconds"))

_NAMED = (
    "(SELECT group_concat(name, '; ') FROM (SELECT CASE json_extract(e.value, '$.resolution.status') WHEN"
    " 'linked' THEN json_extract(e.value, '$.resolution.canonical') ELSE json_extract(e.value, '$.surface')"
    " END AS name FROM json_each(t.record, '$.fields') AS e WHERE json_type(e.value, '$.types') = 'array'"
    " GROUP BY name ORDER BY min(e.id)))"
)
_IS_NEGATED = "CASE json_type(t.record, '$.reconciled.negated') WHEN 'true' THEN 1 WHEN 'false' THEN 0 END"
_SHOWN = ("kind", "what", "status", "speaker")
_PATHS_SHOWN = ", ".join(f"'$.{name}'" for name in _SHOWN)
_OTHER = (
    f"json_remove(json_extract(t.record, '$.reconciled'), {_PATHS_SHOWN},"
    f" CASE WHEN {_IS_NEGATED} IS NULL THEN '$.kind' ELSE '$.negated' END)"
)


def _facts() -> dict[str, Column]:
    return {
        **_own("TEXT", "id", "article_id"),
        "article_title": Column("TEXT", "a.title"),
        "article_published": Column("TEXT", "a.published"),
        "article_url": Column("TEXT", "a.url"),
        **_own("TEXT", "schema"),
        **_own("INTEGER", "sentence_id"),
        "sentence_start": Column("INTEGER", "t.start"),
        "sentence_end": Column("INTEGER", 't."end"'),
        **_own("TEXT", "sentence"),
        **{name: Column("TEXT", _said(name)) for name in _SHOWN},
        "negated": Column("BOOLEAN", _IS_NEGATED),
        "participants": Column("TEXT", _NAMED),
        "time_surface": Column("TEXT", _first_time("surface")),
        "time": Column("TEXT", _first_time("time.value")),
        "time_start": Column("TEXT", _first_time("time.start")),
        "time_end": Column("TEXT", _first_time("time.end")),
        "other": Column("TEXT", _OTHER),
        "notes": Column("TEXT", "json_extract(t.record, '$.notes')"),
        **_own("TEXT", "model", "request"),
    }


def _participants() -> dict[str, Column]:
    one_type = "CASE WHEN json_array_length(t.types) = 1 THEN json_extract(t.types, '$[0]') END"
    return {
        **_own("TEXT", "article_id", "fact_id"),
        "role": Column("TEXT", "role_of(t.field)"),
        **_own("TEXT", "field", "surface"),
        **_own("INTEGER", *_PLACE),
        **_own("TEXT", "via", "name_id", "status"),
        "entity_id": Column("TEXT", _LINKED.format("entity_id")),
        "canonical": Column("TEXT", _LINKED.format("canonical")),
        "type": Column("TEXT", f"COALESCE(n.type, {one_type})"),
        "country": Column("TEXT", "n.country"),
        "office": Column("TEXT", "n.office"),
        **_own("TEXT", "corrected", "error", "variant"),
        **_own("REAL", "confidence"),
    }


def _lines(kind: Literal["names", "corrections", "coverage", "rejects"]) -> Table:
    columns = {name: Column(type_, f't."{name}"') for name, (type_, _) in TYPES[kind].items()}
    return Table({**_own("TEXT", "article_id"), **columns}, _OF_ARTICLE.format(kind), ", t.n")


TABLES: Mapping[OutputTable, Table] = {
    "articles": Table(
        {
            **_own("TEXT", "id", "path", "url", "source", "title", "published", "language"),
            **_own("TEXT", "state", "reason"),
            **{name: Column("INTEGER", f"json_extract(t.figures, '$.{name}')") for name in _COUNTS},
        },
        "articles AS t JOIN articles AS a ON a.id = t.id",
    ),
    "facts": Table(_facts(), _OF_ARTICLE.format("facts"), ", t.n"),
    "participants": Table(
        _participants(),
        _OF_ARTICLE.format("fields")
        + " AND t.types IS NOT NULL"
        + " LEFT JOIN names AS n ON n.article_id = t.article_id AND n.id = t.name_id",
        ", t.n, t.place",
    ),
    "names": _lines("names"),
    "corrections": _lines("corrections"),
    "coverage": _lines("coverage"),
    "rejects": _lines("rejects"),
    "fields": Table(
        {
            **_own("TEXT", "article_id", "fact_id", "schema", "field", "surface"),
            **_own("INTEGER", *_PLACE),
            **_own("TEXT", "alignment", "time"),
        },
        _OF_ARTICLE.format("fields"),
        ", t.n, t.place",
    ),
    "usage": Table(
        {
            **_own("TEXT", "article_id"),
            **_own("INTEGER", "requests", "cached", "prompt_tokens", "completion_tokens"),
            **_own("REAL", "seconds"),
        },
        _OF_ARTICLE.format("usage"),
    ),
}
"""Each table that is handed out."""
