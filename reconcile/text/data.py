"""The files of ``reconcile/data``: where they are, and their content."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from corrigenda import knowledge

_PACKAGE = "corrigenda.reconcile"


def data_path(name: str) -> Path:
    """Where a file of ``reconcile/data`` is."""
    return Path(str(files(_PACKAGE) / "data" / name))


def read_data(name: str) -> str:
    """The text of a file of ``reconcile/data``."""
    return knowledge.read_text(_PACKAGE, "data", name)


def read_lines(name: str) -> Iterator[str]:
    """The lines of a file of ``reconcile/data``, comments left out."""
    return (line for line in read_data(name).splitlines() if not line.startswith("#"))


def read_yaml(name: str) -> object:
    """The content of a YAML file of ``reconcile/data``."""
    return knowledge.read_yaml(_PACKAGE, "data", name)
