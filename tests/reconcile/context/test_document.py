"""What the mentions of one text say of each other."""

from datetime import date

import pytest

from corrigenda.reconcile.context import (
    Antecedent,
    DocumentContext,
    Period,
    Vote,
    gather_documents,
    infer_period,
    parse_document,
)
from corrigenda.reconcile.table import Holding
from corrigenda.schemas.names import Document, Mention


def holding(person: str, start: str, end: str | None) -> Holding:
    """A term in some office."""
    return Holding(person, "some_office", "Some Office", "JP", start, end, False, 0, as_of="2025-11-01")


BLINKEN = Vote(0, "blinken", 0.9, (holding("blinken", "2021-01-26", "2025-01-20"),))
MOTEGI = Vote(
    1, "motegi", 0.9, (holding("motegi", "2019-09-11", "2021-11-04"), holding("motegi", "2025-10-21", None))
)
SUGA = Vote(2, "suga", 0.5, (holding("suga", "2020-09-16", "2021-10-04"),))
NAOTO_KAN = Vote(2, "kan", 0.8, (holding("kan", "2010-06-08", "2011-09-02"),))


def test_texts_are_gathered() -> None:
    """Mentions of one text are together, in order; a mention without a text stands alone."""
    texts = ("a text", "another", None, "a text", None)
    mentions = [Mention(id=f"{n}", surface="Kan", text=text) for n, text in enumerate(texts)]

    assert [places for _, places in gather_documents(mentions)] == [(0, 3), (1,), (2,), (4,)]


def test_a_document_without_a_date_takes_that_of_a_mention() -> None:
    """A mention without a date of its own has the document's, or else the first that another mention has."""
    bare, dated = Mention(id="1", surface="Kan"), Mention(id="2", surface="Kan", date="2021")
    of_another = parse_document(Document(id="a", mentions=(bare, dated)))
    of_document = parse_document(Document(id="a", date="2010-06", mentions=(bare, dated)))

    assert [one.period and one.period.first.year for one in of_another] == [2021, 2021]
    assert [one.period and one.period.first.year for one in of_document] == [2010, 2021]


@pytest.mark.parametrize(
    ("key", "few", "beside"),
    [
        ("ann holm", 3, {"holm", "hall", "berg"}),
        ("ann holm", 2, {"holm"}),
        ("hall", 2, {"hall"}),
        ("ann strand", 2, set()),
    ],
)
def test_in_a_long_text_only_surnames_count(key: str, few: int, beside: set[str]) -> None:
    """Everybody named may be meant where they are few; else whoever has a surname of the name's words."""
    named = [("Ann Holm", "holm", "holm"), ("Ed Van Hall", "van hall", "hall"), ("Ida Berg", "berg", "berg")]
    antecedents = [
        Antecedent(name, name.lower(), family, True, frozenset(), entity_id)
        for name, family, entity_id in named
    ]
    nil = Antecedent("Ann Strand", "ann strand", "strand", True, frozenset(), None)

    assert DocumentContext((*antecedents, nil)).beside(key, few) == beside


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        ([BLINKEN, MOTEGI], Period(date(2021, 1, 26), date(2021, 11, 4))),
        ([BLINKEN, MOTEGI, SUGA], Period(date(2021, 1, 26), date(2021, 10, 4))),
        ([BLINKEN, MOTEGI, SUGA, NAOTO_KAN], Period(date(2021, 1, 26), date(2021, 10, 4))),
        ([BLINKEN], None),
        ([BLINKEN, NAOTO_KAN], None),
        ([], None),
    ],
)
def test_offices_tell_the_time(votes: list[Vote], expected: Period | None) -> None:
    """The time of a text is when its people held their offices together; one person alone tells nothing."""
    assert infer_period(votes, as_of=date(2025, 11, 1)) == expected


def test_two_times_that_explain_as_much_are_none() -> None:
    """Where two stretches apart explain as much, the time stays unknown."""
    twice = (holding("a", "2001", "2002"), holding("a", "2010", "2011"))
    again = (holding("b", "2001", "2002"), holding("b", "2010", "2011"))

    assert infer_period([Vote(0, "a", 1, twice), Vote(1, "b", 1, again)], as_of=None) is None
