"""Korean names in Hangul as other languages read them, by the Han characters that may stand behind them.

A text translated from Chinese knows 문재인 as 文在寅. Which characters stand behind a syllable is not told; a
reading that many of them share is likelier than one that few have.
"""

from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from math import log
from typing import Literal

from corrigenda.reconcile.readings.han import characters_by_hangul, han_character, is_hangul
from corrigenda.reconcile.readings.lattice import Piece

ReadIn = Literal["pinyin", "jyutping", "on"]

LONGEST = 4
"""A name with more syllables is not read."""
_READINGS_OF_A_SYLLABLE = 6


def hanja_pieces(text: str, read_in: ReadIn, key: Callable[[str], str]) -> tuple[Piece, ...]:
    """The readings of each syllable in one other language, at the price of how rare each is for it."""
    if len(text) > LONGEST or not is_hangul(text):
        return ()
    return tuple(
        Piece(place, place + 1, key(form), form, "hanja", cost)
        for place, syllable in enumerate(text)
        for form, cost in _readings(syllable, read_in)
    )


@lru_cache(maxsize=4096)
def _readings(syllable: str, read_in: ReadIn) -> tuple[tuple[str, float], ...]:
    """The commonest readings of the characters of a syllable, each with its price."""
    behind = [han_character(letter) for letter in characters_by_hangul().get(syllable, ())]
    counted = Counter(readings[0] for known in behind if (readings := getattr(known, read_in)))
    return tuple(
        (form, -log(count / counted.total())) for form, count in counted.most_common(_READINGS_OF_A_SYLLABLE)
    )
