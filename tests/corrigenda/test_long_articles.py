"""An article as long as a book is read whole, in time and memory that grow with its length and no faster."""

import gc
import time
import tracemalloc
from collections.abc import Callable

import pytest
from long_article import long_text, read_by_rule
from made_models import Scripted

from corrigenda.extract.cleaning import clean_article
from corrigenda.extract.drafts import draft_of
from corrigenda.extract.extraction import extract_facts
from corrigenda.outputs.lines import name_lines
from corrigenda.pipeline import process_article
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.article import Article
from corrigenda.schemas.news import NewsFact

LONG = 300_000


def _article(characters: int) -> Article:
    return Article(id="long", text=long_text(characters))


def test_three_hundred_thousand_characters_are_read_whole() -> None:
    """Every sentence is asked about, every fact found, progress told of each window; no draft is kept."""
    clean = clean_article(_article(LONG))
    told: list[tuple[int, int]] = []
    alive: list[int] = []

    def progress(done: int, total: int) -> None:
        told.append((done, total))
        if done % 200 == 0:
            alive.append(sum(isinstance(one, draft_of(NewsFact)) for one in gc.get_objects()))

    started = time.process_time()
    extraction = extract_facts(clean, Scripted(read_by_rule), passes=1, progress=progress)
    spent = time.process_time() - started

    sentences = clean.sentences
    stated = [one for one in sentences if read_by_rule(f"[1] {one.text}") != '{"1": []}']
    assert len(clean.text) >= LONG
    assert (extraction.read_share, extraction.rejects) == (1.0, ())
    assert len(extraction.facts) == len(stated) > 2_000
    assert told == [(number, len(told)) for number in range(1, len(told) + 1)]
    assert len(told) >= len(sentences) / 5
    assert max(alive) <= 20
    assert spent < 60


def test_memory_grows_with_the_article_and_no_faster() -> None:
    """What is held while an article is read is bounded by its length: its facts, and little beside them."""
    extract_facts(clean_article(_article(2_000)), Scripted(read_by_rule), passes=1)
    peaks = []
    for characters in (10_000, 40_000):
        clean = clean_article(_article(characters))
        tracemalloc.start()
        extract_facts(clean, Scripted(read_by_rule), passes=1)
        peaks.append(tracemalloc.get_traced_memory()[1] / characters)
        tracemalloc.stop()

    assert peaks[1] < 1.3 * peaks[0]
    assert peaks[1] < 250  # bytes a character, at a fact for every hundred characters


@pytest.mark.parametrize(
    "work",
    [
        lambda article, table: process_article(article, table=table),
        lambda article, table: process_article(article, table=table, model=Scripted(read_by_rule)),
    ],
    ids=["correct", "run"],
)
def test_time_grows_with_the_article_and_no_faster(work: Callable[[Article, EntityTable], object]) -> None:
    """Four times the text takes little more than four times as long; a square would take sixteen times."""
    with EntityTable.starter() as table:
        work(_article(2_000), table)
        seconds = []
        for characters in (8_000, 32_000):
            started = time.process_time()
            work(_article(characters), table)
            seconds.append(time.process_time() - started)

    assert seconds[1] < 8 * seconds[0]


def test_every_name_of_a_long_article_is_set_right() -> None:
    """From the first page to the last, with the sentence that each stands in."""
    article = _article(15_000)
    with EntityTable.starter() as table:
        processed = process_article(article, table=table)
        names = list(name_lines(processed, table))

    places = [edit.start for edit in processed.corrected.edits]
    assert {(edit.surface, edit.replacement) for edit in processed.corrected.edits} == {
        ("John Blinken", "Antony Blinken")
    }
    assert len(places) == article.text.count("John Blinken")
    lines = [line for line in names if line["start"] in places]
    assert {line["sentence"] for line in lines} == {
        "U.S. Secretary of State John Blinken did not take part, the ministry said."
    }
