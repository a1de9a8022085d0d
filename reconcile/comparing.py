"""How a name as written compares with the names of an entity: for a person part by part, else as a whole."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from math import log

from rapidfuzz.distance import OSA

from corrigenda.reconcile.countries import country_code
from corrigenda.reconcile.keys import fold
from corrigenda.reconcile.name_forms import (
    ComparedEntity,
    NameForm,
    Stretch,
    Tokens,
    Written,
    in_other_scripts,
    write,
)
from corrigenda.reconcile.name_parts import name_parts
from corrigenda.reconcile.pairing import Pairing, pair_words
from corrigenda.reconcile.readings import ReadingMatch, explain_reading
from corrigenda.reconcile.romanising import in_latin
from corrigenda.reconcile.titles import parse_title, title_words
from corrigenda.reconcile.whole_names import LegalForm, WholeName, whole_key, whole_name
from corrigenda.reconcile.word_relations import (
    DIFFERENT,
    PLAIN,
    SAME,
    Manner,
    Related,
    Relation,
    is_variant,
    mistyped,
    relate,
)
from corrigenda.schemas.entities import Entity, EntityName

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
_LEAST_JOINED = 8
"""Letters of a whole name that may be written with the blank left out or in another place."""
_LEAST_INITIALS = 3
_FAMILY_FIRST = 1.01
"""So that of two cuts that fit alike it is the one with the family name right."""
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
    ``words`` is how the words of two names pair off that are whole and not the same; ``forms`` are the legal
    forms of two bodies, as written and own.
    """

    name: EntityName
    family: Part
    given: Part
    swapped: bool = False
    whole: bool = False
    reading: str = ""
    far_fetched: float = 0.0
    words: Pairing | None = None
    forms: tuple[tuple[LegalForm, ...], tuple[LegalForm, ...]] = ((), ())

    @property
    def wrong(self) -> bool:
        """Whether a part is not what it should be, whatever the reason."""
        return self.family.relation in _WRONG or self.given.relation in _WRONG

    @property
    def full(self) -> bool:
        """Whether both parts of a person's name are written."""
        return self.family.relation != "missing" and self.given.relation != "missing"


def compare(
    written: Written, ready: ComparedEntity, *, readings: bool = True, legible: bool = True
) -> Comparison:
    """The comparison with the name of the entity that the surface fits best.

    A part that is not the person's is also looked at as a reading of the native name, if the other part is
    the person's or ``readings`` says so; not where it is known that it is none (``legible`` is false).
    """
    if ready.entity.type != "person":
        return _compare_whole(written, ready.entity)
    if not written.key.isascii():
        if (name := _bears(written, ready)) is not None:
            return Comparison(
                name, Part("same", 0, len(written.words), written.key), Part("same"), whole=True
            )
        return _across_scripts(written, ready)
    _, best = _best_form(written, ready)
    if best.wrong and ready.natives and legible:
        half_right = "same" in (best.family.relation, best.given.relation)
        best = _as_reading(written, ready, best) if readings or half_right else best
    told = best.family.relation == best.given.relation == "same" or len(written.words) < 2
    if not told and (exact := _bears(written, ready)) is not None:
        whole = Part("same", 0, len(written.words), written.key, written.key)
        return Comparison(exact, whole, whole)
    return _paired(written, ready, _joined(written, ready, best))


def _bears(written: Written, ready: ComparedEntity) -> EntityName | None:
    """The name that the surface is letter for letter, whatever its script and its parts."""
    key = fold(written.surface)
    return next((name for name in ready.entity.names if fold(name.text) == key), None)


def _across_scripts(written: Written, ready: ComparedEntity) -> Comparison:
    """A surface in another script than Latin: beside names of that script, romanised beside the others."""
    rank, best = _best_form(written, in_other_scripts(ready))
    latin = in_latin(written.surface)
    if latin is not None:
        foreign = replace(ready, manner=ready.manner._replace(romanised=True, vowels=True, foreign=True))
        other, romanised = _best_form(write(latin), foreign)
        if other > rank:
            return _paired(write(latin), foreign, romanised)
    return _paired(written, ready, best)


