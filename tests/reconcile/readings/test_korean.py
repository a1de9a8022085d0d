"""The ways of writing Korean names."""

import pytest

from corrigenda.reconcile.readings.korean import LONGEST, korean_pieces, syllable_forms
from corrigenda.reconcile.readings.lattice import lattice, likeliest


@pytest.mark.parametrize(
    ("syllable", "revised"),
    [
        ("한", "han"),
        ("글", "geul"),
        ("밝", "bak"),
        ("앉", "an"),
        ("웅", "ung"),
        ("의", "ui"),
        ("꽃", "kkot"),
        ("힣", "hit"),
    ],
)
def test_the_revised_romanization_comes_first(syllable: str, revised: str) -> None:
    """Letter by letter, by the arithmetic of Unicode's syllables."""
    assert syllable_forms(syllable)[0] == revised


@pytest.mark.parametrize(
    ("text", "part", "form"),
    [
        ("이", "family", "lee"),
        ("이", "family", "rhee"),
        ("박", "family", "park"),
        ("최", "family", "choi"),
        ("문", "family", "moon"),
        ("윤", "family", "yoon"),
        ("정", "family", "chung"),
        ("朴", "family", "pak"),
        ("근혜", "given", "geunhye"),
        ("정은", "given", "jongun"),
        ("대중", "given", "daejung"),
        ("영삼", "given", "youngsam"),
        ("명박", "given", "myungbak"),
        ("석열", "given", "sukyeol"),
    ],
)
def test_a_part_is_written_so(text: str, part: str, form: str) -> None:
    """By rule and by custom; from Han characters through their Korean reading."""
    assert form in [path.shown for path in likeliest(lattice(len(text), korean_pieces(text, part)), 400)]


def test_a_long_text_is_not_read() -> None:
    """What is longer than a name has no pieces, so that the work is bounded."""
    assert korean_pieces("한" * (LONGEST + 1), "given") == ()
