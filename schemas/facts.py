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

What makes up for a small model is no part of a fact: that is its ``ExtractionPolicy``, in ``extract``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict

_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")

EntityType = Literal["person", "organization", "place", "office"]
MarkerKind = Literal["name", "speaker", "when", "quote", "gist"]


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
Speaker = Annotated[
    str,
    Marker("speaker", ("person", "organization"), "who says it, only if the sentence cites somebody"),
]
When = Annotated[str, Marker("when", (), "the words for the time as written, such as 'on Tuesday'")]
Quote = Annotated[str, Marker("quote", (), "words of the sentence, copied to the letter")]


Gist = Annotated[str, Marker("gist", (), "what they did, said or plan, in a few words of the sentence")]


class Fact(BaseModel):
    """The base of every fact schema. Its docstring is the model's instruction.

    A field named ``status`` or ``speaker`` is shown in its own column of ``facts.jsonl``. ``examples`` are
    shown to the model, worked, before the article.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    examples: ClassVar[tuple["Example", ...]] = ()

    def with_values(self, values: Mapping[str, Any]) -> Self:
        """A copy with the value at each path (``who[0]``, ``when``, ``venue.city``) replaced.

        ``who[2]`` of a list of two appends. Raises ``pydantic.ValidationError`` where a value does not fit.
        """
        data = self.model_dump()
        for path, value in values.items():
            steps = [name or int(index) for name, index in _STEP.findall(path)]
            holder: Any = data
            for step, following in pairwise(steps):
                if isinstance(following, int):
                    holder[step] = list(holder[step] or ())
                holder = holder[step]
            last = steps[-1]
            if isinstance(last, int) and last == len(holder):
                holder.append(value)
            else:
                holder[last] = value
        return type(self).model_validate(data)


@dataclass(frozen=True)
class Example:
    """Sentences of our own, and the facts in each, by the sentence's number from 1."""

    sentences: tuple[str, ...]
    facts: Mapping[int, tuple[Fact, ...]]
