"""Persons whom no table knows, and words that only look like a person."""

import pytest

from corrigenda.reconcile.mentions import find_mentions
from corrigenda.reconcile.table import EntityTable


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On the pier Agnieszka Wrona, a diver, waved. Wrona then left.", ["Agnieszka Wrona", "Wrona"]),
        (
            "The nurse thanked Pieter van der Molen and Rosa Diaz-Vega.",
            ["Pieter van der Molen", "Rosa Diaz-Vega"],
        ),
        ("Italian Prime Minister Georgia Bianchi slept.", ["Georgia Bianchi"]),
        ("Chelsea Whitfield rowed from Georgia to Paris.", ["Chelsea Whitfield"]),
        ("The poll was held in Manila on Monday.", []),
        ("La maison de Pauline Garnier est belle et grande.", ["Pauline Garnier"]),
        ("Koivulan talo paloi eilen illalla.", []),
    ],
)
def test_persons_without_a_table(text: str, expected: list[str]) -> None:
    """A person is found by the frequency of names and by the words around; places and endings are none."""
    with EntityTable.of(()) as table:
        found = [mention.surface for mention in find_mentions(text, table) if mention.type == "person"]

    assert expected == found
