"""Facts of an article, whatever the model answers."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from made_models import Memory, Scripted

from corrigenda.extract.cleaning import clean_article
from corrigenda.extract.extraction import extract_facts
from corrigenda.schemas.article import Article, CleanArticle
from corrigenda.schemas.errors import ModelError, ReplayMiss

TEXT = (
    "Foreign Minister Ann Holm met Envoy John Berg in Oslo on Monday. “We agree,” Holm said.\n"
    "Berg will visit Rome next week. Nobody else came.\n"
)
MET = {"what": "met in Oslo", "who": ["Ann Holm", "John Berg"], "kind": "meeting"}


def _article() -> CleanArticle:
    return clean_article(Article(id="talks", text=TEXT))


def _numbers(question: str) -> list[str]:
    return [line[1 : line.index("]")] for line in question.splitlines()]


def _with(facts: dict[str, list[object]]) -> Callable[[str], str]:
    return lambda question: json.dumps({n: facts.get(n, []) for n in _numbers(question)})


@pytest.mark.parametrize("size", [1, 2, 5])
def test_every_sentence_is_asked_about_once(size: int) -> None:
    """Whatever the window, nothing is left out and nothing is paid for twice."""
    model = Scripted(_with({}))
    extraction = extract_facts(_article(), model, size=size, passes=1)

    assert [number for question in model.asked for number in _numbers(question)] == ["1", "2", "3", "4"]
    assert extraction.read_share == 1.0
    assert extraction.usage.requests == len(model.asked)


def test_facts_are_numbered_in_the_order_of_the_text() -> None:
    """Ids are the article's, so that they stay the same however the requests were shared out."""
    visit = {"what": "will visit Rome", "who": ["Berg"], "kind": "visit", "status": "planned"}
    model = Scripted(_with({"1": [MET], "3": [visit]}))
    with ThreadPoolExecutor(3) as pool:
        extraction = extract_facts(_article(), model, pool=pool, size=1, passes=1)

    assert [(fact.id, fact.sentence.id) for fact in extraction.facts] == [("talks-f1", 1), ("talks-f2", 3)]
    assert all(TEXT[g.start : g.end] == g.surface for fact in extraction.facts for g in fact.fields.values())


def test_what_was_answered_is_not_asked_again() -> None:
    """The same article, model and schema cost nothing the second time, and give the same."""
    memory = Memory()
    model = Scripted(_with({"1": [MET]}))
    first = extract_facts(_article(), model, memory=memory, passes=1)
    asked = len(model.asked)
    second = extract_facts(_article(), model, memory=memory, passes=1)

    assert len(model.asked) == asked
    assert second.facts == first.facts
    assert (second.usage.cached, second.usage.tokens) == (asked, 0)


def test_one_bad_fact_of_ten_costs_that_fact() -> None:
    """Nine are kept, and the tenth is a reject with what was said."""
    people = [{**MET, "what": f"met {n}"} for n in ("a", "b", "c", "d", "e", "f", "g", "h", "i")]
    extraction = extract_facts(_article(), Scripted(_with({"1": [*people, {"what": 3}]})), size=1, passes=1)

    assert len(extraction.facts) == 9
    assert [(reject.stage, reject.sentence) for reject in extraction.rejects] == [("answer", 1)]


def test_a_malformed_answer_is_not_no_facts() -> None:
    """Its window is halved and asked again; what stays unreadable is a reject, and counted as not read."""

    def reply(question: str) -> str:
        return '{"2": [' if "We agree" in question else _with({"1": [MET]})(question)

    extraction = extract_facts(_article(), Scripted(reply), size=4, passes=1)

    assert len(extraction.facts) == 1
    assert [(reject.stage, reject.sentence, reject.raw) for reject in extraction.rejects] == [
        ("answer", 2, '{"2": [')
    ]
    assert extraction.read_share == 0.75


def test_what_is_whole_of_an_answer_that_broke_off_is_kept() -> None:
    """A model that repeats itself is cut off; its first facts were paid for, and the rest is a reject."""

    def reply(question: str) -> str:
        whole = json.dumps({"1": [MET, {**MET, "what": "met"}]})
        return whole[:-5] if "Ann Holm met" in question else _with({})(question)

    extraction = extract_facts(_article(), Scripted(reply), size=1, passes=1)

    assert [fact.fact.model_dump()["what"] for fact in extraction.facts] == ["met in Oslo"]
    assert [reject.stage for reject in extraction.rejects] == ["answer"]
    assert extraction.read_share == 1.0


def test_a_failing_request_costs_its_window() -> None:
    """The others go on, and the reject says what to do."""

    def reply(question: str) -> str:
        if "Rome" in question:
            raise ModelError("the server is down; run the same command again", model="scripted")
        return _with({"1": [MET]})(question)

    extraction = extract_facts(_article(), Scripted(reply), size=1, passes=1)

    assert len(extraction.facts) == 1
    assert [(reject.stage, reject.sentence) for reject in extraction.rejects] == [("model", 3)]
    assert extraction.read_share == 0.75


def test_a_replayed_run_that_lacks_an_answer_is_no_run() -> None:
    """It stops at once instead of passing for an article without facts."""

    def reply(question: str) -> str:
        raise ReplayMiss("not recorded", model="scripted")

    with pytest.raises(ReplayMiss):
        extract_facts(_article(), Scripted(reply))


def test_an_example_of_the_prompt_does_not_leak() -> None:
    """A fact copied from the worked examples names nobody in the article, and is thrown out."""
    leaked = {"what": "will fly to Paris", "who": ["Bianchi"], "kind": "visit", "where": ["Paris"]}
    extraction = extract_facts(_article(), Scripted(_with({"4": [leaked]})), size=1, passes=1)

    assert extraction.facts == ()
    assert {reject.detail["surface"] for reject in extraction.rejects} >= {"Bianchi", "Paris"}


def test_the_second_pass_asks_about_sentences_that_should_have_told() -> None:
    """Whoever is cited says something; the sentence is asked about again, in the same conversation."""
    said = {"what": "We agree", "who": ["Holm"], "kind": "statement", "speaker": "Holm"}

    def reply(question: str) -> str:
        if question.startswith("You gave no fact for [2]"):
            return json.dumps({"2": [said]})
        return "{}" if question.startswith("You gave") else _with({"1": [MET]})(question)

    model = Scripted(reply)
    extraction = extract_facts(_article(), model, size=1)

    assert [fact.sentence.id for fact in extraction.facts] == [1, 2]
    assert extraction.usage.requests == len(model.asked)
