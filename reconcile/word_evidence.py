"""What the single words of two whole names say for and against a candidate, and the legal form of a body."""

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from corrigenda.reconcile.candidates import Candidate
from corrigenda.reconcile.case import Case
from corrigenda.reconcile.pairing import Pairing
from corrigenda.reconcile.whole_names import LegalForm
from corrigenda.schemas.names import Evidence

LegalForms = tuple[LegalForm, ...]


def weigh_words(case: Case, candidate: Candidate) -> Iterator[Evidence]:
    """Words that contradict each other or are on one side alone, another order, letters that differ."""
    words, which = candidate.comparison.words, "body" if candidate.comparison.whole else "words"
    if words is None:
        return
    extra, lacking = " ".join(words.extra), " ".join(words.lacking)
    if extra and lacking:
        others = min(len(words.extra), len(words.lacking))
        yield case.evidence(f"{which}.other", f"{extra!r} against {lacking!r}", times=others)
    elif extra:
        yield case.evidence(f"{which}.extra", f"{extra!r} is not in the name", times=len(words.extra))
    elif lacking:
        yield case.evidence(f"{which}.lacking", f"{lacking!r} is left out", times=len(words.lacking))
    if words.moved and which == "words":
        yield case.evidence("words.moved", "the words stand in another order")
    if (unlike := _unlike(words)) > 0:
        yield case.evidence(f"{which}.unlike", f"{unlike:.0%} of the letters differ", times=unlike)


def weigh_legal_form(case: Case, candidate: Candidate) -> Iterator[Evidence]:
    """Another legal form makes another body; one of the same kind is soon written for another."""
    written, own = candidate.comparison.forms
    if not written and not own:
        return
    if not written or not own:
        yield case.evidence("body.form_missing", f"{_named(written or own)} stands in one of the names alone")
    elif not {form.name for form in written} & {form.name for form in own}:
        kin = {form.kind for form in written} & {form.kind for form in own}
        kind, words = ("body.form_kin", "of one kind") if kin else ("body.form_other", "of two kinds")
        yield case.evidence(kind, f"{_named(written)} and {_named(own)}: legal forms {words}")


def _named(forms: LegalForms) -> str:
    return " ".join(form.name for form in forms)


def _unlike(words: Pairing) -> float:
    """The share of the name's letters, 0 to 1, that are others: slips, words that contradict each other."""
    extra, lacking = "".join(words.extra), "".join(words.lacking)
    edits = sum(pair.related.edits for pair in words.pairs)
    edits += OSA.distance(extra, lacking) if extra and lacking else 0
    letters = sum(len(word) for pair in words.pairs for word in pair.own) + len(lacking)
    return min(1.0, edits / letters) if letters else 0.0
