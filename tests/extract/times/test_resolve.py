"""Expressions of time: their values, their tense, their anchors, and where they stand in a text."""

from datetime import date, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corrigenda.extract.times import find_times, resolve_time
from corrigenda.schemas.article import Published
from corrigenda.schemas.dates import TimeValue

UNKNOWN = Published()


def on(day: str) -> Published:
    """An article that appeared on a day."""
    return Published(day=date.fromisoformat(day), how="given")


def at(moment: str) -> Published:
    """An article with the moment printed."""
    then = datetime.fromisoformat(moment)
    return Published(day=then.date(), moment=then, how="printed")


def day(value: str) -> TimeValue:
    """A day told of before."""
    then = date.fromisoformat(value)
    return TimeValue(value=value, start=then, end=then, granularity="day", anchor="stated in full")


TUESDAY = on("2023-10-17")


@pytest.mark.parametrize(
    ("expression", "value", "granularity"),
    [
        ("March 16, 2021", "2021-03-16", "day"),
        ("16 March 2021", "2021-03-16", "day"),
        ("on Tuesday, Mar. 16, 2021", "2021-03-16", "day"),
        ("2021-03-16", "2021-03-16", "day"),
        ("the morning of March 16, 2021", "2021-03-16", "day"),
        ("March 2021", "2021-03", "month"),
        ("in March of 2021", "2021-03", "month"),
        ("in 2011", "2011", "year"),
        ("the third quarter of 2016", "2016-07-01/2016-09-30", "quarter"),
        ("Q3 2016", "2016-07-01/2016-09-30", "quarter"),
        ("the 1970s", "1970-01-01/1979-12-31", "period"),
        ("the 1970s and 1980s", "1970-01-01/1989-12-31", "period"),
        ("from 2014 to 2018", "2014-01-01/2018-12-31", "period"),
        ("the first week of 2015", "2015-W01", "week"),
        ("the first Friday of July 2017", "2017-07-07", "day"),
        ("the first half of 2022", "2022-01-01/2022-06-30", "period"),
        ("the last two months of 2022", "2022-11-01/2022-12-31", "period"),
        ("the week of March 3, 2021", "2021-W09", "week"),
        ("10:15 a.m. JST on May 3, 2023", "2023-05-03T10:15:00+09:00", "time"),
    ],
)
def test_a_time_that_is_stated_in_full_needs_no_anchor(expression: str, value: str, granularity: str) -> None:
    """It has the same value whatever the day of publication is, known or not."""
    for published in (UNKNOWN, TUESDAY):
        found = resolve_time(expression, published)

        assert found is not None
        assert (found.value, found.granularity, found.anchor) == (value, granularity, "stated in full")


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("16 mars 2021", "2021-03-16"),
        ("am 16. März 2021", "2021-03-16"),
        ("16 marzo 2021", "2021-03-16"),
        ("16 Mart 2021", "2021-03-16"),
        ("2021年3月16日", "2021-03-16"),
        ("2021년 3월 16일", "2021-03-16"),
        ("mars 2021", "2021-03"),
        ("2021年3月", "2021-03"),
        ("2021年3月16日午後", "2021-03-16"),
    ],
)
def test_dates_in_other_languages_are_read(expression: str, value: str) -> None:
    """A year and a day in figures beside the month's name are certain in any language."""
    found = resolve_time(expression, UNKNOWN)

    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("today", "2023-10-17"),
        ("tonight", "2023-10-17"),
        ("yesterday", "2023-10-16"),
        ("last night", "2023-10-16"),
        ("tomorrow morning", "2023-10-18"),
        ("the day before yesterday", "2023-10-15"),
        ("this Friday", "2023-10-20"),
        ("last Friday", "2023-10-13"),
        ("next Sunday", "2023-10-29"),
        ("Tuesday next week", "2023-10-24"),
        ("last week", "2023-W41"),
        ("this week", "2023-W42"),
        ("next week", "2023-W43"),
        ("earlier this week", "2023-10-16"),
        ("later this week", "2023-10-18/2023-10-22"),
        ("earlier this month", "2023-10-01/2023-10-16"),
        ("last month", "2023-09"),
        ("next month", "2023-11"),
        ("early next month", "2023-11-01/2023-11-10"),
        ("mid-February", "2024-02-11/2024-02-20"),
        ("late January of next year", "2024-01-21/2024-01-31"),
        ("in early April of this year", "2023-04-01/2023-04-10"),
        ("at the end of the month", "2023-10-21/2023-10-31"),
        ("late last year", "2022-09-01/2022-12-31"),
        ("this summer", "2023-06-01/2023-08-31"),
        ("last winter", "2022-12-01/2023-02-28"),
        ("over the weekend", "2023-10-14/2023-10-15"),
        ("two weeks ago", "2023-W40"),
        ("three days ago", "2023-10-14"),
        ("a year ago", "2022"),
        ("the past three months", "2023-07-17/2023-10-17"),
        ("over the next two days", "2023-10-18/2023-10-19"),
        ("since January", "2023-01-01/2023-10-17"),
        ("since taking office on Jan. 20", "2023-01-20/2023-10-17"),
        ("by the end of the year", "2023-10-17/2023-12-31"),
        ("until Friday", "2023-10-17/2023-10-20"),
        ("before returning home on Saturday", "2023-10-17/2023-10-21"),
        ("June 29 of last year", "2022-06-29"),
        ("the 20th of next month", "2023-11-20"),
        ("Friday the 13th", "2023-10-13"),
        ("Friday (Oct. 13)", "2023-10-13"),
        ("three weeks from tomorrow", "2023-11-08"),
        ("9月16日", "2023-09-16"),
        ("the '80s", "1980-01-01/1989-12-31"),
    ],
)
def test_what_is_relative_is_counted_from_publication(expression: str, value: str) -> None:
    """The article appeared on Tuesday, 2023-10-17; without its day, the same words have no value."""
    found = resolve_time(expression, TUESDAY)

    assert found is not None
    assert found.value == value
    assert "2023-10-17" in found.anchor
    assert resolve_time(expression, UNKNOWN) is None


