"""Names found in running text without a model."""

import json
import time

import pytest
from places import ARTICLES, SHARED

from corrigenda.reconcile.mentions import find_mentions
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.entities import Entity, EntityName
from corrigenda.schemas.facts import EntityType
from corrigenda.schemas.names import Mention

SEEDS = SHARED / "seeds"
SECONDS_FOR_AN_ARTICLE = 0.5
"""Ten times what an article of 5,000 characters takes on a machine that is not busy."""


def entity(id: str, type: EntityType, *names: str) -> Entity:
    """An entity with these names and nothing else."""
    return Entity(id=id, type=type, names=tuple(EntityName(text=name) for name in names))


@pytest.fixture(scope="module")
def table() -> EntityTable:
    """A few persons, organizations and places."""
    return EntityTable.of(
        [
            entity("p1", "person", "Toshimitsu Motegi", "茂木敏充"),
            entity("p2", "person", "Antony Blinken"),
            entity("p3", "person", "Joe Biden"),
            entity("p4", "person", "Naoto Kan"),
            entity("p5", "person", "Theresa May"),
            entity("p6", "person", "John F. Kennedy"),
            entity("p7", "person", "Gen Nakatani"),
            entity("p8", "person", "Moon Jae-in"),
            entity("o1", "organization", "Liberal Democratic Party", "LDP"),
            entity("o2", "organization", "Komeito"),
            entity("g1", "place", "Japan"),
            entity("g2", "place", "Anchorage"),
        ]
    )


def persons(text: str, table: EntityTable) -> list[Mention]:
    """The mentions of persons."""
    return [mention for mention in find_mentions(text, table) if mention.type == "person"]


