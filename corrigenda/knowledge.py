"""The reviewed files of knowledge that lie beside the code, as they are written."""

from importlib.resources import files
from typing import TextIO

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The compiled parser where there is one."""


def read_text(package: str, *path: str) -> str:
    """The text of a file of a package: ``read_text("corrigenda.reconcile", "data", "countries.csv")``."""
    return files(package).joinpath(*path).read_text(encoding="utf-8")


def read_yaml(package: str, *path: str) -> object:
    """The content of a YAML file of a package."""
    return parse_yaml(read_text(package, *path))


def parse_yaml(source: str | TextIO) -> object:
    """The content of a YAML text or file."""
    content: object = yaml.load(source, _LOADER)
    return content