# A person's name, part by part


def _best_form(written: Written, ready: ComparedEntity) -> tuple[float, Comparison]:
    """Every name, every cut of the words into given and family name, in either order; how well it fits."""
    best: tuple[float, Comparison | None] = (float("-inf"), None)
    for form in ready.forms:
        for rank, compared in _cut(written, form, ready):
            if rank > best[0]:
                best = (rank, compared)
        if best[0] >= _BEST:
            break
    if best[1] is not None:
        return best[0], best[1]
    other = Part("different", 0, len(written.words), written.key)
    return _RANK["different"], Comparison(ready.entity.names[0], other, Part("missing"))


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
            rank = _FAMILY_FIRST * _RANK[family.relation] + _RANK[given.relation]
            rank += _FAMILY_COUNTS * bool(ours.tokens)
            yield rank, Comparison(form.name, family, given, swapped=swapped)


def _family(written: Stretch, form: NameForm, ready: ComparedEntity) -> Part:
    if not written.tokens:
        return Part("missing", written.start, written.end)
    relation, edits = _family_relation(written, form, ready.manner)
    return Part(relation, written.start, written.end, written.core, form.core, edits)


def _family_relation(written: Stretch, form: NameForm, manner: Manner) -> Related:
    if written.core == form.core or written.key == form.family_key:
        return SAME
    count = len(written.tokens)
    if len(form.family) > 1 and written.tokens in (form.family[:count], form.family[-count:]):
        return Related("variant")
    if is_variant(written.core, form.core, manner):
        return Related("variant")
    if written.end - written.start > len(form.family):
        return DIFFERENT
    return mistyped(written.core, form.core, manner._replace(syllabic=False))


def _given(written: Stretch, form: NameForm, ready: ComparedEntity, *, alone: bool) -> Part:
    if not written.tokens or (not form.given and not alone):
        return Part("missing", written.start, written.end)
    relation, edits = _given_relation(written, form, ready.manner)
    if alone and written.end - written.start > 1 and written.key != form.given_key:
        relation, edits = DIFFERENT
    return Part(relation, written.start, written.end, written.key, form.given_key, edits)


def _given_relation(written: Stretch, form: NameForm, manner: Manner) -> Related:
    own = form.given
    if not own:
        return DIFFERENT
    if written.key == form.given_key or _starts_alike(written.tokens, own):
        return SAME
    if is_variant(written.key, form.given_key, manner):
        return Related("variant")
    if _initials(written.tokens, own):
        return Related("initial")
    first = relate(written.tokens[0], own[0], manner)
    if first.relation == "nickname" or _goes_by(written.tokens[0], form):
        return Related("nickname")
    if manner.syllabic and len(written.tokens) == len(own) > 1:
        return DIFFERENT
    whole = mistyped(written.key, form.given_key, manner)
    if whole is not DIFFERENT or manner.syllabic or len(written.tokens) == len(own) == 1:
        return whole
    return DIFFERENT if first is SAME else first


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
    if len(written) == 1 < len(own) and written[0] == "".join(name[0] for name in own):
        return True
    return (len(written[0]) == 1 or len(own[0]) == 1) and all(
        one[0] == other[0] for one, other in zip(written, own, strict=False)
    )


def _joined(written: Written, ready: ComparedEntity, best: Comparison) -> Comparison:
    """The name with its blanks left out or in another place, where the words do not fit: Anton yBlinken."""
    relations = {best.family.relation, best.given.relation}
    if "different" not in relations or "same" in relations or len(written.key) < _LEAST_JOINED:
        return best
    for form in ready.forms:
        own = form.given_key + form.family_key
        if form.given and form.family and (edits := _slips(written.key, own)) is not None:
            whole = Part("typo", 0, len(written.words), written.key, own, edits + 1)
            return Comparison(form.name, whole, replace(whole, edits=0))
    return best


