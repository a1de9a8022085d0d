"""One fact told twice is one fact, and so is one that is told in halves."""

import re
from collections.abc import Iterator, Sequence

from corrigenda.extract.grounding.context import ArticleContext
from corrigenda.extract.grounding.cues import any_phrase
from corrigenda.extract.grounding.gist import gist_of
from corrigenda.schemas.records import GroundedFact

_WORD = re.compile(r"\w")
_FIRST = 8
"""Characters of what goes on in which a word may open another clause."""


def merge_facts(facts: Sequence[GroundedFact], context: ArticleContext) -> tuple[GroundedFact, ...]:
    """The facts without those that say nothing which another of the same sentence does not say.

    Two are one where schema and sentence are the same and every field of the one is the same, empty, or
    contained in the other's. Never by overlap of characters alone. And a fact is a whole clause: what goes on
    after the words of another, of nobody else and with no verb that is joined on, is joined to it.
    """
    told: dict[tuple[str, int], dict[int, GroundedFact]] = {}
    for place, fact in enumerate(facts):
        kept = told.setdefault((fact.schema_name, fact.sentence.id), {})
        if any(_covers(other, fact) for other in kept.values()):
            continue
        for covered in [number for number, other in kept.items() if _covers(fact, other)]:
            del kept[covered]
        kept[place] = fact
    whole = {place: fact for kept in told.values() for place, fact in _whole(kept, context)}
    return tuple(whole[place] for place in sorted(whole))


def _whole(facts: dict[int, GroundedFact], context: ArticleContext) -> Iterator[tuple[int, GroundedFact]]:
    """The facts of a sentence by their places, second halves joined to the first."""
    yield from ((place, fact) for place, fact in facts.items() if gist_of(fact) is None)
    done: list[tuple[int, GroundedFact]] = []
    stated = ((place, fact, gist) for place, fact in facts.items() if (gist := gist_of(fact)) is not None)
    for place, fact, _ in sorted(stated, key=lambda one: one[2][1].start):
        if done and (joined := _joined(done[-1][1], fact, context)) is not None:
            done[-1] = (done[-1][0], joined)
        else:
            done.append((place, fact))
    yield from done


def _joined(one: GroundedFact, other: GroundedFact, context: ArticleContext) -> GroundedFact | None:
    """The fact with what the other adds to its clause; ``None`` where that is a fact of its own."""
    first, second = gist_of(one), gist_of(other)
    if first is None or second is None or not _names(other) <= _names(one):
        return None
    (path, gist), (_, rest) = first, second
    gap, end = context.text[gist.end : rest.start], max(gist.end, rest.end)
    is_within = rest.end <= gist.end
    goes_on = not _WORD.search(gap) and any_phrase("dependent").match(rest.surface) is not None
    is_one = _adds_nothing(one, other, path) and not any_phrase("another").search(gap + rest.surface[:_FIRST])
    if not (is_within or goes_on or is_one):
        return None
    surface = context.text[gist.start : end]
    fields = {**one.fields, path: gist.model_copy(update={"surface": surface, "end": end})}
    note = () if is_within else (f"{path} goes on with {rest.surface!r}",)
    return one.model_copy(
        update={
            "fact": one.fact.with_values({path: surface}),
            "fields": fields,
            "notes": (*one.notes, *note),
        }
    )


def _names(fact: GroundedFact) -> frozenset[str]:
    return frozenset(grounding.surface for grounding in fact.fields.values() if grounding.types)


def _adds_nothing(one: GroundedFact, other: GroundedFact, gist: str) -> bool:
    """Whether the other says nothing but its gist that ``one`` does not say."""
    said, repeated = one.fact.model_dump(), other.fact.model_dump()
    return all(_contains(said[name], repeated[name]) for name in said if name != gist)


def _covers(one: GroundedFact, other: GroundedFact) -> bool:
    """Whether ``one`` says all that ``other`` says; both are of one schema and sentence."""
    said, repeated = one.fact.model_dump(), other.fact.model_dump()
    return all(_contains(said[name], repeated[name]) for name in said)


def _contains(one: object, other: object) -> bool:
    if other is None or one == other:
        return True
    if isinstance(one, str) and isinstance(other, str):
        return f" {other.casefold()} " in f" {one.casefold()} "
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return all(any(_contains(item, each) for item in one) for each in other)
    return False
