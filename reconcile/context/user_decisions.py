"""What a user decided about names: JSON Lines beside the table, read and never written."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, Self

from pydantic import ValidationError, model_validator

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

    @model_validator(mode="after")
    def _is_about_somebody(self) -> Self:
        if self.verdict != "accepted" and self.entity_id is None:
            raise ValueError(f"{self.verdict!r} needs the entity_id of whom it is about")
        return self


class Decisions:
    """The decisions in force. A later one about the same name and entity goes before an earlier one."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._by_key: dict[str, dict[tuple[str | None, str | None, str | None], Decision]] = {}
        for decision in decisions:
            about = (decision.entity_id, decision.title, decision.country)
            self._by_key.setdefault(fold(decision.surface), {})[about] = decision

    @classmethod
    def load(cls, path: Path) -> Self:
        """The decisions of a file, one a line.

        Raises ``InputError`` with the line that is no decision, or where the file cannot be read.
        """
        try:
            with path.open(encoding="utf-8-sig") as lines:
                return cls(
                    [_read(line, number, path) for number, line in enumerate(lines, 1) if line.strip()]
                )
        except UnicodeDecodeError as error:
            raise InputError(f"{str(path)!r} is not UTF-8: convert it first", path=path) from error
        except OSError as error:
            raise InputError(
                f"{str(path)!r} cannot be read: {error.strerror or error}; decisions are JSON Lines, see"
                " docs/decisions.md",
                path=path,
            ) from error

    def about(self, mention: Mention) -> tuple[Decision, ...]:
        """What was decided about such a mention; a decision with a title or country holds only beside it."""
        known = self._by_key.get(fold(mention.surface), {})
        return tuple(
            decision
            for decision in known.values()
            if _agrees(decision.title, mention.title) and _agrees(decision.country, mention.country)
        )

    def __iter__(self) -> Iterator[Decision]:
        return (decision for known in self._by_key.values() for decision in known.values())

    def __len__(self) -> int:
        return sum(len(known) for known in self._by_key.values())


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
