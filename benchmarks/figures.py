"""What a benchmark hands over: lines of the table, decisions for the calibration, and the cases that fail."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from corrigenda.schemas.names import Resolution


@dataclass(frozen=True)
class Line:
    """One line of the table: ours beside the peers' figures (by peer), and what ours must reach."""

    measure: str
    cases: int
    ours: str
    target: str = ""
    peers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Decided:
    """One decision: how sure, and whether its first answer (an entity, or nobody in the table) is right."""

    confidence: float
    right: bool


@dataclass(frozen=True)
class Measured:
    """The result of one set."""

    lines: tuple[Line, ...]
    failed: tuple[str, ...] = ()
    decided: tuple[Decided, ...] = ()
    notes: tuple[str, ...] = ()


def percent(part: float, whole: float) -> str:
    """A share in per cent, one decimal."""
    return f"{100 * part / whole:.1f} %" if whole else "none"


def first_choice(resolution: Resolution) -> str | None:
    """The id of the entity ranked first, whatever was decided about it."""
    if resolution.entity_id is not None:
        return resolution.entity_id
    return resolution.runner_up.entity_id if resolution.runner_up is not None else None


def decided(resolution: Resolution, right: str | None) -> Decided:
    """Whether the answer is the entity ``right``; ``None`` for somebody who is not in the table."""
    answer = None if resolution.status == "nil" else resolution.entity_id
    return Decided(resolution.confidence, answer == right)


def in_words(resolution: Resolution) -> str:
    """A resolution on one line, for the list of cases that fail."""
    told = f"{resolution.title or ''} {resolution.surface!r}".strip()
    evidence = ", ".join(f"{one.kind} {one.weight:+g}" for one in resolution.evidence)
    second = f"; then {resolution.runner_up.entity_id}" if resolution.runner_up is not None else ""
    return (
        f"{told}: {resolution.status} {resolution.canonical or ''} {resolution.confidence:.2f}"
        f" {resolution.error or resolution.variant or ''} [{evidence}]{second}"
    )
