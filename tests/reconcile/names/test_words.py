"""What one word of a name is to one word of another."""

import pytest

from corrigenda.reconcile.names.words import PLAIN, Related, ScriptTraits, relate, variant

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
        ("yusuf", "yousef", ROMANISED, variant("yusuf", "yousef")),
        ("kan", "khan", ROMANISED, Related("typo", 1)),
        ("erz", "merz", PLAIN, Related("typo", 1)),
        ("ali", "merz", PLAIN, Related("different")),
        ("yosf", "yousef", ROMANISED, Related("typo", 2)),
        ("yoseuf", "yousef", ROMANISED, variant("yoseuf", "yousef")),
        ("yuosef", "yousef", ROMANISED, variant("yuosef", "yousef")),
        ("yousfe", "yousef", ROMANISED, Related("typo", 1)),
        ("dimtri", "dmitri", ROMANISED, Related("typo", 1)),
        ("andriy", "andryi", ROMANISED, variant("andriy", "andryi")),
        ("minho", "minha", PLAIN, Related("typo", 1)),
        ("minsuk", "minhoo", SYLLABIC, Related("different")),
        ("mhmd", "mohammad", FOREIGN, variant("mhmd", "mohammad")),
        ("vita", "fuad", FOREIGN, Related("different")),
    ],
)
def test_relation(written: str, own: str, traits: ScriptTraits, expected: Related) -> None:
    """The best relation that holds is told, with the edits of a slip; what sounds alike may have one more."""
    found = relate(written, own, traits)

    assert (found.relation, found.edits) == (expected.relation, expected.edits)
