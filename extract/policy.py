"""What makes up for a small model: what a value needs, how many facts are let pass, what code adds.

None of it is told to the model, and none of it is a part of what a fact is. ``extract_facts`` takes a policy
for each schema; the one of our own news facts stands here.
"""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from pydantic import Field

from corrigenda.schemas.base import Frozen
from corrigenda.schemas.facts import Fact
from corrigenda.schemas.news import NewsFact


class Cue(Frozen):
    """A value that a field has only where its sentence has a word for it.

    ``words`` names a list in ``extract/data/reference.yaml``. Without such a word the field takes the value
    ``instead``, or its default where there is none.
    """

    field: str
    value: str | bool
    words: str
    instead: str | bool | None = None


class Completion(Frozen):
    """A field that code completes from the fact's own sentence.

    Of every fact, or of those alone whose field ``by`` has one of ``values``.
    """

    field: str
    by: str | None = None
    values: tuple[str | bool, ...] = ()

    def field_of(self, fact: Fact) -> str | None:
        """The name of the field where this fact is one of those, else ``None``."""
        if self.by is None:
            return self.field
        told = getattr(fact, self.by)
        return self.field if (told.value if isinstance(told, Enum) else told) in self.values else None


class Stated(Completion):
    """A value that ``field`` takes where the fact's own clause has one of the phrases of the list ``words``.

    Only where the model left it at its default.
    """

    value: str
    words: str


class ExtractionPolicy(Frozen):
    """How facts of one schema are made of what a model wrote. The default adds nothing and bounds the length.

    ``most`` facts are let be stated by a sentence, ``most_alone`` where one sentence is asked about at a
    time, as a small model is: it fills lists up.
    """

    cues: tuple[Cue, ...] = ()
    most: int = Field(default=4, ge=1)
    most_alone: int = Field(default=4, ge=1)
    keep_misfits: bool = False
    """Whether a name stays in a field that is for another kind, as a person in an ``Organization`` is.

    By default it is left out, and the fact with it where the field is required; a note says either.
    """
    participants: Completion | None = None
    """The list of names that takes everybody whom the sentence joins to those in it.

    "Blinken met in Anchorage with Yang and Foreign Minister Wang" joins three, even where the model wrote
    down one; where it says "separately", each pair is a fact of its own.
    """
    agreeing: Completion | None = None
    """The list that holds who agrees, and nobody of whom the agreement only speaks."""
    time: Completion | None = None
    """The ``When`` that takes the time which the fact's own clause tells, if it has none.

    "Blinken met on Tuesday with Yang" is dated, even where the model left the time out.
    """

    stated: tuple[Stated, ...] = ()
    """Values that the fact's own clause states.

    "Yang will meet Blinken" is planned, even where the model left the status out.
    """
    negation: Completion | None = None
    """The field that is true of a fact whose own clause says that it did not happen.

    "Blinken did not meet Wang" is negated, even where the model copied "meet Wang". Where no field is named,
    and of other facts, a note says it.
    """

    def most_of(self, sentences: int) -> int:
        """How many facts each sentence may state where so many ``sentences`` are asked about at once."""
        return self.most_alone if sentences == 1 else self.most


Policies = Mapping[type[Fact], ExtractionPolicy]
"""A policy for each schema that has one of its own; a class made of another has the other's."""

NO_POLICIES: Policies = MappingProxyType({})

_NEUTRAL = ExtractionPolicy()

_OURS: Policies = MappingProxyType(
    {
        NewsFact: ExtractionPolicy(
            cues=(
                Cue(field="status", value="planned", words="future"),
                Cue(field="status", value="ongoing", words="ongoing"),
                Cue(field="status", value="claimed", words="claiming"),
                Cue(field="status", value="denied", words="denial"),
                Cue(field="status", value="cancelled", words="cancelling"),
                Cue(field="negated", value=True, words="negation"),
                Cue(field="kind", value="call", words="calling", instead="meeting"),
            ),
            most_alone=2,
            # Those who meet, call or agree are joined by their sentence.
            participants=Completion(field="who", by="kind", values=("meeting", "call", "agreement", "visit")),
            agreeing=Completion(field="who", by="kind", values=("agreement",)),
            # What is said may tell of any time; what is done, of its own.
            time=Completion(
                field="when", by="kind", values=("meeting", "call", "visit", "agreement", "appointment")
            ),
            # What is said or agreed may tell of a plan; what is done is planned then.
            stated=(
                Stated(
                    field="status",
                    value="planned",
                    words="planned",
                    by="kind",
                    values=("meeting", "call", "visit", "plan", "appointment", "other"),
                ),
            ),
            # What is said may deny something; what is done is not done then.
            negation=Completion(
                field="negated",
                by="kind",
                values=("meeting", "call", "visit", "agreement", "plan", "appointment"),
            ),
        )
    }
)


def policy_of(schema: type[Fact], policies: Policies = NO_POLICIES) -> ExtractionPolicy:
    """The policy of ``schema``, or of the nearest class that it is made of: the user's, else ours, if any."""
    known = {**_OURS, **policies}
    return next((known[one] for one in schema.__mro__ if one in known), _NEUTRAL)
