"""Each failure that was met in a peer, and the test that holds it here.

Whatever a single article and a scripted answer can show is shown in this module; ``HELD`` says where the rest
is held. How the peers compare names is held by ``test_peers_pairs``.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest
from made_models import ByShape, Memory, Scripted

from corrigenda.extract.cleaning import clean_article
from corrigenda.extract.extraction import extract_facts
from corrigenda.extract.model import Request
from corrigenda.extract.prompting.messages import request_key
from corrigenda.schemas.article import Article
from corrigenda.schemas.facts import Fact, Name, Quote
from corrigenda.schemas.news import NewsFact
from corrigenda.schemas.records import Extraction


class Remark(Fact):
    """Somebody says something."""

    who: tuple[Name, ...]
    words: Quote | None = None


def _read(text: str, *facts: dict[str, Any], schema: type[Fact] = NewsFact) -> Extraction:
    """What is kept of an answer that states ``facts`` of the only sentence of ``text``."""
    model = ByShape(**{schema.__name__: {"1": list(facts)}})
    return extract_facts(clean_article(Article(id="a", text=text)), model, schemas=[schema], passes=1)


def _surfaces(extraction: Extraction) -> list[str]:
    return [place.surface for fact in extraction.facts for place in fact.fields.values()]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Suga said nothing of the kind to reporters.", "Suga said Japan will host the talks"),
        ("The premier said that Japan hosts the talks.", "Japan hosts the talks in Tokyo on Friday"),
    ],
)
def test_a_prefix_is_no_support(text: str, words: str) -> None:
    """Met in langextract: a long claim was tied to the one word that it begins with."""
    extraction = _read(text, {"who": ["nobody at all"], "words": words}, schema=Remark)

    assert extraction.facts == ()
    assert words in [reject.detail["surface"] for reject in extraction.rejects]


@pytest.mark.parametrize(
    ("text", "copied", "written"),
    [
        ("Japan’s Prime Minister spoke at length.", "Japan's Prime Minister", "Japan’s Prime Minister"),
        ("Erdoğan spoke at length.", "Erdogan", "Erdoğan"),
        ("The coop\u00aderation talks went on for days.", "cooperation talks", "coop\u00aderation talks"),
        ("Some 1,200 Marines left the island.", "1,200 Marines", "1,200 Marines"),
        ("İzmir’den Ümit Işık geldi ve konuştu.", "Ümit Işık", "Ümit Işık"),
        ("İİİİ İsmet İnönü spoke at length.", "İsmet İnönü", "İsmet İnönü"),
    ],
)
def test_signs_do_not_cut_a_surface(text: str, copied: str, written: str) -> None:
    """Met in langextract and spacy-llm: curly quotes, diacritics, soft hyphens, commas, ``İ``."""
    extraction = _read(text, {"who": [copied]}, schema=Remark)

    assert _surfaces(extraction) == [written]
    (place,) = extraction.facts[0].fields.values()
    assert text[place.start : place.end] == written


@pytest.mark.parametrize(
    ("text", "copied"),
    [
        ("The governor of Kansas spoke at length.", "Kan"),
        ("The Prim and proper left early.", "Putin"),
        ("Parker and Lindsay spoke at length.", "Park"),
    ],
)
def test_a_name_is_not_found_within_or_near_another_word(text: str, copied: str) -> None:
    """Met in ontogpt ("Kan" in "Kansas") and in instructor ("Putin" where the text has "Prim")."""
    extraction = _read(text, {"who": [copied]}, schema=Remark)

    assert extraction.facts == ()
    assert [reject.stage for reject in extraction.rejects] == ["ground"]


def test_two_facts_on_one_sentence_are_two() -> None:
    """Met in langextract: of facts whose characters overlap, later passes kept one."""
    text = "Dupont met separately with Ana Silva and Peter Novak on Monday."
    extraction = _read(
        text,
        {"what": "met separately with Ana Silva", "who": ["Dupont", "Ana Silva"], "kind": "meeting"},
        {"what": "met separately with Ana Silva", "who": ["Dupont", "Peter Novak"], "kind": "meeting"},
    )

    assert [fact.fact.model_dump()["who"] for fact in extraction.facts] == [
        ("Dupont", "Ana Silva"),
        ("Dupont", "Peter Novak"),
    ]


LEAKED = {"what": "will fly to Paris", "who": ["Bianchi"], "kind": "visit", "where": ["Paris"]}


@pytest.mark.parametrize(
    "text",
    [
        "The harbour was closed on Monday.",
        "The harbour was closed on Monday. It rained for a while. Nobody came. Bianchi stayed in Paris.",
        "The town lies by the sea near Paris, where fish is cheap.",
    ],
)
def test_an_example_does_not_leak_into_the_facts(text: str) -> None:
    """Met in ontogpt: what the prompt shows came back as found, even where the article names the same."""
    extraction = _read(text, LEAKED)

    assert extraction.facts == ()
    assert extraction.rejects


def test_a_quotation_that_nobody_made_is_none() -> None:
    """Met in graphrag: quotes were never held against the text."""
    text = "“The talks were frank,” Holm said of the meeting."
    right = _read(text, {"who": ["Holm"], "words": "The talks were frank"}, schema=Remark)
    wrong = _read(text, {"who": ["Holm"], "words": "The talks were warm and open"}, schema=Remark)

    assert _surfaces(right) == ["Holm", "The talks were frank"]
    assert _surfaces(wrong) == ["Holm"]
    assert [reject.detail["field"] for reject in wrong.rejects] == ["words"]


def _first(text: str) -> Callable[[str], str]:
    return lambda question: text


MET = {"what": "met in Oslo", "who": ["Ann Holm"], "kind": "meeting"}


@pytest.mark.parametrize(
    ("answer", "facts", "rejects", "read"),
    [
        (json.dumps({"1": [MET] * 9 + [{"what": 3}]}), 1, 1, 1.0),
        (json.dumps({"1": [MET, MET]})[:-9], 1, 1, 1.0),
        ("I am sorry, I cannot help with that.", 0, 1, 0.0),
        ('{"7": []}', 0, 1, 0.0),
        ('{"1": []}', 0, 0, 1.0),
    ],
    ids=["one bad of ten", "truncated", "malformed", "of another sentence", "no facts"],
)
def test_what_went_wrong_is_said_and_costs_itself_alone(
    answer: str, facts: int, rejects: int, read: float
) -> None:
    """Met in instructor, langextract and others: one bad item failed all; a failure passed for no facts."""
    model = Scripted(_first(answer))
    article = clean_article(Article(id="a", text="Ann Holm met envoys in Oslo on Monday."))
    extraction = extract_facts(article, model, passes=1)

    assert (len(extraction.facts), len(extraction.rejects)) == (facts, rejects)
    assert extraction.read_share == read
    assert all(reject.raw for reject in extraction.rejects)


def test_the_order_of_words_is_part_of_the_question() -> None:
    """Met in spacy-llm: the cache's key knew which words were asked about, not their order."""
    one, other = (Request(system="s", user=text) for text in ("Holm met Berg", "Berg met Holm"))

    assert request_key("m", NewsFact, one) != request_key("m", NewsFact, other)


def test_a_long_text_is_not_cut_off_in_silence() -> None:
    """Met in GLiNER: 70 % of an article went unread. The last of many sentences is read like the first."""
    sentences = [f"On day {number} the ministers met again in Oslo." for number in range(1, 401)]
    model = Scripted(lambda question: "{}")
    clean = clean_article(Article(id="a", text=" ".join(sentences) + " Ann Holm left."))
    memory = Memory()
    extraction = extract_facts(clean, model, memory=memory, passes=1)

    asked = " ".join(model.asked)
    assert all(sentence in asked for sentence in (*sentences, "Ann Holm left."))
    assert extraction.read_share == 1.0
    assert len(memory) == len(model.asked)
