"""``corrigenda run``, the main job, and ``corrigenda schema``."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corrigenda.cli.changes import require_run, show_changes
from corrigenda.cli.options import (
    STARTER,
    BaseUrl,
    Day,
    DecisionsFile,
    Tables,
    open_decisions,
    open_tables,
    refuse_both,
)
from corrigenda.cli.schemas import load_schema

if TYPE_CHECKING:
    from rich.table import Table

    from corrigenda.batch import BatchProgress, Watch
    from corrigenda.extract.model import Model
    from corrigenda.schemas.facts import Fact
    from corrigenda.schemas.runs import Figures, RunSummary

_NEWS = "corrigenda.schemas.news:NewsFact"
_MOST_ROWS = 30
_MOST_FAILURES = 10
_INTERRUPTED = 130
_FILE_WIDTH = 110
_LONG = 10
"""Requests about one article from which on its own progress is shown."""


def run(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="Files or folders of .txt, .html and .jsonl; `-` for stdin."),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the results go.")],
    tables: Tables = None,
    model: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="`local` (the embedded model), `local:FILE.gguf`, `openai:MODEL` (key in OPENAI_API_KEY),"
            " any name with --base-url, or `none`: names are corrected, no facts are looked for.",
        ),
    ] = "local",
    base_url: BaseUrl = None,
    schemas: Annotated[
        list[str] | None,
        typer.Option("--schema", metavar="MODULE:CLASS", help="A fact schema of yours; may be repeated."),
    ] = None,
    day: Day = None,
    decisions: DecisionsFile = None,
    adjudicate: Annotated[
        int,
        typer.Option(
            "--adjudicate",
            min=0,
            metavar="N",
            help="Ask the model about at most N names of each article that stay undecided.",
        ),
    ] = 0,
    replay: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Answer from recorded answers; no model is needed.")
    ] = None,
    record: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Record the answers for --replay.")
    ] = None,
    compare: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="An earlier run: show what changed since, fact by fact."),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(
            min=1, max=64, help="Requests at a time: 1 for the embedded model, 3 for others, unless told."
        ),
    ] = None,
    window: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=20,
            help="Sentences in a request: 1 for the embedded model, which would mix them up, 5 for others.",
        ),
    ] = None,
) -> None:
    """Read articles: find facts, tie them to their sentences, set the names right.

    The same command again goes on where it stopped: what was answered is kept in DIR and not asked again.

    Example: `corrigenda run articles --out found --model local`
    """
    refuse_both("answers are either replayed or recorded", replay=replay, record=record)
    require_run(compare, apart_from=out)
    if adjudicate and model == "none":
        raise typer.BadParameter("there is no model to ask", param_hint="'--adjudicate' / '--model'")
    from corrigenda.batch import WORKERS, run_batch
    from corrigenda.extract.sentences import SIZE, SMALL

    fact_schemas = [_loaded(name) for name in schemas or [_NEWS]]
    with open_tables(tables) as table, _progress() as (watch, progress):
        summary = run_batch(
            ["-" if path == "-" else Path(path) for path in paths],
            out,
            table=table,
            table_name=" + ".join(tables or [STARTER]),
            model=None if model == "none" else _model(model, base_url, replay, record, workers),
            schemas=fact_schemas,
            date=day,
            workers=workers or WORKERS,
            window=window or (SMALL if model.partition(":")[0] == "local" else SIZE),
            decisions=open_decisions(decisions, table),
            adjudicate=adjudicate,
            watch=watch,
            progress=progress,
        )
    _show(summary, out, compare)
    if summary.interrupted:
        # Everything is written and closed; a plain exit would wait for answers that nobody wants any more.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(_INTERRUPTED)
    if summary.count("failed"):
        raise typer.Exit(1)


def schema(
    name: Annotated[
        str,
        typer.Argument(metavar="MODULE:CLASS", help="The fact schema; the news facts where none is given."),
    ] = _NEWS,
    check: Annotated[
        bool,
        typer.Option("--check", help="Tell what is wrong with it and with its examples, in place of it."),
    ] = False,
    draft: Annotated[
        bool,
        typer.Option("--draft", help="Print what a model fills in for one fact, in place of the fact."),
    ] = False,
) -> None:
    """Print a fact schema as JSON Schema, or say why it cannot work.

    With `--check`, exit code 1 where there are errors; warnings alone leave it 0.

    Example: `corrigenda schema mymodule:Appointment --check`
    """
    refuse_both("either check it or print it", check=check, draft=draft)
    loaded = load_schema(name)
    if check:
        _check(loaded)
        return
    told = _draft(loaded) if draft else loaded.model_json_schema()
    typer.echo(json.dumps(told, indent=2, ensure_ascii=False))


def _check(schema: "type[Fact]") -> None:
    from corrigenda.extract.validation import find_problems

    problems = find_problems(schema)
    for problem in problems:
        typer.echo(f"{problem.severity}: {problem}")
    errors = sum(problem.severity == "error" for problem in problems)
    typer.echo(f"{errors} errors, {len(problems) - errors} warnings", err=True)
    if errors:
        raise typer.Exit(1)


def _draft(schema: "type[Fact]") -> dict[str, Any]:
    from corrigenda.extract.drafts import draft_of
    from corrigenda.extract.validation import require_workable

    require_workable([schema])
    return draft_of(schema).model_json_schema()


def _loaded(name: str) -> "type[Fact]":
    """The schema of this name; what makes it work less well than it could is a warning."""
    from corrigenda.extract.validation import find_problems

    schema = load_schema(name)
    for problem in find_problems(schema):
        if problem.severity == "warning":
            typer.echo(f"warning: schema {schema.__name__!r}: {problem}", err=True)
    return schema


@contextmanager
def _model(
    name: str, base_url: str | None, replay: Path | None, record: Path | None, workers: int | None
) -> "Iterator[Model]":
    """The model as the options want it, fresh, recorded or replayed."""
    from corrigenda.extract.model import open_model
    from corrigenda.replay import recording, replaying

    if replay is not None:
        with replaying(replay) as address, open_model(name, base_url=address) as opened:
            yield opened
    elif record is not None:
        with recording(record), open_model(name, base_url=base_url, slots=workers or 1) as opened:
            yield opened
    else:
        with open_model(name, base_url=base_url, slots=workers or 1) as opened:
            yield opened


@contextmanager
def _progress() -> "Iterator[tuple[Watch | None, BatchProgress | None]]":
    """A bar on standard error, where that is a terminal, and one more for each long article being read."""
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TaskID, TextColumn
    from rich.progress import Progress as Bars

    from corrigenda.schemas.runs import ArticleOutcome

    console = Console(stderr=True)
    if not console.is_terminal:
        yield None, None
        return
    columns = (SpinnerColumn(), MofNCompleteColumn(), BarColumn(), TextColumn("{task.description}"))
    with Bars(*columns, console=console, transient=True) as progress:
        task = progress.add_task("reading", total=None)
        long: dict[str, TaskID] = {}

        def watch(outcome: ArticleOutcome, done: int, total: int) -> None:
            words = f"{outcome.article_id}: {outcome.state.replace('_', ' ')}"
            progress.update(task, completed=done, total=total, description=escape(words))
            if outcome.article_id in long:
                progress.remove_task(long.pop(outcome.article_id))

        def within(article_id: str, done: int, total: int) -> None:
            if total >= _LONG and article_id not in long:
                long[article_id] = progress.add_task(escape(f"{article_id}: requests"), total=total)
            if article_id in long:
                progress.update(long[article_id], completed=done)

        yield watch, within


def _show(summary: "RunSummary", out: Path, earlier: Path | None) -> None:
    """Print what the run came to, what failed, and what changed since the earlier run."""
    from rich.console import Console

    console = Console()
    if not console.is_terminal:
        console = Console(width=_FILE_WIDTH)
    console.print(_table(summary))
    if summary.figures.usage.cached:
        typer.echo(f"{summary.figures.usage.cached:,} answers were kept from an earlier run.")
    typer.echo(f"Report: {out / 'report.html'}")
    failures = [outcome for outcome in summary.outcomes if outcome.state == "failed"]
    for outcome in failures[:_MOST_FAILURES]:
        typer.echo(f"failed: {outcome.article_id}: {outcome.reason}", err=True)
    if len(failures) > _MOST_FAILURES:
        typer.echo(f"… and {len(failures) - _MOST_FAILURES} more: see {out / 'rejects.jsonl'}", err=True)
    if summary.interrupted:
        typer.echo(
            f"Interrupted after {len(summary.outcomes)} of {summary.articles} articles. Run the same command"
            " again to go on: what was answered is not asked again.",
            err=True,
        )
    elif earlier is not None:
        show_changes(earlier, out, None)


def _table(summary: "RunSummary") -> "Table":
    """A row for each article, where they are not too many, and one for all."""
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("article", no_wrap=True, overflow="ellipsis")
    table.add_column("state", no_wrap=True)
    for name in ("facts", "names\nlinked", "names\ncorrected", "rejects", "tokens", "seconds"):
        table.add_column(name, justify="right", no_wrap=True)
    if len(summary.outcomes) <= _MOST_ROWS:
        for outcome in summary.outcomes:
            state = outcome.state.replace("_", " ")
            table.add_row(escape(outcome.article_id), state, *_cells(outcome.figures))
        table.add_section()
    failed = summary.count("failed")
    state = f"{failed} failed" if failed else "interrupted" if summary.interrupted else "all done"
    count = f"{len(summary.outcomes)} article{'' if len(summary.outcomes) == 1 else 's'}"
    table.add_row(count, state, *_cells(summary.figures), style="bold")
    return table


def _cells(figures: "Figures") -> tuple[str, ...]:
    return (
        f"{figures.facts:,}",
        f"{figures.linked:,} of {figures.names:,}",
        f"{figures.corrected:,}",
        f"{figures.rejects:,}",
        f"{figures.usage.tokens:,}",
        f"{figures.seconds:,.1f}",
    )
