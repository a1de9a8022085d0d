"""How the parts of personal names are told apart and compared: what ``data/name_parts.yaml`` says."""

from functools import lru_cache

from corrigenda.reconcile.text import read_yaml
from corrigenda.schemas.base import Frozen


class NameParts(Frozen):
    """The file's comments explain the fields."""

    family_first: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    kin: frozenset[str]
    retelling: tuple[str, ...]
    other_script: frozenset[str]
    loose_vowels: frozenset[str]
    other_vowels: frozenset[str]
    romanisations: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def name_parts() -> NameParts:
    """The knowledge, read once."""
    return NameParts.model_validate(read_yaml("name_parts.yaml"))
