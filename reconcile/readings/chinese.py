"""How Chinese names are written: in pinyin, Wade-Giles, Cantonese, after surname customs, and in Japanese."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from corrigenda.reconcile.readings.han import HanCharacter, han_character, traditional
from corrigenda.reconcile.readings.lattice import Piece
from corrigenda.reconcile.readings.romaji import joined_forms, latin_key, romaji_key
from corrigenda.reconcile.text import read_yaml
from corrigenda.schemas.base import Frozen

LONGEST = 6
"""A name with more characters is not read."""

# What a reading costs, in natural-logarithm units of plausibility: the ranks are what matters.
_PINYIN = 0.1
_SPELLING = 0.3
_HETERONYM = 0.5
_JAPANESE = 0.6
_LATER = 0.05
"""Each place further down a list of forms."""


class Syllables(Frozen):
    """A way of writing syllables: by their first letters and the rest; ``whole`` are the irregular ones."""

    initials: dict[str, tuple[str, ...]]
    finals: dict[str, tuple[str, ...]]
    whole: dict[str, tuple[str, ...]]

    def rewrite(self, syllable: str) -> tuple[str, ...]:
        """The forms of a syllable, the usual one first."""
        if syllable in self.whole:
            return self.whole[syllable]
        initial = max((start for start in self.initials if syllable.startswith(start)), key=len, default="")
        rest = syllable.removeprefix(initial)
        firsts, lasts = self.initials.get(initial, (initial,)), self.finals.get(rest, (rest,))
        return tuple(first + last for last in lasts for first in firsts)


class Chinese(Frozen):
    """What ``data/chinese.yaml`` says; its comments explain the fields."""

    wade_giles: Syllables
    cantonese: Syllables
    surname_pinyin: dict[str, str]
    surname_spellings: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def _chinese() -> Chinese:
    return Chinese.model_validate(read_yaml("chinese.yaml"))


def chinese_pieces(text: str, part: str) -> Mapping[str, tuple[Piece, ...]]:
    """The pieces of each way of writing by its name; ways do not mix within a part of a name.

    The keys of ``japanese`` are romaji keys, all others plain letters.
    """
    if len(text) > LONGEST:
        return {}
    written = traditional(text)
    characters = [_as_surname(letter) if part == "family" else han_character(letter) for letter in written]
    return {
        "pinyin": _pieces("pinyin", _PINYIN, characters, lambda known: known.pinyin[:1]),
        "heteronym": _pieces("heteronym", _HETERONYM, characters, lambda known: known.pinyin),
        "wade-giles": _pieces("wade-giles", _SPELLING, characters, _in_wade_giles),
        "cantonese": _pieces("cantonese", _SPELLING, characters, _in_cantonese),
        "surname": _surnames(written) if part == "family" else (),
        "japanese": _in_japanese(characters),
    }


def _as_surname(letter: str) -> HanCharacter:
    known = han_character(letter)
    pinyin = _chinese().surname_pinyin.get(letter)
    if pinyin is None:
        return known
    return known.model_copy(update={"pinyin": tuple(dict.fromkeys((pinyin, *known.pinyin)))})


def _in_wade_giles(known: HanCharacter) -> tuple[str, ...]:
    return tuple(form for syllable in known.pinyin[:1] for form in _chinese().wade_giles.rewrite(syllable))


def _in_cantonese(known: HanCharacter) -> tuple[str, ...]:
    return tuple(form for syllable in known.jyutping for form in _chinese().cantonese.rewrite(syllable))


def _pieces(
    source: str,
    cost: float,
    characters: Iterable[HanCharacter],
    forms: Callable[[HanCharacter], Iterable[str]],
) -> tuple[Piece, ...]:
    return tuple(
        Piece(place, place + 1, latin_key(form), latin_key(form), source, cost + rank * _LATER)
        for place, known in enumerate(characters)
        for rank, form in enumerate(forms(known))
    )


def _in_japanese(characters: Iterable[HanCharacter]) -> tuple[Piece, ...]:
    return tuple(
        Piece(place, place + 1, romaji_key(form), form, "japanese", _JAPANESE + rank * _LATER)
        for place, known in enumerate(characters)
        for rank, form in enumerate(
            form for on in known.on for form in (joined_forms(on) if place else (on,))
        )
    )


def _surnames(written: str) -> tuple[Piece, ...]:
    forms = _chinese().surname_spellings.get(written, ())
    return tuple(
        Piece(0, len(written), form, form, "surname", _SPELLING + rank * _LATER)
        for rank, form in enumerate(forms)
    )
