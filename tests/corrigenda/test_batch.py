"""A batch: what becomes of each article, and that nothing stops the others."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from made_articles import made_article
from made_servers import QUICK, Exchange, a_server, failing, saying

from corrigenda.batch import run_batch
from corrigenda.batch.outcomes import outcome_of
from corrigenda.extract.model import Model, open_model
from corrigenda.outputs import Store
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.entities import Entity, EntityName
from corrigenda.schemas.errors import InputError, OutputError
from corrigenda.schemas.records import Extraction, Reject
from corrigenda.schemas.runs import ArticleOutcome

PERSON = Entity(
    id="x:1",
    type="person",
    names=(
        EntityName(text="Marguerite Castellane", kind="canonical", given="Marguerite", family="Castellane"),
    ),
)
ON_LOOPBACK = pytest.mark.block_network(allowed_hosts=[r"127\.0\.0\.1"])
FOUND = '{"2": [{"what": "left the talks", "who": ["Marguerite Castellane"], "kind": "visit"}]}'
ARTICLE = "Talks end in Oslo\n\nOSLO, May 7, 2024 - Marguerite Castellane left the talks.\n"


@pytest.fixture
def table() -> EntityTable:
    """One person."""
    return EntityTable.of([PERSON])


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder of three good articles, an empty one and one that is no text."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("a", "c", "e"):
        (folder / f"{name}.txt").write_text(ARTICLE.replace("Oslo", f"{name.upper()}-Town"))
    (folder / "b.txt").write_text("")
    (folder / "d.txt").write_bytes(bytes(range(256)) * 8)
    return folder


def speaking(server: Exchange) -> AbstractContextManager[Model]:
    """The model behind a server of ours."""
    return open_model("made", base_url=server.address, patience=QUICK)


def never_opened() -> AbstractContextManager[Model]:
    """A model that must not be asked for."""

    @contextmanager
    def opened() -> Iterator[Model]:
        pytest.fail("the model was opened")
        yield

    return opened()


def test_one_bad_article_stops_nothing(tmp_path: Path, articles: Path, table: EntityTable) -> None:
    """What cannot be read is a failure with its reason; every other article is done, in the order read."""
    summary = run_batch([articles], tmp_path / "out", table=table)

    assert [(outcome.article_id, outcome.state) for outcome in summary.outcomes] == [
        ("a", "done"),
        ("b", "failed"),
        ("c", "done"),
        ("d", "failed"),
        ("e", "done"),
    ]
    assert all(outcome.reason for outcome in summary.outcomes if outcome.state == "failed")
    rejects = [json.loads(line) for line in (tmp_path / "out" / "rejects.jsonl").read_text().splitlines()]
    assert [reject["article_id"] for reject in rejects] == ["b", "d"]


def test_a_run_leaves_every_file_of_the_contract(tmp_path: Path, articles: Path, table: EntityTable) -> None:
    """All outputs are there, also those that hold nothing, and no half-written file beside them."""
    out = tmp_path / "out"
    summary = run_batch([articles], out, table=table)

    assert sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()) == sorted(
        [
            *("facts.jsonl", "names.jsonl", "corrections.jsonl", "coverage.jsonl", "rejects.jsonl"),
            "facts.csv",
            *("corrected/a.txt", "corrected/c.txt", "corrected/e.txt"),
            *("report.html", "run.json", "corrigenda.sqlite"),
        ]
    )
    told = json.loads((out / "run.json").read_text("utf-8"))
    assert (told["articles"], told["figures"]["rejects"], told["model"]) == (5, 2, None)
    assert told == json.loads(summary.model_dump_json())


def test_figures_are_the_sum_of_the_articles(tmp_path: Path, articles: Path, table: EntityTable) -> None:
    """What the run counts is what its articles count."""
    summary = run_batch([articles], tmp_path / "out", table=table)

    parts = [outcome.figures for outcome in summary.outcomes]
    assert summary.figures.names == sum(part.names for part in parts) > 0
    assert summary.figures.linked == sum(part.linked for part in parts) > 0


def test_ctrl_c_writes_what_is_done(tmp_path: Path, articles: Path, table: EntityTable) -> None:
    """An interrupted batch leaves whole files of the articles that it finished, and says so."""

    def interrupt(outcome: ArticleOutcome, done: int, total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    summary = run_batch([articles], tmp_path / "out", table=table, watch=interrupt)

    assert summary.interrupted
    assert (summary.articles, summary.finished, len(summary.outcomes)) == (5, 3, 3)
    done = {f"{outcome.article_id}.txt" for outcome in summary.outcomes if outcome.state == "done"}
    assert {path.name for path in (tmp_path / "out" / "corrected").iterdir()} == done
    assert not run_batch([articles], tmp_path / "out", table=table).interrupted


@pytest.mark.parametrize("trouble", ["no input", "empty folder", "out is a file", "out in use"])
def test_the_model_is_opened_last(tmp_path: Path, articles: Path, table: EntityTable, trouble: str) -> None:
    """Where the inputs or the output cannot do, it is said before the model costs anything."""
    out, paths = tmp_path / "out", [articles]
    match trouble:
        case "no input":
            paths = [tmp_path / "nowhere"]
        case "empty folder":
            (tmp_path / "empty").mkdir()
            paths = [tmp_path / "empty"]
        case "out is a file":
            out.write_text("a file")
        case "out in use":
            out.mkdir()
    other = Store.open(out / "corrigenda.sqlite") if trouble == "out in use" else None

    with pytest.raises((InputError, OutputError)):
        run_batch(paths, out, table=table, model=never_opened())

    if other is not None:
        other.close()


@ON_LOOPBACK
def test_the_same_run_again_asks_nothing(tmp_path: Path, articles: Path, table: EntityTable) -> None:
    """Every answer is kept: run again, the batch comes to the same without a request."""
    with a_server(saying(FOUND)) as server:
        first = run_batch([articles], tmp_path / "out", table=table, model=speaking(server))
        asked = len(server.bodies)
        again = run_batch([articles], tmp_path / "out", table=table, model=speaking(server))

    assert (first.figures.facts, first.figures.usage.cached) == (3, 0)
    assert (again.figures.facts, again.figures.usage.cached) == (3, 3)
    assert asked == len(server.bodies) == 3


@ON_LOOPBACK
def test_progress_is_told_within_an_article(tmp_path: Path, table: EntityTable) -> None:
    """Of each article by its id: how many of its windows are read; the last call says all."""
    more = (f"On day {number} the rain came, and all {number} envoys went home.\n" for number in range(9))
    (tmp_path / "long.txt").write_text(ARTICLE + "".join(more))
    (tmp_path / "short.txt").write_text(ARTICLE)
    told: list[tuple[str, int, int]] = []
    with a_server(saying("{}")) as server:
        run_batch(
            sorted(tmp_path.glob("*.txt")),
            tmp_path / "out",
            table=table,
            model=speaking(server),
            progress=lambda *call: told.append(call),
        )

    totals = {name: [(done, total) for one, done, total in told if one == name] for name in ("long", "short")}
    assert totals["short"] == [(1, 1)]
    assert totals["long"] == [(number, len(totals["long"])) for number in range(1, len(totals["long"]) + 1)]
    assert len(totals["long"]) > 1


@ON_LOOPBACK
def test_after_a_failure_only_what_failed_is_asked_again(tmp_path: Path, table: EntityTable) -> None:
    """A request that failed costs its own article, and the same command again asks for that alone."""
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(ARTICLE.replace("left", f"left, for the {number}th time,"))
    paths = sorted(tmp_path.glob("*.txt"))
    with a_server(saying("{}"), failing(400), saying("{}")) as server:
        first = run_batch(paths, tmp_path / "out", table=table, model=speaking(server), workers=1)
        again = run_batch(paths, tmp_path / "out", table=table, model=speaking(server), workers=1)

    assert (first.count("failed"), first.count("no_facts")) == (1, 3)
    assert (again.count("failed"), again.count("no_facts")) == (0, 4)
    assert len(server.bodies) == 5


@contextmanager
def stalled_run(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], list[Path], Path]]:
    """A run in a process of its own that has two of four answers and waits a minute for the third."""
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(ARTICLE.replace("left", f"left, for the {number}th time,"))
    paths, out = sorted(tmp_path.glob("*.txt")), tmp_path / "out"
    (tmp_path / "table.jsonl").write_text(PERSON.model_dump_json())
    words = [*map(str, paths), "--out", str(out), "--table", str(tmp_path / "table.jsonl")]
    words += ["--model", "made", "--workers", "1", "--base-url"]
    program = "from corrigenda.cli import main; main()"
    with a_server(saying("{}"), saying("{}"), replace(saying("{}"), delay=60.0)) as server:
        run = subprocess.Popen(
            [sys.executable, "-c", program, "run", *words, server.address],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=os.environ | {"CORRIGENDA_CACHE": str(tmp_path / "cache")},
            # Started in the background of a script, as in CI, a process ignores SIGINT unless told otherwise.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        while not (len(server.bodies) == 3 and (out / "corrected" / "1.txt").exists()) and run.poll() is None:
            time.sleep(0.01)
        try:
            yield run, paths, out
        finally:
            run.kill()
            run.communicate()


@ON_LOOPBACK
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system cannot kill a process outright")
def test_a_killed_run_goes_on_where_it_was(tmp_path: Path, table: EntityTable) -> None:
    """After ``kill -9`` in the midst of a run, what had been answered is not asked again."""
    with stalled_run(tmp_path) as (run, paths, out):
        run.kill()

    assert run.returncode == -signal.SIGKILL
    assert not (out / "facts.jsonl").exists()
    with a_server(saying("{}")) as server:
        summary = run_batch(paths, out, table=table, model=speaking(server))
    assert (len(server.bodies), summary.figures.usage.cached, summary.count("no_facts")) == (2, 2, 4)


@ON_LOOPBACK
@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT for another process there")
def test_ctrl_c_does_not_wait_for_the_model(tmp_path: Path) -> None:
    """An interrupted run says how to go on and leaves with 130, though an answer is still to come."""
    with stalled_run(tmp_path) as (run, _, out):
        time.sleep(0.2)  # the second article's text is there; let it be counted too
        run.send_signal(signal.SIGINT)
        _, told = run.communicate(timeout=20)

    assert run.returncode == 130
    assert b"Interrupted after 2 of 4 articles. Run the same command again" in told
    assert sorted(path.name for path in (out / "corrected").iterdir()) == ["0.txt", "1.txt"]


ANSWER = Reject(article_id="one", stage="answer", reason="the answer was cut off")
GROUND = Reject(article_id="one", stage="ground", reason="'Bergh' does not stand there")
REQUEST = Reject(article_id="one", stage="model", reason="the server does not answer")


@pytest.mark.parametrize(
    ("facts", "rejects", "read_share", "state", "reason"),
    [
        (True, (), 1.0, "done", ""),
        (True, (GROUND, ANSWER), 1.0, "done", ""),
        (False, (), 1.0, "no_facts", ""),
        (False, (GROUND,), 1.0, "no_facts", ""),
        (False, (ANSWER,), 1.0, "failed", "the answer was cut off"),
        (False, (REQUEST,), 0.0, "failed", "the server does not answer"),
        (True, (REQUEST,), 0.5, "failed", "the server does not answer"),
        (True, (ANSWER,), 0.5, "failed", "the answer was cut off"),
        (True, (), 0.5, "failed", "a part of the text was not read"),
    ],
)
def test_no_facts_and_failed_are_two_things(
    facts: bool, rejects: tuple[Reject, ...], read_share: float, state: str, reason: str
) -> None:
    """An article failed where some of it was not read; "no facts" is where all was read and none found."""
    made = made_article("one")
    extraction = Extraction(rejects=rejects, read_share=read_share)
    processed = made.model_copy(update={"extraction": extraction, "records": made.records if facts else ()})

    outcome = outcome_of(processed, asked=True)
    assert (outcome.state, outcome.reason) == (state, reason)
