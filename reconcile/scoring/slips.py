"""What speaks for a slip of the tongue in a full name: a colleague of those named, or the one in office.

Whoever says "Elihu Johnson" among members of a committee may mean its chairman Elihu Thompson: the given
name is rare, the surname sounds alike, and the others belong to the same organization. A stranger to the
table would hardly have all three. A name with neither office nor colleagues beside it is taken at its word.
"""

from collections.abc import Iterator
from math import log

from corrigenda.reconcile.candidates import Candidate, LinkingContext
from corrigenda.reconcile.context import EvidenceKind, days_to, holds_at
from corrigenda.reconcile.names import begins_alike, begins_or_ends_alike
from corrigenda.reconcile.scoring.observation import Observation, observe
from corrigenda.reconcile.table import Holding
from corrigenda.reconcile.text import tokens

_RARE = 800
"""A given name that less than one of so many people of the table bears tells the more, the fewer they are."""
_OWN = ("same", "variant", "nickname")

Offices = frozenset[tuple[str, str | None]]


def observe_slip(context: LinkingContext, candidate: Candidate) -> Iterator[Observation]:
    """The likeness of the surname, the rarity of the given name, and how many colleagues are named."""
    if not _is_nearly(context, candidate):
        return
    comparison, mention = candidate.comparison, context.mention
    offices = _offices_of(context, candidate)
    told = any(role in mention.roles for role, _ in offices)
    peers = _peers(context, candidate, offices) if told or not mention.roles else set()
    if not told and not peers:
        return
    if comparison.family.relation == "different":
        written, own = comparison.family.written, comparison.family.own
        yield observe(EvidenceKind.FAMILY_ALIKE, f"{written!r} and {own!r} begin or end alike")
        rarity = context.one_of(comparison.given.own) / _RARE
        if rarity > 1:
            detail = f"few people of the table bear the name {comparison.given.own!r}"
            yield observe(EvidenceKind.GIVEN_RARE, detail, times=log(rarity))
    if peers and (comparison.family.relation == "different" or not mention.listed):
        detail = f"the text also speaks of {len(peers)} who hold or held the same office"
        yield observe(EvidenceKind.TEXT_PEERS, detail, times=log(1 + len(peers)))


def _is_nearly(context: LinkingContext, candidate: Candidate) -> bool:
    """Whether one part of a full name is the person's, and the other may be a slip."""
    comparison = candidate.comparison
    family, given = comparison.family, comparison.given
    if comparison.whole or candidate.entity.type != "person" or context.mention.kin is not None:
        return False
    if context.mention.period is None or candidate.few_surnames:
        return False
    if family.relation == "different":
        alike = begins_or_ends_alike(family.written, family.own)
        return given.relation in _OWN and alike and not _shares_a_word(context, candidate)
    if given.relation == "different":
        return family.relation in _OWN and begins_alike(given.written, given.own)
    return {family.relation, given.relation} <= {*_OWN, "typo"} and comparison.wrong


def _shares_a_word(context: LinkingContext, candidate: Candidate) -> bool:
    """Whether the surname is a compound with a word of the person's name: "Holm-Berger" for Berger."""
    family = candidate.comparison.family
    written = {word for words in context.mention.written.words[family.start : family.end] for word in words}
    return not written.isdisjoint(tokens(candidate.comparison.name.text))


def _offices_of(context: LinkingContext, candidate: Candidate) -> Offices:
    """The offices that the candidate holds at the time."""
    terms = context.table.terms(candidate.entity.id)
    period = context.mention.period
    return frozenset(
        (held.role, held.country) for held in terms if period is not None and holds_at(held, period)
    )


def _peers(context: LinkingContext, candidate: Candidate, offices: Offices) -> set[str]:
    """The ids of everybody else named in the text who holds one of these offices, or held it before."""
    return (
        {
            entity_id
            for entity_id in context.document.named
            if entity_id != candidate.entity.id
            for held in context.table.terms(entity_id)
            if (held.role, held.country) in offices and _has_begun(context, held)
        }
        if offices
        else set()
    )


def _has_begun(context: LinkingContext, held: Holding) -> bool:
    return context.mention.period is not None and days_to(held, context.mention.period) <= 0
