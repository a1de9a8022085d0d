"""Sentence splitting: the numbered sentences of an article, and the windows in which a model reads them."""

from corrigenda.extract.sentences.split import split_sentences
from corrigenda.extract.sentences.windows import SIZE, SMALL, make_windows

__all__ = ["SIZE", "SMALL", "make_windows", "split_sentences"]
