"""The tables of a run store, for us and for whoever reads them with SQLite, Datasette or DuckDB.

Each line of an output file is a row: its main parts as typed columns, and the whole as JSON in ``record``.
"""

from collections.abc import Mapping, Sequence

from corrigenda.outputs.finished import LineKind

APPLICATION = 0x434F5252  # "CORR": tells our files from other people's
VERSION = 2

_TYPES: Mapping[LineKind, Mapping[str, tuple[str, str]]] = {
    "facts": {
        "id": ("TEXT", "id"),
        "schema": ("TEXT", "schema"),
        "status": ("TEXT", "status"),
        "speaker": ("TEXT", "speaker"),
        "start": ("INTEGER", "sentence.start"),
        "end": ("INTEGER", "sentence.end"),
        "sentence": ("TEXT", "sentence.text"),
        "model": ("TEXT", "provenance.model"),
        "request": ("TEXT", "provenance.request"),
    },
    "names": {
        **{name: ("TEXT", name) for name in ("surface", "title", "status", "entity_id", "canonical")},
        **{name: ("INTEGER", name) for name in ("start", "end")},
        **{name: ("TEXT", name) for name in ("corrected", "corrected_title", "error", "variant", "sentence")},
        "confidence": ("REAL", "confidence"),
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
    for kind, columns in _TYPES.items()
}
"""The same as expressions of SQL over ``:record``, in the order of the columns."""

ROWS: Mapping[str, Mapping[str, str]] = {
    "articles": dict.fromkeys(
        ("id", "state", "reason", "path", "url", "source", "title", "published"), "TEXT"
    ),
    **{
        kind: {"article_id": "TEXT", **{column: type_ for column, (type_, _) in columns.items()}}
        for kind, columns in _TYPES.items()
    },
    "fields": {
        **dict.fromkeys(("article_id", "fact_id", "schema", "field", "surface"), "TEXT"),
        **dict.fromkeys(("start", "end"), "INTEGER"),
        **dict.fromkeys(("alignment", "entity_id", "canonical", "time"), "TEXT"),
    },
    "usage": {
        "article_id": "TEXT",
        **dict.fromkeys(("requests", "cached", "prompt_tokens", "completion_tokens"), "INTEGER"),
        "seconds": "REAL",
    },
}
"""The tables and views that are handed out, with their columns and the type of each."""

_USAGE = ("requests", "cached", "prompt_tokens", "completion_tokens", "seconds")
_NOW = "DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))"

_RESULTS: Sequence[str] = (
    "CREATE TABLE runs (run INTEGER PRIMARY KEY, summary TEXT NOT NULL)",
    "CREATE TABLE origins (folded TEXT PRIMARY KEY, id TEXT NOT NULL, origin TEXT NOT NULL UNIQUE,"
    " run INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE articles (id TEXT PRIMARY KEY, state TEXT NOT NULL, reason TEXT NOT NULL, path TEXT,"
    " url TEXT, source TEXT, title TEXT, published TEXT, figures TEXT NOT NULL, corrected TEXT,"
    " run INTEGER NOT NULL, made INTEGER NOT NULL, fingerprint TEXT NOT NULL, origin TEXT NOT NULL,"
    f" line INTEGER NOT NULL, finished_at TEXT NOT NULL {_NOW}, row TEXT NOT NULL, page BLOB NOT NULL)",
    "CREATE INDEX articles_in_order ON articles (origin, line, id)",
    *(
        f"CREATE TABLE {kind} (article_id TEXT NOT NULL, n INTEGER NOT NULL, "
        + ", ".join(f'"{column}" {type_}' for column, (type_, _) in columns.items())
        + ", record TEXT NOT NULL, PRIMARY KEY (article_id, n))"
        for kind, columns in _TYPES.items()
    ),
    "CREATE INDEX names_by_entity ON names (entity_id)",
    "CREATE VIEW usage AS SELECT id AS article_id, "
    + ", ".join(f"json_extract(figures, '$.usage.{name}') AS {name}" for name in _USAGE)
    + " FROM articles",
    "CREATE VIEW fields AS SELECT f.article_id, f.id AS fact_id, f.schema, e.key AS field,"
    + ", ".join(
        f" json_extract(e.value, '$.{path}') AS {name}"
        for name, path in {
            **{one: one for one in ("surface", "start", "end", "alignment")},
            "entity_id": "resolution.entity_id",
            "canonical": "resolution.canonical",
            "time": "time.value",
        }.items()
    ).replace("AS end", 'AS "end"')
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
