"""The run store: one SQLite file that remembers every answer that was paid for, and what each article gave.

Each answer is in the file before it is used, so that an end of the process at any moment loses at most what
was in flight. One run writes at a time, and its threads share one connection; anybody may read meanwhile.
"""

import json
import sqlite3
import threading
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from corrigenda.extract.model import Answer
from corrigenda.outputs.finished import KINDS, FinishedArticle, LineKind
from corrigenda.outputs.layout import APPLICATION, COLUMNS, SCHEMA, STEPS, VERSION
from corrigenda.outputs.locking import DirectoryLock
from corrigenda.outputs.report import ReportRow
from corrigenda.outputs.tables import TABLES, OutputTable, role_of
from corrigenda.schemas.errors import OutputError
from corrigenda.schemas.runs import ArticleOutcome, Figures, RunSummary

FILE_NAME = "corrigenda.sqlite"
_IN_USE = "{!r} is in use by another run: wait for its end, or name another output directory"
_INSERTS: Mapping[LineKind, str] = {
    kind: f"INSERT INTO {kind} VALUES (:article_id, :n, {', '.join(columns.values())}, :record)"
    for kind, columns in COLUMNS.items()
}


class Store:
    """What one output directory remembers between runs. Open it with ``Store.open``."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: Path,
        *,
        lock: DirectoryLock | None,
        run: int,
        keep_unusable: bool,
    ) -> None:
        self._connection = connection
        connection.create_function("role_of", 1, role_of, deterministic=True)
        self._lock = threading.RLock()
        self._directory = lock
        self._run = run
        self._keep_unusable = keep_unusable
        self._numbered: dict[str, int] = {}
        """The last number behind a name that many articles wish for."""
        self.path = path

    @classmethod
    def open(cls, path: Path, *, keep_unusable: bool = False) -> Self:
        """Open the store at ``path`` for a run, made where it is not there.

        Raises ``OutputError`` where the file is damaged, not a run store, of a later version, in use by
        another run, or cannot be written.
        """
        lock = _lock_of(path)
        try:
            with _errors(path), _closing_on_error(sqlite3.connect(path, **_CONNECTED)) as connection:
                _prepare(connection, path)
                last = _last_run(connection)
        except BaseException:
            lock.release()
            raise
        return cls(connection, path, lock=lock, run=last + 1, keep_unusable=keep_unusable)

    @classmethod
    def open_to_read(cls, path: Path) -> Self:
        """Open the store at ``path`` as it is now, also while a run goes on; nothing is written.

        Raises ``OutputError`` where there is none, or none of this version.
        """
        if not path.is_file():
            raise OutputError(
                f"{str(path)!r} is not there: name a directory that 'corrigenda run --out' wrote", path=path
            )
        address = f"{path.resolve().as_uri()}?mode=ro"
        with _errors(path), _closing_on_error(sqlite3.connect(address, uri=True, **_CONNECTED)) as connection:
            application, version, _ = _what_it_is(connection)
            if (application, version) != (APPLICATION, VERSION):
                raise OutputError(
                    f"{str(path)!r} is no run store of this version of Corrigenda: the same run again"
                    " brings an earlier one up to date",
                    path=path,
                )
            return cls(connection, path, lock=None, run=_last_run(connection), keep_unusable=True)

    # --- answers --------------------------------------------------------------------------------------------

    def recall(self, key: str) -> Answer | None:
        """The answer that was remembered under ``key``, or ``None``.

        One that could not be used is an answer for the run that got it, and for later ones where the store
        was opened to ``keep_unusable``.
        """
        with self._using():
            row = self._connection.execute(
                "SELECT answer FROM answers WHERE key = ? AND (state = 'usable' OR run = ? OR ?)",
                (key, self._run, self._keep_unusable),
            ).fetchone()
        return None if row is None else Answer.model_validate_json(row[0])

    def remember(self, key: str, answer: Answer) -> None:
        """Keep ``answer`` under ``key``; on return it is in the file."""
        with self._using():
            self._connection.execute(
                "INSERT OR REPLACE INTO answers (key, model, answer, state, run) VALUES (?, ?, ?, ?, ?)",
                (key, answer.model, answer.model_dump_json(), _state(answer), self._run),
            )

    # --- articles -------------------------------------------------------------------------------------------

    def own_id(self, wished: str, origin: str) -> str:
        """The id of the article that comes from ``origin``: its own in every run.

        It is the one wished for where no other article has that, also by capitals alone, else with a number.
        An article whose file is gone leaves its id to the next.
        """
        with self._using():
            row = self._connection.execute(
                "UPDATE origins SET run = ? WHERE origin = ? RETURNING id", (self._run, origin)
            ).fetchone()
            if row is not None:
                return str(row[0])
            count = self._numbered.get(wished.casefold(), 1)
            own = wished if count == 1 else f"{wished}-{count}"
            while self._is_taken(own):
                count += 1
                own = f"{wished}-{count}"
            self._numbered[wished.casefold()] = count
            self._connection.execute(
                "INSERT OR REPLACE INTO origins (folded, id, origin, run) VALUES (?, ?, ?, ?)",
                (own.casefold(), own, origin, self._run),
            )
        return own

    def _is_taken(self, own: str) -> bool:
        row = self._connection.execute(
            "SELECT origin, run FROM origins WHERE folded = ?", (own.casefold(),)
        ).fetchone()
        return row is not None and (row[1] == self._run or row[0].startswith("-") or _is_there(row[0]))

    def kept(self, article_id: str, fingerprint: str) -> ArticleOutcome | None:
        """What became of an article that was finished with the same text, model and settings; it is of this
        run from then on. ``None`` where it was not, or failed.
        """
        with self._using():
            row = self._connection.execute(
                f"UPDATE articles SET run = ? WHERE id = ? AND fingerprint = ? AND state <> 'failed'"
                f" RETURNING {_OUTCOME}",
                (self._run, article_id, fingerprint),
            ).fetchone()
        return None if row is None else ArticleOutcome.model_validate_json(row[0]).as_kept()

    def save(
        self, finished: FinishedArticle, *, fingerprint: str = "", origin: str = "", line: int = 0
    ) -> None:
        """Keep what came of an article, in place of what an earlier run said of it."""
        outcome = finished.outcome
        row = {
            "id": outcome.article_id,
            "run": self._run,
            "made": self._run,
            "fingerprint": fingerprint,
            "origin": origin,
            "line": line,
            "state": outcome.state,
            "reason": outcome.reason,
            "figures": outcome.figures.model_dump_json(),
            "corrected": finished.corrected,
            "row": json.dumps(finished.row, ensure_ascii=False),
            "page": zlib.compress(finished.page.encode(), 1),
            **finished.about,
        }
        places = ", ".join(f":{column}" for column in row)
        with self._using(), self._transaction():
            for kind in KINDS:
                self._connection.execute(f"DELETE FROM {kind} WHERE article_id = ?", (outcome.article_id,))
            self._connection.execute(
                f"INSERT OR REPLACE INTO articles ({', '.join(row)}) VALUES ({places})", row
            )
            for kind, lines in finished.lines.items():
                self._connection.executemany(
                    _INSERTS[kind],
                    (
                        {"article_id": outcome.article_id, "n": n, "record": record.rstrip("\n")}
                        for n, record in enumerate(lines)
                    ),
                )

    def has_rejects(self, article_id: str) -> bool:
        """Whether an earlier run left rejects of this article."""
        with self._using():
            query = "SELECT EXISTS (SELECT 1 FROM rejects WHERE article_id = ?)"
            return bool(self._connection.execute(query, (article_id,)).fetchone()[0])

    # --- the whole ------------------------------------------------------------------------------------------

    def outcomes(self) -> Iterator[ArticleOutcome]:
        """What became of each article, whichever run it is of."""
        for (row,) in self._rows(f"SELECT {_OUTCOME} FROM articles {_ORDER}"):
            yield ArticleOutcome.model_validate_json(row)

    def outcomes_of_run(self, *, failed: bool = False) -> Iterator[ArticleOutcome]:
        """What became of each article of this run, or of those that ``failed`` alone."""
        where = "WHERE run = ? AND (state = 'failed' OR NOT ?)"
        query = f"SELECT {_OUTCOME}, made < run FROM articles {where} {_ORDER}"
        for row, kept in self._rows(query, self._run, failed):
            outcome = ArticleOutcome.model_validate_json(row)
            yield outcome.as_kept() if kept else outcome

    def rows(self, name: OutputTable) -> Iterator[tuple[str | int | float | None, ...]]:
        """The rows of a table that is handed out, in the order of its columns, article by article."""
        return self._rows(TABLES[name].query)

    def lines(self, kind: LineKind) -> Iterator[str]:
        """The lines of a file, article by article."""
        query = (
            f"SELECT record FROM {kind} AS k JOIN articles AS a ON a.id = k.article_id"
            " ORDER BY a.origin, a.line, a.id, k.n"
        )
        return (f"{record}\n" for (record,) in self._rows(query))

    def pages(self) -> Iterator[tuple[ReportRow, str]]:
        """What the report shows of each article."""
        for row, page in self._rows(f"SELECT row, page FROM articles {_ORDER}"):
            yield ReportRow(*json.loads(row)), zlib.decompress(page).decode()

    def with_text(self) -> Iterator[str]:
        """The ids of the articles that have a corrected text."""
        return (row[0] for row in self._rows("SELECT id FROM articles WHERE corrected IS NOT NULL"))

    def corrected(self, article_id: str) -> str | None:
        """The corrected text of an article."""
        with self._using():
            row = self._connection.execute(
                "SELECT corrected FROM articles WHERE id = ?", (article_id,)
            ).fetchone()
        return None if row is None else row[0]

    def save_summary(self, summary: RunSummary) -> None:
        """Keep what this run is and has come to so far."""
        told = summary.model_dump_json(exclude={"outcomes"})
        with self._using():
            self._connection.execute("INSERT OR REPLACE INTO runs VALUES (?, ?)", (self._run, told))

    def last_summary(self) -> RunSummary:
        """What the last run was, and came to as far as it has been said.

        Raises ``OutputError`` where no run was begun.
        """
        with self._using():
            row = self._connection.execute("SELECT summary FROM runs ORDER BY run DESC LIMIT 1").fetchone()
        if row is None:
            raise OutputError(f"{str(self.path)!r} holds no run yet", path=self.path)
        return RunSummary.model_validate_json(row[0])

    def totals(self, summary: RunSummary) -> RunSummary:
        """``summary`` with the figures of all articles that there are, whichever run they are of."""
        figures, states = Figures(), dict[str, int]()
        for outcome in self.outcomes():
            figures += outcome.figures
            states[outcome.state] = states.get(outcome.state, 0) + 1
        seconds = {"seconds": summary.figures.seconds}
        return summary.model_copy(
            update={
                "figures": figures.model_copy(update=seconds),
                "states": states,
                "articles": sum(states.values()),
            }
        )

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()
            if self._directory is not None:
                self._directory.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _rows(self, query: str, *values: object) -> Iterator[Any]:
        """Rows one after the other, on a cursor of their own; nobody may write meanwhile."""
        with self._using():
            yield from self._connection.execute(query, values)

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
    def _using(self) -> Iterator[None]:
        with self._lock, _errors(self.path):
            yield


_CONNECTED: dict[str, Any] = {"check_same_thread": False, "isolation_level": None, "timeout": 5.0}
_ORDER = "ORDER BY origin, line, id"
_OUTCOME = "json_object('article_id', id, 'state', state, 'reason', reason, 'figures', json(figures))"


def _is_there(origin: str) -> bool:
    """Whether the file of an article is: ``origin`` is its path, and what tells the article behind ``#``."""
    parts = origin.split("#")
    return any(Path("#".join(parts[:count])).exists() for count in range(1, len(parts) + 1))


