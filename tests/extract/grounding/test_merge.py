"""One fact told twice is one fact; two facts on one sentence are two."""

from typing import Any

import pytest
from made_contexts import SOURCE, made_context

from corrigenda.extract.grounding import merge_facts
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
    merged = merge_facts([_fact(**one), _fact(**other)])

    assert len(merged) == kept


def test_the_fuller_fact_stays() -> None:
    """Whichever comes first."""
    (fact,) = merge_facts([_fact(what="met"), _fact(where=("Oslo",))])

    assert fact.fact.model_dump()["where"] == ("Oslo",)
