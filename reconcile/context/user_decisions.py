"""What a user decided about names: JSON Lines beside the table, read and added to, never rewritten."""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from corrigenda.reconcile.text import fold
from corrigenda.schemas.base import Frozen
from corrigenda.schemas.errors import InputError
from corrigenda.schemas.names import Mention

Verdict = Literal["accepted", "rejected", "learned"]


class Decision(Frozen):
    """One decision: ``surface``, with this title and country where given, is (not) the entity.

    ``accepted``: it is; with ``entity_id`` ``None`` it is nobody in the table. ``rejected``: it is not.
    ``learned``: a wrong form that sources use for the entity.
    """

    verdict: Verdict
    surface: str
    entity_id: str | None = None
    title: str | None = None
    country: str | None = None
    note: str = ""
    decided: str | None = None
    """When, ISO 8601."""


class Decisions:
    """The decisions in force. A later one about the same name and entity goes before an earlier one."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._by_key: dict[str, dict[tuple[str | None, str | None, str | None], Decision]] = {}
        for decision in decisions:
            about = (decision.entity_id, decision.title, decision.country)
            self._by_key.setdefault(fold(decision.surface), {})[about] = decision

    @classmethod
    def load(cls, path: Path) -> "Decisions":
        """The decisions of a file; none where there is no such file.

        Raises ``InputError`` with the line that is not a decision.
        """
        if not path.exists():
            return cls()
        with path.open(encoding="utf-8") as lines:
            return cls([_read(line, number, path) for number, line in enumerate(lines, 1) if line.strip()])

    def about(self, mention: Mention) -> tuple[Decision, ...]:
        """What was decided about such a mention; a decision with a title or country holds only beside it."""
        known = self._by_key.get(fold(mention.surface), {})
        return tuple(
            decision
            for decision in known.values()
            if _agrees(decision.title, mention.title) and _agrees(decision.country, mention.country)
        )

    def __len__(self) -> int:
        return sum(len(known) for known in self._by_key.values())


def record_decision(path: Path, decision: Decision) -> None:
    """Add a decision at the end of the file, which is made where there is none."""
    with path.open("a", encoding="utf-8") as file:
        file.write(decision.model_dump_json(exclude_defaults=True) + "\n")


def _agrees(wanted: str | None, found: str | None) -> bool:
    return wanted is None or (found is not None and fold(wanted) == fold(found))


def _read(line: str, number: int, path: Path) -> Decision:
    try:
        return Decision.model_validate_json(line)
    except ValidationError as error:
        problem = error.errors()[0]
        where = ".".join(str(part) for part in problem["loc"])
        message = (
            f"{str(path)!r}, line {number}: {where or 'the line'}: {problem['msg']}; mend or delete the line"
        )
        raise InputError(message, path=path) from error
