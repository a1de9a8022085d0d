"""Running text, below extraction and reconciliation: where a sentence ends, and what is an abbreviation."""

from corrigenda.text.sentence_ends import ends_in_abbreviation, sentence_around, sentence_ends

__all__ = ["ends_in_abbreviation", "sentence_around", "sentence_ends"]
