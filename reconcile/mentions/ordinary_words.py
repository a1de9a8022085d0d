"""Capitalised words that are nobody's name: of titles, organizations, the calendar and plain English."""

from functools import lru_cache

from corrigenda.reconcile.mentions.tokens import Token, vocabulary
from corrigenda.reconcile.text import Tokens, sorted_rows
from corrigenda.reconcile.titles import ARTICLES, title_words

DETERMINERS = ARTICLES | {"his", "her", "its", "their", "our", "my", "your"}
"""Words before a title or a name: articles and possessives."""
DEMONSTRATIVES = frozenset({"this", "that", "these", "those", "all"})

WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})


def is_ordinary(token: Token) -> bool:
    """Whether it is a word of titles, of organizations, of the calendar or of plain English.

    Hyphened words are all of the same of these.
    """
    return _are_ordinary(token.words)


@lru_cache(maxsize=16384)
def _are_ordinary(words: Tokens) -> bool:
    known = vocabulary()
    kinds = (title_words(), known.common, known.organization_heads, known.calendar)
    return bool(words) and any(all(word in ordinary for word in words) for ordinary in kinds)


def is_english_alone(token: Token) -> bool:
    """Whether it is a word of plain English alone, which behind a name is part of it: "Cory Book"."""
    words = vocabulary()
    return token.is_in(words.common) and not token.is_in(
        title_words() | words.organization_heads | words.calendar
    )


_USUAL = {"10": 1.0, "20": 0.7, "35": 0.4}
"""How usual a word is by the size of the smallest dictionary that has it."""


@lru_cache(maxsize=16384)
def english_use(word: str) -> float:
    """How usual a folded word is as one of English, 0 (in no dictionary) to 1."""
    return _USUAL.get(sorted_rows("english_words.tsv").get(word) or "", 0.0)


def is_english(token: Token) -> bool:
    """Whether it is ordinary, or a word of English that a smaller dictionary has."""
    return is_ordinary(token) or any(english_use(word) > 0 for word in token.words)


def is_english_or_title(token: Token) -> bool:
    """Whether it is a word of plain English or of titles."""
    return token.is_in(vocabulary().common) or token.is_in(title_words())


@lru_cache(maxsize=1)
def ordinary_words() -> frozenset[str]:
    """Words of titles, of organizations, of the calendar and of plain English, together."""
    words = vocabulary()
    return title_words() | words.common | words.organization_heads | words.calendar
