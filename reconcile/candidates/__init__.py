"""Candidate generation: who may be meant by a mention, by name, reading and office."""

from corrigenda.reconcile.candidates.case import Case, make_case
from corrigenda.reconcile.candidates.memo import remembered
from corrigenda.reconcile.candidates.retrieve import Candidate, retrieve_candidates
from corrigenda.reconcile.candidates.wrong_person import Misnaming

__all__ = ["Candidate", "Case", "Misnaming", "make_case", "remembered", "retrieve_candidates"]
