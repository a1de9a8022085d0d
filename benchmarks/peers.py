"""Peers that choose among names by the name alone."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from rapidfuzz import fuzz, process

from corrigenda.reconcile.keys import fold

RAPIDFUZZ: Mapping[str, Callable[..., float]] = {
    "token_sort_ratio": fuzz.token_sort_ratio,
    "WRatio": fuzz.WRatio,
}


class Pool:
    """Everybody who may be meant, by every name."""

    def __init__(self, named: Iterable[tuple[str, str]]) -> None:
        """``named``: ids of entities, each with one of its names."""
        pairs = [(entity_id, fold(name)) for entity_id, name in named]
        self._ids = [entity_id for entity_id, _ in pairs]
        self._keys = [key for _, key in pairs]

    def best(self, surface: str, scorer: Callable[..., float]) -> str | None:
        """The id with the name that is likest; of equals the first."""
        found = process.extractOne(fold(surface), self._keys, scorer=scorer)
        return self._ids[found[2]] if found is not None else None

    def right(self, cases: Sequence[tuple[str, str]]) -> dict[str, int]:
        """For each scorer of rapidfuzz, how many of the (surface, right id) it answers rightly."""
        return {
            peer: sum(self.best(surface, scorer) == right for surface, right in cases)
            for peer, scorer in RAPIDFUZZ.items()
        }
