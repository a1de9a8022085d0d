"""A model's draft held against the raw article: each marked field gets its place there, or is thrown out.

A field must stand in the cited sentence or next to it. A name is narrowed to the name itself where the model
copied the title along with it; an expression of time is widened to what the sentence says and resolved.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError

from corrigenda.extract.drafts import LONGEST, Malformed, fields_of, filled_in, listed, nested
from corrigenda.extract.grounding.align import Aligned, align_surface
from corrigenda.extract.grounding.context import ArticleContext, end_of
from corrigenda.extract.grounding.cues import has_cue, is_speaker_word
from corrigenda.extract.policy import ExtractionPolicy
from corrigenda.extract.times import find_times, resolve_time
from corrigenda.schemas.article import Sentence
from corrigenda.schemas.dates import TimeValue
from corrigenda.schemas.facts import Fact, Marker
from corrigenda.schemas.names import Mention
from corrigenda.schemas.records import GroundedFact, Grounding, Provenance, Reject

_WORDS = re.compile(r"\w+")
_STEM = 5
_LEAST_SHARED = 0.5
_WORD = 5
"""Characters by which a text that was broken off may be shorter than its bound."""

_CLAUSE_END = re.compile(r"[,;:!?](?=\s)|[.,;:!?]?[”\"]|\.$|\.(?=\s*$)|\s[–—-]\s")


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
    if isinstance(draft, Malformed):
        reject = _reject(context, source, number, "answer", draft.reason, raw=repr(draft.raw))
        return None, (reject,)
    found = _Findings(context.sentence(number), earlier)
    gist = _gist_field(schema)
    raw = draft.model_dump_json(exclude_unset=True)
    values = _with_cues(_grounded_model(filled_in(draft), schema, "", context, found), policy, found)
    rejects = [
        _reject(
            context,
            source,
            number,
            "ground",
            f"{path} {surface!r} does not stand in or next to sentence {number}",
            raw=raw,
            detail={"field": path, "surface": surface},
        )
        for path, surface in found.absent
    ]
    if found.absent and not any(path != gist for path in found.fields):
        return None, tuple(rejects)
    if gist is not None and _is_bare_name(values.get(gist), context, found.sentence):
        why = "it names somebody and says nothing of them"
        return None, (*rejects, _reject(context, source, number, "ground", why, raw=raw))
    try:
        fact = schema.model_validate(values)
    except ValidationError as error:
        if not rejects:
            first = error.errors()[0]
            why = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
            rejects = [_reject(context, source, number, "schema", why, raw=raw)]
        return None, tuple(rejects)
    return (
        GroundedFact(
            id="",
            article_id=context.article.id,
            schema_name=f"{schema.__module__}:{schema.__qualname__}",
            fact=fact,
            sentence=found.sentence,
            fields=found.fields,
            provenance=source.provenance,
            notes=tuple(found.notes),
        ),
        tuple(rejects),
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
    item = listed(annotation)
    if item is not None:
        kept: list[Any] = []
        for one in value:
            for piece in _pieces(one, marker, context, found):
                at = f"{path}[{len(kept)}]"
                grounded = _grounded_value(piece, item, marker, at, context, found)
                if grounded is not None and grounded not in kept:
                    kept.append(grounded)
                else:
                    _forget(f"{at}.", found)
        return kept
    if (model := nested(annotation)) is not None:
        inner = _grounded_model(value, model, f"{path}.", context, found)
        lacking = [
            name for name, info in model.model_fields.items() if info.is_required() and name not in inner
        ]
        if lacking:
            found.notes.append(f"{path} left out: it has no {lacking[0]}")
            _forget(f"{path}.", found)
        return None if lacking else inner
    if marker is None or not isinstance(value, str):
        return value
    if marker.kind == "gist":
        return _gist(value, path, context, found)
    place = _place(value, marker, context, found)
    if place is None:
        found.absent.append((path, value))
        return None
    if (why := _misfit(place, marker, context, found.sentence)) is not None:
        found.notes.append(f"{path} {value!r} left out: {why}")
        return None
    return _noted(place, marker, path, context, found)


def _forget(path: str, found: _Findings) -> None:
    """Take back the places of what is left out: all below ``path``."""
    for other in [one for one in found.fields if one.startswith(path)]:
        del found.fields[other]


def _pieces(value: Any, marker: Marker | None, context: ArticleContext, found: _Findings) -> Iterator[Any]:
    """The items in one item: a model may write "Blinken and Sullivan" where two were asked for."""
    if marker is not None and marker.kind == "name" and isinstance(value, str):
        place = align_surface(value, context.text, found.sentence.start, found.sentence.end)
        names = _bare_names(place, context) if place is not None else ()
        if len(names) > 1:
            yield from (name.surface for name in names)
            return
    yield value


def _noted(place: Aligned, marker: Marker, path: str, context: ArticleContext, found: _Findings) -> str:
    start, end = place.start, place.end
    names = _bare_names(place, context) if marker.kind in ("name", "speaker") else ()
    whole = names[:1] if len(names) == 1 else _around(place, marker, context)
    for name in whole:
        assert name.start is not None, "a name found in a text has its place"
        start, end = name.start, end_of(name)
    time = None
    if marker.kind == "when":
        start, end = _widened(start, end, context.text, found.sentence)
        time = resolve_time(
            context.text[start:end],
            context.published,
            sentence=found.sentence.text,
            earlier=found.earlier,
            place=context.place,
        )
    surface = context.text[start:end]
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
        place = _shortened(surface, context, sentence)
    if place is None:
        for near in context.neighbours(sentence):
            if (place := align_surface(surface, context.text, near.start, near.end)) is not None:
                found.notes.append(f"{surface!r} stands in sentence {near.id}")
                break
    return place


def _shortened(surface: str, context: ArticleContext, sentence: Sentence) -> Aligned | None:
    """The last or first word of a full name, where the sentence has only that, and the article the rest."""
    words = surface.split()
    if len(words) < 2:
        return None
    for part in (words[-1], words[0]):
        place = align_surface(part, context.text, sentence.start, sentence.end)
        if place is not None and context.writes(surface):
            return place
    return None


def _bare_names(place: Aligned, context: ArticleContext) -> tuple[Mention, ...]:
    """The names in a place that holds nothing else but their titles and what joins them."""
    within = context.names_within(place.start, place.end)
    names = tuple(name for name in within if not any(name.surface in (o.title or "") for o in within))
    if not names:
        return ()
    rest = context.text[place.start : place.end]
    for name in names:
        rest = rest.replace(name.surface, " ", 1)
        for word in (name.title or "").split():
            rest = rest.replace(word, " ", 1)
    left = {word.strip(",.").casefold() for word in rest.split()} - {
        "",
        "and",
        "&",
        "the",
        "mr",
        "ms",
        "mrs",
        "dr",
    }
    return () if left else names


def _around(place: Aligned, marker: Marker, context: ArticleContext) -> tuple[Mention, ...]:
    """The longer name of which the place is a part: the model wrote "Blinken" for "Antony Blinken"."""
    if marker.kind not in ("name", "speaker"):
        return ()
    sentence = context.sentence_at(place.start)
    if sentence is None:
        return ()
    return tuple(
        name
        for name in context.names_within(sentence.start, sentence.end)
        if name.start is not None and name.start <= place.start and place.end <= end_of(name)
    )


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
    if marker.kind == "when" and _is_latin(words) and not find_times(words):
        return "it is no expression of time"
    if marker.kind == "when" and context.is_in_name(place.start, place.end):
        return "it is part of a name"
    if marker.types == ("place",):
        if any(name.type == "person" for name in context.names_within(place.start, place.end)):
            return "it names a person"
        if words.islower():
            return "it is no name"
    return None


def _is_latin(words: str) -> bool:
    """Whether all letters are those that the reader of times knows; it knows few other scripts."""
    return all(letter < "\u0250" for letter in words if letter.isalpha())


def _gist_field(schema: type[Fact]) -> str | None:
    """The field that says in a few words what the fact is, if the schema has one."""
    kinds = ((name, marker.kind) for name, _, marker in fields_of(schema) if marker is not None)
    return next((name for name, kind in kinds if kind == "gist"), None)


def _is_bare_name(gist: object, context: ArticleContext, sentence: Sentence) -> bool:
    """Whether what the fact is said to state is a name with its title and nothing more."""
    if not isinstance(gist, str):
        return False
    place = align_surface(gist, context.text, sentence.start, sentence.end)
    return place is not None and bool(_bare_names(place, context))


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


def _gist(value: str, path: str, context: ArticleContext, found: _Findings) -> str | None:
    """The article's own words for what the model copied, to the end of the clause where it broke off.

    A bound on its length cuts what a model writes, and a small one may end in words of its own; as long as
    the beginning stands in the sentence, the sentence goes on. A model may also say it in words of its own,
    but mostly in the sentence's: a gist that shares few of its words is another sentence's, or nobody's.
    """
    sentence, words = found.sentence, value.split()
    for count in range(len(words), len(words) // 2, -1):
        place = align_surface(" ".join(words[:count]), context.text, sentence.start, sentence.end)
        if place is None:
            continue
        if all(has_cue("saying", word) for word in words):
            end = sentence.end
        elif count == len(words) and len(value) < LONGEST["gist"] - _WORD and not _breaks_off(words):
            end = place.end
        else:
            end = _clause_end(context.text, place.end, sentence.end)
        surface = context.text[place.start : end]
        found.fields[path] = Grounding(
            surface=surface, start=place.start, end=end, alignment=place.alignment, score=place.score
        )
        return surface
    if _shared(words, sentence.text) >= _LEAST_SHARED:
        return value
    found.absent.append((path, value))
    return None


def _shared(words: list[str], sentence: str) -> float:
    """The share of the words that stand in the sentence, in any order and however they end."""
    there = [word.casefold()[:_STEM] for word in _WORDS.findall(sentence)]
    told = [word.casefold()[:_STEM] for word in _WORDS.findall(" ".join(words))]
    return sum(word in there for word in told) / len(told) if told else 0.0


def _breaks_off(words: list[str]) -> bool:
    """Whether a clause goes on after these words: they end in "and", "of" or the like."""
    return has_cue("unfinished", words[-1])


def _clause_end(text: str, start: int, end: int) -> int:
    """Where the clause that goes on at ``start`` ends: at a comma or the like, at the latest at ``end``."""
    match = _CLAUSE_END.search(text, start, end)
    return match.start() if match is not None else end


def _reject(
    context: ArticleContext,
    source: DraftSource,
    number: int,
    stage: Any,
    reason: str,
    *,
    raw: str,
    detail: Any = None,
) -> Reject:
    return Reject(
        article_id=context.article.id,
        stage=stage,
        reason=reason,
        raw=raw,
        window=source.window,
        sentence=number,
        detail=detail or {},
    )
