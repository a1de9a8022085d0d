"""What a text and the table know of words."""

import pytest
from made_people import other, person

from corrigenda.reconcile.mentions.gazetteer import Gazetteer
from corrigenda.reconcile.mentions.spans import MentionSpan
from corrigenda.reconcile.mentions.tokens import Token, passages
from corrigenda.reconcile.table import EntityTable


class Asked(EntityTable):
    """A table that keeps which whole names it was asked for."""

    names: list[str]

    def named(self, text: str) -> tuple[str, ...]:
        """Ask, and keep what was asked."""
        self.names.append(text)
        return super().named(text)


@pytest.fixture
def table() -> Asked:
    """Two persons, one of them with the family name first, and a council."""
    table = Asked.of(
        [
            person("p1", "Ana", "Soto", country="ES"),
            person("p2", "Jin", "Park", country="KR", family_first=True),
            other("o1", "organization", "Security Council"),
        ]
    )
    assert isinstance(table, Asked)
    table.names = []
    return table


def named(*words: str) -> MentionSpan:
    """A person's name at the beginning of a text."""
    return MentionSpan(0, len(" ".join(words)), words, "person", 0)


def token(word: str) -> Token:
    """The word as it stands in a text."""
    [part] = passages(f"So {word} came.")
    return part.tokens[1]


@pytest.mark.parametrize(
    ("full", "word", "known"),
    [
        (("ivo", "berg"), "Berg", True),
        (("ivo", "berg"), "Ivo", False),
        (("park", "jin"), "Park", True),
        (("park", "jin"), "Jin", True),
        (("berg",), "Berg", False),
        (("ivo", "van", "de"), "De", False),
    ],
)
def test_surnames_are_learned(full: tuple[str, ...], word: str, known: bool, table: Asked) -> None:
    """Of a full name the last word is a surname, and what the table has as the family name of its bearer."""
    words = Gazetteer(table)
    words.learn_surnames([named(*full)])

    assert words.is_named(token(word)) is known


def test_a_name_is_looked_up_once(table: Asked) -> None:
    """However often a text has a name, the table is asked for it once."""
    words = Gazetteer(table)
    for _ in range(3):
        words.learn_surnames([named("park", "jin"), named("ana", "soto"), named("park", "jin")])
        assert words.organization_type("Security Council") == "organization"
        assert words.organization_type("Coast Guard") is None

    assert sorted(table.names) == ["Coast Guard", "Security Council", "ana soto", "park jin"]


@pytest.mark.parametrize(("word", "borne"), [("Soto", True), ("Park-Soto", True), ("Berg", False)])
def test_bearers_are_those_of_the_table(word: str, borne: bool, table: Asked) -> None:
    """A word is borne by a person of the table, hyphened words by persons who bear each."""
    assert Gazetteer(table).is_borne(token(word)) is borne
