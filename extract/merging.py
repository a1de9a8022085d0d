"""One fact told twice is one fact."""

from collections.abc import Sequence

from corrigenda.schemas.records import GroundedFact


def merge_facts(facts: Sequence[GroundedFact]) -> tuple[GroundedFact, ...]:
    """The facts without those that say nothing which another of the same sentence does not say.

    Two are one where schema and sentence are the same and every field of the one is the same, empty, or
    contained in the other's. Never by overlap of characters alone.
    """
    kept: list[GroundedFact] = []
    for fact in facts:
        if any(_covers(other, fact) for other in kept):
            continue
        kept = [other for other in kept if not _covers(fact, other)]
        kept.append(fact)
    return tuple(kept)


def _covers(one: GroundedFact, other: GroundedFact) -> bool:
    if one.schema_name != other.schema_name or one.sentence.id != other.sentence.id:
        return False
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
