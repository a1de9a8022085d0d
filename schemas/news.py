"""The facts of news that Corrigenda looks for when the user names no schema."""

from typing import Literal

from corrigenda.schemas.facts import Fact, Name, Person, Place, When

Kind = Literal[
    "meeting", "call", "visit", "statement", "agreement", "plan", "criticism", "appointment", "other"
]
Status = Literal["happened", "ongoing", "planned", "claimed", "denied", "cancelled"]


class NewsFact(Fact):
    """Who did, said or plans what, with whom, when and where, according to whom."""

    kind: Kind
    who: tuple[Name, ...] = ()
    what: str
    when: When | None = None
    where: Place | None = None
    status: Status = "happened"
    negated: bool = False
    speaker: Person | None = None
