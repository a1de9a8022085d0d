"""A person's name compared part by part: given and family name, in either order."""

from collections.abc import Iterator
from dataclasses import replace

from rapidfuzz.distance import OSA

from corrigenda.reconcile.names.forms import ComparedEntity, NameForm, TokenizedName, TokenSpan
from corrigenda.reconcile.names.lexicon import name_parts
from corrigenda.reconcile.names.result import ComparedPart, Comparison
from corrigenda.reconcile.names.words import (
    DIFFERENT,
    SAME,
    Related,
    ScriptTraits,
    is_variant,
    mistyped,
    relate,
    variant,
)
from corrigenda.reconcile.text import Tokens

CONTRADICTED = Related("contradicted")
_BEST = 10.0
LEAST_JOINED = 8
"""Letters of a whole name that may be written with the blank left out or in another place."""
_FAMILY_FIRST = 1.01
"""So that of two cuts that fit alike it is the one with the family name right."""
_EACH_OVER = 0.01
"""So that of two cuts that fit alike it is the one that leaves no word over."""
_EACH_EDIT = 0.001
"""So that of two forms that fit alike it is the nearer one."""
_EACH_WORD = 0.0001
"""So that of two forms as near it is the one of as many words: Hafeezur, not Hafeez ur."""
_FAMILY_COUNTS = 0.5
"""So that a single word that could be either is taken for the family name."""


def best_form(written: TokenizedName, ready: ComparedEntity) -> tuple[float, Comparison]:
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
    other = ComparedPart("different", 0, len(written.words), written.key)
    return other.fit, Comparison(ready.entity.names[0], other, ComparedPart("missing"))


def _cut(written: TokenizedName, form: NameForm, ready: ComparedEntity) -> Iterator[tuple[float, Comparison]]:
    whole = len(written.words)
    for head, tail in written.cuts:
        if tail.tokens and _ends_in_particle(head.tokens, form):
            continue
        for swapped in (False, True) if 0 < head.end < whole else (False,):
            family_first = form.family_first is not swapped
            ours, theirs = (head, tail) if family_first else (tail, head)
            if not ours.tokens and ours is not theirs and ours.start < ours.end:
                continue
            family = _family(ours, form, ready)
            given = _given(theirs, form, ready, alone=not ours.tokens)
            half = swapped and "different" in (family.relation, given.relation)
            if half and (ours.start, ours.end) != written.capitals:
                continue  # one word in the other's place is no name turned round, but for "BLINKEN John"
            rank = _FAMILY_FIRST * family.fit + given.fit
            rank += _FAMILY_COUNTS * bool(ours.tokens)
            rank -= _EACH_OVER * max(0, len(theirs.tokens) - len(form.given))
            rank -= _EACH_EDIT * (family.edits + given.edits)
            rank -= _EACH_WORD * abs(len(theirs.tokens) - len(form.given))
            yield rank, Comparison(form.name, family, given, swapped=swapped)


def _ends_in_particle(words: Tokens, form: NameForm) -> bool:
    """Whether the last word belongs to the one behind it: no name is cut between "de" and "Blasio"."""
    return bool(words) and words[-1] in name_parts().particles and words[-1] not in form.given


def _family(written: TokenSpan, form: NameForm, ready: ComparedEntity) -> ComparedPart:
    if not written.tokens:
        return ComparedPart("missing", written.start, written.end)
    relation, edits, slip = _family_relation(written, form, ready.traits)
    return ComparedPart(relation, written.start, written.end, written.core, form.core, edits, slip)


def _family_relation(written: TokenSpan, form: NameForm, traits: ScriptTraits) -> Related:
    if written.key == form.family_key:
        return SAME
    if written.core == form.core:
        return _other_particle(written, form)
    count = len(written.tokens)
    if len(form.family) > 1 and written.tokens in (form.family[:count], form.family[-count:]):
        return Related("variant")
    if is_variant(written.core, form.core, traits):
        return variant(written.core, form.core)
    if len(written.tokens) > len(form.family):
        return DIFFERENT
    ours, theirs = _initials_in(written.tokens), _initials_in(form.family)
    if ours and theirs and ours != theirs:
        return DIFFERENT
    particles = written.core != written.key, form.core != form.family_key
    both = (written.core, form.core) if particles[0] is particles[1] else (written.key, form.family_key)
    return mistyped(*both, traits._replace(syllabic=False))


