"""Options that several commands share, and how their values are read."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corrigenda.schemas.errors import DateError

if TYPE_CHECKING:
    from corrigenda.reconcile.table import EntityTable

STARTER = "starter"


def read_day(text: str) -> date:
    """A day as a user writes it. Raises ``DateError`` where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise DateError(
            f"{text!r} is not a date: write YYYY-MM-DD, such as 2021-03-16", value=text
        ) from error


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
TableName = Annotated[
    str, typer.Argument(metavar="TABLE", help="A table's file, or `starter` for the packaged one.")
]


def table_path(name: str) -> Path:
    """The file of a table that the user named."""
    from corrigenda.reconcile.text import data_path

    return data_path("starter.jsonl") if name == STARTER else Path(name)


def open_tables(names: list[str] | None) -> "EntityTable":
    """The tables that the user named, stacked, or the packaged one."""
    from corrigenda.reconcile.table import EntityTable

    return EntityTable.open(*map(table_path, names or [STARTER]))
