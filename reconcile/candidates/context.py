"""Everything that one mention is judged by."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Literal

from corrigenda.reconcile.candidates.retrieve import Candidate, Retrieved, retrieve_candidates
from corrigenda.reconcile.candidates.wrong_person import WrongPerson, find_wrong_person
from corrigenda.reconcile.context import Decision, Decisions, DocumentContext, ParsedMention, known_at
from corrigenda.reconcile.names import name_frequencies
from corrigenda.reconcile.table import EntityTable, Holding
from corrigenda.reconcile.titles import is_of_parts, is_single, roles_there

_LARGE_TABLE = 20_000
"""How common a name is in the news does not grow with the table: beyond so many people it is scaled."""
_RAREST = 0.02
"""The least of which a name is taken to be common, of so many people."""


@dataclass(frozen=True, slots=True)
class LinkingContext:
    """A mention with who may be meant, the rest of its document, what was decided before, and the table.

    ``incumbent`` is who held the office that the title names, where that is one person, the table knows it
    for the time of the mention, and the title tells the country. ``wrong_person`` is a slip of the tongue
    that would explain the name.
    """

    mention: ParsedMention
    document: DocumentContext
    table: EntityTable
    retrieved: Retrieved
    decided: tuple[Decision, ...] = ()
    incumbent: Holding | None = None
    wrong_person: WrongPerson | None = None

    def rarity(self, name: str, which: Literal["family", "given"]) -> float:
        """How much rarer the name is than one in 20,000, as a natural logarithm; of several words the rarest.

        Of the lists of names and the table the one counts that knows it as more common; of those who bear it
        in the table one is the candidate.
        """
        frequencies = name_frequencies()
        listed = frequencies.family if which == "family" else frequencies.given
        common = min(10 ** listed(word) for word in name.split()) * _LARGE_TABLE
        others = max(0, self.table.name_frequency(name) - 1)
        borne = others * min(1.0, _LARGE_TABLE / max(1, self.table.people))
        return round(-log(max(common, borne, _RAREST)), 3)

    @property
    def assumed_incumbent(self) -> Holding | None:
        """Who alone held the office told then in the country that its wording usually means."""
        title = self.mention.title
        assumed = title is not None and title.assumed and title.tense == "current"
        return _the_one(self.retrieved.holders, self.mention, self.table) if assumed else None

    def incumbent_beside(self, candidate: Candidate) -> Holding | None:
        """Who held the office told then: that of the candidate's own country, where it is not told whose."""
        country = candidate.entity.country
        if self.incumbent is not None or self._tells_country() or country is None:
            return self.incumbent
        role = self._one_office(country)
        if role is None or any(held.role.endswith(f"_{role}") for held in candidate.holdings):
            return None
        own = [held for held in self.retrieved.holders if (held.country, held.role) == (country, role)]
        return _the_one(own, self.mention, self.table)

    def _tells_country(self) -> bool:
        """Whether the country is told beside the name, and does not only follow from usage."""
        title = self.mention.title
        return self.mention.country is not None and not (title is not None and title.assumed)

    def _one_office(self, country: str) -> str | None:
        """The office that the title can only mean in the country, told as held, where one person holds it."""
        title = self.mention.title
        roles = roles_there(title.text, country) if title is not None and title.tense == "current" else ()
        return roles[0] if len(roles) == 1 and is_single(roles[0]) and not is_of_parts(roles[0]) else None


def gather_context(
    mention: ParsedMention, document: DocumentContext, table: EntityTable, decisions: Decisions
) -> LinkingContext:
    """Everybody who may be meant, with what does not depend on the candidate looked up once."""
    decided = decisions.about(mention.raw)
    ids = [one.entity_id for one in decided if one.entity_id is not None]
    retrieved = retrieve_candidates(mention, table, document, decided=ids)
    return make_context(mention, document, table, retrieved, decided)


def make_context(
    mention: ParsedMention,
    document: DocumentContext,
    table: EntityTable,
    retrieved: Retrieved,
    decided: tuple[Decision, ...] = (),
) -> LinkingContext:
    """The context of a mention for whom others were retrieved beforehand."""
    return LinkingContext(
        mention,
        document,
        table,
        retrieved,
        decided,
        _incumbent(mention, retrieved, table),
        find_wrong_person(mention, retrieved, document, table),
    )


def _incumbent(mention: ParsedMention, retrieved: Retrieved, table: EntityTable) -> Holding | None:
    title = mention.title
    if title is None or title.assumed or title.tense == "acting":
        return None
    if mention.country is None:
        own = all(role in table.own_roles for role in title.roles)
        return _the_one(retrieved.told or retrieved.holders, mention, table) if own else None
    return _the_one(retrieved.holders, mention, table)


def _the_one(holders: Sequence[Holding], mention: ParsedMention, table: EntityTable) -> Holding | None:
    """Who alone held an office then, where the table can know it."""
    period = mention.period
    if period is None or len({held.entity_id for held in holders}) != 1:
        return None
    return holders[0] if any(known_at(held, period, table.as_of) for held in holders) else None
