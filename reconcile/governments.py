"""Governments called after a person: "the Biden administration"."""

from collections.abc import Iterator, Mapping

from corrigenda.reconcile.body_names import BodyName, IsTaken
from corrigenda.reconcile.body_words import body_words
from corrigenda.reconcile.ordinary_words import ordinary_words
from corrigenda.reconcile.running_text import Passage


def find_governments(part: Passage, persons: Mapping[int, int], is_taken: IsTaken) -> Iterator[BodyName]:
    """Governments called after a person, whose name is part of theirs: "the Biden administration".

    ``persons`` has for the last token of each person's name in the passage the first.
    """
    tokens = part.tokens
    for place in range(1, len(tokens)):
        owner = tokens[place - 1]
        if not tokens[place].is_in(body_words().governments) or not owner.capital or owner.possessive:
            continue
        first = persons.get(place - 1)
        if first is not None:
            yield BodyName(first, place + 1, "organization")
        elif not (part.headline or _is_ordinary(part, place - 1) or is_taken(owner.start, tokens[place].end)):
            yield BodyName(place - 1, place + 1, "organization")


def _is_ordinary(part: Passage, place: int) -> bool:
    """Whether a word before "government" is nobody's name: a country, plain English, a sentence's first."""
    token = part.tokens[place]
    before = part.tokens[place - 1] if place else None
    longer = before is not None and before.capital and not before.opens
    return token.opens or longer or part.countries[place] is not None or token.is_in(ordinary_words())
