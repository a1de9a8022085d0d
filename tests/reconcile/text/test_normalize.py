"""Comparison keys of names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from corrigenda.reconcile.text import deletion_keys, deletions, fold, phonetic, title_key, tokens

WORDS = st.text("abcdeo", min_size=3, max_size=12)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("  Recep  Tayyip Erdoğan ", "recep tayyip erdogan"),
        ("Kōichirō", "koichiro"),
        ("İSTANBUL", "istanbul"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("Đặng", "dang"),
        ("Ærø", "aero"),
        ("O’Neill", "o'neill"),
        ("Kim Jong–un", "kim jong-un"),
        ("ﬁne", "fine"),
        ("Ｔｏｋｙｏ", "tokyo"),
        ("so\u00adft", "soft"),
        ("がぎ", "がぎ"),
        ("김정은", "김정은"),
        ("茂木敏充", "茂木敏充"),
    ],
)
def test_fold(text: str, key: str) -> None:
    """A key keeps letters and loses case, marks and typography; marks that make another letter stay."""
    assert key == fold(text)


@given(st.text(max_size=40))
def test_fold_is_stable(text: str) -> None:
    """A key is its own key."""
    assert fold(text) == fold(fold(text))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Kim Jong-un", ("kim", "jong", "un")),
        ("O’Neill, Paul H.", ("oneill", "paul", "h")),
        ("Ben ʻAmmār", ("ben", "ammar")),
        ("茂木 敏充", ("茂木", "敏充")),
        ("ジョー・バイデン", ("ジョー", "バイデン")),
        ("—", ()),
    ],
)
def test_tokens(name: str, words: tuple[str, ...]) -> None:
    """The words of a name are parted by anything but letters, digits and apostrophes."""
    assert words == tokens(name)


@pytest.mark.parametrize(
    ("token", "depth", "shorter"),
    [
        ("kan", 1, {"an", "kn", "ka"}),
        ("kan", 2, {"an", "kn", "ka", "k", "a", "n"}),
        ("k", 1, set()),
        ("", 1, set()),
    ],
)
def test_deletions(token: str, depth: int, shorter: set[str]) -> None:
    """Letters are left out in every way, never all of them."""
    assert shorter == deletions(token, depth)


@pytest.mark.parametrize("depth", [1, 2])
@given(one=WORDS, other=WORDS)
def test_words_a_few_edits_apart_share_a_key(depth: int, one: str, other: str) -> None:
    """Every two words within so many edits meet on a key."""
    if OSA.distance(one, other) <= depth:
        assert deletion_keys(one, depth) & deletion_keys(other, depth)


@pytest.mark.parametrize("length", [7, 20, 400])
def test_keys_of_a_long_word_are_bounded(length: int) -> None:
    """However long a word, it has at most 29 keys."""
    word = "".join(chr(ord("a") + place % 26) for place in range(length))

    assert len(deletion_keys(word, 2)) == 29


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("gaddafi", "qadhafi", True),
        ("zelensky", "zelenskyy", True),
        ("schroeder", "shroder", True),
        ("erdogan", "erdoghan", True),
        ("motegi", "mogi", False),
        ("biden", "blinken", False),
    ],
)
def test_phonetic(one: str, other: str, alike: bool) -> None:
    """Romanisations of one name sound alike, different names do not."""
    assert alike == (phonetic(one) == phonetic(other))


def test_phonetic_knows_latin_letters_only() -> None:
    """What is not written in the letters a to z has no sound here."""
    assert phonetic("茂木") == ""


def test_title_key() -> None:
    """Case and punctuation of a title do not make another role."""
    assert title_key("Minister of Silly Walks") == title_key("minister of silly-walks")
