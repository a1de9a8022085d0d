"""Names taken apart: a surface into cuts, an entity's names into family and given name. Keys are folded."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from corrigenda.reconcile.names.lexicon import name_parts
from corrigenda.reconcile.names.transliterate import Vowels, in_latin
from corrigenda.reconcile.names.words import ScriptTraits
from corrigenda.reconcile.text import Tokens, fold, tokens
from corrigenda.schemas.entities import Entity, EntityName

_POSSESSIVE = re.compile(r"['’]s$")
_OF_A_PLACE = re.compile(r",.* of ")
"""A peer by name and by title: Anthony Clarke, Baron Clarke of Stone-cum-Ebony."""
_LONGEST_ADDRESS = 3
_PARTICLE_AND_NAME = 3
"""Words of a full name with a particle in front of it, at least."""


@dataclass(frozen=True, slots=True)
class TokenSpan:
    """The words ``[start:end)`` of a surface; ``key`` is all of them joined, ``core`` without particles."""

    start: int
    end: int
    tokens: Tokens
    key: str
    core: str


@dataclass(frozen=True, slots=True)
class TokenizedName:
    """A surface made ready for comparing.

    ``words`` are the tokens of each blank-separated word, none for a suffix ("Jr."); ``key`` is all of them
    joined. ``cuts`` are all ways to cut the words in two. ``generation`` is what the suffix tells,
    empty where it tells nothing.
    """

    surface: str
    words: tuple[Tokens, ...]
    key: str
    cuts: tuple[tuple[TokenSpan, TokenSpan], ...]
    generation: str = ""

    @property
    def capitals(self) -> tuple[int, int]:
        """The words ``[start:end)`` at one end that alone are in capitals: the family name."""
        upper = [len(word) > 1 and word.isupper() for word in self.surface.split()]
        first, last = next((n for n, one in enumerate(upper) if one), 0), sum(upper)
        ends = 0 < last < len(upper) and upper in (
            [True] * last + [False] * (len(upper) - last),
            [False] * (len(upper) - last) + [True] * last,
        )
        return (first, first + last) if ends else (0, 0)

    @property
    def tokens(self) -> Tokens:
        """The tokens of all words."""
        return self.cuts[0][1].tokens

    @property
    def bounds(self) -> tuple[int, int]:
        """The words ``[start:end)`` from the first that is part of the name to the last."""
        own = [place for place, word in enumerate(self.words) if word]
        return (own[0], own[-1] + 1) if own else (0, len(self.words))

    def key_of(self, start: int, end: int) -> str:
        """The words ``[start:end)`` as a key, a blank between words."""
        return " ".join("".join(word) for word in self.words[start:end] if word)


class NameWord(NamedTuple):
    """A word of a name as it is shown, particles and hyphened words by themselves, and its tokens."""

    text: str
    tokens: Tokens


@dataclass(frozen=True, slots=True)
class NameForm:
    """A person's name taken apart. ``family_first`` is how the parts stand in ``name.text``.

    The words of both parts are as they are shown; ``given`` and its words are empty for somebody who bears
    one name only. ``core`` is the family name without particles. ``generation`` is that of its suffix.
    """

    name: EntityName
    family_words: tuple[NameWord, ...]
    given_words: tuple[NameWord, ...]
    family_first: bool
    family: Tokens
    given: Tokens
    family_key: str
    core: str
    given_key: str
    generation: str = ""


@dataclass(frozen=True, slots=True)
class ComparedEntity:
    """An entity made ready for many comparisons.

    ``forms`` are those of its names in Latin letters; of its other names, romanised, where it has none.
    """

    entity: Entity
    forms: tuple[NameForm, ...]
    natives: tuple[EntityName, ...]
    traits: ScriptTraits

    def bears(self, words: Tokens) -> bool:
        """Whether one of the names has one of these words."""
        return any(word in form.family or word in form.given for word in words for form in self.forms)

    @property
    def syllabic(self) -> bool:
        """Given names are written syllable by syllable, and few surnames serve for many people."""
        return self.traits.syllabic


def kin_words() -> frozenset[str]:
    """Words for relatives, after which a surname may be shared and the given name tells."""
    return name_parts().kin


@lru_cache(maxsize=16384)
def tokenize_name(surface: str) -> TokenizedName:
    """The surface taken apart for comparing: possessive, suffixes and a peerage compare as nothing."""
    titled = _OF_A_PLACE.search(surface)
    own = len(surface[: titled.start()].split()) if titled is not None else len(surface)
    every = tuple(tokens(_POSSESSIVE.sub("", word)) for word in surface.split())
    suffixes = _suffixes(every)
    words = tuple(() if place >= own or place in suffixes else word for place, word in enumerate(every))
    return _tokenized(surface, words, _told(suffixes))


def without_address(written: TokenizedName, ready: ComparedEntity) -> TokenizedName:
    """The name without what stands in front of it and is no part of it, as far as the person's names tell.

    So are words of address of the person's country that no name of the person has (U, Datuk Seri), and a
    particle before a given name: "de Donald Trump" in a French sentence.
    """
    start = _address_end(written.words, ready)
    if not start:
        return written
    return _tokenized(written.surface, ((),) * start + written.words[start:], written.generation)


def _address_end(words: tuple[Tokens, ...], ready: ComparedEntity) -> int:
    """How many words in front of the name are none of it; one of the name is left in any case."""
    addresses = name_parts().addresses_of(ready.entity.country)
    start = 0
    while True:
        lengths = (
            length
            for length in range(_LONGEST_ADDRESS, 0, -1)
            if " ".join(_joined(words[start : start + length])) in addresses
            and any(words[start + length :])
            and not ready.bears(_joined(words[start : start + length]))
        )
        if (length := next(lengths, 0)) == 0:
            break
        start += length
    return start + _is_particle_of_none(words[start:], ready)


def _is_particle_of_none(words: tuple[Tokens, ...], ready: ComparedEntity) -> bool:
    """Whether a particle that no name of the person has stands before the given name."""
    if len(words) < _PARTICLE_AND_NAME or not words[0] or not name_parts().particles.issuperset(words[0]):
        return False
    first = {form.given[: len(words[1])] for form in ready.forms} - {()}
    return words[1] in first and not ready.bears(words[0])


def _joined(words: Iterable[Tokens]) -> Tokens:
    return tuple(chain.from_iterable(words))


def _tokenized(surface: str, words: tuple[Tokens, ...], generation: str) -> TokenizedName:
    count = len(words)
    cuts = tuple((_span(words, 0, cut), _span(words, cut, count)) for cut in range(count + 1))
    return TokenizedName(surface, words, cuts[0][1].key, cuts, generation)


def _suffixes(words: Sequence[Tokens]) -> dict[int, str]:
    """The places of the words that are suffixes, with the generation that each tells, which may be none."""
    rules, found = name_parts(), dict[int, str]()
    for place in range(1, len(words)):
        word, phrase = words[place], tuple(chain.from_iterable(words[place : place + 2]))
        if len(word) == 1 and word[0] in rules.suffixes:
            found[place] = ""
        elif (told := rules.generation(word)) is not None:
            found[place] = told
        elif (told := rules.generation(phrase)) is not None:
            found |= {place: told, place + 1: told}
    return found


def _told(suffixes: dict[int, str]) -> str:
    return next(filter(None, suffixes.values()), "")


def _span(words: tuple[Tokens, ...], start: int, end: int) -> TokenSpan:
    """The words without those in front that are no part of the name."""
    flat = _joined(words[start:end])
    while flat and not words[start]:
        start += 1
    return TokenSpan(start, end, flat, "".join(flat), _core(flat))


def _core(words: Tokens) -> str:
    particles = name_parts().particles
    start = 0
    while start < len(words) - 1 and words[start] in particles:
        start += 1
    return "".join(words[start:])


def make_ready(entity: Entity) -> ComparedEntity:
    """The entity with its names taken apart."""
    natives = tuple(name for name in entity.names if name.kind == "native")
    rules = name_parts()
    latin = [name for name in entity.names if _is_latin(name.text)]
    traits = ScriptTraits(
        romanised=entity.country in rules.other_script or any(not _is_latin(name.text) for name in natives),
        vowels=_vowels_of(entity.country),
        syllabic=entity.country in rules.family_first,
    )
    forms: tuple[NameForm, ...] = ()
    if entity.type == "person" and latin:
        forms = _forms(latin, entity.country)
    elif entity.type == "person":
        forms = tuple(replace(form, name=name) for name, form in _romanised(entity))
        traits = traits._replace(romanised=True, vowels="loose", foreign=True)
    return ComparedEntity(entity, forms, natives, traits)


def _vowels_of(country: str | None) -> Vowels:
    """How loosely the romanisations of the country's languages write vowels."""
    rules = name_parts()
    if country in rules.loose_vowels:
        return "loose"
    return "other" if country in rules.other_vowels else "kept"


