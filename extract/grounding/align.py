"""Alignment: where the words that a model copied stand in the raw article.

Three tries, each stricter in its own way than it is generous: the very characters; the same characters after
normalization (typographic quotes and dashes, Unicode compatibility forms, soft hyphens, diacritics, case,
blanks), which keeps the offsets; and the same words, of which a few letters are mended. A match begins and
ends at the boundaries of words and numbers: "Kan" does not stand in "Kansas", nor "15" in "1.15".

What is mended is a slip of the hand, never the sense: no digit and no word for a number, no negation, no
title, no short word, no word of a script without letters, no word that the article writes elsewhere.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA, Levenshtein

from corrigenda.extract.grounding.cues import is_fixed, is_reversed, pairs, wording
from corrigenda.extract.numbers import find_numbers, without_groups
from corrigenda.schemas.records import Alignment

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    }
)
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_UNSEEN = dict.fromkeys(map(ord, _INVISIBLE))
_MARKS, _SIGNS = re.compile("[\u0300-\u036f]+"), re.compile(r"[\W_]+")
_POSSESSIVE = re.compile("'s?$")
_ARTICLE = 3
"""Letters by which an article more or less makes words longer."""
_NUMBER = 40
"""Characters of a number at most: so far around a place it is looked for."""
_TRIMMED = " \t\r\n,;:.!?\"'“”‘’()[]"


@dataclass(frozen=True)
class Aligned:
    """A place in the raw text, how it was found, and how like it is to what was looked for (0 to 1)."""

    start: int
    end: int
    alignment: Alignment
    score: float = 1.0


def align_surface(surface: str, text: str, start: int, end: int) -> Aligned | None:
    """Where ``surface`` stands in ``text[start:end]``, the first and best place, or ``None``."""
    wanted = surface.strip()
    if not any(character.isalnum() for character in wanted):
        return None
    return (
        _exact(wanted, text, start, end)
        or _normalised(wanted, text, start, end)
        or _normalised(wanted.strip(_TRIMMED), text, start, end)
        or _fuzzy(wanted.strip(_TRIMMED), text, start, end)
    )


def _exact(wanted: str, text: str, start: int, end: int) -> Aligned | None:
    place = text.find(wanted, start, end)
    while place >= 0:
        if _is_whole(text, place, place + len(wanted)):
            return Aligned(place, place + len(wanted), "exact")
        place = text.find(wanted, place + 1, end)
    return None


def _normalised(wanted: str, text: str, start: int, end: int) -> Aligned | None:
    """The same letters, digits and signs; blanks do not count ("U. S." is "U.S.")."""
    sought, _ = _folded(wanted)
    folded, places = _folded(text[start:end])
    if not any(character.isalnum() for character in sought):
        return None
    place = folded.find(sought)
    while place >= 0:
        first, last = start + places[place], start + places[place + len(sought) - 1] + 1
        last = _past_marks(text, last, end)
        if _is_whole(text, first, last):
            return Aligned(first, last, "normalised")
        place = folded.find(sought, place + 1)
    return None


def _fuzzy(wanted: str, text: str, start: int, end: int) -> Aligned | None:
    """The same words with letters mended, of all such places the one with the fewest edits."""
    said = _tokens(wanted, 0, len(wanted))
    length = sum(len(one.folded) for one in said)
    budget = _edits_allowed(length)
    if budget == 0:
        return None
    there = _tokens(text, start, end)
    best: tuple[int, int, int] | None = None
    for size in {max(1, len(said) - 1), len(said), len(said) + 1}:
        for index in range(len(there) - size + 1):
            window = there[index : index + size]
            if abs(sum(len(one.folded) for one in window) - length) > budget + _ARTICLE:
                continue
            edits = mended([one.folded for one in said], [one.folded for one in window], text)
            first, last = window[0].start, window[-1].end
            if edits is None or edits > budget or _cuts_number(text, first, last):
                continue
            if best is None or edits < best[0]:
                best = (edits, first, last)
    if best is None:
        return None
    edits, first, last = best
    return Aligned(first, last, "fuzzy", round(1 - edits / length, 3))


def mended(said: Sequence[str], there: Sequence[str], text: str) -> int | None:
    """The letters by which a few words ``there`` differ from those ``said``; ``None`` where the sense may.

    An article more or less between them is none of the sense, nor is a word broken or joined.
    """
    if not said or not there or not (_is_like(said[0], there[0]) and _is_like(said[-1], there[-1])):
        return None
    edits = 0
    changed: tuple[list[str], list[str]] = ([], [])
    for operation in (*Levenshtein.opcodes(said, there), None):
        if operation is not None and operation.tag != "equal":
            changed[0].extend(said[operation.src_start : operation.src_end])
            changed[1].extend(there[operation.dest_start : operation.dest_end])
            continue
        for one, other in _paired(*changed):
            letters = _letters_between(one, other, text)
            if letters is None:
                return None
            edits += letters
        changed = ([], [])
    return edits


def _is_like(one: str, other: str) -> bool:
    """Whether two words that begin or end a run can be one: neither is an article that the other has not."""
    return one == other or not {one, other} & wording()["articles"]


def _paired(said: list[str], there: list[str]) -> Iterator[tuple[str, str]]:
    """Word by word where they are as many; else as if they were written in one."""
    if len(said) == len(there):
        yield from zip(said, there, strict=True)
    else:
        yield "".join(said), "".join(there)


def _letters_between(said: str, there: str, text: str) -> int | None:
    """Edits that make a slip of one word; ``None`` where it is another word, or no word of letters."""
    if said == there:
        return 0
    if (said, there) in pairs("agreement"):
        return OSA.distance(said, there)
    if not said or not there:
        return 0 if said + there in wording()["articles"] else None
    if not (_is_spelled(said) and _is_spelled(there)) or is_fixed(said) or is_fixed(there):
        return None
    allowed = _edits_allowed(min(len(_POSSESSIVE.sub("", word)) for word in (said, there)))
    edits = OSA.distance(said, there, score_cutoff=allowed)
    return edits if edits <= allowed and not is_reversed(said, there) and not _writes(said, text) else None


@lru_cache(maxsize=1024)
def _writes(word: str, text: str) -> bool:
    """Whether the article writes this word somewhere."""
    return f" {word} " in _plain_text(text)


@lru_cache(maxsize=4)
def _plain_text(text: str) -> str:
    return plain_words(text)


def _edits_allowed(length: int) -> int:
    """Edits for a text of so many letters: none up to 5, one up to 10, two up to 20, then one for each 10."""
    if length <= 5:
        return 0
    if length <= 10:
        return 1
    return max(2, length // 10)


@lru_cache(maxsize=4096)
def _folded(text: str) -> tuple[str, tuple[int, ...]]:
    """The text after normalization, as it is compared, and for each of its characters where it came from."""
    characters, places = [], []
    for place, character in enumerate(text):
        if character in _INVISIBLE or character.isspace():
            continue
        plain = unicodedata.normalize("NFKD", character.translate(_PLAIN)).casefold()
        for one in plain:
            if not unicodedata.combining(one):
                characters.append(one)
                places.append(place)
    return "".join(characters), tuple(places)


def plain_words(text: str) -> str:
    """The tokens of ``text`` after normalization, a blank around each, without signs and marks."""
    folded = unicodedata.normalize("NFKD", text.translate(_UNSEEN)).casefold()
    return f" {' '.join(_SIGNS.sub(' ', _MARKS.sub('', folded)).split())} "


def _past_marks(text: str, place: int, end: int) -> int:
    """Past combining marks and invisible characters that belong to the character before."""
    while place < end and unicodedata.combining(text[place]):
        place += 1
    return place


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word or number is cut at either end. Scripts without blanks have no such ends of words."""
    return not (_within_word(text, start) or _within_word(text, end) or _cuts_number(text, start, end))


