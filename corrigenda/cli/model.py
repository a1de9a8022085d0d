"""``corrigenda model``: the embedded model's weights."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="The embedded model's weights.")

LocalModelName = Annotated[str, typer.Argument(metavar="NAME", help="The embedded model's name.")]


@app.command()
def pull(
    name: LocalModelName = "local",
    source: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="Take them from this file or folder, not from the net."),
    ] = None,
) -> None:
    """Fetch the weights, check them, and keep them in the cache. Goes on where it was broken off.

    Example: `corrigenda model pull local`
    """
    from corrigenda.extract.model import pull as pull_weights

    with _bar() as count:
        found = pull_weights(
            name, source=source, progress=count, say=lambda words: typer.echo(words, err=True)
        )
    typer.echo(found)


@app.command()
def path(name: LocalModelName = "local") -> None:
    """Print where the weights lie; an error where they are not here.

    Example: `corrigenda model path`
    """
    from corrigenda.extract.model import find

    typer.echo(find(name))


@app.command("list")
def list_() -> None:
    """List the embedded models: name, size, licence, and whether they are here.

    Example: `corrigenda model list`
    """
    from corrigenda.extract.model import list_models
    from corrigenda.extract.model import path as path_of

    for weights in list_models():
        here = "here" if path_of(weights.name) is not None else "not pulled"
        typer.echo(f"{weights.name}\t{weights.size / 1e6:,.0f} MB\t{weights.licence}\t{here}\t{weights.file}")


@contextmanager
def _bar() -> Iterator[Callable[[int, int], None] | None]:
    """A bar of bytes on standard error, where that is a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn, TransferSpeedColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    columns = (BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=None)
        yield lambda done, size: progress.update(task, completed=done, total=size)
