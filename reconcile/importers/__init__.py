"""Entity tables made of other people's formats, with an account of what was read and what was not."""

from corrigenda.reconcile.importers.dates import AmbiguousDates, DateOrder, date_order, read_date
from corrigenda.reconcile.importers.fetch import (
    Endpoints,
    Question,
    Wikidata,
    answers_directory,
    fetch_wikidata,
)
from corrigenda.reconcile.importers.ledger import READ, ImportReport, Ledger
from corrigenda.reconcile.importers.registry import FlatOptions, import_table
from corrigenda.reconcile.importers.sheets import csv_sheet
from corrigenda.reconcile.importers.values import country_item, country_of, is_blank, wikidata_id

__all__ = [
    "READ",
    "AmbiguousDates",
    "DateOrder",
    "Endpoints",
    "FlatOptions",
    "ImportReport",
    "Ledger",
    "Question",
    "Wikidata",
    "answers_directory",
    "country_item",
    "country_of",
    "csv_sheet",
    "date_order",
    "fetch_wikidata",
    "import_table",
    "is_blank",
    "read_date",
    "wikidata_id",
]
