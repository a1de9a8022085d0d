"""Sentences in windows: few enough for a model to tell apart, with what it needs to understand them."""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil

from corrigenda.schemas.article import Sentence, Window

SIZE = 5
"""Sentences in a window at most, for a model that can tell them apart."""

SMALL = 1
"""The same for the embedded model: given five, it put facts under the wrong number and skipped sentences."""

_LONGEST = 2400
"""Characters in a window at most, so that question and answer fit into 4,096 tokens."""


def make_windows(sentences: Sequence[Sentence], *, size: int = SIZE) -> tuple[Window, ...]:
    """All ``sentences`` in windows of nearly equal length, in order, none left out.

    The context of each is the headline and the sentence before it.
    """
    headline = tuple(sentence.text for sentence in sentences if sentence.label == "headline")[:1]
    groups = [group for even in _even(sentences, size) for group in _short(even)]
    windows = []
    before: Sentence | None = None
    for number, group in enumerate(groups, start=1):
        earlier = (before.text,) if before is not None and before.label != "headline" else ()
        context = () if group[0].label == "headline" else headline
        windows.append(Window(id=f"w{number}", sentences=tuple(group), context=(*context, *earlier)))
        before = group[-1]
    return tuple(windows)


def _even(sentences: Sequence[Sentence], size: int) -> list[Sequence[Sentence]]:
    """As many groups as ``size`` demands, as equal as they can be: 20 in 4 of 5, 21 in 5 of 4 or 5."""
    count = ceil(len(sentences) / size)
    edges = [round(number * len(sentences) / count) for number in range(count + 1)] if count else []
    return [sentences[start:end] for start, end in pairwise(edges)]


def _short(group: Sequence[Sentence]) -> list[Sequence[Sentence]]:
    """The group, or its halves where its text is too long, down to single sentences."""
    if len(group) <= 1 or sum(len(sentence.text) for sentence in group) <= _LONGEST:
        return [group]
    middle = len(group) // 2
    return _short(group[:middle]) + _short(group[middle:])
