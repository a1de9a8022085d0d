"""Who may be meant: the three channels united, each candidate compared with the surface."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corrigenda.reconcile.context import DocumentContext, ParsedMention
from corrigenda.reconcile.countries import country_code, country_name
from corrigenda.reconcile.mentions import vocabulary
from corrigenda.reconcile.names import ComparedEntity, Comparison, in_latin
from corrigenda.reconcile.table import EntityTable, Holding, bearing, comparable, compare_entity
from corrigenda.reconcile.text import tokens
from corrigenda.reconcile.titles import title_words
from corrigenda.schemas.entities import Entity
from corrigenda.schemas.facts import EntityType


def told_near(mention: ParsedMention, holders: Iterable[Holding]) -> tuple[Holding, ...]:
    """Those of the holders whose office is of a place that the mention's sentence names.

    "Governor McMaster … South Carolina" tells one of fifty governors.
    """
    if not mention.sentence:
        return ()
    return tuple(
        held
        for held in holders
        if (place := _place_of(held.office_title)) and f" {place} " in mention.sentence
    )


@lru_cache(maxsize=16384)
def _place_of(office_title: str) -> str:
    """The words behind the last "of" of the title of an office, folded; empty where there is none."""
    head, link, place = office_title.rpartition(" of ")
    words = tokens(place) if link and head else ()
    return " ".join(words[1:] if words[:1] == ("the",) else words)


_BY_NAME = 24
_BY_READING = 16
_FEW_NAMED = 60
"""So many people of a text are looked at for each of its names, whatever they are called."""
_FEW_HOLDERS = 12
"""An office that more people hold at once says too little to bring in everybody who holds it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that may be meant, beside the surface.

    ``holdings`` are a person's dated offices. ``few_surnames``: where the person comes from, few surnames
    serve for many people.
    """

    entity: Entity
    comparison: Comparison
    holdings: tuple[Holding, ...] = ()
    few_surnames: bool = False


@dataclass(frozen=True, slots=True)
class Retrieved:
    """Everybody who may be meant by one mention, in order of id.

    ``holders`` held one of the offices that the title can mean, at the time of the mention (at any time
    where that is not known); ``told`` are those of them whose office is of a place that the sentence names.
    """

    candidates: tuple[Candidate, ...]
    holders: tuple[Holding, ...]
    told: tuple[Holding, ...] = ()


def retrieve_candidates(
    mention: ParsedMention, table: EntityTable, document: DocumentContext, *, decided: Iterable[str] = ()
) -> Retrieved:
    """The union of names, readings and offices, of whoever of those named in the same text may be meant, and
    of those whom a user ``decided`` about.

    Where the title does not tell the country, the office is that of one of the countries of the text.
    """
    holders = _holders(mention, table)
    by_name = {*table.by_name(mention.name, limit=_BY_NAME), *_country_named(mention, table)}
    if (latin := in_latin(mention.name)) is not None:
        by_name |= {*table.by_name(latin, limit=_BY_NAME)}
    may_misread = {*document.beside(mention.key, _FEW_NAMED)}
    may_misread |= {*table.by_reading(mention.name, limit=_BY_READING)}
    may_misread |= _few(holders) | _few(document.of_countries(holders))
    told = told_near(mention, holders)
    may_misread |= _few(told)
    by_name |= {*_near_in_office(mention, table, holders), *decided}
    everybody = comparable(table, sorted(by_name | may_misread))
    legible = table.may_be_read(mention.name, [ready.entity.id for ready in everybody if ready.natives])
    found = tuple(
        _candidate(
            ready,
            mention,
            table,
            readings=ready.entity.id in may_misread,
            legible=ready.entity.id in legible,
        )
        for ready in everybody
        if _may_be(mention.raw.type, ready.entity.type)
    )
    return Retrieved(tuple(one for one in found if not _is_another_organization(mention, one)), holders, told)


def _holders(mention: ParsedMention, table: EntityTable) -> tuple[Holding, ...]:
    """Who held the office told at any time of the reference's period, without grace."""
    if not mention.roles:
        return ()
    period = mention.period
    days = (period.first, period.last) if period is not None else None
    return table.holders(mention.roles, mention.country, days)


def _country_named(mention: ParsedMention, table: EntityTable) -> tuple[str, ...]:
    """Whoever bears the name of the country that the mention is a wording or a demonym of."""
    code = country_code(mention.name) if mention.raw.type != "person" else None
    return table.by_name(country_name(code), limit=_BY_NAME) if code is not None else ()


def _near_in_office(mention: ParsedMention, table: EntityTable, holders: Sequence[Holding]) -> frozenset[str]:
    """Whoever holds the office told, or ever held it where its country is told, and nearly bears a word.

    A common name alone brings in only some of those who bear it, and one part may be another name altogether.
    """
    if not mention.roles:
        return frozenset()
    ever = table.holders(mention.roles, mention.country) if mention.country is not None else ()
    return bearing(table, frozenset(held.entity_id for held in (*holders, *ever)), mention.name)


def _few(holders: Iterable[Holding]) -> frozenset[str]:
    ids = frozenset(holding.entity_id for holding in holders)
    return ids if len(ids) <= _FEW_HOLDERS else frozenset()


def _may_be(mentioned: EntityType | None, candidate: EntityType) -> bool:
    """Whether what is taken for the one can be the other: a person is none but a person."""
    return mentioned in (None, candidate) or {mentioned, candidate} == {"organization", "place"}


def _is_another_organization(mention: ParsedMention, candidate: Candidate) -> bool:
    """Whether the name of an organization differs by plain English: "Labor Party" is no "Labour Party"."""
    comparison = candidate.comparison
    if mention.raw.type == "person" or not comparison.whole or comparison.family.relation != "typo":
        return False
    others = set(tokens(mention.name)) - set(tokens(comparison.name.text))
    return bool(others) and others <= vocabulary().common | title_words()


def _candidate(
    ready: ComparedEntity, mention: ParsedMention, table: EntityTable, *, readings: bool, legible: bool
) -> Candidate:
    return Candidate(
        ready.entity,
        compare_entity(table, mention.name, ready.entity.id, readings=readings, legible=legible),
        table.terms(ready.entity.id) if ready.entity.type == "person" else (),
        ready.syllabic,
    )
