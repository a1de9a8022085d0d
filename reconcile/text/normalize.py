"""Comparison keys of names. A key is never shown: what is shown keeps its letters."""

import re
import unicodedata
from functools import lru_cache

from corrigenda.reconcile.text.data import read_yaml
from corrigenda.schemas.base import Frozen

Tokens = tuple[str, ...]
"""The folded words of a text, in order."""

_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u0655\u0670\u00ad\u200b-\u200f\u2060\ufeff]+")
_WORD = re.compile(r"[^\W_]+")
_LATIN = re.compile(r"[a-z]+")
_LONGEST_NAME = 400
"""What is longer than any name of a table is not remembered: it would fill the memory."""
_DELETION_PREFIX = 7
"""Deletions are taken from so many first letters, so that a long token has a bounded number of keys."""


class SpellingRules(Frozen):
    """What ``data/spelling.yaml`` says of letters and sounds."""

    letters: dict[str, str]
    apostrophes: str
    hyphens: str
    sounds: dict[str, tuple[str, ...]]
    hard: dict[str, str]
    silent: str


@lru_cache(maxsize=1)
def _spelling() -> SpellingRules:
    return SpellingRules.model_validate(read_yaml("spelling.yaml"))


@lru_cache(maxsize=1)
def _letters() -> dict[int, str]:
    spelling = _spelling()
    signs = dict.fromkeys(spelling.apostrophes, "'") | dict.fromkeys(spelling.hyphens, "-")
    return str.maketrans(spelling.letters | signs)


def fold(text: str) -> str:
    """The text as a comparison key: NFKC, case folded, without diacritics, plain quotes and hyphens.

    Blank runs become one space. Marks that make another letter (the voicing marks of kana, the vowel signs
    of Indic scripts) stay.
    """
    return _folded_name(text) if len(text) <= _LONGEST_NAME else _folded(text)


def tokens(text: str) -> Tokens:
    """The folded words of a name, in order: ``Kim Jong-un`` is kim, jong, un; ``O'Neill`` is oneill."""
    return _words_of_name(text) if len(text) <= _LONGEST_NAME else _words(text)


def _folded(text: str) -> str:
    plain = text.translate(_letters())
    if plain.isascii():  # nothing to decompose; most names
        return " ".join(plain.casefold().split())
    decomposed = unicodedata.normalize("NFKD", plain).casefold()
    bare = unicodedata.normalize("NFC", _MARKS.sub("", decomposed)).translate(_letters())
    return " ".join(bare.split())


def _words(text: str) -> Tokens:
    return tuple(_WORD.findall(fold(text).replace("'", "")))


_folded_name = lru_cache(maxsize=32768)(_folded)
_words_of_name = lru_cache(maxsize=32768)(_words)


def deletions(token: str, depth: int = 1) -> set[str]:
    """The token with one letter left out, or up to ``depth`` letters; never empty, not the token itself."""
    found: set[str] = set()
    shorter = {token}
    for _ in range(min(depth, len(token) - 1)):
        shorter = {word[:place] + word[place + 1 :] for word in shorter for place in range(len(word))}
        found |= shorter
    return found


def deletion_keys(token: str, depth: int = 1) -> set[str]:
    """Prefixes by which tokens within ``depth`` edits meet (the symmetric deletion of SymSpell, W. Garbe).

    Every two tokens within ``depth`` edits of each other share a key, a swap of neighbours being one edit.
    Those that share a key must still be measured. A token has at most 29 keys at depth 2.
    """
    prefix = token[:_DELETION_PREFIX]
    return deletions(prefix, depth) | {prefix}


@lru_cache(maxsize=65536)
def phonetic(token: str) -> str:
    """A coarse sound of a folded Latin token: ``gaddafi`` and ``qadhafi`` are both ``KTF``.

    Empty where the token is not written in the letters a to z.
    """
    if _LATIN.fullmatch(token) is None:
        return ""
    spelling = _spelling()
    hardened = _hard_pattern().sub(lambda match: spelling.hard[match[0]], token)
    sounded = _sound_pattern().sub(lambda match: _sound_of()[match[0]], hardened)
    first, rest = sounded[0], sounded[1:]
    spoken = first.upper() + "".join(letter for letter in rest if letter not in spelling.silent)
    return "".join(letter for place, letter in enumerate(spoken) if place == 0 or letter != spoken[place - 1])


@lru_cache(maxsize=1)
def _sound_of() -> dict[str, str]:
    return {written: sound for sound, group in _spelling().sounds.items() for written in group}


@lru_cache(maxsize=1)
def _sound_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_sound_of(), key=len, reverse=True)))


@lru_cache(maxsize=1)
def _hard_pattern() -> re.Pattern[str]:
    return re.compile("|".join(_spelling().hard))


def title_key(text: str) -> str:
    """The role key of an office whose wording names no known role: ``title:minister of silly walks``."""
    return "title:" + " ".join(word for word in tokens(text) if word != "the")
