"""Short and pet forms of given names: Tony for Anthony, and for Antony too. Keys are folded tokens.

Source: the package ``nicknames`` (Apache-2.0, English names). A listed name also stands for other given names
that are one edit away from it, if both have five letters at least.
"""

from functools import lru_cache

from nicknames import NickNamer
from rapidfuzz.distance import OSA

from corrigenda.reconcile.names.frequencies import name_frequencies
from corrigenda.reconcile.text import deletions

_LEAST_LETTERS = 5


@lru_cache(maxsize=8192)
def is_nickname(one: str, other: str) -> bool:
    """Whether one of two given names is a short form of the other."""
    return one in nicknames_of(other) or other in nicknames_of(one)


@lru_cache(maxsize=8192)
def is_listed_name(token: str) -> bool:
    """Whether the token is itself a given name, so that it need not be a mistyped one."""
    namer = _namer()
    return bool(namer.nicknames_of(token) or namer.canonicals_of(token))


@lru_cache(maxsize=8192)
def nicknames_of(name: str) -> frozenset[str]:
    """The short forms of a given name."""
    forms = _listed_forms().get(name, frozenset())
    if forms or len(name) < _LEAST_LETTERS or not name_frequencies().is_given(name):
        return forms
    near = {full for key in deletions(name) | {name} for full in _full_names().get(key, ())}
    return frozenset(form for full in near if OSA.distance(full, name) <= 1 for form in _listed_forms()[full])


@lru_cache(maxsize=1)
def _namer() -> NickNamer:
    return NickNamer()


@lru_cache(maxsize=1)
def _listed_forms() -> dict[str, frozenset[str]]:
    """The short forms of each full name of the list. Asked for every given name that is compared."""
    return {name: frozenset(forms) for name, forms in _namer().nickname_lookup.items()}


@lru_cache(maxsize=1)
def _full_names() -> dict[str, tuple[str, ...]]:
    """The full names of the list by themselves and by what is left with one letter out."""
    found: dict[str, tuple[str, ...]] = {}
    for name in sorted(name for name in _listed_forms() if len(name) >= _LEAST_LETTERS):
        for key in deletions(name) | {name}:
            found[key] = (*found.get(key, ()), name)
    return found
