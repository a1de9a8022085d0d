"""What a run writes: its store, its files and its report."""

from corrigenda.outputs.atomic import replacing
from corrigenda.outputs.files import inert, make_directories, write_corrected, write_outputs
from corrigenda.outputs.finished import FinishedArticle, fail, finish
from corrigenda.outputs.store import FILE_NAME, Store

__all__ = [
    "FILE_NAME",
    "FinishedArticle",
    "Store",
    "fail",
    "finish",
    "inert",
    "make_directories",
    "replacing",
    "write_corrected",
    "write_outputs",
]
