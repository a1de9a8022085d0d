"""What the report shows of an article: its text cut into parts, its names with their evidence, its facts.

All work with offsets into the raw text is done here, so that the page's script only shows what it is given.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from textwrap import shorten
from typing import NamedTuple

from pydantic import JsonValue

from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.article import CleanArticle, Sentence, Span, SpanLabel
from corrigenda.schemas.base import Frozen
from corrigenda.schemas.names import Edit, Evidence, Resolution, RunnerUp
from corrigenda.schemas.records import (
    Coverage,
    FactRecord,
    FieldRecord,
    ProcessedArticle,
    Reject,
    Unused,
    UnusedKind,
)
from corrigenda.schemas.runs import ArticleOutcome, State
from corrigenda.schemas.spans import Offsets

_LONGEST_TITLE = 120
_LONGEST_GAP = 8
"""Blanks between a title and the name behind it."""


class TextPart(Frozen):
    """A part of a paragraph. ``name`` is an index into the view's names, ``sentence`` a sentence's id."""

    text: str
    name: int | None = None
    sentence: int | None = None


class ParagraphView(Frozen):
    """A labelled span of the article, cut into parts that, put together, are its raw text."""

    label: SpanLabel
    rule: str = ""
    parts: tuple[TextPart, ...]


class NameView(Frozen):
    """A name, what became of it, and why. ``replacement`` is what the text is changed to, if it is."""

    surface: str
    status: str
    title: str | None = None
    entity_id: str | None = None
    canonical: str | None = None
    replacement: str | None = None
    error: str | None = None
    variant: str | None = None
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    runner_up: RunnerUp | None = None
    runner_up_name: str | None = None


class ValueView(Frozen):
    """A field's value: as written, and as reconciled where that differs. ``time`` is ISO 8601."""

    written: str
    reconciled: str | None = None
    time: str | None = None
    anchor: str | None = None
    alignment: str | None = None
    via: str | None = None
    """The word of the sentence that stands for it, such as "he"."""
    name: int | None = None


class FieldView(Frozen):
    """A field of a fact with its values, of which a list has many."""

    field: str
    values: tuple[ValueView, ...]


class FactView(Frozen):
    """A fact as the report shows it beside the article."""

    id: str
    schema_name: str
    sentence: int
    status: str | None = None
    speaker: str | None = None
    fields: tuple[FieldView, ...]
    notes: tuple[str, ...] = ()


class UnusedView(Frozen):
    """A name, time or number that no fact uses; ``meaning``: the canonical name, or the time in ISO 8601."""

    kind: UnusedKind
    surface: str
    meaning: str | None = None


class UnusedIn(Frozen):
    """What no fact uses of one sentence: what reading may have missed."""

    sentence: int
    things: tuple[UnusedView, ...]


class CoverageView(Frozen):
    """How many names, times and numbers the article states, and those that no fact uses, by sentence."""

    stated: dict[UnusedKind, int]
    unused: dict[UnusedKind, int]
    sentences: tuple[UnusedIn, ...]


class ArticleView(Frozen):
    """All that the report shows of one article."""

    id: str
    title: str
    state: State
    reason: str = ""
    published: str | None = None
    published_how: str = ""
    origin: str | None = None
    url: str | None = None
    paragraphs: tuple[ParagraphView, ...] = ()
    names: tuple[NameView, ...] = ()
    facts: tuple[FactView, ...] = ()
    rejects: tuple[Reject, ...] = ()
    coverage: CoverageView | None = None
    read_share: float = 1.0
    tokens: int = 0


def view_article(
    processed: ProcessedArticle, outcome: ArticleOutcome, table: EntityTable | None = None
) -> ArticleView:
    """All that the report shows of a finished article; ``table`` gives the names of runners-up."""
    article, published = processed.article.article, processed.article.published
    names = processed.corrected.names
    edits = _edits_of(names, processed.corrected.edits)
    places = {place: index for index, name in enumerate(names) if (place := _place(name)) is not None}
    moment = published.moment or published.day
    return ArticleView(
        id=article.id,
        title=_title(processed),
        state=outcome.state,
        reason=outcome.reason,
        published=None if moment is None else moment.isoformat(),
        published_how=published.how + (f": {published.reason}" if published.reason else ""),
        origin=article.source or article.path,
        url=article.url,
        paragraphs=tuple(_paragraphs(processed, _shown(names, edits))),
        names=tuple(_name(name, edits, table) for name in names),
        facts=tuple(_fact(record, places) for record in processed.records),
        rejects=processed.extraction.rejects,
        coverage=_coverage(processed.coverage),
        read_share=processed.extraction.read_share,
        tokens=processed.extraction.usage.tokens,
    )


