"""How a name as written compares with the names of an entity: for a person part by part, else as a whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from math import log
from typing import Literal

import yaml
from rapidfuzz.distance import OSA

from corrigenda.reconcile.countries import country_code
from corrigenda.reconcile.keys import fold, tokens
from corrigenda.reconcile.nicknames import is_nickname
from corrigenda.reconcile.readings import ReadingMatch, explain_reading
from corrigenda.schemas.base import Frozen
from corrigenda.schemas.entities import Entity, EntityName

_POSSESSIVE = re.compile(r"['’]s$")

Relation = Literal["same", "variant", "nickname", "initial", "reading", "typo", "different", "missing"]
"""What a part as written is to the part of the name.

``variant``: another romanisation, or a part of a compound name; ``reading``: another reading of the same
native characters; ``missing``: the writer leaves it out.
"""

Words = tuple[tuple[str, ...], ...]
"""The folded tokens of each blank-separated word of a surface; empty for a word that is no part of a name."""

_RANK: dict[Relation, float] = {
    "same": 5.0,
    "variant": 4.0,
    "nickname": 3.5,
    "reading": 3.0,
    "initial": 2.0,
    "typo": 2.0,
    "missing": 0.0,
    "different": -4.0,
}
_WRONG: frozenset[Relation] = frozenset({"reading", "typo", "different"})
_LEAST_ROMANISED = 4
"""Shorter names are other names, not other spellings: Kan is not Khan."""
_COMPOSED = frozenset({"characters"})
"""Readings put together from single characters: a slip of one letter is the likelier explanation."""
_LEAST_MISTYPED = 4
_FAMILY_COUNTS = 0.5
"""So that a single word that could be either is taken for the family name."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name: the words ``[start:end)`` of the surface, and what they are to the name's part.

    ``written`` is their folded key, empty where the part is missing; ``edits`` counts for a typo.
    """

    relation: Relation
    start: int
    end: int
    written: str = ""
    edits: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """A surface beside the entity's name that it fits best.

    For a person ``family`` and ``given`` are the parts; ``swapped`` says that they stand in another order
    than in ``name.text``. For anything else the whole name is ``family`` and ``whole`` is true. ``reading``
    explains a reading of the native spelling in words; ``far_fetched`` is 0 for the likeliest, and grows.
    """

    name: EntityName
    family: Part
    given: Part
    swapped: bool = False
    whole: bool = False
    reading: str = ""
    far_fetched: float = 0.0

    @property
    def wrong(self) -> bool:
        """Whether a part is not what it should be, whatever the reason."""
        return any(part.relation in _WRONG for part in (self.family, self.given))

    @property
    def full(self) -> bool:
        """Whether both parts of a person's name are written."""
        return "missing" not in (self.family.relation, self.given.relation)

    @property
    def rank(self) -> float:
        """How well the surface fits, on an arbitrary scale: only for choosing among names of one entity."""
        return (
            _RANK[self.family.relation]
            + _FAMILY_COUNTS * (self.family.start < self.family.end)
            + _RANK[self.given.relation]
        )


@dataclass(frozen=True, slots=True)
class NameForm:
    """A name taken apart: folded tokens of its parts, and which of them comes first in ``name.text``."""

    name: EntityName
    family: tuple[str, ...]
    given: tuple[str, ...]
    family_first: bool
    core: str
    """The family name without particles, joined."""


@dataclass(frozen=True, slots=True)
class ComparedEntity:
    """An entity made ready for many comparisons."""

    entity: Entity
    forms: tuple[NameForm, ...]
    natives: tuple[EntityName, ...]
    romanised: bool
    """Its own script is not Latin, so that several spellings may be right."""
    syllabic: bool
    """Its given names are written syllable by syllable (Jong-un, Jong-il): one edit makes another name."""


class _NameParts(Frozen):
    family_first: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    other_script: frozenset[str]
    romanisations: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def _name_parts() -> _NameParts:
    text = (files("corrigenda.reconcile") / "data" / "name_parts.yaml").read_text(encoding="utf-8")
    return _NameParts.model_validate(yaml.safe_load(text))


