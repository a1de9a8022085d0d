"""A finished article as it is kept: lines of JSON ready to be written, in any process that has the time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from pydantic import JsonValue

from corrigenda.outputs.lines import as_line, correction_lines, coverage_lines, fact_line, name_lines
from corrigenda.outputs.report import ReportRow, drawn
from corrigenda.outputs.report_view import title_of, view_article, view_failure
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.records import ProcessedArticle, Reject
from corrigenda.schemas.runs import ArticleOutcome

LineKind = Literal["facts", "names", "corrections", "coverage", "rejects"]
"""A file of lines, and the table of the store that holds them."""
KINDS: tuple[LineKind, ...] = ("facts", "names", "corrections", "coverage", "rejects")


@dataclass(frozen=True)
class FinishedArticle:
    """What came of one article. ``row`` and ``page`` are what the report shows of it."""

    outcome: ArticleOutcome
    row: ReportRow
    page: str
    lines: Mapping[LineKind, tuple[str, ...]] = field(default_factory=dict)
    about: Mapping[str, str | None] = field(default_factory=dict)
    corrected: str | None = None
    """The text as it should read; ``None`` where it could not be read at all."""


def finish(processed: ProcessedArticle, outcome: ArticleOutcome, table: EntityTable) -> FinishedArticle:
    """An article that went through the pipeline."""
    article, day = processed.article.article, processed.article.published.day
    row, page = drawn(view_article(processed, outcome, table))
    return FinishedArticle(
        outcome=outcome,
        row=row,
        page=page,
        lines={
            "facts": _lines(map(fact_line, processed.records)),
            "names": _lines(name_lines(processed, table)),
            "corrections": _lines(correction_lines(processed)),
            "coverage": _lines(coverage_lines(processed)),
            "rejects": _lines(one.model_dump(mode="json") for one in processed.extraction.rejects),
        },
        about={
            "path": article.path,
            "url": article.url,
            "source": article.source,
            "title": title_of(processed.article),
            "language": article.language,
            "published": None if day is None else day.isoformat(),
        },
        corrected=processed.corrected.text,
    )


def fail(reject: Reject, outcome: ArticleOutcome) -> FinishedArticle:
    """An article that failed as a whole."""
    row, page = drawn(view_failure(reject, outcome))
    line = as_line(reject.model_dump(mode="json"))
    return FinishedArticle(outcome, row, page, {"rejects": (line,)}, {"path": reject.detail.get("path")})


def _lines(records: Iterable[dict[str, JsonValue]]) -> tuple[str, ...]:
    return tuple(map(as_line, records))
