"""The command line: a thin shell over the library.

Every error of ours is one line on standard error. Exit codes: 0 all good, 1 some of the input failed, 2 the
command cannot run as given, 130 interrupted. Heavy modules are imported by the command that needs them.
"""

import gc
import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import Annotated

import typer

from corrigenda.cli import cassettes, evaluate, model, names, results, running, table
from corrigenda.schemas.errors import CorrigendaError

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("run")(running.run)
app.command("correct")(names.correct)
app.command("reconcile")(names.reconcile)
app.command("eval")(evaluate.evaluate)
app.command("report")(results.report)
app.command("export")(results.export)
app.command("rejects")(results.rejects)
app.command("schema")(running.schema)
app.add_typer(table.app, name="table")
app.add_typer(model.app, name="model")
app.add_typer(cassettes.app, name="cassettes")

_COLLECTED_AFTER = 50_000
"""Objects made before Python looks for garbage; tables and knowledge, read at the start, are none."""


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"corrigenda {version('corrigenda')}")
        raise typer.Exit


@app.callback()
def corrigenda(
    show_version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where an error came from.")] = False,
) -> None:
    """Facts out of news articles, each tied to its sentence, and the names in them set right.

    Example: `corrigenda run articles --out found`
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code. ``arguments`` are the process's unless given."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    thresholds = gc.get_threshold()
    gc.set_threshold(_COLLECTED_AFTER)
    try:
        app(words, prog_name="corrigenda")
    except CorrigendaError as error:
        if "--debug" in words:
            raise
        typer.echo(f"corrigenda: {error}", err=True)
        sys.exit(2)
    finally:
        gc.set_threshold(*thresholds)
