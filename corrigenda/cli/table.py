"""``corrigenda table``: look into, check and make entity tables."""

from collections import Counter
from typing import Annotated

import typer

from corrigenda.cli import table_fetch, table_import
from corrigenda.cli.options import TableName, open_tables, table_path
from corrigenda.schemas.errors import TableError

app = typer.Typer(no_args_is_help=True, help="Look into, check and make entity tables.")


@app.command()
def check(
    table: TableName,
    list_own: Annotated[
        bool, typer.Option("--own-ids", help="List the persons whose ids are not Wikidata's.")
    ] = False,
) -> None:
    """Look for what is wrong in a table: ids, dates, overlaps of one-person offices, duplicates.

    Exit code 1 where there are errors; warnings alone leave it 0. A table in which some persons have ids of
    Wikidata's is told how many have not.

    Example: `corrigenda table check people.jsonl`
    """
    from corrigenda.reconcile.table import check_table, own_ids

    path = table_path(table)
    try:
        with path.open(encoding="utf-8") as lines:
            problems = check_table(lines)
            lines.seek(0)
            own = own_ids(lines)
    except UnicodeDecodeError as error:
        raise TableError(f"{str(path)!r} is not UTF-8: convert it first", path=path) from error
    except OSError as error:
        raise TableError(f"{str(path)!r} cannot be read: {error.strerror or error}", path=path) from error
    for problem in problems:
        where = "" if problem.entity_id is None else f"{problem.entity_id}: "
        typer.echo(f"{path}:{problem.line}: {problem.severity}: {where}{problem.message}")
    counts = Counter(problem.severity for problem in problems)
    typer.echo(f"{counts['error']} errors, {counts['warning']} warnings", err=True)
    if list_own:
        for line, entity_id in own.found:
            typer.echo(f"{path}:{line}: {entity_id}")
    elif 0 < len(own.found) < own.persons:
        said = f"{len(own.found):,} of {own.persons:,} persons have ids of their own, not Wikidata's"
        typer.echo(f"{said}: --own-ids lists them", err=True)
    if counts["error"]:
        raise typer.Exit(1)


@app.command()
def search(
    table: TableName,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name as somebody may write it.")],
    limit: Annotated[int, typer.Option(min=1, help="How many to show.")] = 10,
) -> None:
    """Find entities by name, best first: id, likeness, name, description, offices.

    Example: `corrigenda table search starter "Toshimichi Mogi"`
    """
    with open_tables([table]) as opened:
        found = opened.search(name, limit=limit)
        for entity_id, likeness in found:
            entity = opened.entity(entity_id)
            if entity is None:
                continue
            about = f"{entity.canonical} ({entity.description or entity.type})"
            typer.echo(f"{entity_id}\t{likeness:.2f}\t{about}")
            for term in dict.fromkeys(
                (term.office_title, term.start, term.end) for term in opened.terms(entity_id)
            ):
                title, start, end = term
                typer.echo(f"\t\t{start or '?'} to {end or 'open'}\t{title}")
    if not found:
        typer.echo(f"nothing like {name!r}", err=True)
        raise typer.Exit(1)


@app.command()
def stats(table: TableName) -> None:
    """Count what a table holds.

    Example: `corrigenda table stats starter`
    """
    with open_tables([table]) as opened:
        counts: Counter[str] = Counter()
        for entity in opened.entities():
            counts[entity.type] += 1
            counts["names"] += len(entity.names)
            counts["native spellings"] += sum(name.kind == "native" for name in entity.names)
            counts["dated offices"] += len(entity.terms)
        for kind, count in counts.items():
            typer.echo(f"{count:>12,}  {kind}")
        typer.echo(f"as of {opened.as_of or 'an unknown day'}, fingerprint {opened.fingerprint[:16]}")


app.command("import")(table_import.import_)
app.add_typer(table_fetch.app, name="fetch")
