"""What an article states and no fact uses: its names, times and numbers, sentence by sentence."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from corrigenda.extract.coverage.quantities import find_quantities
from corrigenda.extract.times import find_times, resolve_time
from corrigenda.schemas.article import CleanArticle, Sentence
from corrigenda.schemas.names import Resolution
from corrigenda.schemas.records import Coverage, GroundedFact, Unused
from corrigenda.schemas.spans import Offsets, merge_spans, overlaps


def cover(article: CleanArticle, facts: Iterable[GroundedFact], names: Sequence[Resolution]) -> Coverage:
    """The names, times and numbers of an article's sentences, and those that share no character with a field.

    A name within another, a number within a name or a time are no things of their own. Times are resolved
    where the article's day is known.
    """
    used = merge_spans(_spans_of(facts))
    placed = _outermost(names)
    starts = [name.start or 0 for name in placed]
    found: list[Unused] = []
    for sentence in article.sentences:
        within = placed[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        found += _stated(article, sentence, within)
    unused = tuple(one for one in found if not overlaps((one.start, one.end), used))
    kinds = [one.kind for one in found]
    return Coverage(
        names=kinds.count("name"), times=kinds.count("time"), numbers=kinds.count("number"), unused=unused
    )


def _stated(article: CleanArticle, sentence: Sentence, names: Sequence[Resolution]) -> list[Unused]:
    """The names, times and numbers of one sentence, in order."""
    found = [_name(sentence, name) for name in names]
    for kind, spans in (("time", find_times(sentence.text)), ("number", find_quantities(sentence.text))):
        taken = merge_spans((one.start, one.end) for one in found)
        for first, last in spans:
            start, end = sentence.start + first, sentence.start + last
            if not overlaps((start, end), taken):
                found.append(
                    _time(article, sentence, start, end) if kind == "time" else _number(sentence, start, end)
                )
    return sorted(found, key=lambda one: one.start)


def _name(sentence: Sentence, name: Resolution) -> Unused:
    assert name.start is not None
    assert name.end is not None
    linked = name.status == "linked"
    return Unused(
        kind="name",
        surface=name.surface,
        start=name.start,
        end=name.end,
        sentence=sentence.id,
        entity_id=name.entity_id if linked else None,
        canonical=name.canonical if linked else None,
    )


def _time(article: CleanArticle, sentence: Sentence, start: int, end: int) -> Unused:
    surface = article.text[start:end]
    value = resolve_time(surface, article.published, sentence=sentence.text, place=article.dateline_place)
    return Unused(kind="time", surface=surface, start=start, end=end, sentence=sentence.id, time=value)


def _number(sentence: Sentence, start: int, end: int) -> Unused:
    surface = sentence.text[start - sentence.start : end - sentence.start]
    return Unused(kind="number", surface=surface, start=start, end=end, sentence=sentence.id)


def _outermost(names: Iterable[Resolution]) -> list[Resolution]:
    """The names that have a place, in order, none within another."""
    placed = [name for name in names if name.start is not None and name.end is not None]
    kept: list[Resolution] = []
    for name in sorted(placed, key=lambda name: (name.start or 0, -(name.end or 0))):
        if not kept or (name.end or 0) > (kept[-1].end or 0):
            kept.append(name)
    return kept


def _spans_of(facts: Iterable[GroundedFact]) -> Iterator[Offsets]:
    for fact in facts:
        for field in fact.fields.values():
            yield field.start, field.end
            if field.via is not None:
                yield field.via.start, field.via.end
