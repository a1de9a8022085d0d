"""``corrigenda table fetch wikidata``: a table of people from Wikidata, over the network."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from corrigenda.cli.table_import import write_table

if TYPE_CHECKING:
    from corrigenda.reconcile.importers import Question

app = typer.Typer(no_args_is_help=True, help="Make a table of what others publish, over the network.")


@app.callback()
def _fetch() -> None:
    """Make a table of what others publish, over the network."""


@app.command()
def wikidata(
    out: Annotated[Path, typer.Option("--out", metavar="TABLE.jsonl", help="The table to write.")],
    parliament: Annotated[
        str | None,
        typer.Option(metavar="QID", help="Who sits in a parliament: `Q11010`, the House of Commons."),
    ] = None,
    office: Annotated[
        str | None, typer.Option(metavar="QID", help="Who holds an office, or one of its kinds.")
    ] = None,
    ministers: Annotated[
        str | None,
        typer.Option(metavar="COUNTRY", help="Ministers and heads of a country: any code or name."),
    ] = None,
    people: Annotated[
        str | None,
        typer.Option(metavar="QIDS", help="People by their ids, parted by commas, or a file of them."),
    ] = None,
    since: Annotated[
        int | None, typer.Option(metavar="YEAR", help="Only who held the office in that year or later.")
    ] = None,
    contact: Annotated[
        str, typer.Option(envvar="CORRIGENDA_CONTACT", help="Your mail address, for Wikidata's makers.")
    ] = "",
    fresh: Annotated[
        float, typer.Option(metavar="DAYS", min=0, help="How old a kept answer may be; 0 asks anew.")
    ] = 7.0,
    query_service: Annotated[
        str, typer.Option(envvar="CORRIGENDA_QUERY_SERVICE", help="Another SPARQL endpoint.")
    ] = "",
    api: Annotated[str, typer.Option(envvar="CORRIGENDA_WIKIDATA_API", help="Another Wikibase API.")] = "",
) -> None:
    """Make a table of people from Wikidata: their names, offices with dates, and these offices.

    Answers are kept, so the same command again goes on where it stopped. docs/table.md has the questions.

    Example: `corrigenda table fetch wikidata --parliament Q11010 --since 2010 --out commons.jsonl`
    """
    from corrigenda.reconcile.importers import Endpoints, Wikidata, answers_directory, fetch_wikidata

    asked = _asked(parliament, office, ministers)
    named = [_item(one, "--people") for one in _listed(people or "")]
    if not asked and not named:
        raise typer.BadParameter("name whom you want", param_hint="'--parliament' / '--office' / '--people'")
    given = {"query_service": query_service, "api": api}
    source = Wikidata(
        answers_directory(),
        Endpoints(**{name: address for name, address in given.items() if address}),
        contact=contact,
        fresh_days=fresh,
        tell=lambda text: typer.echo(f"wikidata: {text}", err=True),
    )
    with TemporaryDirectory() as folder:
        answers = Path(folder) / "wikidata.jsonl"
        fetch_wikidata(source, answers, asked=asked, people=named, since=str(since or ""))
        write_table(answers, out, form="wikidata")


def _asked(parliament: str | None, office: str | None, ministers: str | None) -> "dict[Question, str]":
    """The items of the questions that are asked."""
    from corrigenda.reconcile.importers import country_item

    asked: dict[Question, str] = {}
    if parliament is not None:
        asked["parliament"] = _item(parliament, "--parliament")
    if office is not None:
        asked["office"] = _item(office, "--office")
    if ministers is not None:
        country = country_item(ministers)
        if country is None:
            raise typer.BadParameter(f"{ministers!r} is no country that we know", param_hint="'--ministers'")
        asked["ministers"] = country
    return asked


def _item(written: str, option: str) -> str:
    from corrigenda.reconcile.importers import wikidata_id

    item = wikidata_id(written)
    if item is None:
        raise typer.BadParameter(f"{written!r} is no item: write Q and its number", param_hint=f"'{option}'")
    return item


def _listed(people: str) -> list[str]:
    """The ids that the user gave, in a list or in a file of them."""
    from corrigenda.reconcile.importers import wikidata_id

    given = people.replace(",", " ").split()
    if all(wikidata_id(one) for one in given):
        return given
    try:
        return Path(people).read_text(encoding="utf-8").replace(",", " ").split()
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(
            f"neither ids nor a file of ids ({error})", param_hint="'--people'"
        ) from error
