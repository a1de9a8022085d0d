"""Japanese in Latin letters: one key for every spelling, Hepburn for every kana."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrigenda.reconcile.readings.romaji import (
    doubled_forms,
    joined_forms,
    romaji_key,
    romaji_of,
    stem,
    syllables,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ōno", "Ohno"),
        ("Ōno", "Oono"),
        ("Ōyama", "Ohyama"),
        ("Kōichirō", "Kouichirou"),
        ("Satō", "Satoh"),
        ("Satō Ichirō", "Satoh Ichiro"),
        ("Yūko", "Yuuko"),
        ("Honma", "Homma"),
        ("Nanba", "Namba"),
        ("Jun'ichirō", "Jyunichiroh"),
        ("Shinji", "Sinzi"),
        ("Fujii", "Huzii"),
        ("Tsuchiya", "Tutiya"),
        ("Ueda", "Uyeda"),
        ("Hatchō", "Hacchou"),
        ("SUGA Yoshihide", "suga-yoshihide"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    """Long vowels, m before b and m, Kunrei, passport and old spellings do not count."""
    assert romaji_key(one) == romaji_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Suga", "Suge"), ("Hattori", "Hatori"), ("Ohara", "Oara"), ("Shinichi", "Shinji")]
)
def test_other_names_have_other_keys(one: str, other: str) -> None:
    """Doubled consonants, an h before a vowel and different syllables count."""
    assert romaji_key(one) != romaji_key(other)


@given(st.text(max_size=30))
def test_a_key_is_its_own_key(text: str) -> None:
    """Folding what is folded changes nothing, whatever the text."""
    assert romaji_key(romaji_key(text)) == romaji_key(text)


@pytest.mark.parametrize(
    ("kana", "romaji"),
    [
        ("こういちろう", "kouichirou"),
        ("はっとり", "hattori"),
        ("はっちょう", "hatchou"),
        ("じゅんいち", "junichi"),
        ("カトー", "katoo"),
        ("ｽｶﾞ", "suga"),
        ("きゅうま", "kyuuma"),
    ],
)
def test_kana_is_written_in_hepburn(kana: str, romaji: str) -> None:
    """Long vowels stay as in kana, a small tsu doubles the consonant, katakana is read like hiragana."""
    assert romaji_of(kana) == romaji


@pytest.mark.parametrize(
    ("name", "sounds"),
    [
        ("shioyaritsu", ("shi", "o", "ya", "ri", "tsu")),
        ("kikkawa", ("ki", "kka", "wa")),
        ("kanbe", ("ka", "n", "be")),
        ("blinken", ()),
        ("antony", ()),
        ("", ()),
    ],
)
def test_only_what_sounds_japanese_has_syllables(name: str, sounds: tuple[str, ...]) -> None:
    """A key that is no chain of Japanese syllables cannot be a reading."""
    assert syllables(name) == sounds


def test_sounds_change_where_parts_meet() -> None:
    """A later part may be voiced, an earlier one may double the next consonant, an ending may be dropped."""
    assert joined_forms("saki") == ("saki", "zaki")
    assert ("kik", ("k",)) in doubled_forms("kichi")
    assert stem("shigeru") == "shige"
    assert stem("oka") is None
