"""What one word of a name is to one word of another: the same, a variant, a short form, a slip, another."""

from functools import lru_cache
from itertools import islice, product
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA

from corrigenda.reconcile.names.lexicon import name_parts
from corrigenda.reconcile.names.nicknames import is_nickname
from corrigenda.reconcile.names.transliterate import Vowels, same_romanised
from corrigenda.reconcile.text import phonetic

Relation = Literal[
    "same", "variant", "nickname", "initial", "reading", "typo", "contradicted", "different", "missing"
]
"""What a part as written is to the part of the name.

``variant``: another romanisation, or a part of a compound name; ``reading``: another reading of the same
native characters; ``missing``: the writer leaves it out;
``contradicted``: right, but for an initial that stands for none of the person's names.
"""

_LEAST_MISTYPED = 2
_LEAST_SOUNDS = 3
_FEW_SOUNDS = 2
_VOWELS = frozenset("aeiouy")
_MOST_READINGS = 64


class Related(NamedTuple):
    """A relation, and how many edits lie between two words (a swap of neighbours counts one).

    ``slip`` are the two as they were counted, of a variant too: as written, and the name's own; empty where
    words stand in another order.
    """

    relation: Relation
    edits: int = 0
    slip: tuple[str, str] = ("", "")


class ScriptTraits(NamedTuple):
    """How the words of an entity's names are written.

    ``romanised``: the name's own script is not Latin, so that several spellings may be right; ``vowels``:
    how loosely its vowels are written. ``syllabic``: one edit makes another name (Jong-un, Jong-il).
    ``foreign``: the two names stand in two scripts, so that letters are not to be counted.
    """

    romanised: bool = False
    vowels: Vowels = "kept"
    syllabic: bool = False
    foreign: bool = False


PLAIN = ScriptTraits()
SAME, DIFFERENT = Related("same"), Related("different")


@lru_cache(maxsize=65536)
def relate(written: str, own: str, traits: ScriptTraits) -> Related:
    """What the word as written is to the name's own word."""
    if written == own:
        return SAME
    if is_variant(written, own, traits):
        return variant(written, own)
    if written[0] == own[0] and 1 in (len(written), len(own)):
        return Related("initial")
    if is_nickname(written, own):
        return Related("nickname")
    return mistyped(written, own, traits)


def is_variant(written: str, own: str, traits: ScriptTraits) -> bool:
    """Whether both are ways to write one word of another script in Latin letters.

    No way of writing turns a vowel and its neighbour round, or leaves one out of a name that has them all:
    that is a slip of the fingers.
    """
    vowels = "other" if traits.vowels == "loose" and not traits.foreign else traits.vowels
    romanised = traits.romanised and same_romanised(
        written, own, vowels=vowels, doubled=traits.vowels == "loose" or traits.foreign
    )
    return (romanised or (traits.foreign and _sounds_foreign(written, own))) and not is_turned(written, own)


def variant(written: str, own: str) -> Related:
    """Another romanisation, with what it would be as a slip."""
    return Related("variant", OSA.distance(written, own), (written, own))


def is_turned(written: str, own: str) -> bool:
    """Whether the two differ by one vowel and one consonant beside it, turned round: Putni, Putin."""
    if len(written) != len(own) or written == own:
        return False
    first, *rest = (place for place, letter in enumerate(own) if written[place] != letter)
    if rest != [first + 1] or written[first : first + 2] != own[first : first + 2][::-1]:
        return False
    return (own[first] in _VOWELS) is not (own[first + 1] in _VOWELS)


def as_letters(written: str, own: str) -> str:
    """The word with each digit read as the letter that it looks like, so that it is most like ``own``."""
    if written.isalpha() or not own.isalpha():
        return written
    looks = name_parts().digits
    readings = product(*(looks.get(sign, sign) for sign in written))
    return min(map("".join, islice(readings, _MOST_READINGS)), key=lambda read: OSA.distance(read, own))


def _sounds_foreign(written: str, own: str) -> bool:
    """The same sound; a short one tells only where half of the letters are the same."""
    half = max(len(written), len(own)) // 2
    return sounds_alike(written, own) or (
        sounds_alike(written, own, least=_FEW_SOUNDS) and OSA.distance(written, own) <= half
    )


def sounds_alike(one: str, other: str, *, least: int = _LEAST_SOUNDS) -> bool:
    """Whether both have the same coarse sound, of so many consonants at least."""
    sound = phonetic(one)
    return len(sound) >= least and sound == phonetic(other)


def mistyped(written: str, own: str, traits: ScriptTraits) -> Related:
    """A typo where few edits (swaps of neighbours count one) make one key of the other.

    None beside a single letter, one up to four letters, two up to seven, three beyond; one more where both
    sound alike; only one in a syllabic name. Between two scripts a few edits are a variant.
    """
    if (read := as_letters(written, own)) != written:
        related = SAME if read == own else mistyped(read, own, traits)
        return related if related is DIFFERENT else Related("typo", max(1, related.edits), (read, own))
    longer, shorter = max(len(written), len(own)), min(len(written), len(own))
    budget = 1 if longer <= 4 or traits.syllabic else 2 if longer < 8 else 3
    if shorter < _LEAST_MISTYPED or longer - shorter > budget + 1:
        return DIFFERENT
    edits = OSA.distance(written, own, score_cutoff=budget + 1)
    if edits > budget + 1 or (edits > budget and (traits.syllabic or not sounds_alike(written, own))):
        return DIFFERENT
    return Related("variant") if traits.foreign else Related("typo", edits, (written, own))
