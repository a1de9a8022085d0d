"""Sentence splitting: where sentences end, their numbers and offsets; and the windows of one question."""

from corrigenda.extract.sentences.boundaries import ends_in_abbreviation, sentence_ends
from corrigenda.extract.sentences.split import split_sentences
from corrigenda.extract.sentences.windows import SIZE, SMALL, make_windows

__all__ = ["SIZE", "SMALL", "ends_in_abbreviation", "make_windows", "sentence_ends", "split_sentences"]
