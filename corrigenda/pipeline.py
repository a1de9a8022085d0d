"""The whole flow, in order. Read this first."""

from collections.abc import Sequence
from concurrent.futures import Executor

from corrigenda.adjudication import Adjudicator
from corrigenda.extract.cleaning import clean_article
from corrigenda.extract.coverage import cover
from corrigenda.extract.extraction import WindowsProgress, extract_facts
from corrigenda.extract.policy import NO_POLICIES, Policies
from corrigenda.extract.prompting import AnswerCache, ChatModel
from corrigenda.extract.sentences import SIZE
from corrigenda.reconcile.context import Decisions
from corrigenda.reconcile.correct import correct_text
from corrigenda.reconcile.mentions import find_mentions
from corrigenda.reconcile.records import names_of_facts, reconcile_facts
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.article import Article, CleanArticle
from corrigenda.schemas.facts import Fact
from corrigenda.schemas.given_dates import GivenDate
from corrigenda.schemas.news import NewsFact
from corrigenda.schemas.records import Coverage, Extraction, ProcessedArticle


def process_article(
    article: Article,
    *,
    table: EntityTable,
    model: ChatModel | None = None,
    schemas: Sequence[type[Fact]] = (NewsFact,),
    policies: Policies = NO_POLICIES,
    date: GivenDate | None = None,
    memory: AnswerCache | None = None,
    pool: Executor | None = None,
    window: int = SIZE,
    decisions: Decisions | None = None,
    adjudicate: int = 0,
    progress: WindowsProgress | None = None,
) -> ProcessedArticle:
    """One article through every step: facts found and grounded, names reconciled, the text set right.

    Without a ``model`` no facts are looked for and names are corrected all the same. ``policies`` are as of
    ``extract_facts``. ``date`` overrides the
    day of publication that the page prints. ``memory`` answers what was asked before; requests run in
    ``pool``, ``window`` sentences in each; ``progress`` is told how many are answered. ``decisions`` are what
    a user decided about names; of those that stay undecided, the model is asked about ``adjudicate`` at most.

    Raises ``DateError`` where ``date`` is no day, ``SchemaError`` where a schema cannot work, ``ReplayMiss``
    where a replayed run lacks an answer; other failures of the model are rejects in ``extraction``.
    """
    clean = clean_article(article, date=date)
    found = find_mentions(clean.text, table, spans=_read_spans(clean))
    extraction = Extraction()
    if model is not None:
        extraction = extract_facts(
            clean,
            model,
            schemas=schemas,
            policies=policies,
            names=found,
            memory=memory,
            pool=pool,
            size=window,
            progress=progress,
        )
    adjudicator = (
        Adjudicator(model, table, memory=memory, article_id=article.id) if model is not None else None
    )
    corrected = correct_text(
        clean.text,
        table,
        date=clean.published.day,
        mentions=names_of_facts(extraction.facts, found, clean.text),
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
        coverage=Coverage() if model is None else cover(clean, extraction.facts, corrected.names),
    )


def _read_spans(article: CleanArticle) -> list[tuple[int, int]]:
    """What belongs to the article, the dateline too: not the by-line, the page's furniture."""
    read = ("headline", "dateline", "caption", "body")
    return [(span.start, span.end) for span in article.spans if span.label in read]
