"""Sentence splitting: numbered sentences with offsets into the raw text."""

from collections.abc import Iterator, Sequence

from corrigenda.schemas.article import REPEATED, Sentence, Span
from corrigenda.schemas.spans import without_blanks
from corrigenda.text import sentence_ends

_READ = frozenset({"headline", "caption", "body"})
_LONGEST = 4_000
"""A longer sentence (a table, a page without full stops) is cut at a blank, so that a model can read it."""


def split_sentences(text: str, spans: Sequence[Span]) -> tuple[Sentence, ...]:
    """The sentences of headline, captions and body, numbered from 1 in the order of the text.

    ``spans`` are all those of ``text``, in order. A sentence is never longer than 4,000 characters. What the
    page prints twice is read once.
    """
    found = (
        (start, end, index)
        for index, span in enumerate(spans)
        if span.label in _READ and span.rule != REPEATED
        for start, end in _sentences(text, span.start, span.end)
        if any(character.isalnum() for character in text[start:end])
    )
    return tuple(
        Sentence(
            id=number,
            start=start,
            end=end,
            text=text[start:end],
            label=spans[index].label,
            paragraph=index,
        )
        for number, (start, end, index) in enumerate(found, start=1)
    )


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for stop in (*sentence_ends(text, start, end), end):
        while stop - start > _LONGEST:
            blank = text.rfind(" ", start + 1, start + _LONGEST)
            cut = blank if blank > start else start + _LONGEST
            yield without_blanks(text, start, cut)
            start = cut
        yield without_blanks(text, start, stop)
        start = stop