@lru_cache(maxsize=1)
def _romanisations() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), to) for pattern, to in _name_parts().romanisations)


@lru_cache(maxsize=65536)
def _romanised(key: str) -> str:
    for pattern, to in _romanisations():
        key = pattern.sub(to, key)
    return key


def _same_romanised(written: str, own: str) -> bool:
    return min(len(written), len(own)) >= _LEAST_ROMANISED and _romanised(written) == _romanised(own)


def split_words(surface: str) -> Words:
    """The words of a surface as they are compared: no possessive; suffixes ("Jr.") compare as nothing."""
    suffixes = _name_parts().suffixes
    found = tuple(tokens(_POSSESSIVE.sub("", word)) for word in surface.split())
    return tuple(
        () if place and len(word) == 1 and word[0] in suffixes else word for place, word in enumerate(found)
    )


def make_ready(entity: Entity) -> ComparedEntity:
    """The entity with its names taken apart."""
    natives = tuple(name for name in entity.names if name.kind == "native")
    return ComparedEntity(
        entity=entity,
        forms=tuple(_forms(entity)) if entity.type == "person" else (),
        natives=natives,
        romanised=entity.country in _name_parts().other_script
        or any(not fold(name.text).isascii() for name in natives),
        syllabic=entity.country in _name_parts().family_first,
    )


def _forms(entity: Entity) -> Iterator[NameForm]:
    known = next((tokens(name.family) for name in entity.names if name.family and _latin(name.text)), ())
    for name in entity.names:
        if _latin(name.text):
            yield _form(name, entity.country, known)


def _latin(text: str) -> bool:
    return fold(text).isascii()


def _form(name: EntityName, country: str | None, known: tuple[str, ...]) -> NameForm:
    """Split as the table says, else around the family name of the person's other names, else by custom."""
    rules = _name_parts()
    words = tuple(word for word in tokens(name.text) if word not in rules.suffixes)
    if name.family is not None:
        family = tokens(name.family)
        given = tokens(name.given) if name.given is not None else _without(words, family)
    elif known and (place := _find(words, known)) is not None:
        family, given = known, words[:place] + words[place + len(known) :]
    elif country in rules.family_first or len(words) < 2:
        family, given = words[:1], words[1:]
    else:
        start = len(words) - 1
        while start > 1 and words[start - 1] in rules.particles:
            start -= 1
        family, given = words[start:], words[:start]
    return NameForm(
        name=name,
        family=family,
        given=given,
        family_first=bool(given) and words[: len(family)] == family,
        core=_core(family),
    )


def _find(words: tuple[str, ...], part: tuple[str, ...]) -> int | None:
    return next((i for i in range(len(words) - len(part) + 1) if words[i : i + len(part)] == part), None)


def _without(words: tuple[str, ...], part: tuple[str, ...]) -> tuple[str, ...]:
    place = _find(words, part)
    return words if place is None else words[:place] + words[place + len(part) :]


def _core(words: tuple[str, ...]) -> str:
    particles = _name_parts().particles
    start = 0
    while start < len(words) - 1 and words[start] in particles:
        start += 1
    return "".join(words[start:])


def compare(surface: str, words: Words, ready: ComparedEntity, *, readings: bool = True) -> Comparison:
    """The comparison with the name of the entity that the surface fits best.

    With ``readings`` a part that is not the person's is also looked at as a reading of the native name.
    """
    if ready.entity.type != "person":
        return _compare_whole(surface, ready.entity)
    native = next((name for name in ready.natives if fold(name.text) == fold(surface)), None)
    if native is not None:
        return Comparison(native, Part("same", 0, len(words), fold(surface)), Part("same", 0, 0), whole=True)
    best = max(
        (comparison for form in ready.forms for comparison in _compare_form(words, form, ready)),
        key=lambda comparison: comparison.rank,
        default=None,
    )
    if best is None:
        nothing = Part("missing", 0, 0)
        best = Comparison(ready.entity.names[0], Part("different", 0, len(words), fold(surface)), nothing)
    return _as_reading(surface, words, ready, best) if readings and best.wrong else best


