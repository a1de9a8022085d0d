"""``corrigenda correct`` and ``corrigenda reconcile``: names alone, no facts."""

import difflib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corrigenda.cli.options import (
    BaseUrl,
    Dates,
    Day,
    DecisionsFile,
    ModelName,
    Tables,
    counted,
    open_decisions,
    open_tables,
    refuse_both,
)
from corrigenda.schemas.article import Article
from corrigenda.schemas.errors import InputError
from corrigenda.schemas.records import Reject

if TYPE_CHECKING:
    from corrigenda.extract.model import Model

_MOST_BAD = 20

AdjudicateAtMost = Annotated[
    int,
    typer.Option(min=0, metavar="N", help="Ask a language model about at most N names that stay undecided."),
]


def correct(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The article; `-` for standard input.")] = "-",
    day: Day = None,
    tables: Tables = None,
    decisions: DecisionsFile = None,
    adjudicate: AdjudicateAtMost = 0,
    model: ModelName = "local",
    base_url: BaseUrl = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the text, every edit and every name as JSON.")
    ] = False,
    as_diff: Annotated[bool, typer.Option("--diff", help="Print the changes as a unified diff.")] = False,
) -> None:
    """Set the names in an article right, by title, date and table.

    No language model is asked, save with `--adjudicate`.

    Example: `corrigenda correct article.txt --date 2021-03-16 --diff`
    """
    refuse_both("the output is either JSON or a diff", json=as_json, diff=as_diff)
    from corrigenda.pipeline import process_article

    article = _only_article(file)
    with open_tables(tables) as table, _asking(adjudicate, model, base_url) as asked:
        processed = process_article(
            article,
            table=table,
            model=asked,
            schemas=(),
            date=day,
            decisions=open_decisions(decisions, table),
            adjudicate=adjudicate,
        )
    _warn(processed.extraction.rejects)
    corrected = processed.corrected
    if as_json:
        typer.echo(corrected.model_dump_json(indent=2).encode())
    elif as_diff:
        typer.echo(_diff(article.text, corrected.text, name=article.path or file).encode(), nl=False)
    else:
        typer.echo(corrected.text.encode(), nl=False)


def reconcile(
    mentions: Annotated[Path, typer.Argument(metavar="MENTIONS", help="Mentions, .jsonl or .csv.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Resolutions, .jsonl or .csv.")],
    tables: Tables = None,
    dates: Dates = None,
    decisions: DecisionsFile = None,
    adjudicate: AdjudicateAtMost = 0,
    model: ModelName = "local",
    base_url: BaseUrl = None,
) -> None:
    """Resolve a file of names against the entity table.

    A mention has `id`, `surface`, and perhaps `title`, `country`, `date`, `text`, `start`, `type`. Mentions
    of one `text` that stand together are judged together. No language model is asked, save with
    `--adjudicate`. Whatever else a line holds is kept.

    Example: `corrigenda reconcile mentions.csv --out resolved.csv`
    """
    from corrigenda.adjudication import Adjudicator
    from corrigenda.mention_files import BadMention, reconcile_file
    from corrigenda.schemas.names import Resolution

    seen: Counter[str] = Counter()

    def bad(mention: BadMention) -> None:
        seen["bad"] += 1
        if seen["bad"] <= _MOST_BAD:
            typer.echo(f"{mentions}:{mention.line}: {mention.reason}", err=True)

    with (
        open_tables(tables) as table,
        _asking(adjudicate, model, base_url) as asked,
        _counter() as count,
    ):
        adjudicator = None if asked is None else Adjudicator(asked, table)

        def watch(resolution: Resolution) -> None:
            seen[resolution.status] += 1
            count()

        reconcile_file(
            mentions,
            out,
            table,
            dates=None if dates is None else dates.value,
            decisions=open_decisions(decisions, table),
            adjudicator=adjudicator,
            budget=adjudicate,
            bad=bad,
            watch=watch,
            note=lambda text: typer.echo(f"{mentions}: {text}", err=True),
        )
    _warn(adjudicator.rejects if adjudicator is not None else ())
    _tell(seen, out)
    if seen["bad"]:
        raise typer.Exit(1)


def _tell(seen: Counter[str], out: Path) -> None:
    """Say what became of the mentions."""
    statuses = f"{seen['linked']:,} linked, {seen['undecided']:,} undecided, {seen['nil']:,} not in the table"
    typer.echo(f"{statuses}: {out}", err=True)
    if seen["bad"]:
        typer.echo(f"left out, being no mentions: {counted(seen['bad'], 'line')}", err=True)


@contextmanager
def _asking(names: int, model: str, base_url: str | None) -> "Iterator[Model | None]":
    """The model, where it is to be asked about any names."""
    if not names:
        yield None
        return
    from corrigenda.extract.model import open_model

    with open_model(model, base_url=base_url) as opened:
        yield opened


def _warn(rejects: Sequence[Reject]) -> None:
    """Say which questions about names had no answer."""
    for reject in rejects:
        typer.echo(f"warning: {reject.reason}", err=True)


@contextmanager
def _counter() -> Iterator[Callable[[], None]]:
    """Counts mentions on standard error, where that is a terminal."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda: None
        return
    columns = (SpinnerColumn(), TimeElapsedColumn(), TextColumn("{task.completed:,.0f} mentions"))
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=None)
        yield lambda: progress.advance(task)


def _only_article(file: str) -> Article:
    """The one article in ``file``. Raises ``InputError`` where it cannot be read, or there are more."""
    from corrigenda.extract.reading import read_articles

    path = None if file == "-" else Path(file)
    items = list(read_articles(["-" if path is None else path]))
    match items:
        case [Article() as article]:
            return article
        case [Reject() as reject]:
            raise InputError(f"{file!r} {reject.reason}", path=path)
    raise InputError(
        f"{file!r} holds {len(items)} articles: use 'corrigenda run {file} --out DIR --model none'", path=path
    )


def _diff(old: str, new: str, *, name: str) -> str:
    lines = difflib.unified_diff(
        old.splitlines(keepends=True), new.splitlines(keepends=True), name, f"{name} (corrected)", n=1
    )
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )
