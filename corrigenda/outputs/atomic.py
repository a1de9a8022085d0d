"""Files that appear whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from corrigenda.schemas.errors import OutputError


def make_directory(path: Path) -> Path:
    """The directory ``path``, made with its parents where it is not there, and proven to be writable.

    Raises ``OutputError`` where it is a file or cannot be written: before anything has been paid for.
    """
    probe = path / f".corrigenda-{os.getpid()}.part"
    try:
        path.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b" " * 4096)
        probe.unlink()
    except (FileExistsError, NotADirectoryError) as error:
        raise OutputError(
            f"{str(path)!r} cannot be the output directory, a file stands there: name another", path=path
        ) from error
    except OSError as error:
        raise OutputError(_unwritable(path, error), path=path) from error
    return path


@contextmanager
def replacing(path: Path, *, encoding: str = "utf-8") -> Iterator[TextIO]:
    """A file to write to, which takes the place of ``path`` at the end of the block, in one step.

    Line ends are written as they are given. Where the block fails, ``path`` is left as it was. Raises
    ``OutputError`` where the file cannot be written, as on a full disk.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("w", encoding=encoding, newline="") as file:
            yield file
        os.replace(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OutputError(_unwritable(path, error), path=path) from error
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _unwritable(path: Path, error: OSError) -> str:
    return (
        f"{str(path)!r} cannot be written ({error.strerror or error}): free some space or name another place"
    )
