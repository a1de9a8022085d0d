"""How many people bear a name."""

import pytest

from corrigenda.reconcile.names import name_frequencies
from corrigenda.reconcile.names.frequencies import NameFrequencies
from corrigenda.reconcile.text import SortedRows, data_path

NAMES = NameFrequencies(SortedRows(b"# Made up.\n*\t70 60\nanna\t20 50\nberg\t-- 30\nboris\t31 --\n"))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("anna", (-2.0, -5.0)),
        ("berg", (-7.0, -3.0)),
        ("boris", (-3.1, -6.0)),
        ("aaron", (-7.0, -6.0)),
        ("bern", (-7.0, -6.0)),
        ("zoe", (-7.0, -6.0)),
        ("", (-7.0, -6.0)),
    ],
)
def test_a_name_that_is_not_listed_is_rare(word: str, expected: tuple[float, float]) -> None:
    """A word has the logarithm of its own line, or of all that are not listed."""
    actual = NAMES.given(word), NAMES.family(word)

    assert expected == actual


def test_known_names_are_told_from_rare_ones() -> None:
    """A word is a given or a family name where its line has a share for it."""
    words = ("anna", "berg", "boris", "bern")

    assert [NAMES.is_given(word) for word in words] == [True, False, True, False]
    assert [NAMES.is_family(word) for word in words] == [True, True, False, False]


def test_every_line_is_found() -> None:
    """The file is sorted by its words, each standing once, so that the search finds all of them."""
    lines = data_path("name_frequencies.tsv").read_text(encoding="ascii").splitlines()
    words = [line.partition("\t")[0] for line in lines if not line.startswith(("#", "*"))]
    found = name_frequencies()

    assert sorted(set(words)) == words
    assert all(found.is_given(word) or found.is_family(word) for word in words[:: len(words) // 500])


def test_usual_names_are_more_usual_than_rare_ones() -> None:
    """The census and the lists of other countries agree with what everybody knows."""
    names = name_frequencies()

    assert names.given("john") > names.given("giuseppe") > names.given("mitsuko") > names.given("qwxz")
    assert names.family("smith") > names.family("kowalski") > names.family("qwxz")
    assert names.family("smith") > names.given("smith")
