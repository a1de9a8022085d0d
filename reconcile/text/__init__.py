"""Comparison keys of names and words, and the reviewed files of knowledge."""

from corrigenda.reconcile.text.data import data_path, read_data, read_lines, read_yaml
from corrigenda.reconcile.text.normalize import (
    Tokens,
    deletion_keys,
    deletions,
    fold,
    phonetic,
    title_key,
    tokens,
)
from corrigenda.reconcile.text.sorted_rows import SortedRows, sorted_rows

__all__ = [
    "SortedRows",
    "Tokens",
    "data_path",
    "deletion_keys",
    "deletions",
    "fold",
    "phonetic",
    "read_data",
    "read_lines",
    "read_yaml",
    "sorted_rows",
    "title_key",
    "tokens",
]
