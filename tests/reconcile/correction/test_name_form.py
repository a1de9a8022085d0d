"""A right name in the writer's form."""

from collections.abc import Iterator
from random import Random
from string import ascii_lowercase

import pytest
from made_people import small_table

from corrigenda.reconcile.correct import correct_text
from corrigenda.reconcile.resolve import reconcile_names
from corrigenda.reconcile.table import EntityTable
from corrigenda.reconcile.text import fold
from corrigenda.schemas.entities import Entity
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


def test_a_name_is_garbled_nowhere() -> None:
    """One letter wrong in any name of the starter table gives a name of that person, or is left as it is."""
    set_right, garbled = 0, []
    with EntityTable.starter() as starter:
        for number, (entity, name) in enumerate(_long_names(starter)):
            slip = _one_letter_wrong(name, Random(number))
            text = correct_text(f"{slip} spoke.", starter).text.removesuffix(" spoke.")
            if fold(text) in {fold(own.text) for own in entity.names}:
                set_right += text != slip
            elif text != slip:
                garbled.append((slip, text))

    assert garbled == []
    assert set_right > 300


def _long_names(table: EntityTable) -> Iterator[tuple[Entity, str]]:
    """Names of persons of several words in Latin letters: particles, suffixes, initials, double surnames."""
    for entity in table.entities():
        for name in entity.names if entity.type == "person" else ():
            if name.text.isascii() and " " in name.text:
                yield entity, name.text


def _one_letter_wrong(name: str, random: Random) -> str:
    place = random.choice([place for place, letter in enumerate(name) if letter.isalpha()])
    other = random.choice([letter for letter in ascii_lowercase if letter != name[place].lower()])
    return name[:place] + (other.upper() if name[place].isupper() else other) + name[place + 1 :]
