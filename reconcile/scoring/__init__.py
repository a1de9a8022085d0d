"""What is seen for and against each candidate and NIL, and the ranking that comes of it."""

from corrigenda.reconcile.scoring.ranking import (
    LinkResult,
    ScoredCandidate,
    conclude,
    rank,
    rank_candidates,
)
from corrigenda.reconcile.scoring.wrong_office import WrongOffice, are_ministries

__all__ = [
    "LinkResult",
    "ScoredCandidate",
    "WrongOffice",
    "are_ministries",
    "conclude",
    "rank",
    "rank_candidates",
]
