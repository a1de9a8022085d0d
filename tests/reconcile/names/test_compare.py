"""How a surface compares with a person's name, part by part, and with other names as a whole."""

import pytest
from made_people import BLINKEN, HAYASHI, JAPAN, KISHIDA, MOTEGI, NATO, TAIWAN_STRAIT, ZELENSKYY, person

from corrigenda.reconcile.names import Comparison, compare_names, make_ready, tokenize_name
from corrigenda.schemas.entities import Entity, EntityName

KIM = person("kim", "Jong-un", "Kim", country="KP", family_first=True)
LEYEN = person("leyen", "Ursula", "von der Leyen", country="DE")
MCCONNELL = Entity(
    id="mcconnell",
    type="person",
    names=(EntityName(text="Addison Mitchell McConnell Jr.", kind="canonical"),),
    country="US",
)
OBRADOR = person("obrador", "Andrés Manuel", "López Obrador", country="MX")


HU = Entity(
    id="hu",
    type="person",
    names=(
        EntityName(text="Hu Jintao", kind="canonical", family="Hu", given="Jintao"),
        EntityName(text="胡锦涛", kind="native", lang="zh", family="胡", given="锦涛"),
    ),
    country="CN",
)


def compared(surface: str, entity: Entity) -> Comparison:
    """The comparison with the entity's best name."""
    return compare_names(tokenize_name(surface), make_ready(entity))


@pytest.mark.parametrize(
    ("surface", "entity", "family", "given"),
    [
        ("Antony Blinken", BLINKEN, "same", "same"),
        ("Blinken", BLINKEN, "same", "missing"),
        ("Antony", BLINKEN, "missing", "same"),
        ("ANTONY BLINKEN", BLINKEN, "same", "same"),
        ("Tony Blinken", BLINKEN, "same", "nickname"),
        ("A. Blinken", BLINKEN, "same", "initial"),
        ("Anthony Blinken", BLINKEN, "same", "typo"),
        ("Antony J. Blinken", BLINKEN, "same", "same"),
        ("John Blinken", BLINKEN, "same", "different"),
        ("Antony Blnken", BLINKEN, "typo", "same"),
        ("Antony Sullivan", BLINKEN, "different", "same"),
        ("Kim Jong-un", KIM, "same", "same"),
        ("Kim Jong Un", KIM, "same", "same"),
        ("Jong-un Kim", KIM, "same", "same"),
        ("Kim Jong-il", KIM, "same", "different"),
        ("Leyen", LEYEN, "same", "missing"),
        ("Ursula Von der Leyen", LEYEN, "same", "same"),
        ("Obrador", OBRADOR, "variant", "missing"),
        ("Andres Manuel Lopez Obrador", OBRADOR, "same", "same"),
        ("Mitchell McConnell", MCCONNELL, "same", "nickname"),
        ("McConnell Jr.", MCCONNELL, "same", "missing"),
        ("Volodymyr Zelensky", ZELENSKYY, "variant", "same"),
        ("Motegi Toshimitsu", MOTEGI, "same", "same"),
        ("Toshimichi Motegi", MOTEGI, "same", "reading"),
        ("Toshimichi Mogi", MOTEGI, "reading", "reading"),
        ("Shigeki", MOTEGI, "reading", "missing"),
        ("Yoshimasa Rin", HAYASHI, "reading", "same"),
        ("Fumio Kishda", KISHIDA, "typo", "same"),
        ("AntonyBlinken", BLINKEN, "typo", "typo"),
        ("Anton yBlinken", BLINKEN, "typo", "typo"),
        ("Antonia Blinken", BLINKEN, "same", "typo"),
        ("Andres Josef Lopez Obrador", OBRADOR, "same", "different"),
        ("AM Lopez Obrador", OBRADOR, "same", "initial"),
        ("Антони Блинкен", BLINKEN, "same", "variant"),
        ("Блинкен", BLINKEN, "same", "missing"),
        ("アントニー・ブリンケン", BLINKEN, "variant", "variant"),
        ("Карл Блинкен", BLINKEN, "same", "different"),
        ("Володимир Зеленський", ZELENSKYY, "variant", "variant"),
        ("Владимир Зеленский", ZELENSKYY, "variant", "variant"),
    ],
)
def test_parts(surface: str, entity: Entity, family: str, given: str) -> None:
    """Each part of the surface gets its relation to the part of the name that it fits best."""
    found = compared(surface, entity)

    assert (found.family.relation, found.given.relation) == (family, given)


