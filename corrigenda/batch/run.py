"""The flow of a batch, in order: articles, the work queue, the store, and the files made of it."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from itertools import islice
from pathlib import Path

from corrigenda.batch.progress import Monitor
from corrigenda.batch.settings import Settings
from corrigenda.batch.stages import open_processors
from corrigenda.batch.work_queue import WorkQueue
from corrigenda.extract.model import Budget, Model, Price, gate_of
from corrigenda.extract.policy import NO_POLICIES, Policies
from corrigenda.extract.reading import RawArticle, Source, count_articles, find_articles
from corrigenda.extract.sentences import SIZE
from corrigenda.extract.validation import require_workable
from corrigenda.outputs import FILE_NAME, Store, make_directories, write_corrected, write_outputs
from corrigenda.reconcile.context import Decisions
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.facts import Fact
from corrigenda.schemas.given_dates import GivenDate, read_day
from corrigenda.schemas.news import NewsFact
from corrigenda.schemas.runs import ArticleOutcome, Figures, RunSummary, State

Watch = Callable[[ArticleOutcome, int, int | None], None]
"""Is told of each finished article: what became of it, how many are finished, how many there are if known."""

WORKERS = 3
"""Requests at a time, where nobody says how many. A server that answers fewer lets the others wait."""

_MOST_OUTCOMES = 1000
"""Articles of which a summary holds every outcome."""


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
    limit: int | None = None,
    budget: Budget | None = None,
    keep_unusable: bool = False,
    retry_rejects: bool = False,
    tables: Sequence[Path] = (),
    processes: Callable[[int | None], int] = lambda _: 0,
    monitor: Monitor | None = None,
) -> RunSummary:
    """Take every article below ``paths`` through the pipeline, and write what came of them into ``out``.

    ``model``, as ``open_model`` gives it, is opened only when the inputs and ``out`` have proven good;
    without one, names are corrected and no facts are looked for. ``policies`` are as of ``extract_facts``.
    ``workers`` requests run at a time, each about ``window`` sentences; ``decisions`` and ``adjudicate`` are
    those of ``process_article``. ``watch`` is told of each article. The steps
    that need no model run in processes of their own, as many as ``processes`` says for so many articles,
    which open ``tables`` (the files of ``table``); without any, in this one. Of very many articles,
    ``limit`` takes the first. Once ``budget`` is spent nothing more is asked.

    What the store in ``out`` remembers is not asked again, unless the answer could not be used
    (``keep_unusable``: not even then); ``retry_rejects`` takes only the articles that an earlier run left
    rejects of. An article that is unchanged since then is not processed again, and
    the files are written anew from all that the store holds. ``monitor`` follows the run and can end it
    early, as Ctrl-C does: what is finished is written.

    Raises ``DateError`` where ``date`` is no day, ``SchemaError`` where a schema cannot work, ``InputError``
    where nothing can be read, ``OutputError`` where ``out`` cannot be written, ``ModelError`` where the model
    cannot be opened. Whatever else happens to an article is its own failure. Where nothing more can be asked,
    the batch ends and ``stopped`` of the summary says why.
    """
    started, clock = datetime.now(UTC), time.monotonic()
    require_workable(schemas, policies)
    day = None if date is None else read_day(date)
    settings = Settings(tuple(schemas), dict(policies), day, window, decisions, adjudicate)
    sources, monitor = tuple(paths), monitor or Monitor()
    total = None if retry_rejects else _expected(sources, limit)
    monitor.expect(total)
    make_directories(out)
    with Store.open(out / FILE_NAME, keep_unusable=keep_unusable) as store, model or nullcontext() as opened:
        settings = replace(settings, model=None if opened is None else opened.name)
        monitor.gate = None if opened is None else gate_of(opened)
        if monitor.gate is not None and budget is not None:
            monitor.gate.allow(budget)
        run = _Run(store, out, settings.fingerprint(table), monitor, watch)
        price = None if budget is None else budget.price
        summed_up = partial(run.summed_up, settings, table, table_name, started, price)
        with (
            open_processors(settings, table, tables=tables, processes=processes(total)) as processors,
            monitor.display(),
        ):
            queue = WorkQueue(processors, opened, store, workers=workers, monitor=monitor)
            store.save_summary(summed_up(0.0))
            found = find_articles(sources, naming=store.own_id)
            wanted = (raw for raw in found if not retry_rejects or store.has_rejects(raw.id))
            run.process(islice(wanted, limit), queue)
        summary = summed_up(time.monotonic() - clock)
        store.save_summary(summary)
        write_outputs(store, out, summary)
    return summary


def _expected(sources: Sequence[Source], limit: int | None) -> int | None:
    """How many articles there will be, if that can be known."""
    there = count_articles(sources)
    return there if there is None or limit is None else min(there, limit)


class _Run:
    """A run's way from articles to the store, and its sums."""

    def __init__(
        self, store: Store, out: Path, fingerprint: str, monitor: Monitor, watch: Watch | None
    ) -> None:
        self._store = store
        self._out = out
        self._fingerprint = fingerprint
        self._monitor = monitor
        self._watch = watch
        self._figures = Figures()
        self._states: dict[State, int] = {}
        self._seen = 0
        self._seen_all = False

    def process(self, articles: Iterable[RawArticle], queue: WorkQueue) -> None:
        """Put every article into the store, until the last one or until the run is to end."""
        try:
            for raw, finished in queue.process(self._changed(articles)):
                self._store.save(
                    finished, fingerprint=self._fingerprint_of(raw), origin=raw.origin, line=raw.line
                )
                write_corrected(self._out, finished)
                self._count(finished.outcome)
        except KeyboardInterrupt:
            self._monitor.end()

    def summed_up(
        self,
        settings: Settings,
        table: EntityTable,
        table_name: str,
        started: datetime,
        price: Price | None,
        seconds: float,
    ) -> RunSummary:
        """What was run, with what, and what came of it."""
        now, gate = self._monitor.snapshot(), self._monitor.gate
        stopped = gate.stopped if gate is not None and not self._is_whole() else None
        few = sum(self._states.values()) <= _MOST_OUTCOMES
        return RunSummary(
            version=version("corrigenda"),
            started=started,
            model=settings.model,
            table=table_name,
            table_fingerprint=table.fingerprint,
            table_as_of=table.as_of,
            schemas=tuple(f"{schema.__module__}:{schema.__qualname__}" for schema in settings.schemas),
            articles=max(self._seen, now.total or 0),
            figures=self._figures.model_copy(update={"seconds": round(seconds, 3)}),
            states=self._states,
            kept=now.kept,
            interrupted=self._monitor.ending,
            stopped="" if stopped is None or self._monitor.ending else str(stopped),
            cost=None if gate is None or price is None else round(price.of(gate.spent), 4),
            outcomes=tuple(self._store.outcomes_of_run(failed=not few)),
        )

    def _changed(self, articles: Iterable[RawArticle]) -> Iterator[RawArticle]:
        """Those of which an earlier run has not made the same already."""
        for raw in articles:
            self._seen += 1
            kept = self._store.kept(raw.id, self._fingerprint_of(raw))
            if kept is None:
                yield raw
            else:
                self._monitor.count(kept=1)
                self._count(kept)
        self._seen_all = True

    def _is_whole(self) -> bool:
        """Whether every article there is has been finished."""
        return self._seen_all and sum(self._states.values()) == self._seen

    def _fingerprint_of(self, raw: RawArticle) -> str:
        return f"{self._fingerprint}-{raw.digest}"

    def _count(self, outcome: ArticleOutcome) -> None:
        self._figures += outcome.figures
        self._states[outcome.state] = self._states.get(outcome.state, 0) + 1
        failed = outcome.state == "failed"
        self._monitor.count(finished=1, failed=int(failed), usage=outcome.figures.usage)
        if self._watch is not None:
            now = self._monitor.snapshot()
            total = None if now.total is None else max(now.finished, now.total)
            self._watch(outcome, now.finished, total)
