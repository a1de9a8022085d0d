"""The name of anything but a person, compared as a whole: letter for letter, else word by word."""

from dataclasses import replace
from functools import partial

from corrigenda.reconcile.countries import country_code
from corrigenda.reconcile.names.align import Pairing, pair_words
from corrigenda.reconcile.names.forms import TokenizedName
from corrigenda.reconcile.names.legal_forms import WholeName, whole_key, whole_name
from corrigenda.reconcile.names.result import ComparedPart, Comparison
from corrigenda.reconcile.names.words import DIFFERENT, PLAIN, Related, relate
from corrigenda.schemas.entities import Entity, EntityName

_LEAST_INITIALS = 3
_WHOLE_EDITS = ((12, 2), (7, 1))
"""Length of a whole name, in letters, and how many edits may still be a slip in it.

A difference at the end is none: it may be a plural or an adjective.
"""


def compare_whole(written: TokenizedName, entity: Entity) -> Comparison:
    """The comparison with the name of the entity that the surface fits best."""
    key = whole_key(written.surface)
    plural: Comparison | None = None
    for name in entity.names:
        own = whole_key(name.text)
        if own == key:
            return _whole(name, ComparedPart("same", written=key, own=own))
        if own in (f"{key}s", f"{key}n") or key in (f"{own}s", f"{own}n"):
            plural = _whole(name, ComparedPart("variant", written=key, own=own))
    if entity.type == "place" and _is_country(entity) and country_code(written.surface) == entity.country:
        return _whole(entity.names[0], ComparedPart("variant", written=key))
    return plural or _best_by_words(written, entity)


def _best_by_words(written: TokenizedName, entity: Entity) -> Comparison:
    """The name whose words answer those of the surface best."""
    organization = entity.type == "organization"
    ours = whole_name(written.surface, organization=organization)
    return max((_by_words(ours, name, organization=organization) for name in entity.names), key=_fit)


def _fit(compared: Comparison) -> float:
    words = compared.words
    unanswered = len(words.extra) + len(words.lacking) - len(words.pairs) if words is not None else 0
    return compared.family.fit - unanswered


def _by_words(ours: WholeName, name: EntityName, *, organization: bool) -> Comparison:
    theirs = whole_name(name.text, organization=organization)
    words = pair_words(ours.words, theirs.words, partial(relate, traits=PLAIN))
    relation, edits, _ = _answered(words, ours, theirs)
    part = ComparedPart(relation, written=ours.key, own=theirs.key, edits=edits)
    return replace(_whole(name, part), words=words, forms=(ours.forms, theirs.forms))


def _answered(words: Pairing, ours: WholeName, theirs: WholeName) -> Related:
    """A variant where every word is there, a typo where every word is but for a few letters in all."""
    relations = {pair.related.relation for pair in words.pairs}
    if words.extra or words.lacking or not relations:
        return DIFFERENT
    if relations == {"same"}:
        return Related("variant")
    if relations == {"initial"} and len(ours.joined) >= _LEAST_INITIALS:
        return Related("initial")
    edits = sum(pair.related.edits for pair in words.pairs)
    if relations > {"same", "typo"} or not _is_slip(ours.joined, theirs.joined, edits):
        return DIFFERENT
    return Related("typo", edits)


def _is_slip(written: str, own: str, edits: int) -> bool:
    """Whether so many edits may be a slip in a name so long: not in its first letter, nor at its end."""
    budget = next((most for length, most in _WHOLE_EDITS if len(own) >= length), 0)
    ends_otherwise = own.startswith(written) or written.startswith(own)
    return edits <= budget and written[0] == own[0] and not ends_otherwise


def _whole(name: EntityName, part: ComparedPart) -> Comparison:
    return Comparison(name, part, ComparedPart("missing"), whole=True)


def _is_country(entity: Entity) -> bool:
    return entity.country is not None and country_code(entity.canonical) == entity.country
