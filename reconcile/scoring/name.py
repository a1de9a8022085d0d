"""What the name itself says for and against a candidate."""

from collections.abc import Iterator
from math import log

from rapidfuzz.distance import OSA

from corrigenda.reconcile.candidates import Candidate, LinkingContext
from corrigenda.reconcile.names import (
    ComparedPart,
    LegalForm,
    Pairing,
    Relation,
    begins_alike,
    is_listed_name,
    sounds_alike,
)
from corrigenda.schemas.names import Evidence

_USUAL_LENGTH = 6
_MOST_TELLING = 4


def weigh_whole_name(context: LinkingContext, candidate: Candidate) -> Iterator[Evidence]:
    """What is compared as a whole: bodies, places, offices, native spellings."""
    comparison, wanted = candidate.comparison, context.mention.raw.type
    if not comparison.whole:
        return
    own = comparison.name
    if wanted is not None and wanted != candidate.entity.type:
        yield context.evidence("type.other", f"a {candidate.entity.type}, not a {wanted}")
    if comparison.family.relation in ("same", "variant"):
        kind = "name.abbreviation" if own.kind == "abbreviation" else "name.same"
        yield context.evidence(kind, f"the name {own.text!r}")
    elif comparison.family.relation == "initial":
        yield context.evidence("name.initials", f"the initials of {own.text!r}")
    elif comparison.family.relation == "typo":
        edits = comparison.family.edits
        plus = _further_edits(context, comparison.family)
        yield context.evidence("name.typo", f"{_count(edits)} from {own.text!r}", plus=plus)
    else:
        yield context.evidence("name.different", f"unlike {candidate.entity.canonical!r}")


def weigh_parts_of_name(context: LinkingContext, candidate: Candidate) -> Iterator[Evidence]:
    """A person's family and given name, each on its own; common names say less."""
    comparison = candidate.comparison
    if comparison.whole:
        return
    yield from _part(context, candidate, "family", comparison.family)
    yield from _part(context, candidate, "given", comparison.given)
    if candidate.few_surnames and comparison.given.relation == "different":
        yield context.evidence("name.few_surnames", "where few surnames serve for many, the given name tells")
    if comparison.swapped and comparison.full:
        yield context.evidence("name.order", "the family name stands on the other side")


def _part(
    context: LinkingContext, candidate: Candidate, which: str, part: ComparedPart
) -> Iterator[Evidence]:
    comparison = candidate.comparison
    relation, own = part.relation, comparison.name.text
    if relation == "missing":
        if which == "family":
            yield context.evidence("family.missing", "no family name is written")
        return
    if which == "given" and comparison.family.relation == "missing":
        alone = relation in ("same", "variant", "nickname")
        kind, words = ("given.alone", "that of") if alone else ("given.different", "unlike")
        yield context.evidence(kind, f"a given name alone, {words} {own!r}")
        return
    kind = f"{which}.{relation}"
    if relation == "typo":
        plus = _further_edits(context, part)
        yield context.evidence(kind, f"{_count(part.edits)} from the {which} name of {own!r}", plus=plus)
        if part.written[0] != part.own[0]:
            yield context.evidence("typo.first_letter", f"{part.written!r} begins with another letter")
        if sounds_alike(part.written, part.own):
            yield context.evidence("typo.sounds_alike", f"{part.written!r} and {part.own!r} sound alike")
        if _is_a_name(context, which, part):
            yield context.evidence("typo.is_a_name", f"{part.written!r} is a name of its own")
        elif which == "family" and (letters := _telling_letters(part)) > 0:
            yield context.evidence("typo.long", f"{part.own!r} is a long name", times=letters)
    elif relation == "reading":
        far = context.weights["reading.far_fetched"] * comparison.far_fetched
        yield context.evidence(kind, comparison.reading, plus=far)
    else:
        yield context.evidence(kind, f"{_IN_WORDS[relation]} the {which} name of {own!r}")
    if which == "given" and relation == "different" and begins_alike(part.written, part.own):
        yield context.evidence("given.alike", f"{part.written!r} and {part.own!r} begin alike")
    if relation in _FITTING:
        yield from _borne_by_many(context, candidate, which, part)


