"""``corrigenda model``: the embedded model's weights."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="The embedded model's weights.")

ModelName = Annotated[str, typer.Argument(metavar="NAME", help="The embedded model's name.")]


@app.command()
def pull(
    name: ModelName = "local",
    source: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="Take them from this file or folder, not from the net."),
    ] = None,
) -> None:
    """Fetch the weights, check them, and keep them in the cache. Goes on where it was broken off.

    Example: `corrigenda model pull local`
    """
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn, TransferSpeedColumn

    from corrigenda.extract.weights import pull as pull_weights

    console = Console(stderr=True)
    columns = (BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as progress:
        task = progress.add_task(name, total=None)

        def count(done: int, size: int) -> None:
            progress.update(task, completed=done, total=size)

        path = pull_weights(
            name,
            source=source,
            progress=count,
            say=lambda words: console.print(words, soft_wrap=True, markup=False),
        )
    typer.echo(path)


@app.command()
def path(name: ModelName = "local") -> None:
    """Print where the weights lie; an error where they are not here.

    Example: `corrigenda model path`
    """
    from corrigenda.extract.weights import find

    typer.echo(find(name))


@app.command("list")
def list_() -> None:
    """List the embedded models: name, size, licence, and whether they are here.

    Example: `corrigenda model list`
    """
    from corrigenda.extract.weights import list_models
    from corrigenda.extract.weights import path as path_of

    for weights in list_models():
        here = "here" if path_of(weights.name) is not None else "not pulled"
        typer.echo(f"{weights.name}\t{weights.size / 1e6:,.0f} MB\t{weights.licence}\t{here}\t{weights.file}")
