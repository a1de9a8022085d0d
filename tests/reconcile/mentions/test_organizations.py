"""Organizations and places by how their names are built, with a table that knows almost none of them."""

import pytest

from corrigenda.reconcile.mentions import find_mentions
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.entities import Entity, EntityName
from corrigenda.schemas.facts import EntityType


def entity(id: str, type: EntityType, *names: str) -> Entity:
    """An entity with these names and nothing else."""
    return Entity(id=id, type=type, names=tuple(EntityName(text=name) for name in names))


@pytest.fixture(scope="module")
def table() -> EntityTable:
    """A person, a news agency, an army and a council."""
    return EntityTable.of(
        [
            entity("p1", "person", "Ana Soto"),
            entity("o1", "organization", "Reuters"),
            entity("o2", "organization", "People's Liberation Army"),
            entity("o3", "organization", "Security Council"),
        ]
    )


def found(text: str, table: EntityTable, type: EntityType) -> list[str]:
    """The names of one type in the text."""
    return [mention.surface for mention in find_mentions(text, table) if mention.type == type]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # A head at the end.
        ("He left the Polish Foreign Ministry.", ["Polish Foreign Ministry"]),
        ("He runs Soto Motor Corp. and Example Holdings.", ["Soto Motor Corp.", "Example Holdings"]),
        ("Japan’s Defense Ministry and Coast Guard came.", ["Defense Ministry", "Coast Guard"]),
        ("Foreign Ministry officials came.", ["Foreign Ministry"]),
        ("Senior Transport Ministry officials came.", ["Transport Ministry"]),
        ("Today National Security Council staff came.", ["National Security Council"]),
        ("The U.S.-Peru Consultative Council met.", ["U.S.-Peru Consultative Council"]),
        (
            "The National Oceanic and Atmospheric Administration warned.",
            ["National Oceanic and Atmospheric Administration"],
        ),
        ("He asked the Trade Ministry and the Central Bank.", ["Trade Ministry", "Central Bank"]),
        ("The National Women’s Law Center came.", ["National Women’s Law Center"]),
        ("He is Defense Department Spokesman Ed Roe.", ["Defense Department"]),
        # Something joined to the head.
        (
            "She is at the Ministry of Economy, Trade and Industry.",
            ["Ministry of Economy, Trade and Industry"],
        ),
        ("He left the Ministry of Defense of Peru on Monday.", ["Ministry of Defense of Peru"]),
        ("He saw the Supreme Court of Chile.", ["Supreme Court of Chile"]),
        ("The Center for Economic Research is small.", ["Center for Economic Research"]),
        ("Ask the Council on Foreign Relations.", ["Council on Foreign Relations"]),
        ("He met the Trade Council on Monday.", ["Trade Council"]),
        ("He asked the Trade Ministry for Patriot missiles.", ["Trade Ministry"]),
        ("He met Department of State Spokesman Ed Roe.", ["Department of State"]),
        # Governments, alliances, parties.
        ("The Soto administration fell.", ["Soto administration"]),
        ("Under the Tanabe Cabinet it fell.", ["Tanabe Cabinet"]),
        ("The Peruvian government and the new administration fell.", []),
        ("A Caretaker government came. Successive governments fell.", []),
        ("The Peru-Chile alliance and the Peru-Chile border are old.", ["Peru-Chile alliance"]),
        ("The U.S.-Chile-Peru alliance held.", ["U.S.-Chile-Peru alliance"]),
        ("The Chinese Communist threat and the German Greens grew.", ["Chinese Communist", "German Greens"]),
        ("A Chinese Communist. An Australian Liberal, he said.", []),
        # The table's own, and a credit.
        ("The People’s Liberation Army came.", ["People’s Liberation Army"]),
        ("Ana Soto, left (Reuters file photo)", ["Reuters"]),
        ("OSLO (Example News) — He came.", ["Example News"]),
        ("TOKYO, May 3 (Reuters) - He came.", ["Reuters"]),
        # None of these is one.
        ("The White House Press Secretary came.", []),
        ("He wrote of Civil Society and of the Oval Office.", []),
        ("On her Fight for Our Freedoms College Tour she came.", []),
        ("Drug Abuse and Mental Health Agency", []),
        ("The Initiative on Emerging Technologies grew.", []),
        ("NEW TRADE MINISTRY OPENS ITS DOORS IN OSLO", []),
    ],
)
def test_organizations(table: EntityTable, text: str, names: list[str]) -> None:
    """An organization ends on a word for one, has something joined to it, or was founded by countries."""
    assert names == found(text, table, "organization")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Peru, the Peruvian coast, Lima, the Republic of Chile", ["Peru", "Lima", "Republic of Chile"]),
        ("He saw Soto Prefecture and the Sea of Salt.", ["Soto Prefecture", "Sea of Salt"]),
        ("He lives in New Mexico and Northern Ireland.", ["New Mexico", "Northern Ireland"]),
        ("The Republic of Korea National Team won.", ["Republic of Korea"]),
        ("WIEN (Example News) — He came.", ["WIEN"]),
        ("OSLO — He came.", ["OSLO"]),
        ("UPDATE (Reuters) — He came.", []),
        ("A Kingdom of Heaven and a Sea of Change", []),
    ],
)
def test_places(table: EntityTable, text: str, names: list[str]) -> None:
    """A place is a country, its seat of government, ends on a word for one, or opens a dateline."""
    assert names == found(text, table, "place")


def test_a_government_holds_the_name_of_its_person(table: EntityTable) -> None:
    """The person of a government is a name too; nothing else overlaps."""
    mentions = find_mentions("The Soto administration met the Peru-Chile alliance.", table)

    assert [(mention.start, mention.surface, mention.type) for mention in mentions] == [
        (4, "Soto", "person"),
        (4, "Soto administration", "organization"),
        (32, "Peru-Chile alliance", "organization"),
    ]
