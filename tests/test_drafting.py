"""The shape that a model fills in, derived from the user's own class."""

import json

import pytest
from pydantic import BaseModel

from corrigenda.extract.drafting import Malformed, answer_shape, filled_in
from corrigenda.schemas.facts import Fact, Organization, Person, When
from corrigenda.schemas.news import NewsFact


class Venue(BaseModel):
    """Where it was."""

    city: str
    hall: str | None = None


class Appointment(Fact):
    """Somebody is named to, takes or leaves an office."""

    person: Person
    office: str
    organization: Organization | None = None
    when: When | None = None
    venue: Venue | None = None


def test_the_shape_asks_for_every_sentence_of_the_window() -> None:
    """Each sentence has a list of its own under its number, and none may be left out."""
    schema = answer_shape(Appointment, [3, 4]).model_json_schema()

    assert schema["required"] == ["3", "4"]
    assert list(schema["properties"]) == ["3", "4"]
    assert schema["additionalProperties"] is False


def test_marked_fields_are_plain_bounded_strings() -> None:
    """A small model's grammar sees strings with bounds, and no unions, defaults or titles."""
    schema = answer_shape(Appointment, [1]).model_json_schema()

    draft = schema["$defs"]["AppointmentDraft"]
    assert draft["properties"]["person"] == {"type": "string", "maxLength": 60}
    assert draft["required"] == ["person", "office"]
    assert not {"anyOf", "default", "title"} & set(json.dumps(draft).split('"'))


def test_one_bad_item_of_a_list_costs_that_item() -> None:
    """The others are read, and what was wrong is said."""
    answer = '{"1": [{"person": "Ono", "office": "minister"}, {"person": 7}, "?"], "2": []}'

    items = answer_shape(Appointment, [1, 2]).model_validate_json(answer).items()

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

    items = answer_shape(NewsFact, [5]).model_validate_json(json.dumps({"5": many})).items()

    assert len(items) == 9
    assert not any(isinstance(item, Malformed) for _, item in items)


@pytest.mark.parametrize("nothing", [None, "", "none", "N/A", "unknown", " null "])
def test_a_word_for_nothing_is_nothing(nothing: str | None) -> None:
    """Small models write "none" where they should leave out."""
    answer = json.dumps({"1": [{"person": "Ono", "office": "minister", "when": nothing}]})

    ((_, draft),) = answer_shape(Appointment, [1]).model_validate_json(answer).items()

    assert isinstance(draft, BaseModel)
    assert filled_in(draft) == {"person": "Ono", "office": "minister"}
