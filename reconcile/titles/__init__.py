"""Titles and offices: what a title says of role, country and tense, and which roles are how held."""

from corrigenda.reconcile.titles.lexicon import ARTICLES
from corrigenda.reconcile.titles.parse import ParsedTitle, parse_title
from corrigenda.reconcile.titles.roles import (
    is_called_so,
    is_of_parts,
    is_single,
    mixed_up,
    office_roles,
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

__all__ = [
    "ARTICLES",
    "ParsedTitle",
    "filler_words",
    "head_words",
    "is_called_so",
    "is_of_parts",
    "is_single",
    "mixed_up",
    "modifier_words",
    "office_roles",
    "other_heads",
    "parse_title",
    "plural_heads",
    "roles_there",
    "supposing_words",
    "title_words",
]
