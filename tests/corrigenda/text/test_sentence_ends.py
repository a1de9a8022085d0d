"""Where a sentence ends in running text, whoever asks."""

import pytest

from corrigenda.text import ends_in_abbreviation, sentence_around


@pytest.mark.parametrize(
    ("title", "abbreviated"),
    [("GDP Falls in July-Sept.", True), ("Yoon in U.S.", True), ("Yoon left.", False)],
)
def test_a_title_may_end_in_an_abbreviation(title: str, abbreviated: bool) -> None:
    """The stop of an abbreviation at the end is told from a sentence's."""
    assert ends_in_abbreviation(title) is abbreviated


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. Sen. Ada Kent left. He stayed.", " Sen. Ada Kent left."),
        (
            "He asked the U.S. envoy Ada Kent at 3 p.m. in Rome",
            "He asked the U.S. envoy Ada Kent at 3 p.m. in Rome",
        ),
        ("雨だった。Ada Kentは去った。彼は残った。", "Ada Kentは去った。"),
    ],
)
def test_the_sentence_around_a_name(text: str, expected: str) -> None:
    """It begins behind the sentence before, ends with its own full stop."""
    start = text.index("Ada Kent")
    first, last = sentence_around(text, start, start + len("Ada Kent"), within=(0, len(text)))

    assert text[first:last] == expected


def test_the_sentence_around_a_name_is_looked_for_within_bounds() -> None:
    """A page without full stops is no sentence: no more of it is taken than is told."""
    text = "no stop " * 1_000

    assert sentence_around(text, 4_000, 4_004, within=(3_900, 4_104)) == (3_900, 4_104)