@pytest.mark.parametrize(
    ("sentence", "expression", "value"),
    [
        ("The two met on Friday afternoon.", "on Friday afternoon", "2023-10-13"),
        ("The two will meet on Friday.", "on Friday", "2023-10-20"),
        ("He is slated to visit Peru before returning home on Saturday.", "on Saturday", "2023-10-21"),
        ("He said on Monday that the two will meet next month.", "on Monday", "2023-10-16"),
        ("He said that the two will meet on Monday.", "on Monday", "2023-10-23"),
        ("On Friday, the minister will open the fair.", "On Friday", "2023-10-20"),
        ("We’ll be back on Friday.", "Friday", "2023-10-20"),
        ("The talks ended on Tuesday.", "Tuesday", "2023-10-17"),
        ("The treaty will expire in March.", "in March", "2024-03"),
        ("The treaty expired in March.", "in March", "2023-03"),
        ("The treaty was signed in October.", "in October", "2023-10"),
        ("The treaty was signed on Dec. 20.", "Dec. 20", "2022-12-20"),
        ("The accord, reached last week, takes effect on Jan. 1.", "on Jan. 1", "2024-01-01"),
        ("Voters go to the polls on Nov. 20.", "Nov. 20", "2023-11-20"),
        ("The fair will run from Monday to Wednesday.", "from Monday to Wednesday", "2023-10-23/2023-10-25"),
        ("The fair ran from Monday to Wednesday.", "from Monday to Wednesday", "2023-10-09/2023-10-11"),
        ("The fair was held between March 3 and 5.", "between March 3 and 5", "2023-03-03/2023-03-05"),
        ("The fair was held from Dec. 28 to Jan. 2.", "from Dec. 28 to Jan. 2", "2022-12-28/2023-01-02"),
        ("Exports fell in July-September.", "in July-September", "2023-07-01/2023-09-30"),
        ("Exports rose in Q4.", "Q4", "2023-10-01/2023-12-31"),
        ("They will sign it in two weeks.", "in two weeks", "2023-W44"),
        ("They will sign it within ten days.", "within ten days", "2023-10-17/2023-10-27"),
        ("By Friday, the army had withdrawn.", "By Friday", "2023-10-13"),
        ("The army will leave by Friday.", "by Friday", "2023-10-17/2023-10-20"),
        ("They met after a summit on Friday.", "after a summit on Friday", "2023-10-13/2023-10-17"),
        ("They will meet over the weekend.", "over the weekend", "2023-10-21/2023-10-22"),
    ],
)
def test_the_sentence_tells_past_from_future(sentence: str, expression: str, value: str) -> None:
    """The nearest cue before it decides, else the first after it; a weekday without one is past."""
    found = resolve_time(expression, TUESDAY, sentence=sentence)

    assert found is not None
    assert found.value == value


