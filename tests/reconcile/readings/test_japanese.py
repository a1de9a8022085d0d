"""The pieces of Japanese names."""

import pytest

from corrigenda.reconcile.readings import installed_dictionaries
from corrigenda.reconcile.readings.japanese import LONGEST, japanese_pieces
from corrigenda.reconcile.readings.lattice import MERGED_VOWELS, lattice, spell
from corrigenda.reconcile.readings.romaji import romaji_key


@pytest.mark.parametrize(
    ("text", "part", "reading"),
    [
        ("敏充", "given", "Toshimichi"),
        ("山崎", "family", "Yamazaki"),
        ("山崎", "family", "Sanki"),
        ("吉川", "family", "Kikkawa"),
        ("町村", "family", "Chouson"),
        ("大岡", "family", "Ohka"),
        ("佐々木", "family", "Sasaki"),
        ("一ノ瀬", "family", "Ichinose"),
        ("茂", "given", "Shige"),
        ("申吾", "given", "saru ware"),
        ("太三", "given", "Tazou"),
        ("みずほ", "given", "Mizuho"),
    ],
)
def test_a_part_can_be_read(text: str, part: str, reading: str) -> None:
    """As a known name, by on or kun, with voicing, doubling, dropped endings, repeat marks and kana."""
    key = romaji_key(reading)

    assert len(key) in spell(lattice(len(text), japanese_pieces(text, part)), key, 0, MERGED_VOWELS)


@pytest.mark.skipif(not installed_dictionaries(), reason="the extra [ja] is not installed")
def test_a_name_of_its_kind_is_likelier() -> None:
    """健 is likelier Takeshi as a given name than as a family name."""
    costs = [
        min(piece.cost for piece in japanese_pieces("健", part) if piece.key == "takeshi")
        for part in ("given", "family")
    ]

    assert costs == sorted(costs)
    assert costs[0] < costs[1]


def test_a_long_text_is_not_read() -> None:
    """What is longer than a name has no pieces, so that the work is bounded."""
    assert japanese_pieces("木" * (LONGEST + 1), "family") == ()
