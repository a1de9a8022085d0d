"""Cleaning labels the whole page, on pages of our own making (``tests/articles``) that look like others'."""

import json
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import ARTICLES, SHARED

from corrigenda.extract.cleaning import clean_article
from corrigenda.extract.reading import read_articles
from corrigenda.schemas.article import Article, CleanArticle

PAGES = ARTICLES
SEEDS = SHARED / "seeds"


def cleaned(text: str, **fields: str) -> CleanArticle:
    """The article with this text, cleaned."""
    return clean_article(Article(id="a", text=text, **fields))


def page(expected: Path) -> Path:
    """The page that stands beside its expected labels."""
    return next(path for path in sorted(PAGES.glob(f"{expected.stem}.*")) if path.suffix != ".json")


@pytest.mark.parametrize("expected", sorted(PAGES.glob("*.json")), ids=lambda path: path.stem)
def test_every_span_of_a_page_has_its_label(expected: Path) -> None:
    """Each page comes apart into the labelled spans that its JSON file lists, by their first words."""
    told = json.loads(expected.read_text(encoding="utf-8"))["spans"]
    (article,) = read_articles([page(expected)])
    assert isinstance(article, Article)

    spans = clean_article(article).spans
    shown = [(span.label, " ".join(article.text[span.start : span.end].split())) for span in spans]

    assert [
        [label, text[: len(start)]] for (label, text), (_, start) in zip(shown, told, strict=False)
    ] == told
    assert len(shown) == len(told)


@pytest.mark.parametrize("expected", sorted(PAGES.glob("*.json")), ids=lambda path: path.stem)
def test_the_day_of_a_page_is_known_or_said_to_be_unknown(expected: Path) -> None:
    """Each page gives the day, the moment and the dateline's place that its JSON file lists."""
    told = json.loads(expected.read_text(encoding="utf-8"))
    (article,) = read_articles([page(expected)])
    assert isinstance(article, Article)

    clean = clean_article(article)
    published = json.loads(clean.published.model_dump_json())

    assert {name: published[name] for name in ("how", "day", "moment")} == {
        name: told.get(name) for name in ("how", "day", "moment")
    }
    assert clean.dateline_place == told["place"]


KINDS = {"boilerplate": "boilerplate", "published": "metadata", "byline": "metadata"}
"""What a reader calls a label; everything else is text."""
PARTS = (
    ("boilerplate", "Home\nAllotments\nBees\n\n"),
    ("body", "Wasps Win the Cake Contest\n\n"),
    ("metadata", "By Dorrit Vane\nAugust 9, 2019\n\n"),
    (
        "body",
        'The judges of Little Snoring gave up at noon. "We could not see the jam," one of them said.\n\n',
    ),
    ("body", "Second came a marrow in icing. Its maker, 91, wants his plate back before Sunday's fair.\n\n"),
    ("boilerplate", "Related Stories\nTen things to do with a marrow\n\nFollow us on Twitter\n"),
)


def kinds_of(clean: CleanArticle) -> list[str]:
    """Text, boilerplate or metadata: what each character is."""
    kinds = [""] * len(clean.text)
    for span in clean.spans:
        kinds[span.start : span.end] = [KINDS.get(span.label, "body")] * (span.end - span.start)
    return kinds


def inked(text: str, kinds: list[str]) -> list[tuple[str, str]]:
    """Each character that is no blank, with its kind."""
    return [(one, kind) for one, kind in zip(text, kinds, strict=True) if not one.isspace()]


def test_an_article_of_ours_comes_apart_as_it_was_put_together() -> None:
    """Every character of an invented page is text, boilerplate or metadata as it was meant."""
    text = "".join(part for _, part in PARTS)
    meant = [kind for kind, part in PARTS for _ in part]

    assert inked(text, kinds_of(cleaned(text))) == inked(text, meant)


