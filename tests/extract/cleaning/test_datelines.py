"""The words before an article's text that say where it was filed."""

import pytest

from corrigenda.extract.cleaning.datelines import read_dateline


@pytest.mark.parametrize(
    ("text", "place", "day", "rest"),
    [
        ("WASHINGTON (Jiji Press) — The talks", "WASHINGTON", None, "The talks"),
        ("BEIJING — The talks", "BEIJING", None, "The talks"),
        ("RAMALLAH, West Bank —The talks", "RAMALLAH", None, "The talks"),
        ("TOKYO, March 3 (Reuters) - The talks", "TOKYO", (None, 3, 3), "The talks"),
        ("NEW YORK/LONDON, 3 March 2022 (AFP) – The talks", "NEW YORK/LONDON", (2022, 3, 3), "The talks"),
        ("TOKYO, Jan. 5, KYODO - The talks", "TOKYO", (None, 1, 5), "The talks"),
        ("Berlin (dpa) - The talks", "Berlin", None, "The talks"),
        ("Seoul, May 7 (Pool): The talks", "Seoul", (None, 5, 7), "The talks"),
        ("LONDON: The talks", "LONDON", None, "The talks"),
        ("(Reuters) - The talks", None, None, "The talks"),
        ("【ワシントン=共同】岸田首相は", "ワシントン", None, "岸田首相は"),
        ("新华社东京3月16日电 岸田", "东京", (None, 3, 16), "岸田"),
    ],
)
def test_a_dateline_is_read(
    text: str, place: str | None, day: tuple[int | None, int, int] | None, rest: str
) -> None:
    """City, day and agency stand before a dash or colon; the text begins behind it."""
    found = read_dateline(text, 0, len(text))

    assert found is not None
    assert (found.place, text[found.end :]) == (place, rest)
    assert (found.year, found.month, found.day) == (day or (None, None, None))


@pytest.mark.parametrize(
    "text",
    [
        "BREAKING — Kishida resigns",
        "Tokyo — The city sleeps",
        "The minister - who left early - said",
        "Note: he left",
        "UPDATE 1-Kishida resigns",
        "Kishida, Yoon meet",
        "March 3 (Reuters)",
    ],
)
def test_other_words_before_a_dash_are_no_dateline(text: str) -> None:
    """A place needs capitals, or a day or an agency beside it."""
    assert read_dateline(text, 0, len(text)) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("TOKYO, March 16, 2021 - The talks", True),
        ("Berlin (dpa) - The talks", True),
        ("LONDON: The talks", False),
        ("(Reuters) - The talks", False),
    ],
)
def test_a_place_with_a_day_or_an_agency_opens_no_title(text: str, told: bool) -> None:
    """A place alone, or an agency alone, may stand before a title too."""
    found = read_dateline(text, 0, len(text))

    assert found is not None
    assert found.told == told
