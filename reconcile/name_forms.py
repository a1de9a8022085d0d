"""Names taken apart: a surface into cuts, an entity's names into family and given name. Keys are folded."""

import re
from dataclasses import dataclass
from functools import lru_cache

from corrigenda.reconcile.keys import fold, tokens
from corrigenda.reconcile.knowledge import read_yaml
from corrigenda.schemas.base import Frozen
from corrigenda.schemas.entities import Entity, EntityName

_POSSESSIVE = re.compile(r"['’]s$")
_OF_A_PLACE = re.compile(r",.* of ")
"""A peer by name and by title: Anthony Clarke, Baron Clarke of Stone-cum-Ebony."""
_LEAST_ROMANISED = 4
"""Shorter names are other names, not other spellings: Kan is not Khan."""

Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The words ``[start:end)`` of a surface; ``key`` is all of them joined, ``core`` without particles."""

    start: int
    end: int
    tokens: Tokens
    key: str
    core: str


@dataclass(frozen=True, slots=True)
class Written:
    """A surface made ready for comparing.

    ``words`` are the tokens of each blank-separated word, none for a suffix ("Jr."); ``key`` is all of them
    joined, ``whole`` the same for what is no person, without the article. ``cuts`` are all ways to cut the
    words in two.
    """

    surface: str
    words: tuple[Tokens, ...]
    key: str
    whole: str
    cuts: tuple[tuple[Stretch, Stretch], ...]

    def key_of(self, start: int, end: int) -> str:
        """The words ``[start:end)`` as a key, a blank between words."""
        return " ".join("".join(word) for word in self.words[start:end] if word)


@dataclass(frozen=True, slots=True)
class NameForm:
    """A person's name taken apart. ``family_first`` is how the parts stand in ``name.text``.

    ``given`` is empty for somebody who bears one name only.
    """

    name: EntityName
    family: Tokens
    given: Tokens
    family_first: bool
    family_key: str
    core: str
    """The family name without particles."""
    given_key: str


@dataclass(frozen=True, slots=True)
class ComparedEntity:
    """An entity made ready for many comparisons.

    ``romanised``: its own script is not Latin, so that several spellings may be right. ``vowels``: and its
    vowels are written in several ways. ``syllabic``: given names are written syllable by syllable (Jong-un,
    Jong-il), so that one edit makes another name, and few surnames serve for many people.
    """

    entity: Entity
    forms: tuple[NameForm, ...]
    natives: tuple[EntityName, ...]
    romanised: bool
    vowels: bool
    syllabic: bool


class _NameParts(Frozen):
    """What ``data/name_parts.yaml`` says."""

    family_first: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    kin: frozenset[str]
    other_script: frozenset[str]
    loose_vowels: frozenset[str]
    romanisations: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def _rules() -> _NameParts:
    return _NameParts.model_validate(read_yaml("name_parts.yaml"))


def kin_words() -> frozenset[str]:
    """Words for relatives, after which a surname may be shared and the given name tells."""
    return _rules().kin


@lru_cache(maxsize=16384)
def write(surface: str) -> Written:
    """The surface ready for comparing: possessive, suffixes and a peerage compare as nothing."""
    suffixes = _rules().suffixes
    titled = _OF_A_PLACE.search(surface)
    own = len(surface[: titled.start()].split()) if titled is not None else len(surface)
    words = tuple(
        () if place >= own or (place and len(word) == 1 and word[0] in suffixes) else word
        for place, word in enumerate(tokens(_POSSESSIVE.sub("", word)) for word in surface.split())
    )
    count = len(words)
    cuts = tuple((_stretch(words, 0, cut), _stretch(words, cut, count)) for cut in range(count + 1))
    return Written(surface, words, cuts[0][1].key, whole_key(surface), cuts)


def _stretch(words: tuple[Tokens, ...], start: int, end: int) -> Stretch:
    flat = tuple(token for word in words[start:end] for token in word)
    return Stretch(start, end, flat, "".join(flat), _core(flat))


def _core(words: Tokens) -> str:
    particles = _rules().particles
    start = 0
    while start < len(words) - 1 and words[start] in particles:
        start += 1
    return "".join(words[start:])


@lru_cache(maxsize=65536)
def whole_key(text: str) -> str:
    """The key of a name that is compared as a whole: all words joined, without a leading article."""
    words = tokens(text)
    return "".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def same_romanised(one: str, other: str, *, vowels: bool) -> bool:
    """Whether two keys are romanisations of one spelling; with ``vowels`` these may differ too."""
    if min(len(one), len(other)) < _LEAST_ROMANISED:
        return False
    if _romanised(one) == _romanised(other):
        return True
    return vowels and one[0] == other[0] and abs(len(one) - len(other)) <= 2 and _bones(one) == _bones(other)


@lru_cache(maxsize=65536)
def _romanised(key: str) -> str:
    for pattern, to in _romanisations():
        key = pattern.sub(to, key)
    return key


def _bones(key: str) -> str:
    return re.sub("[aeiou]", "", _romanised(key))


@lru_cache(maxsize=1)
def _romanisations() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), to) for pattern, to in _rules().romanisations)


def make_ready(entity: Entity) -> ComparedEntity:
    """The entity with its names taken apart."""
    natives = tuple(name for name in entity.names if name.kind == "native")
    rules = _rules()
    return ComparedEntity(
        entity=entity,
        forms=_forms(entity) if entity.type == "person" else (),
        natives=natives,
        romanised=entity.country in rules.other_script or any(not _is_latin(name.text) for name in natives),
        vowels=entity.country in rules.loose_vowels,
        syllabic=entity.country in rules.family_first,
    )


def _forms(entity: Entity) -> tuple[NameForm, ...]:
    latin = [name for name in entity.names if _is_latin(name.text)]
    known = next((_units(name.family) for name in latin if name.family), ())
    return tuple(_form(name, entity.country, known) for name in latin)


def _is_latin(text: str) -> bool:
    return fold(text).isascii()


def _units(text: str) -> tuple[Tokens, ...]:
    """The words of a name, hyphened ones together, without suffixes."""
    found = (tokens(word) for word in text.split())
    return tuple(word for word in found if word and not (len(word) == 1 and word[0] in _rules().suffixes))


def _form(name: EntityName, country: str | None, known: tuple[Tokens, ...]) -> NameForm:
    """Split as the table says, else around the family name of the person's other names, else by custom."""
    rules = _rules()
    words = _units(name.text.split(",")[0] if _OF_A_PLACE.search(name.text) else name.text)
    family: tuple[Tokens, ...]
    if name.family is not None:
        family = _units(name.family)
        given = _units(name.given) if name.given is not None else _without(words, family)
    elif ("of",) in words:
        family, given = words[: words.index(("of",))], ()
    elif known and _find(words, known) is not None:
        family, given = known, _without(words, known)
    elif country in rules.family_first or len(words) < 2:
        family, given = words[:1], words[1:]
    else:
        start = len(words) - 1
        while start > 1 and words[start - 1][0] in rules.particles:
            start -= 1
        family, given = words[start:], words[:start]
    return _named(name, _flat(family), _flat(given), bool(given) and words[: len(family)] == family)


def _named(name: EntityName, family: Tokens, given: Tokens, family_first: bool) -> NameForm:
    return NameForm(name, family, given, family_first, "".join(family), _core(family), "".join(given))


def _flat(words: tuple[Tokens, ...]) -> Tokens:
    return tuple(token for word in words for token in word)


def _find(words: tuple[Tokens, ...], part: tuple[Tokens, ...]) -> int | None:
    return next((i for i in range(len(words) - len(part) + 1) if words[i : i + len(part)] == part), None)


def _without(words: tuple[Tokens, ...], part: tuple[Tokens, ...]) -> tuple[Tokens, ...]:
    place = _find(words, part)
    return words if place is None else words[:place] + words[place + len(part) :]
