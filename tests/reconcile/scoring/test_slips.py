"""A slip of the tongue in a full name: told by the office, by colleagues, by a rare name and a like one."""

import pytest
from made_people import held, person

from corrigenda.reconcile.correct import correct_text
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.entities import Entity
from corrigenda.schemas.names import Resolution

CROWD = 4_000
"""So many people that a name borne by one of them is rare."""
MEMBERS = (
    ("Ngaire", "Thompson"), ("Peter", "Thompson"), ("Rawiri", "Thompson"), ("Rawiri", "Johnson"),
    ("Hemi", "Walters"), ("Aroha", "Tait"), ("Wiremu", "Parata"), ("Moana", "Jessop"), ("Tane", "Hollis"),
)  # fmt: skip
FORMER = (("Iris", "Colby"), ("Ewan", "Marsh"), ("Una", "Strode"), ("Piripi", "Waka"), ("Nell", "Gorst"))
OTHERS = (("Ada", "Quill"), ("Basil", "Trent"), ("Cora", "Umber"), ("Dora", "Vance"), ("Enid", "Wicks"))


def in_words(names: tuple[tuple[str, str], ...]) -> str:
    """A text that names them, not as a list."""
    return " ".join(f"{given} {family} agreed at once." for given, family in names)


def member(given: str, family: str, until: str | None = None) -> Entity:
    """A member of one parliament."""
    term = held("Member of Parliament", "NZ", "2017-09-23", until)
    return person(f"{given} {family}".lower(), given, family, term, country="NZ")


def letters(number: int) -> str:
    """A word of its own for each number."""
    return "".join("bcdfghklmn"[int(digit)] + "aeioubeiao"[int(digit)] for digit in f"{number:04}").title()


@pytest.fixture(scope="module")
def table() -> EntityTable:
    """Members of one parliament, now and before, others, a minister, and a crowd with many a Peter in it."""
    minister = held("Minister of Finance", "NZ", "2020-11-06")
    return EntityTable.of(
        (
            *(
                person(f"{n}", letters(n) if n % 40 else "Peter", letters(n + 5000), country="NZ")
                for n in range(CROWD)
            ),
            *(member(*names) for names in MEMBERS),
            *(member(*names, until="2020-10-17") for names in FORMER),
            *(person(given.lower(), given, family, country="NZ") for given, family in OTHERS),
            person("kahu", "Kahurangi", "Whitmore", minister, country="NZ"),
        )
    )


def first_name(text: str, table: EntityTable) -> Resolution:
    """What becomes of the first name of a text of 2024."""
    return correct_text(text, table, date="2024-05-14").names[0]


@pytest.mark.parametrize(
    ("name", "beside", "corrected"),
    [
        ("Ngaire Johnson", MEMBERS[4:], "Ngaire Thompson"),
        ("Ngaire Johnson", FORMER, "Ngaire Thompson"),
        ("Ngaire Johnson", OTHERS, None),
        ("Peter Johnson", MEMBERS[4:], None),
        ("Rawiri Johnson", MEMBERS[4:], None),
        ("Ngaire Kerr", MEMBERS[4:], None),
        ("Ngaire Thompson-Hale", MEMBERS[4:], None),
        ("His sister Ngaire Johnson", MEMBERS[4:], None),
        ("Finance Minister Kahurangi Whitlock", (), "Kahurangi Whitmore"),
        ("Kahurangi Whitlock", (), None),
    ],
)
def test_a_like_surname(
    table: EntityTable, name: str, beside: tuple[tuple[str, str], ...], corrected: str | None
) -> None:
    """A rare given name and a surname that begins or ends alike make a slip beside colleagues or the office.

    Colleagues hold the same office or held it. Somebody whom the table knows by just that name is meant.
    """
    assert first_name(f"{name} spoke. {in_words(beside)}", table).corrected == corrected


def test_in_a_small_table_no_name_is_rare() -> None:
    """Among a few people nothing is known of how rare a given name is."""
    few = EntityTable.of(member(*one) for one in MEMBERS)

    found = first_name(f"Ngaire Johnson spoke. {in_words(MEMBERS[4:])}", few)

    assert "family.alike" in {one.kind for one in found.evidence}
    assert "given.rare" not in {one.kind for one in found.evidence}
    assert found.corrected is None
