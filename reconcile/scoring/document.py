"""What the other names of the same text say for and against a candidate."""

from collections.abc import Iterator
from math import log

from corrigenda.reconcile.candidates import Candidate, LinkingContext
from corrigenda.reconcile.context import holds_at
from corrigenda.reconcile.scoring.colleagues import listed_with
from corrigenda.schemas.names import Evidence


def weigh_text(context: LinkingContext, candidate: Candidate) -> Iterator[Evidence]:
    """Fuller names, titled names and other bearers of the surname in the text; kin beside the name."""
    comparison, mention = candidate.comparison, context.mention
    if comparison.whole or candidate.entity.type != "person":
        return
    if not mention.roles and (titled := _titled_alike(context, candidate)):
        yield context.evidence("text.titled", f"the text also writes {titled!r} beside an office")
    if colleagues := _colleagues(context, candidate):
        detail = f"listed with {len(colleagues)} who hold the same office"
        yield context.evidence("text.colleagues", detail, times=log(1 + len(colleagues)))
    key = mention.key
    own = [one for one in context.document.of_entity(candidate.entity.id) if one.key != key]
    full = next((antecedent for antecedent in own if antecedent.full), None)
    if comparison.given.relation == "different":
        if mention.kin is not None:
            yield context.evidence("text.kin", f"{mention.kin!r} stands beside the name")
        return
    if not mention.full and (part := next((a for a in own if a.family_key == key), None)):
        wrong = comparison.family.relation in ("different", "typo", "reading")
        kind = "text.wrong_name" if wrong else "text.full_name"
        yield context.evidence(kind, f"the text also writes {part.surface!r}")
    elif comparison.family.relation == "different":
        return
    elif own and comparison.wrong:
        yield context.evidence("text.spelling", f"the text also writes {(full or own[0]).surface!r}")
    elif full is not None:
        yield context.evidence("text.full_name", f"the text also writes {full.surface!r}")
    elif own:
        yield context.evidence("text.named", f"the text also speaks of {own[0].surface!r}")
    elif not mention.full and (bearer := _other_bearer(context, candidate)):
        yield context.evidence("text.other_bearer", f"the text writes of {bearer!r}")


def _colleagues(context: LinkingContext, candidate: Candidate) -> set[str]:
    """Those linked in the list that the name stands in who hold an office that the candidate holds too.

    None for an unlike surname: that is a colleague of theirs whom the table does not know. None either for
    an unlike given name beside a title: what the office says of a namesake is counted already.
    """
    mention, period = context.mention, context.mention.period
    if not mention.listed or not mention.full or period is None:
        return set()
    comparison = candidate.comparison
    if comparison.family.relation == "different":
        return set()
    if comparison.given.relation == "different" and mention.roles:
        return set()
    own = {(held.role, held.country) for held in candidate.holdings if holds_at(held, period)}
    return listed_with(context, candidate, own)


def _titled_alike(context: LinkingContext, candidate: Candidate) -> str | None:
    key = context.mention.key
    own = context.document.of_entity(candidate.entity.id)
    return next(
        (antecedent.surface for antecedent in own if antecedent.roles and antecedent.key == key), None
    )


def _other_bearer(context: LinkingContext, candidate: Candidate) -> str | None:
    key = context.mention.key
    return next(
        (
            antecedent.surface
            for antecedent in context.document.of_family(key)
            if antecedent.full and antecedent.key != key and antecedent.entity_id != candidate.entity.id
        ),
        None,
    )
