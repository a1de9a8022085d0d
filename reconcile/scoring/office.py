"""What the office beside a name says, held against the terms of a candidate at the time of the text."""

from collections.abc import Iterator
from math import log

from corrigenda.reconcile.candidates import Candidate, LinkingContext, WrongPerson
from corrigenda.reconcile.context import (
    ELECT_DAYS,
    GRACE_DAYS,
    EvidenceKind,
    Period,
    days_to,
    holds_at,
    in_words,
    known_at,
    lies_beyond,
    year_of,
)
from corrigenda.reconcile.countries import country_name
from corrigenda.reconcile.scoring.colleagues import listed_with
from corrigenda.reconcile.scoring.observation import Features, Observation, observe
from corrigenda.reconcile.scoring.wrong_office import WrongOffice
from corrigenda.reconcile.table import Holding
from corrigenda.reconcile.titles import ParsedTitle, is_single
from corrigenda.schemas.dates import last_day

_COURTESY = frozenset({"US"})
"""Where a title is kept for life: "President Obama", "Secretary Clinton"."""
_LOOSE_ROLES = 3
"""A title that can mean more offices ("Secretary") contradicts nobody much."""
_PROMINENT = {
    "head_of_state": EvidenceKind.PROMINENCE_HEAD_OF_STATE,
    "head_of_government": EvidenceKind.PROMINENCE_HEAD_OF_GOVERNMENT,
}
_NAMED_ONLY = 0.5
"""How much it counts that an office is another's whom the text names without saying so."""


def observe_office(
    context: LinkingContext, candidate: Candidate, wrong_office: WrongOffice | None
) -> Iterator[Observation]:
    """The title against the offices of the candidate: held then, before, elsewhere, never, told wrongly."""
    title, told = context.mention.title, context.mention.country
    if title is None or not title.roles or candidate.entity.type != "person":
        return
    if not candidate.holdings:
        yield observe(EvidenceKind.OFFICE_UNKNOWN, "the table knows no office of this person")
    elif wrong_office is not None:
        yield from _told_by_mistake(context, candidate, title, wrong_office)
    elif not (of_role := [held for held in candidate.holdings if held.role in title.roles]):
        yield from _never(context, candidate, title)
    elif not (here := [held for held in of_role if told in (None, held.country) or held.country is None]):
        yield from _elsewhere(context, candidate, of_role[0])
    else:
        yield from _held_here(context, candidate, here)


def _elsewhere(context: LinkingContext, candidate: Candidate, was: Holding) -> Iterator[Observation]:
    """The office is held in another country than the one told."""
    theirs, told = _country_in_words(was.country), _country_in_words(context.mention.country)
    yield observe(EvidenceKind.OFFICE_OTHER_COUNTRY, f"{was.office_title} of {theirs}, not {told}")
    yield from _held_by_another(context, candidate)


def _held_here(context: LinkingContext, candidate: Candidate, here: list[Holding]) -> Iterator[Observation]:
    """The person held the office told: when, beside the time of the text?"""
    period, title = context.mention.period, context.mention.title
    if period is None:
        yield _held(context, EvidenceKind.OFFICE_SOME_TIME, here[0], "held at some time")
        return
    nearest = min(here, key=lambda holding: (abs(days_to(holding, period)), holding.start or ""))
    if title is not None and title.tense == "former":
        yield _once_held(here, nearest, period)
    else:
        yield from _held_then(context, candidate, here, nearest, period)


def _told_by_mistake(
    context: LinkingContext, candidate: Candidate, title: ParsedTitle, wrong: WrongOffice
) -> Iterator[Observation]:
    """The title is that of another office than the one held; colleagues there may stand beside the name."""
    kind = EvidenceKind.OFFICE_MIXED_UP if wrong.akin else EvidenceKind.OFFICE_MISTAKEN
    yield observe(kind, f"{in_words(wrong.held)}: not {title.text!r}")
    if beside := listed_with(context, candidate, {(role, wrong.held.country) for role in title.roles}):
        detail = f"listed with {len(beside)} who hold the office told"
        yield observe(EvidenceKind.TEXT_COLLEAGUES, detail, times=log(1 + len(beside)))


def _never(context: LinkingContext, candidate: Candidate, title: ParsedTitle) -> Iterator[Observation]:
    """The person never had the office told, as far as the table knows."""
    if _beyond(context, candidate):
        yield observe(EvidenceKind.OFFICE_STALE, "the table ends before the article's date")
    elif not _knows_office(context, candidate, title):
        yield observe(EvidenceKind.OFFICE_UNKNOWN, f"the table knows no {title.text!r} of that country")
    elif len(title.roles) > _LOOSE_ROLES:
        yield observe(EvidenceKind.OFFICE_NEVER_LOOSE, f"never {title.text!r}")
    else:
        yield observe(EvidenceKind.OFFICE_NEVER, f"never {title.text!r}")
        yield from _held_by_another(context, candidate, never=True)


