"""Date attachment: when a fact took place, where its own clause tells it and the model left it out."""

from collections.abc import Sequence

from corrigenda.extract.grounding.context import ArticleContext
from corrigenda.extract.grounding.cues import clause_around
from corrigenda.extract.grounding.gist import gist_of
from corrigenda.extract.policy import NO_POLICIES, Completion, Policies, policy_of
from corrigenda.extract.times import find_times, resolve_time
from corrigenda.schemas.records import GroundedFact, Grounding


def add_times(
    facts: Sequence[GroundedFact], context: ArticleContext, policies: Policies = NO_POLICIES
) -> tuple[GroundedFact, ...]:
    """The facts, each with the time that its clause tells, where it has none and its policy names a field.

    The clause reaches from the words that say what the fact is to the next comma, quotation mark or word
    that opens another clause. Of two times in one clause neither is taken.
    """
    return tuple(_timed(fact, context, policy_of(type(fact.fact), policies).time) for fact in facts)


def _timed(fact: GroundedFact, context: ArticleContext, completion: Completion | None) -> GroundedFact:
    name = completion.field_of(fact.fact) if completion is not None else None
    found = gist_of(fact)
    if name is None or name in fact.fields or found is None:
        return fact
    gist = found[1]
    base = fact.sentence.start
    start, end = clause_around((gist.start, gist.end), context.text, (base, fact.sentence.end))
    told = [(base + a, base + b) for a, b in find_times(fact.sentence.text)]
    inside = [span for span in told if start <= span[0] and span[1] <= end and not context.is_in_name(*span)]
    if len(inside) != 1:
        return fact
    (first, last), surface = inside[0], context.text[slice(*inside[0])]
    time = resolve_time(surface, context.published, sentence=fact.sentence.text, place=context.place)
    grounding = Grounding(surface=surface, start=first, end=last, alignment="exact", time=time)
    return fact.model_copy(
        update={
            "fact": fact.fact.with_values({name: surface}),
            "fields": {**fact.fields, name: grounding},
            "notes": (*fact.notes, f"{name} {surface!r} is told by the fact's own clause"),
        }
    )
