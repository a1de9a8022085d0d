"""Candidate generation: who may be meant by a mention, by name, reading and office."""

from corrigenda.reconcile.candidates.context import LinkingContext, gather_context
from corrigenda.reconcile.candidates.own_titles import with_own_titles
from corrigenda.reconcile.candidates.retrieve import Candidate
from corrigenda.reconcile.candidates.wrong_person import WrongPerson

__all__ = ["Candidate", "LinkingContext", "WrongPerson", "gather_context", "with_own_titles"]
