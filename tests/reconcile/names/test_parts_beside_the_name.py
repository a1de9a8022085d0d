"""What stands around a name and is compared by itself: suffixes, initials, words of address, digits."""

import pytest
from made_people import person

from corrigenda.reconcile.names import Comparison, compare_names, make_ready, tokenize_name
from corrigenda.reconcile.names.forms import without_address
from corrigenda.schemas.entities import Entity, EntityName


def named(*names: str, country: str | None = None) -> Entity:
    """A person with these names."""
    return Entity(
        id="one", type="person", names=tuple(EntityName(text=name) for name in names), country=country
    )


def compared(surface: str, entity: Entity) -> Comparison:
    """The comparison with the entity's best name."""
    return compare_names(tokenize_name(surface), make_ready(entity))


@pytest.mark.parametrize(
    ("surface", "own", "other"),
    [
        ("Carl Nordahl Jr.", "Carl Nordahl Jr.", False),
        ("Carl Nordahl Junior", "Carl Nordahl, Jr.", False),
        ("Carl Nordahl the Younger", "Carl Nordahl Jr.", False),
        ("Carl Nordahl", "Carl Nordahl III", False),
        ("Carl Nordahl Sr.", "Carl Nordahl", False),
        ("Carl Nordahl the elder", "Carl Nordahl", False),
        ("Carl Nordahl Sr.", "Carl Nordahl Jr.", True),
        ("Carl Nordahl Jr.", "Carl Nordahl", True),
        ("Nordahl III", "Carl Nordahl Jr.", True),
        ("Carl Nordahl IV", "Carl Nordahl III", True),
        ("Carl Nordahl, Esq.", "Carl Nordahl Jr.", False),
    ],
)
def test_a_generation_that_the_person_does_not_bear(surface: str, own: str, other: bool) -> None:
    """A generation is told where one is written that no name has; the eldest need not be called so."""
    found = compared(surface, named(own))

    assert bool(found.generation) is other
    assert found.family.relation == "same"


@pytest.mark.parametrize(
    ("surface", "names", "relation"),
    [
        ("Marta K.L. Odell", ("Marta L. Odell",), "contradicted"),
        ("Marta K. Odell", ("Marta Linnea Odell", "Marta Odell"), "contradicted"),
        ("Marta K. Odell", ("Marta Odell",), "same"),
        ("Marta L. K. Odell", ("Marta L. Odell",), "same"),
        ("Marta L. Odell", ("Marta Linnea Odell",), "same"),
        ("Marta Odell", ("Marta L. Odell",), "same"),
        ("M. L. Odell", ("Marta L. Odell",), "initial"),
        ("Marta Linnea Odell", ("Marta L. Odell",), "same"),
        ("Mrata L. Odell", ("Marta L. Odell",), "typo"),
        ("Mrata K. Odell", ("Marta L. Odell",), "contradicted"),
    ],
)
def test_initials(surface: str, names: tuple[str, ...], relation: str) -> None:
    """An initial is that of a further name or contradicts; one more or less says nothing, none is a slip."""
    assert compared(surface, named(*names)).given.relation == relation


@pytest.mark.parametrize(
    ("surface", "own", "country"),
    [
        ("U Kyaw Hlaing", "Kyaw Hlaing", "MM"),
        ("Daw Kyaw Hlaing", "Kyaw Hlaing", "MM"),
        ("Datuk Seri Farid Osman", "Farid Osman", "MY"),
        ("Tan Sri Haji Farid Osman", "Farid Osman", "MY"),
        ("Sheikh Farid Osman", "Farid Osman", "QA"),
        ("Begum Laila Rahim", "Laila Rahim", "BD"),
        ("Alhaji Musa Danjuma", "Musa Danjuma", "NG"),
        ("de Ronald Krall", "Ronald Krall", "US"),
    ],
)
def test_an_address_is_no_given_name(surface: str, own: str, country: str) -> None:
    """Words of address of the person's country, and a particle before the given name, are not compared."""
    found = compared(surface, named(own, country=country))

    assert (found.family.relation, found.given.relation) == ("same", "same")


@pytest.mark.parametrize(
    ("surface", "own", "country"),
    [
        ("Datuk Nyberg Holm", "Karl Nyberg Holm", "SE"),
        ("Sheikh Rahim", "Laila Rahim", "SE"),
        ("de Krall", "Ronald Krall", "US"),
    ],
)
def test_an_address_elsewhere_is_compared(surface: str, own: str, country: str) -> None:
    """What is no word of address in the person's country is compared, and a particle of a surname is."""
    entity = named(own, country=country)

    assert without_address(tokenize_name(surface), make_ready(entity)) == tokenize_name(surface)


@pytest.mark.parametrize("surface", ["Sheikh Hasan", "Begum", "Haji Begum"])
def test_an_address_that_is_a_name(surface: str) -> None:
    """An address is compared where a name of the person has it, and where nothing else is left."""
    entity = named("Sheikh Hasan", "Haji Begum", "Begum", country="BD")

    assert without_address(tokenize_name(surface), make_ready(entity)) == tokenize_name(surface)


@pytest.mark.parametrize(
    ("surface", "relations"),
    [
        ("Anders Lind0vist", ("typo", "same")),
        ("Anders Lindqvi5t", ("typo", "same")),
        ("Ander5 Lindqvist", ("same", "typo")),
        ("Anders L1ndqv1st", ("typo", "same")),
    ],
)
def test_digits_that_look_like_letters(surface: str, relations: tuple[str, str]) -> None:
    """A digit in the place of a letter that it looks like is one slip, however short the name."""
    found = compared(surface, person("lindqvist", "Anders", "Lindqvist", country="SE"))

    assert (found.family.relation, found.given.relation) == relations
    assert found.family.edits + found.given.edits == 1


def test_a_digit_in_a_short_name() -> None:
    """Where the letters that the digits look like are those of the name, no letter need be left over."""
    assert compared("M1 0ra", named("Mi Ora")).family.relation == "typo"