def _state(answer: Answer) -> str:
    return "unusable" if answer.finish_reason == "unusable" else "usable"


def _lock_of(path: Path) -> DirectoryLock:
    """Keep other runs out, by a file beside the store."""
    try:
        lock = DirectoryLock.take(path.with_name(f"{path.name}.lock"))
    except OSError as error:
        raise OutputError(
            f"{str(path)!r} cannot be used ({error.strerror or error}): check the directory's permissions",
            path=path,
        ) from error
    if lock is None:
        raise OutputError(_IN_USE.format(str(path)), path=path)
    return lock


@contextmanager
def _closing_on_error(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    try:
        yield connection
    except BaseException:
        connection.close()
        raise


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables where the file is new, and bring those of an earlier version up to date."""
    connection.execute("BEGIN IMMEDIATE")
    application, version, tables = _what_it_is(connection)
    if application != APPLICATION and tables:
        raise OutputError(
            f"{str(path)!r} is a database, but no run store of Corrigenda: name another output directory",
            path=path,
        )
    if version > VERSION:
        raise OutputError(
            f"{str(path)!r} was written by a later Corrigenda (store version {version}, known here:"
            f" {VERSION}): upgrade, or name another output directory",
            path=path,
        )
    steps = [step for since, step in STEPS.items() if version <= since] if tables else [SCHEMA]
    for statement in (statement for step in steps for statement in step):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode = WAL")
    # A transaction is in the file when it ends, whatever becomes of the process; a power failure may take the
    # last ones, and damages nothing.
    connection.execute("PRAGMA synchronous = NORMAL")


def _what_it_is(connection: sqlite3.Connection) -> tuple[int, int, int]:
    """Whose the file is, of which version, and how many tables it has."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return application, version, tables


def _last_run(connection: sqlite3.Connection) -> int:
    """The number of the last run that left something; 0 where none did."""
    runs = (f"SELECT max(run) FROM {table}" for table in ("articles", "answers", "runs"))
    return max(connection.execute(query).fetchone()[0] or 0 for query in runs)


@contextmanager
def _errors(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise OutputError(_why_unusable(path, error), path=path) from error


def _why_unusable(path: Path, error: sqlite3.Error) -> str:
    words = str(error)
    if "locked" in words:
        return _IN_USE.format(str(path))
    if "not a database" in words or "malformed" in words:
        return (
            f"{str(path)!r} is damaged or no run store of Corrigenda ({words}): move it away, or name another"
            " output directory; answers kept in it are lost to the next run"
        )
    return f"{str(path)!r} cannot be used ({words}): check the disk's free space and the file's permissions"
