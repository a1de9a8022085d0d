"""The report: it holds everything, needs nothing from outside, and runs nothing that came from outside."""

import json
import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from made_articles import TEXT, made_article
from made_people import held, person

from corrigenda.batch.outcomes import outcome_of
from corrigenda.outputs.report import Report
from corrigenda.outputs.report_view import ArticleView, view_article, view_failure
from corrigenda.pipeline import process_article
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.article import Article
from corrigenda.schemas.names import Resolution
from corrigenda.schemas.records import Coverage, ProcessedArticle, Reject
from corrigenda.schemas.runs import ArticleOutcome, Figures, RunSummary


def view(processed: ProcessedArticle) -> ArticleView:
    """The view of a made article."""
    return view_article(processed, outcome_of(processed, asked=True))


def page(path: Path, *views: ArticleView) -> str:
    """The report of a run over these articles."""
    summary = RunSummary(
        version="1",
        started=datetime(2026, 1, 2, tzinfo=UTC),
        model="made <b>model</b>",
        table="starter",
        table_fingerprint="0",
        table_as_of=None,
        schemas=(),
        articles=len(views),
        figures=Figures(facts=3),
    )
    with Report() as report:
        for one in views:
            report.add(one)
        report.write(summary, path)
    return path.read_text("utf-8")


class Page(HTMLParser):
    """What a browser would make of a page: its elements, and its data blocks."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.data: list[dict[str, object]] = []
        self._in_data = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, dict(attrs)))
        self._in_data = ("class", "data") in attrs

    def handle_data(self, data: str) -> None:
        """Read a data block."""
        if self._in_data:
            self.data.append(json.loads(data))
            self._in_data = False


def test_the_parts_of_an_article_are_its_text() -> None:
    """Cut into paragraphs, sentences and names, the text loses nothing but the breaks between paragraphs."""
    processed = made_article()
    paragraphs = view(processed).paragraphs

    shown = ["".join(part.text for part in paragraph.parts) for paragraph in paragraphs]
    assert shown == [TEXT[span.start : span.end] for span in processed.article.spans]


def test_a_name_is_one_part_with_its_sentence() -> None:
    """A name is marked where it stands, with the sentence that holds it."""
    shown = view(made_article())
    names = [part for paragraph in shown.paragraphs for part in paragraph.parts if part.name is not None]

    assert [(part.text, part.sentence, shown.names[part.name or 0].replacement) for part in names] == [
        ("Ann Holm", 2, None),
        ("John Berg", 2, "Jon Berg"),
    ]


def test_what_no_fact_uses_is_shown_by_sentence() -> None:
    """What no fact uses stands under its sentence, with what it means, beside how much there is of each."""
    shown = view(made_article()).coverage

    assert shown is not None
    assert shown.stated == {"name": 3, "time": 1, "number": 0}
    assert shown.unused == {"name": 1, "time": 0, "number": 0}
    assert [
        (one.sentence, [(thing.kind, thing.surface, thing.meaning) for thing in one.things])
        for one in shown.sentences
    ] == [(3, [("name", "Berg", "Jon Berg")])]


def test_without_facts_looked_for_nothing_is_unused() -> None:
    """Where no model was asked there is nothing to count."""
    assert view(made_article().model_copy(update={"coverage": Coverage()})).coverage is None


def test_of_names_over_one_another_the_changed_one_is_shown() -> None:
    """Names that overlap are not shown twice; what is changed goes before what is not."""
    processed = made_article()
    start = TEXT.index("Holm met John")
    wide = Resolution(
        id="m3", surface="Holm met John", start=start, end=start + 13, status="nil", confidence=0.5
    )
    corrected = processed.corrected.model_copy(update={"names": (wide, *processed.corrected.names)})
    shown = view(processed.model_copy(update={"corrected": corrected}))

    marked = [
        part.text for paragraph in shown.paragraphs for part in paragraph.parts if part.name is not None
    ]
    assert marked == ["Ann Holm", "John Berg"]
    assert len(shown.names) == 3


def test_a_wrong_title_is_marked_with_its_name() -> None:
    """The title before the name is shown as wrong together with it, and how both should read."""
    text = "Today President Luc Tremblay spoke."
    table = EntityTable.of(
        [person("t", "Luc", "Tremblay", held("Prime Minister", "CA", "2019", "2024"), country="CA")]
    )
    article = Article(id="a", text=text)
    shown = view(process_article(article, table=table, date="2022-03-02"))

    marked = [part for paragraph in shown.paragraphs for part in paragraph.parts if part.name is not None]
    assert [(part.text, shown.names[part.name or 0].replacement) for part in marked] == [
        ("President Luc Tremblay", "Prime Minister Luc Tremblay")
    ]


def test_a_fact_shows_what_was_written_and_what_is_right() -> None:
    """Each value stands as written, as reconciled where that differs, and with its time."""
    (fact,) = view(made_article()).facts
    fields = {field.field: field.values for field in fact.fields}

    assert set(fields) == {"kind", "who", "what", "when"}
    assert [(value.written, value.reconciled, value.name) for value in fields["who"]] == [
        ("Ann Holm", None, 0),
        ("John Berg", "Jon Berg", 1),
    ]
    assert (fields["when"][0].time, fields["when"][0].anchor) == ("2024-05-07", "Tuesday before 2024-05-08")


def test_the_page_holds_every_article(tmp_path: Path) -> None:
    """Finished and failed articles are in the list, and their data in the page."""
    reject = Reject(article_id="two", stage="read", reason="the file is empty")
    failure = view_failure(reject, ArticleOutcome(article_id="two", state="failed", reason=reject.reason))
    read = Page(page(tmp_path / "report.html", view(made_article("one")), failure))

    assert [data["id"] for data in read.data] == ["one", "two"]
    links = [attributes["data-id"] for tag, attributes in read.elements if "data-id" in attributes]
    assert links == ["one", "two"]
    assert ArticleView.model_validate(read.data[0]) == view(made_article("one"))


def test_the_page_needs_nothing_from_outside(tmp_path: Path) -> None:
    """No element loads anything, and the page's own policy forbids it."""
    html = page(tmp_path / "report.html", view(made_article()))
    read = Page(html)

    loads = [
        (tag, attributes)
        for tag, attributes in read.elements
        if "src" in attributes or "srcset" in attributes or (tag == "link")
    ]
    assert loads == []
    assert not re.search(r"@import|url\(", html)
    (policy,) = [
        attributes["content"] or ""
        for tag, attributes in read.elements
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>'\"--><!--{{ 7*7 }}&amp;\u2028"


@pytest.mark.parametrize("place", ["title", "text", "reason", "id"])
def test_a_hostile_article_runs_nothing(tmp_path: Path, place: str) -> None:
    """Whatever an article holds is shown as it is: it makes no element, closes no block, calls no script."""
    processed = made_article(text=TEXT.replace("“welcomed”", HOSTILE) if place == "text" else TEXT)
    shown = view(processed)
    if place != "text":
        shown = shown.model_copy(update={place: HOSTILE})
    harmless = Page(page(tmp_path / "harmless.html", view(made_article())))
    read = Page(page(tmp_path / "report.html", shown))

    assert [tag for tag, _ in read.elements] == [tag for tag, _ in harmless.elements]
    assert not [
        attributes for _, attributes in read.elements if any(name.startswith("on") for name in attributes)
    ]
    assert ArticleView.model_validate(read.data[0]) == shown