def view_failure(reject: Reject, outcome: ArticleOutcome) -> ArticleView:
    """What the report shows of an article that failed as a whole."""
    return ArticleView(
        id=outcome.article_id,
        title=outcome.article_id,
        state=outcome.state,
        reason=outcome.reason,
        rejects=(reject,),
        read_share=0.0,
        tokens=reject.tokens,
    )


class _Marked(NamedTuple):
    """A name that is marked in the text."""

    start: int
    end: int
    number: int
    """Its index among the article's names."""


def _edits_of(names: Sequence[Resolution], edits: Sequence[Edit]) -> dict[Offsets, Edit]:
    """The edit of each changed name, by the place of the name: it changes the name or the title before it."""
    by_start = {edit.start: edit for edit in edits}
    before = {edit.end: edit for edit in edits}
    found: dict[Offsets, Edit] = {}
    for name in names:
        place = _place(name)
        if place is None or name.error is None:
            continue
        edit = by_start.get(place[0]) if name.corrected is not None else None
        if name.corrected_title is not None:
            ends = range(place[0] - 1, place[0] - 1 - _LONGEST_GAP, -1)
            edit = next((before[end] for end in ends if end in before), None)
        if edit is not None:
            found[place] = edit
    return found


def _shown(names: Sequence[Resolution], edits: Mapping[Offsets, Edit]) -> list[_Marked]:
    """The names to mark: in order, none over another; what is changed goes before what is not."""
    placed: list[tuple[bool, _Marked]] = []
    for number, name in enumerate(names):
        if (place := _place(name)) is not None:
            edit = edits.get(place)
            start = place[0] if edit is None else min(edit.start, place[0])
            placed.append((edit is None, _Marked(start, place[1], number)))
    kept: list[_Marked] = []
    for _, shown in sorted(placed, key=lambda one: (one[0], one[1].start, -one[1].end)):
        index = bisect_right(kept, shown)
        neighbours = kept[max(index - 1, 0) : index + 1]
        if all(other.end <= shown.start or shown.end <= other.start for other in neighbours):
            kept.insert(index, shown)
    return kept


def _paragraphs(processed: ProcessedArticle, names: Sequence[_Marked]) -> Iterator[ParagraphView]:
    for span in processed.article.spans:
        first = bisect_right(names, span.start, key=lambda name: name.end)
        last = bisect_right(names, span.end - 1, key=lambda name: name.start)
        parts = _parts(processed, span, names[first:last])
        yield ParagraphView(label=span.label, rule=span.rule, parts=tuple(parts))


def _parts(processed: ProcessedArticle, span: Span, names: Sequence[_Marked]) -> Iterator[TextPart]:
    position = span.start
    for name in names:
        start, end = max(name.start, span.start), min(name.end, span.end)
        yield from _plain(processed, position, start)
        sentence = processed.sentence_at(start)
        yield TextPart(
            text=processed.article.text[start:end], name=name.number, sentence=sentence and sentence.id
        )
        position = end
    yield from _plain(processed, position, span.end)


def _plain(processed: ProcessedArticle, start: int, end: int) -> Iterator[TextPart]:
    """The text from ``start`` to ``end``, which holds no name, cut where sentences begin and end."""
    bounds = {bound for one in _within(processed.sentences, start, end) for bound in (one.start, one.end)}
    cuts = [start, *sorted(bound for bound in bounds if start < bound < end), end]
    for left, right in pairwise(cuts):
        if left < right:
            sentence = processed.sentence_at(left)
            yield TextPart(text=processed.article.text[left:right], sentence=sentence and sentence.id)


def _within(sentences: Sequence[Sentence], start: int, end: int) -> Sequence[Sentence]:
    """The sentences that share a character with ``start`` to ``end``."""
    first = bisect_right(sentences, start, key=lambda sentence: sentence.end)
    last = bisect_right(sentences, end - 1, key=lambda sentence: sentence.start)
    return sentences[first:last]


def title_of(article: CleanArticle) -> str | None:
    """What the article is called: beside its text, or in its headline."""
    return article.article.title or _shortened(article, "headline")


