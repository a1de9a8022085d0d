"""The files of ``reconcile/data``: where they are, and their content."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import TextIO

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The compiled parser where there is one."""


def data_path(name: str) -> Path:
    """Where a file of ``reconcile/data`` is."""
    return Path(str(files("corrigenda.reconcile") / "data" / name))


def read_data(name: str) -> str:
    """The text of a file of ``reconcile/data``."""
    return data_path(name).read_text(encoding="utf-8")


def read_lines(name: str) -> Iterator[str]:
    """The lines of a file of ``reconcile/data``, comments left out."""
    return (line for line in read_data(name).splitlines() if not line.startswith("#"))


def read_yaml(name: str) -> object:
    """The content of a YAML file of ``reconcile/data``."""
    return parse_yaml(read_data(name))


def parse_yaml(source: str | TextIO) -> object:
    """The content of a YAML text or file."""
    content: object = yaml.load(source, _LOADER)
    return content
