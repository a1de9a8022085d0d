"""Articles from files, folders and standard input; whatever cannot be read is a reject with its reason."""

import io
import os
import time
from pathlib import Path
from typing import Literal

import pytest

from corrigenda.extract.reading import find_misnamed_keys, read_articles
from corrigenda.schemas.article import Article
from corrigenda.schemas.errors import InputError
from corrigenda.schemas.records import Reject

PAGE = """<!doctype html><html><head><title>Park, Hayashi meet - Ledger</title>
<meta property="article:published_time" content="2022-05-10T09:30:00+09:00">
<meta property="og:title" content="Park, Hayashi meet"><meta property="og:site_name" content="Ledger">
<link rel="canonical" href="https://ledger.example/park"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>Park, Hayashi meet</h1>
<p>Foreign Minister Park Jin met his Japanese counterpart Yoshimasa Hayashi on Monday evening in Seoul.</p>
<p>The two agreed that relations must be repaired at an early date, officials of both sides said.</p>
</article>
<aside><h3>Most read</h3><ul><li><a href="/1">Trump Speaks Again</a></li></ul></aside></body></html>"""


def read(*paths: Path | Literal["-"], stdin: bytes = b"") -> list[Article | Reject]:
    """Everything that comes out for these paths."""
    return list(read_articles(paths, stdin=io.BytesIO(stdin)))


def only(items: list[Article | Reject]) -> Article:
    """The one article that was read."""
    (item,) = items
    assert isinstance(item, Article), item
    return item


def reasons(items: list[Article | Reject]) -> list[str]:
    """The reasons of the rejects."""
    return [item.reason for item in items if isinstance(item, Reject) and item.stage == "read"]


def test_text_is_kept_as_it_stands(tmp_path: Path) -> None:
    """Not a character changes: offsets point into the file."""
    text = "  A headline\r\n\r\nThe minister\u00a0spoke.\rThen İ left.\n"
    (tmp_path / "a.txt").write_bytes(text.encode())

    assert only(read(tmp_path / "a.txt")).text == text


def test_a_page_gives_its_main_text_and_its_metadata(tmp_path: Path) -> None:
    """Navigation and side-bars stay out; title, moment, address and source are the page's own."""
    (tmp_path / "park.html").write_text(PAGE, encoding="utf-8")
    article = only(read(tmp_path / "park.html"))

    assert article.text.splitlines()[0] == "Park, Hayashi meet"
    assert "Yoshimasa Hayashi" in article.text
    assert "Home" not in article.text
    assert "Trump" not in article.text
    assert (article.id, article.title, article.source) == ("park", "Park, Hayashi meet", "Ledger")
    assert (article.published, article.url) == ("2022-05-10T09:30:00+09:00", "https://ledger.example/park")


def test_each_line_of_json_lines_is_an_article_or_a_reject(tmp_path: Path) -> None:
    """A bad line costs itself, and is named by its number."""
    lines = [
        '{"id": "x/1", "text": "One.", "url": "u", "published": "2022-05-10", "source": "s", "title": "t"}',
        '{"text": "Two."}',
        "{not json",
        "",
        '{"text": ""}',
        '{"text": 5}',
        '["text"]',
        '{"id": 7, "text": "Eight.", "unknown": 1}',
    ]
    (tmp_path / "wire.jsonl").write_text("\ufeff" + "\n".join(lines), encoding="utf-8")
    items = read(tmp_path / "wire.jsonl")

    assert [(item.id, item.text) for item in items if isinstance(item, Article)] == [
        ("x_1", "One."),
        ("wire-2", "Two."),
        ("7", "Eight."),
    ]
    assert isinstance(items[0], Article)
    assert (items[0].url, items[0].published, items[0].source, items[0].title) == (
        "u",
        "2022-05-10",
        "s",
        "t",
    )
    assert items[0].path == f"{tmp_path / 'wire.jsonl'}#1"
    assert [reason.partition(":")[0] for reason in reasons(items)] == [
        "line 3 is not JSON",
        "line 5 has no 'text'",
        "line 6 has 'text' of type int",
        "line 7 is not a JSON object",
    ]


def test_a_language_is_as_told(tmp_path: Path) -> None:
    """By the page's own element, or beside the text."""
    (tmp_path / "seite.html").write_text(PAGE.replace("<html>", '<html lang="de">', 1), encoding="utf-8")
    (tmp_path / "wire.jsonl").write_text('{"text": "Uno.", "language": "es"}', encoding="utf-8")

    assert [item.language for item in read(tmp_path) if isinstance(item, Article)] == ["de", "es"]


