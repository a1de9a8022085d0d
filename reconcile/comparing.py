"""How a name as written compares with the names of an entity: for a person part by part, else as a whole."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import log
from typing import Literal

from rapidfuzz.distance import OSA

from corrigenda.reconcile.countries import country_code
from corrigenda.reconcile.keys import fold
from corrigenda.reconcile.name_forms import (
    ComparedEntity,
    NameForm,
    Stretch,
    Tokens,
    Written,
    same_romanised,
    whole_key,
)
from corrigenda.reconcile.nicknames import is_nickname
from corrigenda.reconcile.readings import ReadingMatch, explain_reading
from corrigenda.schemas.entities import Entity, EntityName

Relation = Literal["same", "variant", "nickname", "initial", "reading", "typo", "different", "missing"]
"""What a part as written is to the part of the name.

``variant``: another romanisation, or a part of a compound name; ``reading``: another reading of the same
native characters; ``missing``: the writer leaves it out.
"""

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
_BEST = 10.0
_WRONG: frozenset[Relation] = frozenset({"reading", "typo", "different"})
_COMPOSED = frozenset({"characters"})
"""Readings put together from single characters: a slip of one letter is the likelier explanation."""
_LEAST_MISTYPED = 4
_LEAST_JOINED = 8
"""Letters of a single word that may be a family and a given name written together."""
_FAMILY_COUNTS = 0.5
"""So that a single word that could be either is taken for the family name."""
_WHOLE_EDITS = ((12, 2), (7, 1))
"""Length of a whole name, in letters, and how many edits may still be a slip in it.

A difference at the end is none: it may be a plural or an adjective.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name: the words ``[start:end)`` of the surface, and what they are to the name's part.

    ``written`` and ``own`` are the keys of the two, empty where missing; ``edits`` counts for a typo.
    """

    relation: Relation
    start: int = 0
    end: int = 0
    written: str = ""
    own: str = ""
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
        return self.family.relation in _WRONG or self.given.relation in _WRONG

    @property
    def full(self) -> bool:
        """Whether both parts of a person's name are written."""
        return self.family.relation != "missing" and self.given.relation != "missing"


def compare(written: Written, ready: ComparedEntity, *, readings: bool = True) -> Comparison:
    """The comparison with the name of the entity that the surface fits best.

    A part that is not the person's is also looked at as a reading of the native name, if the other part is
    the person's or ``readings`` says so.
    """
    if ready.entity.type != "person":
        return _compare_whole(written, ready.entity)
    if not written.key.isascii() and (native := _native(written, ready)) is not None:
        return Comparison(native, Part("same", 0, len(written.words), written.key), Part("same"), whole=True)
    best = _best_form(written, ready)
    if not ready.natives or not best.wrong:
        return best
    half_right = "same" in (best.family.relation, best.given.relation)
    return _as_reading(written, ready, best) if readings or half_right else best


def _native(written: Written, ready: ComparedEntity) -> EntityName | None:
    key = fold(written.surface)
    return next((name for name in ready.natives if fold(name.text) == key), None)


# A person's name, part by part


def _best_form(written: Written, ready: ComparedEntity) -> Comparison:
    """Every name, every way to cut the words into given and family name, in either order."""
    best: tuple[float, Comparison | None] = (float("-inf"), None)
    for form in ready.forms:
        for rank, compared in _cut(written, form, ready):
            if rank > best[0]:
                best = (rank, compared)
        if best[0] >= _BEST:
            break
    if best[1] is not None:
        return best[1]
    return Comparison(
        ready.entity.names[0], Part("different", 0, len(written.words), written.key), Part("missing")
    )


def _cut(written: Written, form: NameForm, ready: ComparedEntity) -> Iterator[tuple[float, Comparison]]:
    whole = len(written.words)
    for head, tail in written.cuts:
        for swapped in (False, True) if 0 < head.end < whole else (False,):
            family_first = form.family_first is not swapped
            ours, theirs = (head, tail) if family_first else (tail, head)
            if not ours.tokens and ours is not theirs and ours.start < ours.end:
                continue
            family = _family(ours, form, ready)
            given = _given(theirs, form, ready, alone=not ours.tokens)
            rank = _RANK[family.relation] + _RANK[given.relation] + _FAMILY_COUNTS * bool(ours.tokens)
            yield rank, Comparison(form.name, family, given, swapped=swapped)


