"""Reasons for and against: each a signed log-likelihood ratio with words, from the reviewed weights."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import log

from corrigenda.reconcile.candidates import Candidate, Retrieved
from corrigenda.reconcile.comparing import Part
from corrigenda.reconcile.countries import country_name
from corrigenda.reconcile.decisions import Decisions
from corrigenda.reconcile.document import Anchor, Surroundings
from corrigenda.reconcile.nicknames import is_listed_name
from corrigenda.reconcile.reference import Period, Reference
from corrigenda.reconcile.table import EntityTable, Holding
from corrigenda.reconcile.weights import Weights
from corrigenda.schemas.dates import first_day, last_day
from corrigenda.schemas.names import Evidence

GRACE_DAYS = 45
"""Days around a hand-over in which the news may still, or already, call somebody by the office."""

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
        "person.swapped",
        "decision.accepted",
        "decision.learned",
    }
)
"""Kinds that support a correction beside the name: name alone sets nothing right but a plain misspelling."""

_COURTESY = frozenset({"US"})
"""Where a title is kept for life: "President Obama", "Secretary Clinton"."""
_LOOSE_ROLES = 3
"""A title that can mean more offices ("Secretary") contradicts nobody much."""
_LARGE_TABLE = 20_000
"""How common a name is in the news does not grow with the table: beyond so many people it is scaled."""
_ELECT_DAYS = 400
_YOUNGEST = 15
_LONG_DEAD_DAYS = 400


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that one reference is judged by."""

    reference: Reference
    retrieved: Retrieved
    surroundings: Surroundings
    table: EntityTable
    decisions: Decisions
    weights: Weights
    holder: Holding | None
    """Who held the office that the title names, where there is one person and the country is told."""

    @property
    def stale(self) -> bool:
        """Whether the time of the reference lies beyond what the table knows."""
        period, as_of = self.reference.period, self.table.as_of
        return period is not None and as_of is not None and period.first > as_of


def make_case(
    reference: Reference,
    retrieved: Retrieved,
    surroundings: Surroundings,
    table: EntityTable,
    decisions: Decisions,
    weights: Weights,
) -> Case:
    """The case with its holder looked up once."""
    bare = Case(reference, retrieved, surroundings, table, decisions, weights, None)
    return replace(bare, holder=_only_holder(bare))


def _only_holder(case: Case) -> Holding | None:
    title, holders = case.reference.title, case.retrieved.holders
    if title is None or title.assumed or title.tense == "acting" or case.reference.country is None:
        return None
    if case.stale or case.reference.period is None or not holders:
        return None
    return holders[0] if all(other.entity_id == holders[0].entity_id for other in holders) else None


def weigh(case: Case, candidate: Candidate) -> tuple[Evidence, ...]:
    """All evidence for and against the candidate, the name's first."""
    return (
        *_whole_name(case, candidate),
        *_parts_of_name(case, candidate),
        *_office(case, candidate),
        *_fame(case, candidate),
        *_country(case, candidate),
        *_swapped(case, candidate),
        *_life(case, candidate),
        *_rest_of_text(case, candidate),
        *_decided(case, candidate),
    )


def weigh_nobody(case: Case) -> float:
    """The log-odds that the name is of nobody in the table, before the candidates are looked at.

    A surname beside an office whose holder is known is hardly that of a stranger; a full name may be.
    """
    taken = case.holder is not None and not case.reference.full
    return case.weights["nobody.office_taken"] if taken else 0.0


def _evidence(case: Case, kind: str, detail: str, *, times: float = 1.0, plus: float = 0.0) -> Evidence:
    return Evidence(kind=kind, weight=round(case.weights[kind] * times + plus, 3), detail=detail)


# The name


def _whole_name(case: Case, candidate: Candidate) -> Iterator[Evidence]:
    comparison, mention = candidate.comparison, case.reference.mention
    if not comparison.whole:
        return
    own = comparison.name
    if mention.type is not None and mention.type != candidate.entity.type:
        yield _evidence(case, "type.other", f"a {candidate.entity.type}, not a {mention.type}")
    if comparison.family.relation in ("same", "variant"):
        kind = "name.abbreviation" if own.kind == "abbreviation" else "name.same"
        yield _evidence(case, kind, f"the name {own.text!r}")
    elif comparison.family.relation == "typo":
        edits = comparison.family.edits
        plus = _further_edits(case, edits)
        yield _evidence(case, "name.typo", f"{_count(edits)} from {own.text!r}", plus=plus)
    else:
        yield _evidence(case, "name.different", f"unlike {candidate.entity.canonical!r}")


