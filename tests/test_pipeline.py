"""The whole flow over the example articles: facts by the embedded model as recorded, names without any."""

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from corrigenda.extract.model import Model
from corrigenda.extract.reading import read_articles
from corrigenda.extract.windows import SMALL
from corrigenda.pipeline import correct_article, process_article
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.article import Article
from corrigenda.schemas.records import ProcessedArticle

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
EXPECTED: dict[str, dict[str, Any]] = json.loads((EXAMPLES / "expected.json").read_text(encoding="utf-8"))[
    "articles"
]


def _example(name: str) -> Article:
    (path,) = (EXAMPLES / "articles").glob(f"{name}.*")
    (article,) = read_articles([path])
    assert isinstance(article, Article)
    return article


def _found(processed: ProcessedArticle, expected: dict[str, Any]) -> bool:
    """Whether a record of the same sentence has all its participants, by their canonical names."""
    for record in processed.records:
        people = {
            field.resolution.canonical for field in record.fields.values() if field.resolution is not None
        }
        if record.sentence.text.startswith(expected["sentence"]) and people >= set(expected["participants"]):
            return True
    return False


@pytest.mark.parametrize("name", EXPECTED)
def test_exactly_the_wrong_names_are_set_right(name: str) -> None:
    """Title, date and table are enough; variants stay, and so does everybody in a side-bar."""
    with EntityTable.starter() as table:
        article = _example(name)
        corrected = correct_article(article, table=table)

    made = Counter((edit.surface, edit.replacement) for edit in corrected.edits)
    told = EXPECTED[name]["corrections"]
    assert made == {(wrong["surface"], wrong["replacement"]): wrong["count"] for wrong in told}
    errors = {wrong["surface"]: {wrong["error"], *wrong.get("error_alt", ())} for wrong in told}
    assert [edit for edit in corrected.edits if edit.error not in errors[edit.surface]] == []
    assert all(article.text[edit.start : edit.end] == edit.surface for edit in corrected.edits)


@pytest.mark.vcr
@pytest.mark.parametrize("name", EXPECTED)
def test_facts_of_an_example(name: str, recorded_model: Model) -> None:
    """Most central facts are found, each place is the raw article's, and nothing comes from a side-bar."""
    with EntityTable.starter() as table, ThreadPoolExecutor(3) as pool:
        article = _example(name)
        processed = process_article(article, table=table, model=recorded_model, pool=pool, window=SMALL)

    facts = EXPECTED[name]["facts"]
    found = sum(_found(processed, fact) for fact in facts)
    assert found >= len(facts) / 2, f"{found} of {len(facts)}"
    labels = {(span.start, span.end): span.label for span in processed.article.spans}
    for record in processed.records:
        for field in record.fields.values():
            assert article.text[field.start : field.end] == field.surface
            assert [
                label for (start, end), label in labels.items() if start <= field.start and field.end <= end
            ] != ["boilerplate"]
    assert processed.extraction.read_share == 1.0