def _family(written: Stretch, form: NameForm, ready: ComparedEntity) -> Part:
    if not written.tokens:
        return Part("missing", written.start, written.end)
    relation, edits = _family_relation(written, form, ready)
    return Part(relation, written.start, written.end, written.core, form.core, edits)


def _family_relation(written: Stretch, form: NameForm, ready: ComparedEntity) -> tuple[Relation, int]:
    if written.core == form.core or written.key == form.family_key:
        return "same", 0
    count = len(written.tokens)
    if len(form.family) > 1 and written.tokens in (form.family[:count], form.family[-count:]):
        return "variant", 0
    if ready.romanised and same_romanised(written.core, form.core, vowels=ready.vowels):
        return "variant", 0
    if written.end - written.start > len(form.family):
        return "different", 0
    return _typed(written.core, form.core, syllabic=False)


def _given(written: Stretch, form: NameForm, ready: ComparedEntity, *, alone: bool) -> Part:
    if not written.tokens or (not form.given and not alone):
        return Part("missing", written.start, written.end)
    relation, edits = _given_relation(written, form, ready)
    if alone and written.end - written.start > 1 and written.key != form.given_key:
        relation, edits = "different", 0
    return Part(relation, written.start, written.end, written.key, form.given_key, edits)


def _given_relation(written: Stretch, form: NameForm, ready: ComparedEntity) -> tuple[Relation, int]:
    own = form.given
    if not own:
        return "different", 0
    if written.key == form.given_key or _starts_alike(written.tokens, own):
        return "same", 0
    if ready.romanised and same_romanised(written.key, form.given_key, vowels=ready.vowels):
        return "variant", 0
    if _initials(written.tokens, own):
        return "initial", 0
    if is_nickname(written.tokens[0], own[0]) or _goes_by(written.tokens[0], form):
        return "nickname", 0
    if ready.syllabic and len(written.tokens) == len(own) > 1:
        return "different", 0
    whole = _typed(written.key, form.given_key, syllabic=ready.syllabic)
    if whole[0] == "different" and not ready.syllabic:
        return _typed(written.tokens[0], own[0], syllabic=False)
    return whole


def _starts_alike(written: Tokens, own: Tokens) -> bool:
    """The same first given name, and no further one that contradicts (John against John Joseph, John J.)."""
    return (
        written[0] == own[0]
        and len(own[0]) > 1
        and len(written) <= len(own) + 1
        and all(
            one == other or (one[0] == other[0] and 1 in (len(one), len(other)))
            for one, other in zip(written[1:], own[1:], strict=False)
        )
    )


def _goes_by(written: str, form: NameForm) -> bool:
    """A later one of the given names, where all are shown (Addison Mitchell McConnell)."""
    return form.name.kind == "canonical" and written in form.given[1:]


def _initials(written: Tokens, own: Tokens) -> bool:
    return (len(written[0]) == 1 or len(own[0]) == 1) and all(
        one[0] == other[0] for one, other in zip(written, own, strict=False)
    )


def _typed(written: str, own: str, *, syllabic: bool) -> tuple[Relation, int]:
    """A typo where few edits (swaps of neighbours count one) make one key of the other.

    None where one has less than four letters, one at four, two up to seven, three beyond; only one in a
    syllabic name.
    """
    longer, shorter = max(len(written), len(own)), min(len(written), len(own))
    budget = 1 if longer == 4 or syllabic else 2 if longer < 8 else 3
    if shorter < _LEAST_MISTYPED or longer - shorter > budget:
        return "different", 0
    edits = OSA.distance(written, own, score_cutoff=budget)
    return ("typo", edits) if edits <= budget else ("different", 0)


