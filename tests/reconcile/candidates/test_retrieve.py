"""Offices told by what stands around a name: the place in its sentence, colleagues in its list."""

import pytest
from made_people import held, person

from corrigenda.reconcile.candidates.retrieve import told_near
from corrigenda.reconcile.context.mention import parse_mention
from corrigenda.reconcile.correct import correct_text
from corrigenda.reconcile.table import EntityTable, Holding
from corrigenda.schemas.names import Mention

SENATORS = [("Orla", "Fennick"), ("Hugo", "Marsden"), ("Ines", "Calloway"), ("Daniel", "Quillon")]
TABLE = EntityTable.of(
    person(family.lower(), given, family, held("United States senator", "US", "2019-01-03"), country="US")
    for given, family in SENATORS
)


def governor(of: str) -> Holding:
    """The office of a governor since 2019."""
    return Holding(of, "governor", f"Governor of {of}", "US", "2019", None, acting=False, days_outside=0)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("He called Governor Marsh about the storm in South Ostrava.", ["South Ostrava"]),
        ("He called Governor Marsh about South Ostrava’s harbours.", ["South Ostrava"]),
        ("He called Governor Marsh. It rained in South Ostrava.", []),
        ("He called Governor Marsh about Northmark and South Ostrava.", ["Northmark", "South Ostrava"]),
    ],
)
def test_the_place_of_an_office(text: str, told: list[str]) -> None:
    """An office is told by its place where the sentence of the name has it, and only there."""
    mention = Mention(id="1", surface="Marsh", title="Governor", start=text.index("Marsh"))

    found = told_near(parse_mention(mention, text), [governor("Northmark"), governor("South Ostrava")])

    assert [one.entity_id for one in found] == told


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("Orla Fennick, Hugo Marsden, Ines Calloway and Darren Quillon voted.", ["Daniel Quillon"]),
        ("Darren Quillon voted.", []),
        ("Orla Fennick, Hugo Marsden and Ines Calloway voted. Darren Quillon did not.", []),
        ("Orla Fennick, Hugo Marsden, Ines Calloway and Quentin Brandt voted.", []),
        ("Orla Fennick, Hugo Marsden, Ines Calloway and Daniel Brandt voted.", []),
    ],
)
def test_colleagues_of_a_list(text: str, corrected: list[str]) -> None:
    """Among people of one office another given name is a slip; elsewhere it may be another's."""
    found = correct_text(text, TABLE, date="2021-03-16")

    assert [edit.replacement for edit in found.edits] == corrected
