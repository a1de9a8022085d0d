"""What can be seen of a run while it goes on, and how it is told to end."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace

from corrigenda.extract.model import Gate, Setback
from corrigenda.schemas.records import Usage


@dataclass(frozen=True)
class Snapshot:
    """A run at one moment. ``total`` is ``None`` where nobody knows how many articles there are."""

    finished: int = 0
    kept: int = 0
    failed: int = 0
    total: int | None = None
    read: int = 0
    """Windows that were read, in articles finished and in the works."""
    windows: int = 0
    """Windows that these articles have."""
    usage: Usage = field(default_factory=Usage)
    under_way: int = 0
    """Requests that wait for their answer."""
    oldest: float = 0.0
    """Seconds that the oldest of them has waited."""


@dataclass
class Monitor:
    """Follows a run, from any thread, and ends it early."""

    display: Callable[[], AbstractContextManager[object]] = nullcontext
    """What is shown while the work goes on."""
    heard: Callable[[Setback], None] | None = None
    """Is told of each setback, from the thread that had it."""
    gate: Gate | None = None
    _ending: threading.Event = field(default_factory=threading.Event)
    _snapshot: Snapshot = field(default_factory=Snapshot)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def setback(self, setback: Setback) -> None:
        """A try failed and will be repeated."""
        if self.heard is not None:
            self.heard(setback)

    def end(self) -> None:
        """Begin nothing new, let come back what is under way, and write what is finished."""
        self._ending.set()

    @property
    def ending(self) -> bool:
        """Whether the run was told to end."""
        return self._ending.is_set()

    def expect(self, total: int | None) -> None:
        """So many articles there will be."""
        with self._lock:
            self._snapshot = replace(self._snapshot, total=total)

    def count(
        self,
        *,
        kept: int = 0,
        finished: int = 0,
        failed: int = 0,
        read: int = 0,
        windows: int = 0,
        usage: Usage | None = None,
    ) -> None:
        """So many more."""
        with self._lock:
            then = self._snapshot
            self._snapshot = replace(
                then,
                kept=then.kept + kept,
                finished=then.finished + finished,
                failed=then.failed + failed,
                read=then.read + read,
                windows=then.windows + windows,
                usage=then.usage + (usage or Usage()),
            )

    def snapshot(self) -> Snapshot:
        """How far it has come."""
        with self._lock:
            then = self._snapshot
        if self.gate is None:
            return then
        under_way, oldest = self.gate.under_way()
        return replace(then, under_way=under_way, oldest=oldest)
