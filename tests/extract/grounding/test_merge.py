"""One fact told twice is one fact; two facts on one sentence are two."""

from typing import Any

import pytest
from made_contexts import SOURCE, made_context

from corrigenda.extract.drafts import answer_shape
from corrigenda.extract.grounding import ground_draft, merge_facts
from corrigenda.extract.policy import policy_of
from corrigenda.schemas.news import NewsFact
from corrigenda.schemas.records import GroundedFact


def _fact(number: int = 1, **values: Any) -> GroundedFact:
    context = made_context(["Holm and Berg met in Oslo.", "They met again."])
    given: dict[str, Any] = {"what": "met in Oslo", "who": ("Holm", "Berg"), "kind": "meeting", **values}
    return GroundedFact(
        id="",
        article_id="a",
        schema_name="s",
        fact=NewsFact(**given),
        sentence=context.sentence(number),
        fields={},
        provenance=SOURCE.provenance,
    )


@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [
        ({}, {}, 1),
        ({}, {"what": "met"}, 1),
        ({"what": "met"}, {}, 1),
        ({"where": ("Oslo",)}, {}, 1),
        ({}, {"who": ("Holm",)}, 1),
        ({}, {"kind": "statement"}, 2),
        ({}, {"status": "planned"}, 2),
        ({"who": ("Holm", "Lund")}, {}, 2),
        ({"where": ("Oslo",)}, {"where": ("Rome",)}, 2),
        ({"what": "met in Os"}, {}, 2),
        ({}, {"number": 2}, 2),
    ],
)
def test_only_what_says_nothing_new_is_merged(one: dict[str, Any], other: dict[str, Any], kept: int) -> None:
    """Sentence, kind, status and participants decide, never an overlap of characters."""
    merged = merge_facts([_fact(**one), _fact(**other)], made_context([]))

    assert len(merged) == kept


def test_the_fuller_fact_stays() -> None:
    """Whichever comes first."""
    (fact,) = merge_facts([_fact(what="met"), _fact(where=("Oslo",))], made_context([]))

    assert fact.fact.model_dump()["where"] == ("Oslo",)


SENTENCE = "Holm and Berg agreed on Monday that a raid could trigger the pact, for one year, and toured Oslo."


def _stated(what: str, *, who: tuple[str, ...] = ("Holm", "Berg"), kind: str = "agreement") -> GroundedFact:
    context = made_context([SENTENCE], names=[("Holm", "person", None), ("Berg", "person", None)])
    shape = answer_shape(NewsFact, [1], most=1)
    answer = shape.model_validate({"1": [{"what": what, "who": who, "kind": kind}]})
    ((_, draft),) = answer.items()
    fact, _ = ground_draft(draft, 1, NewsFact, context, SOURCE, policy=policy_of(NewsFact))
    assert fact is not None
    return fact


@pytest.mark.parametrize(
    ("one", "other", "whole"),
    [
        (
            _stated("agreed on Monday"),
            _stated("trigger the pact"),
            ["agreed on Monday that a raid could trigger the pact"],
        ),
        (
            _stated("could trigger the pact"),
            _stated("for one year", kind="statement"),
            ["could trigger the pact, for one year"],
        ),
        (
            _stated("agreed on Monday that a raid could trigger the pact"),
            _stated("the pact", kind="other", who=("Berg",)),
            ["agreed on Monday that a raid could trigger the pact"],
        ),
        (_stated("trigger the pact"), _stated("toured Oslo"), ["trigger the pact", "toured Oslo"]),
        (
            _stated("agreed on Monday", who=("Holm",)),
            _stated("trigger the pact", who=("Berg",)),
            ["agreed on Monday", "trigger the pact"],
        ),
    ],
)
def test_a_fact_is_a_whole_clause(one: GroundedFact, other: GroundedFact, whole: list[str]) -> None:
    """A second half is joined to the first; what "and" adds, or is of others, is a fact of its own."""
    context = made_context([SENTENCE])

    for facts in ([one, other], [other, one]):
        merged = merge_facts(facts, context)

        assert sorted(fact.fact.model_dump()["what"] for fact in merged) == sorted(whole)
