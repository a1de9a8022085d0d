"""Names of a text and the places that they take."""

from corrigenda.reconcile.mentions.spans import MentionSpan, TakenSpans, mention_span
from corrigenda.reconcile.mentions.tokens import passages


def at(start: int, end: int) -> MentionSpan:
    """A name in this place."""
    return MentionSpan(start, end, ("berg",), "person", 0)


def test_what_is_taken_is_taken_no_second_time() -> None:
    """Of names that overlap the first has its place; the others are left out."""
    taken = TakenSpans([at(5, 9)])

    assert list(taken.add([at(0, 5), at(8, 12), at(3, 4), at(9, 12)])) == [at(0, 5), at(9, 12)]


def test_a_span_holds_a_name_where_they_share_a_character() -> None:
    """A name that only touches a span does not stand in it."""
    taken = TakenSpans([at(5, 9)])

    assert [taken.holds(*span) for span in ((0, 5), (0, 6), (6, 7), (8, 12), (9, 12))] == [
        False,
        True,
        True,
        True,
        False,
    ]


def test_a_name_is_placed_by_its_tokens() -> None:
    """A name has the place and the folded words of its tokens, and the beginning of its paragraph."""
    text = "First line.\nThen Ana Soto-Lim came."
    *_, part = passages(text)

    assert mention_span(part, 1, 3, "person") == MentionSpan(17, 29, ("ana", "soto", "lim"), "person", 12)
    assert text[17:29] == "Ana Soto-Lim"
