"""What a run writes: its store, its files and its report."""

from corrigenda.outputs.atomic import make_directory, replacing
from corrigenda.outputs.files import OutputFiles, inert, write_summary
from corrigenda.outputs.report import Report
from corrigenda.outputs.report_view import view_article, view_failure
from corrigenda.outputs.store import FILE_NAME, Store

__all__ = [
    "FILE_NAME",
    "OutputFiles",
    "Report",
    "Store",
    "inert",
    "make_directory",
    "replacing",
    "view_article",
    "view_failure",
    "write_summary",
]
