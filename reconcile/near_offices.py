"""Which of the offices that a title can mean the sentence tells by the place that it is of."""

from collections.abc import Iterable
from functools import lru_cache

from corrigenda.reconcile.keys import tokens
from corrigenda.reconcile.reference import Reference
from corrigenda.reconcile.table import Holding


def told_near(reference: Reference, holders: Iterable[Holding]) -> tuple[Holding, ...]:
    """Those of the holders whose office is of a place that the reference's sentence names.

    "Governor McMaster … South Carolina" tells one of fifty governors.
    """
    if not reference.sentence:
        return ()
    return tuple(
        held
        for held in holders
        if (place := _place_of(held.office_title)) and f" {place} " in reference.sentence
    )


@lru_cache(maxsize=16384)
def _place_of(office_title: str) -> str:
    """The words behind the last "of" of the title of an office, folded; empty where there is none."""
    head, link, place = office_title.rpartition(" of ")
    words = tokens(place) if link and head else ()
    return " ".join(words[1:] if words[:1] == ("the",) else words)
