"""How Korean names are written in Latin letters: by letter, and by custom for syllables and surnames."""

from functools import lru_cache
from itertools import product

from corrigenda.reconcile.readings.han import any_form, is_hangul, unrepeated
from corrigenda.reconcile.readings.lattice import Piece
from corrigenda.reconcile.text import read_yaml
from corrigenda.schemas.base import Frozen

LONGEST = 6
"""A name with more syllables is not read."""

_FIRST_SYLLABLE = 0xAC00
_COMMON_FORMS = 40

# What a form costs, in natural-logarithm units of plausibility: the ranks are what matters.
_RULE = 0.1
_CUSTOM = 0.2
_LATER = 0.03
"""Each place further down a list of forms."""


class Korean(Frozen):
    """What ``data/korean.yaml`` says; its comments explain the fields."""

    initials: tuple[tuple[str, ...], ...]
    vowels: tuple[tuple[str, ...], ...]
    finals: tuple[tuple[str, ...], ...]
    syllables: dict[str, tuple[str, ...]]
    surnames: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def _korean() -> Korean:
    return Korean.model_validate(read_yaml("korean.yaml"))


@lru_cache(maxsize=4096)
def syllable_forms(syllable: str) -> tuple[str, ...]:
    """How a Hangul syllable may be written in Latin letters; the Revised Romanization first.

    A syllable of Unicode is ``first * 588 + vowel * 28 + last`` (The Unicode Standard, section 3.12).
    """
    knowledge = _korean()
    number = ord(syllable) - _FIRST_SYLLABLE
    vowels, finals = len(knowledge.vowels), len(knowledge.finals)
    first, vowel, last = number // (vowels * finals), number // finals % vowels, number % finals
    letters = (knowledge.initials[first], knowledge.vowels[vowel], knowledge.finals[last])
    choices = [enumerate(forms) for forms in letters]
    ruled = {
        "".join(form for _, form in choice): sum(rank for rank, _ in choice) for choice in product(*choices)
    }
    regular, *others = sorted(ruled, key=lambda form: ruled[form])
    return tuple(dict.fromkeys((regular, *knowledge.syllables.get(syllable, ()), *others)))[:_COMMON_FORMS]


def korean_pieces(text: str, part: str) -> tuple[Piece, ...]:
    """Every form of every syllable of ``text``, which is in Hangul or in Han characters."""
    if len(text) > LONGEST:
        return ()
    whole = (
        Piece(0, len(text), form, form, "surname", _CUSTOM + rank * _LATER)
        for surname in (_in_hangul(text) if part == "family" else ())
        for rank, form in enumerate(_korean().surnames.get(surname, ()))
    )
    single = (
        Piece(place, place + 1, form, form, "hangul", _RULE + rank * _LATER)
        for place, letter in enumerate(unrepeated(text))
        for syllable in ((letter,) if is_hangul(letter) else any_form(letter).hangul)
        for rank, form in enumerate(syllable_forms(syllable))
    )
    return (*whole, *single)


def _in_hangul(text: str) -> tuple[str, ...]:
    """The text as it may stand in Hangul."""
    readings = ((letter,) if is_hangul(letter) else any_form(letter).hangul for letter in unrepeated(text))
    return tuple(map("".join, product(*readings)))
