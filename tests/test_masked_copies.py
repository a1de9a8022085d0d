"""No worked example and no article of ours is a sentence of the evaluation articles in disguise."""

import ast
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from masked_copies import Measure, Shelf, masked_copies, sentences_of, shared_run
from places import ARTICLES, EXAMPLES, ROOT, SHARED

from corrigenda.extract.cleaning import clean_article
from corrigenda.extract.reading import read_articles
from corrigenda.schemas.article import Article

SEEDS = SHARED / "seeds"
DATA = SHARED / "data"
READOUTS = DATA / "wh_readouts.jsonl"
NEWS = tuple(DATA / "news_links" / name for name in ("rss-500.jsonl", "news-fair-v2-no-coref.jsonl"))

pytestmark = pytest.mark.skipif(
    not all(path.exists() for path in (SEEDS, READOUTS, *NEWS)),
    reason="../shared is not here (it is no part of this repository)",
)

WRITTEN = ("schemas/news.py", "examples/tutorial/appointments.py", "benchmarks/peers_extract.py")
"""Modules that hold worked examples."""
TOO_NEAR = 0.6
"""To a seed: no sentence of other people's news comes so near, and hardly a copy stays below."""
TOO_NEAR_A_READOUT = 0.7
"""To a readout: these are ten thousand sentences, and much alike."""
TOO_LONG = 5
"""Words of content in a row that a seed has too."""
MADE = 200
LEAST_CAUGHT = 0.93


@lru_cache
def seeds() -> list[str]:
    """The sentences and lines of the seed articles, each once."""
    articles = [article for article in read_articles([SEEDS]) if isinstance(article, Article)]
    lines = [sentence for article in articles for sentence in sentences_of(article.text)]
    body = [sentence.text for article in articles for sentence in clean_article(article).sentences]
    return list(dict.fromkeys([*lines, *body]))


@lru_cache
def readouts() -> Shelf:
    """The sentences of the readouts."""
    unwrapped = (re.sub(r"(?<!\n)\n(?!\n)", " ", text) for text in texts_of(READOUTS))
    return Shelf(sentence for text in unwrapped for sentence in sentences_of(text))


@lru_cache
def news() -> list[str]:
    """Sentences of news that have nothing to do with ours or with the evaluation."""
    texts = (re.sub(r" (?=[,.;:)])", "", text) for path in NEWS for text in texts_of(path))
    return [sentence for text in texts for sentence in sentences_of(text)]


@lru_cache
def measure() -> Measure:
    """The measure, with what is rare in that news."""
    return Measure.of(news())


def texts_of(path: Path) -> Iterator[str]:
    """The text of each line of a JSON Lines file."""
    return (json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines())


def worked_examples() -> Iterator[str]:
    """Every sentence written into a module that has worked examples, and into a prompt."""
    for name in WRITTEN:
        for node in ast.walk(ast.parse((ROOT / name).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield from sentences_of(node.value)
    for path in sorted((ROOT / "prompts").glob("*.md")):
        yield from sentences_of(path.read_text(encoding="utf-8"))


def article_sentences() -> Iterator[str]:
    """The sentences and lines of every article of ours, side-bars too."""
    folders = (EXAMPLES / "articles", EXAMPLES / "tutorial" / "articles", ARTICLES)
    for path in (path for folder in folders for path in sorted(folder.iterdir())):
        if path.suffix in (".txt", ".html"):
            yield from sentences_of(re.sub(r"<[^>]*>", "\n\n", path.read_text(encoding="utf-8")))


def near(sentences: Iterator[str]) -> list[str]:
    """Those that are too near to a seed or a readout, or share a run of words with a seed; with the other."""
    found = []
    for sentence in sentences:
        at, seed = measure().nearest(sentence, seeds())
        near_readout, readout = measure().nearest(sentence, readouts().alike(sentence))
        if at >= TOO_NEAR:
            found.append(f"{at:.2f} {sentence!r} ~ {seed!r}")
        elif near_readout >= TOO_NEAR_A_READOUT:
            found.append(f"{near_readout:.2f} {sentence!r} ~ {readout!r}")
        found += [
            f"{sentence!r} has words of {other!r}"
            for other in seeds()
            if shared_run(sentence, other) >= TOO_LONG
        ]
    return found


def test_no_worked_example_is_a_masked_copy() -> None:
    """What the model is shown before an article is not that article."""
    assert near(worked_examples()) == []


def test_no_article_of_ours_is_a_masked_copy() -> None:
    """What the demo and the tests are run on are not the articles that decide."""
    assert near(article_sentences()) == []


def test_a_masked_copy_is_caught() -> None:
    """Of sentences whose names and content were exchanged, words left out and put in, nearly all."""
    of_seeds = [measure().nearest(copy, seeds())[0] for copy in masked_copies(seeds(), MADE, seed=1)]
    of_readouts = [
        measure().nearest(copy, readouts().alike(copy))[0]
        for copy in masked_copies(readouts().sentences, MADE, seed=2)
    ]

    assert sum(at >= TOO_NEAR for at in of_seeds) >= LEAST_CAUGHT * MADE
    assert sum(at >= TOO_NEAR_A_READOUT for at in of_readouts) >= LEAST_CAUGHT * MADE


def test_a_sentence_of_other_news_is_none() -> None:
    """Of the news of others no sentence is taken for a masked copy."""
    others = news()[:: max(1, len(news()) // MADE)]

    assert near(iter(others)) == []
