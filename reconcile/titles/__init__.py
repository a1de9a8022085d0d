"""Titles and offices: what a title says of role, country and tense, and which roles are how held."""

from corrigenda.reconcile.titles.lexicon import ARTICLES
from corrigenda.reconcile.titles.parse import ParsedTitle, parse_title
from corrigenda.reconcile.titles.roles import (
    is_of_parts,
    is_single,
    office_roles,
    rank_of,
    roles_there,
)
from corrigenda.reconcile.titles.vocabulary import (
    filler_words,
    head_words,
    modifier_words,
    other_heads,
    plural_heads,
    supposing_words,
    title_words,
)
from corrigenda.reconcile.titles.words import without_tense

__all__ = [
    "ARTICLES",
    "ParsedTitle",
    "filler_words",
    "head_words",
    "is_of_parts",
    "is_single",
    "modifier_words",
    "office_roles",
    "other_heads",
    "parse_title",
    "plural_heads",
    "rank_of",
    "roles_there",
    "supposing_words",
    "title_words",
    "without_tense",
]
