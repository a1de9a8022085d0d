"""The steps before and after the model is asked: work for the processor, in this process or in others."""

import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path

from corrigenda.adjudication import Adjudicator
from corrigenda.batch.outcomes import outcome_of, outcome_of_failure
from corrigenda.batch.settings import Settings
from corrigenda.extract.extraction import ReadingPlan, ground_results
from corrigenda.extract.prompting import WindowResult
from corrigenda.extract.reading import RawArticle
from corrigenda.outputs import FinishedArticle, fail, finish
from corrigenda.pipeline import PreparedArticle, finish_article, prepare_article
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.errors import AskingStopped, CorrigendaError, ModelError, OutputError
from corrigenda.schemas.records import Extraction, Reject


@dataclass(frozen=True)
class Prepared:
    """An article about which the model can be asked; ``carried`` is what the last step wants back."""

    article_id: str
    plan: ReadingPlan
    carried: PreparedArticle | bytes


@dataclass(frozen=True)
class Stages:
    """The two steps, with all that they need but the article. A failure is an article that failed."""

    settings: Settings
    table: EntityTable
    packing: bool = False
    """Whether what is carried goes to another process and back."""

    def prepare(self, raw: RawArticle) -> Prepared | FinishedArticle:
        """Read an article, clean it, find its names, cut its windows."""
        with _failing(raw.id) as failed:
            article = raw.read()
            if isinstance(article, Reject):
                return fail(article, outcome_of_failure(article))
            settings = self.settings
            made = prepare_article(article, table=self.table, date=settings.day, window=settings.window)
            carried = pickle.dumps(made, pickle.HIGHEST_PROTOCOL) if self.packing else made
            return Prepared(article.id, made.plan, carried)
        return failed[0]

    def finish(
        self,
        prepared: Prepared,
        results: Sequence[WindowResult],
        begun: float,
        adjudicator: Adjudicator | None = None,
    ) -> FinishedArticle:
        """Ground what the model said, reconcile the names, and make of it what is kept."""
        with _failing(prepared.article_id, begun) as failed:
            carried, settings = prepared.carried, self.settings
            article: PreparedArticle = pickle.loads(carried) if isinstance(carried, bytes) else carried
            extraction = Extraction()
            if settings.model is not None:
                extraction = ground_results(
                    article.clean,
                    results,
                    names=article.names,
                    schemas=settings.schemas,
                    policies=settings.policies,
                    model=settings.model,
                )
            processed = finish_article(
                article,
                extraction,
                table=self.table,
                read=settings.model is not None,
                decisions=settings.decisions,
                adjudicator=adjudicator,
                adjudicate=settings.adjudicate,
            )
            seconds = time.time() - begun
            outcome = outcome_of(processed, asked=settings.model is not None, seconds=seconds)
            return finish(processed, outcome, self.table)
        return failed[0]

    def whole(self, raw: RawArticle, begun: float) -> FinishedArticle:
        """Both steps, where no model is asked between them."""
        prepared = self.prepare(raw)
        return self.finish(prepared, (), begun) if isinstance(prepared, Prepared) else prepared


def failed_article(article_id: str, error: Exception, seconds: float = 0.0) -> FinishedArticle:
    """An article that could not be processed, and why. A disk that is full ends the batch, though."""
    if isinstance(error, OutputError | AskingStopped):
        raise error
    if isinstance(error, CorrigendaError):
        stage = "model" if isinstance(error, ModelError) else "read"
        reject = Reject(article_id=article_id, stage=stage, reason=str(error))
    else:
        reason = f"{type(error).__name__}: {error}; this is an error of Corrigenda's, please report it"
        raw = "".join(traceback.format_exception(error))
        reject = Reject(article_id=article_id, stage="internal", reason=reason, raw=raw)
    return fail(reject, outcome_of_failure(reject, seconds=seconds))


@contextmanager
def _failing(article_id: str, begun: float | None = None) -> Iterator[list[FinishedArticle]]:
    failed: list[FinishedArticle] = []
    try:
        yield failed
    except Exception as error:
        failed.append(failed_article(article_id, error, 0.0 if begun is None else time.time() - begun))


# --- where the steps run ---


class Processors:
    """Runs the steps: in other processes where there are any, else in threads of this one."""

    def __init__(self, executor: Executor, here: Stages, *, elsewhere: bool) -> None:
        self._executor = executor
        self._elsewhere = elsewhere
        self.here = here
        """The steps in this process."""

    def prepare(self, raw: RawArticle) -> "Future[Prepared | FinishedArticle]":
        """Begin the first step."""
        if self._elsewhere:
            return self._executor.submit(_prepare_elsewhere, raw)
        return self._executor.submit(self.here.prepare, raw)

    def finish(
        self, prepared: Prepared, results: Sequence[WindowResult], begun: float
    ) -> "Future[FinishedArticle]":
        """Begin the last step."""
        if self._elsewhere:
            return self._executor.submit(_finish_elsewhere, prepared, results, begun)
        return self._executor.submit(self.here.finish, prepared, results, begun)

    def whole(self, raw: RawArticle, begun: float) -> "Future[FinishedArticle]":
        """Begin both."""
        if self._elsewhere:
            return self._executor.submit(_whole_elsewhere, raw, begun)
        return self._executor.submit(self.here.whole, raw, begun)


@contextmanager
def open_processors(
    settings: Settings, table: EntityTable, *, tables: Sequence[Path] = (), processes: int = 0
) -> Iterator[Processors]:
    """Make ready ``processes`` processes, each with the ``tables`` opened anew; without any, two threads
    here.
    """
    here = Stages(settings, table)
    if processes == 0 or not tables:
        executor: Executor = ThreadPoolExecutor(2, thread_name_prefix="steps")
    else:
        executor = ProcessPoolExecutor(
            processes,
            mp_context=multiprocessing.get_context(_start_method()),
            initializer=_begin,
            initargs=(settings, tuple(tables)),
        )
        executor.submit(os.getpid)  # they begin now, while this process has one thread
    try:
        yield Processors(executor, here, elsewhere=isinstance(executor, ProcessPoolExecutor))
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


def _start_method() -> str:
    """A copy of this process is there at once, but only a process of one thread can be copied safely."""
    if sys.platform == "linux":
        return "fork" if threading.active_count() == 1 else "forkserver"
    return "spawn"


_STAGES: list[Stages] = []
"""The steps of a process that was begun for them."""


def _begin(settings: Settings, tables: tuple[Path, ...]) -> None:
    # Ctrl-C is for the process that began us; when that is gone, so are we.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _STAGES[:] = [Stages(settings, EntityTable.open(*tables), packing=True)]


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _prepare_elsewhere(raw: RawArticle) -> Prepared | FinishedArticle:
    return _STAGES[0].prepare(raw)


def _finish_elsewhere(prepared: Prepared, results: Sequence[WindowResult], begun: float) -> FinishedArticle:
    return _STAGES[0].finish(prepared, results, begun)


def _whole_elsewhere(raw: RawArticle, begun: float) -> FinishedArticle:
    return _STAGES[0].whole(raw, begun)
