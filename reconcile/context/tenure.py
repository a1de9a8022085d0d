"""Offices held, seen from a time."""

from collections.abc import Iterable
from datetime import date

from corrigenda.reconcile.context.mention import Period
from corrigenda.reconcile.table import Holding
from corrigenda.schemas.dates import first_day, last_day
from corrigenda.schemas.entities import Entity

GRACE_DAYS = 45
"""Days around a hand-over in which the news may still, or already, call somebody by the office."""
ELECT_DAYS = 400
"""Days before it in which one may be elected or named for it."""


def days_to(holding: Holding, period: Period) -> int:
    """Days from the period to the term: 0 where they touch, negative after its end, positive before it."""
    return period.days_to(holding.start, holding.end)


def holds_at(holding: Holding, period: Period) -> bool:
    """Whether the office is held in the period, as far as the table says."""
    return days_to(holding, period) == 0


def known_at(holding: Holding, period: Period, as_of: date | None) -> bool:
    """Whether the table can know this: an open term is known until the row's date, or the table's."""
    known_until = last_day(holding.as_of) if holding.as_of is not None else as_of
    return holding.end is not None or known_until is None or period.first <= known_until


def lies_beyond(entity: Entity, period: Period | None, as_of: date | None) -> bool:
    """Whether a time lies beyond what the table, known until ``as_of``, knows of the entity."""
    known_until = last_day(entity.as_of) if entity.as_of is not None else as_of
    return period is not None and known_until is not None and period.first > known_until


def year_of(years: Iterable[int], holdings: Iterable[Holding]) -> int | None:
    """The first of the years in which one of the offices was held."""
    terms = tuple(holdings)
    for year in years:
        named = Period(first_day(f"{year}"), last_day(f"{year}"))
        if any(holds_at(holding, named) for holding in terms):
            return year
    return None


def in_words(holding: Holding) -> str:
    """The office and its term, for a reader."""
    return f"{holding.office_title} {holding.start or '…'} to {holding.end or '…'}"
