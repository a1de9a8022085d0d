"""A batch: what becomes of each article, and that nothing stops the others."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from made_articles import made_article
from made_servers import QUICK, Conversation, a_server, failing, saying

from corrigenda.batch import Monitor, run_batch
from corrigenda.batch.outcomes import outcome_of
from corrigenda.extract.model import Budget, Model, Price, open_model
from corrigenda.fault_server import after, in_turn, nothing_found, serving
from corrigenda.fault_server import failing as refusing
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


def speaking(server: Conversation) -> AbstractContextManager[Model]:
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
            *("articles.jsonl", "articles.csv", "facts.csv", "participants.csv", "names.csv"),
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
    """Of the articles in the works, how many of their windows are read; at the end, all."""
    more = (f"On day {number} the rain came, and all {number} envoys went home.\n" for number in range(9))
    (tmp_path / "long.txt").write_text(ARTICLE + "".join(more))
    (tmp_path / "short.txt").write_text(ARTICLE)
    monitor, told = Monitor(), list[tuple[int, int]]()

    def look(outcome: ArticleOutcome, done: int, total: int | None) -> None:
        now = monitor.snapshot()
        told.append((now.read, now.windows))

    with a_server(saying("{}")) as server:
        run_batch(
            sorted(tmp_path.glob("*.txt")),
            tmp_path / "out",
            table=table,
            model=speaking(server),
            watch=look,
            monitor=monitor,
        )

    assert len(told) == 2
    assert told[-1] == (4, 4)
    assert all(0 < read <= windows <= 4 for read, windows in told)


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


def test_a_smaller_run_leaves_what_the_larger_one_found(
    tmp_path: Path, articles: Path, table: EntityTable
) -> None:
    """The files are made of the store: a run over one article does not take the others out of them."""
    run_batch([articles], tmp_path / "out", table=table)
    names = (tmp_path / "out" / "names.jsonl").read_bytes()

    summary = run_batch([articles / "a.txt"], tmp_path / "out", table=table)

    assert (summary.finished, summary.kept) == (1, 1)
    assert (tmp_path / "out" / "names.jsonl").read_bytes() == names
    assert len(list((tmp_path / "out" / "corrected").iterdir())) == 3


def test_what_is_unchanged_is_not_processed_again(tmp_path: Path, articles: Path, table: EntityTable) -> None:
    """A changed text, another day or another table is reason enough; a failure is always tried again."""
    run_batch([articles], tmp_path / "out", table=table)
    (articles / "c.txt").write_text(ARTICLE)

    changed = run_batch([articles], tmp_path / "out", table=table)
    other_day = run_batch([articles], tmp_path / "out", table=table, date="2024-05-08")
    with EntityTable.of([PERSON, PERSON.model_copy(update={"id": "x:2"})]) as larger:
        other_table = run_batch([articles], tmp_path / "out", table=larger, date="2024-05-08")

    assert [one.kept for one in (changed, other_day, other_table)] == [2, 0, 0]


def test_an_article_has_its_id_for_good(tmp_path: Path, table: EntityTable) -> None:
    """Files of one name in two folders are two articles, whichever is read first or alone."""
    for name in ("p/x.txt", "q/x.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(ARTICLE if name.startswith("p") else "")
    out = tmp_path / "out"
    both = run_batch([tmp_path / "p", tmp_path / "q"], out, table=table)
    alone = run_batch([tmp_path / "q"], out, table=table)
    turned = run_batch([tmp_path / "q", tmp_path / "p"], out, table=table)

    assert [(one.article_id, one.state) for one in both.outcomes] == [("x", "done"), ("x-2", "failed")]
    assert [one.article_id for one in alone.outcomes] == ["x-2"]
    assert turned.outcomes == tuple(one.as_kept() if one.state == "done" else one for one in both.outcomes)


def test_half_a_character_is_replaced(tmp_path: Path, table: EntityTable) -> None:
    """A lone surrogate in a line's text or title becomes U+FFFD; every offset stays."""
    line = json.dumps({"text": "Marguerite Castellane \ud800 left.", "title": "\udfff", "url": "\ud812"})
    (tmp_path / "a.jsonl").write_text(line)
    summary = run_batch([tmp_path / "a.jsonl"], tmp_path / "out", table=table)

    assert summary.count("done") == 1
    assert (tmp_path / "out" / "corrected" / "a-1.txt").read_text(
        "utf-8"
    ) == "Marguerite Castellane \ufffd left."


@ON_LOOPBACK
@pytest.mark.parametrize(("count", "sentences"), [(40, 1), (2, 120)], ids=["short", "long"])
def test_as_many_requests_are_under_way_as_there_are_workers(
    tmp_path: Path, table: EntityTable, count: int, sentences: int
) -> None:
    """Whatever the shape of the articles."""
    for number in range(count):
        lines = (f"The {number} envoys of group {one} went home.\n" for one in range(sentences))
        (tmp_path / f"{number}.txt").write_text("".join(lines))
    with serving(after(0.4, nothing_found)) as server:
        model = open_model("made", base_url=server.address)
        run_batch(sorted(tmp_path.glob("*.txt")), tmp_path / "out", table=table, model=model, workers=8)

    assert server.most_at_once == 8


