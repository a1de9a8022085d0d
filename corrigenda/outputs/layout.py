"""The tables of a run store, for us and for whoever reads them with SQLite, Datasette or DuckDB.

Each line of an output file is a row: its main parts as typed columns, and the whole as JSON in ``record``.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

from corrigenda.outputs.finished import LineKind

ColumnType = Literal["TEXT", "INTEGER", "REAL", "BOOLEAN"]

APPLICATION = 0x434F5252  # "CORR": tells our files from other people's
VERSION = 2

TYPES: Mapping[LineKind, Mapping[str, tuple[ColumnType, str]]] = {
    "facts": {
        "id": ("TEXT", "id"),
        "schema": ("TEXT", "schema"),
        "status": ("TEXT", "status"),
        "speaker": ("TEXT", "speaker"),
        "sentence_id": ("INTEGER", "sentence.id"),
        "start": ("INTEGER", "sentence.start"),
        "end": ("INTEGER", "sentence.end"),
        "sentence": ("TEXT", "sentence.text"),
        "model": ("TEXT", "provenance.model"),
        "request": ("TEXT", "provenance.request"),
    },
    "names": {
        **{name: ("TEXT", name) for name in ("id", "surface")},
        **{name: ("INTEGER", name) for name in ("start", "end")},
        **{name: ("TEXT", name) for name in ("title", "type", "status", "entity_id", "canonical")},
        **{name: ("TEXT", name) for name in ("country", "office", "corrected", "corrected_title")},
        **{name: ("TEXT", name) for name in ("error", "variant")},
        "confidence": ("REAL", "confidence"),
        "sentence": ("TEXT", "sentence"),
    },
    "corrections": {
        **{name: ("TEXT", name) for name in ("surface", "replacement", "entity_id", "error", "sentence")},
        **{name: ("INTEGER", name) for name in ("start", "end")},
        "confidence": ("REAL", "confidence"),
    },
    "coverage": {
        **{name: ("TEXT", name) for name in ("kind", "surface", "entity_id", "canonical", "sentence")},
        **{name: ("INTEGER", name) for name in ("start", "end")},
    },
    "rejects": {
        **{name: ("TEXT", name) for name in ("stage", "reason", "window", "raw")},
        **{name: ("INTEGER", name) for name in ("sentence", "tokens")},
    },
}
"""The columns of each kind of line: their type, and the path of their value in the line."""

COLUMNS: Mapping[LineKind, Mapping[str, str]] = {
    kind: {column: f"json_extract(:record, '$.{path}')" for column, (_, path) in columns.items()}
    for kind, columns in TYPES.items()
}
"""The same as expressions of SQL over ``:record``, in the order of the columns."""

_USAGE = ("requests", "cached", "prompt_tokens", "completion_tokens", "seconds")
_OF_FIELD = {
    **{name: name for name in ("surface", "start", "end", "alignment", "types")},
    "via": "via.surface",
    "name_id": "resolution.id",
    **{name: f"resolution.{name}" for name in ("status", "entity_id", "canonical")},
    **{name: f"resolution.{name}" for name in ("corrected", "error", "variant", "confidence")},
    "time": "time.value",
}
"""What the view of fields shows of each, and its path."""
_NOW = "DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))"

_RESULTS: Sequence[str] = (
    "CREATE TABLE runs (run INTEGER PRIMARY KEY, summary TEXT NOT NULL)",
    "CREATE TABLE origins (folded TEXT PRIMARY KEY, id TEXT NOT NULL, origin TEXT NOT NULL UNIQUE,"
    " run INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE articles (id TEXT PRIMARY KEY, state TEXT NOT NULL, reason TEXT NOT NULL, path TEXT,"
    " url TEXT, source TEXT, title TEXT, published TEXT, language TEXT, figures TEXT NOT NULL,"
    " corrected TEXT, run INTEGER NOT NULL, made INTEGER NOT NULL, fingerprint TEXT NOT NULL,"
    f" origin TEXT NOT NULL, line INTEGER NOT NULL, finished_at TEXT NOT NULL {_NOW},"
    " row TEXT NOT NULL, page BLOB NOT NULL)",
    "CREATE INDEX articles_in_order ON articles (origin, line, id)",
    *(
        f"CREATE TABLE {kind} (article_id TEXT NOT NULL, n INTEGER NOT NULL, "
        + ", ".join(f'"{column}" {type_}' for column, (type_, _) in columns.items())
        + ", record TEXT NOT NULL, PRIMARY KEY (article_id, n))"
        for kind, columns in TYPES.items()
    ),
    "CREATE INDEX names_by_entity ON names (entity_id)",
    "CREATE VIEW usage AS SELECT id AS article_id, "
    + ", ".join(f"json_extract(figures, '$.usage.{name}') AS {name}" for name in _USAGE)
    + " FROM articles",
    "CREATE VIEW fields AS"
    " SELECT f.article_id, f.id AS fact_id, f.schema, f.n, e.id AS place, e.key AS field,"
    + ", ".join(f" json_extract(e.value, '$.{path}') AS \"{name}\"" for name, path in _OF_FIELD.items())
    + " FROM facts AS f, json_each(f.record, '$.fields') AS e",
)

SCHEMA: Sequence[str] = (
    "CREATE TABLE answers (key TEXT PRIMARY KEY, model TEXT NOT NULL, answer TEXT NOT NULL,"
    f" asked_at TEXT NOT NULL {_NOW}, state TEXT NOT NULL DEFAULT 'usable', run INTEGER NOT NULL DEFAULT 0)"
    " WITHOUT ROWID",
    *_RESULTS,
)

STEPS: Mapping[int, Sequence[str]] = {
    # Answers stay; what came of them is worked out again by the next run, which asks nothing.
    1: (
        "ALTER TABLE answers ADD COLUMN state TEXT NOT NULL DEFAULT 'usable'",
        "ALTER TABLE answers ADD COLUMN run INTEGER NOT NULL DEFAULT 0",
        "UPDATE answers SET state = 'unusable' WHERE json_extract(answer, '$.finish_reason') = 'unusable'",
        "DROP VIEW usage",
        *(f"DROP TABLE {name}" for name in ("articles", "facts", "resolutions", "edits", "rejects")),
        *_RESULTS,
    ),
}
"""What brings a store of an earlier version to the next one."""
