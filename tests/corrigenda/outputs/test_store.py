"""The run store: what it remembers, what it survives, and which files it refuses."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from made_articles import made_article

from corrigenda.batch.outcomes import outcome_of
from corrigenda.extract.model import Answer
from corrigenda.outputs import FinishedArticle, Store, fail, finish
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.errors import OutputError
from corrigenda.schemas.records import Reject, Usage
from corrigenda.schemas.runs import ArticleOutcome


def answer(text: str) -> Answer:
    """An answer that says ``text``."""
    return Answer(text=text, model="made", finish_reason="stop", usage=Usage(requests=1, completion_tokens=3))


def finished(article_id: str) -> FinishedArticle:
    """A made article as it is kept."""
    made = made_article(article_id)
    with EntityTable.of(()) as table:
        return finish(made, outcome_of(made, asked=True), table)


def test_an_answer_is_recalled_as_it_was_given(tmp_path: Path) -> None:
    """What was remembered comes back equal, after the store was closed and opened again."""
    given = answer('{"what": "茂木 “met” İsmail \\u2028"}')
    with Store.open(tmp_path / "store") as store:
        store.remember("key", given)

    with Store.open(tmp_path / "store") as store:
        assert store.recall("key") == given
        assert store.recall("another key") is None


def test_threads_share_a_store(tmp_path: Path) -> None:
    """Many threads may remember and recall at the same time."""
    with Store.open(tmp_path / "store") as store, ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: store.remember(str(n), answer(str(n))), range(200)))
        recalled = list(pool.map(lambda n: store.recall(str(n)), range(200)))

    assert [one and one.text for one in recalled] == [str(n) for n in range(200)]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system cannot kill a process outright")
def test_a_killed_run_loses_no_answer(tmp_path: Path) -> None:
    """An answer that was remembered is there after ``kill -9``, and the store is free for the next run."""
    path = tmp_path / "store"
    program = f"""
import os, signal
from pathlib import Path
from corrigenda.extract.model import Answer
from corrigenda.schemas.records import Usage
from corrigenda.outputs import Store
store = Store.open(Path({str(path)!r}))
store.remember("key", Answer(text="paid for", model="made", finish_reason="stop", usage=Usage()))
os.kill(os.getpid(), signal.SIGKILL)
"""
    killed = subprocess.run([sys.executable, "-c", program], check=False)

    assert killed.returncode == -signal.SIGKILL
    with Store.open(path) as store:
        recalled = store.recall("key")
    assert recalled is not None
    assert recalled.text == "paid for"


def test_an_article_is_kept_with_all_that_came_of_it(tmp_path: Path) -> None:
    """Facts, names, edits, rejects and usage stand in the file for anybody who reads SQLite."""
    path = tmp_path / "store"
    with Store.open(path) as store:
        store.save(finished("one"))

    with closing(sqlite3.connect(path)) as connection:
        counts = {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("articles", "facts", "names", "corrections", "rejects", "usage", "fields")
        }
        tokens = connection.execute("SELECT prompt_tokens, completion_tokens FROM usage").fetchone()
        (written,) = connection.execute("SELECT record ->> '$.as_written.who[1]' FROM facts").fetchone()
        typed = connection.execute(
            "SELECT surface, entity_id, error, confidence FROM names WHERE n = 1"
        ).fetchone()
        fields = connection.execute("SELECT field, surface, entity_id, time FROM fields").fetchall()
    assert counts == {
        "articles": 1,
        "facts": 1,
        "names": 2,
        "corrections": 1,
        "rejects": 1,
        "usage": 1,
        "fields": 3,
    }
    assert typed == ("John Berg", "Q1", "misspelling", 0.97)
    assert sorted(fields) == [
        ("when", "on Tuesday", None, "2024-05-07"),
        ("who[0]", "Ann Holm", None, None),
        ("who[1]", "John Berg", "Q1", None),
    ]
    assert tokens == (100, 40)
    assert written == "John Berg"


def test_a_later_run_replaces_what_an_earlier_one_said(tmp_path: Path) -> None:
    """An article has one outcome, the last: a failure leaves no facts of the run before."""
    failed = ArticleOutcome(article_id="one", state="failed", reason="the file is empty")
    with Store.open(tmp_path / "store") as store:
        store.save(finished("one"))
        store.save(fail(Reject(article_id="one", stage="read", reason="the file is empty"), failed))

        assert tuple(store.outcomes()) == (failed,)
    with closing(sqlite3.connect(tmp_path / "store")) as connection:
        assert connection.execute("SELECT count(*) FROM facts").fetchone() == (0,)


def _other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (cake TEXT)")


def _later_version(path: Path) -> None:
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


def _damaged(path: Path) -> None:
    Store.open(path).close()
    path.write_bytes(path.read_bytes()[:100] + os.urandom(len(path.read_bytes()) - 100))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (
            lambda path: path.write_text("no database at all, but long enough to be looked at " * 20),
            "damaged",
        ),
        (_other_database, "no run store"),
        (_later_version, "later Corrigenda"),
        (_damaged, "damaged"),
        (lambda path: path.mkdir(), "cannot be used"),
    ],
    ids=["text", "another program's", "later version", "damaged", "directory"],
)
def test_a_file_that_is_no_store_is_refused(
    tmp_path: Path, make: Callable[[Path], object], words: str
) -> None:
    """A damaged or foreign file is named in the error and left as it is."""
    path = tmp_path / "corrigenda.sqlite"
    make(path)
    before = path.read_bytes() if path.is_file() else None

    with pytest.raises(OutputError, match=words) as caught:
        Store.open(path)

    assert repr(str(path)) in str(caught.value)
    assert caught.value.path == path
    assert before is None or path.read_bytes() == before


def test_one_run_writes_at_a_time(tmp_path: Path) -> None:
    """A second run into the same directory is told so, at once."""
    with Store.open(tmp_path / "store"), pytest.raises(OutputError, match="in use by another run"):
        Store.open(tmp_path / "store")
