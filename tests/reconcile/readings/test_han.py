"""Single Han characters and their readings."""

import pytest

from corrigenda.reconcile.readings import is_han, is_hangul
from corrigenda.reconcile.readings.han import any_form, han_character, traditional, unrepeated


def test_a_character_has_its_readings_in_each_language() -> None:
    """Japanese in Hepburn, Mandarin and Cantonese without tones, Korean in Hangul; the usual one first."""
    known = han_character("木")

    assert known.on == ("boku", "moku")
    assert known.kun == ("ki",)
    assert (known.pinyin, known.jyutping, known.hangul) == (("mu",), ("muk",), ("목",))


@pytest.mark.parametrize("unknown", ["A", "は", "?", "𠀀"])
def test_what_names_are_not_written_with_has_no_readings(unknown: str) -> None:
    """Kana, letters and rare characters are answered with emptiness, not with an error."""
    known = han_character(unknown)

    assert not known.on + known.kun + known.pinyin + known.jyutping + known.hangul


@pytest.mark.parametrize(
    ("written", "full"),
    [
        ("习近平", "習近平"),
        ("陈", "陳"),
        ("里", "里"),
        ("小沢", "小澤"),
        ("安倍晋三", "安倍晉三"),
        ("国", "國"),
    ],
)
def test_simplified_and_traditional_compare_equal(written: str, full: str) -> None:
    """A character simplified in China or Japan is its traditional form, save one that is its own as well."""
    assert traditional(written) == full


def test_a_simplified_character_has_the_readings_of_its_older_forms() -> None:
    """浜 stands for 濱 in Japan, and is another character in China: bin first, then bang."""
    assert any_form("浜").pinyin == ("bin", "bang")
    assert any_form("沢").hangul == han_character("澤").hangul


def test_a_repeat_mark_is_written_out() -> None:
    """佐々木 has the character 佐 twice; a mark with nothing before it stays."""
    assert unrepeated("佐々木") == "佐佐木"
    assert unrepeated("々") == "々"


@pytest.mark.parametrize(
    ("text", "han", "hangul"),
    [("茂木", True, False), ("佐々木", True, False), ("박", False, True), ("", False, False)],
)
def test_scripts_are_told_apart(text: str, han: bool, hangul: bool) -> None:
    """A text is of a script when every character of it is."""
    assert (is_han(text), is_hangul(text)) == (han, hangul)
