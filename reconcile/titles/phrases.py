"""Phrases of several words found among the words of a title."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Generic, TypeVar

V = TypeVar("V", bound=str)


class Phrases(Generic[V]):
    """Phrases of several words with a value each, found in a sequence of words, the longest first."""

    def __init__(self, values: Mapping[str, V]) -> None:
        self._values = {tuple(phrase.split()): value for phrase, value in values.items()}
        lengths: dict[str, set[int]] = {}
        for phrase in self._values:
            lengths.setdefault(phrase[0], set()).add(len(phrase))
        self._lengths = {word: sorted(known, reverse=True) for word, known in lengths.items()}

    def at(self, words: Sequence[str], start: int) -> tuple[int, V] | None:
        """The length and the value of the longest phrase that begins at ``words[start]``."""
        for length in self._lengths.get(words[start], ()):
            value = self._values.get(tuple(words[start : start + length]))
            if value is not None and start + length <= len(words):
                return length, value
        return None

    def inside(self, words: Sequence[str]) -> Iterator[tuple[int, int, V]]:
        """Start, length and value of the longest phrase at each place, from the left."""
        for start in range(len(words)):
            found = self.at(words, start)
            if found is not None:
                yield start, *found

    def first(self, words: Sequence[str]) -> V | None:
        """The value of the first of these phrases that occurs."""
        return next((value for _, _, value in self.inside(words)), None)
