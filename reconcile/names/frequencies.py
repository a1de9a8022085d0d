"""How many people bear a word as a given or a family name, after censuses and lists of many countries."""

from functools import lru_cache
from typing import NamedTuple

from corrigenda.reconcile.text import data_path

_UNLISTED = "*"
_NONE = "--"
_TENTHS = 10


class _Row(NamedTuple):
    """The two columns of the file as logarithms; ``None`` where nobody is known to bear the word so."""

    given: float | None
    family: float | None


class NameFrequencies:
    """Given and family names with their frequency; words are comparison keys (``reconcile.text.tokens``).

    A word is found in the sorted lines where they are, so that nothing is parsed before it is asked for.
    """

    def __init__(self, lines: bytes) -> None:
        """Take the content of ``data/name_frequencies.tsv``."""
        self._lines = lines
        first = lines.index(b"\n" + _UNLISTED.encode()) + 1
        self._unlisted = _read(lines[first : lines.index(b"\n", first)])
        self._start = lines.index(b"\n", first) + 1

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

    def _row(self, word: str) -> _Row:
        return _find(self._lines, self._start, word.encode())


def _find(lines: bytes, start: int, word: bytes) -> _Row:
    """Binary search: ``low`` and ``high`` are always the beginnings of lines, or the end."""
    low, high = start, len(lines)
    while low < high:
        middle = lines.rfind(b"\n", 0, (low + high) // 2) + 1
        end = lines.index(b"\n", middle)
        here = lines[middle : lines.index(b"\t", middle)]
        if here == word:
            return _read(lines[middle:end])
        if here < word:
            low = end + 1
        else:
            high = middle
    return _Row(None, None)


def _read(line: bytes) -> _Row:
    given, family = line.decode().partition("\t")[2].split(" ")
    return _Row(_logarithm(given), _logarithm(family))


def _logarithm(written: str) -> float | None:
    return None if written == _NONE else -int(written) / _TENTHS


@lru_cache(maxsize=1)
def name_frequencies() -> NameFrequencies:
    """The frequencies, read once, when they are first asked for."""
    return NameFrequencies(data_path("name_frequencies.tsv").read_bytes())
