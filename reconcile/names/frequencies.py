"""How usual a word is as a name: how many people bear it, and how names are spelt.

How many bear it is counted by censuses and lists of many countries. How usual the letters are of one that
is not listed tells a model of three letters, smoothed by Dirichlet priors (MacKay and Peto 1995).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from math import log
from typing import NamedTuple

from corrigenda.reconcile.text import SortedRows, read_lines, sorted_rows

_UNLISTED = "*"
_NONE = "--"
_TENTHS = 10
_BEFORE, _BEHIND = "^^", "$"
_LETTERS = 28
_DOUBT = 5.0
"""How many sightings what is known of shorter runs of letters is worth."""


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


class NameLetters:
    """How usual each letter of a name is behind the two before it."""

    def __init__(self, runs: Mapping[str, int]) -> None:
        """Take three letters in a row, and in how many names they stand so."""
        self._runs = runs

    def surprise(self, word: str) -> float:
        """The mean of minus the natural logarithm of the probability of each letter of a folded word."""
        framed = f"{_BEFORE}{word}{_BEHIND}"
        places = range(len(_BEFORE), len(framed))
        return sum(self._surprise(framed[place - 2 : place], framed[place]) for place in places) / len(places)

    def _surprise(self, before: str, letter: str) -> float:
        pairs, firsts, letters = self._counts
        alone = (letters[letter] + 1) / (letters.total() + _LETTERS)
        paired = (pairs[before[1] + letter] + _DOUBT * alone) / (firsts[before[1]] + _DOUBT)
        seen = self._runs.get(before + letter, 0)
        return -log((seen + _DOUBT * paired) / (self._behind[before] + _DOUBT))

    @cached_property
    def _behind(self) -> Counter[str]:
        """How often anything stands behind two letters."""
        return _summed((run[:2], count) for run, count in self._runs.items())

    @cached_property
    def _counts(self) -> tuple[Counter[str], Counter[str], Counter[str]]:
        """How often two letters stand in a row, anything behind one, and each letter."""
        runs = self._runs.items()
        return (
            _summed((run[1:], count) for run, count in runs),
            _summed((run[1], count) for run, count in runs),
            _summed((run[2], count) for run, count in runs),
        )


def _summed(counts: Iterable[tuple[str, int]]) -> Counter[str]:
    found = Counter[str]()
    for key, count in counts:
        found[key] += count
    return found


def _logarithm(written: str) -> float | None:
    return None if written == _NONE else -int(written) / _TENTHS


@lru_cache(maxsize=1)
def name_frequencies() -> NameFrequencies:
    """The frequencies, read once, when they are first asked for."""
    return NameFrequencies(sorted_rows("name_frequencies.tsv"))


@lru_cache(maxsize=1)
def name_letters() -> NameLetters:
    """The letters of names, read once, when they are first asked for."""
    rows = (line.split("\t") for line in read_lines("name_letters.tsv"))
    return NameLetters({run: int(count) for run, count in rows})
