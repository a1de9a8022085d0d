"""What the model is told and asked."""

import json

from corrigenda.extract.prompting import fingerprint
from corrigenda.extract.prompting.messages import make_request, request_key
from corrigenda.schemas.article import Sentence, Window
from corrigenda.schemas.facts import Example, Fact, Organization, Person, When
from corrigenda.schemas.news import NewsFact


class Appointment(Fact):
    """Somebody is named to, takes or leaves an office."""

    person: Person
    office: str
    organization: Organization | None = None
    when: When | None = None


class Worked(Appointment):
    """Somebody is named to an office."""


Worked.examples = (
    Example(
        ("Ms. Holm was named chair of the Nordic Bank.",),
        {1: (Worked(person="Holm", office="chair", organization="Nordic Bank"),)},
    ),
)


def _window(*texts: str) -> Window:
    sentences, start = [], 0
    for number, text in enumerate(texts, start=7):
        sentences.append(Sentence(id=number, start=start, end=start + len(text), text=text))
        start += len(text) + 1
    return Window(id="w1", sentences=tuple(sentences))


def test_the_docstring_and_the_fields_are_the_instructions() -> None:
    """A user writes a class and nothing else; each field is told by its description, marker or type."""
    request = make_request(Appointment, _window("Ono became minister."), most=4)

    assert "somebody is named to, takes or leaves an office." in request.system
    assert "\nperson: a person's name as written" in request.system
    assert "\noffice: a few words of the sentence\n" in request.system
    assert request.system.count("only if it is stated") == 2


def test_sentences_are_numbered_as_in_the_article() -> None:
    """The question shows each sentence on one line, under its own number."""
    request = make_request(Appointment, _window("Ono became\nminister.", "She thanked them."), most=4)

    assert request.user == "[7] Ono became minister.\n[8] She thanked them."


def test_examples_are_turns_before_the_question() -> None:
    """The model sees a worked answer in the very form that it must give, without defaults and blanks."""
    request = make_request(Worked, _window("Ono became minister."), most=4)

    asked, answered, question = request.user, request.messages[0], request.messages[1]
    assert asked == "[1] Ms. Holm was named chair of the Nordic Bank."
    assert answered.content == '{"1":[{"person":"Holm","office":"chair","organization":"Nordic Bank"}]}'
    assert question.content == "[7] Ono became minister."


def test_what_stays_the_same_comes_first() -> None:
    """Two windows share all but the last turn, so that a prefix cache pays for it once."""
    one, other = (make_request(NewsFact, _window(text), most=4) for text in ("A said so.", "B said so."))

    assert (one.system, one.user, one.messages[:-1]) == (other.system, other.user, other.messages[:-1])


def test_the_key_changes_with_what_the_model_is_told_and_asked() -> None:
    """Another model, schema, example or sentence is another question; the same is the same."""
    request = make_request(Appointment, _window("Ono became minister."), most=4)
    keys = {
        request_key("m", Appointment, request),
        request_key("other", Appointment, request),
        request_key("m", Worked, make_request(Worked, _window("Ono became minister."), most=4)),
        request_key("m", Appointment, make_request(Appointment, _window("Ono left."), most=4)),
    }

    assert len(keys) == 4
    assert request_key("m", Appointment, request) in keys
    assert fingerprint(Appointment) != fingerprint(Worked)


def test_the_news_examples_are_answers_of_the_news_schema() -> None:
    """Each example's answer can be read back as what it was written as."""
    request = make_request(NewsFact, _window("A said so."), most=4)

    answers = [turn.content for turn in request.messages if turn.role == "assistant"]
    assert len(answers) == len(NewsFact.examples)
    for answer, example in zip(answers, NewsFact.examples, strict=True):
        assert tuple(NewsFact(**fact) for fact in json.loads(answer)["1"]) == example.facts[1]
