"""The files of ``reconcile/data``, as they are written."""

from corrigenda import knowledge

_PACKAGE = "corrigenda.reconcile"


def read_data(name: str) -> str:
    """The text of a file of ``reconcile/data``."""
    return knowledge.read_text(_PACKAGE, "data", name)


def read_yaml(name: str) -> object:
    """The content of a YAML file of ``reconcile/data``."""
    return knowledge.read_yaml(_PACKAGE, "data", name)
