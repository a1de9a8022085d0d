"""The day of publication: given, stated, printed, inferred with a reason, or unknown. Never guessed."""

import pytest

from corrigenda.extract.cleaning import clean_article
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