def _parts_of_name(case: Case, candidate: Candidate) -> Iterator[Evidence]:
    comparison = candidate.comparison
    if comparison.whole:
        return
    yield from _part(case, candidate, "family", comparison.family)
    yield from _part(case, candidate, "given", comparison.given)
    if candidate.few_surnames and comparison.given.relation == "different":
        yield _evidence(case, "name.few_surnames", "where few surnames serve for many, the given name tells")
    if comparison.swapped and comparison.full:
        yield _evidence(case, "name.order", "the family name stands on the other side")


def _part(case: Case, candidate: Candidate, which: str, part: Part) -> Iterator[Evidence]:
    comparison = candidate.comparison
    relation, own = part.relation, comparison.name.text
    if relation == "missing":
        if which == "family":
            yield _evidence(case, "family.missing", "no family name is written")
        return
    if which == "given" and relation == "same" and comparison.family.relation == "missing":
        yield _evidence(case, "given.alone", f"a given name alone, that of {own!r}")
        return
    kind = f"{which}.{relation}"
    if relation == "typo":
        plus = _further_edits(case, part.edits)
        yield _evidence(case, kind, f"{_count(part.edits)} from the {which} name of {own!r}", plus=plus)
        if part.written[0] != part.own[0]:
            yield _evidence(case, "typo.first_letter", f"{part.written!r} begins with another letter")
        if _is_a_name(case, which, part):
            yield _evidence(case, "typo.is_a_name", f"{part.written!r} is a name of its own")
    elif relation == "reading":
        far = case.weights["reading.far_fetched"] * comparison.far_fetched
        yield _evidence(case, kind, comparison.reading, plus=far)
    else:
        yield _evidence(case, kind, f"{_IN_WORDS[relation]} the {which} name of {own!r}")
    if relation in ("same", "variant") and (bearers := _log_bearers(case.table, part.written)) > 0:
        detail = f"{case.table.bearers(part.written)} people of the table bear the {which} name"
        yield _evidence(case, f"{which}.bearers", detail, times=bearers)


_IN_WORDS = {
    "same": "the same as",
    "variant": "another romanisation or a part of",
    "nickname": "a short form of",
    "initial": "an initial of",
    "different": "unlike",
}


def _count(edits: int) -> str:
    return f"{edits} edit{'s' if edits > 1 else ''}"


def _further_edits(case: Case, edits: int) -> float:
    return case.weights["typo.each_further_edit"] * max(0, edits - 1)


def _is_a_name(case: Case, which: str, part: Part) -> bool:
    if which == "given" and is_listed_name(part.written):
        return True
    return _scaled(case.table, case.table.bearers(part.written)) >= 1


def _log_bearers(table: EntityTable, token: str) -> float:
    return log(max(1.0, _scaled(table, table.bearers(token))))


def _scaled(table: EntityTable, bearers: int) -> float:
    return bearers * min(1.0, _LARGE_TABLE / max(1, table.people))


# The office


def _office(case: Case, candidate: Candidate) -> Iterator[Evidence]:
    reference, title = case.reference, case.reference.title
    if title is None or not title.roles or candidate.entity.type != "person":
        return
    if not candidate.holdings:
        yield _evidence(case, "office.unknown", "the table knows no office of this person")
        return
    of_role = [holding for holding in candidate.holdings if holding.role in title.roles]
    if not of_role:
        loose = len(title.roles) > _LOOSE_ROLES
        yield _evidence(case, "office.never_loose" if loose else "office.never", f"never {title.text!r}")
        if not loose:
            yield from _held_by_another(case, candidate)
        return
    here = [h for h in of_role if reference.country in (None, h.country) or h.country is None]
    if not here:
        was = of_role[0]
        theirs, told = _country_in_words(was.country), _country_in_words(reference.country)
        detail = f"{was.office_title} of {theirs}, not {told}"
        yield _evidence(case, "office.other_country", detail)
        yield from _held_by_another(case, candidate)
        return
    if reference.period is None:
        yield _held(case, "office.some_time", here[0], "held at some time")
        return
    nearest = min(here, key=lambda holding: (abs(_days(holding, reference.period)), holding.start or ""))
    if title.tense == "former":
        yield from _once_held(case, here, nearest, reference.period)
    else:
        yield from _held_then(case, candidate, here, nearest, reference.period)


