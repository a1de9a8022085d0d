"""Where a sentence ends in running text, whoever asks."""

from itertools import pairwise

import pytest

from corrigenda.text import ends_in_abbreviation, sentence_around, sentence_ends


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


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("The Com. & Adm. Board met. It rose.", ["The Com. & Adm. Board met."]),
        ("It rained...The crews left.", ["It rained..."]),
        ("He waited... and left.", []),
        ("It sold 1950. iPhone sales rose.", ["It sold 1950."]),
        ("Polls close at 5 p.m. Monday’s vote is close.", ["Polls close at 5 p.m."]),
        ("Polls close at 5 p.m. Monday in Rome.", []),
        ("The U.S. Army’s chief spoke.", []),
    ],
)
def test_where_sentences_end(text: str, ends: list[str]) -> None:
    """A sign that joins opens none, a name like "iPhone" does; a possessive behind the clock does too."""
    stops = [0, *sentence_ends(text, 0, len(text))]

    assert [text[first:last].strip() for first, last in pairwise(stops)] == ends


def test_the_sentence_around_a_name_is_looked_for_within_bounds() -> None:
    """A page without full stops is no sentence: no more of it is taken than is told."""
    text = "no stop " * 1_000

    assert sentence_around(text, 4_000, 4_004, within=(3_900, 4_104)) == (3_900, 4_104)