def _title(processed: ProcessedArticle) -> str:
    article = processed.article
    return title_of(article) or _shortened(article, "body") or article.article.id


def _shortened(article: CleanArticle, label: SpanLabel) -> str | None:
    """The first paragraph of this kind."""
    first = next((article.text[one.start : one.end] for one in article.spans if one.label == label), None)
    return None if first is None else shorten(first, _LONGEST_TITLE, placeholder=" …")


def _place(name: Resolution) -> Offsets | None:
    return None if name.start is None or name.end is None else (name.start, name.end)


def _name(name: Resolution, edits: Mapping[Offsets, Edit], table: EntityTable | None) -> NameView:
    place = _place(name)
    edit = None if place is None else edits.get(place)
    second = None if name.runner_up is None or table is None else table.entity(name.runner_up.entity_id)
    return NameView(
        surface=name.surface,
        status=name.status,
        title=name.title,
        entity_id=name.entity_id,
        canonical=name.canonical,
        replacement=None if edit is None else _reads(name, edit),
        error=name.error,
        variant=name.variant,
        confidence=name.confidence,
        evidence=tuple(sorted(name.evidence, key=lambda evidence: -abs(evidence.weight))),
        runner_up=name.runner_up,
        runner_up_name=None if second is None else second.canonical,
    )


def _reads(name: Resolution, edit: Edit) -> str:
    """The name as it should read, with its title where that was wrong."""
    return edit.replacement if name.corrected_title is None else f"{edit.replacement} {name.surface}"


def _coverage(coverage: Coverage) -> CoverageView | None:
    """``None`` where nothing was counted: no model was asked, or the article states nothing."""
    stated: dict[UnusedKind, int] = {
        "name": coverage.names,
        "time": coverage.times,
        "number": coverage.numbers,
    }
    if not any(stated.values()):
        return None
    return CoverageView(
        stated=stated,
        unused={kind: sum(one.kind == kind for one in coverage.unused) for kind in stated},
        sentences=tuple(
            UnusedIn(sentence=sentence, things=tuple(map(_unused, things)))
            for sentence, things in groupby(coverage.unused, key=lambda one: one.sentence)
        ),
    )


def _unused(one: Unused) -> UnusedView:
    meaning = one.canonical if one.time is None else one.time.value
    return UnusedView(kind=one.kind, surface=one.surface, meaning=None if meaning == one.surface else meaning)


def _fact(record: FactRecord, places: Mapping[Offsets, int]) -> FactView:
    """A fact with its fields: ``status`` and ``speaker`` apart, without what is empty or false."""
    reconciled = dict(_leaves("", record.reconciled.model_dump(mode="json")))
    written = [
        (path, value)
        for path, value in _leaves("", record.as_written.model_dump(mode="json"))
        if value and path not in ("status", "speaker")
    ]
    fields = groupby(written, key=lambda leaf: re.sub(r"\[\d+\]$", "", leaf[0]))
    return FactView(
        id=record.id,
        schema_name=record.schema_name.rpartition(":")[2],
        sentence=record.sentence.id,
        status=record.status,
        speaker=record.speaker,
        fields=tuple(
            FieldView(
                field=field,
                values=tuple(
                    _value(value, reconciled.get(path), record.fields.get(path), places)
                    for path, value in leaves
                ),
            )
            for field, leaves in fields
        ),
        notes=record.notes,
    )


def _value(
    written: JsonValue,
    reconciled: JsonValue,
    field: FieldRecord | None,
    places: Mapping[Offsets, int],
) -> ValueView:
    time = None if field is None else field.time
    return ValueView(
        written=_words(written),
        reconciled=None if reconciled in (None, written) else _words(reconciled),
        time=None if time is None else time.value,
        anchor=None if time is None else time.anchor,
        alignment=None if field is None or field.alignment == "exact" else field.alignment,
        via=None if field is None or field.via is None else field.via.surface,
        name=None if field is None else places.get((field.start, field.end)),
    )


def _words(value: JsonValue) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _leaves(path: str, value: JsonValue) -> Iterator[tuple[str, JsonValue]]:
    """Each single value below ``value`` with its path, as fields are keyed: ``who[0]``, ``deal.place``."""
    match value:
        case dict():
            for key, item in value.items():
                yield from _leaves(f"{path}.{key}" if path else key, item)
        case list():
            for index, item in enumerate(value):
                yield from _leaves(f"{path}[{index}]", item)
        case _:
            yield path, value