def _knows_office(context: LinkingContext, candidate: Candidate, title: ParsedTitle) -> bool:
    """Whether the table knows anybody who ever held the office in the candidate's country.

    Of an office of many (mayors, judges) it need know nobody: whoever it knows by another is hardly one.
    """
    if not any(is_single(role) for role in title.roles):
        return True
    country = context.mention.country or candidate.entity.country
    return bool(context.table.holders(title.roles, country))


def _held_then(
    context: LinkingContext, candidate: Candidate, here: list[Holding], nearest: Holding, period: Period
) -> Iterator[Observation]:
    """The title speaks of the present: who holds it in the period is meant, with a grace for hand-overs."""
    days = days_to(nearest, period)
    incoming = context.mention.title is not None and context.mention.title.tense == "incoming"
    if days == 0:
        if known_at(nearest, period, context.table.as_of):
            yield _held(context, EvidenceKind.OFFICE_HELD, nearest, "held at that time")
        else:
            yield _still_open(context, nearest, period)
        yield from _surname_in_office(context, candidate, nearest)
    elif 0 < days <= (ELECT_DAYS if incoming else GRACE_DAYS):
        kind = EvidenceKind.OFFICE_INCOMING if incoming else EvidenceKind.OFFICE_GRACE
        yield _held(context, kind, nearest, f"to be held {days} days later")
    elif -GRACE_DAYS <= days < 0:
        yield _held(context, EvidenceKind.OFFICE_GRACE, nearest, f"held until {-days} days before")
    elif year := year_of(_other_years(context, period), here):
        yield observe(EvidenceKind.OFFICE_YEAR, f"{in_words(nearest)}; the sentence speaks of {year}")
    elif _beyond(context, candidate):
        yield observe(
            EvidenceKind.OFFICE_STALE, f"{in_words(nearest)}; the table ends before the article's date"
        )
    elif days > 0:
        yield observe(EvidenceKind.OFFICE_FUTURE, f"{in_words(nearest)}: not yet")
        yield from _held_by_another(context, candidate)
    elif nearest.country in _COURTESY and _is_said_to(context):
        known = _PROMINENT.get(nearest.role) if not context.mention.full else None
        also = {known: 1.0} if known is not None else {}
        detail = f"{in_words(nearest)}: no longer, but keeps the title"
        yield observe(EvidenceKind.OFFICE_COURTESY, detail, also=also)
    else:
        yield observe(EvidenceKind.OFFICE_PAST, f"{in_words(nearest)}: no longer")
        yield from _held_by_another(context, candidate)


def _other_years(context: LinkingContext, period: Period) -> Iterator[int]:
    """The years that the sentence names beside the one of the text itself."""
    return (year for year in context.mention.years if not period.first.year == period.last.year == year)


def _is_said_to(context: LinkingContext) -> bool:
    """Whether the title is one that its holder is addressed by, without a department: "Secretary"."""
    title = context.mention.title
    return title is not None and " of " not in f" {title.text.casefold()} "


def _still_open(context: LinkingContext, holding: Holding, period: Period) -> Observation:
    """Held when the table ends; weaker the longer that is ago."""
    known_until = last_day(holding.as_of) if holding.as_of is not None else context.table.as_of
    years = (period.first - (known_until or period.first)).days / 365
    aged = {EvidenceKind.OFFICE_OPEN_YEARS: years}
    return _held(context, EvidenceKind.OFFICE_OPEN, holding, "as far as the table knows", also=aged)


def _beyond(context: LinkingContext, candidate: Candidate) -> bool:
    return lies_beyond(candidate.entity, context.mention.period, context.table.as_of)


def _once_held(here: list[Holding], nearest: Holding, period: Period) -> Observation:
    """The title says former or then: who held it before the period is meant."""
    if any(days_to(holding, period) < 0 for holding in here):
        return observe(EvidenceKind.OFFICE_FORMER, f"{in_words(nearest)}, as the title says")
    if days_to(nearest, period) > 0:
        return observe(EvidenceKind.OFFICE_FUTURE, f"{in_words(nearest)}: not yet")
    return observe(EvidenceKind.OFFICE_STILL, f"{in_words(nearest)}: not former")


def _surname_in_office(
    context: LinkingContext, candidate: Candidate, holding: Holding
) -> Iterator[Observation]:
    """The surname of the holder behind the office: a stranger would hardly have both.

    So that many hold an office says less against one of them whose surname is written.
    """
    family, given = candidate.comparison.family.relation, candidate.comparison.given.relation
    people = _incumbents_beside(context, holding)
    if family not in ("same", "variant"):
        return
    if given != "different":
        yield observe(EvidenceKind.OFFICE_NAMED, "the surname is the holder's")
    elif people > 1:
        yield observe(EvidenceKind.OFFICE_SURNAME, "the surname of one who holds it", times=log(people))


