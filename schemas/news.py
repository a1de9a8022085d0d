"""The facts of news that Corrigenda looks for when the user names no schema."""

from typing import Literal

from pydantic import Field

from corrigenda.schemas.facts import Example, Fact, Gist, Name, Place, Speaker, When

Kind = Literal[
    "meeting", "call", "visit", "statement", "agreement", "plan", "criticism", "appointment", "other"
]
FactStatus = Literal["happened", "ongoing", "planned", "claimed", "denied", "cancelled"]


class NewsFact(Fact):
    """Who did, said or plans what, with whom, when and where, according to whom."""

    what: Gist
    who: tuple[Name, ...] = Field(
        description="names of all those taking part, without titles, the acting one first"
    )
    kind: Kind = Field(
        description="meeting (met, held talks), call (spoke with, phoned), visit (went to a place), statement"
        " (said, told), agreement (agreed, affirmed, confirmed), plan, criticism, appointment, other"
    )
    status: FactStatus = Field(
        default="happened",
        description="only if not simply happened: ongoing, planned (will, plans to, is expected to), claimed,"
        " denied, cancelled",
    )
    when: When | None = Field(default=None, description="words of time, only if the sentence has them")
    where: tuple[Place, ...] = Field(default=(), description="places, only if the sentence has any")
    speaker: Speaker | None = None
    negated: bool = Field(default=False, description="true only if the sentence says that it did not happen")


def _worked(sentence: str, *facts: NewsFact) -> Example:
    return Example((sentence,), {1: facts})


NewsFact.examples = (
    _worked(
        "Coach Ida Brandt sat down with striker Leo Marsh and his agent, Hugo Prieto, on Thursday evening.",
        NewsFact(
            what="sat down with striker Leo Marsh and his agent",
            who=("Ida Brandt", "Leo Marsh", "Hugo Prieto"),
            kind="meeting",
            when="on Thursday evening",
        ),
    ),
    _worked(
        "“We lost our nerve after the break, and they punished every mistake,” he admitted.",
        NewsFact(
            what="lost our nerve after the break, and they punished every mistake",
            who=("he",),
            kind="statement",
            speaker="he",
        ),
    ),
    _worked("Six rivers meet below the old town, which is why its cellars flood nearly every winter."),
    _worked(
        "Kepler Labs hired geneticist Amara Obi in June and has since opened a second site in Nairobi.",
        NewsFact(
            what="hired geneticist Amara Obi",
            who=("Kepler Labs", "Amara Obi"),
            kind="appointment",
            when="in June",
        ),
        NewsFact(
            what="has since opened a second site in Nairobi",
            who=("Kepler Labs",),
            kind="other",
            where=("Nairobi",),
        ),
    ),
    _worked(
        "Lead author Priya Raman told a congress in Lisbon that the vaccine halves infections among"
        " children.",
        NewsFact(
            what="told a congress in Lisbon that the vaccine halves infections among children",
            who=("Priya Raman",),
            kind="statement",
            where=("Lisbon",),
            speaker="Priya Raman",
        ),
    ),
    _worked(
        "Hours before the vote, bank chief Tomas Reyes phoned the regulator, Helen Okafor, to ask for more"
        " time.",
        NewsFact(
            what="phoned the regulator, Helen Okafor, to ask for more time",
            who=("Tomas Reyes", "Helen Okafor"),
            kind="call",
            when="Hours before the vote",
        ),
    ),
    _worked(
        "Pianist Yuki Tan will tour Brazil next spring, according to her label.",
        NewsFact(
            what="will tour Brazil",
            who=("Yuki Tan",),
            kind="visit",
            status="planned",
            when="next spring",
            where=("Brazil",),
            speaker="her label",
        ),
    ),
    _worked(
        "The builders of the tramway are to face its angriest critics, Rosa Lind and Ivo Marek, at Friday’s"
        " hearing.",
        NewsFact(
            what="are to face its angriest critics",
            who=("The builders of the tramway", "Rosa Lind", "Ivo Marek"),
            kind="meeting",
            status="planned",
            when="Friday",
        ),
    ),
    _worked(
        "Atlas Films and publisher Nora Winther have agreed out of court that Ben Okoye wrote the script.",
        NewsFact(
            what="agreed out of court that Ben Okoye wrote the script",
            who=("Atlas Films", "Nora Winther"),
            kind="agreement",
        ),
    ),
    _worked(
        "Surgeon Paul Adler denied in court that he had ignored the alarm.",
        NewsFact(
            what="he had ignored the alarm",
            who=("Paul Adler",),
            kind="statement",
            status="denied",
            speaker="Paul Adler",
        ),
    ),
    _worked(
        "Parents have attacked the closing of the Elm Street library as “a false economy”.",
        NewsFact(
            what="attacked the closing of the Elm Street library as “a false economy”",
            who=("Parents",),
            kind="criticism",
            speaker="Parents",
        ),
    ),
    _worked(
        "The Halden Museum did not return the bronze masks in March.",
        NewsFact(
            what="did not return the bronze masks",
            who=("Halden Museum",),
            kind="other",
            when="in March",
            negated=True,
        ),
    ),
)
