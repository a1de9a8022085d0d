"""A batch: read, process, keep and write every article. One bad article never stops it."""

import time
import traceback
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path

from corrigenda.extract.model import Model
from corrigenda.extract.policy import NO_POLICIES, Policies
from corrigenda.extract.reading import Source, read_articles
from corrigenda.extract.sentences import SIZE
from corrigenda.extract.validation import require_workable
from corrigenda.outputs import (
    FILE_NAME,
    OutputFiles,
    Report,
    Store,
    make_directory,
    view_article,
    view_failure,
    write_summary,
)
from corrigenda.pipeline import process_article
from corrigenda.reconcile.context import Decisions
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.article import Article
from corrigenda.schemas.errors import CorrigendaError, ModelError, OutputError
from corrigenda.schemas.facts import Fact
from corrigenda.schemas.given_dates import GivenDate, read_day
from corrigenda.schemas.news import NewsFact
from corrigenda.schemas.records import Extraction, ProcessedArticle, Reject
from corrigenda.schemas.runs import ArticleOutcome, Figures, RunSummary, State

BatchProgress = Callable[[str, int, int], None]
"""Is told of each window read, from any thread: the article's id, windows read, how many it has."""

Process = Callable[[Article, Executor], ProcessedArticle]
"""The pipeline with everything given but the article and the threads that ask."""

Watch = Callable[[ArticleOutcome, int, int], None]
"""Is told of each finished article: what became of it, how many are finished, how many there are."""

WORKERS = 3
"""Requests at a time, where nobody says how many. A server that answers fewer lets the others wait."""

_AT_A_TIME = 2


def run_batch(
    paths: Iterable[Source],
    out: Path,
    *,
    table: EntityTable,
    table_name: str = "starter",
    model: AbstractContextManager[Model] | None = None,
    schemas: Sequence[type[Fact]] = (NewsFact,),
    policies: Policies = NO_POLICIES,
    date: GivenDate | None = None,
    workers: int = WORKERS,
    window: int = SIZE,
    decisions: Decisions | None = None,
    adjudicate: int = 0,
    watch: Watch | None = None,
    progress: BatchProgress | None = None,
) -> RunSummary:
    """Take every article below ``paths`` through the pipeline, and write what came of them into ``out``.

    ``model``, as ``open_model`` gives it, is opened only when the inputs and ``out`` have proven good;
    without one, names are corrected and no facts are looked for. ``policies`` are as of ``extract_facts``.
    ``workers`` requests run at a time, each about ``window`` sentences; ``decisions`` and ``adjudicate`` are
    those of ``process_article``. ``watch`` is told of each article, ``progress`` of each window. What the
    store in ``out`` remembers is not asked again. Ctrl-C ends the batch: what is finished is written.

    Raises ``DateError`` where ``date`` is no day, ``SchemaError`` where a schema cannot work, ``InputError``
    where nothing can be read, ``OutputError`` where ``out`` cannot be written, ``ModelError`` where the model
    cannot be opened. Whatever else happens to an article is its own failure.
    """
    started, clock = datetime.now(UTC), time.monotonic()
    require_workable(schemas, policies)
    day = None if date is None else read_day(date)
    articles = list(read_articles(paths))
    make_directory(out)
    outcomes: list[ArticleOutcome] = []
    interrupted = False
    with _open_outputs(out) as outputs, model or nullcontext() as opened:

        def process(article: Article, pool: Executor) -> ProcessedArticle:
            return process_article(
                article,
                table=table,
                model=opened,
                schemas=schemas,
                policies=policies,
                date=day,
                memory=outputs.store,
                pool=pool,
                window=window,
                decisions=decisions,
                adjudicate=adjudicate,
                progress=None if progress is None else partial(progress, article.id),
            )

        begun = _begun(opened, table, table_name, schemas, articles=len(articles), started=started)
        try:
            with closing(_finish_each(articles, process, workers)) as finishing:
                for finished, seconds in finishing:
                    outcome = _outcome(finished, asked=opened is not None, seconds=seconds)
                    outputs.keep(finished, outcome, table)
                    outcomes.append(outcome)
                    if watch is not None:
                        watch(outcome, len(outcomes), len(articles))
        except KeyboardInterrupt:
            interrupted = True
        summary = _ended(begun, outcomes, interrupted=interrupted, seconds=time.monotonic() - clock)
        outputs.sum_up(summary, out)
    return summary


@dataclass(frozen=True, slots=True)
class _Outputs:
    """Everywhere that what came of an article goes."""

    store: Store
    files: OutputFiles
    report: Report

    def keep(self, finished: ProcessedArticle | Reject, outcome: ArticleOutcome, table: EntityTable) -> None:
        """Put a finished article everywhere it belongs."""
        if isinstance(finished, ProcessedArticle):
            self.store.save(finished, outcome)
            self.files.add(finished)
            self.report.add(view_article(finished, outcome, table))
        else:
            self.store.save_failure(finished, outcome)
            self.files.add_reject(finished)
            self.report.add(view_failure(finished, outcome))

    def sum_up(self, summary: RunSummary, out: Path) -> None:
        """Write what the run came to."""
        self.report.write(summary, out / "report.html")
        write_summary(summary, out / "run.json")


