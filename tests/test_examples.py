"""The example articles hold what ``examples/expected.json`` says that they hold."""

import json
from pathlib import Path
from typing import Any

import pytest

from corrigenda.extract.cleaning import clean_article
from corrigenda.extract.reading import read_articles
from corrigenda.extract.sentences import split_sentences
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.article import Article, CleanArticle

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
EXPECTED: dict[str, dict[str, Any]] = json.loads((EXAMPLES / "expected.json").read_text(encoding="utf-8"))[
    "articles"
]
SIDE_BARS = (
    "Takaichi",
    "Ishiba",
    "Trump",
    "Rubio",
    "Iwaya",
    "Koizumi",
    "Starmer",
    "Lammy",
    "Vance",
    "Merz",
    "Sarkozy",
)


def example(name: str) -> CleanArticle:
    """The example of this id, cleaned."""
    (path,) = (EXAMPLES / "articles").glob(f"{name}.*")
    (article,) = read_articles([path])
    assert isinstance(article, Article)
    return clean_article(article)


def test_every_example_has_its_expectations() -> None:
    """Article ids and the keys of the file are the same."""
    assert sorted(path.stem for path in (EXAMPLES / "articles").iterdir()) == sorted(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_day_of_publication_is_found(name: str) -> None:
    """Printed, in the metadata, or inferred: as the file says."""
    published = example(name).published

    assert (str(published.day), published.how) == (EXPECTED[name]["published"], EXPECTED[name]["how"])


@pytest.mark.parametrize("name", EXPECTED)
def test_sentences_hold_the_facts_and_nobody_of_the_side_bars(name: str) -> None:
    """Each central fact has its one sentence; people whom only a ranking or a comment names are not read."""
    sentences = split_sentences(example(name))
    found = [
        sum(sentence.text.startswith(fact["sentence"]) for sentence in sentences)
        for fact in EXPECTED[name]["facts"]
    ]

    assert found == [1] * len(found)
    assert not [
        sentence.text for sentence in sentences if any(person in sentence.text for person in SIDE_BARS)
    ]


@pytest.mark.parametrize("name", EXPECTED)
def test_wrong_names_stand_in_the_text_as_often_as_told(name: str) -> None:
    """A surface is counted where it is not part of a longer one that is told too."""
    clean = example(name)
    text = "\n".join(clean.text[span.start : span.end] for span in clean.spans if span.label != "boilerplate")
    corrections = sorted(EXPECTED[name]["corrections"], key=lambda wrong: -len(wrong["surface"]))
    counts = {}
    for wrong in corrections:
        counts[wrong["surface"]] = text.count(wrong["surface"])
        text = text.replace(wrong["surface"], "")

    assert counts == {wrong["surface"]: wrong["count"] for wrong in corrections}


def test_everybody_named_is_in_the_starter_table() -> None:
    """Participants are called by the canonical names of the table."""
    known = {entity.canonical for entity in EntityTable.starter().entities()}
    named = {
        person
        for article in EXPECTED.values()
        for fact in article["facts"]
        for person in fact["participants"]
    }

    assert named - known == set()
