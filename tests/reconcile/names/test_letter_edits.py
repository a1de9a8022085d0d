"""The edits of a slip, letter by letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from corrigenda.reconcile.names import letter_edits

WORDS = st.text("abcdehinorst", min_size=1, max_size=9)


@pytest.mark.parametrize(
    ("written", "own", "expected"),
    [
        ("larsen", "larsen", {}),
        ("lasen", "larsen", {"left_out": 1}),
        ("larsent", "larsen", {"put_in": 1}),
        ("larssen", "larsen", {"doubled": 1}),
        ("oten", "otten", {"doubled": 1}),
        ("lasren", "larsen", {"turned": 1}),
        ("larson", "larsen", {"vowel": 1}),
        ("larzen", "larsen", {"sound": 1}),
        ("karsen", "larsen", {"key": 1}),
        ("larmen", "larsen", {"letter": 1}),
        ("lasrenn", "larsen", {"turned": 1, "doubled": 1}),
    ],
)
def test_each_edit_has_its_kind(written: str, own: str, expected: dict[str, int]) -> None:
    """Fingers and ear go wrong in their own ways; a letter is told by what it stands for."""
    assert dict(letter_edits(written, own)) == expected


@given(WORDS, WORDS)
def test_as_many_as_there_are_edits(written: str, own: str) -> None:
    """There are never fewer edits than the distance, and none between equal words."""
    count = sum(letter_edits(written, own).values())

    assert count >= OSA.distance(written, own)
    assert (count == 0) == (written == own)
