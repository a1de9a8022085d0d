"""Grounding: each marked field of a model's draft gets its place in the raw article, or is thrown out.

A field must stand in the cited sentence or next to it. A name is narrowed to the name itself where the model
copied the title along with it; an expression of time is widened to what the sentence says and resolved.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Any, Literal

from pydantic import BaseModel, ValidationError

from corrigenda.extract.drafts import Malformed, fields_of, filled_in, listed, nested
from corrigenda.extract.grounding.align import Aligned, align_surface
from corrigenda.extract.grounding.context import ArticleContext
from corrigenda.extract.grounding.copied_names import align_part, bare_names, whole_name
from corrigenda.extract.grounding.cues import has_cue, is_speaker_word
from corrigenda.extract.grounding.gist import align_gist, gist_field, is_retold
from corrigenda.extract.policy import ExtractionPolicy
from corrigenda.extract.times import find_times, resolve_time
from corrigenda.schemas.article import Sentence
from corrigenda.schemas.dates import TimeValue
from corrigenda.schemas.facts import EntityType, Fact, Marker
from corrigenda.schemas.records import GroundedFact, Grounding, Provenance, Reject

_KINDS: Mapping[EntityType, str] = MappingProxyType(
    {"person": "a person", "organization": "an organization", "place": "a place", "office": "an office"}
)


@dataclass(frozen=True)
class DraftSource:
    """Where a draft comes from: its window, and what its record says of the model, prompt and request."""

    window: str
    provenance: Provenance


@dataclass
class _Findings:
    """What grounding one draft turns up on the way."""

    sentence: Sentence
    earlier: TimeValue | None
    keep_misfits: bool = False
    fields: dict[str, Grounding] = field(default_factory=dict)
    absent: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def ground_draft(
    draft: BaseModel | Malformed,
    number: int,
    schema: type[Fact],
    context: ArticleContext,
    source: DraftSource,
    *,
    policy: ExtractionPolicy,
    earlier: TimeValue | None = None,
) -> tuple[GroundedFact | None, tuple[Reject, ...]]:
    """The fact that ``draft`` states of sentence ``number``, or ``None``, and what was thrown out.

    ``policy`` says which values need a word of the sentence. ``earlier`` is the time last spoken of, for "the
    same day". An absent field costs that field alone, unless the schema requires it or nothing else of the
    fact stands in the article.
    """
    reject = partial(_reject, context=context, window=source.window, number=number)
    if isinstance(draft, Malformed):
        return None, (reject("answer", draft.reason, raw=repr(draft.raw)),)
    reject = partial(reject, raw=draft.model_dump_json(exclude_unset=True))
    found = _Findings(context.sentence(number), earlier, policy.keep_misfits)
    values = _with_cues(_grounded_model(filled_in(draft), schema, "", context, found), policy, found)
    rejects = tuple(
        reject(
            "ground",
            f"{path} {surface!r} does not stand in or next to sentence {number}",
            detail={"field": path, "surface": surface},
        )
        for path, surface in found.absent
    )
    gist, supporting = gist_field(schema), _supporting(schema)
    if rejects and not any(re.split(r"[.[]", path)[0] in supporting for path in found.fields):
        return None, rejects
    if gist is not None and _is_bare_name(values.get(gist), context, found.sentence):
        return None, (*rejects, reject("ground", "it names somebody and says nothing of them"))
    try:
        fact = schema.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        lacking = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
        return None, rejects or (reject("schema", "; ".join([lacking, *found.notes])),)
    grounded = GroundedFact(
        id="",
        article_id=context.article.id,
        schema_name=f"{schema.__module__}:{schema.__qualname__}",
        fact=fact,
        sentence=found.sentence,
        fields=found.fields,
        provenance=source.provenance,
        notes=tuple(found.notes),
    )
    return grounded, rejects


def _supporting(schema: type[Fact]) -> frozenset[str]:
    """The fields by which a fact stands in the article: not the words that retell it, nor a time alone."""
    kinds = ((name, marker) for name, _, marker in fields_of(schema))
    return frozenset(name for name, marker in kinds if marker is None or marker.kind not in ("gist", "when"))


def _reject(
    stage: Literal["answer", "ground", "schema"],
    reason: str,
    *,
    context: ArticleContext,
    window: str,
    number: int,
    raw: str,
    detail: Mapping[str, str] = MappingProxyType({}),
) -> Reject:
    return Reject(
        article_id=context.article.id,
        stage=stage,
        reason=reason,
        raw=raw,
        window=window,
        sentence=number,
        detail=dict(detail),
    )


def _grounded_model(
    values: dict[str, Any], schema: type[BaseModel], at: str, context: ArticleContext, found: _Findings
) -> dict[str, Any]:
    kept = {}
    for name, annotation, marker in fields_of(schema):
        if name in values:
            value = _grounded_value(values[name], annotation, marker, f"{at}{name}", context, found)
            if value is not None:
                kept[name] = value
    return kept


def _grounded_value(
    value: Any, annotation: Any, marker: Marker | None, path: str, context: ArticleContext, found: _Findings
) -> Any:
    """The value as it stands in the article, its places noted in ``found``; ``None`` where it does not."""
    if (item := listed(annotation)) is not None:
        return _grounded_items(value, item, marker, path, context, found)
    if (model := nested(annotation)) is not None:
        return _grounded_nested(value, model, path, context, found)
    if marker is None or not isinstance(value, str):
        return value
    if marker.kind == "gist":
        return _grounded_gist(value, path, context, found)
    return _grounded_words(value, marker, path, context, found)


def _grounded_items(
    values: list[Any], item: Any, marker: Marker | None, path: str, context: ArticleContext, found: _Findings
) -> list[Any]:
    """Those of the items that stand in the article, each once."""
    kept: list[Any] = []
    for piece in (piece for value in values for piece in _pieces(value, marker, context, found)):
        at = f"{path}[{len(kept)}]"
        grounded = _grounded_value(piece, item, marker, at, context, found)
        if grounded is not None and grounded not in kept:
            kept.append(grounded)
        else:
            _forget(f"{at}.", found)
    return kept


def _grounded_nested(
    value: dict[str, Any], model: type[BaseModel], path: str, context: ArticleContext, found: _Findings
) -> dict[str, Any] | None:
    """The nested model with what stands in the article; ``None`` where it then lacks what it requires."""
    inner = _grounded_model(value, model, f"{path}.", context, found)
    required = (name for name, info in model.model_fields.items() if info.is_required())
    lacking = next((name for name in required if name not in inner), None)
    if lacking is None:
        return inner
    found.notes.append(f"{path} left out: it has no {lacking}")
    _forget(f"{path}.", found)
    return None


def _grounded_gist(gist: str, path: str, context: ArticleContext, found: _Findings) -> str | None:
    """The gist in the article's words, or the model's where they are this sentence's; else it is absent."""
    place = align_gist(gist, found.sentence, context)
    if place is None:
        if is_retold(gist, found.sentence, context):
            return gist
        found.absent.append((path, gist))
        return None
    surface = context.text[place.start : place.end]
    _tell_mended(gist, surface, place, path, found)
    found.fields[path] = Grounding(
        surface=surface, start=place.start, end=place.end, alignment=place.alignment, score=place.score
    )
    return surface


