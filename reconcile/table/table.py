"""The entity table: who there is, what they are called, which offices they held. Any thread may read it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from corrigenda.reconcile.names import ComparedEntity, Comparison, compare_names, make_ready, tokenize_name
from corrigenda.reconcile.readings import query_keys
from corrigenda.reconcile.table.cache import compiled
from corrigenda.reconcile.table.compile import compile_table, lines_of, office_id
from corrigenda.reconcile.table.holdings import Holding, holding_of_term
from corrigenda.reconcile.table.keys import text_hash
from corrigenda.reconcile.table.layers import Layers
from corrigenda.reconcile.table.layout import FORMAT
from corrigenda.reconcile.table.storage import Database, Reader, StorageError
from corrigenda.reconcile.text import data_path, fold, tokens
from corrigenda.schemas.entities import Entity
from corrigenda.schemas.errors import TableError
from corrigenda.schemas.facts import EntityType

_COMPILED = frozenset({".sqlite", ".sqlite3", ".db"})
_KEPT = 16_384
"""So many answers to a kind of question are kept: the same few hundred people and offices fill the news."""
_EVERY_HOLDER = 1000
_FEW_GROUPS = 256
"""The words of so many groups of people are kept."""


class EntityTable:
    """One compiled table, or several stacked: an entity of a later one replaces the one of the same id.

    What was asked once is answered from memory, until so many other questions of its kind came after it.
    """

    def __init__(self, layers: Iterable[Reader]) -> None:
        """``layers`` from the bottom to the top. Use ``open``, ``starter`` or ``of``."""
        self._layers = Layers(layers)
        self._entities: dict[str, Entity | None] = {}
        self._by_name = lru_cache(_KEPT)(self._layers.find_by_name)
        self._named = lru_cache(_KEPT)(self._layers.find_named)
        self._by_reading = lru_cache(_KEPT)(self._layers.find_by_reading)
        self._name_frequency = lru_cache(_KEPT)(self._layers.name_frequency)
        self._held = lru_cache(_KEPT)(self._layers.held)
        self._office = lru_cache(_KEPT)(self._layers.office)
        self._size = lru_cache(1)(self._layers.size)
        self._terms = lru_cache(_KEPT)(self._read_terms)
        self._ready = lru_cache(_KEPT)(self._make_ready)
        self._compared = lru_cache(_KEPT)(self._compare)
        self._words = lru_cache(_FEW_GROUPS)(self._read_words)

    @classmethod
    def open(cls, *paths: Path) -> "EntityTable":
        """Open JSON Lines tables (compiled on first use, kept in the cache) or compiled ones (``.sqlite``).

        Raises ``TableError`` where one cannot be read or is not well formed.
        """
        return cls([_reader(path) for path in paths])

    @classmethod
    def starter(cls) -> "EntityTable":
        """The table that comes with Corrigenda."""
        return cls.open(data_path("starter.jsonl"))

    @classmethod
    def of(cls, entities: Iterable[Entity]) -> "EntityTable":
        """A table in memory. Raises ``TableError`` where two entities have one id."""
        place = Database.memory()
        try:
            compile_table(lines_of(entities), place)
        except TableError:
            if place.keeper is not None:
                place.keeper.close()
            raise
        return cls([Reader(place)])

    def close(self) -> None:
        """Let go of the files."""
        self._layers.close()

    def __enter__(self) -> "EntityTable":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- the whole ------------------------------------------------------------------------------------------

    def __len__(self) -> int:
        return self._size().entities

    @property
    def people(self) -> int:
        """How many persons there are."""
        return self._size().people

    @property
    def as_of(self) -> date | None:
        """The latest day that a row speaks of; ``None`` where no row has a date."""
        return self._layers.as_of

    @property
    def fingerprint(self) -> str:
        """A hash of the content: equal for equal tables in equal order."""
        return self._layers.fingerprint

    # --- entities -------------------------------------------------------------------------------------------

    def entity(self, entity_id: str) -> Entity | None:
        """The entity with this id."""
        try:
            return self._entities[entity_id]
        except KeyError:
            return self.several((entity_id,)).get(entity_id)

    def several(self, ids: Sequence[str]) -> dict[str, Entity]:
        """Those of the entities with these ids that there are; one question for all of them."""
        kept = self._entities
        known = {one: kept[one] for one in ids if one in kept}
        read = self._layers.read([one for one in ids if one not in known])
        if len(kept) + len(read) > _KEPT:
            self._entities = kept = {}
        kept.update(read)
        return {one: entity for one, entity in (known | read).items() if entity is not None}

    def entities(self) -> Iterator[Entity]:
        """Every entity, each table in its own order."""
        return self._layers.entities()

    # --- names ----------------------------------------------------------------------------------------------

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
        return self._by_name(surface, limit)

    def named(self, text: str) -> tuple[str, ...]:
        """Ids of entities that bear exactly this name, apart from case and signs; faster than ``by_name``.

        Of a name that many bear, some are left out.
        """
        return self._named(tokens(text))

    def by_reading(self, surface: str, *, limit: int = 50) -> tuple[str, ...]:
        """Ids of entities whose native spelling can be read so, those that agree in most keys first."""
        return self._by_reading(_reading_keys(surface), limit) if self._layers.has_readings else ()

    def may_be_read(self, surface: str, ids: Sequence[str]) -> frozenset[str]:
        """Those of the ids whose native spelling can be read so, in part at least; no dictionary is opened.

        Of a reading that very many bear, some are left out.
        """
        return self._layers.read_among(_reading_keys(surface), ids) if ids else frozenset()

    def name_frequency(self, token: str) -> int:
        """How many persons bear this word in a name; of several words, the rarest.

        A lower bound where stacked tables do not share their persons.
        """
        return min((self._name_frequency(word) for word in tokens(token)), default=0)

    def _make_ready(self, entity_id: str) -> ComparedEntity | None:
        entity = self.entity(entity_id)
        return make_ready(entity) if entity is not None else None

    def _compare(self, surface: str, entity_id: str, readings: bool, legible: bool) -> Comparison:
        ready = self._ready(entity_id)
        if ready is None:
            raise KeyError(entity_id)
        return compare_names(tokenize_name(surface), ready, readings=readings, legible=legible)

    def _read_words(self, ids: frozenset[str]) -> dict[str, frozenset[str]]:
        """Each word of the names of these people, with the ids of those who bear it."""
        found: dict[str, set[str]] = {}
        for ready in comparable(self, sorted(ids)):
            for form in ready.forms:
                for word in (*form.family, *form.given):
                    found.setdefault(word, set()).add(ready.entity.id)
        return {word: frozenset(bearers) for word, bearers in found.items()}

    # --- offices --------------------------------------------------------------------------------------------

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
        days = (day, day) if day is not None else None
        return self._held(tuple(roles), country, days, grace_days, limit)

    def holders(
        self, roles: Iterable[str], country: str | None, days: tuple[date, date] | None = None
    ) -> tuple[Holding, ...]:
        """Everybody who held one of these offices on one of the days, first to last, or at any time."""
        return self._held(tuple(roles), country, days, 0, _EVERY_HOLDER)

    def terms(self, entity_id: str) -> tuple[Holding, ...]:
        """Every office of the person, once for each role that it is, in the order of the table."""
        return self._terms(entity_id)

    @cached_property
    def own_roles(self) -> frozenset[str]:
        """The roles that are no more than the wording of an office of the table: ``title:…``."""
        return self._layers.own_roles()

    def _read_terms(self, entity_id: str) -> tuple[Holding, ...]:
        person = self.entity(entity_id)
        if person is None:
            return ()
        return tuple(
            holding_of_term(person, role, office.row, term)
            for term in person.terms
            for office in [self._office(office_id(term))]
            for role in office.roles
        )


def comparable(table: EntityTable, ids: Iterable[str]) -> tuple[ComparedEntity, ...]:
    """Those of the entities that the table has, in order, their names taken apart; remembered there."""
    wanted = tuple(ids)
    table.several(wanted)
    return tuple(ready for one in wanted if (ready := table._ready(one)) is not None)


def compare_entity(
    table: EntityTable, surface: str, entity_id: str, *, readings: bool, legible: bool
) -> Comparison:
    """A name as written beside those of the entity, as ``compare_names`` has it; remembered by the table.

    Raises ``KeyError`` where there is no such entity.
    """
    return table._compared(surface, entity_id, readings, legible)


def bearing(table: EntityTable, ids: frozenset[str], surface: str) -> frozenset[str]:
    """Those of the people who bear a word of the surface in a name, or one that is a letter from it."""
    words = table._words(ids)
    return frozenset[str]().union(
        *(
            words[alike]
            for word in tokens(surface)
            for alike, _, _ in process.extract(
                word, words.keys(), scorer=OSA.distance, score_cutoff=int(len(word) > 2), limit=None
            )
        )
    )


@lru_cache(maxsize=_KEPT)
def _reading_keys(surface: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(text_hash(key) for key in query_keys(surface)))


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
