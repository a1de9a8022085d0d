"""What one word of a name is to one word of another."""

import pytest

from corrigenda.reconcile.word_relations import PLAIN, Manner, Related, relate

ROMANISED = Manner(romanised=True, vowels=True)
SYLLABIC = Manner(syllabic=True)
FOREIGN = Manner(romanised=True, vowels=True, foreign=True)


@pytest.mark.parametrize(
    ("written", "own", "manner", "expected"),
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
        ("minho", "minha", PLAIN, Related("typo", 1)),
        ("minsuk", "minhoo", SYLLABIC, Related("different")),
        ("mhmd", "mohammad", FOREIGN, Related("variant")),
        ("vita", "fuad", FOREIGN, Related("different")),
    ],
)
def test_relation(written: str, own: str, manner: Manner, expected: Related) -> None:
    """The best relation that holds is told, with the edits of a slip; what sounds alike may have one more."""
    assert relate(written, own, manner) == expected
