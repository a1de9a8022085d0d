"""Alignment: where the words that a model copied stand in the raw article.

Three tries, each stricter in its own way than it is generous: the very characters; the same characters after
normalization (typographic quotes and dashes, Unicode compatibility forms, soft hyphens, diacritics, case,
blanks), which keeps the offsets; and a few edits, whose budget grows with length and is zero up to five
characters. A match begins and ends at word boundaries: "Kan" does not stand in "Kansas", and a prefix is no
support for the rest.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

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
    """A run of words that a few edits make the same, and that no other edit count beats."""
    sought, _ = _folded(wanted)
    budget = _edits_allowed(len(sought))
    if budget == 0:
        return None
    words = list(_words(text, start, end))
    count = len(list(_words(wanted, 0, len(wanted))))
    best: tuple[int, int, int] | None = None
    for size in {max(1, count - 1), count, count + 1}:
        for index in range(len(words) - size + 1):
            first, last = words[index][0], words[index + size - 1][1]
            there, _ = _folded(text[first:last])
            if abs(len(there) - len(sought)) > budget:
                continue
            edits = OSA.distance(sought, there, score_cutoff=budget)
            if edits <= budget and (best is None or edits < best[0]):
                best = (edits, first, last)
    if best is None:
        return None
    edits, first, last = best
    return Aligned(first, last, "fuzzy", round(1 - edits / len(sought), 3))


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
    """Whether no word is cut at either end. Scripts without blanks between words have no such ends."""
    return not _within_word(text, start) and not _within_word(text, end)


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


def _words(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Tokenization of ``text[start:end]``: runs of letters, digits, marks and inner signs."""
    place = start
    while place < end:
        while place < end and not text[place].isalnum():
            place += 1
        first = place
        while place < end and (text[place].isalnum() or _joins(text, place, end)):
            place += 1
        if place > first:
            yield first, place


def _joins(text: str, place: int, end: int) -> bool:
    """Whether a sign stands within a word: a mark, a soft hyphen, or ``'`` and ``-`` between letters."""
    character = text[place]
    if character in _INVISIBLE or unicodedata.combining(character):
        return True
    return character in "'’-‐‑." and place + 1 < end and text[place + 1].isalnum()
