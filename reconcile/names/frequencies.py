"""How many people bear a word as a given or a family name, after censuses and lists of many countries."""

from functools import lru_cache
from typing import NamedTuple

from corrigenda.reconcile.text import SortedRows, sorted_rows

_UNLISTED = "*"
_NONE = "--"
_TENTHS = 10


class _Frequency(NamedTuple):
    """The two columns of the file as logarithms; ``None`` where nobody is known to bear the word so."""

    given: float | None
    family: float | None


class NameFrequencies:
    """Given and family names with their frequency; words are comparison keys (``reconcile.text.tokens``)."""

    def __init__(self, rows: SortedRows) -> None:
        """Take the rows of ``data/name_frequencies.tsv``."""
        self._rows = rows
        self._unlisted = self._row(_UNLISTED)

    def given(self, word: str) -> float:
        """The decimal logarithm of the probability that a random person bears this given name."""
        return self._row(word).given or self._unlisted.given or 0.0

    def family(self, word: str) -> float:
        """The decimal logarithm of the probability that a random person bears this family name."""
        return self._row(word).family or self._unlisted.family or 0.0

    def is_given(self, word: str) -> bool:
        """Whether the word is known as a given name."""
        return self._row(word).given is not None

    def is_family(self, word: str) -> bool:
        """Whether the word is known as a family name."""
        return self._row(word).family is not None

    def _row(self, word: str) -> _Frequency:
        written = self._rows.get(word)
        given, family = written.split(" ") if written is not None else (_NONE, _NONE)
        return _Frequency(_logarithm(given), _logarithm(family))


def _logarithm(written: str) -> float | None:
    return None if written == _NONE else -int(written) / _TENTHS


@lru_cache(maxsize=1)
def name_frequencies() -> NameFrequencies:
    """The frequencies, read once, when they are first asked for."""
    return NameFrequencies(sorted_rows("name_frequencies.tsv"))
