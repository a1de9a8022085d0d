"""The day of publication: given, stated, printed, inferred with a reason, or unknown. Never guessed."""

import pytest

from corrigenda.extract.cleaning import clean_article
from corrigenda.extract.cleaning.stamps import day_in_address, read_stamp
from corrigenda.schemas.article import Article

TALKS = "The foreign ministers met and agreed to meet again later this week."


@pytest.mark.parametrize(
    ("fields", "how", "day"),
    [
        (
            {"published": "2022-05-10T09:30:00+09:00", "text": f"May 9, 2022\n{TALKS}"},
            "metadata",
            "2022-05-10",
        ),
        ({"published": "Tue, 10 May 2022 00:30:00 +0000", "text": TALKS}, "metadata", "2022-05-10"),
        ({"published": "last week", "text": f"Posted on May 9, 2022\n{TALKS}"}, "printed", "2022-05-09"),
        ({"text": f"Updated May 11, 2022\nPublished May 9, 2022\n{TALKS}"}, "printed", "2022-05-09"),
        ({"text": f"By Ann Lee | May 9, 2022\n{TALKS}"}, "printed", "2022-05-09"),
        ({"text": f"SEOUL, May 9, 2022 (Pool) — {TALKS}"}, "printed", "2022-05-09"),
        (
            {"text": f"SEOUL, May 9 (Pool) — {TALKS}", "url": "https://news.example/2022/05/10/talks"},
            "printed",
            "2022-05-09",
        ),
        ({"text": TALKS, "url": "https://news.example/2022/05/10/talks"}, "metadata", "2022-05-10"),
        (
            {"text": f"{TALKS}\n2+2 talks in Tokyo on March 16, 2021\n{TALKS} They smiled."},
            "inferred",
            "2021-03-16",
        ),
        ({"text": f"On March 16, 2021, the ministers met in Tokyo.\n{TALKS}"}, "inferred", "2021-03-16"),
        ({"text": f"SEOUL, May 9 (Pool) — {TALKS}"}, "unknown", None),
        (
            {"text": f"{TALKS} Biden took office on January 20; a visit in mid-February is planned."},
            "unknown",
            None,
        ),
        (
            {"text": f"{TALKS}\nMotegi at his desk (file photo, Jan. 8, 2021)\n{TALKS} They smiled."},
            "unknown",
            None,
        ),
        ({"text": f"{TALKS} The pact will expire on March 31, 2026."}, "unknown", None),
        (
            {"text": f"{TALKS}\nTalks in Tokyo on March 16, 2021\nOn May 4, 2021, they met again in London."},
            "unknown",
            None,
        ),
        (
            {"text": f"On Sept. 11, 2001, the city changed.\nIn 2021 the ministers came. {TALKS}"},
            "unknown",
            None,
        ),
    ],
)
def test_the_day_of_publication(fields: dict[str, str], how: str, day: str | None) -> None:
    """Metadata, then print, the first day before a change, then inference; rather unknown than a guess."""
    published = clean_article(Article.model_validate({"id": "a", **fields})).published

    assert (published.how, published.day and published.day.isoformat()) == (how, day)
    assert published.reason


def test_a_printed_day_can_be_looked_up_in_the_text() -> None:
    """The span of the day stands in the raw text."""
    text = f"Talks end\r\n15:08 JST, May 3, 2023\r\n{TALKS}"
    published = clean_article(Article(id="a", text=text)).published

    assert text[published.start : published.end] == "15:08 JST, May 3, 2023"


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("20210304T10:20:30Z", "2021-03-04"),
        ("20210304", "2021-03-04"),
        ("Thu Mar 04 10:20:30 CET 2021", "2021-03-04"),
        ("Thu, 04 Mar 2021 10:20:30 +0000", "2021-03-04"),
        ("4 de marzo de 2021", "2021-03-04"),
        ("1614853230", "2021-03-04"),
        ("0001-01-01T00:00:00Z", None),
        ("3/4/2021", None),
        ("last week", None),
    ],
)
def test_a_stamp_is_read_in_every_usual_form(stated: str, day: str | None) -> None:
    """ISO 8601, RFC 822, Java's, seconds, other languages; what is of no certain order or no day is none."""
    stamp = read_stamp(stated)

    assert (stamp and stamp.day.isoformat()) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://news.example/2021/11/18/talks", "2021-11-18"),
        ("https://news.example/2021/nov/18/talks", "2021-11-18"),
        ("https://news.example/talks-20211118.html", "2021-11-18"),
        ("https://news.example/2021/11/talks-11-18-21", None),
        ("https://news.example/471033-talks", None),
    ],
)
def test_the_day_in_an_address(url: str, day: str | None) -> None:
    """Year, month and day stand behind one another; numbers of other kinds are no day."""
    found = day_in_address(url)

    assert (found and found.isoformat()) == day


def test_the_address_settles_a_stamp_in_utc() -> None:
    """A stamp early in the day by UTC may be of the evening before: the address says which day it was."""
    article = Article(
        id="a", text=TALKS, url="https://news.example/2021/03/04/talks", published="2021-03-05T01:09Z"
    )
    published = clean_article(article).published

    assert (published.how, str(published.day)) == ("metadata", "2021-03-04")
    assert "also stated beside the text (metadata): 2021-03-05T01:09Z" in published.reason
