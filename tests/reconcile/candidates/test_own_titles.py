"""Offices that no grammar knows, in the words of the table: those of clubs, companies and universities."""

import pytest
from made_people import held, person

from corrigenda.reconcile.correct import correct_text
from corrigenda.reconcile.table import EntityTable

HELD = [
    ("Arne Quist", "manager of Norrby", "2024-06-01", None),
    ("Otto Klarp", "manager of Norrby", "2015-10-08", "2024-05-31"),
    ("Piet Veldhuis", "captain of Norrby", "2023-07-01", None),
    ("Maud Lindgren", "chief executive of Halsten", "2019-01-01", None),
    ("Jens Orrebo", "chief executive of Sundvik", "2020-01-01", None),
]
TABLE = EntityTable.of(
    person(name.split()[0].lower(), *name.split(), held(title, "NL", start, end), country="NL")
    for name, title, start, end in HELD
)


def found(text: str) -> list[tuple[str, str | None, str | None, str | None]]:
    """Of each name the surface, the status, the error and the correction."""
    result = correct_text(text, TABLE, date="2024-12-14")
    return [(name.surface, name.entity_id, name.error, name.corrected) for name in result.names]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norrby manager Arne Quist left.", ("Arne Quist", "arne", None, None)),
        ("The manager of Norrby, Arne Quist, left.", ("Arne Quist", "arne", None, None)),
        ("Norrby captain Piet Veldhius left.", ("Piet Veldhius", "piet", "misspelling", "Piet Veldhuis")),
        (
            "At Halsten, chief executive Maja Lindgren left.",
            ("Maja Lindgren", "maud", "wrong_given_name", "Maud Lindgren"),
        ),
        ("Norrby manager Otto Klarp left.", ("Otto Klarp", "otto", "wrong_office", None)),
        ("Former Norrby manager Otto Klarp left.", ("Otto Klarp", "otto", None, None)),
    ],
)
def test_the_words_of_the_table(text: str, expected: tuple[str, str, str | None, str | None]) -> None:
    """Holders and predecessors are judged alike, whole wording or head, in any order of its words."""
    assert found(text) == [expected]
