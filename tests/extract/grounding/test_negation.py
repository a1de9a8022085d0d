"""A fact whose own clause denies it is negated, or says so in a note."""

import pytest
from made_contexts import SOURCE, made_context

from corrigenda.extract.drafts import answer_shape
from corrigenda.extract.grounding import add_negations, ground_draft
from corrigenda.extract.policy import policy_of
from corrigenda.schemas.facts import Fact, Person
from corrigenda.schemas.news import NewsFact
from corrigenda.schemas.records import GroundedFact


class Election(Fact):
    """Somebody is elected."""

    person: Person


def _told(schema: type[Fact], sentence: str, **values: object) -> GroundedFact:
    context = made_context([sentence])
    shape = answer_shape(schema, [1], most=1)
    ((_, draft),) = shape.model_validate({"1": [values]}).items()
    fact, _ = ground_draft(draft, 1, schema, context, SOURCE, policy=policy_of(schema))
    assert fact is not None
    return add_negations([fact], context)[0]


@pytest.mark.parametrize(
    ("sentence", "gist", "words"),
    [
        ("Holm did not meet Berg in Oslo.", "meet Berg in Oslo", "did not meet Berg in Oslo"),
        ("Holm hasn’t yet met Berg in Oslo.", "met Berg", "hasn’t yet met Berg"),
        ("Holm refused to meet Berg.", "meet Berg", "refused to meet Berg"),
        ("Holm will not attend the talks.", "will not attend the talks", "will not attend the talks"),
    ],
)
def test_what_is_denied_is_negated(sentence: str, gist: str, words: str) -> None:
    """The denial is taken in with the words that it denies, and the fact says that it did not happen."""
    fact = _told(NewsFact, sentence, what=gist, who=["Holm"], kind="meeting")

    assert fact.fact.model_dump()["negated"] is True
    assert fact.fact.model_dump()["what"] == fact.fields["what"].surface == words
    assert any("so negated is set" in note for note in fact.notes)


@pytest.mark.parametrize(
    ("sentence", "gist", "kind"),
    [
        ("Neither Holm nor Berg attended the talks.", "attended the talks", "meeting"),
        ("Holm said she would not resign.", "would not resign", "statement"),
        ("No minister of the region signed the treaty.", "signed the treaty", "agreement"),
    ],
)
def test_what_may_be_denied_is_told(sentence: str, gist: str, kind: str) -> None:
    """Where the denial is not the verb's own, or what is said denies, only a note says it."""
    fact = _told(NewsFact, sentence, what=gist, who=[], kind=kind)

    assert fact.fact.model_dump()["negated"] is False
    assert any(note.startswith("its clause says") for note in fact.notes)


@pytest.mark.parametrize(
    ("sentence", "gist"),
    [
        ("Holm met not only Berg but the king.", "met not only Berg but the king"),
        ("Holm, who does not speak Danish, met Berg.", "met Berg"),
        ("Holm met Berg and did not speak to reporters.", "met Berg"),
        ("Holm met Berg.", "met Berg"),
    ],
)
def test_what_another_clause_denies_is_not(sentence: str, gist: str) -> None:
    """The denial must stand before the words, in their clause; some expressions deny nothing."""
    fact = _told(NewsFact, sentence, what=gist, who=["Holm"], kind="meeting")

    assert (fact.fact.model_dump()["negated"], fact.notes) == (False, ())


def test_a_fact_of_fields_alone_carries_a_note() -> None:
    """A schema that has no words of the sentence and no such field cannot be negated, but it is told."""
    assert _told(Election, "Ann Holm was not elected.", person="Ann Holm").notes == (
        "its clause says 'was not'",
    )
