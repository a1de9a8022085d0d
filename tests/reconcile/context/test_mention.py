"""What a mention says on its own."""

from datetime import date

import pytest

from corrigenda.reconcile.context import Period
from corrigenda.reconcile.context.mention import parse_mention
from corrigenda.schemas.names import Mention


@pytest.mark.parametrize(
    ("surface", "name", "roles"),
    [
        ("Prime Minister Kan", "Kan", ("head_of_government",)),
        ("Foreign Minister Toshimichi Motegi", "Toshimichi Motegi", ("foreign_minister",)),
        ("Angus King", "Angus King", ()),
        ("Antony Blinken", "Antony Blinken", ()),
        ("Shri Ajit Doval", "Ajit Doval", ()),
        ("Prime Minister Rishi Sunak", "Rishi Sunak", ("head_of_government",)),
    ],
)
def test_a_title_in_the_surface(surface: str, name: str, roles: tuple[str, ...]) -> None:
    """A title that the surface begins with is no part of the name; ``offset`` is where the name begins."""
    found = parse_mention(Mention(id="1", surface=surface))

    assert (found.name, found.roles) == (name, roles)
    assert surface[found.offset :] == name


def test_the_country_beside_a_name_tells_what_the_title_means() -> None:
    """The mention's country decides between the offices that the words of its title may mean."""
    title = "Minister of State for Okinawa and Northern Territories Affairs"

    told = parse_mention(Mention(id="1", surface="Genba", title=title, country="Japan"))
    open_ = parse_mention(Mention(id="1", surface="Genba", title=title))

    assert told.roles == ("regional_minister",)
    assert told.roles != open_.roles


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2021-03-16", Period(date(2021, 3, 16), date(2021, 3, 16))),
        ("2021-03-16T15:08:00+09:00", Period(date(2021, 3, 16), date(2021, 3, 16))),
        ("2021-02", Period(date(2021, 2, 1), date(2021, 2, 28))),
        ("2021", Period(date(2021, 1, 1), date(2021, 12, 31))),
        ("2021-02-31", None),
        ("Tuesday", None),
        (None, None),
    ],
)
def test_the_time(written: str | None, expected: Period | None) -> None:
    """A partial date is the whole of its month or year; what is no date is unknown, never guessed."""
    assert parse_mention(Mention(id="1", surface="Kan", date=written)).period == expected


def test_years_of_the_sentence() -> None:
    """Only the years of the mention's own sentence are heard."""
    text = "It was 1999. In March 2011, Prime Minister Kan flew over the plant. In 2021 it was recalled."

    found = parse_mention(Mention(id="1", surface="Kan", start=text.index("Kan")), text)

    assert found.years == (2011,)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2021-03-01", None, 0),
        ("2021-03-10", "2021-03-10", 0),
        ("2021-03-20", None, 4),
        ("2020", "2021-03-01", -9),
        (None, None, 0),
        ("2021", "2021", 0),
    ],
)
def test_days_to_a_term(start: str | None, end: str | None, days: int) -> None:
    """Zero where period and term touch, negative after the term's end, positive before its start."""
    assert Period(date(2021, 3, 10), date(2021, 3, 16)).days_to(start, end) == days
