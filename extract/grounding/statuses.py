"""Status by clause: a fact takes the value that its own clause has a word for: "planned" for "will"."""

from collections.abc import Sequence

from corrigenda.extract.grounding.context import ArticleContext
from corrigenda.extract.grounding.cues import any_phrase, clauses_of
from corrigenda.extract.grounding.gist import gist_of
from corrigenda.extract.policy import NO_POLICIES, Policies, policy_of
from corrigenda.schemas.records import GroundedFact


def add_stated(
    facts: Sequence[GroundedFact], context: ArticleContext, policies: Policies = NO_POLICIES
) -> tuple[GroundedFact, ...]:
    """The facts, each with the values that its clause states and the model left at their default.

    The clause is the one in which the words begin that say what the fact is: in "he said that she will come"
    it is she whose fact is planned.
    """
    return tuple(_with_stated(fact, context, policies) for fact in facts)


def _with_stated(fact: GroundedFact, context: ArticleContext, policies: Policies) -> GroundedFact:
    found = gist_of(fact)
    if found is None:
        return fact
    start, end = _clause_at(found[1].start, fact, context)
    for stated in policy_of(type(fact.fact), policies).stated:
        name = stated.field_of(fact.fact)
        if name is None or getattr(fact.fact, name) != type(fact.fact).model_fields[name].default:
            continue
        word = any_phrase(stated.words).search(context.text, start, end)
        if word is not None:
            note = f"{name} {stated.value!r} is told by {word[0]!r}"
            fact = fact.model_copy(
                update={
                    "fact": fact.fact.with_values({name: stated.value}),
                    "notes": (*fact.notes, note),
                }
            )
    return fact


def _clause_at(place: int, fact: GroundedFact, context: ArticleContext) -> tuple[int, int]:
    """The clause of the fact's sentence in which ``place`` stands."""
    clauses = clauses_of(context.text, (fact.sentence.start, fact.sentence.end))
    return next(clause for clause in clauses if place <= clause[1])
