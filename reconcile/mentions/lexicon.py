"""The words with which names of organizations and places are built: ``data/organizations.yaml``."""

from functools import lru_cache

from corrigenda.reconcile.text import read_yaml
from corrigenda.schemas.base import Frozen


class OrganizationWords(Frozen):
    """``data/organizations.yaml``, as sets of folded phrases; the comments there say what each is."""

    organizations: frozenset[str]
    places: frozenset[str]
    agencies: frozenset[str]
    things: frozenset[str]
    closing: frozenset[str]
    with_of: frozenset[str]
    with_for: frozenset[str]
    with_on: frozenset[str]
    opening: frozenset[str]
    parts: frozenset[str]
    governments: frozenset[str]
    alliances: frozenset[str]
    parties: frozenset[str]
    members: frozenset[str]
    no_organizations: frozenset[str]

    @property
    def all_heads(self) -> frozenset[str]:
        """Every word that makes a run of capitalised words the name of something else than a person."""
        return self.organizations | self.places | self.agencies | self.things


@lru_cache(maxsize=1)
def organization_words() -> OrganizationWords:
    """The words, read once."""
    content = read_yaml("organizations.yaml")
    assert isinstance(content, dict)
    return OrganizationWords(
        **{
            name: frozenset(value.split() if isinstance(value, str) else value)
            for name, value in content.items()
        }
    )