def _held_then(
    case: Case, candidate: Candidate, here: list[Holding], nearest: Holding, period: Period
) -> Iterator[Evidence]:
    """The title speaks of the present: who holds it in the period is meant, with a grace for hand-overs."""
    days = _days(nearest, period)
    incoming = case.reference.title is not None and case.reference.title.tense == "incoming"
    if days == 0:
        if nearest.end is None and case.stale:
            yield _still_open(case, nearest, period)
        else:
            yield _held(case, "office.held", nearest, "held at that time")
    elif 0 < days <= (_ELECT_DAYS if incoming else GRACE_DAYS):
        kind = "office.incoming" if incoming else "office.grace"
        yield _held(case, kind, nearest, f"to be held {days} days later")
    elif -GRACE_DAYS <= days < 0:
        yield _held(case, "office.grace", nearest, f"held until {-days} days before")
    elif year := _year_named(case.reference, here):
        yield _evidence(case, "office.year", f"{_term(nearest)}; the sentence speaks of {year}")
    elif case.stale:
        yield _evidence(case, "office.stale", f"{_term(nearest)}; the table ends before the article's date")
    elif days > 0:
        yield _evidence(case, "office.future", f"{_term(nearest)}: not yet")
        yield from _held_by_another(case, candidate)
    elif nearest.country in _COURTESY:
        yield _evidence(case, "office.courtesy", f"{_term(nearest)}: no longer, but keeps the title")
    else:
        yield _evidence(case, "office.past", f"{_term(nearest)}: no longer")
        yield from _held_by_another(case, candidate)


def _still_open(case: Case, holding: Holding, period: Period) -> Evidence:
    """Held when the table ends; weaker the longer that is ago."""
    known_until = case.table.as_of or period.first
    years = (period.first - known_until).days / 365
    aged = case.weights["office.open_years"] * years
    return _evidence(case, "office.open", f"{_term(holding)}, as far as the table knows", plus=aged)


def _once_held(case: Case, here: list[Holding], nearest: Holding, period: Period) -> Iterator[Evidence]:
    """The title says former or then: who held it before the period is meant."""
    if any(_days(holding, period) < 0 for holding in here):
        yield _evidence(case, "office.former", f"{_term(nearest)}, as the title says")
    elif _days(nearest, period) > 0:
        yield _evidence(case, "office.future", f"{_term(nearest)}: not yet")
    else:
        yield _evidence(case, "office.still", f"{_term(nearest)}: not former")


def _held(case: Case, kind: str, holding: Holding, words: str) -> Evidence:
    """Weaker the more people hold such an office; those of the countries of the text are looked at first."""
    holders = case.retrieved.holders
    if case.reference.country is None and holding.country in case.surroundings.countries:
        holders = case.surroundings.of_countries(holders)
    people = max(1, len({other.entity_id for other in holders}))
    return _evidence(
        case,
        kind,
        f"{_term(holding)}: {words}{f', one of {people}' if people > 1 else ''}",
        plus=case.weights["office.holders"] * log(people),
    )


def _held_by_another(case: Case, candidate: Candidate) -> Iterator[Evidence]:
    holder = case.holder
    if holder is not None and holder.entity_id != candidate.entity.id:
        other = case.table.entity(holder.entity_id)
        name = other.canonical if other is not None else holder.entity_id
        yield _evidence(case, "office.held_by_another", f"at that time {name} was {_term(holder)}")


def _swapped(case: Case, candidate: Candidate) -> Iterator[Evidence]:
    """The one who holds the office told, where the name is of one who holds the same office elsewhere."""
    holder = case.holder
    if holder is None or holder.entity_id != candidate.entity.id:
        return
    if candidate.comparison.family.relation != "different":
        return
    for other in case.retrieved.candidates:
        if other.comparison.whole or other.comparison.wrong or other.entity.id == candidate.entity.id:
            continue
        if any(
            held.role == holder.role
            and held.country != holder.country
            and _days(held, case.reference.period) == 0
            for held in other.holdings
        ):
            detail = f"{other.entity.canonical} is {holder.role.replace('_', ' ')} elsewhere"
            yield _evidence(case, "person.swapped", detail)
            if candidate.entity.id in case.surroundings.named:
                yield _evidence(case, "text.named", f"the text also speaks of {candidate.entity.canonical!r}")
            return


def _days(holding: Holding, period: Period | None) -> int:
    if period is None:
        return 0
    return period.days_to(holding.start, holding.end)


