"""One reader a format: each finds its way in a layout and gives drafts, all values as they are written."""

from corrigenda.reconcile.importers.formats.columns import (
    account_for,
    check_fields,
    date_orders,
    find_columns,
)
from corrigenda.reconcile.importers.formats.congress import read_congress
from corrigenda.reconcile.importers.formats.ftm import read_ftm
from corrigenda.reconcile.importers.formats.office_terms import read_office_terms
from corrigenda.reconcile.importers.formats.popolo import read_popolo
from corrigenda.reconcile.importers.formats.rows import read_rows
from corrigenda.reconcile.importers.formats.wikidata import linked_items, read_wikidata

__all__ = [
    "account_for",
    "check_fields",
    "date_orders",
    "find_columns",
    "linked_items",
    "read_congress",
    "read_ftm",
    "read_office_terms",
    "read_popolo",
    "read_rows",
    "read_wikidata",
]