# A name read otherwise


def _as_reading(written: Written, ready: ComparedEntity, best: Comparison) -> Comparison:
    """The wrong parts explained by the native name, if they can be read so."""
    several = sum(1 for word in written.words if word) > 1
    for native in ready.natives:
        if several and not best.full and (read := _read_in_full(written, ready, best, native)) is not None:
            return read
        if (read := _read_in_part(written, best, native)) is not None:
            return read
        joined = len(written.key) >= _LEAST_JOINED
        if (several or joined) and (read := _read_in_full(written, ready, best, native)) is not None:
            return read
    return best


def _read_in_part(written: Written, best: Comparison, native: EntityName) -> Comparison | None:
    """Each wrong part on its own; nothing where one of them cannot be read so."""
    raw = written.surface.split()
    parts = {"family": best.family, "given": best.given}
    found = []
    for which, part in (("family", best.family), ("given", best.given)):
        if part.relation not in _WRONG:
            continue
        read = explain_reading(" ".join(raw[part.start : part.end]), native)
        slip = part.edits == 1 and read is not None and read.parts[0].source in _COMPOSED
        if read is not None and read.matched == which and (read.right or not slip):
            parts[which] = replace(part, relation="variant" if read.right else "reading", edits=0)
            found.append(read)
    if not found or any(part.relation == "different" for part in parts.values()):
        return None
    return _read(best, parts["family"], parts["given"], found)


def _read_in_full(
    written: Written, ready: ComparedEntity, best: Comparison, native: EntityName
) -> Comparison | None:
    """All words as one reading: two words are its parts, else every word belongs to both."""
    read = explain_reading(written.surface, native)
    if read is None or read.matched != "full":
        return None
    count = len(written.words)
    family_first = read.order == "family_first"
    first, last = ((0, 1), (1, 2)) if count == 2 else ((0, count), (0, count))
    parts = {
        part.part: Part(
            "variant" if part.relation in ("right", "variant") else "reading",
            *place,
            written.key_of(*place),
        )
        for part in read.parts
        for place in [first if (part.part == "family") is family_first else last]
    }
    form = next((form for form in ready.forms if form.name is best.name), None)
    turned = replace(best, swapped=family_first is not (form is not None and form.family_first))
    return _read(turned, parts["family"], parts["given"], [read])


def _read(best: Comparison, family: Part, given: Part, found: list[ReadingMatch]) -> Comparison:
    return replace(
        best,
        family=family,
        given=given,
        reading="; ".join(read.detail for read in found),
        far_fetched=round(sum(-log(read.plausibility) for read in found), 3),
    )


# Anything else, as a whole


def _compare_whole(written: Written, entity: Entity) -> Comparison:
    key = written.whole
    best: tuple[EntityName, Part] = (entity.names[0], Part("different", written=key))
    for name in entity.names:
        own = whole_key(name.text)
        if own == key:
            return _whole(name, Part("same", written=key, own=own))
        if own in (f"{key}s", f"{key}n") or key in (f"{own}s", f"{own}n"):
            best = (name, Part("variant", written=key, own=own))
        elif best[1].relation == "different" and (edits := _slips(key, own)) is not None:
            best = (name, Part("typo", written=key, own=own, edits=edits))
    if entity.type == "place" and _is_country(entity) and country_code(written.surface) == entity.country:
        return _whole(entity.names[0], Part("variant", written=key))
    return _whole(*best)


def _whole(name: EntityName, part: Part) -> Comparison:
    return Comparison(name, part, Part("missing"), whole=True)


def _slips(written: str, own: str) -> int | None:
    budget = next((edits for length, edits in _WHOLE_EDITS if len(own) >= length), 0)
    if budget == 0 or own[0] != written[:1] or own.startswith(written) or written.startswith(own):
        return None
    edits = OSA.distance(written, own, score_cutoff=budget)
    return edits if edits <= budget else None


def _is_country(entity: Entity) -> bool:
    return entity.country is not None and country_code(entity.canonical) == entity.country
