"""What one word of a name is to one word of another."""

import pytest

from corrigenda.reconcile.names import begins_alike, begins_or_ends_alike
from corrigenda.reconcile.names.words import PLAIN, Related, ScriptTraits, relate

ROMANISED = ScriptTraits(romanised=True, vowels="loose")
SYLLABIC = ScriptTraits(syllabic=True)
FOREIGN = ScriptTraits(romanised=True, vowels="loose", foreign=True)


@pytest.mark.parametrize(
    ("written", "own", "traits", "expected"),
    [
        ("maria", "maria", PLAIN, Related("same")),
        ("m", "maria", PLAIN, Related("initial")),
        ("tony", "anthony", PLAIN, Related("nickname")),
        ("lindqvsit", "lindqvist", PLAIN, Related("typo", 1)),
        ("petrosian", "pavlenko", PLAIN, Related("different")),
        ("husain", "hussein", PLAIN, Related("typo", 2)),
        ("hosayn", "hussein", PLAIN, Related("different")),
        ("husayn", "hussein", PLAIN, Related("typo", 3)),
        ("yusuf", "yousef", ROMANISED, Related("variant")),
        ("kan", "khan", ROMANISED, Related("different")),
        ("yoseuf", "yousef", ROMANISED, Related("variant")),
        ("yuosef", "yousef", ROMANISED, Related("variant")),
        ("yousfe", "yousef", ROMANISED, Related("typo", 1)),
        ("dimtri", "dmitri", ROMANISED, Related("typo", 1)),
        ("andriy", "andryi", ROMANISED, Related("variant")),
        ("minho", "minha", PLAIN, Related("typo", 1)),
        ("minsuk", "minhoo", SYLLABIC, Related("different")),
        ("mhmd", "mohammad", FOREIGN, Related("variant")),
        ("vita", "fuad", FOREIGN, Related("different")),
    ],
)
def test_relation(written: str, own: str, traits: ScriptTraits, expected: Related) -> None:
    """The best relation that holds is told, with the edits of a slip; what sounds alike may have one more."""
    assert relate(written, own, traits) == expected


@pytest.mark.parametrize(
    ("one", "other", "begins", "either"),
    [
        ("tony", "troy", True, True),
        ("johnson", "thompson", False, True),
        ("walker", "walsh", True, True),
        ("berg", "berger", True, True),
        ("miller", "carter", False, False),
        ("kerr", "thompson", False, False),
    ],
)
def test_what_the_tongue_takes_for_another(one: str, other: str, begins: bool, either: bool) -> None:
    """Half of the letters are the same, and the beginning; of surnames the ending does as well."""
    assert (begins_alike(one, other), begins_or_ends_alike(one, other)) == (begins, either)