def _grounded_words(
    surface: str, marker: Marker, path: str, context: ArticleContext, found: _Findings
) -> str | None:
    """The words of a marked field as the article has them, if they stand there and are what it is for."""
    place = _place(surface, marker, context, found)
    if place is None:
        found.absent.append((path, surface))
        return None
    if (why := _misfit(place, marker, context, found.sentence)) is not None:
        kept = found.keep_misfits and why.startswith("it names")
        found.notes.append(f"{path} {surface!r} {'is kept' if kept else 'left out'}: {why}")
        if not kept:
            return None
    return _noted(surface, place, marker, path, context, found)


def _tell_mended(said: str, surface: str, place: Aligned, path: str, found: _Findings) -> None:
    """Note that the article spells otherwise what the model wrote."""
    if place.alignment == "fuzzy":
        found.notes.append(f"{path} {said!r} stands as {surface!r}")


def _forget(path: str, found: _Findings) -> None:
    """Take back the places of what is left out: all below ``path``."""
    for other in [one for one in found.fields if one.startswith(path)]:
        del found.fields[other]


def _pieces(value: Any, marker: Marker | None, context: ArticleContext, found: _Findings) -> Iterator[Any]:
    """The items in one item: a model may write "Blinken and Sullivan" where two were asked for."""
    if marker is not None and marker.kind == "name" and isinstance(value, str):
        place = align_surface(value, context.text, found.sentence.start, found.sentence.end)
        names = bare_names(place, context) if place is not None else ()
        if len(names) > 1:
            yield from (name.surface for name in names)
            return
    yield value


