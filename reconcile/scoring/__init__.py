"""The evidence for and against each candidate and NIL, and the ranking that comes of it."""

from corrigenda.reconcile.scoring.evidence import weigh, weigh_nil
from corrigenda.reconcile.scoring.ranking import (
    Ranking,
    ScoredCandidate,
    add_up,
    may_correct,
    rank,
    status_of,
)
from corrigenda.reconcile.scoring.wrong_office import WrongOffice, are_ministries, find_wrong_office

__all__ = [
    "Ranking",
    "ScoredCandidate",
    "WrongOffice",
    "add_up",
    "are_ministries",
    "find_wrong_office",
    "may_correct",
    "rank",
    "status_of",
    "weigh",
    "weigh_nil",
]
