"""A batch of articles, seen from its end: what became of each, and what it came to."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from corrigenda.schemas.base import Frozen
from corrigenda.schemas.records import Usage

State = Literal["done", "no_facts", "failed"]


class Figures(Frozen):
    """What was found: in one article, or in all.

    ``linked`` counts names tied to an entity, ``corrected`` changes to a text; ``unused_…`` what sentences
    state and no fact uses. ``seconds`` is time on the wall.
    """

    facts: int = 0
    names: int = 0
    linked: int = 0
    corrected: int = 0
    unused_names: int = 0
    unused_times: int = 0
    unused_numbers: int = 0
    rejects: int = 0
    usage: Usage = Usage()
    seconds: float = 0.0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            **{name: getattr(self, name) + getattr(other, name) for name in type(self).model_fields}
        )


class ArticleOutcome(Frozen):
    """What became of one article. ``reason`` says why it failed, or what else a reader must know.

    "No facts" means that the whole article was read and held none; "failed" that some of it was not read.
    """

    article_id: str
    state: State
    reason: str = ""
    figures: Figures = Figures()

    def as_kept(self) -> "ArticleOutcome":
        """The same in a later run that had nothing to do: whatever was asked for it is kept."""
        usage = self.figures.usage
        kept = {"usage": Usage(cached=usage.requests + usage.cached), "seconds": 0.0}
        return self.model_copy(update={"figures": self.figures.model_copy(update=kept)})


class RunSummary(Frozen):
    """One run over a batch of ``articles``. ``model`` is ``None`` where no model was asked.

    An interrupted run, or one that was ``stopped`` for a reason, has finished fewer articles than there are;
    the same command goes on where it stopped. ``states`` counts what became of those that it finished, of
    which ``kept`` were unchanged since an earlier run. ``figures`` sums theirs, its ``seconds`` apart: they
    are the run's own. ``outcomes`` are in the order of the inputs; of a run over very many articles only
    those that failed, and ``run.json`` has the rest.
    """

    version: str
    started: datetime
    model: str | None
    table: str
    """Its files, or ``starter``."""
    table_fingerprint: str
    table_as_of: date | None
    schemas: tuple[str, ...]
    articles: int
    figures: Figures
    states: dict[State, int] = Field(default_factory=dict)
    kept: int = 0
    interrupted: bool = False
    stopped: str = ""
    cost: float | None = None
    """US dollars that the run's requests cost; ``None`` where no price is known."""
    outcomes: tuple[ArticleOutcome, ...] = ()

    def count(self, state: State) -> int:
        """How many articles ended in ``state``."""
        return self.states.get(state, 0)

    @property
    def finished(self) -> int:
        """How many articles the run finished, failures among them."""
        return sum(self.states.values())
