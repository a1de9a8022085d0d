"""What the other names of the same text say for and against a candidate."""

from collections.abc import Iterator
from math import log

from corrigenda.reconcile.candidates import Candidate, LinkingContext
from corrigenda.reconcile.context import holds_at
from corrigenda.reconcile.scoring.colleagues import listed_with
from corrigenda.schemas.names import Evidence


def weigh_text(case: LinkingContext, candidate: Candidate) -> Iterator[Evidence]:
    """Fuller names, titled names and other bearers of the surname in the text; kin beside the name."""
    comparison, reference = candidate.comparison, case.reference
    if comparison.whole or candidate.entity.type != "person":
        return
    if not reference.roles and (titled := _titled_alike(case, candidate)):
        yield case.evidence("text.titled", f"the text also writes {titled!r} beside an office")
    if colleagues := _colleagues(case, candidate):
        detail = f"listed with {len(colleagues)} who hold the same office"
        yield case.evidence("text.colleagues", detail, times=log(1 + len(colleagues)))
    key = reference.key
    own = [one for one in case.surroundings.of_entity(candidate.entity.id) if one.key != key]
    full = next((anchor for anchor in own if anchor.full), None)
    if comparison.given.relation == "different":
        if reference.kin is not None:
            yield case.evidence("text.kin", f"{reference.kin!r} stands beside the name")
        return
    if not reference.full and (part := next((a for a in own if a.family_key == key), None)):
        wrong = comparison.family.relation in ("different", "typo", "reading")
        kind = "text.wrong_name" if wrong else "text.full_name"
        yield case.evidence(kind, f"the text also writes {part.surface!r}")
    elif comparison.family.relation == "different":
        return
    elif own and comparison.wrong:
        yield case.evidence("text.spelling", f"the text also writes {(full or own[0]).surface!r}")
    elif full is not None:
        yield case.evidence("text.full_name", f"the text also writes {full.surface!r}")
    elif own:
        yield case.evidence("text.named", f"the text also speaks of {own[0].surface!r}")
    elif not reference.full and (bearer := _other_bearer(case, candidate)):
        yield case.evidence("text.other_bearer", f"the text writes of {bearer!r}")


def _colleagues(case: LinkingContext, candidate: Candidate) -> set[str]:
    """Those linked in the list that the name stands in who hold an office that the candidate holds too.

    None for an unlike surname: that is a colleague of theirs whom the table does not know. None either for
    an unlike given name beside a title: what the office says of a namesake is counted already.
    """
    reference, period = case.reference, case.reference.period
    if not reference.listed or not reference.full or period is None:
        return set()
    comparison = candidate.comparison
    if comparison.family.relation == "different":
        return set()
    if comparison.given.relation == "different" and reference.roles:
        return set()
    own = {(held.role, held.country) for held in candidate.holdings if holds_at(held, period)}
    return listed_with(case, candidate, own)


def _titled_alike(case: LinkingContext, candidate: Candidate) -> str | None:
    key = case.reference.key
    own = case.surroundings.of_entity(candidate.entity.id)
    return next((anchor.surface for anchor in own if anchor.roles and anchor.key == key), None)


def _other_bearer(case: LinkingContext, candidate: Candidate) -> str | None:
    key = case.reference.key
    return next(
        (
            anchor.surface
            for anchor in case.surroundings.of_family(key)
            if anchor.full and anchor.key != key and anchor.entity_id != candidate.entity.id
        ),
        None,
    )
