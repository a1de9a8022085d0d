"""Persons in running text with a title in front of them or behind them."""

from collections.abc import Sequence
from dataclasses import replace

from corrigenda.reconcile.mentions.boundaries import is_no_person, name_end
from corrigenda.reconcile.mentions.gazetteer import Gazetteer
from corrigenda.reconcile.mentions.spans import MentionSpan, mention_span
from corrigenda.reconcile.mentions.title_spans import TitlePhrase, title_before, title_behind
from corrigenda.reconcile.mentions.tokens import CLAUSE_ENDS, CountryWords, Passage

_MOST_ROLES = 3
"""A title that may be more offices than these says nothing of a counterpart's."""


def find_titled_persons(text: str, passage: Passage, known: Gazetteer) -> list[MentionSpan]:
    """Persons with a title in front of them or behind them."""
    found: list[MentionSpan] = []
    shared: TitlePhrase | None = None
    floor = place = 0
    while place < len(passage.tokens):
        end = name_end(passage, place, known)
        title = _title_of(text, passage, place, end, floor, shared if place == floor else None, known)
        shared = None
        if title is None:
            place += 1
        elif is_no_person(passage.tokens, place, end):
            place = floor = end
        else:
            country = _country_behind(passage, end)
            found.append(_person(passage, place, end, title, country))
            place = country.last if country is not None else end
            if title.plural:
                shared = title
                place = _next_of_list(passage, place)
            elif _is_said_again(passage, place, known):
                shared = title
                place += 1
            floor = place
    return found


def _title_of(
    text: str,
    passage: Passage,
    place: int,
    end: int,
    floor: int,
    shared: TitlePhrase | None,
    known: Gazetteer,
) -> TitlePhrase | None:
    """The title of the name in these tokens: before it, ``shared`` with the name before, or behind it."""
    if end == place:
        return None
    title = title_before(text, passage, place, floor)
    if title is not None and passage.reads(place - 1, ",") and not _stands_alone(passage, place, end):
        title = None
    if title is None and shared is None and _may_have_apposition(passage, place, end, known):
        return title_behind(text, passage, end + 1)
    return title or shared


def _person(
    passage: Passage, place: int, end: int, title: TitlePhrase, country: CountryWords | None
) -> MentionSpan:
    """The person in these tokens; the country of the title goes before that behind the name."""
    name = mention_span(passage, place, end, "person", title)
    return replace(name, country=name.country or country.code) if country is not None else name


def _may_have_apposition(passage: Passage, place: int, end: int, known: Gazetteer) -> bool:
    """Whether a comma follows what is a person's name by itself; "Philadelphia, the head of …" is none."""
    return passage.reads(end, ",") and (end - place > 1 or known.is_person(passage.tokens[place]))


def _stands_alone(passage: Passage, place: int, end: int) -> bool:
    """Whether a name behind a title and a comma is one: "his counterpart, Luigi Di Maio, said"."""
    return end - place > 1 and (passage.token(end) is None or passage.reads(end, *CLAUSE_ENDS))


def _country_behind(passage: Passage, end: int) -> CountryWords | None:
    """The country in "Lee of Singapore", behind the name."""
    if not passage.reads(end, "of"):
        return None
    return passage.country(end + 2 if passage.reads(end + 1, "the") else end + 1)


def _is_said_again(passage: Passage, dash: int, known: Gazetteer) -> bool:
    """Whether behind a dash the name before it is said once more: "President Raparosa — Ramaphosa"."""
    one, between, other = passage.token(dash - 1), passage.token(dash), passage.token(dash + 1)
    if one is None or between is None or other is None or not between.is_dash:
        return False
    return (
        bool(one.words and other.words)
        and one.words[0][0] == other.words[0][0]
        and one.words != other.words
        and name_end(passage, dash + 1, known) == dash + 2
    )


def _next_of_list(passage: Passage, place: int) -> int:
    """Behind a comma, an "and", or both."""
    for word in (",", "and"):
        place += passage.reads(place, word)
    return place


# Offices that the text leaves unsaid: "his Italian counterpart"


def offices_of_counterparts(names: Sequence[MentionSpan]) -> dict[int, str]:
    """For each counterpart, by its start, the office that the text supplies: that of the person before."""
    supplied: dict[int, str] = {}
    role_of: dict[str, str] = {}
    current: str | None = None
    passage = -1
    for name in (name for name in names if name.type == "person"):
        if name.passage != passage:
            passage, current = name.passage, None
        title = name.title
        if title is not None and title.is_counterpart:
            if current is not None:
                supplied[name.start] = f" [{current.replace('_', ' ')}]"
        elif title is not None and title.parsed is not None and title.parsed.roles:
            current = title.parsed.roles[0] if len(title.parsed.roles) <= _MOST_ROLES else None
            if current is not None:
                role_of[name.words[-1]] = current
        else:
            current = role_of.get(name.words[-1], current)
    return supplied
