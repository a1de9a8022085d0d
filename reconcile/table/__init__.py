"""The canonical entities: compiled into SQLite, looked up by name, reading, office and day, and checked."""

from corrigenda.reconcile.table.holdings import Holding
from corrigenda.reconcile.table.table import EntityTable, bearing, comparable, compare_entity
from corrigenda.reconcile.table.validate import check_table, own_ids

__all__ = ["EntityTable", "Holding", "bearing", "check_table", "comparable", "compare_entity", "own_ids"]
