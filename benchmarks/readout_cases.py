"""Readouts whose title says who met or called whom: which are taken, and what is right for each.

Taken by a fixed rule from ``wh_readouts.jsonl``: the title reads "Readout of A('s) Call|Meeting with B" (one
A and one B); A and B are an office and a name, with B's country where the office does not tell it; by the
imported office table exactly one person of A's name held A's office that day, and one of B's name B's (an
open term goes on); and the first 300 characters say "today", so that the day of the call is the header's. Of
these, ``COUNT`` at even distances in the order of day and title.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from benchmarks.shared import rows_of
from corrigenda.reconcile.countries import country_code
from corrigenda.reconcile.table import EntityTable
from corrigenda.reconcile.text import tokens
from corrigenda.reconcile.titles import parse_title

COUNT = 48
_TITLE = re.compile(
    r"Readout (?:of|by NSC Spokesperson .+? of) (?P<host>.+?)(?:[’'‘]s?)?"
    r" (?P<how>(?:Video|Virtual|Phone|Bilateral) )?(?P<kind>Call|Meeting) with (?P<guest>.+)",
    re.IGNORECASE,
)
_OF_COUNTRY = re.compile(r"(?P<office>.+) of (?:the )?(?P<country>.+)", re.IGNORECASE)
_TODAY = re.compile(r"\btoday\b", re.IGNORECASE)
_OPENING = 300
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


@dataclass(frozen=True)
class Somebody:
    """A person who must be there: the entity, and the last word of the name in the title, folded."""

    entity_id: str
    surname: str


@dataclass(frozen=True)
class Readout:
    """One article, and the meeting or call that it tells of."""

    id: str
    text: str
    day: date
    title: str
    kinds: frozenset[str]
    people: tuple[Somebody, Somebody]


def read_readouts(table: EntityTable) -> tuple[tuple[Readout, ...], int]:
    """Every readout that the rule takes, in order, and of how many."""
    rows = rows_of("wh_readouts.jsonl")
    taken = [
        readout
        for row in sorted(rows, key=lambda row: (row["date"], row["title"]))
        if (readout := _readout(row, table)) is not None
    ]
    return tuple(taken), len(rows)


def spread(readouts: tuple[Readout, ...], count: int = COUNT) -> tuple[Readout, ...]:
    """``count`` of them at even distances."""
    return tuple(readouts[place * len(readouts) // count] for place in range(min(count, len(readouts))))


def _readout(row: dict[str, str], table: EntityTable) -> Readout | None:
    title = _TITLE.fullmatch(" ".join(row["title"].split()))
    if title is None or _TODAY.search(row["text"][:_OPENING]) is None:
        return None
    day = date.fromisoformat(row["date"])
    host = _holder(title["host"], "US", day, table)
    guest = _holder(title["guest"], None, day, table)
    if host is None or guest is None or host.entity_id == guest.entity_id:
        return None
    kind = title["kind"].casefold()
    how = (title["how"] or "").strip().casefold()
    return Readout(
        id=row["file"].rpartition("/")[2].removesuffix(".md"),
        text=row["text"],
        day=day,
        title=row["title"],
        kinds=frozenset({"meeting", "call"} if how in ("video", "virtual") else {kind}),
        people=(host, guest),
    )


def _holder(words: str, country: str | None, day: date, table: EntityTable) -> Somebody | None:
    """Who of that name held that office of that country on the day, if it is one person.

    Office and name are told apart at the first word at which both fit.
    """
    of_country = _OF_COUNTRY.fullmatch(words)
    if of_country is not None and (code := country_code(of_country["country"])) is not None:
        words, country = of_country["office"], code
    parts = words.replace(",", " ").split()
    for place in range(1, len(parts)):
        title = parse_title(" ".join(parts[:place]), country=country)
        name = [word for word in tokens(" ".join(parts[place:])) if word not in _SUFFIXES]
        if title is None or title.honorific or title.country is None or not name:
            continue
        held = {
            holding.entity_id
            for holding in table.by_office(title.roles, title.country, day, grace_days=0)
            if name[-1] in _words(holding.entity_id, table)
        }
        if held:
            return Somebody(held.pop(), name[-1]) if len(held) == 1 else None
    return None


def _words(entity_id: str, table: EntityTable) -> Iterator[str]:
    entity = table.entity(entity_id)
    for name in entity.names if entity is not None else ():
        yield from tokens(name.text)
