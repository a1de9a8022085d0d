"""What is known of roles: how they are held, and which roles an office of the table is."""

from collections.abc import Iterable
from functools import lru_cache

from corrigenda.reconcile.text import title_key
from corrigenda.reconcile.titles.lexicon import Roles, read_lexicon
from corrigenda.reconcile.titles.parse import parse_title


def roles_there(text: str, country: str | None) -> Roles:
    """The offices that a title may mean in a country (ISO code); none where it says nothing that is known."""
    title = parse_title(text, country=country)
    return title.roles if title is not None else ()


def office_roles(wordings: Iterable[str], country: str | None) -> frozenset[str]:
    """The roles of all wordings of an office.

    A wording that names no known role is a role of its own (``title_key``), so that the same words find it
    again.
    """
    return frozenset(role for wording in wordings for role in _roles_or_own(wording, country))


@lru_cache(maxsize=16384)
def _roles_or_own(wording: str, country: str | None) -> Roles:
    return roles_there(wording, country) or (title_key(wording),)


def rank_of(role: str) -> str | None:
    """The rank of the office, the offices of which are soon said for each other; none where it has none."""
    beneath = role.startswith(("under_", "deputy_"))
    if role.endswith("_minister") and not beneath:
        return "minister"
    return read_lexicon().office_rank.get(role)


def is_single(role: str) -> bool:
    """Whether at most one person holds the role at a time, in a country or, for an organization, at all."""
    return role in read_lexicon().data.single


def is_of_parts(role: str) -> bool:
    """Whether parts of a country, or chambers or parties, have the office under the same words: treasurer."""
    return role in read_lexicon().data.of_parts
