"""Entity tables made of other people's formats, with an account of what was read and what was not."""

from corrigenda.reconcile.importers.ledger import READ, ImportReport, Ledger
from corrigenda.reconcile.importers.registry import FlatOptions, import_table

__all__ = ["READ", "FlatOptions", "ImportReport", "Ledger", "import_table"]
