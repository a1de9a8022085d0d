"""What the model is asked to fill in: the user's schema as plain strings, under the numbers of the sentences.

The citation is the key: ``{"3": [{…}, {…}], "4": []}``. Nothing is quoted, so nothing can be misquoted, no
sentence can be skipped, and none outside the window can be named.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, WrapValidator, create_model
from pydantic.config import JsonDict
from pydantic_core import from_json

from corrigenda.extract.drafts.markers import choices, fields_of, listed, nested, without_none
from corrigenda.schemas.facts import Fact, MarkerKind

LONGEST: dict[MarkerKind | None, int] = {
    "name": 60,
    "speaker": 60,
    "when": 50,
    "gist": 80,
    "quote": 200,
    None: 120,
}
"""Characters that a field may have at most. The bound is for a model's grammar; a longer text is no error."""

_MOST_ITEMS = 6
_TOO_LONG = 2_000
"""Characters from which on a field is no words of a sentence: a model that repeats itself, or worse."""
_EMPTY = frozenset({"", "none", "null", "n/a", "unknown", "not stated", "not specified", "not mentioned"})


@dataclass(frozen=True)
class Malformed:
    """One item of an answer that is not of the schema, and why. It costs nobody but itself."""

    raw: Any
    reason: str


class WindowAnswer(BaseModel):
    """An answer: for each sentence of the window a list of drafts, each a draft or ``Malformed``."""

    model_config = ConfigDict(extra="forbid")

    def items(self) -> list[tuple[int, BaseModel | Malformed]]:
        """Each draft with the number of the sentence that it was given under."""
        return [
            (int(name.removeprefix("s")), item)
            for name in type(self).model_fields
            for item in getattr(self, name)
        ]


def answer_shape(
    schema: type[Fact], sentences: Sequence[int], *, most: int, least: int = 0
) -> type[WindowAnswer]:
    """The shape of an answer about ``sentences`` (their numbers), ``least`` to ``most`` facts for each."""
    return _shape(schema, tuple(sentences), most, least)


@lru_cache(maxsize=512)
def _shape(schema: type[Fact], sentences: tuple[int, ...], most: int, least: int) -> type[WindowAnswer]:
    draft: Any = draft_of(schema)
    lenient: Any = Annotated[draft, WrapValidator(_kept_apart)]
    bound: JsonDict = {"minItems": least, "maxItems": most} if least else {"maxItems": most}
    fields: dict[str, Any] = {
        f"s{number}": (
            list[lenient],
            Field(alias=str(number), default_factory=list, json_schema_extra=bound),
        )
        for number in sentences
    }
    required = [str(number) for number in sentences]
    base = type(
        "WindowAnswer", (WindowAnswer,), {"model_config": ConfigDict(json_schema_extra=_requiring(required))}
    )
    return create_model(schema.__name__, __base__=base, **fields)


@lru_cache(maxsize=64)
def draft_of(schema: type[BaseModel]) -> type[BaseModel]:
    """``schema`` with plain strings in place of marked fields; what has a default may be left out."""
    fields: dict[str, Any] = {}
    for name, annotation, marker in fields_of(schema):
        info = schema.model_fields[name]
        plain, extra = _drafted(annotation, marker.kind if marker else None)
        default: Any = ... if info.is_required() else None
        fields[name] = (plain, Field(default=default, json_schema_extra=extra))
    config = ConfigDict(extra="forbid", json_schema_extra=_bare)
    return create_model(f"{schema.__name__}Draft", __config__=config, __doc__=schema.__doc__, **fields)


def whole_items(answer: str, shape: type[WindowAnswer]) -> tuple[tuple[int, BaseModel | Malformed], ...]:
    """The drafts of an answer that broke off, as far as they are whole; none where it is no JSON at all."""
    try:
        told: Any = from_json(answer, allow_partial=True)
        read = shape.model_validate(told)
    except ValueError:
        return ()
    return tuple((number, item) for number, item in read.items() if not isinstance(item, Malformed))


def filled_in(draft: BaseModel) -> dict[str, Any]:
    """The fields that the model filled in, without those where it wrote a word for nothing ("none")."""
    return {
        name: filled
        for name in draft.model_fields_set
        if (filled := _filled(getattr(draft, name))) is not None
    }


def _filled(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return filled_in(value)
    if isinstance(value, list):
        return [item for one in value if (item := _filled(one)) is not None]
    if isinstance(value, str):
        return None if value.strip().casefold() in _EMPTY else value.strip()
    return value


def _drafted(annotation: Any, kind: MarkerKind | None) -> tuple[Any, dict[str, Any]]:
    item = listed(annotation)
    if item is not None:
        inner: Any
        inner, extra = _drafted(item, kind)
        return list[Annotated[inner, Field(json_schema_extra=extra)]], {"maxItems": _MOST_ITEMS}
    if (model := nested(annotation)) is not None:
        return draft_of(model), {}
    plain = without_none(annotation)
    if kind is not None or plain is str:
        return str, {"maxLength": LONGEST[kind]}
    if (values := choices(plain)) is not None:
        return Literal[values], {}
    return plain, {}


def _kept_apart(value: Any, handler: Callable[[Any], Any]) -> Any:
    """One item of a list: a draft, or what is wrong with it. ``null`` counts as left out."""
    if isinstance(value, dict):
        value = {name: one for name, one in value.items() if one is not None}
        for name, one in value.items():
            if len(str(one)) > _TOO_LONG:
                told = {**value, name: f"{str(one)[:_TOO_LONG]}…"}
                return Malformed(told, f"{name}: {len(str(one)):,} characters are no words of a sentence")
    try:
        return handler(value)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the item"
        return Malformed(value, f"{where}: {first['msg']}")


def _bare(schema: dict[str, Any]) -> None:
    """Leave out of the JSON Schema what only people read: titles, descriptions, defaults."""
    for word in ("title", "description"):
        schema.pop(word, None)
    for field in schema.get("properties", {}).values():
        for word in ("title", "default"):
            field.pop(word, None)


def _requiring(names: list[str]) -> Callable[[dict[str, Any]], None]:
    def require(schema: dict[str, Any]) -> None:
        _bare(schema)
        schema["required"] = names

    return require
