"""The whole flow, in order. Read this first."""

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import cast

from corrigenda.adjudication import Adjudicator
from corrigenda.extract.cleaning import clean_article
from corrigenda.extract.coverage import cover
from corrigenda.extract.extraction import ReadingPlan, WindowsProgress, extract_facts, plan_reading
from corrigenda.extract.policy import NO_POLICIES, Policies
from corrigenda.extract.prompting import AnswerCache, ChatModel
from corrigenda.extract.sentences import SIZE
from corrigenda.reconcile.context import Decisions
from corrigenda.reconcile.correct import correct_text
from corrigenda.reconcile.mentions import find_mentions
from corrigenda.reconcile.records import names_of_facts, reconcile_facts
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.article import Article, CleanArticle
from corrigenda.schemas.given_dates import GivenDate
from corrigenda.schemas.names import Mention
from corrigenda.schemas.news import NewsFact
from corrigenda.schemas.records import AFact, Coverage, Extraction, ProcessedArticle


def process_article(
    article: Article,
    *,
    table: EntityTable,
    model: ChatModel | None = None,
    schemas: Sequence[type[AFact]] = (NewsFact,),  # type: ignore[assignment]  # the default of the default
    policies: Policies = NO_POLICIES,
    date: GivenDate | None = None,
    memory: AnswerCache | None = None,
    pool: Executor | None = None,
    window: int = SIZE,
    decisions: Decisions | None = None,
    adjudicate: int = 0,
    progress: WindowsProgress | None = None,
) -> ProcessedArticle[AFact]:
    """One article through every step: facts found and grounded, names reconciled, the text set right.

    Without a ``model`` no facts are looked for and names are corrected all the same. ``policies`` are as of
    ``extract_facts``. ``date`` overrides the
    day of publication that the page prints. ``memory`` answers what was asked before; requests run in
    ``pool``, ``window`` sentences in each; ``progress`` is told how many are answered. ``decisions`` are what
    a user decided about names; of those that stay undecided, the model is asked about ``adjudicate`` at most.

    Raises ``DateError`` where ``date`` is no day, ``SchemaError`` where a schema cannot work, ``ReplayMiss``
    where a replayed run lacks an answer; other failures of the model are rejects in ``extraction``.
    """
    prepared = prepare_article(article, table=table, date=date, window=window)
    extraction = Extraction()
    if model is not None:
        extraction = extract_facts(
            prepared.clean,
            model,
            schemas=schemas,
            policies=policies,
            names=prepared.names,
            memory=memory,
            pool=pool,
            size=window,
            progress=progress,
        )
    adjudicator = (
        Adjudicator(model, table, memory=memory, article_id=article.id) if model is not None else None
    )
    processed = finish_article(
        prepared,
        extraction,
        table=table,
        read=model is not None,
        decisions=decisions,
        adjudicator=adjudicator,
        adjudicate=adjudicate,
    )
    return cast(ProcessedArticle[AFact], processed)  # facts are of the classes that were asked for


@dataclass(frozen=True)
class PreparedArticle:
    """An article before anything is asked about it: cleaned, its names found, its windows cut."""

    clean: CleanArticle
    names: tuple[Mention, ...]
    plan: ReadingPlan


def prepare_article(
    article: Article, *, table: EntityTable, date: GivenDate | None = None, window: int = SIZE
) -> PreparedArticle:
    """The steps before the model is asked. Raises ``DateError`` where ``date`` is no day."""
    clean = clean_article(article, date=date)
    names = find_mentions(clean.text, table, spans=_read_spans(clean))
    return PreparedArticle(clean, names, plan_reading(clean, names, size=window))


def finish_article(
    prepared: PreparedArticle,
    extraction: Extraction,
    *,
    table: EntityTable,
    read: bool,
    decisions: Decisions | None = None,
    adjudicator: Adjudicator | None = None,
    adjudicate: int = 0,
) -> ProcessedArticle:
    """The steps after the model was asked for facts: names reconciled, the text set right.

    ``read`` says whether it was asked at all: without that, nothing counts as left out.
    """
    clean = prepared.clean
    corrected = correct_text(
        clean.text,
        table,
        date=clean.published.day,
        mentions=names_of_facts(extraction.facts, prepared.names, clean.text),
        decisions=decisions,
        adjudicate=adjudicator,
        budget=adjudicate,
    )
    if adjudicator is not None:
        extraction = adjudicator.added_to(extraction)
    return ProcessedArticle(
        article=clean,
        records=reconcile_facts(extraction.facts, corrected.names),
        corrected=corrected,
        extraction=extraction,
        coverage=cover(clean, extraction.facts, corrected.names) if read else Coverage(),
    )


def _read_spans(article: CleanArticle) -> list[tuple[int, int]]:
    """What belongs to the article, the dateline too: not the by-line, the page's furniture."""
    read = ("headline", "dateline", "caption", "body")
    return [(span.start, span.end) for span in article.spans if span.label in read]
