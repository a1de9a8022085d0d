"""How Han characters are read in Chinese: in pinyin, Wade-Giles, Cantonese, and after surname customs."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from corrigenda.reconcile.readings.han import HanCharacter, any_form, traditional, unrepeated
from corrigenda.reconcile.readings.lattice import Piece
from corrigenda.reconcile.readings.romaji import latin_key
from corrigenda.reconcile.text import read_yaml
from corrigenda.schemas.base import Frozen

LONGEST = 6
"""A name with more characters is not read."""

# What a reading costs, in natural-logarithm units of plausibility: the ranks are what matters.
_PINYIN = 0.1
_SPELLING = 0.3
_HETERONYM = 0.5
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
    """The pieces of each way of writing by its name; ways do not mix within a part of a name."""
    if len(text) > LONGEST:
        return {}
    written = traditional(text)
    characters = [
        _as_surname(letter) if part == "family" else any_form(letter) for letter in unrepeated(text)
    ]
    return {
        "pinyin": _pieces("pinyin", _PINYIN, characters, lambda known: _in_pinyin(known.pinyin[:1])),
        "heteronym": _pieces("heteronym", _HETERONYM, characters, lambda known: _in_pinyin(known.pinyin)),
        "wade-giles": _pieces("wade-giles", _SPELLING, characters, _in_wade_giles),
        "cantonese": _pieces("cantonese", _SPELLING, characters, _in_cantonese),
        "jyutping": _pieces("cantonese", _SPELLING, characters, lambda known: known.jyutping),
        "surname": _surnames(written) if part == "family" else (),
    }


def _as_surname(letter: str) -> HanCharacter:
    known = any_form(letter)
    pinyin = _chinese().surname_pinyin.get(traditional(letter))
    if pinyin is None:
        return known
    return known.model_copy(update={"pinyin": tuple(dict.fromkeys((pinyin, *known.pinyin)))})


def _in_pinyin(syllables: Iterable[str]) -> Iterator[str]:
    """Lü is written Lu, Lv or, in passports, Lyu."""
    for syllable in syllables:
        yield syllable
        yield from (syllable.replace("ü", letters) for letters in ("v", "yu") if "ü" in syllable)


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


def _surnames(written: str) -> tuple[Piece, ...]:
    forms = _chinese().surname_spellings.get(written, ())
    return tuple(
        Piece(0, len(written), form, form, "surname", _SPELLING + rank * _LATER)
        for rank, form in enumerate(forms)
    )
