"""The names, times and numbers of an article that no fact uses."""

from corrigenda.extract.coverage.coverage import cover

__all__ = ["cover"]
