"""What a system made of one article, in one form for all systems, kept so that nothing is asked twice."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import date

from corrigenda.extract.model import Answer
from corrigenda.extract.prompting import AnswerCache
from corrigenda.schemas.base import Frozen
from corrigenda.schemas.records import Usage

Interval = tuple[date, date]


class Claim(Frozen):
    """A fact as somebody gives it: the names as written, and the entities where the system says which.

    ``aligned`` is whether the system itself found it in the text, ``None`` where it does not look.
    """

    kind: str
    people: tuple[str, ...]
    entity_ids: tuple[str, ...] | None = None
    days: Interval | None = None
    aligned: bool | None = None


class Outcome(Frozen):
    """What became of one article: facts, cost, and the error where it came to nothing."""

    claims: tuple[Claim, ...]
    output_tokens: int
    seconds: float
    error: str = ""


def key_of(*parts: str) -> str:
    """The key under which something is kept that depends on ``parts`` alone."""
    return hashlib.sha256("\x00".join(parts).encode()).hexdigest()[:32]


def kept(memory: AnswerCache, key: str, model: str, ask: Callable[[], Outcome]) -> Outcome:
    """What ``ask`` gave when it was called for ``key``; it is called where it never was.

    A failure that cost nothing (no server, no connection) is not kept.
    """
    known = memory.recall(key)
    if known is not None:
        return Outcome.model_validate_json(known.text)
    outcome = ask()
    if outcome.error and not outcome.output_tokens:
        return outcome
    usage = Usage(requests=1, completion_tokens=outcome.output_tokens, seconds=outcome.seconds)
    answer = Answer(text=outcome.model_dump_json(), model=model, finish_reason="stop", usage=usage)
    memory.remember(key, answer)
    return outcome


class Counting:
    """A memory that also notes which answers one article took, and what they cost when they were asked."""

    def __init__(self, memory: AnswerCache) -> None:
        self._memory = memory
        self._used: dict[str, tuple[Usage, bool]] = {}

    def recall(self, key: str) -> Answer | None:
        """As the memory below."""
        answer = self._memory.recall(key)
        if answer is not None:
            self._used[key] = (answer.usage, False)
        return answer

    def remember(self, key: str, answer: Answer) -> None:
        """As the memory below."""
        self._memory.remember(key, answer)
        self._used[key] = (answer.usage, True)

    @property
    def keys(self) -> Sequence[str]:
        """Of every answer used, in a fixed order."""
        return sorted(self._used)

    @property
    def asked(self) -> int:
        """How many of them were not there yet."""
        return sum(fresh for _, fresh in self._used.values())

    @property
    def usage(self) -> Usage:
        """What all of them cost."""
        return sum((usage for usage, _ in self._used.values()), Usage())
