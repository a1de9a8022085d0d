"""What changed between two runs, printed as a table and written as a page."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from corrigenda.schemas.errors import InputError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from corrigenda.evaluation import Change, RunComparison

PAGE = "changes.html"
_FILE_WIDTH = 110
_LONGEST_WORDS = 80
_MOST_CHANGES = 200

Html = Annotated[
    Path | None,
    typer.Option(
        "--html", metavar="FILE", help="Write what changed to this page; DIR/changes.html, unless told."
    ),
]


def console() -> "Console":
    """Standard output: as wide as the terminal, or as a file may be."""
    from rich.console import Console

    found = Console()
    return found if found.is_terminal else Console(width=_FILE_WIDTH)


def require_run(directory: Path | None, *, apart_from: Path) -> None:
    """Raise ``InputError`` where ``directory`` is not an earlier run's, before the new one is begun."""
    if directory is None:
        return
    if directory.resolve() == apart_from.resolve() or not (directory / "facts.jsonl").is_file():
        raise InputError(
            f"{str(directory)!r} is no earlier run to compare with: name another directory that "
            f"'corrigenda run --out' wrote",
            path=directory,
        )


def show_changes(before: Path, after: Path, page: Path | None) -> None:
    """Print what changed from one run to another, and write it to ``page``, or into the folder ``after``."""
    from corrigenda.evaluation import compare_runs, write_comparison

    comparison = compare_runs(before, after)
    page = page or after / PAGE
    write_comparison(comparison, page)
    for line in _summary(comparison):
        typer.echo(line)
    if comparison.changes:
        console().print(_table(comparison))
    if len(comparison.changes) > _MOST_CHANGES:
        typer.echo(f"… and {len(comparison.changes) - _MOST_CHANGES} more")
    typer.echo(f"Changes: {page}")


def _summary(comparison: "RunComparison") -> Iterator[str]:
    yield f"\nFrom {comparison.before} to {comparison.after}:"
    for term in comparison.terms:
        yield f"  {term.field}: {term.before or 'unknown'} -> {term.after or 'unknown'}"
    yield f"facts: {comparison.facts} the same, {_counts(comparison, 'fact')}"
    yield f"names: {comparison.names} the same, {_counts(comparison, 'name')}"
    for called, only in (("before", comparison.only_before), ("after", comparison.only_after)):
        if only:
            yield f"only {called}: {', '.join(only)}"


def _counts(comparison: "RunComparison", kind: Literal["fact", "name"]) -> str:
    return ", ".join(f"{comparison.count(kind, how)} {how}" for how in ("changed", "new", "gone"))


def _table(comparison: "RunComparison") -> "Table":
    """A row for each field that changed; of what is new or gone one row for all of it."""
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("where", "what", "before", "after"):
        table.add_column(name, overflow="fold")
    article = None
    for change in comparison.changes[:_MOST_CHANGES]:
        if change.article_id != article:
            article = change.article_id
            table.add_section()
            table.add_row(escape(article), style="bold")
        for row in _rows(change):
            table.add_row(*map(escape, row))
    return table


def _rows(change: "Change") -> Iterator[tuple[str, str, str, str]]:
    words = " ".join(change.where.split())
    where = words if len(words) <= _LONGEST_WORDS else f"{words[:_LONGEST_WORDS]}…"
    if change.how == "changed":
        for field in change.fields:
            yield where, f"{change.kind}: {field.field}", field.before or "–", field.after or "–"
            where = ""
        return
    plain = [field for field in change.fields if " " not in field.field and field.field != "schema"]
    told = "; ".join(f"{field.field}: {field.before or field.after}" for field in plain)
    before, after = (told, "") if change.how == "gone" else ("", told)
    yield where, f"{change.how} {change.kind}", before, after
