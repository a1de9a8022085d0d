"""What a run writes: its store, its files and its report."""

from corrigenda.outputs.atomic import replacing
from corrigenda.outputs.export import export, inert
from corrigenda.outputs.files import make_directories, write_corrected, write_outputs, write_report
from corrigenda.outputs.finished import FinishedArticle, fail, finish
from corrigenda.outputs.json_schemas import schema_of
from corrigenda.outputs.store import FILE_NAME, Store

__all__ = [
    "FILE_NAME",
    "FinishedArticle",
    "Store",
    "export",
    "fail",
    "finish",
    "inert",
    "make_directories",
    "replacing",
    "schema_of",
    "write_corrected",
    "write_outputs",
    "write_report",
]
