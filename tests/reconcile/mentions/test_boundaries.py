"""Where a name ends in a word that holds more than the name, and what is a name in capitals."""

import pytest

from corrigenda.reconcile.mentions import find_mentions
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.entities import Entity, EntityName


@pytest.fixture(scope="module")
def table() -> EntityTable:
    """Persons whose names are joined by hyphens, and others."""
    names = (
        "Toshimitsu Motegi",
        "Kathy Hochul",
        "Moon Jae-in",
        "Ada Holme-Brand",
        "Theresa May",
        "Yoshi Kan",
    )
    return EntityTable.of(Entity(id=name, type="person", names=(EntityName(text=name),)) for name in names)


def persons(text: str, table: EntityTable) -> list[str]:
    """The names of persons as they stand in the text."""
    return [mention.surface for mention in find_mentions(text, table) if mention.type == "person"]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Foreign Minister Toshimitsu Motegi-led talks began.", ["Toshimitsu Motegi"]),
        ("Foreign Minister Ivo Brenner-chaired talks began.", ["Ivo Brenner"]),
        ("President Trumpf-era rules and Senator Ola Krantz-sponsored bills fell.", ["Trumpf", "Ola Krantz"]),
        ("President Moon Jae-in and Senator Ada Holme-Brand spoke.", ["Moon Jae-in", "Ada Holme-Brand"]),
        ("President Tsao Ming-che and Minister Han Duck-soon spoke.", ["Tsao Ming-che", "Han Duck-soon"]),
        ("President Karim al-Masri spoke.", ["Karim al-Masri"]),
        ("Senator Anne-marie Holt spoke.", ["Anne-marie Holt"]),
    ],
)
def test_a_hyphen_behind_a_name(table: EntityTable, text: str, surfaces: list[str]) -> None:
    """A word in lower case that a hyphen joins to a name is none of it, unless names are joined so."""
    assert persons(text, table) == surfaces


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("He met Governor Hochulof New York.", ["Hochul"]),
        ("He met Governor Hochuland Minister Motegi.", ["Hochul", "Motegi"]),
        ("He met Toshimitsu Motegiin Tokyo.", ["Toshimitsu Motegi"]),
        ("He met Governor Kathy Hochulofsky there.", ["Kathy Hochulofsky"]),
        ("He met Senator Garland of Vermont.", ["Garland"]),
    ],
)
def test_a_small_word_glued_to_a_name(table: EntityTable, text: str, surfaces: list[str]) -> None:
    """Where the table has the name without the small word, and not the whole, that is the name."""
    assert persons(text, table) == surfaces


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Foreign Minister Toshimitsu Moteg1 spoke.", ["Toshimitsu Moteg1"]),
        ("Governor Kathy H0chul spoke.", ["Kathy H0chul"]),
        ("Governor J0e Brent spoke.", ["J0e Brent"]),
        ("The G7 and Covid19 were told of the A320.", []),
    ],
)
def test_digits_in_a_name(table: EntityTable, text: str, surfaces: list[str]) -> None:
    """A digit among the letters of a name belongs to it."""
    assert persons(text, table) == surfaces


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("PRIME MINISTER KAN ARRIVED.", ["KAN"]),
        ("GOVERNOR HOCHUL SPEAKS", ["HOCHUL"]),
        ("FOREIGN MINISTER TOSHIMICHI MOTEGI SAID SO ON TUESDAY.", ["TOSHIMICHI MOTEGI"]),
        ("THERESA MAY MET GOVERNOR HOCHUL.", ["THERESA MAY", "HOCHUL"]),
        ("PRESIDENT RULES OUT TALKS", []),
    ],
)
def test_a_line_in_capitals(table: EntityTable, text: str, surfaces: list[str]) -> None:
    """In capitals a name is what the table has, and what stands between it and a title."""
    assert persons(text, table) == surfaces