@pytest.mark.parametrize("name", ["000", "004"])
def test_the_seed_articles_come_apart_as_annotated(name: str) -> None:
    """Every character of the annotated seed articles is text, boilerplate or metadata as its readers say."""
    if not SEEDS.is_dir():
        pytest.skip("../shared/seeds is not here")
    gold = json.loads((SEEDS / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    text = (SEEDS / gold["file"]).read_text(encoding="utf-8")
    theirs = [""] * len(text)
    for kind in ("body", "boilerplate", "metadata"):
        for span in gold[f"{kind}_spans"]:
            theirs[span["start"] : span["end"]] = [kind] * (span["end"] - span["start"])

    assert inked(text, kinds_of(cleaned(text))) == inked(text, theirs)


LINES = st.sampled_from(
    [
        "",
        "  ",
        "-",
        "• Home",
        "[ad_1] The minister said so.",
        "Most Popular",
        "Recent Comments",
        "May 3, 2023",
        "TOKYO, March 3 (Pool) - The talks ended.",
        "By Ann Lee",
        "Kishida Visits Seoul",
        "The two ministers met in Rome on Tuesday and agreed to meet again.",
        "林外相は会談した。",
        "İstanbul’da görüştüler\u200b",
    ]
)


@given(st.lists(LINES | st.text(max_size=40), max_size=12), st.sampled_from(["\n", "\r\n", "\n\n", "\u2028"]))
def test_every_non_blank_character_has_one_label(lines: list[str], newline: str) -> None:
    """Spans are in order, do not overlap, and leave nothing out but blanks."""
    text = newline.join(lines)
    spans = cleaned(text).spans
    covered = [index for span in spans for index in range(span.start, span.end)]

    assert covered == sorted(set(covered))
    assert all(text[index].isspace() for index in set(range(len(text))) - set(covered))


def test_the_users_date_overrides_the_printed_one() -> None:
    """What the user says of the day of publication is taken, and known to come from the user."""
    article = Article(id="a", text="May 3, 2023\nThe ministers met on Tuesday.", published="2023-05-04")
    published = clean_article(article, date=date(2021, 3, 16)).published

    assert (published.day, published.how) == (date(2021, 3, 16), "given")


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("TOKYO, March 16, 2021 - The talks\nbegan on Tuesday.\n", ["The talks", "began on Tuesday."]),
        (
            "TOKYO, March 16, 2021 - The foreign ministers of the countries met on\nTuesday to talk of fish.",
            ["The foreign ministers of the countries met on\nTuesday to talk of fish."],
        ),
        (
            "Talks begin\nTOKYO, March 16, 2021 (Pool) - The foreign ministers met on Tuesday at\n"
            "Government House to talk of fish.\nThe Danish envoy, who had come by train, left them soon,\n"
            "and they went on.\nNobody else came.",
            [
                "The foreign ministers met on Tuesday at\nGovernment House to talk of fish.",
                "The Danish envoy, who had come by train, left them soon,\nand they went on.",
                "Nobody else came.",
            ],
        ),
        (
            "TOKYO, March 16, 2021 -\nThe ministers met on Tuesday to talk about the price of\nfish.",
            ["The ministers met on Tuesday to talk about the price of\nfish."],
        ),
    ],
)
def test_a_short_text_that_is_wrapped_has_its_dateline(text: str, body: list[str]) -> None:
    """The line under the dateline is text, though it stops short of its sentence's end; the next goes on."""
    clean = cleaned(text)
    labelled = [text[span.start : span.end] for span in clean.spans if span.label == "body"]

    assert (clean.published.day, clean.published.how) == (date(2021, 3, 16), "printed")
    assert clean.dateline_place == "TOKYO"
    assert labelled == body


MAIN_TEXT = (
    ("headline", "Ferry strike enters its second week"),
    ("body", "The crews of both ferries stayed ashore on Monday, the port of Larne said."),
    ("boilerplate", "Share this story on Facebook"),
    ("headline", "What the crews want"),
    ("body", "- A rest of eleven hours"),
    ("body", "- A second cook on the late boat"),
    ("boilerplate", "Subscribe to our newsletter and never miss a boat."),
    ("body", "| Pos | Player | Goals |"),
    ("body", "| 7 | Aitken | 2 |"),
    ("boilerplate", "Most read"),
    ("boilerplate", "Harbour master plays the harp"),
    ("boilerplate", "Eel prices fall again"),
    ("body", "The firm said that it had won eight hundred subscribers for its season ticket."),
    ("body", "Some of the boats that lie idle, as seen from the old pier at noon"),
)


def test_of_a_main_text_only_sure_furniture_goes() -> None:
    """What a page's markup shows to be its text stays: lists, tables, titles, lines without a full stop."""
    text = "\n".join(line for _, line in MAIN_TEXT)
    article = Article(id="a", text=text, title="Ferry strike enters its second week", extracted=True)
    clean = clean_article(article)

    assert [(span.label, clean.text[span.start : span.end]) for span in clean.spans] == list(MAIN_TEXT)


