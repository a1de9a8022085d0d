"""One fact told twice is one fact."""

from collections.abc import Sequence

from corrigenda.schemas.records import GroundedFact


def merge_facts(facts: Sequence[GroundedFact]) -> tuple[GroundedFact, ...]:
    """The facts without those that say nothing which another of the same sentence does not say.

    Two are one where schema and sentence are the same and every field of the one is the same, empty, or
    contained in the other's. Never by overlap of characters alone.
    """
    told: dict[tuple[str, int], dict[int, GroundedFact]] = {}
    for place, fact in enumerate(facts):
        kept = told.setdefault((fact.schema_name, fact.sentence.id), {})
        if any(_covers(other, fact) for other in kept.values()):
            continue
        for covered in [number for number, other in kept.items() if _covers(fact, other)]:
            del kept[covered]
        kept[place] = fact
    places = sorted(place for kept in told.values() for place in kept)
    return tuple(facts[place] for place in places)


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