def _other_particle(written: TokenSpan, form: NameForm) -> Related:
    """Particles may be left out or put in; another one than the name's is a slip: van der, van de."""
    if written.core == written.key or form.core == form.family_key:
        return SAME
    keys = written.key, form.family_key
    return Related("typo", OSA.distance(*keys), keys)


def _given(written: TokenSpan, form: NameForm, ready: ComparedEntity, *, alone: bool) -> ComparedPart:
    if not written.tokens or (not form.given and not alone):
        return ComparedPart("missing", written.start, written.end)
    relation, edits, slip = _given_relation(written, form, ready.traits)
    fits = relation != "different" or written.tokens[0] in form.given[:1]
    if fits and _is_contradicted(written.tokens, ready):
        relation, edits, slip = CONTRADICTED
    if alone and written.end - written.start > 1 and written.key != form.given_key:
        relation, edits, slip = DIFFERENT
    return ComparedPart(relation, written.start, written.end, written.key, form.given_key, edits, slip)


def _given_relation(written: TokenSpan, form: NameForm, traits: ScriptTraits) -> Related:
    """The given names in another wording of theirs; where they have none of these, as a slip."""
    own = form.given
    if not own:
        return DIFFERENT
    if written.key == form.given_key or _starts_alike(written.tokens, own):
        return SAME
    if is_variant(written.key, form.given_key, traits):
        return variant(written.key, form.given_key)
    if len(own) > 1 and sorted(written.tokens) == sorted(own):
        return Related("typo", 1)
    if _initials(written.tokens, own):
        return Related("initial")
    first = relate(written.tokens[0], own[0], traits)
    if first.relation == "nickname" or _goes_by(written.tokens[0], form):
        return Related("nickname")
    return _given_slip(written, form, first, traits)


def _given_slip(written: TokenSpan, form: NameForm, first: Related, traits: ScriptTraits) -> Related:
    """A slip in all of the given names, or in the first alone, which is ``first`` to the person's own."""
    own = form.given
    whole = _whole_slip(written.tokens, own, traits)
    if first.relation == whole.relation == "typo" and first.edits < whole.edits:
        return first  # what is left out behind it is no slip: Yvete, Yvette D.
    if whole is not DIFFERENT or traits.syllabic or len(written.tokens) == len(own) == 1:
        return whole
    return DIFFERENT if first is SAME else first


def _whole_slip(written: Tokens, own: Tokens, traits: ScriptTraits) -> Related:
    """A slip in the names that are written out; letters of initials are none, and are compared as such."""
    ours, theirs = ("".join(name for name in names if len(name) > 1) for names in (written, own))
    if not ours or not theirs:
        return DIFFERENT
    return SAME if ours == theirs else mistyped(ours, theirs, traits)


def _is_contradicted(written: Tokens, ready: ComparedEntity) -> bool:
    """Whether an initial behind the first given name is none of the person's, in any form that tells them."""
    initials = _initials_in(written[1:])
    told = [form.given[1:] for form in ready.forms if len(form.given) > 1]
    return bool(initials and told) and not any(_stand_for(initials, names) for names in told)


def _initials_in(names: Tokens) -> Tokens:
    return tuple(name for name in names if len(name) == 1)


def _stand_for(initials: Tokens, names: Tokens) -> bool:
    """Whether each initial is that of a name, in order; those behind the last of the names are free."""
    left = [name[0] for name in names]
    for initial in initials:
        if not left:
            return True
        if initial not in left:
            return False
        left = left[left.index(initial) + 1 :]
    return True


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


def joined_otherwise(written: TokenizedName, ready: ComparedEntity, best: Comparison) -> Comparison:
    """The name with its blanks left out or in another place, where the words do not fit: Anton yBlinken."""
    relations = {best.family.relation, best.given.relation}
    if "different" not in relations or "same" in relations or len(written.key) < LEAST_JOINED:
        return best
    for form in ready.forms:
        own = form.given_key + form.family_key
        if form.given and form.family and (edits := _slips(written.key, own)) is not None:
            whole = ComparedPart("typo", *written.bounds, written.key, own, edits + 1, (written.key, own))
            return Comparison(form.name, whole, replace(whole, edits=0, slip=("", "")))
    return best


def _slips(written: str, own: str) -> int | None:
    edits = OSA.distance(written, own, score_cutoff=1)
    return edits if edits <= 1 else None
