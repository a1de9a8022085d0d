"""What the name itself says for and against a candidate."""

from collections.abc import Iterator
from math import log
from typing import Literal

from rapidfuzz.distance import OSA

from corrigenda.reconcile.candidates import Candidate, LinkingContext
from corrigenda.reconcile.context import EvidenceKind
from corrigenda.reconcile.names import (
    ComparedPart,
    LegalForm,
    Pairing,
    Relation,
    begins_alike,
    is_listed_name,
    sounds_alike,
)
from corrigenda.reconcile.scoring.observation import Features, Observation, observe

Which = Literal["family", "given"]

_USUAL_LENGTH = 6
_MOST_TELLING = 4


def observe_whole_name(context: LinkingContext, candidate: Candidate) -> Iterator[Observation]:
    """What is compared as a whole: organizations, places, offices, native spellings."""
    comparison, wanted = candidate.comparison, context.mention.raw.type
    if not comparison.whole:
        return
    own = comparison.name
    if wanted is not None and wanted != candidate.entity.type:
        yield observe(EvidenceKind.TYPE_OTHER, f"a {candidate.entity.type}, not a {wanted}")
    if comparison.family.relation in ("same", "variant"):
        kind = EvidenceKind.NAME_ABBREVIATION if own.kind == "abbreviation" else EvidenceKind.NAME_SAME
        yield observe(kind, f"the name {own.text!r}")
    elif comparison.family.relation == "initial":
        yield observe(EvidenceKind.NAME_INITIALS, f"the initials of {own.text!r}")
    elif comparison.family.relation == "typo":
        edits = comparison.family.edits
        also = _further_edits(comparison.family)
        yield observe(EvidenceKind.NAME_TYPO, f"{_count(edits)} from {own.text!r}", also=also)
    else:
        yield observe(EvidenceKind.NAME_DIFFERENT, f"unlike {candidate.entity.canonical!r}")


def observe_parts_of_name(context: LinkingContext, candidate: Candidate) -> Iterator[Observation]:
    """A person's family and given name, each on its own; common names say less."""
    comparison = candidate.comparison
    if comparison.whole:
        return
    yield from _part(context, candidate, "family", comparison.family)
    yield from _part(context, candidate, "given", comparison.given)
    if candidate.few_surnames and comparison.given.relation == "different":
        yield observe(
            EvidenceKind.NAME_FEW_SURNAMES, "where few surnames serve for many, the given name tells"
        )
    if comparison.generation:
        yield observe(
            EvidenceKind.NAME_GENERATION, f"no name of the person tells of {comparison.generation!r}"
        )
    if comparison.swapped and comparison.full:
        yield observe(EvidenceKind.NAME_ORDER, "the family name stands on the other side")


def _part(
    context: LinkingContext, candidate: Candidate, which: Which, part: ComparedPart
) -> Iterator[Observation]:
    if part.relation == "missing":
        if which == "family":
            yield observe(EvidenceKind.FAMILY_MISSING, "no family name is written")
        return
    if which == "given" and candidate.comparison.family.relation == "missing":
        yield _given_name_alone(candidate, part)
        return
    yield _relation(candidate, which, part)
    if part.relation == "typo":
        yield from _slip(context, which, part)
    if which == "given" and part.relation == "different" and begins_alike(part.written, part.own):
        yield observe(EvidenceKind.GIVEN_ALIKE, f"{part.written!r} and {part.own!r} begin alike")
    if part.relation in _FITTING:
        yield from _borne_by_many(context, candidate, which, part)


def _given_name_alone(candidate: Candidate, part: ComparedPart) -> Observation:
    own = candidate.comparison.name.text
    if part.relation in ("same", "variant", "nickname"):
        return observe(EvidenceKind.GIVEN_ALONE, f"a given name alone, that of {own!r}")
    return observe(EvidenceKind.GIVEN_DIFFERENT, f"a given name alone, unlike {own!r}")


def _relation(candidate: Candidate, which: Which, part: ComparedPart) -> Observation:
    """What the part as written is to that of the name."""
    kind, comparison = EvidenceKind(f"{which}.{part.relation}"), candidate.comparison
    own = comparison.name.text
    if part.relation == "typo":
        detail = f"{_count(part.edits)} from the {which} name of {own!r}"
        return observe(kind, detail, also=_further_edits(part))
    if part.relation == "reading":
        far = {EvidenceKind.READING_FAR_FETCHED: comparison.far_fetched}
        return observe(kind, comparison.reading, also=far)
    return observe(kind, f"{_IN_WORDS[part.relation]} the {which} name of {own!r}")


