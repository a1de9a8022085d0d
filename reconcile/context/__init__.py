"""What is known before anybody is compared: mention, document, terms of office, decisions, weights."""

from corrigenda.reconcile.context.document import (
    Antecedent,
    DocumentContext,
    Vote,
    gather_lists,
    gather_retold,
    gather_texts,
    infer_period,
)
from corrigenda.reconcile.context.mention import ParsedMention, Period, parse_mention
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
from corrigenda.reconcile.context.user_decisions import Decision, Decisions
from corrigenda.reconcile.context.weights import EvidenceWeights, reviewed_weights

__all__ = [
    "ELECT_DAYS",
    "GRACE_DAYS",
    "Antecedent",
    "Decision",
    "Decisions",
    "DocumentContext",
    "EvidenceWeights",
    "ParsedMention",
    "Period",
    "Vote",
    "days_to",
    "gather_lists",
    "gather_retold",
    "gather_texts",
    "holds_at",
    "in_words",
    "infer_period",
    "known_at",
    "lies_beyond",
    "parse_mention",
    "reviewed_weights",
    "year_of",
]
