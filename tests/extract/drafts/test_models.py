"""The shape that a model fills in, derived from the user's own class."""

import json
from collections.abc import Iterator
from enum import Enum
from typing import Any, Literal

import pytest
from pydantic import BaseModel, Field

from corrigenda.extract.drafts import Malformed, answer_shape, draft_of, filled_in
from corrigenda.schemas.facts import Fact, Organization, Person, Place, Quote, When
from corrigenda.schemas.news import NewsFact


class Venue(BaseModel):
    """Where it was."""

    city: str
    hall: str | None = None


class Stage(Enum):
    """How far it has come."""

    AGREED = "agreed"
    DONE = "done"


class Appointment(Fact):
    """Somebody is named to, takes or leaves an office."""

    person: Person
    office: str
    organization: Organization | None = None
    when: When | None = None
    venue: Venue | None = None


def test_the_shape_asks_for_every_sentence_of_the_window() -> None:
    """Each sentence has a list of its own under its number, and none may be left out."""
    schema = answer_shape(Appointment, [3, 4], most=4).model_json_schema()

    assert schema["required"] == ["3", "4"]
    assert list(schema["properties"]) == ["3", "4"]
    assert schema["additionalProperties"] is False


def test_marked_fields_are_plain_bounded_strings() -> None:
    """A small model's grammar sees strings with bounds, and no unions, defaults or titles."""
    schema = answer_shape(Appointment, [1], most=4).model_json_schema()

    draft = schema["$defs"]["AppointmentDraft"]
    assert draft["properties"]["person"] == {"type": "string", "maxLength": 60}
    assert draft["required"] == ["person", "office"]
    assert not {"anyOf", "default", "title"} & set(json.dumps(draft).split('"'))


class Party(BaseModel):
    """Somebody and a part in it."""

    name: Person
    role: Literal["buyer", "seller"] | None = None
    homes: list[Place] = Field(default_factory=list)


class Deal(Fact):
    """Somebody buys something from somebody."""

    parties: list[Party]
    goods: tuple[str, ...] = ()
    venue: Venue | None = None
    stage: Stage | None = None
    only: Literal["sale"] = "sale"
    amount: float | None = None
    firm: bool = False
    words: Quote | None = None


_KEYWORDS = {
    *("type", "properties", "required", "additionalProperties", "items", "minItems", "maxItems"),
    *("maxLength", "enum", "const", "$ref", "$defs"),
}
"""What providers with a strict mode and llama.cpp's grammar both read."""


def _parts(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every schema in a schema, itself first."""
    yield schema
    for one in (*schema.get("properties", {}).values(), *schema.get("$defs", {}).values()):
        yield from _parts(one)
    if "items" in schema:
        yield from _parts(schema["items"])


def _deepest(schema: dict[str, Any], within: dict[str, Any], above: tuple[str, ...] = ()) -> int:
    """How many references lie in one another; fails where one leads back to itself."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/")
        assert name not in above
        return 1 + _deepest(within[name], within, (*above, name))
    inner = (*schema.get("properties", {}).values(), *([schema["items"]] if "items" in schema else ()))
    return max((_deepest(one, within, above) for one in inner), default=0)


@pytest.mark.parametrize(("kind", "depth"), [(NewsFact, 1), (Appointment, 2), (Deal, 2)])
@pytest.mark.parametrize("least", [0, 1])
def test_a_strict_provider_can_read_every_shape(kind: type[Fact], depth: int, least: int) -> None:
    """Known keywords, bounded lists and strings, closed objects, and no reference to itself."""
    schema = answer_shape(kind, [1, 2], most=4, least=least).model_json_schema()

    assert _deepest(schema, schema["$defs"]) == depth
    for part in _parts(schema):
        assert part.keys() <= _KEYWORDS
        match part.get("type"):
            case "object":
                assert part["additionalProperties"] is False
                assert set(part.get("required", ())) <= part["properties"].keys()
            case "array":
                assert part["maxItems"] > 0
            case "string":
                assert "maxLength" in part or "enum" in part or "const" in part
            case kind_of_value:
                assert kind_of_value in ("number", "boolean") or "$ref" in part


def test_an_enumeration_is_drafted_as_its_values() -> None:
    """The model is shown words to choose from, and the fact has the user's own member."""
    schema = draft_of(Deal).model_json_schema()
    draft = draft_of(Deal).model_validate({"parties": [{"name": "Ono"}], "stage": "agreed"})

    assert schema["properties"]["stage"] == {"enum": ["agreed", "done"], "type": "string"}
    assert Deal.model_validate(filled_in(draft)).stage is Stage.AGREED


def test_one_bad_item_of_a_list_costs_that_item() -> None:
    """The others are read, and what was wrong is said."""
    answer = '{"1": [{"person": "Ono", "office": "minister"}, {"person": 7}, "?"], "2": []}'

    items = answer_shape(Appointment, [1, 2], most=4).model_validate_json(answer).items()

    assert [(number, isinstance(item, Malformed)) for number, item in items] == [
        (1, False),
        (1, True),
        (1, True),
    ]
    assert isinstance(items[1][1], Malformed)
    assert items[1][1].reason.startswith("person:")


def test_an_answer_longer_than_its_bounds_is_read_whole() -> None:
    """Bounds are for the grammar; what a model says beyond them is not thrown away."""
    many = [{"what": "x" * 300, "who": [], "kind": "other"}] * 9

    items = answer_shape(NewsFact, [5], most=4).model_validate_json(json.dumps({"5": many})).items()

    assert len(items) == 9
    assert not any(isinstance(item, Malformed) for _, item in items)


@pytest.mark.parametrize("nothing", [None, "", "none", "N/A", "unknown", " null "])
def test_a_word_for_nothing_is_nothing(nothing: str | None) -> None:
    """Small models write "none" where they should leave out."""
    answer = json.dumps({"1": [{"person": "Ono", "office": "minister", "when": nothing}]})

    ((_, draft),) = answer_shape(Appointment, [1], most=4).model_validate_json(answer).items()

    assert isinstance(draft, BaseModel)
    assert filled_in(draft) == {"person": "Ono", "office": "minister"}