def test_a_table_is_not_read_as_an_article(tmp_path: Path) -> None:
    """It is refused, with what to do."""
    (tmp_path / "found.csv").write_text("id,name\n1,Ann Holm\n", encoding="utf-8")
    [reason] = reasons(read(tmp_path / "found.csv"))

    assert "is a table, no article: of articles make JSON Lines" in reason


def test_a_key_that_looks_like_ours_is_told(tmp_path: Path) -> None:
    """It is not read, and whoever wrote it is told the right one; a key of their own is theirs."""
    lines = '{"id": 1, "body": "One.", "Pub_Date": "2022-05-10", "section": "x"}\n{"text": "a", "body": ""}'
    (tmp_path / "wire.jsonl").write_text(lines, encoding="utf-8")

    assert [hint.partition(": ")[2] for hint in find_misnamed_keys([tmp_path])] == [
        "the key 'body' is not read; if you mean 'text', call it so",
        "the key 'Pub_Date' is not read; if you mean 'published', call it so",
    ]
    assert reasons(read(tmp_path)) == ["line 1 has no 'text': call its 'body' so"]


def test_a_folder_is_read_whole_and_sorted_without_hidden_files(tmp_path: Path) -> None:
    """Sub-folders count; hidden files and files of other kinds do not."""
    for name in ("b.txt", "a.txt", "sub/c.htm", ".hidden.txt", ".git/d.txt", "notes.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(PAGE if name.endswith("htm") else "The ministers met.", encoding="utf-8")

    assert [item.id for item in read(tmp_path) if isinstance(item, Article)] == ["a", "b", "c"]


def test_ids_are_unique_and_safe_as_file_names(tmp_path: Path) -> None:
    """Two files of one name, also by capitals alone, do not overwrite each other's output."""
    for name in ("x/talks.txt", "y/Talks.txt", "z/a: b?.txt", "z/..txt", "z/会談.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("The ministers met.", encoding="utf-8")
    ids = [item.id for item in read(tmp_path, tmp_path / "x") if isinstance(item, Article)]

    assert ids == ["talks", "Talks-2", "a_b", "会談"]


@pytest.mark.parametrize(
    ("data", "id_", "start"),
    [
        (b"The ministers met.", "stdin", "The ministers"),
        (b'{"text": "The ministers met."}\n', "stdin-1", "The ministers"),
        (PAGE.encode(), "stdin", "Park, Hayashi"),
    ],
)
def test_standard_input_is_told_by_its_content(data: bytes, id_: str, start: str) -> None:
    """Text, JSON Lines and HTML need no name."""
    article = only(read("-", stdin=data))

    assert article.id == id_
    assert article.text.startswith(start)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\t\r\n", "is empty"),
        ("a.txt", bytes(range(256)) * 9, "is binary"),
        ("a.html", b"<html><head><title>T</title></head><body></body></html>", "without a main text"),
        ("a.pdf", b"%PDF-1.4", "is a PDF"),
    ],
)
def test_what_cannot_be_read_is_a_reject_with_its_reason(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    """The reject names the file and says why; the run goes on."""
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text("The ministers met.", encoding="utf-8")
    items = read(tmp_path / name, tmp_path / "good.txt")

    assert [type(item) for item in items] == [Reject, Article]
    assert name in reasons(items)[0]
    assert reason in reasons(items)[0]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_a_reject(tmp_path: Path) -> None:
    """The reason is the system's."""
    (tmp_path / "a.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "a.txt").chmod(0)

    assert "Permission denied" in reasons(read(tmp_path / "a.txt"))[0]


def test_a_broken_link_in_a_folder_is_a_reject(tmp_path: Path) -> None:
    """A file that is listed but cannot be opened does not end the run."""
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")

    assert "No such file" in reasons(read(tmp_path))[0]


@pytest.mark.parametrize(("name", "message"), [("missing", "does not exist"), ("empty", "holds no article")])
def test_a_missing_path_or_a_folder_without_articles_is_an_error_at_once(
    tmp_path: Path, name: str, message: str
) -> None:
    """Nothing is read before every path is known to be there."""
    (tmp_path / "empty").mkdir()

    with pytest.raises(InputError, match=message) as caught:
        read_articles([tmp_path / name])

    assert caught.value.path == tmp_path / name


STORY = "<p>The envoy said that the talks about fish had gone on until the morning and would go on.</p>" * 5


def test_the_date_of_a_related_item_is_not_the_articles(tmp_path: Path) -> None:
    """A page that states no day has none, whatever its side-bar says."""
    aside = '<aside>Related <time datetime="2019-02-02">Feb 2</time></aside>'
    page = f"<html><body><article><h1>Talks</h1>{STORY}</article>{aside}</body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")

    assert only(read(tmp_path / "a.html")).dates == ()


def test_articles_on_one_page_are_read_one_by_one(tmp_path: Path) -> None:
    """Each has its own heading, text and day."""
    entries = "".join(
        f'<article><h2>Day {day}</h2><time datetime="2021-03-0{day}">day {day}</time>{STORY}</article>'
        for day in (1, 2, 3)
    )
    (tmp_path / "a.html").write_text(f"<html><body><main>{entries}</main></body></html>", encoding="utf-8")
    found = [item for item in read(tmp_path / "a.html") if isinstance(item, Article)]

    assert [(item.id, item.published) for item in found] == [
        ("a-1", "2021-03-01"),
        ("a-2", "2021-03-02"),
        ("a-3", "2021-03-03"),
    ]


def test_a_page_whose_sections_are_apart_is_read_whole(tmp_path: Path) -> None:
    """Where one part of the page holds far more prose than was extracted, its paragraphs are the text."""
    said = "The {} spoke of boat number {}, which lay idle outside the port until the crew came back."
    sections = "".join(
        f"<div><div class='article-body'>{paragraphs}</div></div>"
        for name in ("envoy", "consul", "herald")
        if (paragraphs := "".join(f"<p>{said.format(name, number)}</p>" for number in range(5)))
    )
    page = f"<html><body><div>{sections}</div><div><p>{said.format('cook', 1)}</p></div></body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    text = only(read(tmp_path / "a.html")).text

    assert [text.count(name) for name in ("envoy", "consul", "herald", "cook")] == [5, 5, 5, 0]


def test_long_comments_are_not_taken_for_the_article(tmp_path: Path) -> None:
    """More prose elsewhere on the page, of which the article is no part, is no article."""
    talk = "".join(
        f"<li><div><p>I for one never liked fish, said reader {i}.</p></div></li>" for i in range(60)
    )
    page = (
        f"<html><body><article><h1>Talks</h1>{STORY}</article><ol class='replies'>{talk}</ol></body></html>"
    )
    (tmp_path / "a.html").write_text(page, encoding="utf-8")

    assert "never liked fish" not in only(read(tmp_path / "a.html")).text


def test_a_paragraph_of_ten_thousand_broken_lines_takes_seconds(tmp_path: Path) -> None:
    """The time to read a page grows with its length, not with its square."""
    lines = "The envoy spoke of the price of<br>fish on Tuesday.<br>" * 10_000
    page = f"<html><body><article><h1>Talks</h1><p>{lines}</p></article></body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    start = time.process_time()
    text = only(read(tmp_path / "a.html")).text

    assert time.process_time() - start < 5
    assert text.count("price of fish on Tuesday.") == 10_000


def test_a_line_break_within_a_sentence_is_a_blank(tmp_path: Path) -> None:
    """A paragraph that the page breaks for its looks is one sentence."""
    broken = "<p>The envoy of the<br>Faroe Islands met nobody on<br>Tuesday in a long corridor.</p>"
    page = f"<html><body><article><h1>Talks</h1>{broken}{STORY}</article></body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    lines = only(read(tmp_path / "a.html")).text.split("\n")

    assert "The envoy of the Faroe Islands met nobody on Tuesday in a long corridor." in lines


def test_several_articles_on_a_page_are_several(tmp_path: Path) -> None:
    """Each with its own number, also from standard input; a page of one is one, whatever it teases."""
    entries = [
        f"<article><h2>Talks {number}</h2>{STORY}<p>That was {number}.</p></article>" for number in (1, 2)
    ]
    page = f"<html><body>{''.join(entries)}</body></html>"
    (tmp_path / "day.html").write_text(page, encoding="utf-8")
    teased = f"<html><body>{entries[0]}<article><h2>More</h2><p>Soon.</p></article></body></html>"
    (tmp_path / "one.html").write_text(teased, encoding="utf-8")
    found = [
        item for item in read(tmp_path / "day.html", "-", stdin=page.encode()) if isinstance(item, Article)
    ]

    assert [item.id for item in found] == ["day-1", "day-2", "stdin-1", "stdin-2"]
    assert ["That was 1." in item.text for item in found] == [True, False, True, False]
    assert only(read(tmp_path / "one.html")).id == "one"
