"""The whole flow over the example articles: facts by the embedded model as recorded, names without any."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from places import EXAMPLES

from corrigenda.evaluation import read_gold
from corrigenda.extract.model import Model
from corrigenda.extract.reading import read_articles
from corrigenda.extract.sentences import SMALL
from corrigenda.pipeline import process_article
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.article import Article
from corrigenda.schemas.gold import GoldFact
from corrigenda.schemas.records import FactRecord, ProcessedArticle

GOLD = {article.article_id: article for article in read_gold(EXAMPLES / "gold.jsonl")}
FOUND = {
    "frankfurt_coins": 8,
    "kyoto_piano": 6,
    "london_dialogue": 3,
    "naha_noise": 7,
    "tokyo_opening": 5,
}
"""Central facts found with sentence, participants and status when the answers were recorded."""


def _example(name: str) -> Article:
    (path,) = (EXAMPLES / "articles").glob(f"{name}.*")
    (article,) = read_articles([path])
    assert isinstance(article, Article)
    return article


def _meant(record: FactRecord) -> set[str | None]:
    """Everybody in the fact, by id and by canonical name."""
    names = [field.resolution for field in record.fields.values() if field.resolution is not None]
    return {name.entity_id for name in names} | {name.canonical for name in names}


def _is_found(processed: ProcessedArticle, gold: GoldFact) -> bool:
    return any(
        record.status in gold.statuses
        and _meant(record) >= set(gold.participants)
        and any(record.sentence.start < end and start < record.sentence.end for start, end in gold.sentences)
        for record in processed.records
    )


@pytest.mark.parametrize("name", GOLD)
def test_exactly_the_wrong_names_are_set_right(name: str) -> None:
    """Title, date and table are enough; variants stay, and so does everybody in a side-bar."""
    with EntityTable.starter() as table:
        article = _example(name)
        corrected = process_article(article, table=table).corrected

    wrong = {
        (mention.start, mention.surface, mention.corrected): {mention.error, *mention.error_alt}
        for mention in GOLD[name].mentions or ()
        if mention.error is not None
    }
    made = {(edit.start, edit.surface, edit.replacement): edit.error for edit in corrected.edits}
    assert made.keys() == wrong.keys()
    assert [place for place, error in made.items() if error not in wrong[place]] == []


@pytest.mark.parametrize("name", GOLD)
def test_facts_of_an_example(name: str, recorded_model: Model) -> None:
    """As many central facts are found as when it was recorded; every place is the article's own."""
    with EntityTable.starter() as table, ThreadPoolExecutor(3) as pool:
        article = _example(name)
        processed = process_article(article, table=table, model=recorded_model, pool=pool, window=SMALL)

    assert sum(_is_found(processed, fact) for fact in GOLD[name].facts or ()) >= FOUND[name]
    fields = [field for record in processed.records for field in record.fields.values()]
    assert [field for field in fields if article.text[field.start : field.end] != field.surface] == []
    assert not [
        field
        for field in fields
        for start, end in GOLD[name].boilerplate
        if start < field.end and field.start < end
    ]
    assert Counter(record.id for record in processed.records).most_common(1)[0][1] == 1
    assert processed.extraction.read_share == 1.0
