"""What the office beside a name says, held against the terms of a candidate at the time of the text."""

from collections.abc import Iterator
from math import log

from corrigenda.reconcile.candidates import Candidate, LinkingContext, WrongPerson, remembered
from corrigenda.reconcile.context import (
    ELECT_DAYS,
    GRACE_DAYS,
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
from corrigenda.reconcile.scoring.wrong_office import WrongOffice, find_wrong_office
from corrigenda.reconcile.table import Holding
from corrigenda.reconcile.titles import ParsedTitle, is_single
from corrigenda.schemas.dates import last_day
from corrigenda.schemas.names import Evidence

_COURTESY = frozenset({"US"})
"""Where a title is kept for life: "President Obama", "Secretary Clinton"."""
_LOOSE_ROLES = 3
"""A title that can mean more offices ("Secretary") contradicts nobody much."""
_NAMED_ONLY = 0.5
"""How much it counts that an office is another's whom the text names without saying so."""


def weigh_office(context: LinkingContext, candidate: Candidate) -> Iterator[Evidence]:
    """The title against the offices of the candidate: held then, before, elsewhere, never."""
    mention, title = context.mention, context.mention.title
    if title is None or not title.roles or candidate.entity.type != "person":
        return
    if not candidate.holdings:
        yield context.evidence("office.unknown", "the table knows no office of this person")
        return
    if (slip := find_wrong_office(context, candidate)) is not None:
        yield from _told_by_mistake(context, candidate, title, slip)
        return
    of_role = [holding for holding in candidate.holdings if holding.role in title.roles]
    if not of_role:
        yield from _never(context, candidate, title)
        return
    here = [h for h in of_role if mention.country in (None, h.country) or h.country is None]
    if not here:
        was = of_role[0]
        theirs, told = _country_in_words(was.country), _country_in_words(mention.country)
        detail = f"{was.office_title} of {theirs}, not {told}"
        yield context.evidence("office.other_country", detail)
        yield from _held_by_another(context, candidate)
        return
    period = mention.period
    if period is None:
        yield _held(context, "office.some_time", here[0], "held at some time")
        return
    nearest = min(here, key=lambda holding: (abs(days_to(holding, period)), holding.start or ""))
    if title.tense == "former":
        yield from _once_held(context, here, nearest, period)
    else:
        yield from _held_then(context, candidate, here, nearest, period)


def _told_by_mistake(
    context: LinkingContext, candidate: Candidate, title: ParsedTitle, slip: WrongOffice
) -> Iterator[Evidence]:
    """The title is that of another office than the one held; colleagues there may stand beside the name."""
    kind = "office.mixed_up" if slip.akin else "office.mistaken"
    yield context.evidence(kind, f"{in_words(slip.held)}: not {title.text!r}")
    if beside := listed_with(context, candidate, {(role, slip.held.country) for role in title.roles}):
        detail = f"listed with {len(beside)} who hold the office told"
        yield context.evidence("text.colleagues", detail, times=log(1 + len(beside)))


def _never(context: LinkingContext, candidate: Candidate, title: ParsedTitle) -> Iterator[Evidence]:
    """The person never had the office told, as far as the table knows."""
    if _beyond(context, candidate):
        yield context.evidence("office.stale", "the table ends before the article's date")
    elif not _knows_office(context, candidate, title):
        yield context.evidence("office.unknown", f"the table knows no {title.text!r} of that country")
    elif len(title.roles) > _LOOSE_ROLES:
        yield context.evidence("office.never_loose", f"never {title.text!r}")
    else:
        yield context.evidence("office.never", f"never {title.text!r}")
        yield from _held_by_another(context, candidate, never=True)


def _knows_office(context: LinkingContext, candidate: Candidate, title: ParsedTitle) -> bool:
    """Whether the table knows anybody who ever held the office in the candidate's country.

    Of an office of many (mayors, judges) it need know nobody: whoever it knows by another is hardly one.
    """
    if not any(is_single(role) for role in title.roles):
        return True
    country = context.mention.country or candidate.entity.country
    return bool(remembered(context.table).holders(context.table, title.roles, country, None))


def _held_then(
    context: LinkingContext, candidate: Candidate, here: list[Holding], nearest: Holding, period: Period
) -> Iterator[Evidence]:
    """The title speaks of the present: who holds it in the period is meant, with a grace for hand-overs."""
    days = days_to(nearest, period)
    incoming = context.mention.title is not None and context.mention.title.tense == "incoming"
    if days == 0:
        if known_at(nearest, period, context.table.as_of):
            yield _held(context, "office.held", nearest, "held at that time")
        else:
            yield _still_open(context, nearest, period)
        yield from _surname_in_office(context, candidate, nearest)
    elif 0 < days <= (ELECT_DAYS if incoming else GRACE_DAYS):
        kind = "office.incoming" if incoming else "office.grace"
        yield _held(context, kind, nearest, f"to be held {days} days later")
    elif -GRACE_DAYS <= days < 0:
        yield _held(context, "office.grace", nearest, f"held until {-days} days before")
    elif year := year_of(context.mention.years, here):
        yield context.evidence("office.year", f"{in_words(nearest)}; the sentence speaks of {year}")
    elif _beyond(context, candidate):
        yield context.evidence(
            "office.stale", f"{in_words(nearest)}; the table ends before the article's date"
        )
    elif days > 0:
        yield context.evidence("office.future", f"{in_words(nearest)}: not yet")
        yield from _held_by_another(context, candidate)
    elif nearest.country in _COURTESY:
        yield context.evidence("office.courtesy", f"{in_words(nearest)}: no longer, but keeps the title")
    else:
        yield context.evidence("office.past", f"{in_words(nearest)}: no longer")
        yield from _held_by_another(context, candidate)


def _still_open(context: LinkingContext, holding: Holding, period: Period) -> Evidence:
    """Held when the table ends; weaker the longer that is ago."""
    known_until = last_day(holding.as_of) if holding.as_of is not None else context.table.as_of
    years = (period.first - (known_until or period.first)).days / 365
    aged = context.weights["office.open_years"] * years
    return _held(context, "office.open", holding, "as far as the table knows", plus=aged)


def _beyond(context: LinkingContext, candidate: Candidate) -> bool:
    return lies_beyond(candidate.entity, context.mention.period, context.table.as_of)


def _once_held(
    context: LinkingContext, here: list[Holding], nearest: Holding, period: Period
) -> Iterator[Evidence]:
    """The title says former or then: who held it before the period is meant."""
    if any(days_to(holding, period) < 0 for holding in here):
        yield context.evidence("office.former", f"{in_words(nearest)}, as the title says")
    elif days_to(nearest, period) > 0:
        yield context.evidence("office.future", f"{in_words(nearest)}: not yet")
    else:
        yield context.evidence("office.still", f"{in_words(nearest)}: not former")


def _surname_in_office(context: LinkingContext, candidate: Candidate, holding: Holding) -> Iterator[Evidence]:
    """That many hold an office says less against one of them whose surname is written.

    A stranger of the same office would hardly bear the same surname.
    """
    family, given = candidate.comparison.family.relation, candidate.comparison.given.relation
    people = _holders_beside(context, holding)
    if people > 1 and given == "different" and family in ("same", "variant"):
        yield context.evidence("office.surname", "the surname of one who holds it", times=log(people))


def _holders_beside(context: LinkingContext, holding: Holding) -> int:
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


def _held(context: LinkingContext, kind: str, holding: Holding, words: str, *, plus: float = 0.0) -> Evidence:
    """Weaker the more people hold such an office."""
    people = _holders_beside(context, holding)
    return context.evidence(
        kind,
        f"{in_words(holding)}: {words}{f', one of {people}' if people > 1 else ''}",
        plus=plus + context.weights["office.holders"] * log(people),
    )


def _held_by_another(
    context: LinkingContext, candidate: Candidate, *, never: bool = False
) -> Iterator[Evidence]:
    incumbent = context.incumbent_beside(candidate) if never else context.incumbent
    if incumbent is not None and incumbent.entity_id != candidate.entity.id:
        name = _name_of(context, incumbent)
        yield context.evidence("office.held_by_another", f"at that time {name} was {in_words(incumbent)}")


def _name_of(context: LinkingContext, incumbent: Holding) -> str:
    entity = context.table.entity(incumbent.entity_id)
    return entity.canonical if entity is not None else incumbent.entity_id


def weigh_swap(context: LinkingContext, candidate: Candidate) -> Iterator[Evidence]:
    """The one who holds the office told, where the name is that of another who cannot be meant.

    That is one who holds the same office elsewhere, or whose name is a slip of the tongue.
    """
    if context.wrong_person is not None:
        yield from _misnamed(context, context.wrong_person, candidate)
    incumbent, period = context.incumbent, context.mention.period
    if incumbent is None or incumbent.entity_id != candidate.entity.id:
        return
    if candidate.comparison.family.relation != "different":
        return
    for other in context.retrieved.candidates:
        if other.comparison.whole or other.comparison.wrong or other.entity.id == candidate.entity.id:
            continue
        if any(
            held.role == incumbent.role
            and held.country != incumbent.country
            and period is not None
            and holds_at(held, period)
            for held in other.holdings
        ):
            detail = f"{other.entity.canonical} is {incumbent.role.replace('_', ' ')} elsewhere"
            yield context.evidence("person.swapped", detail)
            if candidate.entity.id in context.document.named:
                yield context.evidence(
                    "text.named", f"the text also speaks of {candidate.entity.canonical!r}"
                )
            return


def _misnamed(context: LinkingContext, slip: WrongPerson, candidate: Candidate) -> Iterator[Evidence]:
    if candidate.entity.id == slip.named.entity.id:
        times = 1.0 if slip.called is not None else _NAMED_ONLY
        detail = f"the office of {_name_of(context, slip.incumbent)}, of whom the text speaks too"
        yield context.evidence("office.taken", detail, times=times)
    if (
        candidate.entity.id == slip.incumbent.entity_id
        and candidate.comparison.family.relation == "different"
    ):
        yield context.evidence("person.swapped", f"{slip.named.entity.canonical} never held it")
        if slip.called is not None:
            yield context.evidence("text.titled", f"the text also writes {slip.called!r} beside the office")
        else:
            yield context.evidence("text.named", f"the text also speaks of {candidate.entity.canonical!r}")


def _country_in_words(code: str | None) -> str:
    return country_name(code) if code is not None else "an unknown country"


def weigh_prominence(context: LinkingContext, candidate: Candidate) -> Iterator[Evidence]:
    """A surname alone is more likely that of somebody in office, most of all of a head of state."""
    mention = context.mention
    if mention.full or mention.period is None or _beyond(context, candidate):
        return
    if mention.roles and find_wrong_office(context, candidate) is None:
        return
    held = [holding for holding in candidate.holdings if holds_at(holding, mention.period)]
    kinds = {f"fame.{holding.role}": holding for holding in reversed(held)}
    known = [kind for kind in kinds if kind in context.weights.evidence]
    best = max(known, key=context.weights.__getitem__, default="fame.office" if held else None)
    if best is not None:
        yield context.evidence(best, f"in office then: {in_words(kinds.get(best, held[0]))}")
