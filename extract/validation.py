"""What is wrong with a fact schema and its worked examples, told before anything is asked of a model.

The fields are held against what can be drafted and grounded; each example is grounded in its own sentences as
a model's answer would be, so that no example can teach what would be thrown away.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, RootModel, ValidationError

from corrigenda.extract.drafts import (
    answer_shape,
    bare,
    choices,
    fields_of,
    listed,
    marker_of,
    nested,
)
from corrigenda.extract.grounding import ArticleContext, DraftSource, ground_draft, wording
from corrigenda.extract.policy import (
    NO_POLICIES,
    Completion,
    Cue,
    ExtractionPolicy,
    Policies,
    Stated,
    policy_of,
)
from corrigenda.schemas.article import Article, Published, Sentence
from corrigenda.schemas.base import Frozen
from corrigenda.schemas.errors import SchemaError
from corrigenda.schemas.facts import Example, Fact, Marker
from corrigenda.schemas.records import Provenance

_ENOUGH = 3
"""As many examples may all state something; with more of them, a model learns that every sentence does."""

_TIMES = (date, datetime, time, timedelta)
_PLAIN = (str, bool, int, float)
_MAY_BE = (
    "str, bool, int, float, a Literal or Enum of strings, a model of such fields, or a list of one of these"
)


class SchemaProblem(Frozen):
    """One thing that is wrong. ``where``: the path of a field, or which example; ``message`` says what to do.

    With an error the schema cannot work; with a warning it will work less well than it could.
    """

    where: str
    severity: Literal["error", "warning"]
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


def require_workable(schemas: Iterable[type[Fact]], policies: Policies = NO_POLICIES) -> None:
    """Raise ``SchemaError``, with every error in it, where one of ``schemas`` cannot work or stands twice."""
    seen: set[type[Fact]] = set()
    for schema in schemas:
        name = f"{schema.__module__}:{schema.__qualname__}"
        if schema in seen:
            raise SchemaError(f"schema {name!r} is named twice: name it once", schema=name)
        seen.add(schema)
        found = find_problems(schema, policy_of(schema, policies))
        errors = tuple(str(problem) for problem in found if problem.severity == "error")
        if errors:
            raise SchemaError(
                f"schema {name!r} cannot work: {'; '.join(errors)}", schema=name, problems=errors
            )


def find_problems(schema: type[Fact], policy: ExtractionPolicy | None = None) -> tuple[SchemaProblem, ...]:
    """Everything that is wrong with ``schema``: fields, then the policy, and, if those can do, examples."""
    return _find_problems(schema, policy or policy_of(schema))


@lru_cache(maxsize=64)
def _find_problems(schema: type[Fact], policy: ExtractionPolicy) -> tuple[SchemaProblem, ...]:
    found = (*_of_fields(schema, "", (schema,)), *_of_policy(policy, schema), *_of_the_whole(schema))
    if any(problem.severity == "error" for problem in found):
        return found
    return (*found, *_of_examples(schema, policy))


def _error(where: str, message: str) -> SchemaProblem:
    return SchemaProblem(where=where, severity="error", message=message)


def _warning(where: str, message: str) -> SchemaProblem:
    return SchemaProblem(where=where, severity="warning", message=message)


# The fields


def _of_fields(
    model: type[BaseModel], at: str, above: tuple[type[BaseModel], ...]
) -> Iterator[SchemaProblem]:
    """What is wrong with the fields of ``model``, found at the path ``at`` within the models ``above``."""
    if not model.model_fields:
        yield _error(at.rstrip(".") or model.__name__, "it has no fields: say what is to be found")
    for name, annotation, marker in fields_of(model):
        info, path = model.model_fields[name], f"{at}{name}"
        if not at and name in vars(Fact):
            yield _error(path, "every Fact has something else of this name: name the field otherwise")
        if info.alias is not None or info.validation_alias is not None:
            yield _error(path, "it has an alias: a field is asked for and read by its own name")
        if (why := _why_not(annotation, marker)) is not None:
            yield _error(path, why)
            continue
        if marker is not None:
            yield from _of_marked(path, marker, required=info.is_required(), default=info.default)
        inner = nested(listed(annotation) or annotation)
        if inner is not None:
            yield from _of_nested(inner, path if listed(annotation) is None else f"{path}[]", path, above)


def _of_nested(
    inner: type[BaseModel], at: str, path: str, above: tuple[type[BaseModel], ...]
) -> Iterator[SchemaProblem]:
    if inner in above:
        chain = " in ".join(one.__name__ for one in (inner, *reversed(above[above.index(inner) :])))
        yield _error(path, f"it has no end ({chain}): nest as many models as the facts are deep")
    else:
        yield from _of_fields(inner, f"{at}.", (*above, inner))


def _why_not(annotation: Any, marker: Marker | None) -> str | None:
    """Why a field of this type cannot be asked of a model, or ``None`` where it can."""
    plain = bare(annotation)
    kind = get_origin(plain) or plain
    if kind in (Union, UnionType):
        return f"{_shown(plain)} may be several things: a field is one, or one or None"
    if kind in (list, tuple):
        return _why_no_list(plain, marker)
    if kind in (set, frozenset):
        return f"{_shown(plain)} has no order by which its items could be told apart: write tuple[X, ...]"
    if (model := nested(plain)) is not None:
        return "a RootModel has no fields: write its content" if issubclass(model, RootModel) else None
    if marker is not None and plain is not str:
        return f"it is marked as words of the article, so {_shown(plain)} must be str"
    return _why_no_value(plain)


def _why_no_list(plain: Any, marker: Marker | None) -> str | None:
    args = get_args(plain)
    if not args or (get_origin(plain) is tuple and args[1:] != (Ellipsis,)):
        return f"{_shown(plain)} does not say what each item is: write list[X] or tuple[X, ...]"
    if listed(args[0]) is not None:
        return f"{_shown(plain)} is a list of lists: give the inner one a model of its own"
    return _why_not(args[0], marker)


def _why_no_value(plain: Any) -> str | None:
    if (values := choices(plain)) is not None:
        wrong = [value for value in values if not (isinstance(value, str) and value.strip())]
        return f"{wrong[0]!r} is no word that a model could choose: use strings" if wrong else None
    if plain in _TIMES:
        return f"a model cannot count days, so {_shown(plain)} would be a guess: mark it When, and code will"
    return None if plain in _PLAIN else f"{_shown(plain)} cannot be asked of a model: use {_MAY_BE}"


def _of_marked(path: str, marker: Marker, *, required: bool, default: Any) -> Iterator[SchemaProblem]:
    if required and marker.kind in ("when", "speaker", "quote"):
        yield _warning(
            path, "it is required, and many sentences have none: a model will invent it; let it be None"
        )
    if isinstance(default, str) and not required:
        yield _warning(path, f"its default {default!r} would stand where no article says so; let it be None")


def _of_the_whole(schema: type[Fact]) -> Iterator[SchemaProblem]:
    if not (schema.__doc__ or "").strip():
        yield _warning(schema.__name__, "it has no docstring: that is what the model is told of the facts")
    if not any(marker is not None for marker in _markers(schema, ())):
        yield _warning(
            schema.__name__, "no field is marked, so nothing of a fact is held against the article: mark one"
        )
    for name in ("status", "speaker"):
        if name in schema.model_fields and not _is_text(schema.model_fields[name].annotation):
            yield _warning(name, "it is no text, and so does not get its own column in facts.jsonl")


def _markers(model: type[BaseModel], above: tuple[type[BaseModel], ...]) -> Iterator[Marker | None]:
    for _, annotation, marker in fields_of(model):
        yield marker
        inner = nested(listed(annotation) or annotation)
        if inner is not None and inner not in above:
            yield from _markers(inner, (*above, inner))


def _is_text(annotation: Any) -> bool:
    plain = bare(annotation)
    return (
        plain is str or get_origin(plain) is Literal or (isinstance(plain, type) and issubclass(plain, str))
    )


# The policy


def _of_policy(policy: ExtractionPolicy, schema: type[Fact]) -> Iterator[SchemaProblem]:
    for cue in policy.cues:
        yield from _of_cue(cue, schema)
    for stated in policy.stated:
        yield from _of_stated(stated, schema)
    for name, completion, kind in (
        ("participants", policy.participants, "list of names"),
        ("agreeing", policy.agreeing, "list of names"),
        ("time", policy.time, "When"),
        ("negation", policy.negation, "bool"),
    ):
        if completion is not None:
            yield from _of_completion(name, completion, kind, schema)


def _of_cue(cue: Cue, schema: type[Fact]) -> Iterator[SchemaProblem]:
    where = f"cue of {cue.field}"
    if cue.field not in schema.model_fields:
        yield _error(where, f"there is no field {cue.field!r}")
        return
    if cue.instead is None and schema.model_fields[cue.field].is_required():
        why = "without its word a value gives way to the default: give the field one, or say what instead"
        yield _error(where, why)
    told = (cue.value, cue.instead) if cue.instead is not None else (cue.value,)
    yield from (
        _error(where, f"{one!r} is no value of the field") for one in _strange(told, cue.field, schema)
    )
    if cue.words not in wording():
        yield _error(where, f"there is no list {cue.words!r} in extract/data/reference.yaml")


def _of_stated(stated: Stated, schema: type[Fact]) -> Iterator[SchemaProblem]:
    where = f"stated {stated.value}"
    if stated.field not in schema.model_fields or schema.model_fields[stated.field].is_required():
        yield _error(where, f"there is no field {stated.field!r} with a default")
        return
    if list(_strange((stated.value,), stated.field, schema)):
        yield _error(where, f"{stated.value!r} is no value of {stated.field!r}")
    if stated.words not in wording():
        yield _error(where, f"there is no list {stated.words!r} in extract/data/reference.yaml")
    yield from _of_values(stated, where, schema)


def _of_completion(
    name: str, completion: Completion, kind: str, schema: type[Fact]
) -> Iterator[SchemaProblem]:
    if _what(completion.field, schema) != kind:
        yield _error(name, f"it names {completion.field!r}, which is no {kind}")
    yield from _of_values(completion, name, schema)


def _of_values(completion: Completion, where: str, schema: type[Fact]) -> Iterator[SchemaProblem]:
    """What is wrong with the values by which the completion picks its facts."""
    if completion.by is None:
        return
    if completion.by not in schema.model_fields:
        yield _error(where, f"there is no field {completion.by!r}")
        return
    for value in _strange(completion.values, completion.by, schema):
        yield _error(where, f"{value!r} is no value of {completion.by!r}")


def _strange(told: Iterable[object], name: str, schema: type[Fact]) -> Iterator[object]:
    """Those of the values told that the field ``name`` cannot have."""
    plain = bare(schema.model_fields[name].annotation)
    values = (True, False) if plain is bool else choices(plain)
    return (one for one in told if values is not None and one not in values)


def _what(name: str, schema: type[Fact]) -> str | None:
    """What kind of field it is, of those that code completes; ``None``: of neither, or not there."""
    if name not in schema.model_fields:
        return None
    info = schema.model_fields[name]
    if bare(info.annotation) is bool:
        return "bool"
    marker = marker_of(info.annotation, tuple(info.metadata))
    if marker is None:
        return None
    if listed(info.annotation) is not None:
        return "list of names" if marker.kind == "name" else None
    return "When" if marker.kind == "when" else None


# The examples


def _of_examples(schema: type[Fact], policy: ExtractionPolicy) -> Iterator[SchemaProblem]:
    for number, example in enumerate(schema.examples, start=1):
        yield from _of_example(example, f"example {number}", schema, policy)
    silent = [
        e for e in schema.examples if not isinstance(e, Example) or len(_telling(e)) != len(e.sentences)
    ]
    if len(schema.examples) > _ENOUGH and not silent:
        yield _warning(
            "examples", "every sentence states something, and a model will learn that: add one that does not"
        )


def _telling(example: Example) -> list[int]:
    return [number for number, facts in example.facts.items() if facts]


def _of_example(
    example: Example, where: str, schema: type[Fact], policy: ExtractionPolicy
) -> Iterator[SchemaProblem]:
    if not isinstance(example, Example) or not example.sentences or isinstance(example.sentences, str):
        yield _error(where, "write Example((sentence, …), {1: (fact, …)})")
        return
    count = len(example.sentences)
    for key in example.facts:
        if key not in range(1, count + 1):
            yield _error(where, f"there are facts of sentence {key!r}, but its sentences are 1 to {count}")
    context = _context(example.sentences)
    for sentence in context.sentences:
        for fact in example.facts.get(sentence.id, ()):
            for reason in _lost(fact, schema, policy, context, sentence.id):
                yield _error(where, reason)


def _lost(
    fact: Fact, schema: type[Fact], policy: ExtractionPolicy, context: ArticleContext, number: int
) -> Iterator[str]:
    """What grounding would throw out of a fact of sentence ``number``, were it a model's answer."""
    if not isinstance(fact, schema):
        yield f"{fact!r} is no {schema.__name__}"
        return
    values = fact.model_dump(mode="json", exclude_defaults=True)
    try:
        answer = answer_shape(schema, [number], most=1).model_validate({str(number): [values]})
    except ValidationError as error:
        yield f"{fact!r} is no answer that a model could give ({error.errors()[0]['msg']})"
        return
    ((_, draft),) = answer.items()
    grounded, rejects = ground_draft(draft, number, schema, context, _NOWHERE, policy=policy)
    reasons = [reject.reason for reject in rejects]
    if grounded is not None:
        reasons += grounded.notes
    for reason in reasons:
        yield f"{reason}: an answer like it would lose that"


_NOWHERE = DraftSource("example", Provenance(model="", prompt="", schema_name="", request=""))


def _context(sentences: tuple[str, ...]) -> ArticleContext:
    """The sentences of an example as an article; each a paragraph, so that none lends another its words."""
    numbered: list[Sentence] = []
    start = 0
    for number, text in enumerate(sentences, start=1):
        numbered.append(Sentence(id=number, start=start, end=start + len(text), text=text, paragraph=number))
        start += len(text) + 1
    article = Article(id="example", text="\n".join(sentences))
    return ArticleContext(article=article, sentences=tuple(numbered), names=(), published=Published())


def _shown(annotation: Any) -> str:
    return (
        annotation.__name__ if isinstance(annotation, type) and not get_args(annotation) else repr(annotation)
    )
