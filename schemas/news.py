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
        "After talks with Rossi at the Foreign Ministry on Monday, Jean Dupont told reporters that grain"
        " exports must resume.",
        NewsFact(
            what="talks at the Foreign Ministry",
            who=("Jean Dupont", "Rossi"),
            kind="meeting",
            when="on Monday",
            where=("Foreign Ministry",),
        ),
        NewsFact(
            what="grain exports must resume", who=("Jean Dupont",), kind="statement", speaker="Jean Dupont"
        ),
    ),
    _worked(
        "“We need a fair deal, and it is under pressure in the region,” he added.",
        NewsFact(what="need a fair deal", who=("he",), kind="statement", speaker="he"),
        NewsFact(what="it is under pressure in the region", who=("he",), kind="statement", speaker="he"),
    ),
    _worked(
        "Dupont also met separately with Defense Minister Ana Silva and Peter Novak, the head of the central"
        " bank.",
        NewsFact(what="met separately", who=("Dupont", "Ana Silva"), kind="meeting"),
        NewsFact(what="met separately", who=("Dupont", "Peter Novak"), kind="meeting"),
    ),
    _worked("The bloc includes four small countries that depend on river trade."),
    _worked(
        "President Marek Kowal spoke this morning with Prime Minister Jean Dupont of Belgium to thank him for"
        " the ships.",
        NewsFact(
            what="spoke this morning with Prime Minister Jean Dupont",
            who=("Marek Kowal", "Jean Dupont"),
            kind="call",
            when="this morning",
        ),
    ),
    _worked(
        "Italian officials said Prime Minister Bianchi will fly to Paris next month.",
        NewsFact(
            what="will fly to Paris",
            who=("Bianchi",),
            kind="visit",
            status="planned",
            when="next month",
            where=("Paris",),
            speaker="Italian officials",
        ),
    ),
    _worked(
        "Silva, the leader of the Green Party, and President Marek Kowal confirmed on May 3 that their"
        " governments will build a rail link.",
        NewsFact(
            what="their governments will build a rail link",
            who=("Silva", "Marek Kowal"),
            kind="agreement",
            when="on May 3",
        ),
    ),
    _worked(
        "Meanwhile, the two ministers denounced as “reckless” a Danish lawmaker’s trip to the island.",
        NewsFact(
            what="denounced as “reckless” a Danish lawmaker’s trip to the island",
            who=("the two ministers",),
            kind="criticism",
            speaker="the two ministers",
        ),
    ),
    _worked(
        "Kowal and Transport Minister Lena Berg are due to meet later this week in Oslo, Norway, with Erik"
        " Dahl, a member of the ruling council, and Envoy Sofia Lind.",
        NewsFact(
            what="are due to meet in Oslo",
            who=("Kowal", "Lena Berg", "Erik Dahl", "Sofia Lind"),
            kind="meeting",
            status="planned",
            when="later this week",
            where=("Oslo, Norway",),
        ),
    ),
    _worked(
        "In a statement, the ministry said Novak, who is on his first trip to Asia since taking office, told"
        " envoys that inflation is the main danger.",
        NewsFact(
            what="is on his first trip to Asia",
            who=("Novak",),
            kind="visit",
            status="ongoing",
            where=("Asia",),
        ),
        NewsFact(
            what="told envoys that inflation is the main danger",
            who=("Novak",),
            kind="statement",
            speaker="Novak",
        ),
    ),
    _worked(
        "Berg is set to visit Madrid and Rome before flying home on Sunday.",
        NewsFact(
            what="is set to visit Madrid and Rome",
            who=("Berg",),
            kind="visit",
            status="planned",
            when="before flying home on Sunday",
            where=("Madrid", "Rome"),
        ),
    ),
)
