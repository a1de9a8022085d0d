"""What the model fills in, made of the user's own fact class: the same fields as plain strings."""

from corrigenda.extract.drafts.markers import (
    bare,
    choices,
    fields_of,
    listed,
    marker_of,
    nested,
    without_none,
)
from corrigenda.extract.drafts.models import (
    LONGEST,
    Malformed,
    answer_shape,
    draft_of,
    filled_in,
    whole_items,
)

__all__ = [
    "LONGEST",
    "Malformed",
    "answer_shape",
    "bare",
    "choices",
    "draft_of",
    "fields_of",
    "filled_in",
    "listed",
    "marker_of",
    "nested",
    "whole_items",
    "without_none",
]
