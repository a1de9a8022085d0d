"""How the parts of personal names are told apart and compared: what ``data/name_parts.yaml`` says."""

from functools import lru_cache
from itertools import chain

from corrigenda.reconcile.text import Tokens, read_yaml
from corrigenda.schemas.base import Frozen


class Addresses(Frozen):
    """Words of address, phrases among them, and the countries where they are said."""

    countries: frozenset[str]
    words: frozenset[str]


class NameParts(Frozen):
    """The file's comments explain the fields."""

    family_first: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    generations: dict[str, tuple[str, ...]]
    addresses: tuple[Addresses, ...]
    kin: frozenset[str]
    retelling: tuple[str, ...]
    denying: tuple[str, ...]
    affirming: tuple[str, ...]
    quoting: tuple[str, ...]
    digits: dict[str, str]
    other_script: frozenset[str]
    loose_vowels: frozenset[str]
    other_vowels: frozenset[str]
    romanisations: tuple[tuple[str, str], ...]

    def generation(self, words: Tokens) -> str | None:
        """The generation that these folded words tell behind a name; ``None`` where they tell none."""
        phrase = " ".join(words)
        return next((told for told, known in self.generations.items() if phrase in known), None)

    def addresses_of(self, country: str | None) -> frozenset[str]:
        """The words of address of the country; those of all countries where it is not known."""
        said = (one.words for one in self.addresses if country is None or country in one.countries)
        return frozenset(chain.from_iterable(said))


ELDEST = "eldest"
"""The generation of somebody who may also bear the name without a word for it."""


@lru_cache(maxsize=1)
def name_parts() -> NameParts:
    """The knowledge, read once."""
    return NameParts.model_validate(read_yaml("name_parts.yaml"))
