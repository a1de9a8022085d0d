"""The evidence for and against each candidate and NIL, and the ranking that comes of it."""

from corrigenda.reconcile.scoring.evidence import weigh, weigh_nobody
from corrigenda.reconcile.scoring.ranking import Ranking, Weighed, add_up, may_correct, rank, status_of
from corrigenda.reconcile.scoring.wrong_office import Mistitle, are_ministries, find_mistitle

__all__ = [
    "Mistitle",
    "Ranking",
    "Weighed",
    "add_up",
    "are_ministries",
    "find_mistitle",
    "may_correct",
    "rank",
    "status_of",
    "weigh",
    "weigh_nobody",
]
