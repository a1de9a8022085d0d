"""Comparison keys of names and words, and the reviewed files of knowledge."""

from corrigenda.reconcile.text.data import read_data, read_yaml
from corrigenda.reconcile.text.normalize import deletion_keys, deletions, fold, phonetic, title_key, tokens

__all__ = ["deletion_keys", "deletions", "fold", "phonetic", "read_data", "read_yaml", "title_key", "tokens"]
