"""``corrigenda eval``: a run beside gold."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corrigenda.cli.changes import Html, console, show_changes
from corrigenda.cli.options import Tables, open_tables

if TYPE_CHECKING:
    from rich.table import Table

    from corrigenda.evaluation import Evaluation, Miss, Tally

_LONGEST_WORDS = 100


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Gold, .jsonl, one article a line.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="What `corrigenda run --out` wrote.")],
    other: Annotated[
        Path | None,
        typer.Option(
            "--against",
            "--compare",
            metavar="DIR",
            help="An earlier run, shown beside it, with what changed since, fact by fact.",
        ),
    ] = None,
    page: Html = None,
    tables: Tables = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print counts, shares and misses as JSON.")] = False,
) -> None:
    """Score a run against gold: precision, recall and F1 of each field, and every miss.

    A line of GOLD, of which only `article_id` is needed (offsets in the raw article, the end exclusive):

    `{"article_id": "oslo", "mentions": [{"start": 46, "end": 55, "surface": "John Berg", "type": "person",
    "entity_id": "Q1", "error": "misspelling", "corrected": "Jon Berg"}], "facts": [{"sentences": [[23, 89]],
    "kind": "meeting", "kind_alt": ["visit"], "participants": ["Q1", "Ann Holm"], "status": "happened",
    "time": "2023-05-02", "must": true}], "boilerplate": [[90, 123]]}`

    All participants named are needed, by entity id or name. `…_alt` lists what would do as well; a `time` may
    be an interval, `2023-05-02/2023-05-06`; `"optional": true` in a mention, `"must": false` in a fact:
    neither required nor wrong. `corrigenda.schemas.gold` has the rest, `corrigenda.evaluation` says what each
    field counts and how facts are paired.

    Example: `corrigenda eval examples/gold.jsonl --out found --against found-before`
    """
    from corrigenda.evaluation import evaluate_run, read_gold, types_of

    articles = read_gold(gold)
    directories = [directory for directory in (out, other) if directory is not None]
    with open_tables(tables) as table:
        runs = [evaluate_run(articles, directory, types_of(table)) for directory in directories]
    if as_json:
        keys = ("run", "compared")
        body = ", ".join(f'"{key}": {run.model_dump_json()}' for key, run in zip(keys, runs, strict=False))
        typer.echo(f"{{{body}}}")
    else:
        _print_runs(runs, directories)
        if other is not None:
            show_changes(other, out, page)


def _print_runs(runs: "list[Evaluation]", directories: list[Path]) -> None:
    """The figures, and the misses: of two runs those that the other does not have."""
    console().print(_figures(runs, directories))
    for directory, run in zip(directories, runs, strict=True):
        for words in _remarks(run):
            typer.echo(f"{directory}: {words}" if len(runs) > 1 else words)
    if len(runs) == 1:
        _print_misses("Misses", runs[0].misses)
        return
    by_key = [{_key(miss): miss for miss in run.misses} for run in runs]
    for directory, own, others in zip(directories, by_key, reversed(by_key), strict=True):
        alone = [miss for key, miss in own.items() if key not in others]
        _print_misses(f"Misses of {directory} alone", alone)
    typer.echo(f"{len(by_key[0].keys() & by_key[1].keys())} misses are the same in both.")


def _figures(runs: "list[Evaluation]", directories: list[Path]) -> "Table":
    """A row for each field: of one run with its counts, of two beside each other with the gain in F1."""
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("field", no_wrap=True)
    for directory in directories:
        for column in ("precision", "recall", "F1"):
            title = f"{escape(directory.name)}\n{column}" if len(runs) > 1 else column
            table.add_column(title, justify="right", overflow="fold")
    for column in ("F1 more",) if len(runs) > 1 else ("found", "right", "wanted", "right"):
        table.add_column(column, justify="right")
    for field in runs[0].tallies:
        tallies = [run.tallies[field] for run in runs]
        row = [cell for tally in tallies for cell in map(_share, (tally.precision, tally.recall, tally.f1))]
        extra = [_gain(*tallies)] if len(tallies) == 2 else _counts(tallies[0])
        table.add_row(field, *row, *extra, style="bold" if field in ("names", "facts") else "")
    return table


def _counts(tally: "Tally") -> list[str]:
    return [f"{count:,}" for count in (tally.found, tally.found_right, tally.wanted, tally.wanted_right)]


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.3f}"


def _gain(here: "Tally", there: "Tally") -> str:
    return "–" if here.f1 is None or there.f1 is None else f"{here.f1 - there.f1:+.3f}"


def _remarks(run: "Evaluation") -> Iterator[str]:
    yield (
        f"{run.articles} articles with gold; from boilerplate {run.facts_from_boilerplate} facts and"
        f" {run.names_from_boilerplate} names."
    )
    if run.silent:
        yield f"Nothing was written on {', '.join(map(repr, run.silent))}: all of it is missed."
    if run.unjudged:
        yield f"{run.unjudged} articles of the run have no gold and were not judged."


def _key(miss: "Miss") -> tuple[str, ...]:
    return (miss.article_id, miss.field, str(miss.start), miss.wanted or miss.found)


def _print_misses(title: str, misses: "list[Miss] | tuple[Miss, ...]") -> None:
    typer.echo(f"\n{title}: {len(misses)}")
    article = None
    for miss in misses:
        if miss.article_id != article:
            article = miss.article_id
            typer.echo(f"{article}")
        where = miss.where if len(miss.where) <= _LONGEST_WORDS else f"{miss.where[:_LONGEST_WORDS]}…"
        typer.echo(
            f"  {miss.field}: {miss.how} at {miss.start}, {' '.join(where.split())!r}{_difference(miss)}"
        )


def _difference(miss: "Miss") -> str:
    words = [f"wanted {miss.wanted}" if miss.wanted else "", f"found {miss.found}" if miss.found else ""]
    told = ", ".join(word for word in words if word)
    return f": {told}" if told else ""
