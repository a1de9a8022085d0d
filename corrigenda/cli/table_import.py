"""``corrigenda table import``: somebody else's table made into ours, with an account of what was read."""

from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated

import typer

from corrigenda.cli.options import Dates

if TYPE_CHECKING:
    from corrigenda.reconcile.importers import FlatOptions, ImportReport

_MOST_UNREAD = 12
_WIDEST_COLUMN = 24
_WIDEST_LINE = 78


def import_(
    source: Annotated[Path, typer.Argument(metavar="SOURCE", help="The file or folder to import.")],
    out: Annotated[Path, typer.Option("--out", metavar="TABLE.jsonl", help="The table to write.")],
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="auto (told by the content), csv, excel, parquet, json, sparql, wikidata, ftm, popolo,"
            " office-terms or congress.",
        ),
    ] = "auto",
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="FIELD=COLUMN",
            help="The column of a field, if its header does not tell: `name='Elected member'`. May be given"
            " several times.",
        ),
    ] = None,
    constants: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="FIELD=VALUE",
            help="The value of a field in every row: `title='Member of Parliament'`. May be given several"
            " times.",
        ),
    ] = None,
    dates: Dates = None,
    encoding: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="What a CSV file is in, where the guess is wrong: cp1250."),
    ] = None,
    names: Annotated[
        Path | None,
        typer.Option(metavar="FILE.csv", help="Native spellings: columns qid, kanji, kana."),
    ] = None,
) -> None:
    """Make a table from somebody else's data, and say what was read and what was not.

    Exit code 1 where nothing could be imported.

    Example: `corrigenda table import members.csv --out members.jsonl`
    """
    from corrigenda.reconcile.importers import FlatOptions

    flat = FlatOptions(
        columns=_pairs(columns, "--map"),
        constants=_pairs(constants, "--set"),
        dates=None if dates is None else dates.value,
        encoding=encoding,
    )
    write_table(source, out, form=form, names=names, flat=flat)


def write_table(
    source: Path, out: Path, *, form: str, names: Path | None = None, flat: "FlatOptions | None" = None
) -> None:
    """Import a table and say what became of it; exit code 1 where nothing did."""
    from corrigenda.outputs import replacing
    from corrigenda.reconcile.importers import Ledger, import_table

    ledger = Ledger()
    with replacing(out) as file:
        for entity in import_table(source, form, names=names, flat=flat, ledger=ledger):
            file.write(entity.model_dump_json(exclude_defaults=True) + "\n")
    _account(ledger.report(), out)


def _pairs(said: list[str] | None, option: str) -> dict[str, str]:
    """What the user said of fields."""
    pairs = [one.partition("=") for one in said or ()]
    if not all(field and equals and value for field, equals, value in pairs):
        raise typer.BadParameter("write a field, '=', and its column or value", param_hint=f"'{option}'")
    return {field.strip(): value.strip() for field, _, value in pairs}


def _account(report: "ImportReport", out: Path) -> None:
    """Say what became of the source: read columns, unread ones, what was left out and why."""
    for line in _account_lines(report):
        typer.echo(line, err=True)
    if report.empty:
        typer.echo(f"nothing could be imported: {out} is empty", err=True)
        raise typer.Exit(1)
    things = {kind: count for kind, count in report.counts.items() if count}
    typer.echo(
        f"{', '.join(f'{count:,} {_CALLED[kind][count != 1]}' for kind, count in things.items())}: {out}",
        err=True,
    )


_CALLED = {
    "person": ("person", "persons"),
    "organization": ("organization", "organizations"),
    "place": ("place", "places"),
    "office": ("office", "offices"),
    "names": ("name", "names"),
    "terms": ("term of office", "terms of office"),
}


def _account_lines(report: "ImportReport") -> Iterator[str]:
    """The account of an import, in lines for a terminal."""
    yield f"read as {report.format}"
    yield from (f"  {note}" for note in report.notes)
    yield from _column_lines(report)
    for one in report.left_out:
        where = f", line {one.line}" if one.line is not None else ""
        example = f", such as {one.example!r}{where}" if one.example else where
        yield f"  left out, {one.column}: {one.count:,} {one.reason}{example}"


def _column_lines(report: "ImportReport") -> Iterator[str]:
    """A line for each column: what it was read as; properties that have no other name with us in one list."""
    from corrigenda.reconcile.importers import READ

    width = min(_WIDEST_COLUMN, max((len(one.column) for one in report.columns), default=0))
    plainly = [one.column for one in report.columns if one.read_as == READ]
    unread = [one for one in report.columns if not one.read_as]
    if plainly:
        read = f"read: {', '.join(plainly)}"
        yield from wrap(read, _WIDEST_LINE, initial_indent="  ", subsequent_indent="    ")
    for one in report.columns:
        if one.read_as not in ("", READ):
            yield f"  {one.column:{width}}  {one.filled:>7,}  {one.read_as}"
    for one in sorted(unread, key=lambda one: -one.filled)[:_MOST_UNREAD]:
        yield f"  {one.column:{width}}  {one.filled:>7,}  not used, such as {one.example!r}"
    if len(unread) > _MOST_UNREAD:
        yield f"  and {len(unread) - _MOST_UNREAD} more columns that were not used"
