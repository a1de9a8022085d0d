"""Japanese in Latin letters: from kana to Hepburn, and from any spelling in use to one comparison key."""

import re
import unicodedata
from functools import lru_cache

from corrigenda.reconcile.text import read_yaml
from corrigenda.schemas.base import Frozen

_HIRAGANA_SHIFT = ord("ァ") - ord("ぁ")
_KATAKANA = range(ord("ァ"), ord("ヶ") + 1)
_SMALL_TSU = "っ"
_LONG = "ー"
_NOT_LETTER = re.compile("[^a-z]+")


class Variant(Frozen):
    """A spelling, as a regular expression, and what it is read as."""

    written: str
    read: str


class Romanization(Frozen):
    """What ``data/romaji.yaml`` says; its comments explain the fields."""

    kana: dict[str, str]
    variants: tuple[Variant, ...]
    syllable: str
    voiced: dict[str, tuple[str, ...]]
    doubling: dict[str, tuple[str, ...]]
    doubled: dict[str, tuple[str, ...]]
    okurigana: tuple[str, ...]
    signs: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def romanization() -> Romanization:
    """The knowledge of ``data/romaji.yaml``, read once."""
    return Romanization.model_validate(read_yaml("romaji.yaml"))


@lru_cache(maxsize=65536)
def romaji_key(text: str) -> str:
    """One key for all Latin spellings of the same kana: ``Ōno``, ``Ohno`` and ``Oono`` are ``ono``.

    Case, diacritics, hyphens, apostrophes and blanks do not count; long vowels are short; Kunrei and
    passport spellings are Hepburn; m before b, m and p is n.
    """
    return _fold("".join(map(_key_of_word, text.split())))


@lru_cache(maxsize=65536)
def _key_of_word(word: str) -> str:
    return _fold(latin_key(word))


@lru_cache(maxsize=65536)
def latin_key(text: str) -> str:
    """The letters a to z of a text, small, without diacritics: ``Hsi Chin-p'ing`` is ``hsichinping``."""
    return _NOT_LETTER.sub("", unicodedata.normalize("NFKD", text).casefold())


def _fold(letters: str) -> str:
    for pattern, read in _variants():
        letters = pattern.sub(read, letters)
    return letters


@lru_cache(maxsize=1)
def _variants() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(variant.written), variant.read) for variant in romanization().variants)


@lru_cache(maxsize=65536)
def syllables(key: str) -> tuple[str, ...]:
    """The syllables of a romaji key, in order; empty where the key cannot be Japanese.

    ``shioyaritsu`` is shi, o, ya, ri, tsu; ``blinken`` is nothing.
    """
    found = [match[0] for match in _syllable().finditer(key)]
    return tuple(found) if key and "".join(found) == key else ()


@lru_cache(maxsize=1)
def _syllable() -> re.Pattern[str]:
    return re.compile(romanization().syllable)


def is_kana(text: str) -> bool:
    """Whether every character is hiragana, katakana or the long mark."""
    return bool(text) and all("ぁ" <= letter <= "ゖ" or "ァ" <= letter <= "ー" for letter in text)


@lru_cache(maxsize=65536)
def romaji_of(kana: str) -> str:
    """Kana in Hepburn, small letters, long vowels as in kana: ``こういち`` is ``kouichi``.

    What is no kana is left out.
    """
    hiragana = "".join(_as_hiragana(letter) for letter in unicodedata.normalize("NFKC", kana))
    table = romanization().kana
    written = ""
    doubled = False
    place = 0
    while place < len(hiragana):
        letter = hiragana[place]
        pair = hiragana[place : place + 2]
        place += 2 if pair in table else 1
        if letter == _SMALL_TSU:
            doubled = True
        elif letter == _LONG:
            written += written[-1:]
        else:
            syllable = table.get(pair, table.get(letter, ""))
            written += ("t" if syllable.startswith("ch") else syllable[:1]) * doubled + syllable
            doubled = False
    return written


def _as_hiragana(letter: str) -> str:
    return chr(ord(letter) - _HIRAGANA_SHIFT) if ord(letter) in _KATAKANA else letter


@lru_cache(maxsize=65536)
def joined_forms(romaji: str) -> tuple[str, ...]:
    """How a part may sound after another one, itself first: ``saki`` may be saki or zaki (rendaku)."""
    for consonant, voiced in romanization().voiced.items():
        if romaji.startswith(consonant):
            return (romaji, *(other + romaji[len(consonant) :] for other in voiced))
    return (romaji,)


@lru_cache(maxsize=65536)
def doubled_forms(romaji: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """How a part may end when it doubles the next consonant, and before which letters it may do so.

    ``kichi`` gives ``kik`` before k (kichi + kawa: kikkawa), ``kis`` before s, and so on.
    """
    knowledge = romanization()
    return tuple(
        (romaji.removesuffix(ending) + doubled, knowledge.doubled[doubled])
        for ending, consonants in knowledge.doubling.items()
        if romaji.endswith(ending) and romaji != ending
        for doubled in consonants
    )


@lru_cache(maxsize=65536)
def stem(romaji: str) -> str | None:
    """A verb's or adjective's reading without its inflected ending; ``None`` where there is none to drop."""
    for ending in romanization().okurigana:
        rest = romaji.removesuffix(ending)
        if rest != romaji and len(rest) > 1 and syllables(romaji_key(rest)):
            return rest
    return None
