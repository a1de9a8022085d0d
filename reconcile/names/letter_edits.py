"""How one word becomes another letter by letter: the edits of a slip, by kind, so that each has a price.

A noisy channel in the sense of Kernighan, Church and Gale (1990), with the edits classed as spelling
correctors class them: fingers (neighbours on the keyboard, letters turned round, doubled or dropped), and the
ear (a vowel for a vowel, a consonant for one of its sound).
"""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import OSA, Levenshtein

from corrigenda.reconcile.text import phonetic

LetterEdit = Literal["left_out", "put_in", "doubled", "turned", "vowel", "sound", "key", "letter"]
"""``doubled``: a letter beside the same one put in or left out; ``turned``: two neighbours swapped;
``key``: a neighbour on the keyboard; ``letter``: any other one for the right one."""

_VOWELS = frozenset("aeiouy")
_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


@lru_cache(maxsize=65536)
def letter_edits(written: str, own: str) -> Mapping[LetterEdit, int]:
    """The fewest edits that make ``written`` of ``own``, counted by kind; folded words, empty where equal."""
    swap = _turned(written, own)
    found = Counter[LetterEdit]()
    if swap is not None:
        found["turned"] += 1
        written = swap
    for edit in Levenshtein.editops(own, written):
        found[_kind(edit.tag, own, edit.src_pos, written, edit.dest_pos)] += 1
    return found


def _turned(written: str, own: str) -> str | None:
    """The word with the two neighbours turned back whose turning is an edit of the shortest way."""
    shortest = OSA.distance(written, own)
    if shortest == Levenshtein.distance(written, own):
        return None
    for place in range(len(written) - 1):
        back = written[:place] + written[place + 1] + written[place] + written[place + 2 :]
        if Levenshtein.distance(back, own) == shortest - 1:
            return back
    return None


def _kind(tag: str, own: str, at: int, written: str, to: int) -> LetterEdit:
    if tag == "delete":
        return "doubled" if _doubles(own, at) else "left_out"
    if tag == "insert":
        return "doubled" if _doubles(written, to) else "put_in"
    one, other = own[at], written[to]
    if {one, other} <= _VOWELS:
        return "vowel"
    if phonetic(one) == phonetic(other) != "":
        return "sound"
    return "key" if other in _beside(one) else "letter"


def _doubles(word: str, at: int) -> bool:
    return word[at] in (word[at - 1 : at], word[at + 1 : at + 2])


@lru_cache(maxsize=64)
def _beside(letter: str) -> frozenset[str]:
    """The letters whose keys touch that of the letter, each row standing half a key to the right."""
    found = set[str]()
    for number, row in enumerate(_KEYBOARD):
        if (at := row.find(letter)) >= 0:
            above, below = _row(number - 1), _row(number + 1)
            found |= {*row[max(0, at - 1) : at + 2], *above[at : at + 2], *below[max(0, at - 1) : at + 1]}
    return frozenset(found - {letter})


def _row(number: int) -> str:
    return _KEYBOARD[number] if 0 <= number < len(_KEYBOARD) else ""
