"""The entity table: who there is, what they are called, which offices they held. Any thread may read it."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from rapidfuzz import fuzz

from corrigenda.reconcile.readings import query_keys
from corrigenda.reconcile.table.cache import compiled
from corrigenda.reconcile.table.compile import compile_table, lines_of, office_id
from corrigenda.reconcile.table.keys import pair_key, text_hash, word_hash
from corrigenda.reconcile.table.search import find_by_name
from corrigenda.reconcile.table.storage import FORMAT, Database, HoldingRow, OfficeRow, Reader, StorageError
from corrigenda.reconcile.text import fold, tokens
from corrigenda.schemas.entities import Entity
from corrigenda.schemas.errors import TableError
from corrigenda.schemas.facts import EntityType

_COMPILED = frozenset({".sqlite", ".sqlite3", ".db"})
_REMEMBERED = 8192
_MOST_READ_SO = 2000
_MOST_NAMED = 2000
_PAIRED = 6
"""Of so many words of a name every two are a key."""


@dataclass(frozen=True, slots=True)
class Holding:
    """An office held: who, in which role, where, from when to when (partial dates; ``None`` is open).

    An open ``end`` means at least until ``as_of``, the table's date for the person. ``days_outside`` is how
    far the day asked for lies before the start or after the end; 0 within, at an open end, or where no day
    was asked for.
    """

    entity_id: str
    role: str
    office_title: str
    country: str | None
    start: str | None
    end: str | None
    acting: bool
    days_outside: int
    as_of: str | None = None


class EntityTable:
    """One compiled table, or several stacked: an entity of a later one replaces the one of the same id."""

    def __init__(self, layers: Iterable[Reader]) -> None:
        """``layers`` from the bottom to the top. Use ``open``, ``starter`` or ``of``."""
        self._layers = tuple(layers)[::-1]
        self._entities: dict[str, Entity | None] = {}
        self._alike = lru_cache(_REMEMBERED)(self._find_by_name)
        self._named = lru_cache(_REMEMBERED)(self._find_named)
        self._read = lru_cache(_REMEMBERED)(self._find_by_reading)
        self._reading_keys = lru_cache(_REMEMBERED)(self._make_reading_keys)
        self._borne = lru_cache(_REMEMBERED)(self._count_bearers)
        self._counted = lru_cache(1)(self._count)
        self._office = lru_cache(_REMEMBERED)(self._read_office)
        self._roles_of = lru_cache(_REMEMBERED)(self._read_roles_of)

    @classmethod
    def open(cls, *paths: Path) -> "EntityTable":
        """Open JSON Lines tables (compiled on first use, kept in the cache) or compiled ones (``.sqlite``).

        Raises ``TableError`` where one cannot be read or is not well formed.
        """
        return cls([_reader(path) for path in paths])

    @classmethod
    def starter(cls) -> "EntityTable":
        """The table that comes with Corrigenda."""
        return cls.open(Path(str(files("corrigenda.reconcile") / "data" / "starter.jsonl")))

    @classmethod
    def of(cls, entities: Iterable[Entity]) -> "EntityTable":
        """A table in memory. Raises ``TableError`` where two entities have one id."""
        place = Database.memory()
        compile_table(lines_of(entities), place)
        return cls([Reader(place)])

    def close(self) -> None:
        """Let go of the files."""
        for layer in self._layers:
            layer.close()

    def __enter__(self) -> "EntityTable":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        return self._counted()["entities"]

    @property
    def people(self) -> int:
        """How many persons there are."""
        return self._counted()["people"]

    @property
    def as_of(self) -> date | None:
        """The latest day that a row speaks of; ``None`` where no row has a date."""
        dates = [layer.meta["as_of"] for layer in self._layers if layer.meta["as_of"]]
        return date.fromisoformat(max(dates)) if dates else None

    @property
    def fingerprint(self) -> str:
        """A hash of the content: equal for equal tables in equal order."""
        whole = "\n".join(layer.meta["fingerprint"] for layer in self._layers)
        return hashlib.sha256(whole.encode()).hexdigest()

    def entity(self, entity_id: str) -> Entity | None:
        """The entity with this id."""
        try:
            return self._entities[entity_id]
        except KeyError:
            return self.several((entity_id,)).get(entity_id)

    def several(self, ids: Sequence[str]) -> dict[str, Entity]:
        """Those of the entities with these ids that there are; one question for all of them."""
        remembered = self._entities
        known = {one: remembered[one] for one in ids if one in remembered}
        read = self._read_entities([one for one in ids if one not in known])
        if len(remembered) + len(read) > _REMEMBERED:
            self._entities = remembered = {}
        remembered.update(read)
        return {one: entity for one, entity in (known | read).items() if entity is not None}

    def entities(self) -> Iterator[Entity]:
        """Every entity, each table in its own order."""
        for place, layer in reversed(tuple(enumerate(self._layers))):
            for body in layer.entities():
                entity = Entity.model_validate_json(body)
                if not self._replaced((entity.id,), place):
                    yield entity

    def search(
        self, text: str, *, limit: int = 20, type: EntityType | None = None
    ) -> list[tuple[str, float]]:
        """Entity ids for a name as somebody types it, with a likeness of 0 to 1, best first."""
        query = fold(text)
        found = []
        for entity_id in dict.fromkeys(
            (*self.by_name(text, limit=5 * limit), *self.by_reading(text, limit=limit))
        ):
            entity = self.entity(entity_id)
            if entity is not None and type in (None, entity.type):
                likeness = max(fuzz.WRatio(query, fold(name.text)) for name in entity.names)
                found.append((entity_id, round(likeness / 100, 4)))
        return sorted(found, key=lambda hit: -hit[1])[:limit]

    def by_name(self, surface: str, *, limit: int = 50) -> tuple[str, ...]:
        """Ids of entities with such a name, best first: any order of words, misspellings, a part alone.

        Where somebody bears the whole name save for a slip, only those whose name is nearly as like it.
        """
        return self._alike(surface, limit)

    def named(self, text: str) -> tuple[str, ...]:
        """Ids of entities that bear exactly this name, apart from case and signs; faster than ``by_name``.

        Of a name that many bear, some are left out.
        """
        return self._named(tokens(text))

    def by_reading(self, surface: str, *, limit: int = 50) -> tuple[str, ...]:
        """Ids of entities whose native spelling can be read so, those that agree in most keys first."""
        return self._read(surface, limit)

    def may_be_read(self, surface: str, ids: Sequence[str]) -> frozenset[str]:
        """Those of the ids whose native spelling can be read so, in part at least; no dictionary is opened.

        Of a reading that very many bear, some are left out.
        """
        keys = self._reading_keys(surface) if ids else ()
        return frozenset[str]().union(
            *(layer.read_among(keys, ids) for layer in self._layers if keys and layer.has_readings)
        )

    def _find_by_reading(self, surface: str, limit: int) -> tuple[str, ...]:
        read = [(place, layer) for place, layer in enumerate(self._layers) if layer.has_readings]
        keys = self._reading_keys(surface) if read else ()
        found: list[str] = []
        for place, layer in read:
            agreeing = Counter(number for _, number in layer.read_so(keys, _MOST_READ_SO))
            best = sorted(agreeing, key=lambda number: (-agreeing[number], number))[: 2 * limit]
            found += self._standing(best, place).values()
        return tuple(found[:limit])

    def by_office(
        self,
        roles: Iterable[str],
        country: str | None,
        day: date | None,
        *,
        grace_days: int = 45,
        limit: int = 50,
    ) -> tuple[Holding, ...]:
        """Who held an office of one of these roles on a day, or within ``grace_days`` of it.

        Without ``country`` in every country, without ``day`` at any time. Nearest to the day first, then the
        latest.
        """
        offices = {(role, office.id): office for role in roles for office in self._offices_of(role)}
        found = [
            _holding(person, role, office, row, day)
            for (role, _), office in offices.items()
            if country is None or office.country in (None, country)
            for person, row in self._held(office.id, day, grace_days)
            if country is None or (row.country or office.country) == country
        ]
        found.sort(key=lambda held: held.entity_id)
        found.sort(key=lambda held: held.start or "", reverse=True)
        found.sort(key=lambda held: (held.days_outside, held.acting))
        return tuple(found[:limit])

    def terms(self, entity_id: str) -> tuple[Holding, ...]:
        """Every office of the person, once for each role that it is, in the order of the table."""
        entity = self.entity(entity_id)
        if entity is None:
            return ()
        return tuple(
            Holding(
                entity_id=entity_id,
                role=role,
                office_title=term.title or (office.title if office is not None else ""),
                country=term.country or (office.country if office is not None else None),
                start=term.start,
                end=term.end,
                acting=term.acting,
                days_outside=0,
                as_of=entity.as_of,
            )
            for term in entity.terms
            for office in [self._office(office_id(term))]
            for role in self._roles_of(office_id(term))
        )

    def name_frequency(self, token: str) -> int:
        """How many persons bear this word in a name; of several words, the rarest.

        A lower bound where stacked tables do not share their persons.
        """
        return min((self._borne(word) for word in tokens(token)), default=0)

    def _make_reading_keys(self, surface: str) -> tuple[int, ...]:
        return tuple(dict.fromkeys(text_hash(key) for key in query_keys(surface)))

    def _count_bearers(self, word: str) -> int:
        return max((layer.name_frequency(word_hash(word)) for layer in self._layers), default=0)

    def _replaced(self, ids: Sequence[str], place: int) -> frozenset[str]:
        """Those of the ids that a table above the one at ``place`` has."""
        return frozenset[str]().union(*(layer.known(ids) for layer in self._layers[:place]))

    def _standing(self, numbers: Sequence[int], place: int) -> dict[int, str]:
        """The ids of these entities of the table at ``place``, without those that a table above it has."""
        ids = self._layers[place].ids_of(numbers)
        replaced = self._replaced(tuple(ids.values()), place)
        return {number: ids[number] for number in numbers if ids[number] not in replaced}

    def _read_entities(self, ids: Sequence[str]) -> dict[str, Entity | None]:
        found: dict[str, Entity | None] = dict.fromkeys(ids)
        for layer in self._layers:
            missing = [one for one in ids if found[one] is None]
            bodies = layer.bodies_of(missing)
            found |= {one: Entity.model_validate_json(body) for one, body in bodies.items()}
        return found

    def _find_by_name(self, surface: str, limit: int) -> tuple[str, ...]:
        hits = find_by_name(self._layers, surface, limit=limit)
        ids = [
            self._standing([hit.number for hit in hits if hit.table == place], place)
            for place in range(len(self._layers))
        ]
        return tuple(ids[hit.table][hit.number] for hit in hits if hit.number in ids[hit.table])[:limit]

    def _find_named(self, words: tuple[str, ...]) -> tuple[str, ...]:
        telling = sorted(dict.fromkeys(words[:_PAIRED]), key=len)[-2:]
        if not telling:
            return ()
        hashes = [word_hash(word) for word in telling]
        key = pair_key(*hashes) if len(hashes) > 1 else hashes[0]
        found: list[str] = []
        for place, layer in enumerate(self._layers):
            numbers = [number for _, number in layer.bearing((key,), _MOST_NAMED)]
            exact = dict.fromkeys(n for n, name in layer.names_of(numbers) if name == " ".join(words))
            found += self._standing(list(exact), place).values()
        return tuple(found)

    def _read_office(self, office: str) -> OfficeRow | None:
        return next((row for layer in self._layers if (row := layer.office(office)) is not None), None)

    def _offices_of(self, role: str) -> Iterator[OfficeRow]:
        for layer in self._layers:
            yield from layer.offices_of(role)

    def _read_roles_of(self, office: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(role for layer in self._layers for role in layer.roles_of(office)))

    def _held(self, office: str, day: date | None, grace_days: int) -> Iterator[tuple[str, HoldingRow]]:
        first = day.toordinal() - grace_days if day is not None else date.min.toordinal()
        last = day.toordinal() + grace_days if day is not None else date.max.toordinal()
        for place, layer in enumerate(self._layers):
            held = layer.holdings_of(office, first, last)
            replaced = self._replaced([person for person, _ in held], place)
            yield from (one for one in held if one[0] not in replaced)

    def _count(self) -> dict[str, int]:
        counts = {
            name: sum(int(layer.meta[name]) for layer in self._layers) for name in ("entities", "people")
        }
        for place, layer in enumerate(self._layers):
            above = self._layers[:place]
            if sum(int(upper.meta["entities"]) for upper in above) < int(layer.meta["entities"]):
                replaced = frozenset(entity_id for upper in above for entity_id in upper.ids())
            else:
                replaced = self._replaced(tuple(layer.ids()), place)
            types = [layer.is_person(entity_id) for entity_id in replaced]
            counts["entities"] -= sum(person is not None for person in types)
            counts["people"] -= sum(person is True for person in types)
        return counts


def _reader(path: Path) -> Reader:
    place = Database.file(path) if path.suffix in _COMPILED else compiled(path)
    try:
        reader = Reader(place)
    except StorageError as error:
        raise TableError(
            f"{str(path)!r} is not a compiled entity table ({error}): give the JSON Lines file "
            "that it was made from",
            path=path,
        ) from error
    if reader.meta.get("format") != str(FORMAT):
        raise TableError(
            f"{str(path)!r} was compiled by another version: give the JSON Lines file it was made from",
            path=path,
        )
    return reader


def _holding(person: str, role: str, office: OfficeRow, row: HoldingRow, day: date | None) -> Holding:
    at = day.toordinal() if day is not None else row.start_day
    return Holding(
        entity_id=person,
        role=role,
        office_title=row.title or office.title,
        country=row.country or office.country,
        start=row.start,
        end=row.end,
        acting=bool(row.acting),
        days_outside=max(0, row.start_day - at, at - row.end_day),
        as_of=row.as_of,
    )
