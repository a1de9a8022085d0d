"""How an answer is bound to its shape, and how the JSON is found in what a model wrote.

``schema``: the shape as JSON Schema, which llama.cpp, vLLM and ollama turn into a grammar. ``strict``: the
same within OpenAI's rules for structured outputs. ``json``: a JSON object, the shape told in the
instructions. ``text``: the shape told in the instructions, and nothing else.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal

from pydantic import BaseModel

AnswerMode = Literal["schema", "strict", "json", "text"]

INSTRUCTOR_MODES = {"schema": "JSON_SCHEMA", "strict": "JSON_SCHEMA", "json": "JSON", "text": "MD_JSON"}
"""The ``instructor.Mode`` for each; ``strict`` has the schema that OpenAI's rules allow put in its place."""

_UNSUPPORTED = frozenset(
    {"default", "format", "maxItems", "maxLength", "minItems", "minLength", "pattern", "title", "uniqueItems"}
)
"""Keywords that a strict provider refuses, or once refused; they bound an answer and mean nothing."""
_KNOWN_AS = {"oneOf": "anyOf", "const": "enum"}
_THOUGHT = re.compile(r"\A\s*<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.S)
_FENCED = re.compile(r"```(?:json)?\s*(.*?)\s*(?:```|\Z)", re.S)
_ESCAPED = re.compile(r"(?<!\\)((?:\\\\)*)(\\u[dD][89abAB]\w{2}\\u[dD][c-fC-F]\w{2}|\\u[dD][89a-fA-F]\w{2})")
_LONE = re.compile("[\ud800-\udfff]")


@lru_cache(maxsize=512)
def strict_format(shape: type[BaseModel]) -> Mapping[str, Any]:
    """What goes into a request as ``response_format`` in the mode ``strict``."""
    bound = {"name": shape.__name__, "strict": True, "schema": strict_schema(shape.model_json_schema())}
    return {"type": "json_schema", "json_schema": bound}


def strict_schema(schema: Any) -> Any:
    """``schema`` as OpenAI's strict mode takes it: every property required, ``null`` for one left out, no
    other property, no keyword that it does not know, a definition beside no other keyword.
    """
    if isinstance(schema, list):
        return [strict_schema(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return {"$ref": schema["$ref"]}
    plain = {_KNOWN_AS.get(key, key): _strict_part(key, value) for key, value in schema.items()}
    plain = {key: value for key, value in plain.items() if key not in _UNSUPPORTED}
    if schema.get("type") == "object":
        required = set(schema.get("required", ()))
        plain["properties"] = {
            name: strict_schema(one) if name in required else _or_null(strict_schema(one))
            for name, one in schema.get("properties", {}).items()
        }
        plain["required"] = list(plain["properties"])
        plain["additionalProperties"] = False
    return plain


def _strict_part(key: str, value: Any) -> Any:
    if key == "$defs":
        return {name: strict_schema(one) for name, one in value.items()}
    if key == "const":
        return [value]
    return value if key in ("enum", "required", "properties") else strict_schema(value)


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    options = schema.get("anyOf", [schema])
    return schema if {"type": "null"} in options else {"anyOf": [*options, {"type": "null"}]}


def without_lone_surrogates(text: str) -> str:
    """``text`` with U+FFFD for each half of a character that stands alone, as such or as JSON's escape."""
    plain = _LONE.sub("\ufffd", text) if not text.isascii() else text
    return _ESCAPED.sub(_whole_or_replaced, plain) if "\\u" in plain else plain


def _whole_or_replaced(found: re.Match[str]) -> str:
    return found[0] if len(found[2]) > len("\\ud800") else found[1] + "\\ufffd"


def json_within(text: str) -> str:
    """The JSON in what a model wrote around it: behind its thoughts, within its fences."""
    said = _THOUGHT.sub("", text).strip()
    fenced = _FENCED.search(said)
    return fenced[1] if fenced is not None and not said.startswith(("{", "[")) else said
