"""Persons in running text without a title: by words of the table or of the text, or by native spelling."""

from collections.abc import Iterator

from corrigenda.reconcile.mentions.boundaries import name_start
from corrigenda.reconcile.mentions.gazetteer import LEAST_LETTERS, Gazetteer
from corrigenda.reconcile.mentions.person_features import TextWords
from corrigenda.reconcile.mentions.person_spans import best_spans, runs
from corrigenda.reconcile.mentions.spans import MentionSpan, TakenSpans, mention_span
from corrigenda.reconcile.mentions.title_spans import title_before
from corrigenda.reconcile.mentions.tokens import Passage
from corrigenda.reconcile.text import fold

_LONGEST_NATIVE_NAME = 6


def find_native_persons(passage: Passage, known: Gazetteer) -> Iterator[MentionSpan]:
    """Persons of the table by their native spelling, the longest first. A part alone must stand alone."""
    for token in passage.tokens:
        if token.native:
            place = 0
            while place < len(token.text):
                size = _native_size(token.text, place, known)
                if size:
                    start = token.start + place
                    word = token.text[place : place + size]
                    yield MentionSpan(start, start + size, (word,), "person", passage.tokens[0].start)
                place += size or 1


def _native_size(text: str, place: int, known: Gazetteer) -> int:
    for size in range(min(_LONGEST_NATIVE_NAME, len(text) - place), 1, -1):
        if size < LEAST_LETTERS and size != len(text):
            continue
        if known.is_borne_word(fold(text[place : place + size])):
            return size
    return 0


def find_other_persons(
    text: str, passage: Passage, known: Gazetteer, words: TextWords, taken: TakenSpans
) -> Iterator[MentionSpan]:
    """Persons among the capitalised words that no name has taken, by what speaks for and against each.

    One whose first word is a country's too may stand behind a title: "Prime Minister Georgia Roe".
    """
    for run in runs(passage, taken):
        for first, last in best_spans(passage, run, known, words):
            start = name_start(passage, first, last, known)
            title = title_before(text, passage, start, run[0]) if start > run[0] else None
            title = title if title is not None and title.parsed is not None else None
            yield mention_span(passage, start, last, "person", title)
