"""The reviewed files of knowledge that lie beside the code, as they are written."""

from importlib.resources import files

import yaml


def read_text(package: str, *path: str) -> str:
    """The text of a file of a package: ``read_text("corrigenda.reconcile", "data", "countries.csv")``."""
    return files(package).joinpath(*path).read_text(encoding="utf-8")


def read_yaml(package: str, *path: str) -> object:
    """The content of a YAML file of a package, by the compiled parser where there is one."""
    content: object = yaml.load(read_text(package, *path), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return content