def test_a_date_close_ahead_is_not_taken_for_last_year() -> None:
    """A past verb announces things as well: in December, "Jan. 20" is next month's."""
    found = resolve_time("Jan. 20", on("2023-12-28"), sentence="The palace announced a summit on Jan. 20.")

    assert found is not None
    assert found.value == "2024-01-20"


@pytest.mark.parametrize(
    ("expression", "sentence", "value"),
    [
        ("early April", "She plans a visit in early April of this year.", "2023-04-01/2023-04-10"),
        ("June 29", "They met on June 29 of last year.", "2022-06-29"),
        ("Friday", "It opens at the end of next week, not on Friday.", "2023-10-20"),
        ("for 40 minutes on Friday", "They spoke for 40 minutes on Friday.", "2023-10-13"),
        ("at the fair on Friday", "He spoke at the fair on Friday.", "2023-10-13"),
    ],
)
def test_an_expression_is_taken_as_the_sentence_has_it(expression: str, sentence: str, value: str) -> None:
    """What a model leaves out is put back; other words around the time do no harm."""
    found = resolve_time(expression, TUESDAY, sentence=sentence)

    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("The same day", "2023-05-02"),
        ("that evening", "2023-05-02"),
        ("the next day", "2023-05-03"),
        ("two days later", "2023-05-04"),
        ("a week earlier", "2023-W17"),
        ("the following month", "2023-06"),
        ("hours after", "2023-05-02"),
    ],
)
def test_a_story_counts_from_what_it_told_before(expression: str, value: str) -> None:
    """Without a time told before there is no value, even where the day of publication is known."""
    found = resolve_time(expression, TUESDAY, earlier=day("2023-05-02"))

    assert found is not None
    assert found.value == value
    assert found.anchor == "counted from the time told of before, 2023-05-02 to 2023-05-02"
    assert resolve_time(expression, TUESDAY) is None


@pytest.mark.parametrize(
    ("published", "place", "expression", "value"),
    [
        ("2023-05-03T15:08+09:00", "WASHINGTON", "Tuesday", "2023-05-02"),
        ("2023-05-03T09:00+09:00", "WASHINGTON", "today", "2023-05-02"),
        ("2023-05-03T09:00+09:00", "WASHINGTON", "on Wednesday", "2023-05-03"),
        ("2023-05-03T09:00+09:00", "Atlantis", "today", "2023-05-03"),
        ("2023-05-02T20:00+00:00", "TOKYO", "today", "2023-05-03"),
        ("2023-05-02T20:00+00:00", None, "today", "2023-05-02"),
        ("2021-03-16T20:00+00:00", None, "at 2:36 P.M. EDT", "2021-03-16T14:36:00-04:00"),
        ("2021-03-16T20:00+00:00", None, "Monday at 9 a.m. GMT", "2021-03-15T09:00:00+00:00"),
        ("2021-03-16T20:00+00:00", None, "Monday at 9 a.m. IST", "2021-03-15"),
        ("2021-03-16T20:00+00:00", None, "Monday at 9 a.m.", "2021-03-15"),
    ],
)
def test_days_are_those_of_the_dateline(
    published: str, place: str | None, expression: str, value: str
) -> None:
    """A writer's today is the place's; a time of day has a moment only where its zone is certain."""
    found = resolve_time(expression, at(published), place=place)

    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("TOKYO", "2021-04-01/2022-03-31"),
        ("WASHINGTON", "2020-10-01/2021-09-30"),
        (None, None),
    ],
)
def test_a_fiscal_year_is_the_country_s(place: str | None, value: str | None) -> None:
    """Fiscal 2021 began in April in Tokyo and in October in Washington; elsewhere nobody knows."""
    found = resolve_time("fiscal 2021", TUESDAY, place=place)

    assert (found and found.value) == value


