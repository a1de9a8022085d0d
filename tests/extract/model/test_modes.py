"""How an answer is bound to its shape: the rules of strict providers, and what is read of an answer."""

from collections.abc import Iterator
from typing import Any

import pytest

from corrigenda.extract.drafts import answer_shape
from corrigenda.extract.model import parse
from corrigenda.extract.model.modes import strict_schema, without_lone_surrogates
from corrigenda.schemas.news import NewsFact

STRICT = frozenset({"type", "properties", "required", "additionalProperties", "items", "enum", "anyOf"})
"""The keywords that OpenAI's structured outputs have always taken, apart from references."""


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    """Every schema within a schema, itself first."""
    yield schema
    for name, part in schema.items():
        inner = part.values() if name in ("properties", "$defs") else part if name == "anyOf" else ()
        for one in (part,) if name == "items" else inner:
            yield from objects(one)


def test_the_strict_form_keeps_to_the_rules() -> None:
    """Every property is required, no other is let in, and no keyword is used that was ever refused."""
    shape = answer_shape(NewsFact, (1, 2), most=3)
    whole = strict_schema(shape.model_json_schema())

    for one in objects(whole):
        assert set(one) <= STRICT | {"$defs", "$ref"}
        if one.get("type") == "object":
            assert one["required"] == list(one["properties"])
            assert one["additionalProperties"] is False


def test_null_counts_as_left_out() -> None:
    """What the strict form has a model write out is read as if it had not."""
    shape = answer_shape(NewsFact, (1,), most=3)
    bare = '{"1": [{"what": "met", "who": ["Ann"], "kind": "meeting"}]}'
    full = bare.replace('"meeting"}', '"meeting", "when": null, "where": null}')

    assert parse(full, shape) == parse(bare, shape)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (r'"\ud800"', '"\\ufffd"'),
        (r'"\ud83d\ude00"', r'"\ud83d\ude00"'),
        (r'"\\ud800"', r'"\\ud800"'),
        ("\ud800x", "\ufffdx"),
    ],
)
def test_half_a_character_is_replaced(text: str, plain: str) -> None:
    """As itself or as JSON's escape; a whole one, and a backslash before a word, stay."""
    assert without_lone_surrogates(text) == plain
