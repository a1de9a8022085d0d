"""``corrigenda report``, ``export`` and ``rejects``: what a run left, looked at without a model."""

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from corrigenda.cli.options import counted

if TYPE_CHECKING:
    from corrigenda.outputs import Store

RunDirectory = Annotated[Path, typer.Argument(metavar="DIR", help="What `corrigenda run --out` wrote.")]


def report(
    directory: RunDirectory,
    to: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The page to write; DIR/report.html, unless told.")
    ] = None,
) -> None:
    """Write the report anew from all that is kept: while a run goes on, or after one that was killed.

    Example: `corrigenda report found`
    """
    from corrigenda.outputs import write_report

    page = to or directory / "report.html"
    with _opened(directory) as store:
        write_report(store, store.last_summary(), page)
    typer.echo(f"Report: {page}")


def export(
    directory: RunDirectory,
    form: Annotated[
        Literal["csv", "jsonl", "parquet", "ftm"],
        typer.Option("--format", help="`ftm` is FollowTheMoney."),
    ] = "csv",
    to: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where the files go; a folder in DIR, unless told.")
    ] = None,
) -> None:
    """Write all that is kept as tables for other programs: articles, facts, participants, names and the rest.

    Each table is a file with fixed columns (docs/outputs.md); `article_id` and `fact_id` join them.

    Example: `corrigenda export found --format parquet --to tables`
    """
    from corrigenda.outputs import export as write_tables

    with _opened(directory) as store:
        for path in write_tables(store, to or directory / form, form):
            typer.echo(path)


def rejects(
    directory: RunDirectory,
    stages: Annotated[
        list[str] | None,
        typer.Option("--stage", metavar="STAGE", help="Only those of this stage; may be repeated."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print each whole, as a line of JSON.")] = False,
) -> None:
    """List what did not make it, and why: files, requests, items of an answer, fields.

    `corrigenda run --retry-rejects` takes these articles again, perhaps with another model.

    Example: `corrigenda rejects found --stage model`
    """
    counts: Counter[str] = Counter()
    with _opened(directory) as store:
        for line in store.lines("rejects"):
            record = json.loads(line)
            if stages and record["stage"] not in stages:
                continue
            counts[record["stage"]] += 1
            reason = " ".join(record["reason"].split())
            typer.echo(
                line.rstrip("\n") if as_json else f"{record['article_id']}\t{record['stage']}\t{reason}"
            )
    told = ", ".join(f"{count:,} {stage}" for stage, count in sorted(counts.items()))
    typer.echo(
        counted(counts.total(), "reject") + (f": {told}" if told else ""),
        err=True,
    )


def _opened(directory: Path) -> "Store":
    from corrigenda.outputs import FILE_NAME, Store

    return Store.open_to_read(directory / FILE_NAME)
