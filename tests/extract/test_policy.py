"""What makes up for a small model, and for whom."""

import json
from collections.abc import Mapping
from typing import Literal

import pytest
from made_models import ByShape

from corrigenda.extract.cleaning import clean_article
from corrigenda.extract.extraction import extract_facts
from corrigenda.extract.policy import Completion, Cue, ExtractionPolicy, Policies, policy_of
from corrigenda.schemas.article import Article
from corrigenda.schemas.errors import SchemaError
from corrigenda.schemas.facts import Fact, Gist, Person, When
from corrigenda.schemas.names import Mention
from corrigenda.schemas.news import NewsFact

TEXT = "Ann Holm met Jon Berg on Monday."


class Meeting(Fact):
    """Several people meet."""

    what: Gist
    who: tuple[Person, ...]
    kind: Literal["meeting", "call"] = "meeting"
    when: When | None = None


class BoardMeeting(Meeting):
    """A board meets."""


class Local(NewsFact):
    """News of one town."""


HELPED = ExtractionPolicy(
    cues=(Cue(field="kind", value="call", words="calling"),),
    participants=Completion(field="who"),
    time=Completion(field="when"),
)


def _found(policies: Policies, schema: type[Fact] = Meeting) -> Mapping[str, object]:
    """What the fact says that a hasty model made of the text."""
    names = [
        Mention(id=name, surface=name, start=TEXT.index(name), type="person")
        for name in ("Ann Holm", "Jon Berg")
    ]
    hasty = {"what": "met", "who": ["Ann Holm"], "kind": "call"}
    (fact,) = extract_facts(
        clean_article(Article(id="a", text=TEXT)),
        ByShape(**{schema.__name__: {"1": [hasty]}}),
        schemas=[schema],
        policies=policies,
        names=names,
    ).facts
    return dict(json.loads(fact.fact.model_dump_json()))


@pytest.mark.parametrize("schema", [Meeting, BoardMeeting])
def test_a_policy_is_given_beside_the_schema(schema: type[Fact]) -> None:
    """Who else takes part, when it was and what needs a word is code's; a class made of it inherits."""
    assert _found({Meeting: HELPED}, schema) == {
        "what": "met",
        "who": ["Ann Holm", "Jon Berg"],
        "kind": "meeting",
        "when": "on Monday",
    }


def test_a_schema_without_a_policy_says_what_the_model_said() -> None:
    """Nothing is added, nothing asked of its values."""
    assert _found({}) == {"what": "met", "who": ["Ann Holm"], "kind": "call", "when": None}


def test_news_have_a_policy_of_their_own() -> None:
    """So has what is made of them, until the user gives another."""
    assert policy_of(Local) is policy_of(NewsFact)
    assert policy_of(NewsFact).most_of(1) == 2
    assert policy_of(Local, {NewsFact: HELPED}) is HELPED
    assert policy_of(Meeting, {NewsFact: HELPED}) == ExtractionPolicy()


def test_a_policy_that_cannot_work_is_said_before_anything_is_asked() -> None:
    """As is a schema that cannot."""
    with pytest.raises(SchemaError, match="time: it names 'kind', which is no When"):
        _found({Meeting: ExtractionPolicy(time=Completion(field="kind"))})