@pytest.mark.parametrize(
    ("expression", "sentence"),
    [
        ("Kan", "Prime Minister Kan spoke."),
        ("Kan 2010", "Kan 2010"),
        ("may", "They may meet."),
        ("May", "Theresa May met the king."),
        ("march", "They march on the capital."),
        ("March", "March of Progress is the name of the party."),
        ("second", "He came second."),
        ("for 20 minutes", "They spoke for 20 minutes."),
        ("for three days", "They spoke for three days."),
        ("in two years", "It was the first visit in two years."),
        ("the summit", "They met after the summit."),
        ("two days after the election", "They met two days after the election."),
        ("recently", "They met recently."),
        ("Tuesday, March 17, 2021", "They met on Tuesday, March 17, 2021."),
        ("Feb. 30", "They met on Feb. 30."),
        ("3/5", "They met on 3/5."),
        ("in the year to March", "It grew in the year to March."),
        ("after Friday", "They will meet after Friday."),
        ("before 2011", "They met before 2011."),
        ("5000 years ago", "It was built 5000 years ago."),
        ("", "They met."),
    ],
)
def test_nothing_is_guessed(expression: str, sentence: str) -> None:
    """Names, durations, dates that never were and times without an end or an anchor have no value."""
    assert resolve_time(expression, TUESDAY, sentence=sentence) is None


@pytest.mark.parametrize(
    ("expression", "approximate"),
    [
        ("early March", True),
        ("a few days ago", True),
        ("around 2011", True),
        ("March", False),
        ("3 days ago", False),
    ],
)
def test_conventional_bounds_are_marked(expression: str, approximate: bool) -> None:
    """Where the words leave the bounds open, the value says so."""
    found = resolve_time(expression, TUESDAY)

    assert found is not None
    assert found.approximate is approximate


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Rin met Park on Tuesday, and will visit Lima in early April of this year.",
            ["on Tuesday", "in early April of this year"],
        ),
        ("They met Tuesday. 15:08 JST, May 3, 2023", ["Tuesday", "15:08 JST, May 3, 2023"]),
        (
            "The office opened on Jan. 20, as in the 1970s and 1980s.",
            ["on Jan. 20", "in the 1970s and 1980s"],
        ),
        (
            "Talks ran from Monday\nto Wednesday at 2:36 P.M. EDT.",
            ["from Monday\nto Wednesday at 2:36 P.M. EDT"],
        ),
        ("Last year’s budget was cut by 2,011 on ‘Friday’.", ["Last year’s", "Friday"]),
        ("Theresa May may march. May met him; it was slammed by May and by Mr. March.", []),
        ("He came second of the 27, for the first time, on the 14th floor, 3-5.", []),
        ("İstanbul’da on March 16, 2021 görüştüler.", ["on March 16, 2021"]),
        ("岸田首相は3月16日、2021年3月の会談に触れた。", ["3月16日", "2021年3月"]),
        ("", []),
    ],
)
def test_times_are_found_where_they_stand(text: str, found: list[str]) -> None:
    """The longest expressions in order, as they are written; names and plain numbers are none."""
    assert [text[start:end] for start, end in find_times(text)] == found