@pytest.mark.parametrize(
    ("text", "surface", "title", "country"),
    [
        ("Japanese Foreign Minister Yuki Tanabe spoke.", "Yuki Tanabe", "Japanese Foreign Minister", "JP"),
        ("Then Japan’s Foreign Minister Tanabe’s aide left.", "Tanabe", "Japan’s Foreign Minister", "JP"),
        ("He met U.S. Secretary of State John Doe.", "John Doe", "U.S. Secretary of State", "US"),
        ("He met Secretary of State John Doe.", "John Doe", "Secretary of State", None),
        ("He met President of France Jean Exemple.", "Jean Exemple", "President of France", "FR"),
        ("He met Prime Minister Lee of Singapore today.", "Lee", "Prime Minister", "SG"),
        ("He met former Prime Minister Jan de Vries.", "Jan de Vries", "former Prime Minister", None),
        (
            "The Chief of Staff to the Vice President Dana Roe spoke.",
            "Dana Roe",
            "Chief of Staff to the Vice President",
            None,
        ),
        ("He turned to the Vice President Dana Roe.", "Dana Roe", "Vice President", None),
        ("In 2014 then-Vice President Joe Biden came.", "Joe Biden", "then-Vice President", None),
        ("It was President-elect Ana Soto who won.", "Ana Soto", "President-elect", None),
        ("On Tuesday Prime Minister Kaya Berg spoke.", "Kaya Berg", "Prime Minister", None),
        (
            "They saw State Councilor and Foreign Minister Li Example.",
            "Li Example",
            "State Councilor and Foreign Minister",
            None,
        ),
        (
            "LDP Secretary General Ken Sato, left, waved.",
            "Ken Sato",
            "LDP Secretary General",
            "JP",
        ),
        (
            "Ken Sato, secretary general of the ruling Liberal Democratic Party, waved.",
            "Ken Sato",
            "secretary general of the ruling Liberal Democratic Party",
            "JP",
        ),
        ("Ken Sato, the defense minister, waved.", "Ken Sato", "the defense minister", None),
        ("The Russian president, Ivan Primer, waved.", "Ivan Primer", "Russian president", "RU"),
        ("He saw Toyota President Ken Sato there.", "Ken Sato", "Toyota President", None),
        ("He saw Crown Prince Omar bin Zaid there.", "Omar bin Zaid", "Crown Prince", None),
        ("He saw President el-Amin of Egypt there.", "el-Amin", "President", "EG"),
        ("He saw Sen. Joseph R. Doe, Jr. there.", "Joseph R. Doe, Jr.", "Sen.", None),
        ("He saw Rep. Anne O'Neill there.", "Anne O'Neill", "Rep.", None),
        ("He saw Deputy Secretary of State John J. Doe.", "John J. Doe", "Deputy Secretary of State", None),
        ("He saw Gen. Mark Doe there.", "Mark Doe", "Gen.", None),
        ("He saw His Majesty King Hamid II of Jordan.", "Hamid II", "His Majesty King", "JO"),
        ("He saw Prime Minister May there.", "May", "Prime Minister", None),
        ("He saw Senator Cory Book there.", "Cory Book", "Senator", None),
        ("Prime\u00a0Minister TANABE Yuki spoke.", "TANABE Yuki", "Prime Minister", None),
        ("He saw President Tan- — Tan- — Tanabe there.", "Tanabe", "President", None),
    ],
)
def test_a_name_beside_a_title(
    table: EntityTable, text: str, surface: str, title: str, country: str | None
) -> None:
    """Beside a title stands a person, known to the table or not; the title is as written, the name alone."""
    found = persons(text, table)

    assert [(surface, title, country)] == [(name.surface, name.title, name.country) for name in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Defense Secretary Ed Roe and Secretary of State Al Poe met Presidents Biden and Xi.",
            [
                ("Ed Roe", "Defense Secretary"),
                ("Al Poe", "Secretary of State"),
                ("Biden", "Presidents"),
                ("Xi", "Presidents"),
            ],
        ),
        (
            "Sens. Amy Roe, Sue Poe and Bo Moe spoke.",
            [("Amy Roe", "Sens."), ("Sue Poe", "Sens."), ("Bo Moe", "Sens.")],
        ),
        (
            "The Vice President and President Roe spoke.",
            [("Roe", "President")],
        ),
        (
            "British Foreign Secretary Al Poe met his Italian counterpart, Ugo Verdi.",
            [
                ("Al Poe", "British Foreign Secretary"),
                ("Ugo Verdi", "Italian counterpart [foreign minister]"),
            ],
        ),
        (
            "Defense Secretary Ed Roe spoke.\nLater Roe called his Japanese counterpart Ken Sato.",
            [
                ("Ed Roe", "Defense Secretary"),
                ("Roe", None),
                ("Ken Sato", "Japanese counterpart [defense minister]"),
            ],
        ),
    ],
)
def test_several_names(table: EntityTable, text: str, expected: list[tuple[str, str | None]]) -> None:
    """A plural title belongs to each name, a title to its own, a counterpart has the office of the other."""
    assert expected == [(name.surface, name.title) for name in persons(text, table)]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Still, the Biden administration said so.", ["Biden"]),
        ("On Friday Blinken’s visit ended.", ["Blinken"]),
        ("Foreign Minister Yuki Tanabe came. “It is well,” Tanabe said.", ["Yuki Tanabe", "Tanabe"]),
        ("Somebody Else said so.", []),
        ("Yuki Tanabe said so.", ["Yuki Tanabe"]),
        ("茂木敏充外相が述べた。", ["茂木敏充"]),
        ("He lives in Kansas and reads of the Moon in May.", []),
        ("Streaming is loved by Gen Z and by Plan B.", []),
        ("Johns Hopkins and the Kennedy Center were closed.", []),
        ("The Washington Post was at Kennedy National Airport in Kennedy County.", []),
        ("Meanwhile Monday was quiet. Japanese and American voters agreed.", []),
        ("PRESIDENT ROE MEETS THE PRESS IN ROME", []),
        ("President Roe Meets Press in Rome After Long Delay", ["Roe"]),
        ("Blinken Stresses Role of Alliance in Talks", ["Blinken"]),
        ("Joe Biddon, Director of Works and Public Housing", ["Joe Biddon"]),
        ("Joe Stresses Role of Alliance in Talks, Again", ["Joe"]),
        ("They blamed Grumbling Antony Blinken for it.", ["Antony Blinken"]),
        ("They blamed Grumbling Antony Biden for it.", ["Grumbling Antony Biden"]),
        ("They blamed Karina Antony Blinken for it.", ["Karina Antony Blinken"]),
    ],
)
def test_names_without_a_title(table: EntityTable, text: str, surfaces: list[str]) -> None:
    """A word is a person's by the table, by the text or because somebody speaks; else it is none."""
    assert surfaces == [name.surface for name in persons(text, table)]