ARTICLE = (
    "The mill of Ashby will grind again from Monday, its new owner told the parish council on Tuesday.",
    "She paid for the wheel with the sale of two barges and a small inheritance from an aunt in Perth.",
    "The council had wanted to make a car park of it, for which nobody but the council had asked.",
)
HEADER = ("Old Mill Finds a Buyer", "Nov. 19, 2019")


@pytest.mark.parametrize(
    ("above", "within", "below", "furniture"),
    [
        (("The owner told her workers.", "3 Comments"), (), (), ["3 Comments"]),
        ((), ("14 comments",), (), ["14 comments"]),
        ((), ("Related", "Eel Prices Fall Again"), (), ["Related", "Eel Prices Fall Again"]),
        ((), (), ("The plan has three parts:", "- A wheel of $40,000", "- A cart", "- Two ovens"), []),
        ((), (), ("The plan has three parts:", "A wheel of $40,000", "A cart", "Two ovens"), []),
        ((), (), ("She was a columnist for the Larne Herald newspaper.",), []),
        ((), (), ("The bakers would let us know their decision, she said.", "Tweet"), ["Tweet"]),
        ((), (), ("The mill's own paper said it added eight hundred subscribers.",), []),
        (
            (),
            (),
            ("2 Comments", "Tess", "I like bread.", "Reply"),
            ["2 Comments", "Tess", "I like bread.", "Reply"],
        ),
    ],
)
def test_one_line_takes_nothing_of_the_article_away(
    above: tuple[str, ...], within: tuple[str, ...], below: tuple[str, ...], furniture: list[str]
) -> None:
    """A count of comments, a related heading, a word of appeals speak for what is surely their own."""
    clean = cleaned("\n".join((*HEADER, *above, ARTICLE[0], *within, *ARTICLE[1:], *below)))
    dropped = [clean.text[span.start : span.end] for span in clean.spans if span.label == "boilerplate"]

    assert dropped == furniture
    assert clean.published.day == date(2019, 11, 19)


@pytest.mark.parametrize("heading", ["Popular", "Related", "Most Read"])
@pytest.mark.parametrize(
    "entries", [["Sports"], ["Sports", "Weather"], ["Eel Prices Fall Again", "A Cat Is Mayor"]]
)
def test_the_heading_of_a_menu_leaves_headline_and_day(heading: str, entries: list[str]) -> None:
    """A list over the article ends where its header begins."""
    clean = cleaned("\n".join((heading, *entries, *HEADER, *ARTICLE)))
    labels = {clean.text[span.start : span.end]: span.label for span in clean.spans}

    assert [labels[line] for line in (heading, *entries)] == ["boilerplate"] * (len(entries) + 1)
    assert [labels[line] for line in HEADER] == ["headline", "published"]
    assert clean.published.day == date(2019, 11, 19)


def test_what_is_printed_twice_is_marked_as_repeated() -> None:
    """The second copy of a caption keeps its label, so that it is corrected; its mark says not to read it."""
    caption = "Park Jin in Seoul (Pool photo)"
    spans = cleaned(f"{caption}\n{caption}\nThe ministers met on Tuesday in Rome.").spans

    assert [(span.label, span.rule) for span in spans[:2]] == [
        ("caption", "caption"),
        ("caption", "repeated"),
    ]


def test_a_text_without_a_sentence_is_still_the_article() -> None:
    """Where nothing reads as prose, what is no known boilerplate is body: an article is never lost whole."""
    spans = cleaned("Kan meets Biden\nMotegi meets Blinken\nKishi meets Austin\nMost Read").spans

    assert [span.label for span in spans] == ["body", "body", "body", "boilerplate"]


@pytest.mark.parametrize(
    "line",
    [
        "Most Read\n",
        "Kishida in Seoul\n",
        "- Kishida Visits Seoul Again\n",
        "Yes.\n",
        "3 Comments\n",
        "Related\nKishida in Seoul\nThe ministers met and then they left by train.\n",
    ],
)
def test_ten_thousand_short_lines_take_seconds(line: str) -> None:
    """The time to clean grows with the length, not with its square."""
    start = time.process_time()
    spans = cleaned(line * 10_000 + "The ministers met in Rome on Tuesday and agreed.").spans

    assert time.process_time() - start < 5
    assert len(spans) == 10_000 * line.count("\n") + 1


def test_a_line_of_ten_megabytes_is_labelled_in_bounded_time() -> None:
    """One endless line is one paragraph of body."""
    text = "The minister spoke again and again. " * 280_000
    (span,) = cleaned(text).spans

    assert (span.label, span.end) == ("body", len(text.rstrip()))
