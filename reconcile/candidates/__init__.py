"""Candidate generation: who may be meant by a mention, by name, reading and office."""

from corrigenda.reconcile.candidates.context import LinkingContext, make_context
from corrigenda.reconcile.candidates.memo import remembered
from corrigenda.reconcile.candidates.retrieve import Candidate, retrieve_candidates
from corrigenda.reconcile.candidates.wrong_person import WrongPerson

__all__ = ["Candidate", "LinkingContext", "WrongPerson", "make_context", "remembered", "retrieve_candidates"]
