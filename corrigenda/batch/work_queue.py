"""The work queue: so many requests under way as there are workers, whatever the shape of the articles.

One thread, the caller's, moves each article on: prepared by the processors, its windows asked about by the
workers, finished by the processors. Articles are taken in as fast as the workers need something to ask, and
no faster.
"""

import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any

from corrigenda.adjudication import Adjudicator
from corrigenda.batch.progress import Monitor
from corrigenda.batch.stages import Prepared, Processors, failed_article
from corrigenda.extract.extraction import inquiries_about, read_planned
from corrigenda.extract.model import Model
from corrigenda.extract.prompting import AnswerCache, WindowResult
from corrigenda.extract.reading import RawArticle
from corrigenda.outputs import FinishedArticle
from corrigenda.schemas.errors import AskingStopped

GRACE = 10.0
"""Seconds that requests under way may take to come back once a run is told to end."""
_TICK = 0.25
_AHEAD = 4
"""Articles in the works beside those that the workers ask about."""


@dataclass
class _Job:
    """An article in the works."""

    raw: RawArticle
    begun: float = field(default_factory=time.time)
    prepared: Prepared | None = None
    results: list[Sequence[WindowResult]] = field(default_factory=list)
    unread: int = 0
    failed: Exception | None = None


Step = Callable[[], None]


class WorkQueue:
    """Takes articles through the steps. ``memory`` answers what was asked before."""

    def __init__(
        self,
        processors: Processors,
        model: Model | None,
        memory: AnswerCache,
        *,
        workers: int,
        monitor: Monitor,
    ) -> None:
        self._processors = processors
        self._model = model
        self._memory = memory
        self._workers = workers
        self._monitor = monitor
        self._asking = ThreadPoolExecutor(workers, thread_name_prefix="asking")
        self._steps: SimpleQueue[Step] = SimpleQueue()
        self._finished: list[tuple[RawArticle, FinishedArticle]] = []
        self._dry = False
        self._open = 0
        self._wanted = 0
        """Windows to be asked about, and articles of which nobody knows yet how many they have."""
        self._latest: float | None = None

    def process(
        self, articles: Iterable[RawArticle]
    ) -> Generator[tuple[RawArticle, FinishedArticle], None, None]:
        """Each article as it is finished. Ends early once nothing more can be asked, or the run is told to
        end: what is under way is finished then, and nothing new is begun.
        """
        source = iter(articles)
        try:
            while self._take_in(source) or self._open:
                self._one_step()
                yield from self._finished
                self._finished.clear()
                if self._is_over():
                    break
        finally:
            self._asking.shutdown(wait=False, cancel_futures=True)

    def _take_in(self, source: Iterator[RawArticle]) -> bool:
        """Begin as many articles as the workers need; whether there may be more."""
        while not self._dry and not self._is_ending() and self._needs_more():
            raw = next(source, None)
            if raw is None:
                self._dry = True
            else:
                self._begin(_Job(raw))
        return not self._dry and not self._is_ending()

    def _needs_more(self) -> bool:
        return self._wanted < 2 * self._workers and self._open < 4 * self._workers + _AHEAD

    def _is_ending(self) -> bool:
        gate = self._monitor.gate
        if self._monitor.ending and self._latest is None:
            self._latest = time.monotonic() + GRACE
            if gate is not None and self._model is not None:
                gate.close(AskingStopped("the run was told to end", model=self._model.name))
        return self._latest is not None or (gate is not None and gate.stopped is not None)

    def _is_over(self) -> bool:
        return self._is_ending() and self._latest is not None and time.monotonic() > self._latest

    def _one_step(self) -> None:
        try:
            self._steps.get(timeout=_TICK)()
        except Empty:
            return

    def _then(self, future: "Future[Any]", step: Callable[[], None]) -> None:
        """Take the step, in the caller's thread, when the future is done."""
        future.add_done_callback(lambda _: self._steps.put(step))

    # --- the steps of an article ----------------------------------------------------------------------------

    def _begin(self, job: _Job) -> None:
        self._open += 1
        if self._model is None:
            whole = self._processors.whole(job.raw, job.begun)
            self._then(whole, partial(self._close, job, whole))
            return
        self._wanted += 1
        prepared = self._processors.prepare(job.raw)
        self._then(prepared, partial(self._ask, job, prepared))

    def _ask(self, job: _Job, future: "Future[Prepared | FinishedArticle]") -> None:
        """Have the windows of a prepared article asked about."""
        assert self._model is not None
        self._wanted -= 1
        prepared = future.result()
        if isinstance(prepared, FinishedArticle):
            self._closed(job, prepared)
            return
        job.prepared = prepared
        settings = self._processors.here.settings
        inquiries = inquiries_about(
            prepared.article_id, self._model, settings.schemas, settings.policies, self._memory
        )
        asked = [(window, inquiry) for inquiry in inquiries for window in prepared.plan.windows]
        job.unread = len(asked)
        job.results = [()] * len(asked)
        self._wanted += len(asked)
        self._monitor.count(windows=len(asked))
        for number, (window, inquiry) in enumerate(asked):
            result = self._asking.submit(read_planned, window, inquiry, prepared.plan)
            self._then(result, partial(self._read, job, number, result))
        if not asked:
            self._finish(job)

    def _read(self, job: _Job, number: int, future: "Future[list[WindowResult]]") -> None:
        """Take in what a window gave, and finish the article behind the last one."""
        self._wanted -= 1
        job.unread -= 1
        try:
            job.results[number] = future.result()
        except Exception as error:
            job.failed = job.failed or error
        self._monitor.count(read=1)
        if job.unread == 0:
            self._finish(job)

    def _finish(self, job: _Job) -> None:
        assert job.prepared is not None
        if isinstance(job.failed, AskingStopped):
            self._open -= 1  # as if it had never been begun
            return
        if job.failed is not None:
            self._closed(job, failed_article(job.raw.id, job.failed, time.time() - job.begun))
            return
        results = [one for found in job.results for one in found]
        if self._processors.here.settings.adjudicate:
            # The model is asked about names while they are reconciled: that is done where the model is.
            finished = self._asking.submit(self._finish_here, job.prepared, results, job.begun)
        else:
            finished = self._processors.finish(job.prepared, results, job.begun)
        self._then(finished, partial(self._close, job, finished))

    def _finish_here(
        self, prepared: Prepared, results: Sequence[WindowResult], begun: float
    ) -> FinishedArticle:
        assert self._model is not None
        here = self._processors.here
        adjudicator = Adjudicator(
            self._model, here.table, memory=self._memory, article_id=prepared.article_id
        )
        return here.finish(prepared, results, begun, adjudicator)

    def _close(self, job: _Job, future: "Future[FinishedArticle]") -> None:
        try:
            finished = future.result()
        except AskingStopped:
            self._open -= 1
            return
        self._closed(job, finished)

    def _closed(self, job: _Job, finished: FinishedArticle) -> None:
        self._open -= 1
        self._finished.append((job.raw, finished))
