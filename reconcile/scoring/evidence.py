"""Reasons for and against: each a signed log-likelihood ratio with words, from the reviewed weights."""

from collections.abc import Iterator

from corrigenda.reconcile.candidates import Candidate, LinkingContext
from corrigenda.reconcile.countries import country_name
from corrigenda.reconcile.scoring.document import weigh_text
from corrigenda.reconcile.scoring.name import (
    weigh_legal_form,
    weigh_parts_of_name,
    weigh_whole_name,
    weigh_words,
)
from corrigenda.reconcile.scoring.office import weigh_office, weigh_prominence, weigh_swap
from corrigenda.reconcile.scoring.slips import weigh_slip
from corrigenda.schemas.dates import first_day, last_day
from corrigenda.schemas.names import Evidence

SUPPORTING = frozenset(
    {
        "office.held",
        "office.grace",
        "office.former",
        "office.incoming",
        "office.year",
        "office.open",
        "text.full_name",
        "text.titled",
        "text.wrong_name",
        "text.spelling",
        "text.colleagues",
        "text.peers",
        "person.swapped",
        "decision.accepted",
        "decision.learned",
    }
)
"""Kinds that support a correction beside the name: name alone sets nothing right but a plain misspelling."""

_YOUNGEST = 15
_LONG_DEAD_DAYS = 400


def weigh_name(context: LinkingContext, candidate: Candidate) -> tuple[Evidence, ...]:
    """What the two names alone say."""
    return (
        *weigh_whole_name(context, candidate),
        *weigh_parts_of_name(context, candidate),
        *weigh_words(context, candidate),
        *weigh_legal_form(context, candidate),
    )


def weigh(context: LinkingContext, candidate: Candidate) -> tuple[Evidence, ...]:
    """All evidence for and against the candidate, the name's first."""
    return (
        *weigh_name(context, candidate),
        *weigh_office(context, candidate),
        *weigh_prominence(context, candidate),
        *_country(context, candidate),
        *weigh_swap(context, candidate),
        *_life(context, candidate),
        *weigh_text(context, candidate),
        *weigh_slip(context, candidate),
        *_decided(context, candidate),
    )


def weigh_nil(context: LinkingContext) -> float:
    """The log-odds that the name is of nobody in the table, before the candidates are looked at.

    A surname beside an office whose holder is known is hardly that of a stranger; a full name may be.
    """
    taken = context.incumbent is not None and not context.mention.full
    return context.weights["nobody.office_taken"] if taken else 0.0


def _country(context: LinkingContext, candidate: Candidate) -> Iterator[Evidence]:
    stated, own = context.mention.country, candidate.entity.country
    if stated is None or own is None or context.mention.roles:
        return
    if stated == own:
        yield context.evidence("country.same", f"of {country_name(own)}")
    else:
        yield context.evidence("country.other", f"of {country_name(own)}, not {country_name(stated)}")


def _life(context: LinkingContext, candidate: Candidate) -> Iterator[Evidence]:
    period, entity = context.mention.period, candidate.entity
    if period is None or entity.type != "person":
        return
    if entity.died is not None and (period.first - last_day(entity.died)).days > _LONG_DEAD_DAYS:
        yield context.evidence("alive.dead", f"died {entity.died}")
    if entity.born is not None and period.last.year - first_day(entity.born).year < _YOUNGEST:
        yield context.evidence("alive.unborn", f"born {entity.born}")


def _decided(context: LinkingContext, candidate: Candidate) -> Iterator[Evidence]:
    for decision in context.decisions.about(context.mention.raw):
        if decision.entity_id == candidate.entity.id:
            yield context.evidence(
                f"decision.{decision.verdict}", f"decided before: {decision.note or decision.verdict}"
            )
        elif decision.verdict == "accepted":
            yield context.evidence(
                "decision.rejected", f"decided before for {decision.entity_id or 'nobody'}"
            )