def _cuts_number(text: str, start: int, end: int) -> bool:
    """Whether a part of a number is left outside: the sign, the figures before the point, "million"."""
    near = find_numbers(text, max(0, start - _NUMBER), min(len(text), end + _NUMBER))
    return any(first < place < last for first, last in near for place in (start, end))


def _within_word(text: str, place: int) -> bool:
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    return before.isalnum() and after.isalnum() and not (_is_unspaced(before) or _is_unspaced(after))


def _is_unspaced(character: str) -> bool:
    """Whether the character is of a script that is written without blanks (Han, kana, Thai …) or, as Korean,
    that joins particles to names.
    """
    return unicodedata.category(character) == "Lo" and not "\u0590" <= character <= "\u07ff"


class _AlignedToken(NamedTuple):
    """A word of a text, and as it is compared."""

    start: int
    end: int
    folded: str


def _tokens(text: str, start: int, end: int) -> list[_AlignedToken]:
    """Tokenization of ``text[start:end]``: runs of letters, digits, marks and inner signs."""
    found, place = [], start
    while place < end:
        while place < end and not text[place].isalnum():
            place += 1
        first = place
        while place < end and (text[place].isalnum() or _joins(text, place, end)):
            place += 1
        if place > first:
            found.append(_AlignedToken(first, place, without_groups(_folded(text[first:place])[0])))
    return found


def _is_spelled(word: str) -> bool:
    """Whether it is written in letters of which one may slip: no digits, no Han, kana or Hangul."""
    return all(
        character.isalpha() and not _is_unspaced(character) for character in word if character not in "'-."
    )


def _joins(text: str, place: int, end: int) -> bool:
    """Whether a sign stands within a word: a mark, a soft hyphen, ``'``, or a point or comma of figures."""
    character = text[place]
    if character in _INVISIBLE or unicodedata.combining(character):
        return True
    following = text[place + 1 : min(place + 2, end)]
    return following.isalnum() and (character in "'’." or (character == "," and following.isdigit()))
