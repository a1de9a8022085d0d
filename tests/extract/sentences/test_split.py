"""Sentences with offsets: where one ends, where it only looks so, and in bounded time."""

import time

import pytest

from corrigenda.extract.cleaning import clean_article
from corrigenda.extract.sentences import split_sentences
from corrigenda.schemas.article import Article, Sentence, Span


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text that is all body."""
    span = Span(start=0, end=len(text), label="body")
    return split_sentences(text, (span,))


@pytest.mark.parametrize(
    "expected",
    [
        ["He met U.S. Secretary of State Antony Blinken on Jan. 20.", "They spoke for an hour."],
        [
            "Sen. Bob Menendez and Gen. Mark Milley came at 2:36 p.m. EDT.",
            "Talks began at 3 p.m.",
            "They left.",
        ],
        [
            "“Each country has its needs,” he said.",
            "“We listen.”",
            "He then left the U.S.",
            "The talks go on.",
        ],
        [
            "John J. Sullivan met Jake Sullivan.",
            "Joseph R. Biden Jr. spoke.",
            "It fell 1.8% in July-Sept.",
            "Rice rose.",
        ],
        ["The U.N. said so.", "No. 3 in line, Mr. Li agreed.", "He said no.", "They flew to St. Petersburg."],
        ["It is more and more. serious, said Lloyd Austin. on Sunday.", "He went home."],
        ["“We agree … on all,” he said.", "Really?!", "“Really?” he asked.", "Yes."],
        ["He works at Nippon Co. Ltd. in Tokyo.", "The pact (signed on Feb. 3.) ended."],
        ["They met in Washington, D.C.", "The ministers smiled."],
        ["1. The sides agree.", "They will meet in 2024.", "Nothing else was said."],
        ["They met in Tokyo.", "Then they left.", "A line was lost here."],
        ["Blinken called it “the cornerstone of the U.S.”", "Motegi nodded."],
        ["The two met in Matera. (Pool/@minister)"],
        ["It applies to the islets. ."],
        ["林外相は会談した。", "「よい会談だった。」と述べた。", "次回は5月。"],
        ["王毅会见了布林肯。", "双方同意合作！", "下次会谈在五月举行。"],
        ["التقى الوزير نظيره.", "هل اتفقا؟", "نعم، اتفقا."],
        ["박진 장관이 하야시 외무상을 만났다.", "두 장관은 합의했다."],
        ["İstanbul’da görüştüler.", "Görüşme sürdü."],
    ],
)
def test_a_text_comes_apart_into_its_sentences(expected: list[str]) -> None:
    """Abbreviations, initials, quotations and lower case go on; other scripts have their own stops."""
    blank = "" if "。" in expected[0] else " "

    assert [sentence.text for sentence in sentences(blank.join(expected))] == expected


def test_a_lost_line_break_still_ends_a_sentence() -> None:
    """A stop with no blank behind it ends a sentence where a word with a capital follows."""
    assert [sentence.text for sentence in sentences("They met in Tokyo.Then they left.")] == [
        "They met in Tokyo.",
        "Then they left.",
    ]


def test_only_what_is_to_be_read_is_numbered() -> None:
    """Headline, captions and body count from 1; all else, and what is repeated, has no sentences."""
    text = (
        "Kishida Visits Seoul at Last\nMay 7, 2023\nBy Ann Lee\nKishida in Seoul (Pool photo)\n"
        "Kishida in Seoul (Pool photo)\nSEOUL (Pool) — Kishida met Yoon on Sunday. He stayed for a day.\n"
        "It was the first visit in twelve years.\nMost Read\n- Ishiba Waits"
    )
    found = clean_article(Article(id="a", text=text)).sentences

    assert [(sentence.id, sentence.label, sentence.text) for sentence in found] == [
        (1, "headline", "Kishida Visits Seoul at Last"),
        (2, "caption", "Kishida in Seoul (Pool photo)"),
        (3, "body", "Kishida met Yoon on Sunday."),
        (4, "body", "He stayed for a day."),
        (5, "body", "It was the first visit in twelve years."),
    ]
    assert all(text[sentence.start : sentence.end] == sentence.text for sentence in found)


@pytest.mark.parametrize(
    "text",
    [
        "He met Sen. Kim at 3 p.m. in the U.S. They left. " * 6_000,
        "no stop at all " * 20_000,
        "x" * 300_000,
        ". " * 150_000,
    ],
    ids=["sentences", "words", "one word", "stops"],
)
def test_a_long_paragraph_is_split_in_bounded_time(text: str) -> None:
    """300,000 characters in one paragraph take seconds, and no sentence is longer than a model can read."""
    start = time.process_time()
    found = sentences(text)

    assert time.process_time() - start < 5
    assert max((len(sentence.text) for sentence in found), default=0) <= 4_000
    assert sum(len(sentence.text.replace(" ", "")) for sentence in found) in (len(text.replace(" ", "")), 0)
