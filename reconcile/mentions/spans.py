"""Names with their place in the text and what stands beside them, and the places that are taken."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from corrigenda.reconcile.mentions.title_spans import TitlePhrase
from corrigenda.reconcile.mentions.tokens import Passage
from corrigenda.schemas.facts import EntityType


@dataclass(frozen=True, slots=True)
class MentionSpan:
    """A name in the text and what stands beside it. ``passage`` is where its paragraph begins."""

    start: int
    end: int
    words: tuple[str, ...]
    type: EntityType
    passage: int
    title: TitlePhrase | None = None
    country: str | None = None


def mention_span(
    passage: Passage, place: int, end: int, kind: EntityType, title: TitlePhrase | None = None
) -> MentionSpan:
    """The name that tokens ``place`` to ``end`` of the passage are, the end exclusive."""
    run = passage.tokens[place:end]
    return MentionSpan(
        start=run[0].start,
        end=run[-1].end,
        words=tuple(word for token in run for word in token.words),
        type=kind,
        passage=passage.tokens[0].start,
        title=title,
        country=title.country if title is not None else None,
    )


class TakenSpans:
    """The spans of the text that are names already."""

    def __init__(self, names: Iterable[MentionSpan]) -> None:
        self._places = {place for name in names for place in range(name.start, name.end)}

    def add(self, names: Iterable[MentionSpan]) -> Iterator[MentionSpan]:
        """Those of the names that overlap no other; they take their place."""
        for name in names:
            if not self.holds(name.start, name.end):
                self._places.update(range(name.start, name.end))
                yield name

    def holds(self, start: int, end: int) -> bool:
        """Whether a name stands within this span."""
        return not self._places.isdisjoint(range(start, end))


LONGEST_ORGANIZATION = 10
"""So many words such a name has at most."""

OrganizationType = Callable[[str], EntityType | None]
"""The type of the organization or place that the table has by exactly this name; ``None``: it has none."""

IsTaken = Callable[[int, int], bool]
"""Whether a name stands already within this span of the text."""


@dataclass(frozen=True, slots=True)
class OrganizationName:
    """A name of an organization or a place: tokens ``first`` to ``last`` of a passage, the end exclusive."""

    first: int
    last: int
    type: EntityType
