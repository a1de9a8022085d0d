"""The files of ``reconcile/data``, as they are written."""

from importlib.resources import files

import yaml


def read_data(name: str) -> str:
    """The text of a file of ``reconcile/data``."""
    return files("corrigenda.reconcile").joinpath("data", name).read_text(encoding="utf-8")


def read_yaml(name: str) -> object:
    """The content of a YAML file of ``reconcile/data``, by the compiled parser where there is one."""
    content: object = yaml.load(read_data(name), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return content
