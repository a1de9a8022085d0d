"""The layout of a compiled table: its rows, and the statements that make it.

An entity has a number. Numbers say who comes first in a list of everybody who bears a name: persons with an
office, then organizations, places and offices, then persons without an office.
"""

from typing import Final, NamedTuple

FORMAT: Final = 8
"""The version of the layout below and of the keys in it; a compiled table of another one is compiled anew."""

OTHERS_FROM: Final = 1 << 28
PLAIN_FROM: Final = 1 << 29
PAIRS_FROM: Final = 1 << 31
"""From this on a name key is two words; below, it is one; below 0, a word and an initial."""

SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entity (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL, line INTEGER NOT NULL, names TEXT NOT NULL, body TEXT NOT NULL
);
CREATE TABLE name_key (key INTEGER, n INTEGER, PRIMARY KEY (key, n)) WITHOUT ROWID;
CREATE TABLE reading_key (key INTEGER, n INTEGER, PRIMARY KEY (key, n)) WITHOUT ROWID;
CREATE TABLE word (hash INTEGER PRIMARY KEY, text TEXT NOT NULL, name_frequency INTEGER NOT NULL);
CREATE TABLE spelling_key (key INTEGER, hash INTEGER, PRIMARY KEY (key, hash)) WITHOUT ROWID;
CREATE TABLE office (id TEXT PRIMARY KEY, title TEXT NOT NULL, country TEXT) WITHOUT ROWID;
CREATE TABLE role (role TEXT, office TEXT, PRIMARY KEY (role, office)) WITHOUT ROWID;
CREATE TABLE holding (
    office TEXT NOT NULL, n INTEGER NOT NULL, title TEXT, country TEXT,
    start TEXT, end TEXT, start_day INTEGER NOT NULL, end_day INTEGER NOT NULL,
    acting INTEGER NOT NULL, as_of TEXT
);
CREATE TEMP TABLE raw_name_key (key INTEGER, n INTEGER);
CREATE TEMP TABLE raw_reading_key (key INTEGER, n INTEGER);
CREATE TEMP TABLE raw_word (hash INTEGER PRIMARY KEY, text TEXT NOT NULL);
"""

INDEXES = (
    "CREATE UNIQUE INDEX entity_id ON entity (id)",
    "CREATE INDEX role_office ON role (office)",
    "CREATE INDEX holding_office ON holding (office, end_day)",
)

CAPPED = """
INSERT INTO {table} SELECT key, n FROM (
    SELECT key, n, row_number() OVER (PARTITION BY key ORDER BY n) AS place
    FROM (SELECT DISTINCT key, n FROM raw_{table})
) WHERE place <= CASE WHEN key < 0 THEN {initial_cap} WHEN key < {pairs_from} THEN {word_cap} ELSE {cap} END
"""

COUNTED = f"""
INSERT INTO word SELECT raw_word.hash, raw_word.text, coalesce(borne.name_frequency, 0)
FROM raw_word LEFT JOIN (
    SELECT key AS hash, count(DISTINCT n) AS name_frequency FROM raw_name_key
    WHERE key BETWEEN 1 AND {PAIRS_FROM - 1} AND (n < {OTHERS_FROM} OR n >= {PLAIN_FROM}) GROUP BY key
) AS borne ON borne.hash = raw_word.hash
"""


class EntityRow(NamedTuple):
    """An entity: its number, its id, the line of the source, its folded names a line each, itself as JSON."""

    n: int
    id: str
    line: int
    names: str
    body: str


class HoldingRow(NamedTuple):
    """A term: the office, who held it, its own wording and country, from when to when.

    ``start_day`` and ``end_day`` are ordinals (``date.toordinal``), the first and the last day that the
    partial dates can mean; what is open reaches to the first or the last day that there is.
    """

    office: str
    n: int
    title: str | None
    country: str | None
    start: str | None
    end: str | None
    start_day: int
    end_day: int
    acting: bool
    as_of: str | None


class OfficeRow(NamedTuple):
    """An office: its id, how it is called, its country."""

    id: str
    title: str
    country: str | None


WordRow = tuple[int, str, int]
"""A word of names: its hash, its folded text, how many persons bear it. Hundreds are read for a query."""
