"""Sentences in windows."""

from hypothesis import given
from hypothesis import strategies as st

from corrigenda.extract.sentences import make_windows
from corrigenda.schemas.article import Sentence


def _sentences(lengths: list[int]) -> list[Sentence]:
    made, start = [], 0
    for number, length in enumerate(lengths, start=1):
        made.append(Sentence(id=number, start=start, end=start + length, text="x" * length))
        start += length + 1
    return made


@given(st.lists(st.integers(1, 3000), max_size=60), st.integers(1, 8))
def test_every_sentence_is_in_exactly_one_window(lengths: list[int], size: int) -> None:
    """A long article is many windows, and all of it is read, in order."""
    sentences = _sentences(lengths)

    windows = make_windows(sentences, size=size)

    assert [sentence for window in windows for sentence in window.sentences] == sentences
    assert all(len(window.sentences) <= size for window in windows)


def test_windows_are_nearly_equal() -> None:
    """Eleven sentences in windows of five are three windows of three or four, not five, five and one."""
    windows = make_windows(_sentences([10] * 11), size=5)

    assert sorted(len(window.sentences) for window in windows) == [3, 4, 4]


def test_long_sentences_make_small_windows() -> None:
    """Question and answer must fit into the context of a small model."""
    windows = make_windows(_sentences([1500] * 4), size=4)

    assert [len(window.sentences) for window in windows] == [1, 1, 1, 1]