def _noted(
    said: str, place: Aligned, marker: Marker, path: str, context: ArticleContext, found: _Findings
) -> str:
    start, end, time = place.start, place.end, None
    if marker.kind in ("name", "speaker"):
        start, end = whole_name(place, context)
    elif marker.kind == "when":
        start, end = _widened(start, end, context.text, found.sentence)
        time = resolve_time(
            context.text[start:end],
            context.published,
            sentence=found.sentence.text,
            earlier=found.earlier,
            place=context.place,
        )
    surface = context.text[start:end]
    _tell_mended(said, surface, place, path, found)
    already = next((p for p, g in found.fields.items() if g.start == start and _same_list(p, path)), None)
    if already is None:
        found.fields[path] = Grounding(
            surface=surface,
            start=start,
            end=end,
            alignment=place.alignment,
            score=place.score,
            types=marker.types,
            time=time,
        )
    return surface


def _same_list(one: str, other: str) -> bool:
    """Whether two paths are those of two items of one list: ``who[0]`` and ``who[2]``."""
    items = one.endswith("]") and other.endswith("]")
    return items and one != other and one.rpartition("[")[0] == other.rpartition("[")[0]


def _place(surface: str, marker: Marker, context: ArticleContext, found: _Findings) -> Aligned | None:
    """In the cited sentence, or shortened there, or in the sentence before or after."""
    sentence = found.sentence
    place = align_surface(surface, context.text, sentence.start, sentence.end)
    if place is None and marker.kind in ("name", "speaker"):
        place = align_part(surface, context, sentence)
    if place is None:
        for near in context.neighbours(sentence):
            if (place := align_surface(surface, context.text, near.start, near.end)) is not None:
                found.notes.append(f"{surface!r} stands in sentence {near.id}")
                break
    return place


def _widened(start: int, end: int, text: str, sentence: Sentence) -> tuple[int, int]:
    """The whole expression of time of which the model copied a part."""
    for first, last in find_times(sentence.text):
        first, last = first + sentence.start, last + sentence.start
        if first <= start < last or start <= first < end:
            return min(first, start), max(last, end)
    return start, end


def _misfit(place: Aligned, marker: Marker, context: ArticleContext, sentence: Sentence) -> str | None:
    """Why words that do stand in the article are not what the field is for, or ``None``."""
    words = context.text[place.start : place.end]
    if marker.kind == "speaker" and not (has_cue("saying", sentence.text) or is_speaker_word(words)):
        return "the sentence cites nobody"
    if marker.kind == "when" and _is_latin(words):
        start, end = _widened(place.start, place.end, context.text, sentence)
        if not find_times(context.text[start:end]):
            return "it is no expression of time"
    if marker.kind == "when" and context.is_in_name(place.start, place.end):
        return "it is part of a name"
    if marker.types == ("place",) and words.islower():
        return "it is no name"
    return _name_misfit(place, marker, context)


def _name_misfit(place: Aligned, marker: Marker, context: ArticleContext) -> str | None:
    """Why a name is not what the field is for: no person in it, or a person where none belongs."""
    kinds = {name.type for name in bare_names(place, context) if name.type is not None}
    if marker.kind != "name" or not kinds or ("person" in kinds) == ("person" in marker.types):
        return None
    if marker.types != ("person",) and "person" in marker.types:
        return None
    return f"it names {' and '.join(_KINDS[kind] for kind in sorted(kinds))}"


def _is_latin(words: str) -> bool:
    """Whether all letters are those that the reader of times knows; it knows few other scripts."""
    return all(letter < "\u0250" for letter in words if letter.isalpha())


def _with_cues(values: dict[str, Any], policy: ExtractionPolicy, found: _Findings) -> dict[str, Any]:
    """The values, save those that need a word which the sentence does not have."""
    kept = dict(values)
    for cue in policy.cues:
        if values.get(cue.field) == cue.value and not has_cue(cue.words, found.sentence.text):
            found.notes.append(f"{cue.field} {cue.value!r} left out: the sentence has no word for it")
            del kept[cue.field]
            if cue.instead is not None:
                kept[cue.field] = cue.instead
    return kept


def _is_bare_name(gist: object, context: ArticleContext, sentence: Sentence) -> bool:
    """Whether what the fact is said to state is a name with its title and nothing more."""
    if not isinstance(gist, str):
        return False
    place = align_surface(gist, context.text, sentence.start, sentence.end)
    return place is not None and bool(bare_names(place, context))
