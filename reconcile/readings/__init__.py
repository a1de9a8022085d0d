"""How a native spelling is read in Latin letters, and whether a name as written is one of its readings."""

from corrigenda.reconcile.readings.explain import (
    ReadingMatch,
    dictionaries,
    explain_reading,
    query_keys,
    reading_keys,
    with_readings,
)
from corrigenda.reconcile.readings.han import is_han, is_hangul

__all__ = [
    "ReadingMatch",
    "dictionaries",
    "explain_reading",
    "is_han",
    "is_hangul",
    "query_keys",
    "reading_keys",
    "with_readings",
]
