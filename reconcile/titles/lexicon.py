"""The knowledge of titles: ``data/titles.yaml`` read once, and what the grammar asks of it made ready.

Every wording is folded; those that are compared as a whole are without articles.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Annotated, Literal, NamedTuple, TypeVar

from pydantic import BeforeValidator

from corrigenda.reconcile.countries import plain_country_parts
from corrigenda.reconcile.text import read_yaml
from corrigenda.reconcile.titles.phrases import Phrases
from corrigenda.schemas.base import Frozen

K = TypeVar("K", bound=str)

Roles = tuple[str, ...]
OfficeTense = Literal["current", "former", "incoming", "acting", "unknown"]
Ministerial = Literal["minister", "secretary"]

ARTICLES = frozenset({"the", "a", "an"})
MINISTERS: tuple[Ministerial, ...] = ("minister", "secretary")
"""The heads beside which a portfolio stands."""
_LINK = re.compile(r" (?:of|for|to|in|at|without|and|pro) ")

_WordSet = Annotated[frozenset[str], BeforeValidator(lambda words: words.split())]
"""Written in the data as running text."""


class TitleData(Frozen):
    """``data/titles.yaml`` as it is written; the comments there say what each part is."""

    tenses: dict[OfficeTense, list[str]]
    plurals: dict[str, str]
    fillers: _WordSet
    honorifics: list[str]
    ranks: list[str]
    portfolios: dict[str, list[str]]
    deputies: dict[str, list[str]]
    deputy_names: dict[str, str]
    offices: dict[str, list[str]]
    by_country: dict[str, dict[str, list[str]]]
    usual_country: dict[str, list[str]]
    implied_country: dict[str, list[str]]
    regional: frozenset[str]
    heads: dict[str, dict[str, list[str]]]
    role_country: dict[str, str]
    full_ministers_of_state: dict[Ministerial, list[str]]
    bare: dict[Ministerial, list[str] | Literal["all"]]
    no_country: list[str]
    single: _WordSet
    of_parts: _WordSet
    supposing: dict[Literal["before", "behind"], frozenset[str]]
    office_ranks: dict[str, list[str]]
    own_heads: list[str]
    other_heads: list[str]


class Complement(NamedTuple):
    """The roles of a head beside one of these wordings; "" is the head alone, "*" any other complement."""

    roles: Roles
    wordings: list[str]


class Lexicon:
    """``data/titles.yaml`` ready to be asked; each part is made when it is first asked for."""

    def __init__(self, data: TitleData) -> None:
        self.data = data

    # Phrases

    @cached_property
    def tenses(self) -> Phrases[OfficeTense]:
        """When the office is held: former, elect."""
        return Phrases(_inverted(self.data.tenses))

    @cached_property
    def honorifics(self) -> Phrases[str]:
        """Addresses, ranks and degrees."""
        return _places(self.data.honorifics)

    @cached_property
    def ranks(self) -> Phrases[str]:
        """Ranks that are words of offices, too."""
        return _places(self.data.ranks)

    @cached_property
    def office_rank(self) -> dict[str, str]:
        """The rank of each role that has one."""
        return {role: rank for rank, roles in self.data.office_ranks.items() for role in roles}

    @cached_property
    def portfolios(self) -> Phrases[str]:
        """What a ministry is for."""
        return Phrases(_inverted(self.data.portfolios))

    @cached_property
    def deputies(self) -> Phrases[str]:
        """Words before an office that make its holder a deputy or an aide; the prefix of the role."""
        return Phrases(_inverted(self.data.deputies))

    @cached_property
    def no_country(self) -> Phrases[str]:
        """Words that hold a country's name and do not mean the country."""
        return _places(self.data.no_country)

    @cached_property
    def regions(self) -> Phrases[str]:
        """Parts of a country that are told by no institution of theirs, with its code."""
        return Phrases(
            {part: code for part, code in plain_country_parts().items() if part not in self._institutions}
        )

    @cached_property
    def implied_country(self) -> Phrases[str]:
        """Words that name a country's own institution or part, with its code."""
        return Phrases(plain_country_parts() | self._institutions)

    @cached_property
    def _institutions(self) -> dict[str, str]:
        return _inverted(self.data.implied_country)

    @cached_property
    def heads(self) -> Phrases[str]:
        """Heads that are told by their complement."""
        return _places(self.data.heads)

    @cached_property
    def own_heads(self) -> Phrases[str]:
        """Organizations whose chief has a title of its own."""
        return _places(self.data.own_heads)

    # What a wording means

    @cached_property
    def offices(self) -> dict[str, Roles]:
        """The roles of whole wordings."""
        return _roles_by_wording(self.data.offices)

    @cached_property
    def by_country(self) -> dict[str, dict[str, Roles]]:
        """The same where they hang on the country."""
        return {code: _roles_by_wording(roles) for code, roles in self.data.by_country.items()}

    @cached_property
    def usual_country(self) -> dict[str, str]:
        """Whose office a wording without country is."""
        return {_bare(wording): code for wording, code in _inverted(self.data.usual_country).items()}

    @cached_property
    def complements(self) -> dict[str, list[Complement]]:
        """What may stand beside each head, in the order in which it decides."""
        return {
            head: [Complement(tuple(roles.split(",")), wordings) for roles, wordings in complements.items()]
            for head, complements in self.data.heads.items()
        }

    @cached_property
    def bare(self) -> dict[Ministerial, Roles]:
        """What a minister or a secretary without portfolio may be."""
        return {
            head: tuple(f"{portfolio}_minister" for portfolio in self._all_or(portfolios))
            for head, portfolios in self.data.bare.items()
        }

    @cached_property
    def own_head(self) -> dict[str, str]:
        """The title of an organization's chief; ``StopIteration`` where the data is incomplete."""
        return {
            organization: next(
                head
                for head in self.data.other_heads
                for wordings in self.data.heads.get(head, {}).values()
                if organization in wordings
            )
            for organization in self.data.own_heads
        }

    def _all_or(self, portfolios: list[str] | Literal["all"]) -> Iterable[str]:
        return self.data.portfolios if portfolios == "all" else portfolios

    # Single words

    @cached_property
    def modifiers(self) -> frozenset[str]:
        """Words that change an office and stay in lower case before it."""
        return frozenset(_words(_flat(self.data.tenses.values(), self.data.deputies.values())))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word that can stand in a title."""
        data = self.data
        phrases = _flat(
            data.tenses.values(),
            data.deputies.values(),
            data.offices.values(),
            *(roles.values() for roles in data.by_country.values()),
            data.portfolios.values(),
            [plain_country_parts()],
            *(complements.values() for complements in data.heads.values()),
        )
        own = (*data.heads, *data.honorifics, *data.ranks, *data.plurals, *MINISTERS)
        return frozenset(_words((*phrases, *own))) - {"*"}

    @cached_property
    def plural_heads(self) -> frozenset[str]:
        """Heads that stand before several names."""
        return frozenset(self.data.plurals)

    @cached_property
    def other_heads(self) -> frozenset[str]:
        """Heads that are wrong beside an organization whose chief has another title."""
        return frozenset(self.data.other_heads)

    @cached_property
    def head_words(self) -> frozenset[str]:
        """Words on which a title ends or to which "of …" is joined."""
        phrases = (*self.offices, *self.data.heads, *self.data.honorifics, *self.data.ranks)
        last = {_LINK.split(phrase)[0].split()[-1] for phrase in phrases}
        return frozenset(last.union(MINISTERS, self.data.plurals))


@lru_cache(maxsize=1)
def read_lexicon() -> Lexicon:
    """What is known of titles."""
    return Lexicon(TitleData.model_validate(read_yaml("titles.yaml")))


def _places(phrases: Iterable[str]) -> Phrases[str]:
    """Phrases of which only the place counts."""
    return Phrases({phrase: phrase for phrase in phrases})


def _inverted(wordings: Mapping[K, Sequence[str]]) -> dict[str, K]:
    return {wording: key for key, group in wordings.items() for wording in group}


def _flat(*groups: Iterable[Iterable[str]]) -> Iterator[str]:
    return (wording for group in groups for wordings in group for wording in wordings)


def _words(phrases: Iterable[str]) -> Iterator[str]:
    return (word for phrase in phrases for word in phrase.split())


def _bare(wording: str) -> str:
    return " ".join(word for word in wording.split() if word not in ARTICLES)


def _roles_by_wording(wordings: Mapping[str, Sequence[str]]) -> dict[str, Roles]:
    return {_bare(wording): tuple(roles.split(",")) for roles, group in wordings.items() for wording in group}
