"""How many requests may be on their way, and whether any: one gate before a model, for all its threads.

A server that says "too many" or fails halves what is let through, and each success adds a little again. What
can never succeed closes the gate for good: a refused key, a server that nobody reaches, a budget that is
spent.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from corrigenda.extract.model.budget import Budget
from corrigenda.schemas.errors import AskingStopped
from corrigenda.schemas.records import Usage

IN_A_ROW = 3
"""Requests that failed one after the other, with no success between, before nobody is asked any more."""
_REFUSED_IN_A_ROW = 10
"""The same for requests that the server itself says are wrong: the next one may be right."""


class Gate:
    """Lets requests through, as many at a time as the server bears. Any thread may use it."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._width = float("inf")
        self._under_way = 0
        self._resume_at = 0.0
        self._halved_at = 0.0
        self._failed: list[str] = []
        self._succeeded = False
        self._stopped: AskingStopped | None = None
        self._started: dict[int, float] = {}
        self._spent = Usage()
        self._budget = Budget()

    @contextmanager
    def passing(self) -> Iterator[None]:
        """One request's way: waits until it may go. Raises ``AskingStopped`` once the gate is closed."""
        me = threading.get_ident()
        with self._changed:
            while True:
                if self._stopped is not None:
                    raise self._stopped
                pause = self._resume_at - time.monotonic()
                if pause <= 0 and self._under_way < self._width:
                    break
                self._changed.wait(pause if pause > 0 else None)
            self._under_way += 1
            self._started[me] = time.monotonic()
        try:
            yield
        finally:
            with self._changed:
                self._under_way -= 1
                self._started.pop(me, None)
                self._changed.notify_all()

    def succeed(self, *, rest: float = 0.0) -> None:
        """A request was answered: a little more may go through, after ``rest`` seconds where it asks for
        that.
        """
        with self._changed:
            self._failed.clear()
            self._succeeded = True
            self._width += 1 / max(self._width, 1)
            self._pause(rest)

    def slow_down(self, *, since: float, wait: float = 0.0) -> None:
        """The server has too much to do: half as many, and nobody for ``wait`` seconds.

        ``since``: when the request that failed was sent. Those that were sent together halve once.
        """
        with self._changed:
            if since >= self._halved_at:
                self._width = max(1.0, min(self._width, float(self._under_way + 1)) / 2)
                self._halved_at = time.monotonic()
            self._pause(wait)

    def allow(self, budget: Budget) -> None:
        """No more than this may be spent: whoever is under way when it is still comes back."""
        self._budget = budget

    def spend(self, usage: Usage, *, model: str) -> None:
        """A request cost so much."""
        with self._changed:
            self._spent += usage
            if why := self._budget.overspent(self._spent):
                advice = "allow more and run the same command again, what was answered is kept"
                self.close(AskingStopped(f"the budget is used up: {why}; {advice}", model=model))

    @property
    def spent(self) -> Usage:
        """What all requests cost until now."""
        return self._spent

    def give_up(self, kind: str, reason: str, *, model: str, for_good: bool = False) -> None:
        """A request failed and is not repeated. ``for_good``: every other would fail alike."""
        with self._changed:
            if self._failed and self._failed[-1] != kind:
                self._failed.clear()
            self._failed.append(kind)
            most = _REFUSED_IN_A_ROW if kind in ("HTTP 400", "HTTP 413", "HTTP 422") else IN_A_ROW
            if (for_good and not (self._succeeded and kind in ("HTTP 403", "HTTP 404"))) or (
                len(self._failed) >= most
            ):
                self.close(AskingStopped(reason, model=model))

    def close(self, why: AskingStopped) -> None:
        """Let nobody through any more; who is under way comes back. The first reason stays."""
        with self._changed:
            self._stopped = self._stopped or why
            self._changed.notify_all()

    def wait_closed(self, seconds: float) -> bool:
        """Wait so long, or until the gate is closed: whether it is."""
        with self._changed:
            return self._changed.wait_for(lambda: self._stopped is not None, seconds)

    @property
    def stopped(self) -> AskingStopped | None:
        """Why nobody is let through any more; ``None`` while the gate is open."""
        return self._stopped

    @property
    def doubtful(self) -> bool:
        """Whether the last request failed for good: who follows tries once."""
        return bool(self._failed)

    def under_way(self) -> tuple[int, float]:
        """How many requests are under way, and for how many seconds the oldest has been."""
        with self._changed:
            oldest = min(self._started.values(), default=time.monotonic())
            return self._under_way, time.monotonic() - oldest

    def _pause(self, seconds: float) -> None:
        if seconds > 0:
            self._resume_at = max(self._resume_at, time.monotonic() + seconds)
        self._changed.notify_all()
