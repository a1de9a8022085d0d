"""Compiled tables kept in the user's cache directory, so that a table is compiled once."""

import hashlib
import os
import time
import warnings
from contextlib import suppress
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from tempfile import NamedTemporaryFile

from platformdirs import user_cache_path

from corrigenda.reconcile.readings import installed_dictionaries
from corrigenda.reconcile.table.compile import compile_table, read_lines
from corrigenda.reconcile.table.layout import FORMAT
from corrigenda.reconcile.table.storage import Database, StorageError
from corrigenda.schemas.errors import TableError

_LARGE = 16 * 1024 * 1024
"""From so many bytes a file that has not changed in size and time is not read again to know its content."""
_KEPT_DAYS = 60


def cache_directory() -> Path:
    """Where compiled tables are: ``tables`` in ``$CORRIGENDA_CACHE`` or the user's cache directory."""
    root = os.environ.get("CORRIGENDA_CACHE")
    return (Path(root) if root else user_cache_path("corrigenda")) / "tables"


def compiled(source: Path) -> Database:
    """The compiled form of a JSON Lines table, compiled now if need be.

    Where the cache cannot be written, the table is compiled into memory, with a warning. Raises
    ``TableError`` where the table is not well formed or cannot be read.
    """
    directory = cache_directory()
    target = directory / f"{_content(source, directory)}-{_knowledge()}.sqlite"
    if target.exists():
        with suppress(OSError):
            os.utime(target)
        return Database.file(target)
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(
            dir=directory, prefix="compiling-", suffix=".sqlite", delete=False
        ) as unfinished:
            path = Path(unfinished.name)
        try:
            compile_table(read_lines(source), Database.file(path), source=source)
            os.replace(path, target)
        finally:
            path.unlink(missing_ok=True)
        _forget_old(directory)
    except (OSError, StorageError) as error:
        warnings.warn(
            f"the cache directory {str(directory)!r} cannot be written ({error}); the table {str(source)!r} "
            "is compiled into memory this time: free it, or name another directory in CORRIGENDA_CACHE",
            stacklevel=2,
        )
        place = Database.memory()
        compile_table(read_lines(source), place, source=source)
        return place
    return Database.file(target)


def _content(source: Path, directory: Path) -> str:
    """A hash of the file's content, remembered beside the tables where the file is large."""
    try:
        state = source.stat()
        if state.st_size < _LARGE:
            return _digest(source)
        name = f"{source.resolve()}\0{state.st_size}\0{state.st_mtime_ns}"
        known = directory / f"{hashlib.sha256(name.encode()).hexdigest()[:32]}.content"
        with suppress(OSError):
            return known.read_text(encoding="ascii")
        digest = _digest(source)
    except OSError as error:
        raise TableError(
            f"entity table {str(source)!r} cannot be read ({error}): give a JSON Lines file", path=source
        ) from error
    with suppress(OSError):
        directory.mkdir(parents=True, exist_ok=True)
        known.write_text(digest, encoding="ascii")
    return digest


@lru_cache(maxsize=1)
def _knowledge() -> str:
    """A hash of what a table is compiled with: the layout, our rules and data, the dictionaries there."""
    known = [str(FORMAT), *installed_dictionaries()]
    package = Path(str(files("corrigenda.reconcile")))
    for path in sorted((*package.rglob("*.py"), *package.glob("data/*"))):
        if path.suffix != ".jsonl":
            state = path.stat()
            known.append(f"{path.name} {state.st_size} {state.st_mtime_ns}")
    return hashlib.sha256("\n".join(known).encode()).hexdigest()[:16]


def _digest(source: Path) -> str:
    with source.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:32]


def _forget_old(directory: Path) -> None:
    """Remove what nobody opened for two months."""
    oldest = time.time() - _KEPT_DAYS * 86400
    for path in directory.iterdir():
        with suppress(OSError):
            if path.stat().st_mtime < oldest:
                path.unlink()
