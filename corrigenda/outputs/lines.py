"""What came of an article as lines of JSON: facts, names, corrections, and what no fact uses."""

import json
from collections.abc import Iterable, Iterator
from datetime import date

from pydantic import JsonValue

from corrigenda.reconcile.context import Period, holds_at
from corrigenda.reconcile.table import EntityTable, Holding
from corrigenda.reconcile.titles import is_single
from corrigenda.schemas.records import FactRecord, ProcessedArticle

JsonObject = dict[str, JsonValue]


def fact_line(record: FactRecord) -> JsonObject:
    """A finished fact as a line of ``facts.jsonl``; what does not apply to a field is left out."""
    line: JsonObject = record.model_dump(mode="json", by_alias=True)
    line["sentence"] = record.sentence.model_dump(mode="json", include={"id", "start", "end", "text"})
    line["fields"] = {
        path: {key: value for key, value in field.model_dump(mode="json").items() if value not in (None, [])}
        for path, field in record.fields.items()
    }
    if not record.notes:
        del line["notes"]
    return line


def name_lines(processed: ProcessedArticle, table: EntityTable) -> Iterator[JsonObject]:
    """Every name that was looked at, with the sentence it stands in, as lines of ``names.jsonl``.

    Of a linked name also the entity's country, and the office that it held on the article's day.
    """
    article_id, day = processed.article.article.id, processed.article.published.day
    for name in processed.corrected.names:
        entity = table.entity(name.entity_id) if name.status == "linked" and name.entity_id else None
        yield {
            "article_id": article_id,
            **name.model_dump(mode="json"),
            "country": None if entity is None else entity.country,
            "office": None if entity is None or day is None else _office(table.terms(entity.id), day),
            "sentence": _sentence(processed, name.start),
        }


def _office(held: Iterable[Holding], day: date) -> str | None:
    """Of the offices held on the day the one that one person holds at a time, then the latest begun."""
    period = Period(day, day)
    then = [one for one in held if one.office_title and holds_at(one, period)]
    best = max(then, key=lambda one: (is_single(one.role), one.start or ""), default=None)
    return None if best is None else best.office_title


def correction_lines(processed: ProcessedArticle) -> Iterator[JsonObject]:
    """Every change to the text, with the sentence as it was, as lines of ``corrections.jsonl``."""
    article_id = processed.article.article.id
    for edit in processed.corrected.edits:
        line = edit.model_dump(mode="json")
        yield {"article_id": article_id, **line, "sentence": _sentence(processed, edit.start)}


def coverage_lines(processed: ProcessedArticle) -> Iterator[JsonObject]:
    """What the article states and no fact uses, with its sentence, as lines of ``coverage.jsonl``.

    What does not apply to a thing is left out.
    """
    article_id = processed.article.article.id
    for unused in processed.coverage.unused:
        line = unused.model_dump(mode="json", exclude_none=True, exclude={"sentence"})
        yield {"article_id": article_id, **line, "sentence": _sentence(processed, unused.start)}


def as_line(line: JsonObject) -> str:
    """One line of JSON Lines, in UTF-8 as it is, without the line separators that some readers split at."""
    text = json.dumps(line, ensure_ascii=False)
    for separator in "\u0085\u2028\u2029":
        text = text.replace(separator, f"\\u{ord(separator):04x}")
    return text + "\n"


def _sentence(processed: ProcessedArticle, start: int | None) -> str | None:
    sentence = None if start is None else processed.sentence_at(start)
    return None if sentence is None else sentence.text
