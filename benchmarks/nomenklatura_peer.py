"""The peer nomenklatura (extra ``[bench]``; it needs ICU), where it is installed."""

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any


def logic_v2(pairs: Sequence[tuple[str, str, str]]) -> list[float] | None:
    """Its score, 0 to 1, for each pair of names with their schema; ``None`` where it is not installed."""
    if find_spec("nomenklatura") is None:
        return None
    algorithm: Any = import_module("nomenklatura.matching").get_algorithm("logic-v2")
    config = algorithm.default_config()
    return [
        float(algorithm.compare(_entity(one, schema), _entity(other, schema), config).score)
        for one, other, schema in pairs
    ]


def _entity(name: str, schema: str) -> Any:
    model: Any = import_module("followthemoney").model
    proxy: Any = import_module("followthemoney.proxy").EntityProxy
    return (
        proxy.from_dict({"id": f"{schema} {name}", "schema": schema, "properties": {"name": [name]}})
        if model
        else None
    )
