"""Slips of the tongue: the name of one person where another is meant, told by the office and the text."""

import pytest
from made_people import held, person

from corrigenda.reconcile.correct import correct_text
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.names import Resolution

PEOPLE = (
    person("holm", "Karin", "Holm", held("Prime Minister", "SE", "2018-05-01", "2022-09-30"), country="SE"),
    person("dahl", "Lars", "Dahl", held("Prime Minister", "SE", "2022-10-01", "2025-06-30"), country="SE"),
    person("berg", "Nils", "Berg", held("Foreign Minister", "SE", "2019-02-01", "2023-04-30"), country="SE"),
    person("lind", "Eva", "Lind", held("Minister for Foreign Affairs", "SE", "2023-05-01"), country="SE"),
    person("ravi", "Anil", "Ravikar", held("Vice President", "IN", "2017-08-01", "2022-08-01"), country="IN"),
    person("sen", "Mira", "Senapati", held("President", "IN", "2012-07-25", "2017-07-25"), country="IN"),
    person("moro", "Paolo", "Moro", held("Prime Minister", "IT", "2021-02-13"), country="IT"),
    person("neri", "Carla", "Neri", held("Deputy Prime Minister", "IT", "2014", "2016"), country="IT"),
    person("olsen", "Ida", "Olsen", country="SE"),
)  # fmt: skip


@pytest.fixture(scope="module")
def table() -> EntityTable:
    """Holders of a few offices of one person, and one who never held any."""
    return EntityTable.of(PEOPLE)


def last_name(text: str, date: str, table: EntityTable) -> Resolution:
    """What becomes of the last name of a text."""
    return correct_text(text, table, date=date).names[-1]


@pytest.mark.parametrize(
    ("text", "date", "right"),
    [
        (
            "Prime Minister Dahl spoke. Nils Berg, long out of office, was there and left early. "
            "Foreign Minister Lind and Prime Minister Berg will travel.",
            "2024-03-02",
            "Dahl",
        ),
        (
            "Vice President Ravikar met Mira Senapati. “I thank Vice President Senapati for his words.”",
            "2019-05-05",
            "Ravikar",
        ),
        (
            "Karin Holm, who lost the vote, wished Foreign Minister Lind well. Foreign Minister Holm left.",
            "2024-03-02",
            "Lind",
        ),
    ],
)
def test_a_slip_of_the_tongue_is_set_right(table: EntityTable, text: str, date: str, right: str) -> None:
    """Who never held the office and holds none gives way to the holder, whom the text calls so elsewhere."""
    found = last_name(text, date, table)

    assert (found.status, found.error, found.corrected) == ("linked", "wrong_person", right)
    assert {"person.swapped", "text.titled"} <= {one.kind for one in found.evidence}


def test_a_slip_is_told_where_the_holder_is_only_named(table: EntityTable) -> None:
    """The holder is named without the office: that is told, and left as it is."""
    text = "Lars Dahl met Nils Berg at noon. Later Prime Minister Berg spoke."

    found = last_name(text, "2024-03-02", table)

    assert (found.error, found.corrected) == ("wrong_person", None)


@pytest.mark.parametrize(
    ("text", "wrong", "changed"),
    [
        ("Prime Minister Dahll — Dahl spoke.", "Dahll", False),
        ("Prime Minister Dalh — pardon me — Dahl spoke.", "Dalh", False),
        ("Prime Minister Dalh, excuse me, Lars Dahl spoke.", "Dalh", False),
        ("Prime Minister Dalh — Dahll spoke.", "Dalh", False),
        ("Prime Minister Dalh — Foreign Minister Lind was ill — spoke.", "Dalh", True),
        ("Prime Minister Dalh spoke — Dahl was ill.", "Dalh", True),
    ],
)
def test_a_name_said_again_at_once_is_told_and_left(
    table: EntityTable, text: str, wrong: str, changed: bool
) -> None:
    """What the speaker himself sets right, or tries to, is not set right a second time."""
    corrected = correct_text(text, table, date="2024-03-02")

    (found,) = [name for name in corrected.names if name.surface == wrong]
    assert (found.entity_id, found.error) == ("dahl", "misspelling")
    assert (found.corrected is not None) is changed


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Prime Minister Dahl thanked Karin Holm. Prime Minister Holm had led until 2022.", "2024-03-02"),
        ("Prime Minister Holm met Lars Dahl. Then future Prime Minister Dahl spoke.", "2021-03-02"),
        ("Prime Minister Holm met Lars Dahl. Prime Minister Dahl is what he wants to be.", "2021-03-02"),
        ("Prime Minister Dahl debated with Nils Berg. Voters fear a Prime Minister Berg.", "2024-03-02"),
        ("Prime Minister Dahl debated with Nils Berg. Prime Minister Berg would cut taxes.", "2024-03-02"),
        ("Prime Minister Dahl met Eva Lind. Prime Minister Lind spoke.", "2024-03-02"),
        ("Prime Minister Dahl met Ida Olsen. His wife Prime Minister Olsen spoke.", "2024-03-02"),
        ("Prime Minister Moro thanked Carla Neri. Prime Minister Neri spoke.", "2023-03-02"),
        ("Prime Minister Moro met Nils Berg. Prime Minister Berg spoke.", "2023-06-02"),
        ("Prime Minister Dahl met Nils Berg. Prime Minister Nils Berg spoke.", "2024-03-02"),
        ("President Dahl met Nils Berg. President Berg of the university spoke.", "2024-03-02"),
        ("Prime Minister Dahl met Nils Berg. Prime Minister Berg spoke.", "2028-03-02"),
    ],
)
def test_what_may_be_meant_is_left_alone(table: EntityTable, text: str, date: str) -> None:
    """Former, later and supposed holders, holders of other offices, namesakes: none is rewritten."""
    assert last_name(text, date, table).corrected is None
