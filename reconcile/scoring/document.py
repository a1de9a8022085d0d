"""What the other names of the same text say for and against a candidate."""

from collections.abc import Iterator, Sequence
from math import log

from corrigenda.reconcile.candidates import Candidate, LinkingContext
from corrigenda.reconcile.context import Antecedent, EvidenceKind, holds_at
from corrigenda.reconcile.scoring.colleagues import listed_with
from corrigenda.reconcile.scoring.observation import Observation, observe


def observe_text(context: LinkingContext, candidate: Candidate) -> Iterator[Observation]:
    """Fuller names, titled names and others of the surname in the text; kin beside the name."""
    comparison, mention = candidate.comparison, context.mention
    if comparison.whole or candidate.entity.type != "person":
        return
    if not mention.roles and (titled := _titled_alike(context, candidate)) is not None:
        detail = f"the text also writes {titled.surface!r} beside an office"
        yield observe(EvidenceKind.TEXT_TITLED, detail, times=titled.certainty)
    yield from _beside_colleagues(context, candidate)
    if comparison.given.relation != "different":
        yield from _named_elsewhere(context, candidate)
    elif mention.kin is not None:
        yield observe(EvidenceKind.TEXT_KIN, f"{mention.kin!r} stands beside the name")


def _named_elsewhere(context: LinkingContext, candidate: Candidate) -> Iterator[Observation]:
    """What the other names of the text that are the candidate's say of this one, or the lack of any."""
    comparison, mention = candidate.comparison, context.mention
    own = [one for one in context.document.of_entity(candidate.entity.id) if not one.repeats(mention)]
    if not mention.full and (whole := next((one for one in own if one.family_key == mention.key), None)):
        wrong = comparison.family.relation in ("different", "typo", "reading")
        kind = EvidenceKind.TEXT_WRONG_NAME if wrong else EvidenceKind.TEXT_FULL_NAME
        yield observe(kind, f"the text also writes {whole.surface!r}", times=whole.certainty)
        return
    if comparison.family.relation == "different":
        return
    if own:
        yield _also_named(own, wrong=comparison.wrong)
    if (comparison.wrong or not own) and (namesake := _other_namesake(context, candidate)):
        yield observe(EvidenceKind.TEXT_OTHER_NAMESAKE, f"the text writes of {namesake!r}")


def _also_named(own: Sequence[Antecedent], *, wrong: bool) -> Observation:
    """What an antecedent says, a fuller name before a shorter one; it counts as much as it is sure."""
    first = next((one for one in own if one.full), own[0])
    detail, times = f"the text also writes {first.surface!r}", first.certainty
    if wrong:
        return observe(EvidenceKind.TEXT_SPELLING, detail, times=times)
    if first.full:
        return observe(EvidenceKind.TEXT_FULL_NAME, detail, times=times)
    return observe(EvidenceKind.TEXT_NAMED, f"the text also speaks of {first.surface!r}", times=times)


def _beside_colleagues(context: LinkingContext, candidate: Candidate) -> Iterator[Observation]:
    """Others who hold an office that the candidate holds: listed with the name, else named in the text."""
    mention, period = context.mention, context.mention.period
    if period is None:
        return
    own = {(held.role, held.country) for held in candidate.holdings if holds_at(held, period)}
    if mention.roles and not any(role in mention.roles for role, _ in own):
        return
    if colleagues := listed_with(context, candidate, own):
        detail = f"listed with {len(colleagues)} who hold the same office"
        yield observe(EvidenceKind.TEXT_COLLEAGUES, detail, times=round(log(1 + len(colleagues)), 3))
    elif peers := context.document.holding(own) - {candidate.entity.id}:
        detail = f"the text also speaks of {len(peers)} who hold or held the same office"
        yield observe(EvidenceKind.TEXT_PEERS, detail, times=round(log(1 + len(peers)), 3))


def _titled_alike(context: LinkingContext, candidate: Candidate) -> Antecedent | None:
    key = context.mention.key
    own = context.document.of_entity(candidate.entity.id)
    return next((antecedent for antecedent in own if antecedent.roles and antecedent.key == key), None)


def _other_namesake(context: LinkingContext, candidate: Candidate) -> str | None:
    """The full name of somebody else in the text who bears the surname as it is written here."""
    key = context.mention.key
    if context.mention.full:
        return None
    return next(
        (
            antecedent.surface
            for antecedent in context.document.of_family(key)
            if antecedent.full and antecedent.key != key and antecedent.entity_id != candidate.entity.id
        ),
        None,
    )
