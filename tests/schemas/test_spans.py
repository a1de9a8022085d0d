"""Spans put together, and whether a place meets one."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrigenda.schemas.spans import Offsets, merge_spans, overlaps

some_span = st.tuples(st.integers(0, 60), st.integers(1, 12)).map(lambda one: (one[0], one[0] + one[1]))
some_spans = st.lists(some_span, max_size=12)


def characters(*spans: Offsets) -> set[int]:
    """Every place that one of the spans holds."""
    return {place for start, end in spans for place in range(start, end)}


@pytest.mark.parametrize(
    ("spans", "merged"),
    [
        ([], ()),
        ([(7, 9), (1, 3)], ((1, 3), (7, 9))),
        ([(1, 3), (2, 5)], ((1, 5),)),
        ([(1, 3), (3, 5)], ((1, 5),)),
        ([(1, 9), (2, 3)], ((1, 9),)),
        ([(1, 3), (1, 3)], ((1, 3),)),
    ],
)
def test_spans_are_put_together(spans: list[Offsets], merged: tuple[Offsets, ...]) -> None:
    """Spans that touch or overlap become one; the others stay, in order."""
    assert merge_spans(spans) == merged


@given(some_spans)
def test_merging_keeps_every_character(spans: list[Offsets]) -> None:
    """Merged spans hold the characters of the spans, and no two of them touch."""
    merged = merge_spans(spans)

    assert characters(*merged) == characters(*spans)
    assert all(one[1] < other[0] for one, other in pairwise(merged))


@pytest.mark.parametrize(
    ("span", "others", "meets"),
    [
        ((3, 5), (), False),
        ((3, 5), ((1, 3),), False),
        ((3, 5), ((5, 7),), False),
        ((3, 5), ((1, 3), (5, 7)), False),
        ((3, 5), ((1, 4),), True),
        ((3, 5), ((1, 9),), True),
        ((3, 9), ((1, 2), (4, 5), (7, 8)), True),
        ((3, 5), ((1, 3), (3, 4), (4, 7)), True),
    ],
)
def test_a_place_meets_a_span(span: Offsets, others: tuple[Offsets, ...], meets: bool) -> None:
    """A place overlaps spans where it shares a character with one; to touch is not enough."""
    assert overlaps(span, others) is meets


@given(some_span, some_spans)
def test_overlapping_is_sharing_a_character(span: Offsets, spans: list[Offsets]) -> None:
    """A place overlaps merged spans exactly where one of its characters is theirs."""
    assert overlaps(span, merge_spans(spans)) == (not characters(span).isdisjoint(characters(*spans)))
