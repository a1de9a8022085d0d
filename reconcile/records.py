"""Facts with their names reconciled: the fact as written and the fact as it should read, side by side."""

from collections.abc import Iterable, Mapping, Sequence

from corrigenda.reconcile.titles import parse_title
from corrigenda.schemas.names import Mention, Resolution
from corrigenda.schemas.records import FactRecord, FieldRecord, GroundedFact, Grounding
from corrigenda.schemas.spans import Offsets, merge_spans, overlaps

ByPlace = Mapping[tuple[int | None, int | None], Resolution]
"""What became of the name at each place: its start and end in the raw text."""


def names_of_facts(facts: Sequence[GroundedFact], found: Sequence[Mention], text: str) -> tuple[Mention, ...]:
    """``found`` and, besides, every name of a fact that stands where none was found, in order of place."""
    taken = merge_spans(
        (mention.start, mention.start + len(mention.surface))
        for mention in found
        if mention.start is not None
    )
    added: dict[Offsets, Mention] = {}
    for fact in facts:
        for grounding in fact.fields.values():
            place = (grounding.start, grounding.end)
            if not grounding.types or grounding.surface.islower() or place in added:
                continue
            if parse_title(grounding.surface) is not None:
                continue
            if overlaps(place, taken):
                continue
            added[place] = Mention(
                id=f"f{len(added) + 1}",
                surface=grounding.surface,
                text=text,
                start=grounding.start,
                type=grounding.types[0] if len(grounding.types) == 1 else None,
            )
    return tuple(sorted((*found, *added.values()), key=lambda mention: mention.start or 0))


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
        types=grounding.types,
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