def _slips(written: str, own: str) -> int | None:
    edits = OSA.distance(written, own, score_cutoff=1)
    return edits if edits <= 1 else None


# How the words pair off


def _paired(written: Written, ready: ComparedEntity, found: Comparison) -> Comparison:
    """The comparison with its words paired off, where that tells more of two full names than their parts."""
    form = next((form for form in ready.forms if form.name is found.name), None)
    if form is None or not found.full:
        return found
    relations, own = {found.family.relation, found.given.relation}, (*form.given, *form.family)
    told = relations == {"same"} and len(own) == len(_flat(written))
    if told or "reading" in relations:
        return found
    return replace(
        found, words=pair_words(_flat(written), own, _related_in(ready.manner), is_filler=_says_nothing)
    )


def _flat(written: Written) -> Tokens:
    return written.cuts[0][1].tokens


def _related_in(manner: Manner) -> Callable[[str, str], Related]:
    return partial(relate, manner=manner)


@lru_cache(maxsize=8192)
def _says_nothing(word: str) -> bool:
    """Whether the word is a particle or an address, that one writer gives and another leaves out."""
    if word in name_parts().particles:
        return True
    title = parse_title(word) if word in title_words() else None
    return title is not None and title.honorific


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
    key = whole_key(written.surface)
    plural: Comparison | None = None
    for name in entity.names:
        own = whole_key(name.text)
        if own == key:
            return _whole(name, Part("same", written=key, own=own))
        if own in (f"{key}s", f"{key}n") or key in (f"{own}s", f"{own}n"):
            plural = _whole(name, Part("variant", written=key, own=own))
    if entity.type == "place" and _is_country(entity) and country_code(written.surface) == entity.country:
        return _whole(entity.names[0], Part("variant", written=key))
    return plural or _best_by_words(written, entity)


def _best_by_words(written: Written, entity: Entity) -> Comparison:
    """The name whose words answer those of the surface best."""
    body = entity.type == "organization"
    ours = whole_name(written.surface, body=body)
    return max((_by_words(ours, name, body=body) for name in entity.names), key=_fit)


def _fit(compared: Comparison) -> float:
    words = compared.words
    unanswered = len(words.extra) + len(words.lacking) - len(words.pairs) if words is not None else 0
    return _RANK[compared.family.relation] - unanswered


def _by_words(ours: WholeName, name: EntityName, *, body: bool) -> Comparison:
    theirs = whole_name(name.text, body=body)
    words = pair_words(ours.words, theirs.words, _related_in(PLAIN))
    relation, edits = _answered(words, ours, theirs)
    part = Part(relation, written=ours.key, own=theirs.key, edits=edits)
    return replace(_whole(name, part), words=words, forms=(ours.forms, theirs.forms))


def _answered(words: Pairing, ours: WholeName, theirs: WholeName) -> Related:
    """A variant where every word is there, a typo where every word is but for a few letters in all."""
    relations = {pair.related.relation for pair in words.pairs}
    if words.extra or words.lacking or not relations:
        return DIFFERENT
    if relations == {"same"}:
        return Related("variant")
    if relations == {"initial"} and len(ours.joined) >= _LEAST_INITIALS:
        return Related("initial")
    own = theirs.joined
    edits = sum(pair.related.edits for pair in words.pairs)
    budget = next((most for length, most in _WHOLE_EDITS if len(own) >= length), 0)
    ends_otherwise = own.startswith(ours.joined) or ours.joined.startswith(own)
    if relations > {"same", "typo"} or edits > budget or ours.joined[0] != own[0] or ends_otherwise:
        return DIFFERENT
    return Related("typo", edits)


def _whole(name: EntityName, part: Part) -> Comparison:
    return Comparison(name, part, Part("missing"), whole=True)


def _is_country(entity: Entity) -> bool:
    return entity.country is not None and country_code(entity.canonical) == entity.country
