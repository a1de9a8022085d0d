"""An entity table out of FollowTheMoney entities, a JSON object a line (Person, Position, Occupancy)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from corrigenda.reconcile.countries import country_code
from corrigenda.reconcile.importers.files import Json, json_lines, partial_date
from corrigenda.reconcile.importers.names import told_by_script, unique_names
from corrigenda.schemas.entities import Entity, EntityName, NameKind, OfficeTerm
from corrigenda.schemas.facts import EntityType

_TYPES: Mapping[str, EntityType] = {
    "Person": "person",
    "Organization": "organization",
    "PublicBody": "organization",
    "Company": "organization",
    "LegalEntity": "organization",
    "Position": "office",
}
_NAMES: Mapping[str, NameKind] = {
    "name": "alias",
    "alias": "alias",
    "weakAlias": "nickname",
    "previousName": "former",
    "abbreviation": "abbreviation",
}


def read_ftm(source: Path) -> Iterator[Entity]:
    """The persons, organizations and positions of a file, persons with the positions that they occupy.

    ``startDate`` and ``endDate`` are the person's own; ``periodStart`` and ``periodEnd`` are the fixed term
    of the office (a parliament's), the same for everybody in it, and stand in where the person's are missing.
    The file is read twice; what is held in memory are its occupancies.
    """
    held: dict[str, list[_Occupancy]] = defaultdict(list)
    countries: dict[str, str | None] = {}
    for record in json_lines(source):
        properties = _properties(record)
        if record.get("schema") == "Occupancy":
            occupancy = _Occupancy(properties)
            for holder in properties.get("holder", ()):
                held[holder].append(occupancy)
        elif record.get("schema") == "Position":
            countries[record["id"]] = _country(properties)
    for record in json_lines(source):
        entity_type = _TYPES.get(record.get("schema", ""))
        if entity_type is not None and _properties(record).get("name"):
            yield _entity(record, entity_type, held.get(record["id"], []), countries)


class _Occupancy:
    """Which posts are occupied, from when to when, and the last day on which that was seen."""

    def __init__(self, properties: Mapping[str, Sequence[str]]) -> None:
        self.posts = tuple(properties.get("post", ()))
        self.start = _first_date(properties, "startDate") or _first_date(properties, "periodStart")
        self.end = _last_date(properties, "endDate")
        period_end = _last_date(properties, "periodEnd")
        if self.end is None and period_end is not None and period_end >= (self.start or ""):
            self.end = period_end
        self.seen = _last_date(properties, "date")


def _entity(
    record: Json, entity_type: EntityType, held: Sequence[_Occupancy], countries: Mapping[str, str | None]
) -> Entity:
    properties = _properties(record)
    country = _country(properties)
    seen = [occupancy.seen for occupancy in held if occupancy.seen is not None]
    return Entity(
        id=record["id"],
        type=entity_type,
        names=_names(properties, country),
        terms=tuple(
            dict.fromkeys(
                OfficeTerm(office=post, country=countries.get(post), start=occupancy.start, end=occupancy.end)
                for occupancy in held
                for post in occupancy.posts
            )
        ),
        country=country,
        description=next(iter(properties.get("position", properties.get("notes", ()))), None),
        born=_first_date(properties, "birthDate"),
        died=_first_date(properties, "deathDate"),
        as_of=min(seen) if seen else partial_date(record.get("last_seen")),
        source=next(iter(record.get("datasets", ())), None),
    )


def _names(properties: Mapping[str, Sequence[str]], country: str | None) -> tuple[EntityName, ...]:
    canonical = _shown(properties)
    family, given = properties.get("lastName", ()), properties.get("firstName", ())
    parted = len(family) == len(given) == 1 and {family[0], given[0]} <= set(canonical.split())
    names = [
        EntityName(
            text=canonical,
            kind="canonical",
            family=family[0] if parted else None,
            given=given[0] if parted else None,
        )
    ]
    names += [
        EntityName(text=text, kind=kind)
        for field, kind in _NAMES.items()
        for text in properties.get(field, ())
    ]
    return unique_names(told_by_script(name, country) for name in names)


def _shown(properties: Mapping[str, Sequence[str]]) -> str:
    """The name to show: the first in Latin letters, or the first."""
    names = properties["name"]
    return next((name for name in names if name.isascii()), names[0])


def _properties(record: Json) -> Mapping[str, Sequence[str]]:
    properties: Mapping[str, Sequence[str]] = record.get("properties", {})
    return properties


def _country(properties: Mapping[str, Sequence[str]]) -> str | None:
    for field in ("country", "citizenship", "nationality", "jurisdiction"):
        for code in properties.get(field, ()):
            found = country_code(code.upper()) or country_code(code)
            if found is not None:
                return found
    return None


def _first_date(properties: Mapping[str, Sequence[str]], field: str) -> str | None:
    return min((day for text in properties.get(field, ()) if (day := partial_date(text))), default=None)


def _last_date(properties: Mapping[str, Sequence[str]], field: str) -> str | None:
    return max((day for text in properties.get(field, ()) if (day := partial_date(text))), default=None)