def _borne_by_many(
    context: LinkingContext, candidate: Candidate, which: str, part: ComparedPart
) -> Iterator[Evidence]:
    """A common name may be that of a stranger: counted by the name as written, alike for all whom it fits.

    A mistyped name counts half as common as the one that it is taken for. Where the parts stand in another
    order, each counts as what it would be in the usual one.
    """
    comparison = candidate.comparison
    fits = {comparison.family.relation, comparison.given.relation} <= _FITTING
    if comparison.swapped and fits and not candidate.few_surnames:
        which = "given" if which == "family" else "family"
    common = log(max(1.0, context.name_frequency(part.written)))
    if part.relation != "same":
        common = max(common, _MISTYPED * log(max(1.0, context.name_frequency(part.own))))
    if common > 0:
        yield context.evidence(
            f"{which}.bearers", f"many people of the table bear the name {part.written!r}", times=common
        )


_FITTING: frozenset[Relation] = frozenset({"same", "variant", "nickname", "initial", "reading", "typo"})
_MISTYPED = 0.5
_IN_WORDS = {
    "same": "the same as",
    "variant": "another romanisation or a part of",
    "nickname": "a short form of",
    "initial": "an initial of",
    "different": "unlike",
}


def _count(edits: int) -> str:
    return f"{edits} edit{'s' if edits > 1 else ''}"


def _further_edits(context: LinkingContext, part: ComparedPart) -> float:
    """Weighs less in a long name."""
    shortened = _USUAL_LENGTH / max(_USUAL_LENGTH, len(part.own))
    return context.weights["typo.each_further_edit"] * max(0, part.edits - 1) * shortened


def _telling_letters(part: ComparedPart) -> int:
    """How much longer the name is than one that others nearly bear: the more edits, the longer that is."""
    return min(_MOST_TELLING, len(part.own) - (_USUAL_LENGTH // 2) * (1 + part.edits))


def _is_a_name(context: LinkingContext, which: str, part: ComparedPart) -> bool:
    if which == "given" and is_listed_name(part.written):
        return True
    return context.name_frequency(part.written) >= 1


LegalForms = tuple[LegalForm, ...]


def weigh_words(context: LinkingContext, candidate: Candidate) -> Iterator[Evidence]:
    """Words that contradict each other or are on one side alone, another order, letters that differ."""
    words, which = candidate.comparison.words, "body" if candidate.comparison.whole else "words"
    if words is None:
        return
    extra, lacking = " ".join(words.extra), " ".join(words.lacking)
    if extra and lacking:
        others = min(len(words.extra), len(words.lacking))
        yield context.evidence(f"{which}.other", f"{extra!r} against {lacking!r}", times=others)
    elif extra:
        yield context.evidence(f"{which}.extra", f"{extra!r} is not in the name", times=len(words.extra))
    elif lacking:
        yield context.evidence(f"{which}.lacking", f"{lacking!r} is left out", times=len(words.lacking))
    if words.moved and which == "words":
        yield context.evidence("words.moved", "the words stand in another order")
    if (unlike := _unlike(words)) > 0:
        yield context.evidence(f"{which}.unlike", f"{unlike:.0%} of the letters differ", times=unlike)


def weigh_legal_form(context: LinkingContext, candidate: Candidate) -> Iterator[Evidence]:
    """Another legal form makes another body; one of the same kind is soon written for another."""
    written, own = candidate.comparison.forms
    if not written and not own:
        return
    if not written or not own:
        yield context.evidence(
            "body.form_missing", f"{_named(written or own)} stands in one of the names alone"
        )
    elif not {form.name for form in written} & {form.name for form in own}:
        kin = {form.kind for form in written} & {form.kind for form in own}
        kind, words = ("body.form_kin", "of one kind") if kin else ("body.form_other", "of two kinds")
        yield context.evidence(kind, f"{_named(written)} and {_named(own)}: legal forms {words}")


def _named(forms: LegalForms) -> str:
    return " ".join(form.name for form in forms)


def _unlike(words: Pairing) -> float:
    """The share of the name's letters, 0 to 1, that are others: slips, words that contradict each other."""
    extra, lacking = "".join(words.extra), "".join(words.lacking)
    edits = sum(pair.related.edits for pair in words.pairs)
    edits += OSA.distance(extra, lacking) if extra and lacking else 0
    letters = sum(len(word) for pair in words.pairs for word in pair.own) + len(lacking)
    return min(1.0, edits / letters) if letters else 0.0
