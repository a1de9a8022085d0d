"""What is known before anybody is compared: mention, document, terms of office, decisions, weights."""

from corrigenda.reconcile.context.document import (
    Anchor,
    Surroundings,
    Vote,
    gather_lists,
    gather_retold,
    gather_texts,
    infer_period,
)
from corrigenda.reconcile.context.mention import Period, Reference, understand
from corrigenda.reconcile.context.tenure import (
    ELECT_DAYS,
    GRACE_DAYS,
    days_to,
    holds_at,
    in_words,
    known_at,
    lies_beyond,
    year_of,
)
from corrigenda.reconcile.context.user_decisions import Decisions
from corrigenda.reconcile.context.weights import Weights, reviewed_weights

__all__ = [
    "ELECT_DAYS",
    "GRACE_DAYS",
    "Anchor",
    "Decisions",
    "Period",
    "Reference",
    "Surroundings",
    "Vote",
    "Weights",
    "days_to",
    "gather_lists",
    "gather_retold",
    "gather_texts",
    "holds_at",
    "in_words",
    "infer_period",
    "known_at",
    "lies_beyond",
    "reviewed_weights",
    "understand",
    "year_of",
]
