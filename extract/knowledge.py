"""The small reviewed files of ``extract/data``, read into typed values."""

from typing import TypeVar

from pydantic import TypeAdapter

from corrigenda.knowledge import read_yaml

T = TypeVar("T")


def read_knowledge(name: str, shape: type[T]) -> T:
    """The content of the YAML file ``data/<name>`` as ``shape``; pydantic's error where it does not fit."""
    return TypeAdapter(shape).validate_python(read_yaml("corrigenda.extract", "data", name))