def _slip(context: LinkingContext, which: Which, part: ComparedPart) -> Iterator[Observation]:
    """How likely such a slip is: the first letter, the sound, a name of its own, a long name."""
    if part.written[0] != part.own[0]:
        yield observe(EvidenceKind.TYPO_FIRST_LETTER, f"{part.written!r} begins with another letter")
    if sounds_alike(part.written, part.own):
        yield observe(EvidenceKind.TYPO_SOUNDS_ALIKE, f"{part.written!r} and {part.own!r} sound alike")
    if _is_a_name(context, which, part):
        yield observe(EvidenceKind.TYPO_IS_A_NAME, f"{part.written!r} is a name of its own")
    elif which == "family" and (letters := _telling_letters(part)) > 0:
        yield observe(EvidenceKind.TYPO_LONG, f"{part.own!r} is a long name", times=letters)


def _borne_by_many(
    context: LinkingContext, candidate: Candidate, which: Which, part: ComparedPart
) -> Iterator[Observation]:
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
        kind = EvidenceKind.FAMILY_BEARERS if which == "family" else EvidenceKind.GIVEN_BEARERS
        yield observe(kind, f"many people of the table bear the name {part.written!r}", times=common)


_FITTING: frozenset[Relation] = frozenset({"same", "variant", "nickname", "initial", "reading", "typo"})
_MISTYPED = 0.5
_IN_WORDS = {
    "same": "the same as",
    "variant": "another romanisation or a part of",
    "nickname": "a short form of",
    "initial": "an initial of",
    "different": "unlike",
    "contradicted": "with an initial that is none of",
}


def _count(edits: int) -> str:
    return f"{edits} edit{'s' if edits > 1 else ''}"


def _further_edits(part: ComparedPart) -> Features:
    """The edits after the first; they weigh less in a long name."""
    shortened = _USUAL_LENGTH / max(_USUAL_LENGTH, len(part.own))
    return {EvidenceKind.TYPO_EACH_FURTHER_EDIT: max(0, part.edits - 1) * shortened}


def _telling_letters(part: ComparedPart) -> int:
    """How much longer the name is than one that others nearly bear: the more edits, the longer that is."""
    return min(_MOST_TELLING, len(part.own) - (_USUAL_LENGTH // 2) * (1 + part.edits))


def _is_a_name(context: LinkingContext, which: Which, part: ComparedPart) -> bool:
    if which == "given" and is_listed_name(part.written):
        return True
    return context.name_frequency(part.written) >= 1


LegalForms = tuple[LegalForm, ...]


def observe_words(candidate: Candidate) -> Iterator[Observation]:
    """Words that contradict each other or are on one side alone, another order, letters that differ."""
    words, which = candidate.comparison.words, "body" if candidate.comparison.whole else "words"
    if words is None:
        return
    extra, lacking = " ".join(words.extra), " ".join(words.lacking)
    if extra and lacking:
        others = min(len(words.extra), len(words.lacking))
        yield observe(EvidenceKind(f"{which}.other"), f"{extra!r} against {lacking!r}", times=others)
    elif extra:
        yield observe(EvidenceKind(f"{which}.extra"), f"{extra!r} is not in the name", times=len(words.extra))
    elif lacking:
        yield observe(EvidenceKind(f"{which}.lacking"), f"{lacking!r} is left out", times=len(words.lacking))
    if words.moved and which == "words":
        yield observe(EvidenceKind.WORDS_MOVED, "the words stand in another order")
    if (unlike := _unlike(words)) > 0:
        yield observe(EvidenceKind(f"{which}.unlike"), f"{unlike:.0%} of the letters differ", times=unlike)


def observe_legal_form(candidate: Candidate) -> Iterator[Observation]:
    """Another legal form makes another organization; one of the same kind is soon written for another."""
    written, own = candidate.comparison.forms
    if not written and not own:
        return
    if not written or not own:
        yield observe(
            EvidenceKind.BODY_FORM_MISSING, f"{_named(written or own)} stands in one of the names alone"
        )
    elif not {form.name for form in written} & {form.name for form in own}:
        kin = {form.kind for form in written} & {form.kind for form in own}
        kind, words = (
            (EvidenceKind.BODY_FORM_KIN, "of one kind")
            if kin
            else (EvidenceKind.BODY_FORM_OTHER, "of two kinds")
        )
        yield observe(kind, f"{_named(written)} and {_named(own)}: legal forms {words}")


def _named(forms: LegalForms) -> str:
    return " ".join(form.name for form in forms)


def _unlike(words: Pairing) -> float:
    """The share of the name's letters, 0 to 1, that are others: slips, words that contradict each other."""
    extra, lacking = "".join(words.extra), "".join(words.lacking)
    edits = sum(pair.related.edits for pair in words.pairs)
    edits += OSA.distance(extra, lacking) if extra and lacking else 0
    letters = sum(len(word) for pair in words.pairs for word in pair.own) + len(lacking)
    return min(1.0, edits / letters) if letters else 0.0
