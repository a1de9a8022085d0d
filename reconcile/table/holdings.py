"""Offices held, as the table answers for them."""

from dataclasses import dataclass
from datetime import date

from corrigenda.reconcile.table.layout import HoldingRow, OfficeRow
from corrigenda.schemas.entities import Entity, OfficeTerm

Days = tuple[date, date]
"""An interval: its first and its last day."""


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


def holding_of_row(person: str, role: str, office: OfficeRow, row: HoldingRow, days: Days | None) -> Holding:
    """A row of the table, seen from the days asked for."""
    outside = 0
    if days is not None:
        first, last = (day.toordinal() for day in days)
        outside = max(0, row.start_day - last, first - row.end_day)
    return Holding(
        entity_id=person,
        role=role,
        office_title=row.title or office.title,
        country=row.country or office.country,
        start=row.start,
        end=row.end,
        acting=bool(row.acting),
        days_outside=outside,
        as_of=row.as_of,
    )


def holding_of_term(person: Entity, role: str, office: OfficeRow | None, term: OfficeTerm) -> Holding:
    """A term of the person, in one of the roles that its office is."""
    return Holding(
        entity_id=person.id,
        role=role,
        office_title=term.title or (office.title if office is not None else ""),
        country=term.country or (office.country if office is not None else None),
        start=term.start,
        end=term.end,
        acting=term.acting,
        days_outside=0,
        as_of=person.as_of,
    )
