"""A right name in the writer's form."""

import pytest
from made_people import small_table

from corrigenda.reconcile.resolve import reconcile_names
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.names import Mention


@pytest.fixture(scope="module")
def table() -> EntityTable:
    """A few people and bodies."""
    return small_table()


@pytest.mark.parametrize(
    ("surface", "title", "corrected"),
    [
        ("John Blinken", "Secretary of State", "Antony Blinken"),
        ("JOHN BLINKEN", "Secretary of State", "ANTONY BLINKEN"),
        ("john blinken", "Secretary of State", "antony blinken"),
        ("BLINKEN John", "Secretary of State", "BLINKEN Antony"),
        ("John Blinken’s", "Secretary of State", "Antony Blinken’s"),
        ("J. Blinken", "Secretary of State", "A. Blinken"),
        ("Blinkin", "Secretary of State", "Blinken"),
        ("Blinkin's", "Secretary of State", "Blinken's"),
        ("Toshimichi MOGI", "Foreign Minister", "Toshimitsu MOTEGI"),
        ("MOGI Toshimichi", "Foreign Minister", "MOTEGI Toshimitsu"),
        ("T. Mogi", "Foreign Minister", "T. Motegi"),
        ("Kan", "Prime Minister", "Suga"),
        ("KAN", "Prime Minister", "SUGA"),
        ("Prime Minister Kan", None, "Prime Minister Suga"),
        ("The North Atlantic Teaty Organization", None, "The North Atlantic Treaty Organization"),
    ],
)
def test_keeps_the_form(table: EntityTable, surface: str, title: str | None, corrected: str) -> None:
    """Order, capitals, initials and possessives stay, what was left out stays out, a right part stays."""
    (found,) = reconcile_names([Mention(id="1", surface=surface, title=title, date="2021-03-16")], table)

    assert found.corrected == corrected
