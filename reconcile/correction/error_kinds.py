"""What kind of error a source made, or which right form of the name it uses."""

from collections.abc import Callable

from corrigenda.reconcile.context import EvidenceKind, ParsedMention, holds_at
from corrigenda.reconcile.names import ComparedPart, Comparison, Relation, name_frequencies
from corrigenda.reconcile.scoring import ScoredCandidate
from corrigenda.reconcile.text import fold
from corrigenda.reconcile.titles import parse_title
from corrigenda.schemas.entities import NameKind
from corrigenda.schemas.names import ErrorKind, VariantKind

_KIND_OF_NAME: dict[NameKind, VariantKind] = {
    "canonical": "exact",
    "alias": "alias",
    "native": "transliteration",
    "nickname": "nickname",
    "former": "alias",
    "abbreviation": "abbreviation",
}
_KIND_OF_PART: dict[Relation, VariantKind] = {
    "nickname": "nickname",
    "initial": "initials",
    "variant": "transliteration",
}
_BORNE = -5.0
"""The logarithm (base 10) of the share of people who bear a name that is known as one."""
_ONE_SLIP = 1
"""Edits up to which even a real name ("Anthony" for Antony) is taken for a slip and not for another name."""


def error_of(scored: ScoredCandidate, mention: ParsedMention) -> ErrorKind | None:
    """The error that the surface holds if the candidate is meant; ``None`` where it is a right form."""
    comparison = scored.candidate.comparison
    family, given = comparison.family, comparison.given
    relations = (family.relation, given.relation)
    if not comparison.wrong:
        return _error_beside(scored, mention)
    if scored.has(EvidenceKind.PERSON_SWAPPED) or relations == ("different", "different"):
        return "wrong_person"
    if "reading" in relations:
        return "misreading"
    if family.relation == "different":
        return "wrong_person" if given.relation == "missing" else "wrong_surname"
    if given.relation == "different":
        return "wrong_given_name"
    if _is_another_name(given, name_frequencies().given):
        return "wrong_given_name"
    return "wrong_surname" if _is_another_name(family, name_frequencies().family) else "misspelling"


def _is_another_name(part: ComparedPart, frequency: Callable[[str], float]) -> bool:
    """Whether more than one letter is wrong and what stands there is a name that people bear."""
    return part.relation == "typo" and part.edits > _ONE_SLIP and frequency(part.written) >= _BORNE


def _error_beside(scored: ScoredCandidate, mention: ParsedMention) -> ErrorKind | None:
    """The error of the words beside a name that is right: the place of the office told, or the office."""
    period, holdings = mention.period, scored.candidate.holdings
    elsewhere = period is not None and any(
        held.role in mention.roles and holds_at(held, period) for held in holdings
    )
    if elsewhere and scored.has(EvidenceKind.OFFICE_OTHER_COUNTRY):
        return "wrong_place"
    if (
        mention.title is not None
        and mention.title.misheaded is not None
        and scored.has(EvidenceKind.OFFICE_HELD)
    ):
        return "wrong_office"
    wrong = scored.has(
        EvidenceKind.OFFICE_HELD_BY_ANOTHER, EvidenceKind.OFFICE_MIXED_UP, EvidenceKind.OFFICE_MISTAKEN
    )
    return "wrong_office" if wrong else None


def variant_of_nil(surface: str) -> VariantKind | None:
    """Whether a surface that is nobody's is an office and no name ("the foreign minister")."""
    title = parse_title(surface)
    return "title_only" if title is not None and title.roles else None


def variant_of(scored: ScoredCandidate) -> VariantKind | None:
    """The right form that the surface uses; beside an error only that it is shortened."""
    comparison = scored.candidate.comparison
    if comparison.whole:
        return None if comparison.wrong else _variant_of_whole(scored)
    if comparison.given.relation == "missing" and not _mononym(comparison):
        return "surname_only"
    if comparison.wrong:
        return None
    if comparison.family.relation == "missing":
        return "alias"
    if comparison.swapped:
        return "name_order"
    for part in (comparison.given, comparison.family):
        kind = _KIND_OF_PART.get(part.relation)
        if kind is not None:
            return kind
    return _variant_of_whole(scored)


def _variant_of_whole(scored: ScoredCandidate) -> VariantKind:
    canonical = scored.candidate.entity.canonical
    name = scored.candidate.comparison.name
    if scored.candidate.comparison.family.relation == "initial" and scored.candidate.comparison.whole:
        return "abbreviation"
    if scored.candidate.comparison.family.relation == "variant" and scored.candidate.comparison.whole:
        return "alias"
    return "exact" if fold(name.text) == fold(canonical) else _KIND_OF_NAME[name.kind]


def _mononym(comparison: Comparison) -> bool:
    """Whether the name that fits is one word by itself: an abbreviation, a name without a family name."""
    return comparison.name.given is None and len(comparison.name.text.split()) == 1
