"""Expressions of time in a text, found and normalized to dates, counted from the day of publication."""

from corrigenda.extract.times.calendar import PrintedDay, find_days, month_number, printed_dates
from corrigenda.extract.times.clock import PrintedMoment, find_moments, read_moments
from corrigenda.extract.times.resolve import find_times, resolve_time

__all__ = [
    "PrintedDay",
    "PrintedMoment",
    "find_days",
    "find_moments",
    "find_times",
    "month_number",
    "printed_dates",
    "read_moments",
    "resolve_time",
]
