"""Options that several commands share, and how their values are read."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corrigenda.cli.completion import complete_model
from corrigenda.schemas.given_dates import read_day

if TYPE_CHECKING:
    from corrigenda.reconcile.context import Decisions
    from corrigenda.reconcile.table import EntityTable

STARTER = "starter"


Tables = Annotated[
    list[str] | None,
    typer.Option(
        "--table",
        metavar="FILE",
        help="Entity table (JSON Lines or compiled). May be given several times: stacked, the last wins."
        " `starter` is the packaged one, used where none is given.",
        show_default=False,
    ),
]
Day = Annotated[
    date | None,
    typer.Option(
        "--date",
        metavar="YYYY-MM-DD",
        parser=read_day,
        help="The day of publication, in place of what the article prints.",
        show_default=False,
    ),
]


class DateOrderChoice(StrEnum):
    """Whether the day or the month comes first in a date of numbers."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


Dates = Annotated[
    DateOrderChoice | None,
    typer.Option("--dates", help="How 03/04/2020 is meant where no date of the file tells."),
]
DecisionsFile = Annotated[
    Path | None,
    typer.Option(
        "--decisions",
        metavar="FILE",
        help="What you decided about names, .jsonl (docs/decisions.md): evidence that outweighs the rest.",
        show_default=False,
    ),
]
ModelName = Annotated[
    str,
    typer.Option(
        "--model",
        metavar="NAME",
        autocompletion=complete_model,
        help="The model that is asked: `local` (the embedded one), `local:FILE.gguf`, `openai:MODEL` (key in"
        " OPENAI_API_KEY), or any name with --base-url.",
    ),
]
BaseUrl = Annotated[
    str | None, typer.Option("--base-url", metavar="URL", help="A server that speaks OpenAI's protocol.")
]
TableName = Annotated[
    str, typer.Argument(metavar="TABLE", help="A table's file, or `starter` for the packaged one.")
]


def counted(count: int, thing: str) -> str:
    """A number of things in words: "1 error", "2 errors"."""
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def refuse_both(why: str, **options: object) -> None:
    """A usage error where both of two options are given."""
    if all(options.values()):
        raise typer.BadParameter(why, param_hint=" / ".join(f"'--{name}'" for name in options))


def table_path(name: str) -> Path:
    """The file of a table that the user named."""
    from corrigenda.reconcile.text import data_path

    return data_path("starter.jsonl") if name == STARTER else Path(name)


def open_tables(names: list[str] | None) -> "EntityTable":
    """The tables that the user named, stacked, or the packaged one."""
    from corrigenda.reconcile.table import EntityTable

    return EntityTable.open(*map(table_path, names or [STARTER]))


def open_decisions(path: Path | None, table: "EntityTable") -> "Decisions | None":
    """The decisions in the file that the user named, if any; a warning where the table lacks somebody."""
    if path is None:
        return None
    from corrigenda.reconcile.context import Decisions

    decisions = Decisions.load(path)
    for entity_id in sorted({one.entity_id for one in decisions if one.entity_id is not None}):
        if table.entity(entity_id) is None:
            typer.echo(
                f"warning: {path}: the table has no {entity_id!r}: what is decided has no effect", err=True
            )
    return decisions
