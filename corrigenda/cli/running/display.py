"""What a run shows while it goes on, and when it is over."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from corrigenda.cli.changes import show_changes

if TYPE_CHECKING:
    from rich.table import Table

    from corrigenda.batch import Monitor, Snapshot
    from corrigenda.extract.model import Setback
    from corrigenda.schemas.runs import Figures, RunSummary

_MOST_ROWS = 30
_MOST_FAILURES = 10
_FILE_WIDTH = 80
_LINE_SECONDS = 5.0
"""Between two lines of progress, where they do not go to a terminal."""
_BAR_SECONDS = 0.25


class Display:
    """The progress of a run on standard error: bars on a terminal, else a plain line every few seconds."""

    def __init__(self, monitor: "Monitor", *, quiet: bool = False) -> None:
        self._monitor = monitor
        self._quiet = quiet
        self._began = time.monotonic()
        self._setbacks = 0
        self._last_setback = 0.0
        monitor.heard = self.setback
        if not quiet:
            monitor.display = self.shown

    def setback(self, setback: "Setback") -> None:
        """Tell of a try that failed; of very many, one a second and how many there were."""
        self._setbacks += 1
        if time.monotonic() - self._last_setback < 1.0:
            return
        self._last_setback = time.monotonic()
        more = f" ({self._setbacks} setbacks so far)" if self._setbacks > 1 else ""
        typer.echo(
            f"try {setback.tries} failed, next in {setback.wait:.1f} s: {setback.reason}{more}", err=True
        )

    def shown(self) -> AbstractContextManager[object]:
        """Show it for as long as the block lasts."""
        from rich.console import Console

        self._began = time.monotonic()
        console = Console(stderr=True)
        return self._bars() if console.is_terminal else _ticking(_LINE_SECONDS, self._line)

    def sum_up(self, summary: "RunSummary", out: Path, *, as_json: bool, earlier: Path | None) -> None:
        """Print what the run came to and, if it came to its end, what changed since the ``earlier`` one."""
        if as_json:
            typer.echo(summary.model_dump_json(indent=2))
        elif not self._quiet:
            _show_table(summary, out)
        _show_failures(summary, out)
        if earlier is not None and not summary.interrupted and not summary.stopped:
            show_changes(earlier, out, None)

    def _line(self) -> None:
        typer.echo(f"{_clock(time.monotonic() - self._began)} {_words(self._monitor.snapshot())}", err=True)

    @contextmanager
    def _bars(self) -> Iterator[None]:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

        columns = (SpinnerColumn(), BarColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
            task = bars.add_task("reading", total=None)

            def update() -> None:
                now = self._monitor.snapshot()
                bars.update(task, completed=now.finished, total=now.total, description=_words(now))

            with _ticking(_BAR_SECONDS, update):
                yield


@contextmanager
def _ticking(seconds: float, tick: Callable[[], None]) -> Iterator[None]:
    """Call ``tick`` every so many seconds, from a thread of its own."""
    over = threading.Event()

    def run() -> None:
        while not over.wait(seconds):
            tick()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _words(now: "Snapshot") -> str:
    """Where a run stands, in a line."""
    of = f" of {now.total:,}" if now.total is not None else ""
    words = [f"{now.finished:,}{of} articles"]
    if now.kept:
        words.append(f"{now.kept:,} kept")
    if now.failed:
        words.append(f"{now.failed:,} failed")
    if now.read < now.windows:
        words.append(f"{now.read:,} of {now.windows:,} windows in the works read")
    if now.under_way:
        words.append(f"{now.under_way} requests under way, the oldest {now.oldest:.0f} s")
    if now.usage.tokens:
        words.append(f"{now.usage.tokens:,} tokens")
    return " · ".join(words)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def _show_table(summary: "RunSummary", out: Path) -> None:
    from rich.console import Console

    console = Console()
    if not console.is_terminal:
        console = Console(width=_FILE_WIDTH)
    console.print(_table(summary))
    if summary.kept:
        typer.echo(f"{summary.kept:,} of them are unchanged since an earlier run.")
    if summary.figures.usage.cached:
        typer.echo(f"{summary.figures.usage.cached:,} answers were kept from an earlier run.")
    if summary.cost is not None:
        typer.echo(f"Cost: ${summary.cost:.2f}, at the prices of docs/models.md.")
    typer.echo(f"Report: {out / 'report.html'}")


def _show_failures(summary: "RunSummary", out: Path) -> None:
    """Say on standard error what failed, and how to go on."""
    failures = [outcome for outcome in summary.outcomes if outcome.state == "failed"]
    for outcome in failures[:_MOST_FAILURES]:
        typer.echo(f"failed: {outcome.article_id}: {outcome.reason}", err=True)
    if len(failures) > _MOST_FAILURES:
        typer.echo(f"… and {len(failures) - _MOST_FAILURES} more: see {out / 'rejects.jsonl'}", err=True)
    if summary.stopped:
        typer.echo(f"corrigenda: {summary.stopped}", err=True)
    if summary.interrupted or summary.stopped:
        typer.echo(
            f"{'Interrupted' if summary.interrupted else 'Stopped'} after {summary.finished} of"
            f" {summary.articles} articles. Run the same command again to go on: what was answered is not"
            " asked again.",
            err=True,
        )


def _table(summary: "RunSummary") -> "Table":
    """A row for each article, where they are not too many, and one for all."""
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    table.add_column("article", no_wrap=True, overflow="ellipsis")
    table.add_column("state", no_wrap=True)
    for name in ("facts", "names\nlinked", "names\ncorrected", "rejects", "tokens", "seconds"):
        table.add_column(name, justify="right", no_wrap=True)
    if summary.finished <= _MOST_ROWS:
        for outcome in summary.outcomes:
            state = outcome.state.replace("_", " ")
            table.add_row(escape(outcome.article_id), state, *_cells(outcome.figures))
        table.add_section()
    failed = summary.count("failed")
    ended = "interrupted" if summary.interrupted else "stopped" if summary.stopped else "all done"
    state = f"{failed} failed" if failed else ended
    count = f"{summary.finished} article{'' if summary.finished == 1 else 's'}"
    table.add_row(count, state, *_cells(summary.figures), style="bold")
    return table


def _cells(figures: "Figures") -> tuple[str, ...]:
    return (
        f"{figures.facts:,}",
        f"{figures.linked:,} of {figures.names:,}",
        f"{figures.corrected:,}",
        f"{figures.rejects:,}",
        f"{figures.usage.tokens:,}",
        f"{figures.seconds:,.1f}",
    )
