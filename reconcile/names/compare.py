"""How a name as written compares with the names of an entity: for a person part by part, else as a whole."""

from dataclasses import replace
from functools import lru_cache, partial

from corrigenda.reconcile.names.align import pair_words
from corrigenda.reconcile.names.compare_persons import best_form, joined_otherwise
from corrigenda.reconcile.names.compare_readings import as_reading
from corrigenda.reconcile.names.compare_wholes import compare_whole
from corrigenda.reconcile.names.forms import (
    ComparedEntity,
    TokenizedName,
    in_other_scripts,
    tokenize_name,
    without_address,
)
from corrigenda.reconcile.names.lexicon import ELDEST, name_parts
from corrigenda.reconcile.names.result import ComparedPart, Comparison
from corrigenda.reconcile.names.transliterate import in_latin
from corrigenda.reconcile.names.words import relate
from corrigenda.reconcile.text import tokens
from corrigenda.reconcile.titles import parse_title, title_words
from corrigenda.schemas.entities import EntityName


def compare_names(
    written: TokenizedName, ready: ComparedEntity, *, readings: bool = True, legible: bool = True
) -> Comparison:
    """The comparison with the name of the entity that the surface fits best.

    A part that is not the person's is also looked at as a reading of the native name, if the other part is
    the person's or ``readings`` says so; not where it is known that it is none (``legible`` is false).
    """
    if ready.entity.type != "person":
        return compare_whole(written, ready.entity)
    found = _compare_persons(without_address(written, ready), ready, readings=readings, legible=legible)
    return replace(found, generation=_other_generation(written, ready))


def _other_generation(written: TokenizedName, ready: ComparedEntity) -> str:
    """The generation as written where no name of the person tells it; the eldest need not be told so."""
    own = {form.generation for form in ready.forms}
    fits = written.generation in own or (written.generation == ELDEST and own == {""})
    return "" if fits else written.generation


def _compare_persons(
    written: TokenizedName, ready: ComparedEntity, *, readings: bool, legible: bool
) -> Comparison:
    if not written.key.isascii():
        if (name := _bears(written, ready)) is not None:
            return Comparison(
                name,
                ComparedPart("same", 0, len(written.words), written.key),
                ComparedPart("same"),
                whole=True,
            )
        return _across_scripts(written, ready)
    _, best = best_form(written, ready)
    if best.wrong and ready.natives and legible:
        half_right = "same" in (best.family.relation, best.given.relation)
        best = as_reading(written, ready, best) if readings or half_right else best
    told = best.family.relation == best.given.relation == "same" or len(written.words) < 2
    if not told and (exact := _bears(written, ready)) is not None:
        whole = ComparedPart("same", 0, len(written.words), written.key, written.key)
        return Comparison(exact, whole, whole)
    return _paired(written, ready, joined_otherwise(written, ready, best))


def _bears(written: TokenizedName, ready: ComparedEntity) -> EntityName | None:
    """The name that the surface is word for word, whatever its script and its parts."""
    key = tokens(written.surface)
    return next((name for name in ready.entity.names if tokens(name.text) == key), None)


def _across_scripts(written: TokenizedName, ready: ComparedEntity) -> Comparison:
    """A surface in another script than Latin: beside names of that script, romanised beside the others."""
    rank, best = best_form(written, in_other_scripts(ready))
    latin = in_latin(written.surface)
    if latin is not None:
        foreign = replace(ready, traits=ready.traits._replace(romanised=True, vowels="loose", foreign=True))
        other, romanised = best_form(tokenize_name(latin), foreign)
        if other > rank:
            return _paired(tokenize_name(latin), foreign, romanised)
    return _paired(written, ready, best)


# How the words pair off


def _paired(written: TokenizedName, ready: ComparedEntity, found: Comparison) -> Comparison:
    """The comparison with its words paired off, where that tells more of two full names than their parts."""
    form = next((form for form in ready.forms if form.name is found.name), None)
    if form is None or not found.full:
        return found
    relations, own = {found.family.relation, found.given.relation}, (*form.given, *form.family)
    told = relations == {"same"} and len(own) == len(written.tokens)
    if told or "reading" in relations:
        return found
    return replace(
        found,
        words=pair_words(written.tokens, own, partial(relate, traits=ready.traits), is_filler=_says_nothing),
    )


@lru_cache(maxsize=8192)
def _says_nothing(word: str) -> bool:
    """Whether the word is a particle or an address, that one writer gives and another leaves out."""
    if word in name_parts().particles:
        return True
    title = parse_title(word) if word in title_words() else None
    return title is not None and title.honorific
