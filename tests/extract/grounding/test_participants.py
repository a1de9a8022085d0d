"""Who else takes part."""

import pytest
from made_contexts import SOURCE, made_context
from pydantic import BaseModel

from corrigenda.extract.drafts import answer_shape
from corrigenda.extract.grounding import (
    ArticleContext,
    add_coordinated,
    ground_draft,
    leave_spoken_of,
    split_distributive,
)
from corrigenda.extract.policy import policy_of
from corrigenda.schemas.news import NewsFact
from corrigenda.schemas.records import GroundedFact

NAMES = (
    ("Ann Holm", "person", None),
    ("John Berg", "person", "Foreign Minister"),
    ("Kim Lund", "person", None),
    ("Erik Dahl", "person", "Envoy"),
)


def _facts(context: ArticleContext, *drafts: tuple[str, list[str]]) -> list[GroundedFact]:
    shape = answer_shape(NewsFact, [1], most=4)
    verb = context.sentence(1).text.split()[2]
    answer = {"1": [{"what": verb, "who": who, "kind": kind} for kind, who in drafts]}
    facts = []
    for _, draft in shape.model_validate(answer).items():
        assert isinstance(draft, BaseModel)
        fact, _ = ground_draft(draft, 1, NewsFact, context, SOURCE, policy=policy_of(NewsFact))
        assert fact is not None
        facts.append(fact)
    return facts


@pytest.mark.parametrize(
    ("sentence", "kind", "expected"),
    [
        ("Ann Holm met with Foreign Minister John Berg.", "meeting", ("Ann Holm", "John Berg")),
        (
            "Ann Holm will meet in Oslo with Kim Lund, a member of the council, and Envoy Erik Dahl.",
            "meeting",
            ("Ann Holm", "Kim Lund", "Erik Dahl"),
        ),
        ("Ann Holm met the man who replaced Kim Lund.", "meeting", ("Ann Holm",)),
        ("Ann Holm spoke of talks with Kim Lund.", "statement", ("Ann Holm",)),
    ],
)
def test_those_whom_the_sentence_joins_take_part(sentence: str, kind: str, expected: tuple[str, ...]) -> None:
    """In a meeting, call or agreement, "with" and "and" join; nothing else does."""
    context = made_context([sentence], names=NAMES)  # type: ignore[arg-type]  # a tuple of literals
    (fact,) = add_coordinated(_facts(context, (kind, ["Ann Holm"])), context)

    assert isinstance(fact.fact, NewsFact)
    assert fact.fact.who == expected
    assert all(context.text[g.start : g.end] == g.surface for g in fact.fields.values())


def test_who_takes_part_in_another_fact_of_the_sentence_is_left_to_it() -> None:
    """Two separate meetings in one sentence stay two."""
    context = made_context(["Ann Holm met with John Berg and Kim Lund."], names=NAMES)  # type: ignore[arg-type]
    facts = add_coordinated(
        _facts(context, ("meeting", ["Ann Holm", "John Berg"]), ("meeting", ["Ann Holm", "Kim Lund"])),
        context,
    )

    assert [fact.fact.model_dump()["who"] for fact in facts] == [
        ("Ann Holm", "John Berg"),
        ("Ann Holm", "Kim Lund"),
    ]


@pytest.mark.parametrize(
    ("sentence", "kind", "expected"),
    [
        (
            "Ann Holm held separate talks with John Berg and Kim Lund.",
            "meeting",
            [("Ann Holm", "John Berg"), ("Ann Holm", "Kim Lund")],
        ),
        (
            "Ann Holm held talks with John Berg and Kim Lund.",
            "meeting",
            [("Ann Holm", "John Berg", "Kim Lund")],
        ),
        ("Ann Holm met separately with John Berg.", "meeting", [("Ann Holm", "John Berg")]),
        (
            "Ann Holm called John Berg and Kim Lund separate cases.",
            "statement",
            [("Ann Holm", "John Berg", "Kim Lund")],
        ),
    ],
)
def test_those_who_were_met_separately_are_met_one_by_one(
    sentence: str, kind: str, expected: list[tuple[str, ...]]
) -> None:
    """Separate talks with two are two meetings, each with its own names and their places."""
    context = made_context([sentence], names=NAMES)  # type: ignore[arg-type]  # a tuple of literals
    everybody = [name for name, _, _ in NAMES if name in sentence]
    facts = split_distributive(_facts(context, (kind, everybody)))

    assert [fact.fact.model_dump()["who"] for fact in facts] == expected
    for fact in facts:
        who = fact.fact.model_dump()["who"]
        assert tuple(fact.fields[f"who[{place}]"].surface for place in range(len(who))) == who


@pytest.mark.parametrize(
    ("sentence", "gist", "who"),
    [
        ("Holm and Berg agreed to press Lund.", "agreed to press Lund", ("Holm", "Berg")),
        ("Holm agreed with Lund to build a pier.", "agreed with Lund to build a pier", ("Holm", "Lund")),
        ("Holm and Berg confirmed that Lund will pay.", "Lund will pay", ("Holm", "Berg")),
    ],
)
def test_who_is_spoken_of_agrees_to_nothing(sentence: str, gist: str, who: tuple[str, ...]) -> None:
    """Whoever the model wrote down: parties stand before what is agreed, or behind "with"."""
    context = made_context([sentence], names=[(name, "person", None) for name in ("Holm", "Berg", "Lund")])
    shape = answer_shape(NewsFact, [1], most=1)
    named = [name for name in ("Holm", "Berg", "Lund") if name in sentence]
    answer = shape.model_validate({"1": [{"what": gist, "who": named, "kind": "agreement"}]})
    ((_, draft),) = answer.items()
    fact, _ = ground_draft(draft, 1, NewsFact, context, SOURCE, policy=policy_of(NewsFact))
    assert fact is not None

    (left,) = leave_spoken_of([fact], context)
    assert left.fact.model_dump()["who"] == who
    assert [path for path in left.fields if path.startswith("who")] == [f"who[{n}]" for n in range(len(who))]