def _year_named(reference: Reference, holdings: list[Holding]) -> int | None:
    for year in reference.years:
        named = Period(first_day(f"{year}"), last_day(f"{year}"))
        if any(_days(holding, named) == 0 for holding in holdings):
            return year
    return None


def _term(holding: Holding) -> str:
    return f"{holding.office_title} {holding.start or '…'} to {holding.end or '…'}"


def _country_in_words(code: str | None) -> str:
    return country_name(code) if code is not None else "an unknown country"


def _fame(case: Case, candidate: Candidate) -> Iterator[Evidence]:
    """A surname alone is more likely that of somebody in office, most of all of a head of state."""
    reference = case.reference
    if reference.roles or reference.full or reference.period is None or case.stale:
        return
    held = [holding for holding in candidate.holdings if _days(holding, reference.period) == 0]
    kinds = {f"fame.{holding.role}": holding for holding in reversed(held)}
    known = [kind for kind in kinds if kind in case.weights.evidence]
    best = max(known, key=case.weights.__getitem__, default="fame.office" if held else None)
    if best is not None:
        yield _evidence(case, best, f"in office then: {_term(kinds.get(best, held[0]))}")


# The country, the life


def _country(case: Case, candidate: Candidate) -> Iterator[Evidence]:
    stated, own = case.reference.country, candidate.entity.country
    if stated is None or own is None or case.reference.roles:
        return
    if stated == own:
        yield _evidence(case, "country.same", f"of {country_name(own)}")
    else:
        yield _evidence(case, "country.other", f"of {country_name(own)}, not {country_name(stated)}")


def _life(case: Case, candidate: Candidate) -> Iterator[Evidence]:
    period, entity = case.reference.period, candidate.entity
    if period is None or entity.type != "person":
        return
    if entity.died is not None and (period.first - last_day(entity.died)).days > _LONG_DEAD_DAYS:
        yield _evidence(case, "alive.dead", f"died {entity.died}")
    if entity.born is not None and period.last.year - first_day(entity.born).year < _YOUNGEST:
        yield _evidence(case, "alive.unborn", f"born {entity.born}")


# The rest of the text


def _rest_of_text(case: Case, candidate: Candidate) -> Iterator[Evidence]:
    comparison, reference = candidate.comparison, case.reference
    if comparison.whole or candidate.entity.type != "person":
        return
    if not reference.roles and (titled := _titled_alike(case, candidate)):
        yield _evidence(case, "text.titled", f"the text also writes {titled!r} beside an office")
    others = [anchor for anchor in case.surroundings.anchors if anchor.key != reference.key]
    own = [anchor for anchor in others if anchor.entity_id == candidate.entity.id]
    full = next((anchor for anchor in own if anchor.full), None)
    if comparison.given.relation == "different":
        return
    if not reference.full and (part := next((a for a in own if a.family_key == reference.key), None)):
        wrong = comparison.family.relation in ("different", "typo", "reading")
        kind = "text.wrong_name" if wrong else "text.full_name"
        yield _evidence(case, kind, f"the text also writes {part.surface!r}")
    elif comparison.family.relation == "different":
        return
    elif full is not None:
        kind = "text.spelling" if comparison.wrong else "text.full_name"
        yield _evidence(case, kind, f"the text also writes {full.surface!r}")
    elif own:
        yield _evidence(case, "text.named", f"the text also speaks of {own[0].surface!r}")
    elif not reference.full and (bearer := _other_bearer(others, reference, candidate)):
        yield _evidence(case, "text.other_bearer", f"the text writes of {bearer!r}")


def _titled_alike(case: Case, candidate: Candidate) -> str | None:
    return next(
        (
            anchor.surface
            for anchor in case.surroundings.anchors
            if anchor.titled and anchor.entity_id == candidate.entity.id and anchor.key == case.reference.key
        ),
        None,
    )


def _other_bearer(others: list[Anchor], reference: Reference, candidate: Candidate) -> str | None:
    return next(
        (
            anchor.surface
            for anchor in others
            if anchor.full and anchor.entity_id != candidate.entity.id and anchor.family_key == reference.key
        ),
        None,
    )


# What the user decided


def _decided(case: Case, candidate: Candidate) -> Iterator[Evidence]:
    for decision in case.decisions.about(case.reference.mention):
        if decision.entity_id == candidate.entity.id:
            yield _evidence(
                case, f"decision.{decision.verdict}", f"decided before: {decision.note or decision.verdict}"
            )
        elif decision.verdict == "accepted":
            yield _evidence(case, "decision.rejected", f"decided before for {decision.entity_id or 'nobody'}")
