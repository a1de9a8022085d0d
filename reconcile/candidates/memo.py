"""What was asked of a table once is kept: the same few hundred people and offices fill the news."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar
from weakref import WeakKeyDictionary

from corrigenda.reconcile.context import Period
from corrigenda.reconcile.names import ComparedEntity, Comparison, TokenizedName, compare_names, make_ready
from corrigenda.reconcile.table import EntityTable, Holding

_MOST_KEPT = 20_000
_EVERY_HOLDER = 1000

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class TableMemo:
    """Answers of one table. It holds no reference to the table, so that it goes when the table goes."""

    def __init__(self) -> None:
        self._ready: dict[str, ComparedEntity | None] = {}
        self._compared: dict[tuple[str, str, bool, bool], Comparison] = {}
        self._terms: dict[str, tuple[Holding, ...]] = {}
        self._holders: dict[tuple[tuple[str, ...], str | None, Period | None], tuple[Holding, ...]] = {}

    def ready(self, table: EntityTable, entity_id: str) -> ComparedEntity | None:
        """The entity with its names taken apart."""

        def read() -> ComparedEntity | None:
            entity = table.entity(entity_id)
            return make_ready(entity) if entity is not None else None

        return _kept(self._ready, entity_id, read)

    def several(self, table: EntityTable, ids: Iterable[str]) -> Iterator[ComparedEntity]:
        """Those of the entities that there are, in order; one question to the table for all of them."""
        wanted = tuple(ids)
        table.several([one for one in wanted if one not in self._ready])
        return (ready for one in wanted if (ready := self.ready(table, one)) is not None)

    def comparison(
        self, written: TokenizedName, ready: ComparedEntity, *, readings: bool, legible: bool
    ) -> Comparison:
        """The surface beside the names of the entity. A text is gone through several times."""
        return _kept(
            self._compared,
            (written.surface, ready.entity.id, readings, legible),
            lambda: compare_names(written, ready, readings=readings, legible=legible),
        )

    def terms(self, table: EntityTable, entity_id: str) -> tuple[Holding, ...]:
        """Every dated office of the person."""
        return _kept(self._terms, entity_id, lambda: table.terms(entity_id))

    def holders(
        self, table: EntityTable, roles: tuple[str, ...], country: str | None, period: Period | None
    ) -> tuple[Holding, ...]:
        """Who held one of these offices at any time of the period, without grace; at any time without one."""

        def read() -> tuple[Holding, ...]:
            day = period.first if period is not None and period.first == period.last else None
            found = table.by_office(roles, country, day, grace_days=0, limit=_EVERY_HOLDER)
            if period is None:
                return found
            return tuple(held for held in found if period.days_to(held.start, held.end) == 0)

        return _kept(self._holders, (roles, country, period), read)


def _kept(kept: dict[Key, Value], key: Key, read: Callable[[], Value]) -> Value:
    try:
        return kept[key]
    except KeyError:
        value = read()
    if len(kept) >= _MOST_KEPT:
        kept.clear()
    kept[key] = value
    return value


_of_table: WeakKeyDictionary[EntityTable, TableMemo] = WeakKeyDictionary()


def remembered(table: EntityTable) -> TableMemo:
    """What is remembered of this table."""
    return _of_table.setdefault(table, TableMemo())
