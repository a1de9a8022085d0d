"""What a run makes of an article depends on these alone, and on the article: the rest is bookkeeping."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from corrigenda.extract.policy import Policies, policy_of
from corrigenda.extract.prompting import fingerprint
from corrigenda.extract.sentences import SIZE
from corrigenda.prompts import ADJUDICATE, AGAIN, FACTS
from corrigenda.reconcile.context import Decisions
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.facts import Fact
from corrigenda.schemas.news import NewsFact


@dataclass(frozen=True)
class Settings:
    """How articles are processed. ``model`` is its name, ``None`` where none is asked."""

    schemas: Sequence[type[Fact]] = (NewsFact,)
    policies: Policies = field(default_factory=dict)
    day: date | None = None
    window: int = SIZE
    decisions: Decisions | None = None
    adjudicate: int = 0
    model: str | None = None

    def fingerprint(self, table: EntityTable) -> str:
        """A hash that changes when anything does that could change the result: code and knowledge too."""
        told = (
            _code(),
            table.fingerprint,
            self.model,
            [
                (fingerprint(one), policy_of(one, self.policies).model_dump(mode="json"))
                for one in self.schemas
            ],
            (FACTS, AGAIN, ADJUDICATE, self.adjudicate),
            self.day and self.day.isoformat(),
            self.window,
            [one.model_dump_json() for one in self.decisions or ()],
        )
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]


@cache
def _code() -> str:
    """A hash over the files that Corrigenda consists of, by name, size and time."""
    root = Path(str(files("corrigenda")))
    folders = [root, *(root / name for name in ("extract", "reconcile", "schemas", "prompts"))]
    seen = sorted(
        f"{path.name}\0{state.st_size}\0{state.st_mtime_ns}"
        for folder in dict.fromkeys(folder.resolve() for folder in folders)
        for path in folder.rglob("*")
        if path.suffix != ".pyc" and path.is_file()
        for state in [path.stat()]
    )
    return hashlib.sha256("\n".join(seen).encode()).hexdigest()[:32]
