"""Where sentences end, the numbered sentences of an article, and the windows in which a model reads them."""

from corrigenda.extract.sentences.boundaries import ends_in_abbreviation, sentence_ends
from corrigenda.extract.sentences.split import split_sentences
from corrigenda.extract.sentences.windows import SIZE, SMALL, make_windows

__all__ = ["SIZE", "SMALL", "ends_in_abbreviation", "make_windows", "sentence_ends", "split_sentences"]
