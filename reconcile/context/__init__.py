"""What is known before anybody is compared: mention, document, terms of office, decisions, weights."""

from corrigenda.reconcile.context.document import (
    Antecedent,
    DocumentContext,
    OfficeOf,
    Vote,
    gather_documents,
    infer_period,
    parse_document,
)
from corrigenda.reconcile.context.evidence_kinds import EvidenceKind
from corrigenda.reconcile.context.mention import ParsedMention, Period, around_name
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
    "EvidenceKind",
    "EvidenceWeights",
    "OfficeOf",
    "ParsedMention",
    "Period",
    "Vote",
    "around_name",
    "days_to",
    "gather_documents",
    "holds_at",
    "in_words",
    "infer_period",
    "known_at",
    "lies_beyond",
    "parse_document",
    "reviewed_weights",
    "year_of",
]