def in_other_scripts(ready: ComparedEntity) -> ComparedEntity:
    """The same person by the names that are not in Latin letters, each word as it stands."""
    names = [name for name in ready.entity.names if not _is_latin(name.text)]
    return replace(
        ready, forms=_forms(names, ready.entity.country), traits=ready.traits._replace(foreign=False)
    )


def _romanised(entity: Entity) -> Iterator[tuple[EntityName, NameForm]]:
    for name in entity.names:
        if (latin := in_latin(name.text)) is not None:
            parts = {"text": latin, "family": name.family and in_latin(name.family), "given": None}
            (form,) = _forms([name.model_copy(update=parts)], entity.country)
            yield name, form


def _forms(names: Sequence[EntityName], country: str | None) -> tuple[NameForm, ...]:
    known = next((_flat(_words(name.family)) for name in names if name.family), ())
    return tuple(_form(name, country, known) for name in names)


def _is_latin(text: str) -> bool:
    return fold(text).isascii()


def _words(text: str) -> tuple[NameWord, ...]:
    """The words of a name, without suffixes."""
    found = [NameWord(word.strip(","), tokens(word)) for word in text.split()]
    suffixes = _suffixes([word.tokens for word in found])
    return tuple(word for place, word in enumerate(found) if word.tokens and place not in suffixes)


