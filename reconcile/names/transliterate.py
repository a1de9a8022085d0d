"""Names of other scripts in Latin letters, and whether two spellings in Latin letters can be of one name.

Never for Han characters and Hangul: how these are read depends on the language (``readings``). Letters of
other scripts are turned into Latin ones by the package ``anyascii``.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from anyascii import anyascii

from corrigenda.reconcile.names.lexicon import name_parts
from corrigenda.reconcile.readings import is_han, is_hangul
from corrigenda.reconcile.text import fold

Vowels = Literal["kept", "other", "loose"]

_BETWEEN = re.compile("[・·]")
"""What stands between the words of a foreign name in Japanese and Chinese."""
_NO_SOUND = re.compile(r"[\s'`]+")
_VOWELS = re.compile("[aeiou]+")
_DOUBLED = re.compile(r"([bcdfgjklmnpqrtvxz])\1")
"""Consonants written twice; "ss" and "hh" are ways to write one letter."""
_WEAK = re.compile("a(?=[rl]$)")
_MOST_VOWELS = 2
"""So many letters more or less may be vowels."""
_LEAST_ROMANISED = 4
"""Shorter names are other names, not other spellings: Kan is not Khan."""


@lru_cache(maxsize=16384)
def in_latin(text: str) -> str | None:
    """The text word by word in the letters a to z; ``None`` where it is Latin or cannot be read so."""
    if fold(text).isascii() or any(is_han(letter) or is_hangul(letter) for letter in text):
        return None
    words = unicodedata.normalize("NFC", _BETWEEN.sub(" ", text)).split()
    return " ".join(_NO_SOUND.sub("", anyascii(word)) for word in words)


def same_romanised(one: str, other: str, *, vowels: Vowels, doubled: bool = True) -> bool:
    """Whether two keys are romanisations of one spelling.

    ``vowels``: whether these are ``kept``, may be ``other`` ones, or are ``loose`` and may be missing too.
    ``doubled``: whether a consonant may be doubled, since the script does not write that; other scripts do.
    """
    if min(len(one), len(other)) < _LEAST_ROMANISED:
        return False
    if not doubled and _DOUBLED.findall(one) != _DOUBLED.findall(other):
        return False
    if _romanised(one) == _romanised(other):
        return True
    if vowels == "kept" or one[0] != other[0] or abs(len(one) - len(other)) > _MOST_VOWELS:
        return False
    bare = _bones if vowels == "loose" else _sounds
    return bare(one) == bare(other)


@lru_cache(maxsize=65536)
def _romanised(key: str) -> str:
    for pattern, to in _romanisations():
        key = pattern.sub(to, key)
    return key


def _bones(key: str) -> str:
    return _VOWELS.sub("", _romanised(key))


def _sounds(key: str) -> str:
    """Every vowel alike; a weak one before a last r or l is none: Alexandr, Alexander."""
    return _WEAK.sub("", _VOWELS.sub("a", _romanised(key)))


@lru_cache(maxsize=1)
def _romanisations() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), to) for pattern, to in name_parts().romanisations)
