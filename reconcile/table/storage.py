"""The compiled entity table on disk: the one module of the reconciler that knows SQLite."""

import sqlite3
import weakref
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote
from uuid import uuid4

from corrigenda.reconcile.table.layout import (
    CAPPED,
    COUNTED,
    INDEXES,
    OTHERS_FROM,
    PAIRS_FROM,
    PLAIN_FROM,
    SCHEMA,
    EntityRow,
    HoldingRow,
    OfficeRow,
    WordRow,
)

_MOST_VALUES: Final = 1024

StorageError = sqlite3.Error
"""What is raised where a place cannot be read or written: no table, a full disk, no permission."""


@dataclass(frozen=True)
class Database:
    """Where a compiled table is: a file, or the memory of this process for as long as this object lives."""

    writing: str
    reading: str
    path: Path | None = None
    keeper: sqlite3.Connection | None = None

    @classmethod
    def file(cls, path: Path) -> "Database":
        """The file at ``path``. A reader takes it as never changing."""
        uri = f"file:{quote(str(path.resolve()))}"
        return cls(f"{uri}?mode=rwc", f"{uri}?mode=ro&immutable=1", path)

    @classmethod
    def memory(cls) -> "Database":
        """A new place in memory."""
        uri = f"file:/corrigenda-{uuid4().hex}?vfs=memdb"
        return cls(uri, uri, keeper=sqlite3.connect(uri, uri=True, check_same_thread=False))


@dataclass(frozen=True)
class Repeated:
    """Two lines of a source that claim the same id."""

    id: str
    first_line: int
    line: int


class Writer:
    """Writes one compiled table, in batches, in bounded memory."""

    def __init__(self, place: Database) -> None:
        self._connection = sqlite3.connect(place.writing, uri=True, isolation_level=None)
        self._connection.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;"
            f"PRAGMA temp_store = {'FILE' if place.path is not None else 'MEMORY'}; {SCHEMA}"
        )
        self._connection.execute("BEGIN")

    def add_entities(self, rows: Iterable[EntityRow]) -> None:
        """Keep the entities themselves. Repeated ids are found by ``repeated``."""
        self._connection.executemany("INSERT INTO entity VALUES (?, ?, ?, ?, ?)", rows)

    def add_name_keys(self, rows: Iterable[tuple[int, int]]) -> None:
        """Keep (key, entity number)."""
        self._connection.executemany("INSERT INTO raw_name_key VALUES (?, ?)", rows)

    def add_reading_keys(self, rows: Iterable[tuple[int, int]]) -> None:
        """Keep (key, entity number)."""
        self._connection.executemany("INSERT INTO raw_reading_key VALUES (?, ?)", rows)

    def add_words(self, rows: Iterable[tuple[int, str]]) -> None:
        """Keep (hash, word); a word may come again."""
        self._connection.executemany("INSERT OR IGNORE INTO raw_word VALUES (?, ?)", rows)

    def add_holdings(self, rows: Iterable[HoldingRow]) -> None:
        """Keep the terms."""
        self._connection.executemany(f"INSERT INTO holding VALUES ({'?, ' * 9}?)", rows)

    def add_offices(self, rows: Iterable[OfficeRow]) -> None:
        """Keep the offices that the table describes itself."""
        self._connection.executemany("INSERT OR REPLACE INTO office VALUES (?, ?, ?)", rows)

    def add_worded_offices(self, rows: Iterable[OfficeRow]) -> None:
        """Keep offices known by the wording of a term only, unless the table describes them."""
        self._connection.executemany("INSERT OR IGNORE INTO office VALUES (?, ?, ?)", rows)

    def add_roles(self, rows: Iterable[tuple[str, str]]) -> None:
        """Keep (role, office id)."""
        self._connection.executemany("INSERT OR IGNORE INTO role VALUES (?, ?)", rows)

    def repeated(self) -> Repeated | None:
        """The first id that stands in two lines."""
        row = self._connection.execute(
            "SELECT id, min(line), max(line) FROM entity GROUP BY id HAVING count(*) > 1 ORDER BY 3 LIMIT 1"
        ).fetchone()
        return Repeated(*row) if row is not None else None

    def index_keys(self, *, initial_cap: int, word_cap: int, cap: int) -> None:
        """Sort the keys in and count how many persons bear each word.

        Of the entities under one key only the first by number are kept: ``initial_cap`` under a word and an
        initial, ``word_cap`` under a single word, ``cap`` under any other key.
        """
        caps = {"pairs_from": PAIRS_FROM, "initial_cap": initial_cap, "word_cap": word_cap, "cap": cap}
        for table in ("name_key", "reading_key"):
            self._connection.execute(CAPPED.format(table=table, **caps))
        self._connection.execute(COUNTED)

    def words(self) -> Iterator[tuple[int, str]]:
        """Every (hash, word) after ``index_keys``."""
        return self._connection.cursor().execute("SELECT hash, text FROM word")

    def add_spelling_keys(self, rows: Iterable[tuple[int, int]]) -> None:
        """Keep (key, word hash), which must come sorted to be stored fast."""
        self._connection.executemany("INSERT OR IGNORE INTO spelling_key VALUES (?, ?)", rows)

    def finish(self, meta: dict[str, str]) -> None:
        """Write what is said of the whole table; after this it can be read."""
        self._connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
        for statement in INDEXES:
            self._connection.execute(statement)
        self._connection.execute("COMMIT")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


