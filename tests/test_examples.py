"""The example articles hold what ``examples/gold.jsonl`` says that they hold."""

import pytest
from places import EXAMPLES

from corrigenda.evaluation import read_gold
from corrigenda.extract.cleaning import clean_article
from corrigenda.extract.reading import read_articles
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.article import Article, CleanArticle
from corrigenda.schemas.gold import GoldArticle, GoldFact, GoldMention

GOLD = {article.article_id: article for article in read_gold(EXAMPLES / "gold.jsonl")}
PUBLISHED = {
    "frankfurt_coins": ("2023-05-16", "printed"),
    "kyoto_piano": ("2022-11-21", "inferred"),
    "london_dialogue": ("2023-01-05", "metadata"),
    "naha_noise": ("2023-01-12", "printed"),
    "tokyo_opening": ("2021-07-24", "printed"),
}
"""The day of each, and how it is known."""

SIDE_BARS = (
    "Abe",
    "Bach",
    "Draghi",
    "Koizumi",
    "Harris",
    "Starmer",
    "Lammy",
    "Vance",
    "Merz",
    "Rayner",
)


def example(name: str) -> CleanArticle:
    """The example of this id, cleaned."""
    (path,) = (EXAMPLES / "articles").glob(f"{name}.*")
    (article,) = read_articles([path])
    assert isinstance(article, Article)
    return clean_article(article)


def mentions(gold: GoldArticle) -> tuple[GoldMention, ...]:
    """The names that gold has in the article."""
    assert gold.mentions is not None
    return gold.mentions


def facts(gold: GoldArticle) -> tuple[GoldFact, ...]:
    """The facts that gold has in the article."""
    assert gold.facts is not None
    return gold.facts


def test_every_example_has_its_gold() -> None:
    """Article ids are the names of the files."""
    assert (
        sorted(path.stem for path in (EXAMPLES / "articles").iterdir()) == sorted(GOLD) == sorted(PUBLISHED)
    )


@pytest.mark.parametrize("name", GOLD)
def test_the_day_of_publication_is_found(name: str) -> None:
    """Printed, in the metadata, or inferred."""
    published = example(name).published

    assert (str(published.day), published.how) == PUBLISHED[name]


@pytest.mark.parametrize("name", GOLD)
def test_facts_stand_in_sentences(name: str) -> None:
    """Each fact has its one sentence, which begins as the note says."""
    sentences = {(sentence.start, sentence.end): sentence.text for sentence in example(name).sentences}

    for fact in facts(GOLD[name]):
        assert sentences[fact.sentences[0]].startswith(fact.note)


@pytest.mark.parametrize("name", GOLD)
def test_nobody_of_the_side_bars_is_read(name: str) -> None:
    """People whom only a ranking or a comment names stand in no sentence and in no line of gold."""
    read = [sentence.text for sentence in example(name).sentences]
    read += [mention.surface for mention in mentions(GOLD[name])]

    assert not [text for text in read if any(person in text for person in SIDE_BARS)]


@pytest.mark.parametrize("name", GOLD)
def test_names_stand_where_gold_has_them(name: str) -> None:
    """``text[start:end] == surface``, and none of them in what is no part of the article."""
    text, gold = example(name).text, GOLD[name]

    for mention in mentions(gold):
        assert text[mention.start : mention.end] == mention.surface
        assert not any(mention.start < end and start < mention.end for start, end in gold.boilerplate)


def test_everybody_named_is_in_the_starter_table() -> None:
    """Linked names by their ids, participants by their canonical names."""
    entities = list(EntityTable.starter().entities())
    known = {entity.id for entity in entities} | {entity.canonical for entity in entities}
    named = {
        *(mention.entity_id for gold in GOLD.values() for mention in mentions(gold) if mention.entity_id),
        *(person for gold in GOLD.values() for fact in facts(gold) for person in fact.participants),
    }

    assert named - known == set()
