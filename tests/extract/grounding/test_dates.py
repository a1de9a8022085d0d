"""When a fact took place."""

from datetime import date

import pytest
from made_contexts import SOURCE, made_context
from pydantic import BaseModel

from corrigenda.extract.drafts import answer_shape
from corrigenda.extract.grounding import add_times, ground_draft
from corrigenda.extract.policy import policy_of
from corrigenda.schemas.article import Published
from corrigenda.schemas.news import NewsFact

NAMES = (
    ("Ann Holm", "person", None),
    ("John Berg", "person", None),
    ("Good Friday Pact", "organization", None),
)


def _when(sentence: str, what: str, kind: str, when: str | None = None) -> str | None:
    """The time of a fact of which the model wrote down the words ``what``."""
    day = Published(day=date(2021, 3, 17), how="given")
    context = made_context([sentence], names=NAMES, published=day)  # type: ignore[arg-type]  # a tuple of literals
    draft = {"what": what, "who": ["Ann Holm"], "kind": kind, "when": when}
    ((_, drafted),) = answer_shape(NewsFact, [1], most=4).model_validate({"1": [draft]}).items()
    assert isinstance(drafted, BaseModel)
    fact, _ = ground_draft(drafted, 1, NewsFact, context, SOURCE, policy=policy_of(NewsFact))
    assert fact is not None
    (timed,) = add_times([fact], context)
    assert isinstance(timed.fact, NewsFact)
    if timed.fact.when is not None:
        grounding = timed.fields["when"]
        assert context.text[grounding.start : grounding.end] == timed.fact.when
        assert grounding.time is not None
    return timed.fact.when


@pytest.mark.parametrize(
    ("sentence", "what", "kind", "expected"),
    [
        ("Ann Holm spoke with John Berg today.", "spoke with", "call", "today"),
        ("On Tuesday Ann Holm met John Berg.", "met John Berg", "meeting", "On Tuesday"),
        ("Ann Holm met John Berg, who resigned on Tuesday.", "met John Berg", "meeting", None),
        ("Ann Holm met John Berg after he resigned on Tuesday.", "met John Berg", "meeting", None),
        ("Ann Holm met John Berg on Monday and again on Friday.", "met John Berg", "meeting", None),
        ("Ann Holm praised John Berg for the Good Friday Pact.", "praised John Berg", "agreement", None),
        ("Ann Holm said the bridge will open next year.", "the bridge will open", "statement", None),
    ],
)
def test_a_fact_has_the_time_that_its_own_clause_tells(
    sentence: str, what: str, kind: str, expected: str | None
) -> None:
    """One time in the clause is the fact's; another clause's, one of two and a name's are not; nor is what
    somebody says dated by the time of which they speak."""
    assert _when(sentence, what, kind) == expected


def test_the_time_that_the_model_gave_stands() -> None:
    """Nothing is added to a fact that has its time."""
    sentence = "Ann Holm met John Berg on Monday, she said on Tuesday."
    assert _when(sentence, "met John Berg", "meeting", when="on Tuesday") == "on Tuesday"