def _incumbents_beside(context: LinkingContext, holding: Holding) -> int:
    """How many hold such an office, the one who holds this one included.

    Looked at first are those of a place that the sentence names, then those of its countries and the text's.
    """
    holders = context.retrieved.holders
    countries = context.document.countries | context.mention.near
    if any(other.entity_id == holding.entity_id for other in context.retrieved.told):
        holders = context.retrieved.told
    elif context.mention.country is None and holding.country in countries:
        holders = tuple(other for other in holders if other.country in countries)
    return max(1, len({other.entity_id for other in holders}))


def _held(
    context: LinkingContext, kind: EvidenceKind, holding: Holding, words: str, *, also: Features | None = None
) -> Observation:
    """Weaker the more people hold such an office."""
    people = _incumbents_beside(context, holding)
    return observe(
        kind,
        f"{in_words(holding)}: {words}{f', one of {people}' if people > 1 else ''}",
        also={**(also or {}), EvidenceKind.OFFICE_INCUMBENTS: log(people)},
    )


def _held_by_another(
    context: LinkingContext, candidate: Candidate, *, never: bool = False
) -> Iterator[Observation]:
    incumbent = context.incumbent_beside(candidate) if never else context.incumbent
    if incumbent is not None and incumbent.entity_id != candidate.entity.id:
        name = _name_of(context, incumbent)
        yield observe(EvidenceKind.OFFICE_HELD_BY_ANOTHER, f"at that time {name} was {in_words(incumbent)}")


def _name_of(context: LinkingContext, incumbent: Holding) -> str:
    entity = context.table.entity(incumbent.entity_id)
    return entity.canonical if entity is not None else incumbent.entity_id


def observe_swap(context: LinkingContext, candidate: Candidate) -> Iterator[Observation]:
    """The one who holds the office told, where the name is that of another who cannot be meant.

    That is one who holds the same office elsewhere, or whose name is a slip of the tongue.
    """
    if context.wrong_person is not None:
        yield from _observe_wrong_person(context, context.wrong_person, candidate)
    incumbent = context.incumbent
    if incumbent is None or incumbent.entity_id != candidate.entity.id:
        return
    if candidate.comparison.family.relation != "different":
        return
    others = (one for one in context.retrieved.candidates if one.entity.id != candidate.entity.id)
    if (other := next((one for one in others if _is_counterpart(context, one, incumbent)), None)) is not None:
        detail = f"{other.entity.canonical} is {incumbent.role.replace('_', ' ')} elsewhere"
        yield observe(EvidenceKind.PERSON_SWAPPED, detail)
        if candidate.entity.id in context.document.named:
            detail = f"the text also speaks of {candidate.entity.canonical!r}"
            yield observe(EvidenceKind.TEXT_NAMED, detail)


def _is_counterpart(context: LinkingContext, other: Candidate, incumbent: Holding) -> bool:
    """Whether the name is rightly that of one who holds the incumbent's office in another country then."""
    period = context.mention.period
    if other.comparison.whole or other.comparison.wrong or period is None:
        return False
    return any(
        held.role == incumbent.role and held.country != incumbent.country and holds_at(held, period)
        for held in other.holdings
    )


def _observe_wrong_person(
    context: LinkingContext, slip: WrongPerson, candidate: Candidate
) -> Iterator[Observation]:
    if candidate.entity.id == slip.named.entity.id:
        times = 1.0 if slip.called is not None else _NAMED_ONLY
        detail = f"the office of {_name_of(context, slip.incumbent)}, of whom the text speaks too"
        yield observe(EvidenceKind.OFFICE_TAKEN, detail, times=times)
    if (
        candidate.entity.id == slip.incumbent.entity_id
        and candidate.comparison.family.relation == "different"
    ):
        yield observe(EvidenceKind.PERSON_SWAPPED, f"{slip.named.entity.canonical} never held it")
        if slip.called is not None:
            yield observe(EvidenceKind.TEXT_TITLED, f"the text also writes {slip.called!r} beside the office")
        else:
            yield observe(EvidenceKind.TEXT_NAMED, f"the text also speaks of {candidate.entity.canonical!r}")


def _country_in_words(code: str | None) -> str:
    return country_name(code) if code is not None else "an unknown country"


def observe_prominence(
    context: LinkingContext, candidate: Candidate, wrong_office: WrongOffice | None
) -> Iterator[Observation]:
    """A name without a title is more likely that of somebody in office, most of all of a head of state."""
    mention = context.mention
    if mention.period is None or _beyond(context, candidate) or candidate.comparison.wrong:
        return  # a wrong name is held against the office, not against prominence
    if mention.roles and wrong_office is None:
        return
    held = [holding for holding in candidate.holdings if holds_at(holding, mention.period)]
    if not held:
        return
    known = [holding for holding in held if holding.role in _PROMINENT]
    first = known[0] if known else held[0]
    kind = (
        _PROMINENT.get(first.role, EvidenceKind.PROMINENCE_OFFICE)
        if not mention.full
        else EvidenceKind.PROMINENCE_FULL
    )
    yield observe(kind, f"in office then: {in_words(first)}")