@pytest.mark.parametrize(
    ("surface", "entity", "swapped"),
    [
        ("Toshimitsu Motegi", MOTEGI, False),
        ("MOTEGI Toshimitsu", MOTEGI, True),
        ("Mogi Toshimichi", MOTEGI, True),
        ("Kim Jong-un", KIM, False),
        ("Jong-un Kim", KIM, True),
    ],
)
def test_order(surface: str, entity: Entity, swapped: bool) -> None:
    """The order is swapped where the family name stands on another side than in the table's name."""
    assert compared(surface, entity).swapped is swapped


@pytest.mark.parametrize(
    ("surface", "entity", "relation"),
    [
        ("Japan", JAPAN, "same"),
        ("Japanese", JAPAN, "variant"),
        ("NATO", NATO, "same"),
        ("the North Atlantic Treaty Organization", NATO, "same"),
        ("North Atlantic Treaty Organizations", NATO, "variant"),
        ("North Atlantic Teaty Organization", NATO, "typo"),
        ("Taiwan Strat", TAIWAN_STRAIT, "typo"),
        ("Taiwan", TAIWAN_STRAIT, "different"),
        ("Jordan", JAPAN, "different"),
    ],
)
def test_whole_names(surface: str, entity: Entity, relation: str) -> None:
    """What is no person is compared as a whole; a plural or a demonym is the same name, a slip is a slip."""
    found = compared(surface, entity)

    assert found.whole
    assert found.family.relation == relation


@pytest.mark.parametrize("name", ["Rahim Jr", "Abdul Md.", "Мария Петрова", "مريم حداد", "王小明", "Ann"])
def test_a_name_letter_for_letter_is_the_same(name: str) -> None:
    """Whatever its script, and whether or not a word of it could be a suffix."""
    bearer = Entity(id="bearer", type="person", names=(EntityName(text=name, kind="canonical"),))

    found = compared(name.upper(), bearer)

    assert (found.family.relation, found.wrong) == ("same", False)
    assert found.whole or found.full or len(name.split()) == 1


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("Maria Petrova", "Мария Петрова"),
        ("Maria Petrova", "მარია პეტროვა"),
        ("Mariam Haddad", "مريم حداد"),
        ("Nikos Pappas", "Νίκος Παππάς"),
        ("Мария Петрова", "Μαρία Πετρόβα"),
    ],
)
def test_across_scripts(surface: str, name: str) -> None:
    """A name that is known in another script alone is compared by its sound, and never called a slip."""
    bearer = Entity(id="bearer", type="person", names=(EntityName(text=name, kind="canonical"),))

    found = compared(surface, bearer)

    assert {found.family.relation, found.given.relation} <= {"same", "variant"}


def test_says_how_it_was_read() -> None:
    """A misreading carries the characters and both readings, for the reader to check."""
    assert "茂木 can be read Mogi; this person reads it Motegi" in compared("Toshimichi Mogi", MOTEGI).reading


@pytest.mark.parametrize("surface", ["Anthony Clarke", "Anthony Clarke, Baron Clarke of Stonemoor", "Clarke"])
def test_a_peerage_is_no_part_of_the_name(surface: str) -> None:
    """A peer goes by the name before the comma; the given name is no family name."""
    peer = Entity(
        id="peer",
        type="person",
        names=(EntityName(text="Anthony Clarke, Baron Clarke of Stonemoor", kind="canonical"),),
    )

    found = compare_names(tokenize_name(surface), make_ready(peer))

    assert (found.family.relation, found.wrong) == ("same", False)


@pytest.mark.parametrize("surface", ["Ko Kintō", "Kintou Ko", "Ko"])
def test_a_name_is_read_in_another_language(surface: str) -> None:
    """All of it in either order, or the surname alone; the language is told."""
    found = compared(surface, HU)

    assert found.family.relation == "reading"
    assert found.tongue == "Japanese"


@pytest.mark.parametrize("surface", ["Ko Jin-tae", "Ko J.", "Ko Jintao"])
def test_another_language_reads_the_whole_name(surface: str) -> None:
    """A surname in another language's reading beside the own given name, a slip or an initial is none."""
    assert compared(surface, HU).tongue is None
