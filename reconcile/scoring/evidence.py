"""Everything that is seen for and against a candidate, and for NIL, nobody in the table."""

from collections.abc import Iterator

from corrigenda.reconcile.candidates import Candidate, LinkingContext
from corrigenda.reconcile.context import EvidenceKind
from corrigenda.reconcile.countries import country_name
from corrigenda.reconcile.scoring.document import observe_text
from corrigenda.reconcile.scoring.name import (
    observe_legal_form,
    observe_parts_of_name,
    observe_whole_name,
    observe_words,
)
from corrigenda.reconcile.scoring.observation import Observation, observe
from corrigenda.reconcile.scoring.office import observe_office, observe_prominence, observe_swap
from corrigenda.reconcile.scoring.wrong_office import WrongOffice
from corrigenda.reconcile.text import tokens
from corrigenda.schemas.dates import first_day, last_day

_YOUNGEST = 15
_LONG_DEAD_DAYS = 400


def observe_name(context: LinkingContext, candidate: Candidate) -> Iterator[Observation]:
    """What the two names alone say."""
    yield from observe_whole_name(context, candidate)
    yield from observe_parts_of_name(context, candidate)
    yield from observe_words(candidate)
    yield from observe_legal_form(candidate)


def observe_candidate(
    context: LinkingContext, candidate: Candidate, wrong_office: WrongOffice | None
) -> Iterator[Observation]:
    """All that speaks for and against the candidate, the name's first, or that it is another person's."""
    swapped = tuple(observe_swap(context, candidate))
    is_another = any(one.kind == EvidenceKind.PERSON_SWAPPED for one in swapped)
    yield from () if is_another else observe_name(context, candidate)
    yield from swapped
    yield from observe_office(context, candidate, wrong_office)
    yield from observe_prominence(context, candidate, wrong_office)
    yield from _country(context, candidate)
    yield from _life(context, candidate)
    yield from _trade(context, candidate)
    yield from observe_text(context, candidate)
    yield from _decided(context, candidate)


def observe_nil(context: LinkingContext) -> Iterator[Observation]:
    """What speaks for NIL before the candidates are looked at.

    A surname beside an office whose holder is known is hardly that of a stranger; a full name may be.
    """
    if context.incumbent is not None:
        full = context.mention.full
        kind = EvidenceKind.NIL_OFFICE_KNOWN if full else EvidenceKind.NIL_OFFICE_TAKEN
        yield observe(kind, "the table knows who held the office")
    elif context.assumed_incumbent is not None:
        yield observe(EvidenceKind.NIL_OFFICE_ASSUMED, "the table knows who held the office")
    elif context.mention.roles and not context.retrieved.holders:
        yield observe(EvidenceKind.NIL_OFFICE_OPEN, "the table knows nobody who held the office then")
    if context.mention.roles and context.mention.country is None:
        yield observe(EvidenceKind.NIL_COUNTRY_OPEN, "the title tells no country")


def _country(context: LinkingContext, candidate: Candidate) -> Iterator[Observation]:
    stated, own = context.mention.country, candidate.entity.country
    if stated is None or own is None or context.mention.roles:
        return
    if stated == own:
        yield observe(EvidenceKind.COUNTRY_SAME, f"of {country_name(own)}")
    else:
        yield observe(EvidenceKind.COUNTRY_OTHER, f"of {country_name(own)}, not {country_name(stated)}")


def _life(context: LinkingContext, candidate: Candidate) -> Iterator[Observation]:
    period, entity = context.mention.period, candidate.entity
    if period is None or entity.type != "person":
        return
    if entity.died is not None and (period.first - last_day(entity.died)).days > _LONG_DEAD_DAYS:
        yield observe(EvidenceKind.ALIVE_DEAD, f"died {entity.died}")
    if entity.born is not None and period.last.year - first_day(entity.born).year < _YOUNGEST:
        yield observe(EvidenceKind.ALIVE_UNBORN, f"born {entity.born}")


def _trade(context: LinkingContext, candidate: Candidate) -> Iterator[Observation]:
    """A trade or an age beside the name is told of somebody whom the news must introduce."""
    mention, entity = context.mention, candidate.entity
    if entity.type != "person":
        return
    if mention.trade and mention.trade not in tokens(entity.description or ""):
        yield observe(EvidenceKind.TRADE_OTHER, f"introduced as {mention.trade!r}")
    if mention.aged:
        yield observe(EvidenceKind.TRADE_AGE, "introduced with an age")


def _decided(context: LinkingContext, candidate: Candidate) -> Iterator[Observation]:
    for decision in context.decided:
        if decision.entity_id == candidate.entity.id:
            yield observe(
                EvidenceKind(f"decision.{decision.verdict}"),
                f"decided before: {decision.note or decision.verdict}",
            )
        elif decision.verdict == "accepted":
            yield observe(
                EvidenceKind.DECISION_REJECTED, f"decided before for {decision.entity_id or 'nobody'}"
            )
