"""What the name itself says for and against a candidate."""

from collections.abc import Iterator
from typing import Literal

from rapidfuzz.distance import OSA

from corrigenda.reconcile.candidates import Candidate, LinkingContext
from corrigenda.reconcile.context import EvidenceKind
from corrigenda.reconcile.names import (
    ComparedPart,
    Comparison,
    LegalForm,
    Pairing,
    Relation,
    letter_edits,
    name_frequencies,
    name_letters,
    sounds_alike,
)
from corrigenda.reconcile.scoring.observation import Features, Observation, observe
from corrigenda.reconcile.text import phonetic

_USUAL_SURPRISE = 2.0
"""Nats a letter: what those of a usual name have."""
Which = Literal["family", "given"]


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
        share = comparison.family.edits / max(1, len(comparison.family.own))
        detail = f"{_count(comparison.family.edits)} from {own.text!r}"
        yield observe(EvidenceKind.NAME_TYPO, detail, also={EvidenceKind.SLIP_SHARE: round(share, 3)})
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
        if which == "family" or candidate.comparison.name.given is not None:
            yield observe(EvidenceKind(f"{which}.missing"), f"no {which} name is written")
        return
    alone = which == "given" and candidate.comparison.family.relation == "missing"
    if alone:
        yield _given_name_alone(candidate, part)
    else:
        yield _relation(candidate, which, part)
    if part.relation in (_FITTING_ALONE if alone else _FITTING) and part.written:
        yield _rarity(context, candidate, which, part)


def _given_name_alone(candidate: Candidate, part: ComparedPart) -> Observation:
    own = candidate.comparison.name.text
    if part.relation in _FITTING_ALONE:
        return observe(EvidenceKind.GIVEN_ALONE, f"a given name alone, that of {own!r}")
    also = _other("given", part)
    return observe(EvidenceKind.GIVEN_DIFFERENT, f"a given name alone, unlike {own!r}", also=also)


def _relation(candidate: Candidate, which: Which, part: ComparedPart) -> Observation:
    """What the part as written is to that of the name: the operation that makes it so, with its price."""
    kind, comparison = EvidenceKind(f"{which}.{part.relation}"), candidate.comparison
    own = comparison.name.text
    if part.relation == "typo":
        slip = _slip(part, syllabic=candidate.few_surnames and which == "given")
        return observe(kind, f"{_count(part.edits)} from the {which} name of {own!r}", also=slip)
    if part.relation == "reading":
        first = which == "family" or comparison.family.relation != "reading"
        right = {EvidenceKind(f"{which}.same"): 1.0}
        return observe(kind, comparison.reading, also=right | (_reading(comparison) if first else {}))
    also = _other(which, part) if part.relation == "different" else _spelling(part)
    return observe(kind, f"{_IN_WORDS[part.relation]} the {which} name of {own!r}", also=also)


def _reading(comparison: Comparison) -> dict[EvidenceKind, float]:
    """How unusual the reading of the whole name is, and whether it is that of another language."""
    return {
        EvidenceKind.READING_FAR_FETCHED: comparison.far_fetched,
        EvidenceKind.READING_ABROAD: float(comparison.tongue is not None),
    }


def _other(which: Which, part: ComparedPart) -> Features:
    """Another name in the place of the right one takes off what that brings, less where the two are alike."""
    return {
        EvidenceKind(f"{which}.same"): 1.0,
        EvidenceKind.OTHER_PART: 1.0,
        EvidenceKind.OTHER_ALIKE: _likeness(part),
    }


def _spelling(part: ComparedPart) -> Features:
    """What tells another romanisation from a slip: its letters, and whether anybody bears it."""
    written, own = part.slip
    if part.relation != "variant" or not own:
        return {}
    edits = letter_edits(written, own)
    doubled = edits.get("doubled", 0)
    return {
        EvidenceKind.VARIANT_LETTERS: float(sum(edits.values()) - doubled),
        EvidenceKind.VARIANT_DOUBLED: float(doubled),
        EvidenceKind.VARIANT_UNBORNE: float(not _is_listed(written)),
    }


def _likeness(part: ComparedPart) -> float:
    """How like two names are of which the one stands for the other, 0 to 1: half by letter, half by sound."""
    if not part.written or not part.own:
        return 0.0
    sounds = OSA.normalized_similarity(phonetic(part.written), phonetic(part.own))
    return round((OSA.normalized_similarity(part.written, part.own) + sounds) / 2, 3)


