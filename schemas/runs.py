"""A batch of articles, seen from its end: what became of each, and what it came to."""

from datetime import date, datetime
from typing import Literal

from corrigenda.schemas.base import Frozen
from corrigenda.schemas.records import Usage

State = Literal["done", "no_facts", "failed"]


class ArticleOutcome(Frozen):
    """What became of one article. ``reason`` says why it failed, or what else a reader must know.

    "No facts" means that the whole article was read and held none; "failed" that some of it was not read.
    """

    article_id: str
    state: State
    reason: str = ""


class RunSummary(Frozen):
    """One run over a batch. ``model`` is ``None`` where no model was asked; ``seconds`` is the time on the wall.

    ``linked`` counts names tied to an entity, ``corrected`` changes to a text. An interrupted run has fewer
    ``outcomes`` than ``articles``; the same command goes on where it stopped.
    """

    version: str
    started: datetime
    seconds: float
    model: str | None
    table: str
    """Its files, or ``starter``."""
    table_fingerprint: str = ""
    table_as_of: date | None = None
    schemas: tuple[str, ...] = ()
    articles: int
    facts: int = 0
    names: int = 0
    linked: int = 0
    corrected: int = 0
    rejects: int = 0
    usage: Usage = Usage()
    outcomes: tuple[ArticleOutcome, ...] = ()
    interrupted: bool = False

    def count(self, state: State) -> int:
        """How many articles ended in ``state``."""
        return sum(outcome.state == state for outcome in self.outcomes)
