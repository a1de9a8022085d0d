"""What the other names of the same text say for and against a candidate."""

from collections.abc import Iterator

from corrigenda.reconcile.candidates import Candidate
from corrigenda.reconcile.case import Case
from corrigenda.reconcile.document import Anchor
from corrigenda.reconcile.reference import Reference
from corrigenda.schemas.names import Evidence


def weigh_text(case: Case, candidate: Candidate) -> Iterator[Evidence]:
    """Fuller names, titled names and other bearers of the surname in the text; kin beside the name."""
    comparison, reference = candidate.comparison, case.reference
    if comparison.whole or candidate.entity.type != "person":
        return
    if not reference.roles and (titled := _titled_alike(case, candidate)):
        yield case.evidence("text.titled", f"the text also writes {titled!r} beside an office")
    others = [anchor for anchor in case.surroundings.anchors if anchor.key != reference.key]
    own = [anchor for anchor in others if anchor.entity_id == candidate.entity.id]
    full = next((anchor for anchor in own if anchor.full), None)
    if comparison.given.relation == "different":
        if reference.kin is not None:
            yield case.evidence("text.kin", f"{reference.kin!r} stands beside the name")
        return
    if not reference.full and (part := next((a for a in own if a.family_key == reference.key), None)):
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
    elif not reference.full and (bearer := _other_bearer(others, reference, candidate)):
        yield case.evidence("text.other_bearer", f"the text writes of {bearer!r}")


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