def test_organizations_and_places(table: EntityTable) -> None:
    """Organizations and places are found by exactly the table's names, the longest first, and countries."""
    text = "In Anchorage the ruling Liberal Democratic Party and Komeito spoke of U.S.-Japan ties."

    found = [(mention.surface, mention.type) for mention in find_mentions(text, table)]

    assert found == [
        ("Anchorage", "place"),
        ("Liberal Democratic Party", "organization"),
        ("Komeito", "organization"),
        ("U.S.", "place"),
        ("Japan", "place"),
    ]


def test_offsets_and_spans(table: EntityTable) -> None:
    """Surfaces stand in the whole text where they say, in order, and only within the spans."""
    text = "President Roe’s menu\nİn Genoa, President Roe met Prime\u00a0Minister Kaya Berg."
    start = text.index("\n") + 1

    found = find_mentions(text, table, spans=[(start, len(text))])

    assert [name.surface for name in found] == ["Roe", "Kaya Berg"]
    for name in found:
        assert name.start is not None
        assert name.text is text
        assert text[name.start : name.start + len(name.surface)] == name.surface


def test_time(table: EntityTable) -> None:
    """An article is read in far less than a second."""
    sentence = "Japanese Foreign Minister Yuki Tanabe met Antony Blinken in Anchorage on Friday. "
    text = sentence * (5000 // len(sentence))

    began = time.process_time()
    find_mentions(text, table)

    assert time.process_time() - began < SECONDS_FOR_AN_ARTICLE


def test_a_name_said_again(table: EntityTable) -> None:
    """A title counts for what a speaker says in place of the name: both stand for the same person."""
    found = persons("He will host President Tanaba — Tanabe, as planned.", table)

    assert [(name.surface, name.title) for name in found] == [
        ("Tanaba", "President"),
        ("Tanabe", "President"),
    ]


def test_the_surname_of_a_full_name_without_a_title(table: EntityTable) -> None:
    """A full name that stands in the text by itself makes its surname a person's in the rest of the text."""
    found = persons("Toshimichi Shigeki told reporters so. It was Shigeki’s office that knew.", table)

    assert [name.surface for name in found] == ["Toshimichi Shigeki", "Shigeki"]


def test_an_article_of_ours() -> None:
    """In a whole invented article every person is found in its place, and nobody else."""
    text = (ARTICLES / "harbour_tunnel.txt").read_text(encoding="utf-8")
    wanted = json.loads((ARTICLES / "harbour_tunnel.json").read_text(encoding="utf-8"))["people"]

    with EntityTable.starter() as starter:
        found = [mention for mention in find_mentions(text, starter) if mention.type == "person"]

    assert [mention.surface for mention in found] == wanted
    assert [text[one.start : one.start + len(one.surface)] for one in found if one.start] == wanted


@pytest.mark.parametrize("name", ["000", "004"])
def test_seeds(name: str) -> None:
    """In real articles every person is found, and nobody else, with the starter table."""
    gold_file = SEEDS / "gold" / f"{name}.json"
    if not gold_file.exists():
        pytest.skip("../shared/seeds is absent")
    gold = json.loads(gold_file.read_text(encoding="utf-8"))
    text = (SEEDS / gold["file"]).read_text(encoding="utf-8")
    spans = [(span["start"], span["end"]) for span in gold["body_spans"]]
    people = [mention for mention in gold["mentions"] if mention["type"] == "person"]
    wanted = [(mention["start"], mention["surface"]) for mention in people if not mention["optional"]]

    with EntityTable.starter() as starter:
        found = [mention for mention in find_mentions(text, starter, spans=spans) if mention.type == "person"]

    assert wanted == [(mention.start, mention.surface) for mention in found]
