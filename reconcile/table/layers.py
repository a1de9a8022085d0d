"""Compiled tables stacked and read as one: an entity of an upper one replaces the one of the same id below.

Each question is answered anew; what is kept of the answers is the table's own affair (``EntityTable``).
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from corrigenda.reconcile.table.holdings import Days, Holding, holding_of_row
from corrigenda.reconcile.table.keys import pair_key, word_hash
from corrigenda.reconcile.table.layout import HoldingRow, OfficeRow
from corrigenda.reconcile.table.search import find_by_name
from corrigenda.reconcile.table.storage import Reader
from corrigenda.schemas.entities import Entity

_MOST_READ_SO = 2000
_MOST_NAMED = 2000
_PAIRED = 6
"""Of so many words of a name every two are a key."""


class KnownOffice(NamedTuple):
    """What the tables say of an office: how it is called, where they do, and the roles that it is."""

    row: OfficeRow | None
    roles: tuple[str, ...]


class Size(NamedTuple):
    """How many entities there are, and how many of them are persons."""

    entities: int
    people: int


class Layers:
    """The tables, the uppermost first."""

    def __init__(self, readers: Iterable[Reader]) -> None:
        """``readers`` from the bottom to the top."""
        self._readers = tuple(readers)[::-1]

    def close(self) -> None:
        """Let go of the files."""
        for reader in self._readers:
            reader.close()

    # --- the whole ------------------------------------------------------------------------------------------

    @property
    def as_of(self) -> date | None:
        """The latest day that a row speaks of; ``None`` where no row has a date."""
        dates = [reader.meta["as_of"] for reader in self._readers if reader.meta["as_of"]]
        return date.fromisoformat(max(dates)) if dates else None

    @property
    def fingerprint(self) -> str:
        """A hash of the content and its order."""
        whole = "\n".join(reader.meta["fingerprint"] for reader in self._readers)
        return hashlib.sha256(whole.encode()).hexdigest()

    def size(self) -> Size:
        """How many there are, those that are replaced not counted."""
        entities = sum(int(reader.meta["entities"]) for reader in self._readers)
        people = sum(int(reader.meta["people"]) for reader in self._readers)
        for place, reader in enumerate(self._readers):
            types = [reader.is_person(entity_id) for entity_id in self._all_replaced(place)]
            entities -= sum(person is not None for person in types)
            people -= sum(person is True for person in types)
        return Size(entities, people)

    def _all_replaced(self, place: int) -> frozenset[str]:
        """The ids of the table at ``place`` that a table above it has, and perhaps others of those above."""
        own, above = self._readers[place], self._readers[:place]
        if sum(int(upper.meta["entities"]) for upper in above) < int(own.meta["entities"]):
            return frozenset(entity_id for upper in above for entity_id in upper.ids())
        return self._replaced(tuple(own.ids()), place)

    def _replaced(self, ids: Sequence[str], place: int) -> frozenset[str]:
        """Those of the ids that a table above the one at ``place`` has."""
        return frozenset[str]().union(*(reader.known(ids) for reader in self._readers[:place]))

    # --- entities -------------------------------------------------------------------------------------------

    def entities(self) -> Iterator[Entity]:
        """Every entity, each table in its own order, the lowest table first."""
        for place, reader in reversed(tuple(enumerate(self._readers))):
            for body in reader.entities():
                entity = Entity.model_validate_json(body)
                if not self._replaced((entity.id,), place):
                    yield entity

    def read(self, ids: Sequence[str]) -> dict[str, Entity | None]:
        """The entities with these ids, ``None`` for those that there are not."""
        found: dict[str, Entity | None] = dict.fromkeys(ids)
        for reader in self._readers:
            missing = [one for one in ids if found[one] is None]
            bodies = reader.bodies_of(missing)
            found |= {one: Entity.model_validate_json(body) for one, body in bodies.items()}
        return found

    # --- names ----------------------------------------------------------------------------------------------

    def find_by_name(self, surface: str, limit: int) -> tuple[str, ...]:
        """Ids of entities with such a name, best first."""
        hits = find_by_name(self._readers, surface, limit=limit)
        ids = [
            self._standing([hit.number for hit in hits if hit.table == place], place)
            for place in range(len(self._readers))
        ]
        return tuple(ids[hit.table][hit.number] for hit in hits if hit.number in ids[hit.table])[:limit]

    def find_named(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Ids of entities with a name of just these folded words; of very many only some."""
        telling = sorted(dict.fromkeys(words[:_PAIRED]), key=len)[-2:]
        if not telling:
            return ()
        hashes = [word_hash(word) for word in telling]
        key = pair_key(*hashes) if len(hashes) > 1 else hashes[0]
        found: list[str] = []
        for place, reader in enumerate(self._readers):
            numbers = [number for _, number in reader.bearing((key,), _MOST_NAMED)]
            exact = dict.fromkeys(n for n, name in reader.names_of(numbers) if name == " ".join(words))
            found += self._standing(list(exact), place).values()
        return tuple(found)

    def find_by_reading(self, keys: tuple[int, ...], limit: int) -> tuple[str, ...]:
        """Ids of entities whose native spelling has these reading keys, those with most of them first."""
        found: list[str] = []
        for place, reader in enumerate(self._readers):
            if keys and reader.has_readings:
                agreeing = Counter(number for _, number in reader.read_so(keys, _MOST_READ_SO))
                best = sorted(agreeing, key=lambda number: (-agreeing[number], number))[: 2 * limit]
                found += self._standing(best, place).values()
        return tuple(found[:limit])

    def read_among(self, keys: tuple[int, ...], ids: Sequence[str]) -> frozenset[str]:
        """Those of the ids whose native spelling has one of these reading keys."""
        return frozenset[str]().union(
            *(reader.read_among(keys, ids) for reader in self._readers if keys and reader.has_readings)
        )

    @property
    def has_readings(self) -> bool:
        """Whether any entity has a native spelling that can be read."""
        return any(reader.has_readings for reader in self._readers)

    def name_frequency(self, word: str) -> int:
        """How many persons have this folded word in a name, of the table that has the most of them."""
        return max((reader.name_frequency(word_hash(word)) for reader in self._readers), default=0)

    def _standing(self, numbers: Sequence[int], place: int) -> dict[int, str]:
        """The ids of these entities of the table at ``place``, without those that a table above it has."""
        ids = self._readers[place].ids_of(numbers)
        replaced = self._replaced(tuple(ids.values()), place)
        return {number: ids[number] for number in numbers if ids[number] not in replaced}

    # --- offices --------------------------------------------------------------------------------------------

    def office(self, office_id: str) -> KnownOffice:
        """The office with this id: its wording in the uppermost table that has it, its roles in all."""
        row = next((row for reader in self._readers if (row := reader.office(office_id)) is not None), None)
        roles = (role for reader in self._readers for role in reader.roles_of(office_id))
        return KnownOffice(row, tuple(dict.fromkeys(roles)))

    def own_roles(self) -> frozenset[str]:
        """The roles that are no more than the wording of an office of a table."""
        return frozenset(role for reader in self._readers for role in reader.own_roles())

    def held(
        self, roles: tuple[str, ...], country: str | None, days: Days | None, grace_days: int, limit: int
    ) -> tuple[Holding, ...]:
        """Who held an office of one of these roles on one of the days, or within the grace of them.

        Without ``country`` in every country, without ``days`` at any time. Nearest to the days first, then
        the latest.
        """
        found = [
            holding_of_row(person, role, office, row, days)
            for role, office in self._offices(roles)
            if country is None or office.country in (None, country)
            for person, row in self._holders(office.id, days, grace_days)
            if country is None or (row.country or office.country) == country
        ]
        found.sort(key=lambda held: held.entity_id)
        found.sort(key=lambda held: held.start or "", reverse=True)
        found.sort(key=lambda held: (held.days_outside, held.acting))
        return tuple(found[:limit])

    def _offices(self, roles: tuple[str, ...]) -> list[tuple[str, OfficeRow]]:
        """The offices of each role, each once, as the lowest table that has it words it."""
        offices = {
            (role, office.id): office
            for role in roles
            for reader in self._readers
            for office in reader.offices_of(role)
        }
        return [(role, office) for (role, _), office in offices.items()]

    def _holders(self, office: str, days: Days | None, grace_days: int) -> Iterator[tuple[str, HoldingRow]]:
        first, last = days if days is not None else (date.min, date.max)
        grace = grace_days if days is not None else 0
        for place, reader in enumerate(self._readers):
            held = reader.holdings_of(office, first.toordinal() - grace, last.toordinal() + grace)
            replaced = self._replaced([person for person, _ in held], place)
            yield from (one for one in held if one[0] not in replaced)
