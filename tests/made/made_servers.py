"""The fault server as most tests use it: one reply after the other, and what was asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from corrigenda.extract.model import Patience
from corrigenda.fault_server import Exchange as Served
from corrigenda.fault_server import Reply, failing, in_turn, serving
from corrigenda.fault_server import completion as saying

__all__ = ["QUICK", "Exchange", "Reply", "a_server", "failing", "saying"]

QUICK = Patience(tries=3, first_wait=0.001, longest_wait=0.05)


@dataclass(frozen=True)
class Exchange:
    """A server's address, and the requests that it got: their bodies, keys and headers."""

    served: Served

    @property
    def address(self) -> str:
        """Where it listens."""
        return self.served.address

    @property
    def bodies(self) -> list[dict[str, Any]]:
        """What was sent."""
        return [question.body for question in self.served.questions]

    @property
    def keys(self) -> list[str]:
        """Whose key came with it."""
        return [question.headers["authorization"] for question in self.served.questions]

    @property
    def headers(self) -> list[dict[str, str]]:
        """All headers, their names in small letters."""
        return [dict(question.headers) for question in self.served.questions]


@contextmanager
def a_server(*replies: Reply) -> Iterator[Exchange]:
    """A server that gives ``replies`` in turn, the last one for ever."""
    with serving(in_turn(*replies)) as served:
        yield Exchange(served)
