"""A name of an organization or a place among the words of a passage, and what is asked to find one."""

from collections.abc import Callable
from dataclasses import dataclass

from corrigenda.schemas.facts import EntityType

LONGEST_BODY = 10
"""So many words such a name has at most."""

KnownBody = Callable[[str], EntityType | None]
"""The type of the organization or place that the table has by exactly this name; ``None``: it has none."""

IsTaken = Callable[[int, int], bool]
"""Whether a name stands already within this stretch of the text."""


@dataclass(frozen=True, slots=True)
class BodyName:
    """A name of an organization or a place: tokens ``first`` to ``last`` of a passage, the end exclusive."""

    first: int
    last: int
    type: EntityType
