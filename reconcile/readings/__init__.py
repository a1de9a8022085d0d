"""How a native spelling is read in Latin letters, and whether a name as written is one of its readings."""

from corrigenda.reconcile.readings.dictionaries import installed_dictionaries
from corrigenda.reconcile.readings.explain import ReadingMatch, explain_reading, with_readings
from corrigenda.reconcile.readings.han import is_han, is_hangul
from corrigenda.reconcile.readings.keys import query_keys, reading_keys
from corrigenda.reconcile.readings.segment import Tongue

__all__ = [
    "ReadingMatch",
    "Tongue",
    "explain_reading",
    "installed_dictionaries",
    "is_han",
    "is_hangul",
    "query_keys",
    "reading_keys",
    "with_readings",
]
