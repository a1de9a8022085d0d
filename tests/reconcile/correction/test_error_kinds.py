"""Which kind of error a source made, and which variants are none."""

import pytest
from made_people import small_table

from corrigenda.reconcile.resolve import reconcile_names
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.names import Mention

STATE = "U.S. Secretary of State"
MARCH_2021 = "2021-03-16"


@pytest.fixture(scope="module")
def table() -> EntityTable:
    """A few people and bodies."""
    return small_table()


@pytest.mark.parametrize(
    ("surface", "title", "date", "entity_id", "error", "corrected"),
    [
        ("John Blinken", STATE, MARCH_2021, "blinken", "wrong_given_name", "Antony Blinken"),
        ("Hunter Biden", "U.S. President", MARCH_2021, "biden", "wrong_given_name", "Joe Biden"),
        ("Antony Sullivan", STATE, MARCH_2021, "blinken", "wrong_surname", "Antony Blinken"),
        ("Toshimichi Motegi", "Foreign Minister", MARCH_2021, "motegi", "misreading", "Toshimitsu Motegi"),
        ("Rin", "Japanese Foreign Minister", "2022-05-05", "hayashi", "misreading", "Hayashi"),
        ("Anthony Blinken", "Secretary of State", MARCH_2021, "blinken", "misspelling", "Antony Blinken"),
        ("Antony Blnken", None, None, "blinken", "misspelling", "Antony Blinken"),
        ("Olaf Schulz", "German Chancellor", "2022-05-05", "scholz", "misspelling", "Olaf Scholz"),
        ("Angela Merkel", "German Chancellor", "2022-06-20", "merkel", "wrong_office", None),
        ("Olaf Scholz", "Austrian Chancellor", "2022-06-20", "scholz", "wrong_place", None),
    ],
)  # fmt: skip
def test_errors(
    table: EntityTable,
    surface: str,
    title: str | None,
    date: str | None,
    entity_id: str,
    error: str,
    corrected: str | None,
) -> None:
    """The error says what the source did wrong; a wrong office is told and not rewritten."""
    (found,) = reconcile_names([Mention(id="1", surface=surface, title=title, date=date)], table)

    assert (found.status, found.entity_id) == ("linked", entity_id)
    assert (found.error, found.corrected) == (error, corrected)


VARIANTS = [
    ("Antony Blinken", "blinken", "exact"),
    ("ANTONY BLINKEN", "blinken", "exact"),
    ("BLINKEN, Antony", "blinken", "name_order"),
    ("MOTEGI Toshimitsu", "motegi", "name_order"),
    ("Tony Blinken", "blinken", "nickname"),
    ("A. Blinken", "blinken", "initials"),
    ("Volodymyr Zelensky", "zelenskyy", "transliteration"),
    ("茂木敏充", "motegi", "transliteration"),
    ("Nippon", "japan", "alias"),
    ("Japanese", "japan", "alias"),
    ("The North Atlantic Treaty Organization", "nato", "exact"),
]


@pytest.mark.parametrize(("surface", "entity_id", "variant"), VARIANTS)
@pytest.mark.parametrize("date", [None, MARCH_2021])
def test_variants_are_no_errors(
    table: EntityTable, surface: str, entity_id: str, variant: str, date: str | None
) -> None:
    """A right form of a name is named as such, is no error and is not corrected."""
    (found,) = reconcile_names([Mention(id="1", surface=surface, date=date)], table)

    assert (found.status, found.entity_id) == ("linked", entity_id)
    assert (found.variant, found.error, found.corrected) == (variant, None, None)


def test_a_surname_alone_needs_a_time(table: EntityTable) -> None:
    """In the time of an office a surname alone is its holder's; without a time it may be anybody's."""
    mention = Mention(id="1", surface="Blinken")

    (then,) = reconcile_names([mention.model_copy(update={"date": MARCH_2021})], table)
    (ever,) = reconcile_names([mention], table)

    assert (then.status, then.entity_id, then.variant) == ("linked", "blinken", "surname_only")
    assert ever.status != "linked"


@pytest.mark.parametrize("surface", ["The foreign minister", "Prime Minister", "the two foreign ministers"])
def test_an_office_is_no_name(table: EntityTable, surface: str) -> None:
    """An office alone names nobody."""
    (found,) = reconcile_names([Mention(id="1", surface=surface, date=MARCH_2021)], table)

    assert (found.status, found.variant) == ("nil", "title_only")
