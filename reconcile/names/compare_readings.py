"""A person's name compared with the native spelling: the parts that do not fit, read otherwise."""

from collections.abc import Sequence, Set
from dataclasses import replace
from math import log

from corrigenda.reconcile.names.compare_persons import LEAST_JOINED
from corrigenda.reconcile.names.forms import ComparedEntity, TokenizedName
from corrigenda.reconcile.names.result import ComparedPart, Comparison
from corrigenda.reconcile.names.words import Relation
from corrigenda.reconcile.readings import ReadingMatch, explain_reading
from corrigenda.schemas.entities import EntityName

_COMPOSED = frozenset({"characters"})
"""Readings put together from single characters: a slip of one letter is the likelier explanation."""
_READ_ABROAD: frozenset[Relation] = frozenset({"reading", "missing"})
"""A name read in another language is all read so: what fits beside that in another way fits by chance."""


def as_reading(written: TokenizedName, ready: ComparedEntity, best: Comparison) -> Comparison:
    """The wrong parts explained by the native name, if they can be read so."""
    several = sum(1 for word in written.words if word) > 1
    for native in ready.natives:
        if several and not best.full and (read := _read_in_full(written, ready, best, native)) is not None:
            return read
        if (read := _read_in_part(written, best, native)) is not None:
            return read
        joined = len(written.key) >= LEAST_JOINED
        if (several or joined) and (read := _read_in_full(written, ready, best, native)) is not None:
            return read
    return best


def _read_in_part(written: TokenizedName, best: Comparison, native: EntityName) -> Comparison | None:
    """Each wrong part on its own; nothing where one of them cannot be read so."""
    raw = written.surface.split()
    parts = {"family": best.family, "given": best.given}
    found = []
    for which, part in (("family", best.family), ("given", best.given)):
        if not part.wrong:
            continue
        read = explain_reading(" ".join(raw[part.start : part.end]), native)
        slip = part.edits == 1 and read is not None and (read.tongue or read.parts[0].source in _COMPOSED)
        if read is not None and read.matched == which and (read.right or not slip):
            parts[which] = replace(part, relation="variant" if read.right else "reading", edits=0)
            found.append(read)
    relations = {part.relation for part in parts.values()}
    if not found or "different" in relations or not _in_one_language(found, relations):
        return None
    return _read(best, parts["family"], parts["given"], found)


def _in_one_language(found: Sequence[ReadingMatch], relations: Set[Relation]) -> bool:
    """Whether what is read in another language than the name's own goes with all that is written."""
    tongues = {read.tongue for read in found}
    return tongues == {None} or (len(tongues) == 1 and relations <= _READ_ABROAD)


def _read_in_full(
    written: TokenizedName, ready: ComparedEntity, best: Comparison, native: EntityName
) -> Comparison | None:
    """All words as one reading: two words are its parts, else every word belongs to both."""
    read = explain_reading(written.surface, native)
    if read is None or read.matched != "full":
        return None
    count = len(written.words)
    family_first = read.order == "family_first"
    first, last = ((0, 1), (1, 2)) if count == 2 else ((0, count), (0, count))
    parts = {
        part.part: ComparedPart(
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


def _read(
    best: Comparison, family: ComparedPart, given: ComparedPart, found: list[ReadingMatch]
) -> Comparison:
    return replace(
        best,
        family=family,
        given=given,
        reading="; ".join(read.detail for read in found),
        far_fetched=round(sum(-log(read.plausibility) for read in found), 3),
        tongue=next((read.tongue for read in found if read.tongue is not None), None),
    )
