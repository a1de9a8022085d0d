"""Dates as a user gives them."""

from datetime import UTC, date, datetime

import pytest

from corrigenda import Article, DateError, EntityTable, clean_article, correct_text, process_article
from corrigenda.schemas.given_dates import GivenDate, read_day, read_partial

DAY = date(2021, 3, 16)


@pytest.mark.parametrize(
    ("given", "partial"),
    [
        (DAY, "2021-03-16"),
        (datetime(2021, 3, 16, 23, 59, tzinfo=UTC), "2021-03-16"),
        ("2021-03-16", "2021-03-16"),
        ("2021-03", "2021-03"),
        ("2021", "2021"),
    ],
)
def test_a_date_goes_as_far_as_it_is_told(given: GivenDate, partial: str) -> None:
    """A day in either form is the same day; a month and a year stay what they are."""
    assert read_partial(given) == partial


@pytest.mark.parametrize("given", ["soon", "", "16 March 2021", "2021-13", "2021-02-30", "21-03-16"])
def test_what_is_no_date_is_told(given: str) -> None:
    """The error has what was given, and says how to write it."""
    with pytest.raises(DateError, match="is not a date: write YYYY-MM-DD") as caught:
        read_partial(given)

    assert repr(given) in str(caught.value)
    assert caught.value.value == given


@pytest.mark.parametrize("given", ["2021", "2021-03"])
def test_a_month_is_no_day(given: str) -> None:
    """Nothing can be counted from it."""
    with pytest.raises(DateError, match=f"'{given}' is not a day"):
        read_day(given)


@pytest.mark.parametrize("given", [DAY, "2021-03-16"])
def test_every_verb_takes_either(given: GivenDate) -> None:
    """A ``date`` and its ISO form mean the same to each verb that takes one."""
    article = Article(id="a", text="Prime Minister Kan opened the dam.")
    with EntityTable.starter() as table:
        assert clean_article(article, date=given).published.day == DAY
        assert process_article(article, table=table, date=given).corrected == correct_text(
            article.text, table, date=given
        )
        assert correct_text(article.text, table, date=given).date == "2021-03-16"


def test_a_month_tells_who_was_in_office() -> None:
    """A text may be dated to the month or the year; what counts days from it needs the day."""
    article = Article(id="a", text="Prime Minister Kan opened the dam.")
    with EntityTable.starter() as table:
        corrected = correct_text(article.text, table, date="2021-03")

        assert (corrected.date, corrected.text) == ("2021-03", "Prime Minister Suga opened the dam.")
        with pytest.raises(DateError, match="'2021-03' is not a day"):
            process_article(article, table=table, date="2021-03")
