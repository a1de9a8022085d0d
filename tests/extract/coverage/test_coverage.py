"""What an article states and no fact uses."""

from collections.abc import Sequence
from datetime import date

import pytest

from corrigenda.extract.coverage import cover
from corrigenda.extract.sentences import split_sentences
from corrigenda.schemas.article import Article, CleanArticle, Published, Span
from corrigenda.schemas.names import Resolution
from corrigenda.schemas.news import NewsFact
from corrigenda.schemas.records import Anaphor, Coverage, GroundedFact, Grounding, Provenance

TEXT = (
    "Ann Holm met Jon Berg in Oslo on Tuesday. He promised $3.2 billion and 12 boats.\n"
    "MOST READ: 40 things by Eva Lund\n"
)
BODY = TEXT.index("\n")
NAMES = ("Ann Holm", "Jon Berg", "Berg", "Oslo", "Eva Lund")


def resolved(surface: str) -> Resolution:
    """A name of the text; Berg is linked."""
    start = TEXT.index(surface)
    linked = surface == "Jon Berg"
    return Resolution(
        id=surface,
        surface=surface,
        start=start,
        end=start + len(surface),
        status="linked" if linked else "nil",
        entity_id="Q1" if linked else None,
        canonical="Jonathan Berg" if linked else None,
        confidence=0.9,
    )


def covered(*used: str, via: str | None = None, day: date | None = date(2024, 5, 8)) -> Coverage:
    """The coverage of the text by one fact with these words in its fields."""
    spans = (
        Span(start=0, end=BODY, label="body"),
        Span(start=BODY + 1, end=len(TEXT) - 1, label="boilerplate"),
    )
    article = CleanArticle(
        article=Article(id="one", text=TEXT),
        spans=spans,
        sentences=split_sentences(TEXT, spans),
        published=Published(day=day, how="given" if day else "unknown"),
    )
    fields = {
        f"who[{number}]": Grounding(
            surface=words,
            start=TEXT.index(words),
            end=TEXT.index(words) + len(words),
            alignment="exact",
            via=None
            if via is None
            else Anaphor(surface=via, start=TEXT.index(via), end=TEXT.index(via) + len(via)),
        )
        for number, words in enumerate(used)
    }
    fact = GroundedFact(
        id="f1",
        article_id="one",
        schema_name="NewsFact",
        fact=NewsFact(what="met", who=used, kind="meeting"),
        sentence=article.sentences[0],
        fields=fields,
        provenance=Provenance(model="made", prompt="facts.v1", schema_name="NewsFact", request="k1"),
    )
    return cover(article, (fact,), [resolved(name) for name in NAMES])


@pytest.mark.parametrize(
    ("used", "unused"),
    [
        ((), ["Ann Holm", "Jon Berg", "Oslo", "on Tuesday", "$3.2 billion", "12 boats"]),
        (("Ann Holm", "Jon Berg", "Oslo"), ["on Tuesday", "$3.2 billion", "12 boats"]),
        (("Berg in Oslo", "Tuesday"), ["Ann Holm", "$3.2 billion", "12 boats"]),
        (("promised $3.2 billion and 12",), ["Ann Holm", "Jon Berg", "Oslo", "on Tuesday"]),
    ],
)
def test_what_no_field_touches_is_unused(used: Sequence[str], unused: list[str]) -> None:
    """A thing is used as soon as a field shares a character with it; side-bars state nothing."""
    assert unused == [one.surface for one in covered(*used).unused]


def test_a_name_that_a_word_stands_for_is_used() -> None:
    """Where "he" stands for a name, the name is used."""
    assert "Ann Holm" not in [one.surface for one in covered("Ann Holm", via="He").unused]


def test_all_that_is_stated_is_counted() -> None:
    """Names, times and numbers are counted, used or not; a name within a name is none of its own."""
    found = covered("Ann Holm")

    assert (found.names, found.times, found.numbers) == (3, 1, 2)


def test_offsets_sentences_and_meanings() -> None:
    """Each thing stands where it says, in a sentence, with its entity or its day."""
    unused = covered().unused

    assert [TEXT[one.start : one.end] for one in unused] == [one.surface for one in unused]
    assert [(one.kind, one.sentence) for one in unused] == [
        *[("name", 1)] * 3,
        ("time", 1),
        *[("number", 2)] * 2,
    ]
    assert [(one.entity_id, one.canonical) for one in unused[:2]] == [(None, None), ("Q1", "Jonathan Berg")]
    assert [one.time.value for one in unused if one.time is not None] == ["2024-05-07"]


def test_without_a_day_a_time_means_nothing() -> None:
    """Nothing is guessed where the day of the article is not known."""
    assert [one.time for one in covered(day=None).unused] == [None] * 6
