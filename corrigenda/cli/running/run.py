"""``corrigenda run``, the main job, and ``corrigenda schema``."""

import json
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corrigenda.cli.changes import require_run
from corrigenda.cli.completion import complete_model, complete_schema
from corrigenda.cli.options import (
    STARTER,
    BaseUrl,
    Day,
    DecisionsFile,
    Tables,
    counted,
    open_decisions,
    open_tables,
    refuse_both,
    table_path,
)
from corrigenda.cli.running.asked import Asked, answer_mode, asked_model, budget_of
from corrigenda.cli.schemas import load_schema

if TYPE_CHECKING:
    from corrigenda.batch import Monitor
    from corrigenda.extract.reading import Source
    from corrigenda.schemas.facts import Fact
    from corrigenda.schemas.runs import RunSummary

_NEWS = "corrigenda.schemas.news:NewsFact"
_INTERRUPTED = 130
_STOPPED = 2
_PAYS = 24
"""Articles from which on it pays to begin other processes."""


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
            autocompletion=complete_model,
            help="`local` (the embedded model), `local:FILE.gguf`, `openai:MODEL` (key in OPENAI_API_KEY),"
            " any name with --base-url, or `none`: names are corrected, no facts are looked for.",
        ),
    ] = "local",
    base_url: BaseUrl = None,
    schemas: Annotated[
        list[str] | None,
        typer.Option(
            "--schema",
            metavar="MODULE:CLASS",
            autocompletion=complete_schema,
            help="A fact schema of yours; may be repeated.",
        ),
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
    timeout: Annotated[
        float | None,
        typer.Option(
            min=1,
            metavar="SECONDS",
            help="For one try of a request; 120 unless told, 600 of the embedded model.",
            show_default=False,
        ),
    ] = None,
    tries: Annotated[
        int, typer.Option(min=1, max=20, help="Tries of a request that fails in a way that may pass.")
    ] = 5,
    key_variable: Annotated[
        str | None,
        typer.Option("--api-key-env", metavar="NAME", help="The environment variable that holds the key."),
    ] = None,
    mode: Annotated[
        str | None,
        typer.Option(
            "--answers",
            metavar="MODE",
            help="How answers are bound: `schema`, `strict`, `json` or `text`; else as the provider wants.",
        ),
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Take only the first N articles.")
    ] = None,
    budget: Annotated[
        float | None,
        typer.Option(
            min=0, metavar="DOLLARS", help="Ask nothing more once so much is spent (docs/models.md)."
        ),
    ] = None,
    max_tokens: Annotated[
        int | None,
        typer.Option(
            "--max-tokens", min=1, metavar="N", help="Ask nothing more once so many tokens are spent."
        ),
    ] = None,
    price: Annotated[
        str | None,
        typer.Option(
            metavar="IN/OUT", help="Dollars for a million tokens of prompts and of answers, as in 0.4/1.6."
        ),
    ] = None,
    keep_unusable: Annotated[
        bool,
        typer.Option(
            "--keep-unusable", help="Do not ask again what was answered in a way that cannot be used."
        ),
    ] = False,
    retry_rejects: Annotated[
        bool,
        typer.Option("--retry-rejects", help="Take only the articles that an earlier run left rejects of."),
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no table.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print what the run came to as JSON, in place of the table.")
    ] = False,
) -> None:
    """Read articles: find facts, tie them to their sentences, set the names right.

    The same command again goes on where it stopped: what was answered is kept in DIR and not asked again,
    and an article that is unchanged is not processed again. Ctrl-C ends a run in good order. `--schema`
    imports the module that it names, and so runs what stands in it.

    Example: `corrigenda run articles --out found --model local`
    """
    refuse_both("answers are either replayed or recorded", replay=replay, record=record)
    refuse_both("either the comparison is printed or the JSON", compare=compare, json=as_json)
    require_run(compare, apart_from=out)
    if adjudicate and model == "none":
        raise typer.BadParameter("there is no model to ask", param_hint="'--adjudicate' / '--model'")
    from corrigenda.batch import WORKERS, Monitor, run_batch
    from corrigenda.cli.running.display import Display
    from corrigenda.extract.reading import find_misnamed_keys
    from corrigenda.extract.sentences import SIZE, SMALL

    monitor, names, embedded = Monitor(), tables or [STARTER], model.partition(":")[0] == "local"
    display = Display(monitor, quiet=quiet)
    asked = Asked(model, base_url, replay, record, workers, timeout, tries, key_variable, answer_mode(mode))
    may_spend = budget_of(model, dollars=budget, tokens=max_tokens, price=price)
    sources: list[Source] = ["-" if path == "-" else Path(path) for path in paths]
    for hint in find_misnamed_keys(sources):
        typer.echo(f"warning: {hint}", err=True)
    with open_tables(tables) as table, _signals(monitor):
        summary = run_batch(
            sources,
            out,
            table=table,
            table_name=" + ".join(names),
            model=None if model == "none" else asked_model(asked, monitor),
            schemas=[_loaded(name) for name in schemas or [_NEWS]],
            date=day,
            workers=workers or (1 if embedded else WORKERS),
            window=window or (SMALL if embedded else SIZE),
            decisions=open_decisions(decisions, table),
            adjudicate=adjudicate,
            limit=limit,
            budget=may_spend,
            keep_unusable=keep_unusable,
            retry_rejects=retry_rejects,
            tables=[table_path(name) for name in names],
            processes=_processes,
            monitor=monitor,
        )
    display.sum_up(summary, out, as_json=as_json, earlier=compare)
    _leave(summary)


def _leave(summary: "RunSummary") -> None:
    """With the exit code that says how the run went."""
    if summary.interrupted:
        # Everything is written and closed; a plain exit would wait for answers that nobody wants any more.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(_INTERRUPTED)
    if summary.stopped:
        raise typer.Exit(_STOPPED)
    if summary.count("failed"):
        raise typer.Exit(1)


def _processes(articles: int | None) -> int:
    """How many processes the steps without a model are worth: one a core, or none for a few articles."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores if cores > 1 and (articles is None or articles >= _PAYS) else 0


@contextmanager
def _signals(monitor: "Monitor") -> Iterator[None]:
    """Ctrl-C or SIGTERM once ends the run in good order, twice at once."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def told(number: int, frame: object) -> None:
        if monitor.ending:
            raise KeyboardInterrupt
        monitor.end()
        typer.echo(
            "Ending: what is under way is finished, then all is written. Once more ends at once.", err=True
        )

    before = {number: signal.signal(number, told) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


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
    file: Annotated[
        str | None,
        typer.Option("--file", metavar="NAME", help="Print the schema of this file of a run, in its place."),
    ] = None,
) -> None:
    """Print a fact schema as JSON Schema, or say why it cannot work.

    With `--check`, exit code 1 where there are errors; warnings alone leave it 0. With `--file`, what stands
    in a line of `facts.jsonl`, `names.jsonl`, `articles.csv` … (docs/outputs.md).

    Example: `corrigenda schema mymodule:Appointment --check`
    """
    refuse_both("either check it or print it", check=check, draft=draft)
    loaded = load_schema(name)
    if file is not None:
        refuse_both("either a file's schema or a check or a draft", file=file, check=check or draft)
        from corrigenda.outputs import schema_of

        typer.echo(json.dumps(schema_of(file, loaded), indent=2, ensure_ascii=False))
        return
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
    warnings = len(problems) - errors
    typer.echo(f"{counted(errors, 'error')}, {counted(warnings, 'warning')}", err=True)
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
