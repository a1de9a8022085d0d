"""Facts with their names reconciled: the fact as written and the fact as it should read, side by side."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from corrigenda.reconcile.titles import parse_title
from corrigenda.schemas.names import Mention, Resolution
from corrigenda.schemas.records import FactRecord, FieldRecord, GroundedFact, Grounding

ByPlace = Mapping[tuple[int | None, int | None], Resolution]
"""What became of the name at each place: its start and end in the raw text."""


def names_of_facts(facts: Sequence[GroundedFact], found: Sequence[Mention], text: str) -> tuple[Mention, ...]:
    """``found`` and, besides, every name of a fact that stands where none was found, in order of place."""
    taken = _without_overlaps(
        (mention.start, mention.start + len(mention.surface))
        for mention in found
        if mention.start is not None
    )
    added: dict[tuple[int, int], Mention] = {}
    for fact in facts:
        for grounding in fact.fields.values():
            place = (grounding.start, grounding.end)
            if not grounding.types or grounding.surface.islower() or place in added:
                continue
            if parse_title(grounding.surface) is not None:
                continue
            if _overlaps(taken, place):
                continue
            added[place] = Mention(
                id=f"f{len(added) + 1}",
                surface=grounding.surface,
                text=text,
                start=grounding.start,
                type=grounding.types[0] if len(grounding.types) == 1 else None,
            )
    return tuple(sorted((*found, *added.values()), key=lambda mention: mention.start or 0))


def _without_overlaps(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places in order, those that overlap put together."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if merged and start < merged[-1][1]:
            start, end = merged[-1][0], max(end, merged.pop()[1])
        merged.append((start, end))
    return merged


def _overlaps(taken: Sequence[tuple[int, int]], place: tuple[int, int]) -> bool:
    """Whether the place shares a character with one of ``taken``, which are in order and apart."""
    start, end = place
    index = bisect_left(taken, start, key=lambda one: one[1] - 1)
    return index < len(taken) and taken[index][0] < end


def reconcile_facts(facts: Iterable[GroundedFact], names: Sequence[Resolution]) -> tuple[FactRecord, ...]:
    """The finished records: canonical names where ``names`` has them linked, ISO 8601 for times."""
    by_place = {(name.start, name.end): name for name in names}
    return tuple(_record(fact, by_place) for fact in facts)


def _record(fact: GroundedFact, by_place: ByPlace) -> FactRecord:
    fields = {path: _field(grounding, by_place) for path, grounding in fact.fields.items()}
    reconciled = {path: value for path, field in fields.items() if (value := _value(field)) is not None}
    return FactRecord(
        id=fact.id,
        article_id=fact.article_id,
        schema_name=fact.schema_name,
        as_written=fact.fact,
        reconciled=fact.fact.with_values(reconciled),
        sentence=fact.sentence,
        fields=fields,
        status=_text(fact, "status"),
        speaker=_reconciled_text(fact, reconciled, "speaker"),
        provenance=fact.provenance,
        notes=fact.notes,
    )


def _field(grounding: Grounding, by_place: ByPlace) -> FieldRecord:
    return FieldRecord(
        surface=grounding.surface,
        start=grounding.start,
        end=grounding.end,
        alignment=grounding.alignment,
        via=grounding.via,
        resolution=by_place.get((grounding.start, grounding.end)) if grounding.types else None,
        time=grounding.time,
    )


def _value(field: FieldRecord) -> str | None:
    if field.time is not None:
        return field.time.value
    if field.resolution is not None and field.resolution.status == "linked":
        return field.resolution.canonical
    return None


def _text(fact: GroundedFact, name: str) -> str | None:
    value = getattr(fact.fact, name, None)
    return value if isinstance(value, str) else None


def _reconciled_text(fact: GroundedFact, reconciled: Mapping[str, str], name: str) -> str | None:
    return reconciled.get(name, _text(fact, name))