@ON_LOOPBACK
def test_a_wrong_key_is_told_after_as_many_requests_as_workers(tmp_path: Path, table: EntityTable) -> None:
    """Nobody asks on in vain; what was not asked waits for the next run."""
    for number in range(60):
        (tmp_path / f"{number}.txt").write_text(f"The {number} envoys went home.\n")
    with serving(in_turn(refusing(401))) as server:
        model = open_model("made", base_url=server.address)
        summary = run_batch(
            sorted(tmp_path.glob("*.txt")), tmp_path / "out", table=table, model=model, workers=4
        )

    assert "the key is refused" in summary.stopped
    assert len(server.questions) <= 4 + 3
    assert summary.finished <= 4 + 3


def test_the_store_can_be_read_while_a_run_goes_on(
    tmp_path: Path, articles: Path, table: EntityTable
) -> None:
    """Anybody may look into the store meanwhile: it is locked against other runs alone."""
    seen: list[int] = []

    def look(outcome: ArticleOutcome, done: int, total: int | None) -> None:
        with closing(sqlite3.connect(tmp_path / "out" / "corrigenda.sqlite")) as connection:
            seen.append(connection.execute("SELECT count(*) FROM articles").fetchone()[0])

    run_batch([articles], tmp_path / "out", table=table, watch=look)

    assert seen == [1, 2, 3, 4, 5]


def test_what_left_rejects_can_be_taken_again_alone(
    tmp_path: Path, table: EntityTable, articles: Path
) -> None:
    """The others are not looked at; what came of them stays."""
    run_batch([articles], tmp_path / "out", table=table)
    (articles / "b.txt").write_text(ARTICLE)
    again = run_batch([articles], tmp_path / "out", table=table, retry_rejects=True)

    assert [(one.article_id, one.state) for one in again.outcomes] == [("b", "done"), ("d", "failed")]
    assert sorted(path.stem for path in (tmp_path / "out" / "corrected").iterdir()) == ["a", "b", "c", "e"]


@pytest.mark.skipif(sys.platform != "linux", reason="the system takes no file names but text")
def test_a_file_name_that_is_no_text_ends_nothing(tmp_path: Path, table: EntityTable) -> None:
    """Its odd bytes are told as such, and two files of one odd name are two articles, in later runs too."""
    for folder in ("x", "y"):
        (tmp_path / "in" / folder).mkdir(parents=True)
        Path(os.fsdecode(os.fsencode(tmp_path / "in" / folder) + b"/caf\xe9.txt")).write_text(ARTICLE)
    runs = [run_batch([tmp_path / "in"], tmp_path / "out", table=table) for _ in range(2)]

    assert [[one.article_id for one in run.outcomes] for run in runs] == [["caf", "caf-2"]] * 2
    with Store.open_to_read(tmp_path / "out" / "corrigenda.sqlite") as store:
        assert [str(row[1]).rpartition("/")[2] for row in store.rows("articles")] == ["caf\\xe9.txt"] * 2


def test_very_many_articles_of_one_name_are_numbered_at_once(tmp_path: Path) -> None:
    """What the next number is, is known: nobody counts from the first for each."""
    lines = 0

    def count(statement: str) -> None:
        nonlocal lines
        lines += statement.startswith("SELECT origin")

    with Store.open(tmp_path / "store") as store:
        store._connection.set_trace_callback(count)
        ids = [store.own_id("index", f"/nowhere/{number}/index.html") for number in range(200)]

    assert (ids[0], ids[1], ids[-1]) == ("index", "index-2", "index-200")
    assert lines <= 400


@ON_LOOPBACK
def test_a_budget_ends_a_run_and_a_greater_one_goes_on(
    tmp_path: Path, articles: Path, table: EntityTable
) -> None:
    """What was answered is kept; a run whose last request spends the last of it is whole."""
    price = Price(prompt=1000, completion=2000)  # a request costs two cents
    with serving(nothing_found) as server:
        runs = [
            run_batch(
                [articles],
                tmp_path / "out",
                table=table,
                model=speaking(server),
                workers=1,
                budget=Budget(dollars=dollars, price=price),
            )
            for dollars in (0.04, 0.02)
        ]

    assert [one.stopped.partition(";")[0] for one in runs] == [
        "the budget is used up: $0.04 of $0.04 are spent",
        "",
    ]
    assert [one.cost for one in runs] == [0.04, 0.02]
    assert [one.count("no_facts") for one in runs] == [2, 3]
    assert len(server.questions) == 3


# A process of several threads begins others over a socket in the file system.
@pytest.mark.block_network(allowed_hosts=[r".*/listener-\w+"])
def test_the_steps_can_run_in_other_processes(tmp_path: Path, articles: Path) -> None:
    """What comes of it is the same to the byte, save for the time that it took."""
    (tmp_path / "table.jsonl").write_text(PERSON.model_dump_json())
    left: list[list[bytes]] = []
    with EntityTable.open(tmp_path / "table.jsonl") as table:
        for processes in (0, 2):
            out = tmp_path / f"out{processes}"
            run_batch(
                [articles],
                out,
                table=table,
                tables=[tmp_path / "table.jsonl"],
                processes=lambda _, n=processes: n,
            )
            left.append([path.read_bytes() for path in sorted(out.glob("*.jsonl"))])

    assert left[0] == left[1]