class Reader:
    """Reads a compiled table from any number of threads: each question borrows a connection of its own."""

    def __init__(self, place: Database) -> None:
        self._place = place
        self._idle: deque[sqlite3.Connection] = deque()
        weakref.finalize(self, _close, self._idle)  # first of all, for what is no table has been opened too
        with self._borrowed() as connection:
            self.meta: dict[str, str] = dict(connection.execute("SELECT name, value FROM meta").fetchall())
        if place.keeper is not None:
            self._idle.append(place.keeper)

    def close(self) -> None:
        """Close every connection. Nothing may be asked after that."""
        _close(self._idle)

    def bodies_of(self, ids: Sequence[str]) -> dict[str, str]:
        """The entities with these ids, as JSON."""
        return dict(self._among("SELECT id, body FROM entity WHERE id IN ({})", ids))

    def entities(self) -> Iterator[str]:
        """Every entity as JSON, in the order of the source."""
        with self._borrowed() as connection:
            for (body,) in connection.execute("SELECT body FROM entity ORDER BY line"):
                yield body

    def ids(self) -> Iterator[str]:
        """Every id, sorted."""
        with self._borrowed() as connection:
            for (entity_id,) in connection.execute("SELECT id FROM entity ORDER BY id"):
                yield entity_id

    def is_person(self, entity_id: str) -> bool | None:
        """Whether this id is a person's; ``None`` where the table has no such id."""
        rows = self._rows("SELECT n FROM entity WHERE id = ?", (entity_id,))
        return not OTHERS_FROM <= rows[0][0] < PLAIN_FROM if rows else None

    def known(self, ids: Sequence[str]) -> frozenset[str]:
        """Those of these ids that the table has."""
        return frozenset(row[0] for row in self._among("SELECT id FROM entity WHERE id IN ({})", ids))

    def ids_of(self, numbers: Sequence[int]) -> dict[int, str]:
        """The ids of these entity numbers."""
        return dict(self._among("SELECT n, id FROM entity WHERE n IN ({})", numbers))

    def names_of(self, numbers: Sequence[int]) -> list[tuple[int, str]]:
        """(entity number, folded name) for every name of these entities."""
        rows = self._among("SELECT n, names FROM entity WHERE n IN ({})", numbers)
        return [(n, name) for n, names in rows for name in names.split("\n")]

    def words_spelled(self, keys: Sequence[int], limit: int) -> list[WordRow]:
        """The words that have one of these spelling keys, at most ``limit``."""
        query = (
            "SELECT hash, text, name_frequency FROM word "
            f"WHERE hash IN (SELECT hash FROM spelling_key WHERE key IN ({{}})) LIMIT {limit}"
        )
        return self._among(query, keys)

    def name_frequency(self, word_hash: int) -> int:
        """How many persons bear the word with this hash."""
        rows = self._rows("SELECT name_frequency FROM word WHERE hash = ?", (word_hash,))
        return int(rows[0][0]) if rows else 0

    def bearing(self, keys: Sequence[int], limit: int) -> list[tuple[int, int]]:
        """(key, entity number) for these name keys, at most ``limit``."""
        return self._among(f"SELECT key, n FROM name_key WHERE key IN ({{}}) LIMIT {limit}", keys)

    def read_so(self, keys: Sequence[int], limit: int) -> list[tuple[int, int]]:
        """(key, entity number) for these reading keys, at most ``limit``."""
        return self._among(f"SELECT key, n FROM reading_key WHERE key IN ({{}}) LIMIT {limit}", keys)

    def read_among(self, keys: Sequence[int], ids: Sequence[str]) -> frozenset[str]:
        """Those of the entities with these ids that stand under one of these reading keys."""
        query = f"""
            SELECT DISTINCT id FROM entity JOIN reading_key USING (n)
            WHERE id IN ({{}}) AND key IN ({_places(len(keys))})
        """
        return frozenset(row[0] for row in self._among(query, ids, keys))

    @cached_property
    def has_readings(self) -> bool:
        """Whether any entity has a native spelling that can be read."""
        return bool(self._rows("SELECT 1 FROM reading_key LIMIT 1", ()))

    def office(self, office_id: str) -> OfficeRow | None:
        """The office with this id, as far as this table knows it."""
        rows = self._rows("SELECT id, title, country FROM office WHERE id = ?", (office_id,))
        return OfficeRow(*rows[0]) if rows else None

    def offices_of(self, role: str) -> list[OfficeRow]:
        """The offices that are this role."""
        query = "SELECT id, title, country FROM role JOIN office ON id = office WHERE role = ?"
        return [OfficeRow(*row) for row in self._rows(query, (role,))]

    def roles_of(self, office_id: str) -> tuple[str, ...]:
        """The roles of this office, sorted."""
        rows = self._rows("SELECT role FROM role WHERE office = ? ORDER BY role", (office_id,))
        return tuple(row[0] for row in rows)

    def own_roles(self) -> list[str]:
        """The roles that are the wording of an office of the table and nothing more: ``title:…``."""
        return [row[0] for row in self._rows("SELECT DISTINCT role FROM role WHERE role GLOB 'title:*'", ())]

    def holdings_of(self, office_id: str, first_day: int, last_day: int) -> list[tuple[str, HoldingRow]]:
        """Every term of this office that touches the days from first to last, with the id of the person."""
        query = (
            "SELECT entity.id, holding.* FROM holding JOIN entity USING (n) "
            "WHERE office = ? AND end_day >= ? AND start_day <= ?"
        )
        return [(row[0], HoldingRow(*row[1:])) for row in self._rows(query, (office_id, first_day, last_day))]

    def _rows(self, query: str, values: Sequence[str | int]) -> list[tuple[Any, ...]]:
        connection = self._borrow()
        try:
            return connection.execute(query, values).fetchall()
        finally:
            self._idle.append(connection)

    def _among(
        self, query: str, values: Sequence[int] | Sequence[str], further: Sequence[int] = ()
    ) -> list[tuple[Any, ...]]:
        """The answers for all ``values``, put for ``{}``; in few lengths, so that statements are reused.

        ``further`` are put for the places that the query has behind them.
        """
        found: list[tuple[Any, ...]] = []
        for start in range(0, len(values), _MOST_VALUES):
            part = values[start : start + _MOST_VALUES]
            padded = [*part, *[part[-1]] * ((1 << (len(part) - 1).bit_length()) - len(part))]
            found += self._rows(query.format(_places(len(padded))), [*padded, *further])
        return found

    @contextmanager
    def _borrowed(self) -> Iterator[sqlite3.Connection]:
        connection = self._borrow()
        try:
            yield connection
        finally:
            self._idle.append(connection)

    def _borrow(self) -> sqlite3.Connection:
        """A connection that nobody else uses; it must be given back to ``_idle``."""
        try:
            return self._idle.pop()
        except IndexError:
            connection = sqlite3.connect(self._place.reading, uri=True, check_same_thread=False)
            connection.execute("PRAGMA mmap_size = 1073741824")
            return connection


@cache
def _places(count: int) -> str:
    return ", ".join("?" * count)


def _close(connections: deque[sqlite3.Connection]) -> None:
    while connections:
        connections.pop().close()
