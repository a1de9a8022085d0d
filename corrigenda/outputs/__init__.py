"""What a run writes: its store, its files and its report."""

from corrigenda.outputs.atomic import replacing
from corrigenda.outputs.export import ExportFormat, export
from corrigenda.outputs.files import inert, make_directories, write_corrected, write_outputs, write_report
from corrigenda.outputs.finished import FinishedArticle, fail, finish
from corrigenda.outputs.ftm import export_ftm
from corrigenda.outputs.store import FILE_NAME, Store

__all__ = [
    "FILE_NAME",
    "ExportFormat",
    "FinishedArticle",
    "Store",
    "export",
    "export_ftm",
    "fail",
    "finish",
    "inert",
    "make_directories",
    "replacing",
    "write_corrected",
    "write_outputs",
    "write_report",
]
