"""The run store: one SQLite file that remembers every answer that was paid for, and what each article gave.

Each answer is committed to disk before it is used, so that an end of the process at any moment loses at most
what was in flight. One run writes at a time; its threads share one connection.
"""

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from pydantic import BaseModel

from corrigenda.extract.model import Answer
from corrigenda.schemas.errors import OutputError
from corrigenda.schemas.records import ProcessedArticle, Reject
from corrigenda.schemas.runs import ArticleOutcome

FILE_NAME = "corrigenda.sqlite"
_APPLICATION = 0x434F5252  # "CORR": tells our files from other people's
_VERSION = 1
_LISTS = ("facts", "resolutions", "edits", "rejects")
_USAGE = ("requests", "cached", "prompt_tokens", "completion_tokens", "seconds")
_SCHEMA = (
    "CREATE TABLE answers (key TEXT PRIMARY KEY, model TEXT NOT NULL, answer TEXT NOT NULL,"
    " asked_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))) WITHOUT ROWID",
    "CREATE TABLE articles (id TEXT PRIMARY KEY, state TEXT NOT NULL, reason TEXT NOT NULL,"
    " figures TEXT NOT NULL, path TEXT, url TEXT, source TEXT, title TEXT, published TEXT, corrected TEXT,"
    " finished_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))) WITHOUT ROWID",
    "CREATE VIEW usage AS SELECT id AS article_id, "
    + ", ".join(f"json_extract(figures, '$.usage.{name}') AS {name}" for name in _USAGE)
    + " FROM articles",
    *(
        f"CREATE TABLE {name} (article_id TEXT NOT NULL, n INTEGER NOT NULL, record TEXT NOT NULL,"
        " PRIMARY KEY (article_id, n)) WITHOUT ROWID"
        for name in _LISTS
    ),
)


class Store:
    """What one output directory remembers between runs. Open it with ``Store.open``."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._lock = threading.Lock()
        self.path = path

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the store at ``path``, made where it is not there.

        Raises ``OutputError`` where the file is damaged, not a run store, of a later version, in use by
        another run, or cannot be written.
        """
        connection: sqlite3.Connection | None = None
        try:
            connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=0.2)
            _prepare(connection, path)
        except sqlite3.Error as error:
            if connection is not None:
                connection.close()
            raise OutputError(_why_unusable(path, error), path=path) from error
        except OutputError:
            if connection is not None:
                connection.close()
            raise
        return cls(connection, path)

    def recall(self, key: str) -> Answer | None:
        """The answer that was remembered under ``key``, or ``None``."""
        with self._lock, self._errors():
            row = self._connection.execute("SELECT answer FROM answers WHERE key = ?", (key,)).fetchone()
        return None if row is None else Answer.model_validate_json(row[0])

    def remember(self, key: str, answer: Answer) -> None:
        """Keep ``answer`` under ``key``; on return it is on the disk."""
        with self._lock, self._errors():
            self._connection.execute(
                "INSERT OR REPLACE INTO answers (key, model, answer) VALUES (?, ?, ?)",
                (key, answer.model, answer.model_dump_json()),
            )

    def save(self, processed: ProcessedArticle, outcome: ArticleOutcome) -> None:
        """Keep what came of an article, in place of what an earlier run said of it."""
        article, day = processed.article.article, processed.article.published.day
        about = {
            "path": article.path,
            "url": article.url,
            "source": article.source,
            "title": article.title,
            "published": None if day is None else day.isoformat(),
            "corrected": processed.corrected.text,
        }
        with self._lock, self._errors(), self._transaction():
            self._replace(outcome, about)
            self._insert("facts", article.id, processed.records)
            self._insert("resolutions", article.id, processed.corrected.names)
            self._insert("edits", article.id, processed.corrected.edits)
            self._insert("rejects", article.id, processed.extraction.rejects)

    def save_failure(self, reject: Reject, outcome: ArticleOutcome) -> None:
        """Keep that an article failed as a whole, and why."""
        with self._lock, self._errors(), self._transaction():
            self._replace(outcome, {})
            self._insert("rejects", outcome.article_id, (reject,))

    def articles(self) -> tuple[ArticleOutcome, ...]:
        """The outcome of every article that was ever finished here, by id."""
        with self._lock, self._errors():
            rows = self._connection.execute(
                "SELECT json_object('article_id', id, 'state', state, 'reason', reason,"
                " 'figures', json(figures)) FROM articles ORDER BY id"
            ).fetchall()
        return tuple(ArticleOutcome.model_validate_json(row) for (row,) in rows)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _replace(self, outcome: ArticleOutcome, about: Mapping[str, str | None]) -> None:
        """Forget what was known of the article, and enter it anew."""
        for name in _LISTS:
            self._connection.execute(f"DELETE FROM {name} WHERE article_id = ?", (outcome.article_id,))
        row = {
            "id": outcome.article_id,
            "state": outcome.state,
            "reason": outcome.reason,
            "figures": outcome.figures.model_dump_json(),
            **about,
        }
        places = ", ".join(f":{column}" for column in row)
        self._connection.execute(f"INSERT OR REPLACE INTO articles ({', '.join(row)}) VALUES ({places})", row)

    def _insert(self, table: str, article_id: str, records: Iterable[BaseModel]) -> None:
        rows = ((article_id, n, record.model_dump_json(by_alias=True)) for n, record in enumerate(records))
        self._connection.executemany(f"INSERT INTO {table} VALUES (?, ?, ?)", rows)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise OutputError(_why_unusable(self.path, error), path=self.path) from error


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Lock the file for this process, and make its tables where it is new."""
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("BEGIN IMMEDIATE")
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application != _APPLICATION and tables:
        raise OutputError(
            f"{str(path)!r} is a database, but no run store of Corrigenda: name another output directory",
            path=path,
        )
    if version > _VERSION:
        raise OutputError(
            f"{str(path)!r} was written by a later Corrigenda (store version {version}, known here:"
            f" {_VERSION}): upgrade, or name another output directory",
            path=path,
        )
    if not tables:
        for statement in _SCHEMA:
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        connection.execute(f"PRAGMA user_version = {_VERSION}")
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")


def _why_unusable(path: Path, error: sqlite3.Error) -> str:
    words = str(error)
    if "locked" in words:
        return f"{str(path)!r} is in use by another run: wait for its end, or name another output directory"
    if "not a database" in words or "malformed" in words:
        return (
            f"{str(path)!r} is damaged or no run store of Corrigenda ({words}): move it away, or name another"
            " output directory; answers kept in it are lost to the next run"
        )
    return f"{str(path)!r} cannot be used ({words}): check the disk's free space and the file's permissions"