def _form(name: EntityName, country: str | None, known: Tokens) -> NameForm:
    """Split as the table says, else around the family name of the person's other names, else by custom."""
    rules = name_parts()
    words = _words(name.text.split(",")[0] if _OF_A_PLACE.search(name.text) else name.text)
    if name.family is not None:
        place = _find(words, _flat(_words(name.family)))
        family = words[slice(*place)] if place is not None else _words(name.family)
        given = _words(name.given) if name.given is not None else _without(words, place)
    elif (of := next((at for at, word in enumerate(words) if word.tokens == ("of",)), None)) is not None:
        family, given = words[:of], ()
    elif known and (place := _find(words, known)) is not None:
        family, given = words[slice(*place)], _without(words, place)
    elif country in rules.family_first or len(words) < 2:
        family, given = words[:1], words[1:]
    else:
        start = len(words) - 1
        while start > 1 and words[start - 1].tokens[0] in rules.particles:
            start -= 1
        family, given = words[start:], words[:start]
    return _named(name, family, given, bool(given) and words[: len(family)] == family)


def _named(
    name: EntityName, family: tuple[NameWord, ...], given: tuple[NameWord, ...], family_first: bool
) -> NameForm:
    families, givens = _flat(family), _flat(given)
    keys = "".join(families), _core(families), "".join(givens)
    generation = _told(_suffixes([tokens(word) for word in name.text.split()]))
    return NameForm(name, family, given, family_first, families, givens, *keys, generation)


def _flat(words: tuple[NameWord, ...]) -> Tokens:
    return tuple(chain.from_iterable(word.tokens for word in words))


def _find(words: tuple[NameWord, ...], part: Tokens) -> tuple[int, int] | None:
    """Start and end of the words that have these tokens and no others."""
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            if _flat(words[start:end]) == part:
                return start, end
    return None


def _without(words: tuple[NameWord, ...], place: tuple[int, int] | None) -> tuple[NameWord, ...]:
    return words if place is None else words[: place[0]] + words[place[1] :]
