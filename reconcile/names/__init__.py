"""A name as written beside the names of an entity: word by word, as a reading, or as a whole."""

from corrigenda.reconcile.names.align import Pairing
from corrigenda.reconcile.names.compare import compare_names
from corrigenda.reconcile.names.forms import (
    ComparedEntity,
    NameForm,
    NameWord,
    TokenizedName,
    kin_words,
    make_ready,
    tokenize_name,
)
from corrigenda.reconcile.names.frequencies import name_frequencies, name_letters
from corrigenda.reconcile.names.legal_forms import LegalForm
from corrigenda.reconcile.names.letter_edits import letter_edits
from corrigenda.reconcile.names.lexicon import name_parts
from corrigenda.reconcile.names.nicknames import is_listed_name
from corrigenda.reconcile.names.result import ComparedPart, Comparison
from corrigenda.reconcile.names.transliterate import in_latin
from corrigenda.reconcile.names.words import Relation, sounds_alike

__all__ = [
    "ComparedEntity",
    "ComparedPart",
    "Comparison",
    "LegalForm",
    "NameForm",
    "NameWord",
    "Pairing",
    "Relation",
    "TokenizedName",
    "compare_names",
    "in_latin",
    "is_listed_name",
    "kin_words",
    "letter_edits",
    "make_ready",
    "name_frequencies",
    "name_letters",
    "name_parts",
    "sounds_alike",
    "tokenize_name",
]