WORDS = """
in on the of from to between and by since early late mid end first last next this week month year day days
weekend quarter half two three 3 5 16th 2021 1970s Q3 March Jan. Tuesday Friday today ago later after before
summer fiscal 9 a.m. JST EDT - , the same
"""


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS.split()), max_size=8).map(" ".join))
def test_any_words_have_a_sound_value_or_none(words: str) -> None:
    """No order of words is an error; an interval runs forwards; spans are in order and apart."""
    values = [
        resolve_time(words, published, sentence=words, earlier=earlier, place="TOKYO")
        for published in (TUESDAY, UNKNOWN)
        for earlier in (day("2023-05-02"), None)
    ]
    spans = find_times(words)

    assert all(value is None or value.start <= value.end for value in values)
    assert list(spans) == sorted(spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


def test_long_texts_without_times_are_read_in_no_time() -> None:
    """A page of numbers and small words costs no more than its length."""
    assert find_times("the first of the last of 3 and 4, " * 3000) == ()


WEDNESDAY = on("2024-05-15")


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("She left a week ago on Friday.", "2024-05-03"),
        ("She will leave a week from Friday.", "2024-05-24"),
        ("She will leave on Friday week.", "2024-05-24"),
        ("She will leave on the Friday after next.", "2024-05-24"),
        ("She will leave a fortnight from tomorrow.", "2024-05-30"),
        ("She left a fortnight ago.", "2024-W18"),
        ("She left half a year ago.", "2023-11"),
        ("She left two and a half years ago.", "2021-11"),
        ("She left a year and a half ago.", "2022-11"),
        ("She left more than a dozen years ago.", "2012"),
        ("She left on 13 Jul 22.", "2022-07-13"),
        ("She left on 13-Jul-22.", "2022-07-13"),
        ("A vote must be called by the autumn.", "2024-05-15/2024-11-30"),
        ("The law may not be cut by March.", "2024-05-15/2025-03-31"),
        ("She flies home on Monday.", "2024-05-20"),
        ("She should have left on Monday.", "2024-05-13"),
        ("She plans to cut it on Monday.", "2024-05-20"),
    ],
)
def test_offsets_amounts_and_what_lies_ahead(sentence: str, value: str) -> None:
    """Counted from Wednesday, 2024-05-15: by the words of the amount, and by the tense of the sentence."""
    ((start, end),) = find_times(sentence)
    found = resolve_time(sentence[start:end], WEDNESDAY, sentence=sentence)

    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    "sentence",
    [
        "They meet every Monday.",
        "They meet on Mondays and Fridays.",
        "They meet each autumn.",
        "It is open 24/7.",
        "Profits fell in the fiscal third quarter.",
        "Profits fell in the third quarter of its financial year.",
        "They remember Bloody Sunday.",
        "He won on Super Tuesday.",
        "She reads the Sunday Times.",
        "It followed the Good Friday Agreement.",
        "He spoke at the March on Washington.",
        "She plays August Wilson.",
    ],
)
def test_what_comes_again_or_is_a_name_tells_no_day(sentence: str) -> None:
    """No part of it is taken for a day: not the "Monday" of "every Monday", whoever asks about it."""
    resolved = [
        resolve_time(word.strip("."), WEDNESDAY, sentence=sentence)
        for word in sentence.split()
        if word.strip(".") in ("Monday", "Sunday", "Friday", "Tuesday", "March", "autumn", "quarter", "24/7")
    ]

    assert [value for value in resolved if value is not None] == []
    assert find_times(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "place", "value"),
    [
        ("She left on Easter Sunday.", None, "2024-03-31"),
        ("She left on Ash Wednesday.", None, "2024-02-14"),
        ("She left on New Year's Day.", None, "2024-01-01"),
        ("She will leave on Christmas Eve.", None, "2024-12-24"),
        ("She will leave the day after Christmas.", None, "2024-12-26"),
        ("She left over the Easter weekend.", None, "2024-03-30/2024-03-31"),
        ("She left on Christmas Day 2021.", None, "2021-12-25"),
        ("She will leave on Thanksgiving.", "Washington", "2024-11-28"),
        ("She will leave on Thanksgiving.", "Ottawa", "2024-10-14"),
        ("She will leave on Thanksgiving.", None, None),
        ("She will leave on Independence Day.", "New Delhi", "2024-08-15"),
    ],
)
def test_a_day_that_has_a_name_is_the_calendar_s(sentence: str, place: str | None, value: str | None) -> None:
    """By the calendar of the dateline's country; where others have other days, none without a dateline."""
    pytest.importorskip("holidays", reason="the calendars come with corrigenda[holidays]")
    ((start, end),) = find_times(sentence)
    found = resolve_time(sentence[start:end], WEDNESDAY, sentence=sentence, place=place)

    assert (None if found is None else found.value) == value
