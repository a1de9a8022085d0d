"""Drafts grounded in the text: alignment of each surface, coreference, participants, dates; or a reject."""

from corrigenda.extract.grounding.context import ArticleContext
from corrigenda.extract.grounding.coreference import resolve_references
from corrigenda.extract.grounding.cues import has_cue, wording
from corrigenda.extract.grounding.dates import add_times
from corrigenda.extract.grounding.ground import DraftSource, ground_draft
from corrigenda.extract.grounding.merge import merge_facts
from corrigenda.extract.grounding.negation import add_negations
from corrigenda.extract.grounding.participants import add_coordinated, leave_spoken_of, split_distributive
from corrigenda.extract.grounding.statuses import add_stated

__all__ = [
    "ArticleContext",
    "DraftSource",
    "add_coordinated",
    "add_negations",
    "add_stated",
    "add_times",
    "ground_draft",
    "has_cue",
    "leave_spoken_of",
    "merge_facts",
    "resolve_references",
    "split_distributive",
    "wording",
]
