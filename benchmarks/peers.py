"""Peers that choose among names by the name alone: rapidfuzz, and csv-reconcile where it is installed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from rapidfuzz import fuzz, process

from corrigenda.reconcile.text import fold

RAPIDFUZZ: Mapping[str, Callable[..., float]] = {
    "token_sort_ratio": fuzz.token_sort_ratio,
    "WRatio": fuzz.WRatio,
}
CSV_RECONCILE = "csv-reconcile"
PEERS = (*RAPIDFUZZ, *([CSV_RECONCILE] if find_spec("csv_reconcile_dice") is not None else []))


class Pool:
    """Everybody who may be meant, by every name."""

    def __init__(self, named: Iterable[tuple[str, str]]) -> None:
        """``named``: ids of entities, each with one of its names."""
        pairs = [(entity_id, fold(name)) for entity_id, name in named]
        self._ids = [entity_id for entity_id, _ in pairs]
        self._keys = [key for _, key in pairs]

    def best(self, surface: str, peer: str) -> str | None:
        """The id with the name that is likest; of equals the first."""
        if peer == CSV_RECONCILE:
            return self._best_by_bigrams(surface)
        found = process.extractOne(fold(surface), self._keys, scorer=RAPIDFUZZ[peer])
        return self._ids[found[2]] if found is not None else None

    def right(self, cases: Sequence[tuple[str, str]]) -> dict[str, int]:
        """For each peer, how many of the (surface, right id) it answers rightly."""
        return {peer: sum(self.best(surface, peer) == right for surface, right in cases) for peer in PEERS}

    def _best_by_bigrams(self, surface: str) -> str | None:
        """csv-reconcile's own scorer over all names, as its service asks it."""
        dice = _dice()
        asked = _bigrams(surface)
        scores = [dice.scoreMatch(asked, own) if own[0] else 0.0 for own in map(_bigrams, self._keys)]
        best = max(range(len(scores)), key=scores.__getitem__, default=None)
        return self._ids[best] if best is not None and scores[best] > 0 else None


def _dice() -> Any:
    return import_module("csv_reconcile_dice")


@cache
def _bigrams(name: str) -> tuple[str]:
    fields: tuple[str] = _dice().normalizeWord(name)
    return fields
