"""Undecided names put to a model: what it is asked, what its answer does, what it costs."""

import json

import pytest
from made_models import Memory, Scripted
from made_people import held, person

from corrigenda.adjudication import Adjudicator
from corrigenda.batch.outcomes import outcome_of
from corrigenda.pipeline import process_article
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.article import Article
from corrigenda.schemas.errors import ModelError, ReplayMiss
from corrigenda.schemas.names import Choice, Mention
from corrigenda.schemas.records import ProcessedArticle, Usage

IDA = person("ida", "Ida", "Brokk", held("Harbour Master", "NO", "2019-03-01", "2022-06-30"), country="NO")
OLE = person("ole", "Ole", "Brokk", held("Fisheries Minister", "DK", "2018-01-01"), country="DK")
ARTICLE = Article(
    id="herring",
    published="2021-04-12",
    text="Herring is back.\n\nThe catch doubled. Brokk opened the quay himself. Boats came in.",
)


@pytest.fixture
def table() -> EntityTable:
    """Two people of one surname."""
    return EntityTable.of([IDA, OLE])


def choosing(number: str) -> Scripted:
    """A model that gives this answer to every question."""
    return Scripted(lambda question: json.dumps({"choice": number}))


def processed(table: EntityTable, model: Scripted, **options: object) -> ProcessedArticle:
    """The article without facts, one name of it put to the model."""
    given = {"schemas": (), "adjudicate": 1, **options}
    return process_article(ARTICLE, table=table, model=model, **given)  # type: ignore[arg-type] # by name


def test_the_model_chooses_who_is_meant(table: EntityTable) -> None:
    """It is shown the sentence, the day and the candidates with their offices; its choice is evidence."""
    model = choosing("2")

    before = process_article(ARTICLE, table=table).corrected.names
    [name] = processed(table, model).corrected.names

    assert [one.status for one in before] == ["undecided"]
    assert model.asked == [
        "Published: 2021-04-12\n"
        "Sentence: Brokk opened the quay himself.\n"
        "Name: Brokk\n"
        "Candidates:\n"
        "1. Ida Brokk; Norway; Harbour Master (2019-03-01 to 2022-06-30)\n"
        "2. Ole Brokk; Denmark; Fisheries Minister (2018-01-01 to open)"
    ]
    assert (name.status, name.entity_id) == ("linked", "ole")
    assert [one.detail for one in name.evidence if one.kind == "model.chosen"] == [
        "chosen by scripted (adjudicate.v1)"
    ]


def test_it_may_choose_nobody(table: EntityTable) -> None:
    """None of the candidates is an answer too, and speaks against each of them."""
    [name] = processed(table, choosing("none")).corrected.names

    assert name.entity_id != "ole" or name.status != "linked"
    assert "model.other" in [one.kind for one in name.evidence]


def test_an_answer_is_paid_once(table: EntityTable) -> None:
    """The cost is the article's, and what the memory knows is not asked again."""
    model, memory = choosing("1"), Memory()

    first = processed(table, model, memory=memory)
    second = processed(table, model, memory=memory)

    assert first.extraction.usage == Usage(requests=1, prompt_tokens=10, completion_tokens=5)
    assert second.extraction.usage == Usage(cached=1)
    assert len(model.asked) == 1
    assert first.corrected == second.corrected


def test_nothing_is_asked_unbidden(table: EntityTable) -> None:
    """Without a number of names the model is left alone."""
    model = choosing("1")

    processed(table, model, adjudicate=0)

    assert model.asked == []


@pytest.mark.parametrize("reply", ['{"choice": "3"}', '{"choice": 1}', "Ole Brokk", ""])
def test_an_answer_that_is_none_leaves_the_name_undecided(table: EntityTable, reply: str) -> None:
    """What is no number of the list is a reject, and the article is as good as without the question."""
    found = processed(table, Scripted(lambda question: reply))

    assert found.corrected == process_article(ARTICLE, table=table).corrected
    assert [(reject.article_id, reject.stage, reject.raw) for reject in found.extraction.rejects] == [
        ("herring", "adjudicate", reply)
    ]
    assert outcome_of(found, asked=True).state == "no_facts"


def test_a_model_that_fails_is_noted(table: EntityTable) -> None:
    """A request without an answer leaves the name undecided; the reject says whose it was."""

    def fail(question: str) -> str:
        raise ModelError("model 'scripted' cannot be reached", model="scripted")

    adjudicator = Adjudicator(Scripted(fail), table, article_id="herring")

    assert adjudicator(Mention(id="1", surface="Brokk"), (IDA, OLE)) is None
    assert (adjudicator.asked, adjudicator.usage) == (1, Usage())
    assert [reject.reason for reject in adjudicator.rejects] == [
        "who 'Brokk' is stays undecided: model 'scripted' cannot be reached"
    ]


def test_a_replayed_run_without_the_answer_is_no_run(table: EntityTable) -> None:
    """What was not recorded is told, as it is for facts."""

    def miss(question: str) -> str:
        raise ReplayMiss("not recorded", model="scripted")

    with pytest.raises(ReplayMiss):
        processed(table, Scripted(miss))


@pytest.mark.parametrize(
    ("text", "start", "sentence"),
    [
        (None, None, "Captain Brokk"),
        ("Brokk", 0, "Brokk"),
        ("Tides turn\n\nBrokk sails on\nMonday. He waits.", 12, "Brokk sails on Monday."),
        ("It rained. Nobody saw Brokk", 22, "Nobody saw Brokk"),
    ],
)
def test_the_sentence_shown_is_that_of_the_name(
    table: EntityTable, text: str | None, start: int | None, sentence: str
) -> None:
    """It ends with its paragraph, and goes on over the end of a line; without a text it is the name."""
    model = choosing("1")
    mention = Mention(id="1", surface="Brokk", title="Captain", text=text, start=start)

    choice = Adjudicator(model, table)(mention, (IDA,))

    assert choice == Choice(entity_id="ida", by="scripted (adjudicate.v1)")
    assert model.asked[0].splitlines()[:3] == [
        "Published: unknown",
        f"Sentence: {sentence}",
        "Name: Captain Brokk",
    ]