@contextmanager
def _open_outputs(out: Path) -> Iterator[_Outputs]:
    with (
        Store.open(out / FILE_NAME) as store,
        OutputFiles(out, earlier=[outcome.article_id for outcome in store.articles()]) as files,
        Report() as report,
    ):
        yield _Outputs(store, files, report)


def _begun(
    model: Model | None,
    table: EntityTable,
    table_name: str,
    schemas: Iterable[type[Fact]],
    *,
    articles: int,
    started: datetime,
) -> RunSummary:
    """What is run, with what, before anything has come of it."""
    return RunSummary(
        version=version("corrigenda"),
        started=started,
        model=None if model is None else model.name,
        table=table_name,
        table_fingerprint=table.fingerprint,
        table_as_of=table.as_of,
        schemas=tuple(f"{schema.__module__}:{schema.__qualname__}" for schema in schemas),
        articles=articles,
        figures=Figures(),
    )


def _ended(
    begun: RunSummary, outcomes: Sequence[ArticleOutcome], *, interrupted: bool, seconds: float
) -> RunSummary:
    """The same with what came of it."""
    total = sum((outcome.figures for outcome in outcomes), Figures())
    return begun.model_copy(
        update={
            "figures": total.model_copy(update={"seconds": round(seconds, 3)}),
            "interrupted": interrupted,
            "outcomes": tuple(outcomes),
        }
    )


def outcome_of(processed: ProcessedArticle, *, asked: bool, seconds: float = 0.0) -> ArticleOutcome:
    """What became of an article that went through the pipeline; ``asked`` says whether a model read it.

    An answer that could not be used is not the same as no facts, and a part that was not read is a failure
    even where the rest gave facts: the same command run again asks for that part alone.
    """
    extraction, names = processed.extraction, processed.corrected.names
    unused = Counter(one.kind for one in processed.coverage.unused)
    state, reason = _state(extraction, facts=len(processed.records), asked=asked)
    return ArticleOutcome(
        article_id=processed.article.article.id,
        state=state,
        reason=reason,
        figures=Figures(
            facts=len(processed.records),
            names=len(names),
            linked=sum(name.status == "linked" for name in names),
            corrected=len(processed.corrected.edits),
            unused_names=unused["name"],
            unused_times=unused["time"],
            unused_numbers=unused["number"],
            rejects=len(extraction.rejects),
            usage=extraction.usage,
            seconds=round(seconds, 3),
        ),
    )


def _state(extraction: Extraction, *, facts: int, asked: bool) -> tuple[State, str]:
    unread = [reject.reason for reject in extraction.rejects if reject.stage in ("read", "model")]
    unusable = [reject.reason for reject in extraction.rejects if reject.stage == "answer"]
    if not asked:
        return "done", "No model was asked for facts."
    if unread or extraction.read_share < 1:
        return "failed", (unread or unusable or ["a part of the text was not read"])[0]
    if facts:
        return "done", ""
    if unusable:
        return "failed", unusable[0]
    return "no_facts", ""


def _finish_each(
    articles: Iterable[Article | Reject], process: Process, workers: int
) -> Generator[tuple[ProcessedArticle | Reject, float], None, None]:
    """Each article finished, with the seconds it took, in their order.

    While one waits for its last answers the next is begun, so that all ``workers`` have something to ask.
    """
    pool, ahead = ThreadPoolExecutor(workers), ThreadPoolExecutor(_AT_A_TIME)
    begun: deque[Future[tuple[ProcessedArticle | Reject, float]]] = deque()
    try:
        for article in articles:
            begun.append(ahead.submit(_attempt, article, process, pool))
            if len(begun) > _AT_A_TIME:
                yield begun.popleft().result()
        while begun:
            yield begun.popleft().result()
    finally:
        ahead.shutdown(wait=False, cancel_futures=True)
        pool.shutdown(wait=False, cancel_futures=True)


def _attempt(
    article: Article | Reject, process: Process, pool: Executor
) -> tuple[ProcessedArticle | Reject, float]:
    """The processed article, or why it could not be processed. A disk that is full ends the batch, though."""
    if isinstance(article, Reject):
        return article, 0.0
    clock = time.monotonic()
    finished: ProcessedArticle | Reject
    try:
        finished = process(article, pool)
    except OutputError:
        raise
    except CorrigendaError as error:
        stage = "model" if isinstance(error, ModelError) else "read"
        finished = Reject(article_id=article.id, stage=stage, reason=str(error))
    except Exception as error:
        reason = f"{type(error).__name__}: {error}; this is an error of Corrigenda's, please report it"
        raw = traceback.format_exc()
        finished = Reject(article_id=article.id, stage="internal", reason=reason, raw=raw)
    return finished, time.monotonic() - clock


def _outcome(finished: ProcessedArticle | Reject, *, asked: bool, seconds: float) -> ArticleOutcome:
    if isinstance(finished, ProcessedArticle):
        return outcome_of(finished, asked=asked, seconds=seconds)
    figures = Figures(rejects=1, seconds=round(seconds, 3))
    return ArticleOutcome(
        article_id=finished.article_id, state="failed", reason=finished.reason, figures=figures
    )
