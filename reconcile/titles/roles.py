"""Which roles an office of the table is, by its wordings and its country."""

from collections.abc import Iterable
from functools import lru_cache

from corrigenda.reconcile.text import title_key
from corrigenda.reconcile.titles.parse import parse_title


def office_roles(wordings: Iterable[str], country: str | None) -> frozenset[str]:
    """The roles of all wordings of an office.

    A wording that names no known role is a role of its own (``title_key``), so that the same words find it
    again.
    """
    return frozenset(role for wording in wordings for role in _roles(wording, country))


@lru_cache(maxsize=16384)
def _roles(wording: str, country: str | None) -> tuple[str, ...]:
    parsed = parse_title(wording, country=country)
    return parsed.roles if parsed is not None and parsed.roles else (title_key(wording),)