def _as_reading(surface: str, words: Words, ready: ComparedEntity, best: Comparison) -> Comparison:
    """The wrong parts explained by the native name, if they can be read so."""
    raw = surface.split()
    for native in ready.natives:
        whole = explain_reading(surface, native) if len(raw) > 1 and not best.full else None
        if whole is not None and whole.matched == "full":
            return _read_whole(words, ready, best, whole)
        parts = {"family": best.family, "given": best.given}
        found = [
            read
            for which, part in parts.items()
            if part.relation in _WRONG
            and (read := explain_reading(" ".join(raw[part.start : part.end]), native)) is not None
            and read.matched == which
            and (part.edits != 1 or read.right or read.parts[0].source not in _COMPOSED)
        ]
        for read in found:
            parts[read.matched] = replace(parts[read.matched], relation=_relation(read), edits=0)
        if found and not any(part.relation == "different" for part in parts.values()):
            return _read(best, parts["family"], parts["given"], found)
        whole = explain_reading(surface, native)
        if whole is not None and whole.matched == "full":
            return _read_whole(words, ready, best, whole)
    return best


def _relation(read: ReadingMatch) -> Relation:
    return "variant" if read.right else "reading"


def _read(best: Comparison, family: Part, given: Part, found: list[ReadingMatch]) -> Comparison:
    return replace(
        best,
        family=family,
        given=given,
        reading="; ".join(read.detail for read in found),
        far_fetched=round(sum(-log(read.plausibility) for read in found), 3),
    )


def _read_whole(words: Words, ready: ComparedEntity, best: Comparison, read: ReadingMatch) -> Comparison:
    """A whole name that is read otherwise: two words are its parts, else every word belongs to both."""
    count = len(words)
    family_first = read.order == "family_first"
    first, last = ((0, 1), (1, 2)) if count == 2 else ((0, count), (0, count))
    relations: dict[str, Relation] = {
        part.part: "variant" if part.relation in ("right", "variant") else "reading" for part in read.parts
    }
    parts = {
        which: Part(relations[which], *place, "".join(_flat(words[slice(*place)])))
        for which, place in (
            ("family", first if family_first else last),
            ("given", last if family_first else first),
        )
    }
    form = next(form for form in ready.forms if form.name is best.name) if ready.forms else None
    turned = replace(best, swapped=family_first is not (form is not None and form.family_first))
    return _read(turned, parts["family"], parts["given"], [read])


def _compare_form(words: Words, form: NameForm, ready: ComparedEntity) -> Iterator[Comparison]:
    """Every way to cut the words into given and family name, in either order."""
    count = len(words)
    for cut in range(count + 1):
        for family_first in (form.family_first, not form.family_first):
            if family_first is not form.family_first and cut in (0, count):
                continue
            (f_start, f_end), (g_start, g_end) = (
                ((0, cut), (cut, count)) if family_first else ((cut, count), (0, cut))
            )
            family = _family(_flat(words[f_start:f_end]), f_start, f_end, form, ready)
            given = _given(_flat(words[g_start:g_end]), g_start, g_end, form, ready)
            if (
                family.relation == "missing"
                and given.end - given.start > 1
                and given.written != "".join(form.given)
            ):
                given = replace(given, relation="different", edits=0)
            yield Comparison(form.name, family, given, swapped=family_first is not form.family_first)


def _flat(words: Words) -> tuple[str, ...]:
    return tuple(token for word in words for token in word)


def _family(written: tuple[str, ...], start: int, end: int, form: NameForm, ready: ComparedEntity) -> Part:
    if not written:
        return Part("missing", start, end)
    key = _core(written)
    if key == form.core or "".join(written) == "".join(form.family):
        return Part("same", start, end, key)
    if len(form.family) > 1 and written in (form.family[: len(written)], form.family[-len(written) :]):
        return Part("variant", start, end, key)
    if ready.romanised and _same_romanised(key, form.core):
        return Part("variant", start, end, key)
    edits = _edits(key, form.core, syllabic=False) if end - start <= len(form.family) else None
    return Part("different" if edits is None else "typo", start, end, key, edits or 0)


