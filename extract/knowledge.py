"""The small reviewed files of ``extract/data``, read into typed values."""

from importlib.resources import files
from typing import TypeVar

import yaml
from pydantic import TypeAdapter

T = TypeVar("T")


def read_knowledge(name: str, shape: type[T]) -> T:
    """The content of the YAML file ``data/<name>`` as ``shape``; pydantic's error where it does not fit.

    By the compiled parser where there is one.
    """
    text = files("corrigenda.extract").joinpath("data", name).read_text(encoding="utf-8")
    return TypeAdapter(shape).validate_python(yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
