"""Find a user's fact schema by the name given on the command line."""

import importlib
import sys
from pathlib import Path

from corrigenda.schemas.errors import SchemaError
from corrigenda.schemas.facts import Fact


def load_schema(name: str) -> type[Fact]:
    """The class that ``name`` names, as ``package.module:Class``, installed or in the working directory.

    Raises ``SchemaError`` where there is no such module or class, or it is no ``Fact``.
    """
    module_name, _, class_name = name.partition(":")
    if not module_name or not class_name:
        raise SchemaError(f"{name!r} names no schema: write package.module:Class", schema=name)
    if module_name.endswith(".py"):
        dotted = ".".join(Path(module_name).with_suffix("").parts).lstrip("./")
        raise SchemaError(
            f"{name!r} names a file, not a module: write {f'{dotted}:{class_name}'!r}, in the folder"
            " that it can be imported from",
            schema=name,
        )
    if str(Path.cwd()) not in sys.path:
        sys.path.insert(0, str(Path.cwd()))
    try:
        module = importlib.import_module(module_name)
    except Exception as error:  # a user's module may fail in any way
        raise SchemaError(
            f"the module of schema {name!r} cannot be imported ({type(error).__name__}: {error}): check its"
            " name, and that it lies in the working directory or is installed",
            schema=name,
        ) from error
    found = getattr(module, class_name, None)
    if not isinstance(found, type) or not issubclass(found, Fact) or found is Fact:
        there = [key for key, value in vars(module).items() if _is_schema(value)]
        raise SchemaError(
            f"{name!r} is no fact schema: {module_name!r} has {', '.join(there) or 'none'}; a schema is a"
            " class that inherits from corrigenda.schemas.facts.Fact",
            schema=name,
        )
    return found


def _is_schema(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, Fact) and value is not Fact
