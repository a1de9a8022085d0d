"""The line that says when an article appeared."""

import pytest

from corrigenda.extract.times import find_moments, read_moments


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("15:08 JST, May 3, 2023", "2023-05-03T15:08:00+09:00"),
        ("30 Jun 2021 06:06:02 GMT9", "2021-06-30T06:06:02+09:00"),
        ("Published: March 5, 2022, 9:14 p.m. ET", "2022-03-05T21:14:00-05:00"),
        ("Published: July 5, 2022, 9:14 p.m. ET", "2022-07-05T21:14:00-04:00"),
        ("2021-03-16T10:00:00+09:00", "2021-03-16T10:00:00+09:00"),
        ("2021-03-16T23:00:00Z", "2021-03-16T23:00:00+00:00"),
        ("Sat, 05 Mar 2022 18:20:00 -0500", "2022-03-05T18:20:00-05:00"),
        ("July 5, 2022 3:15 PM (UTC+05:30)", "2022-07-05T15:15:00+05:30"),
        ("First published on Mon 16 Mar 2020 09.14 GMT", "2020-03-16T09:14:00+00:00"),
        ("Saturday, March 5, 2022 | 12:05 a.m. CET", "2022-03-05T00:05:00+01:00"),
    ],
)
def test_a_moment_has_the_offset_that_is_printed(line: str, expected: str) -> None:
    """Time and zone are read in any order; a zone with summer time has the offset of that day."""
    (printed,) = read_moments(line, 0, len(line))

    assert printed.moment is not None
    assert printed.moment.isoformat() == expected
    assert printed.day == printed.moment.date()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Posted on Tues., Mar. 16, 2021", "2021-03-16"),
        ("05.03.2022, 18:20 Uhr", "2022-03-05"),
        ("May 3, 2023 at 7:30 p.m. IST", "2023-05-03"),
        ("2021年3月16日 10時05分", "2021-03-16"),
        ("2021년 3월 16일", "2021-03-16"),
        ("16/03/2021", "2021-03-16"),
    ],
)
def test_without_a_certain_zone_only_the_day_is_known(line: str, expected: str) -> None:
    """IST is India's, Ireland's and Israel's: the day is kept, the moment is not guessed."""
    (printed,) = read_moments(line, 0, len(line))

    assert (printed.day.isoformat(), printed.moment) == (expected, None)


def test_the_day_of_a_change_is_told_from_the_first() -> None:
    """Both days of one line are read, each with its label."""
    line = "Published: March 5, 2022, 9:14 p.m. ET Updated: March 6, 2022"
    found = read_moments(line, 0, len(line))

    assert [(moment.day.isoformat(), moment.updated) for moment in found] == [
        ("2022-03-05", False),
        ("2022-03-06", True),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "The talks on March 3, 2021 ended",
        "3/5/2022",
        "February 30, 2022",
        "Monday, March 16, 2021",
        "May 2021",
    ],
)
def test_a_line_that_says_more_or_no_certain_day_is_no_date_line(line: str) -> None:
    """Prose, an ambiguous order, a day that never was or whose weekday is wrong: none is taken."""
    assert read_moments(line, 0, len(line)) == ()


def test_a_day_is_found_in_a_byline() -> None:
    """A by-line may say more than the day."""
    line = "By Jane Roe | March 3, 2022 | 5 min read"

    assert [moment.day.isoformat() for moment in find_moments(line, 0, len(line))] == ["2022-03-03"]
