"""What a user writes to say which facts are wanted: a ``Fact`` whose annotations say what each field is.

::

    class Appointment(Fact):
        \"\"\"Somebody is named to, takes or leaves an office.\"\"\"
        person: Person
        office: str
        organization: Organization | None = None
        when: When | None = None

A marked field is copied from the sentence as it stands there, then grounded; a ``When`` is resolved against
the dateline; a name is reconciled. An unmarked ``str`` is the model's own words and is not grounded.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict

EntityType = Literal["person", "organization", "place", "office"]
MarkerKind = Literal["name", "when", "quote"]


@dataclass(frozen=True)
class Marker:
    """Says what a string field is: a name of one of ``types``, an expression of time, or a quotation."""

    kind: MarkerKind
    types: tuple[EntityType, ...] = ()
    hint: str = ""
    """What the model is told of such a field."""


Person = Annotated[str, Marker("name", ("person",), "a person's name as written, without the title")]
Organization = Annotated[str, Marker("name", ("organization",), "an organization's name as written")]
Place = Annotated[str, Marker("name", ("place",), "a place's name as written")]
Name = Annotated[
    str, Marker("name", ("person", "organization", "place"), "a name as written, without the title")
]
When = Annotated[str, Marker("when", (), "the words for the time as written, such as 'on Tuesday'")]
Quote = Annotated[str, Marker("quote", (), "words of the sentence, copied to the letter")]


class Fact(BaseModel):
    """The base of every fact schema. Its docstring is the model's instruction.

    A field named ``status`` or ``speaker`` is shown in its own column of ``facts.jsonl``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