def _slip(part: ComparedPart, *, syllabic: bool) -> Features:
    """The letters that are wrong, each kind of edit with its price, and what makes a slip likelier."""
    written, own = part.slip
    edits = letter_edits(written, own) if own else {"turned": part.edits}
    found = {EvidenceKind(f"slip.{edit}"): float(count) for edit, count in edits.items()}
    found[EvidenceKind.SLIP_GOES_ON] = float(
        bool(own) and written.startswith(own) and len(written) - len(own) > 1
    )
    found[EvidenceKind.SLIP_FIRST] = float(written[:1] != own[:1])
    found[EvidenceKind.SLIP_SHARE] = round(part.edits / max(1, len(own or part.own)), 3)
    found[EvidenceKind.SLIP_SYLLABIC] = float(syllabic)
    found[EvidenceKind.SLIP_ALIKE] = float(bool(own) and sounds_alike(written, own))
    return {kind: times for kind, times in found.items() if times}


def _rarity(context: LinkingContext, candidate: Candidate, which: Which, part: ComparedPart) -> Observation:
    """A common name may be that of a stranger: counted by the name as written, alike for all whom it fits.

    Where the parts stand in another order, each counts as what it would be in the usual one.
    """
    comparison = candidate.comparison
    fits = {comparison.family.relation, comparison.given.relation} <= _FITTING
    if comparison.swapped and fits and not candidate.few_surnames:
        which = "given" if which == "family" else "family"
    rarity = context.rarity(part.written, which)
    words = "few" if rarity > 0 else "many"
    detail = f"{words} people bear the name {part.written!r}"
    if part.relation != "typo":
        return observe(EvidenceKind(f"{which}.rare"), detail, times=rarity)
    return observe(EvidenceKind.SLIP_RARE, detail, times=rarity, also={EvidenceKind.SLIP_ODD: _oddness(part)})


def _oddness(part: ComparedPart) -> float:
    """How unusual the letters of a word on no list of names are, 0 for the usual ones."""
    if not part.written or _is_listed(part.written):
        return 0.0
    return round(max(0.0, name_letters().surprise(part.written) - _USUAL_SURPRISE), 3)


def _is_listed(name: str) -> bool:
    """Whether the lists of names know it as one that somebody bears."""
    known = name_frequencies()
    return known.is_family(name) or known.is_given(name)


_FITTING_ALONE: frozenset[Relation] = frozenset({"same", "variant", "nickname"})
_FITTING: frozenset[Relation] = frozenset({"same", "variant", "nickname", "initial", "reading", "typo"})
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


LegalForms = tuple[LegalForm, ...]


def observe_words(candidate: Candidate) -> Iterator[Observation]:
    """Words that are on one side alone, another order; of whole names also what contradicts and differs.

    The parts of a person's name tell the latter themselves.
    """
    words, which = candidate.comparison.words, "organization" if candidate.comparison.whole else "words"
    if words is None:
        return
    extra, lacking = " ".join(words.extra), " ".join(words.lacking)
    if extra and lacking:
        if which == "organization":
            others = min(len(words.extra), len(words.lacking))
            yield observe(EvidenceKind.ORGANIZATION_OTHER, f"{extra!r} against {lacking!r}", times=others)
    elif extra:
        yield observe(EvidenceKind(f"{which}.extra"), f"{extra!r} is not in the name", times=len(words.extra))
    elif lacking:
        yield observe(EvidenceKind(f"{which}.lacking"), f"{lacking!r} is left out", times=len(words.lacking))
    if words.moved and which == "words":
        yield observe(EvidenceKind.WORDS_MOVED, "the words stand in another order")
    if which == "organization" and (unlike := _unlike(words)) > 0:
        yield observe(EvidenceKind.ORGANIZATION_UNLIKE, f"{unlike:.0%} of the letters differ", times=unlike)


def observe_legal_form(candidate: Candidate) -> Iterator[Observation]:
    """Another legal form makes another organization; one of the same kind is soon written for another."""
    written, own = candidate.comparison.forms
    if not written and not own:
        return
    if not written or not own:
        yield observe(
            EvidenceKind.ORGANIZATION_FORM_MISSING,
            f"{_named(written or own)} stands in one of the names alone",
        )
    elif not {form.name for form in written} & {form.name for form in own}:
        kin = {form.kind for form in written} & {form.kind for form in own}
        kind, words = (
            (EvidenceKind.ORGANIZATION_FORM_KIN, "of one kind")
            if kin
            else (EvidenceKind.ORGANIZATION_FORM_OTHER, "of two kinds")
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
