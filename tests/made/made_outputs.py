"""Output directories of runs over finished articles made by hand."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from corrigenda.batch.outcomes import outcome_of
from corrigenda.outputs import FILE_NAME, Store, fail, finish, make_directories, write_outputs
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.entities import Entity
from corrigenda.schemas.records import ProcessedArticle, Reject
from corrigenda.schemas.runs import ArticleOutcome, Figures, RunSummary

SUMMARY = RunSummary(
    version="1",
    started=datetime(2026, 1, 2, tzinfo=UTC),
    model="made",
    table="starter",
    table_fingerprint="0",
    table_as_of=None,
    schemas=(),
    articles=0,
    figures=Figures(),
)


def write_made(directory: Path, *made: ProcessedArticle | Reject, table: Iterable[Entity] = ()) -> Path:
    """What a run into ``directory`` leaves that these come of."""
    make_directories(directory)
    with EntityTable.of(table) as known, Store.open(directory / FILE_NAME) as store:
        for number, one in enumerate(made):
            if isinstance(one, Reject):
                outcome = ArticleOutcome(article_id=one.article_id, state="failed", reason=one.reason)
                store.save(fail(one, outcome), line=number)
            else:
                store.save(finish(one, outcome_of(one, asked=True), known), line=number)
        store.save_summary(SUMMARY)
        write_outputs(store, directory, SUMMARY)
    return directory
