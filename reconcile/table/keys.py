"""The keys under which names stand in the compiled table.

A name is found by every two of its words, in any order, so that the list of who bears both stays short even
where each word is frequent. A word is a number of 31 bits; two words are one of 62. What is misspelt is set
right word by word first (``near_keys``, ``far_keys``), against the words that the table has, so that the list
of names needs no misspellings. Two words with one hash cost a useless candidate, nothing else.
"""

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import chain, combinations, pairwise

from corrigenda.reconcile.text import deletion_keys, phonetic, tokens
from corrigenda.schemas.entities import EntityName

WORD_BITS = 31
_MOST_WORDS = 12
_ALL_PAIRS = 6
"""Up to so many words all pairs are keys; the words after that are paired with their neighbour."""
_LEAST_SOUNDS = 3
_SHORT = 4
"""In a word of up to so many letters two edits are too many, unless the rest of the name is right."""


@lru_cache(maxsize=131072)
def word_hash(word: str) -> int:
    """A number of 1 to 2**31 - 1 for a word, the same everywhere and always."""
    return int.from_bytes(blake2b(word.encode(), digest_size=4).digest(), "big") % ((1 << WORD_BITS) - 1) + 1


def text_hash(text: str) -> int:
    """A number of 62 bits for a longer key."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") >> 2


def pair_key(first: int, second: int) -> int:
    """The key of two words together, whichever comes first. A word alone is its own key."""
    low, high = (first, second) if first < second else (second, first)
    return low << WORD_BITS | high


def initial_key(word: int, other: str) -> int:
    """The key of a word beside another of which only the first letter counts. It is negative."""
    return -(word << WORD_BITS | ord(other[0]))


def words_of(name: EntityName) -> tuple[str, ...]:
    """The folded words of a name, each once; parts of a native name are words too (茂木敏充, 茂木, 敏充)."""
    parts = [part for part in (name.text, name.family, name.given) if part is not None]
    return tuple(dict.fromkeys(word for part in parts for word in tokens(part)))[:_MOST_WORDS]


def name_keys(words: Sequence[str]) -> set[int]:
    """The keys of a name that has these words: each word, every two, each with the initial of another."""
    hashed = [(word, word_hash(word)) for word in words]
    keys = {key for _, key in hashed}
    for (one, first), (other, second) in chain(
        combinations(hashed[:_ALL_PAIRS], 2), pairwise(hashed[_ALL_PAIRS - 1 :])
    ):
        keys |= {pair_key(first, second), initial_key(first, other), initial_key(second, one)}
    return keys


@lru_cache(maxsize=65536)
def near_keys(word: str) -> frozenset[int]:
    """The keys on which two words meet that are one edit apart."""
    return frozenset(word_hash(key) << 1 for key in deletion_keys(word, min(1, edits_in(len(word)))))


@lru_cache(maxsize=65536)
def far_keys(word: str) -> frozenset[int]:
    """The further keys on which two words meet that are two edits apart; some meet on a near key."""
    if edits_in(len(word)) < 2:
        return frozenset()
    return frozenset(word_hash(key) << 1 | 1 for key in deletion_keys(word, 2) - deletion_keys(word, 1))


@lru_cache(maxsize=65536)
def short_keys(word: str) -> frozenset[int]:
    """The keys on which two short words meet that differ by more than is taken for a slip in a word alone."""
    if len(word) > _SHORT:
        return frozenset()
    return frozenset(word_hash(f"-{key}") << 1 for key in deletion_keys(word, edits_beside(len(word))))


def sound_key(word: str) -> int | None:
    """The key on which words of one sound meet; ``None`` where the sound is too short to tell much."""
    sound = phonetic(word)
    return word_hash(f"~{sound}") << 1 | 1 if len(sound) >= _LEAST_SOUNDS else None


def spelling_keys(word: str) -> frozenset[int]:
    """All the keys under which a word of the table stands."""
    sound = sound_key(word)
    return (
        near_keys(word) | far_keys(word) | short_keys(word) | ({sound} if sound is not None else frozenset())
    )


def edits_in(length: int) -> int:
    """How many edits a word of so many letters may have: none up to 2, one up to 4, then two."""
    return 0 if length < 3 else 1 if length < 5 else 2


def edits_beside(length: int) -> int:
    """How many edits a word may have where the rest of the name leaves it no more: half of a short one."""
    return 1 if length < 3 else 2