def _given(written: tuple[str, ...], start: int, end: int, form: NameForm, ready: ComparedEntity) -> Part:
    if not written:
        return Part("missing", start, end)
    key = "".join(written)
    if not form.given:
        return Part("different", start, end, key)
    own = "".join(form.given)
    if key == own or (_starts_alike(written, form.given) and len(written) <= len(form.given) + 1):
        return Part("same", start, end, key)
    if ready.romanised and _same_romanised(key, own):
        return Part("variant", start, end, key)
    if _initials(written, form.given):
        return Part("initial", start, end, key)
    if is_nickname(written[0], form.given[0]) or _goes_by(written[0], form):
        return Part("nickname", start, end, key)
    if ready.syllabic and len(written) == len(form.given) > 1:
        return Part("different", start, end, key)
    edits = _edits(key, own, syllabic=ready.syllabic)
    if edits is None and not ready.syllabic:
        edits = _edits(written[0], form.given[0], syllabic=False)
    return Part("different" if edits is None else "typo", start, end, key, edits or 0)


def _starts_alike(written: tuple[str, ...], own: tuple[str, ...]) -> bool:
    """The same first given name, and no further one that contradicts (John against John Joseph, John J.)."""
    return (
        written[0] == own[0]
        and len(own[0]) > 1
        and all(
            one == other or (one[0] == other[0] and 1 in (len(one), len(other)))
            for one, other in zip(written[1:], own[1:], strict=False)
        )
    )


def _goes_by(written: str, form: NameForm) -> bool:
    """A later one of the given names, where all are shown (Addison Mitchell McConnell)."""
    return form.name.kind == "canonical" and written in form.given[1:]


def _initials(written: tuple[str, ...], own: tuple[str, ...]) -> bool:
    return (len(written[0]) == 1 or len(own[0]) == 1) and all(
        one[0] == other[0] for one, other in zip(written, own, strict=False)
    )


def _edits(written: str, own: str, *, syllabic: bool) -> int | None:
    """The edits (swaps of neighbours count one) that make one key of the other; ``None`` beyond the budget.

    No edit where one has less than four letters, one at four, two up to seven, three
    beyond; only one in a syllabic name.
    """
    longer, shorter = max(len(written), len(own)), min(len(written), len(own))
    if shorter < _LEAST_MISTYPED:
        return None
    budget = 1 if longer == 4 or syllabic else 2 if longer < 8 else 3
    found = OSA.distance(written, own, score_cutoff=budget)
    return found if found <= budget else None


_WHOLE_EDITS = ((12, 2), (7, 1))
"""Length of a whole name, in letters, and how many edits may still be a slip in it.

A difference at the end is none: it may be a plural or an adjective.
"""


def _compare_whole(surface: str, entity: Entity) -> Comparison:
    written = _whole_key(surface)
    nothing = Part("missing", 0, 0)
    if entity.type == "place" and _is_country(entity) and country_code(surface) == entity.country:
        exact = next((name for name in entity.names if _whole_key(name.text) == written), None)
        part = Part("same" if exact is not None else "variant", 0, 0, written)
        return Comparison(exact or entity.names[0], part, nothing, whole=True)
    best = Comparison(entity.names[0], Part("different", 0, 0, written), nothing, whole=True)
    for name in entity.names:
        own = _whole_key(name.text)
        if own == written:
            return Comparison(name, Part("same", 0, 0, written), nothing, whole=True)
        if own in (f"{written}s", f"{written}n") or written in (f"{own}s", f"{own}n"):
            return Comparison(name, Part("variant", 0, 0, written), nothing, whole=True)
        budget = next((edits for length, edits in _WHOLE_EDITS if len(own) >= length), 0)
        if budget == 0 or own[0] != written[:1] or own.startswith(written) or written.startswith(own):
            continue
        edits = OSA.distance(written, own, score_cutoff=budget)
        if edits <= budget and (best.family.relation == "different" or edits < best.family.edits):
            best = Comparison(name, Part("typo", 0, 0, written, edits), nothing, whole=True)
    return best


def _is_country(entity: Entity) -> bool:
    return entity.country is not None and country_code(entity.canonical) == entity.country


def _whole_key(text: str) -> str:
    words = tokens(text)
    return "".join(words[1:] if len(words) > 1 and words[0] == "the" else words)
