"""Normalization of expressions of time to values: "late January", "on Friday afternoon", "two weeks ago"."""

from collections.abc import Iterator

from corrigenda.extract.times.calendar import month_number
from corrigenda.extract.times.find import find_times, find_undated, is_lone_name, moves_a_time
from corrigenda.extract.times.intervals import time_value
from corrigenda.extract.times.lexicon import plain
from corrigenda.extract.times.parse import read, read_foreign_date
from corrigenda.extract.times.reference import describe, reference_time, tense_at
from corrigenda.schemas.article import Published
from corrigenda.schemas.dates import TimeValue

__all__ = ["find_times", "resolve_time"]


def resolve_time(
    expression: str,
    published: Published,
    *,
    sentence: str = "",
    earlier: TimeValue | None = None,
    place: str | None = None,
) -> TimeValue | None:
    """What ``expression`` means in an article that appeared when ``published`` says.

    ``sentence`` shows the tense, and what else belongs to the expression; ``earlier`` is the time that "the
    same day" goes by; ``place`` is the city of the dateline, whose calendar counts where the moment of
    publication is known. ``None`` where the words tell no time, or only one that is counted from what nobody
    knows: nothing is guessed.
    """
    if _is_undated(expression.strip(), sentence or expression):
        return None
    reference = reference_time(published, place=place, earlier=earlier)
    for words, start, end in _wordings(expression.strip(), sentence):
        told = reference.model_copy(update={"tense": tense_at(sentence or words, start, end)})
        found = read(plain(words), told) or read_foreign_date(words)
        if found is not None:
            return time_value(found, describe(told, found.basis, published))
    return None


def _is_undated(expression: str, sentence: str) -> bool:
    """Whether the expression is, or is part of, words that tell no day: the "Monday" of "every Monday"."""
    start = sentence.find(expression) if expression else -1
    spans = find_undated(sentence) if start >= 0 else ()
    return any(first <= start < last or start <= first < start + len(expression) for first, last in spans)


def _wordings(expression: str, sentence: str) -> Iterator[tuple[str, int, int]]:
    """The expression as the sentence has it, the longest first, and where it stands there.

    Last comes the one time that stands in it among other words, if they do not move it.
    """
    if month_number(expression) is not None and expression.islower():
        return
    start = sentence.find(expression) if expression else -1
    end = start + len(expression)
    if start >= 0:
        touched = [span for span in find_times(sentence) if span[0] < end and start < span[1]]
        first, last = min([start, *(s for s, _ in touched)]), max([end, *(e for _, e in touched)])
        if len(touched) == 1:
            yield sentence[first:last], first, last
        if not touched and is_lone_name(expression):
            return
    else:
        start, end = 0, len(sentence)
    yield expression, start, end
    inside = find_times(expression)
    if len(inside) == 1:
        ((first, last),) = inside
        if not moves_a_time(expression[:first] + " " + expression[last:]):
            yield expression[first:last], start + first, start + last
