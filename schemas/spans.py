"""Spans of a text: ``(start, end)``, the end exclusive. Put together, and asked whether a place meets one."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

Offsets = tuple[int, int]


def merge_spans(spans: Iterable[Offsets]) -> tuple[Offsets, ...]:
    """The spans in order, those that touch or overlap put together."""
    merged: list[Offsets] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)


def overlaps(span: Offsets, others: Sequence[Offsets]) -> bool:
    """Whether the span shares a character with one of ``others``, which are in order and do not overlap.

    No span is empty. The time grows with the logarithm of ``others``.
    """
    start, end = span
    index = bisect_right(others, start, key=lambda other: other[1])
    return index < len(others) and others[index][0] < end


def without_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    """``text[start:end]`` without its outer blanks; an empty span where only blanks are left."""
    piece = text[start:end]
    first = start + len(piece) - len(piece.lstrip())
    return first, max(first, start + len(piece.rstrip()))
