"""Entity tables made of other people's formats."""

from corrigenda.reconcile.importers.registry import import_table

__all__ = ["import_table"]
