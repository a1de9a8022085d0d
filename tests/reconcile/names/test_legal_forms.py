"""Names of bodies taken apart."""

import pytest

from corrigenda.reconcile.names.legal_forms import whole_name


@pytest.mark.parametrize(
    ("name", "words", "forms"),
    [
        ("Nordsee Werke GmbH", "nordsee werke", ["gmbh"]),
        ("Nordsee Werke G.m.b.H.", "nordsee werke", ["gmbh"]),
        ("Nordsee Werke Gesellschaft mit beschränkter Haftung", "nordsee werke", ["gmbh"]),
        ("The Blue Lake Company, L.L.C.", "blue lake", ["llc"]),
        ("Общество с ограниченной ответственностью «Заря»", "zarya", ["ooo"]),
        ("OAO Zarya", "zarya", ["jsc"]),
        ("青空商事株式会社", "青空商事株式会社", []),
        ("青空商事 株式会社", "青空商事", ["kk"]),
        ("Smith & Sons Co. Ltd.", "smith sons", ["ltd"]),
        ("A.B.C. Freight", "abc freight", []),
        ("Forty-Second Brigade", "42 brigade", []),
        ("International Labour Organisation", "international labor organization", []),
        ("Limited", "limited", []),
        ("The Company", "company", []),
    ],
)
def test_words_and_legal_form(name: str, words: str, forms: list[str]) -> None:
    """The legal form in front or behind stands apart, spelt out or short; the words are in one wording."""
    found = whole_name(name, organization=True)

    assert " ".join(found.words) == words
    assert [form.name for form in found.forms] == forms


def test_only_a_body_has_a_legal_form() -> None:
    """The name of a place or an office is all words."""
    assert whole_name("Cape Sa", organization=False).forms == ()
