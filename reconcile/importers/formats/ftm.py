"""FollowTheMoney's entities: persons, organizations, positions, and what ties them; flat or nested."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from corrigenda.reconcile.importers.dates import read_date
from corrigenda.reconcile.importers.drafts import Draft, DraftName, DraftTerm
from corrigenda.reconcile.importers.files import Json, json_objects
from corrigenda.reconcile.importers.ledger import Ledger, Record
from corrigenda.reconcile.importers.values import country_of, entity_type
from corrigenda.reconcile.text import read_yaml
from corrigenda.schemas.base import Frozen
from corrigenda.schemas.entities import NameKind


class _Tie(Frozen):
    person: str
    reverse: str
    post: str = ""
    organization: str = ""
    role: str = ""


class _FtmModel(Frozen):
    ties: Mapping[str, _Tie]
    names: Mapping[str, NameKind]
    countries: tuple[str, ...]


@lru_cache(maxsize=1)
def _model() -> _FtmModel:
    return _FtmModel.model_validate(read_yaml("ftm.yaml"))


@dataclass(frozen=True, slots=True)
class _Thing:
    """An entity by itself; ``seen`` is the day on which its data were."""

    id: str
    schema: str
    properties: Mapping[str, Sequence[str]]
    source: str
    seen: str

    def first(self, name: str) -> str:
        """The first value of a property, empty where it has none."""
        return next(iter(self.properties.get(name, ())), "")

    def earliest(self, name: str) -> str:
        """The earliest date of a property, as it is where none can be read."""
        return min(self._days(name), default=self.first(name))

    def latest(self, name: str) -> str:
        """The latest date of a property, as it is where none can be read."""
        return max(self._days(name), default=self.first(name))

    def _days(self, name: str) -> list[str]:
        return [day for text in self.properties.get(name, ()) if (day := read_date(text).value) is not None]

    @property
    def country(self) -> str:
        """The first of its countries that is one, or the first."""
        said = [code for name in _model().countries for code in self.properties.get(name, ())]
        return next((code for code in said if country_of(code)), next(iter(said), ""))


def read_ftm(source: Path, ledger: Ledger) -> Iterator[Draft]:
    """The persons, organizations and positions of a file, persons with what they occupied, led, were part of.

    An object may hold others within, as OpenSanctions' nested targets do. ``startDate`` and ``endDate`` are
    the person's own; ``periodStart`` and ``periodEnd`` are the fixed term of the office (a parliament's), the
    same for everybody in it, and stand in where the person's are missing. The file is read twice; what is
    held in memory are its ties, and the names and countries of what they lead to.
    """
    held: dict[str, list[_Thing]] = defaultdict(list)
    others: dict[str, _Thing] = {}
    for thing in _things(source, None):
        if (tie := _model().ties.get(thing.schema)) is not None:
            for person in thing.properties.get(tie.person, ()):
                held[person].append(thing)
        elif entity_type(thing.schema) in ("office", "organization"):
            others.setdefault(thing.id, thing)
    done: set[str] = set()
    for thing in _things(source, ledger):
        if thing.schema not in _model().ties and thing.id not in done:
            done.add(thing.id)
            yield _draft(thing, held.get(thing.id, []), others)


def _things(source: Path, ledger: Ledger | None) -> Iterator[_Thing]:
    for record in json_objects(source):
        yield from _taken_apart(record, ledger)


def _taken_apart(record: Json, ledger: Ledger | None) -> Iterator[_Thing]:
    """The entity, and before it those that are nested in it; they name each other by id."""
    properties: dict[str, list[str]] = {}
    own_id, schema = record["id"], record.get("schema", "")
    for name, values in (record.get("properties") or {}).items():
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, dict) and "schema" in value:
                yield from _taken_apart(_tied(value, name, own_id), ledger)
            properties.setdefault(name, []).append(value["id"] if isinstance(value, dict) else str(value))
    if ledger is not None:
        _account(schema, properties, ledger)
    seen = str(record.get("last_seen") or "")
    yield _Thing(own_id, schema, properties, next(iter(record.get("datasets") or ()), ""), seen)


def _tied(nested: Json, name: str, parent: str) -> Json:
    """A tie that is nested in its person does not say whose it is: it is the one it stands in."""
    tie = _model().ties.get(nested.get("schema", ""))
    if tie is None or name != tie.reverse or tie.person in (nested.get("properties") or {}):
        return nested
    properties: dict[str, Any] = {**(nested.get("properties") or {}), tie.person: [parent]}
    return {**nested, "properties": properties}


def _account(schema: str, properties: Mapping[str, Sequence[str]], ledger: Ledger) -> None:
    if schema in _model().ties or entity_type(schema) is not None:
        record = Record(properties, schema, ledger)
        for name in properties:
            if name in _read_properties():
                record.get(name)


_OTHERS = (
    *("startDate", "endDate", "periodStart", "periodEnd", "date", "birthDate", "deathDate"),
    *("firstName", "lastName", "position", "notes", "role"),
)


@lru_cache(maxsize=1)
def _read_properties() -> frozenset[str]:
    model = _model()
    ties = model.ties.values()
    ends = {end for tie in ties for end in (tie.person, tie.post, tie.organization, tie.reverse)}
    return frozenset({*model.names, *model.countries, *ends, *_OTHERS})


def _draft(thing: _Thing, held: Sequence[_Thing], others: Mapping[str, _Thing]) -> Draft:
    seen = [day for tie in held if (day := tie.latest("date"))]
    return Draft(
        id=thing.id,
        type=thing.schema,
        names=tuple(_names(thing)),
        terms=tuple(term for tie in held for term in _terms(tie, others)),
        country=thing.country,
        description=thing.first("position") or thing.first("notes"),
        born=thing.earliest("birthDate"),
        died=thing.earliest("deathDate"),
        as_of=min(seen) if seen else thing.seen,
        source=thing.source,
    )


def _terms(thing: _Thing, others: Mapping[str, _Thing]) -> Iterator[DraftTerm]:
    tie = _model().ties[thing.schema]
    start = thing.earliest("startDate") or thing.earliest("periodStart")
    end, period_end = thing.latest("endDate"), thing.latest("periodEnd")
    if not end and period_end >= start:
        end = period_end
    for post in thing.properties.get(tie.post, ()):
        country = others[post].country if post in others else ""
        yield DraftTerm(office=post, country=country, start=start, end=end)
    for organization in thing.properties.get(tie.organization, ()):
        name = _shown(others[organization]) if organization in others else ""
        if name:
            title = f"{thing.first('role') or tie.role} of {name}"
            yield DraftTerm(title=title, organization=organization, start=start, end=end)


def _names(thing: _Thing) -> Iterator[DraftName]:
    shown = _shown(thing)
    family, given = thing.properties.get("lastName", ()), thing.properties.get("firstName", ())
    parted = len(family) == len(given) == 1 and {*family[0].split(), *given[0].split()} <= set(shown.split())
    yield DraftName(shown, family=family[0] if parted else "", given=given[0] if parted else "")
    for name, kind in _model().names.items():
        yield from (DraftName(text, kind) for text in thing.properties.get(name, ()))


def _shown(thing: _Thing) -> str:
    """The name to show: the first in Latin letters, or the first."""
    names = thing.properties.get("name", ())
    return next((name for name in names if name.isascii()), next(iter(names), ""))
