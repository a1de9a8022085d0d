"""The ways of writing Chinese names."""

import pytest

from corrigenda.reconcile.readings.chinese import LONGEST, chinese_pieces
from corrigenda.reconcile.readings.lattice import lattice, likeliest


@pytest.mark.parametrize(
    ("text", "part", "way", "form"),
    [
        ("習", "family", "pinyin", "xi"),
        ("习", "family", "wade-giles", "hsi"),
        ("近平", "given", "wade-giles", "chinping"),
        ("澤東", "given", "wade-giles", "tsetung"),
        ("恩來", "given", "wade-giles", "enlai"),
        ("學良", "given", "wade-giles", "hsuehliang"),
        ("國藩", "given", "wade-giles", "kuofan"),
        ("曾", "family", "pinyin", "zeng"),
        ("單", "family", "pinyin", "shan"),
        ("曾", "given", "pinyin", "ceng"),
        ("曾", "family", "heteronym", "ceng"),
        ("月娥", "given", "cantonese", "yuetngo"),
        ("梁", "family", "cantonese", "leung"),
        ("陳", "family", "surname", "tan"),
        ("陈", "family", "surname", "tan"),
        ("呂", "family", "pinyin", "lyu"),
        ("沢東", "given", "pinyin", "zedong"),
        ("佐々木", "family", "pinyin", "zuozuomu"),
        ("呂", "family", "pinyin", "lu"),
    ],
)
def test_a_part_is_written_so(text: str, part: str, way: str, form: str) -> None:
    """Simplified in China or Japan, or traditional; a surname by its own reading."""
    forms = [path.shown for path in likeliest(lattice(len(text), chinese_pieces(text, part)[way]), 200)]

    assert form in forms


def test_a_long_text_is_not_read() -> None:
    """What is longer than a name has no pieces, so that the work is bounded."""
    assert chinese_pieces("木" * (LONGEST + 1), "family") == {}
