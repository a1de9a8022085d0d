"""Persons in running text with a title in front of them or behind them."""

from dataclasses import replace

from corrigenda.reconcile.mentions.boundaries import is_no_person, name_end
from corrigenda.reconcile.mentions.known_names import KnownWords
from corrigenda.reconcile.mentions.spans import PlacedName, place_name
from corrigenda.reconcile.mentions.title_spans import TitlePhrase, title_before, title_behind
from corrigenda.reconcile.mentions.tokens import CLAUSE_ENDS, CountryWords, Passage


def find_titled_persons(text: str, part: Passage, known: KnownWords) -> list[PlacedName]:
    """Persons with a title in front of them or behind them."""
    found: list[PlacedName] = []
    shared: TitlePhrase | None = None
    floor = place = 0
    while place < len(part.tokens):
        end = name_end(part, place, known)
        title = _title_of(text, part, place, end, floor, shared if place == floor else None, known)
        shared = None
        if title is None:
            place += 1
        elif is_no_person(part.tokens, place, end):
            place = floor = end
        else:
            country = _country_behind(part, end)
            found.append(_person(part, place, end, title, country))
            place = country.last if country is not None else end
            if title.plural:
                shared = title
                place = _next_of_list(part, place)
            elif _is_said_again(part, place, known):
                shared = title
                place += 1
            floor = place
    return found


def _title_of(
    text: str,
    part: Passage,
    place: int,
    end: int,
    floor: int,
    shared: TitlePhrase | None,
    known: KnownWords,
) -> TitlePhrase | None:
    """The title of the name in these tokens: before it, ``shared`` with the name before, or behind it."""
    if end == place:
        return None
    title = title_before(text, part, place, floor)
    if title is not None and part.reads(place - 1, ",") and not _stands_alone(part, place, end):
        title = None
    if title is None and shared is None and _may_have_apposition(part, place, end, known):
        return title_behind(text, part, end + 1)
    return title or shared


def _person(
    part: Passage, place: int, end: int, title: TitlePhrase, country: CountryWords | None
) -> PlacedName:
    """The person in these tokens; the country of the title goes before that behind the name."""
    name = place_name(part, place, end, "person", title)
    return replace(name, country=name.country or country.code) if country is not None else name


def _may_have_apposition(part: Passage, place: int, end: int, known: KnownWords) -> bool:
    """Whether a comma follows what is a person's name by itself; "Philadelphia, the head of …" is none."""
    return part.reads(end, ",") and (end - place > 1 or known.is_person(part.tokens[place]))


def _stands_alone(part: Passage, place: int, end: int) -> bool:
    """Whether a name behind a title and a comma is one: "his counterpart, Luigi Di Maio, said"."""
    return end - place > 1 and (part.token(end) is None or part.reads(end, *CLAUSE_ENDS))


def _country_behind(part: Passage, end: int) -> CountryWords | None:
    """The country in "Lee of Singapore", behind the name."""
    if not part.reads(end, "of"):
        return None
    return part.country(end + 2 if part.reads(end + 1, "the") else end + 1)


def _is_said_again(part: Passage, dash: int, known: KnownWords) -> bool:
    """Whether behind a dash the name before it is said once more: "President Raparosa — Ramaphosa"."""
    one, between, other = part.token(dash - 1), part.token(dash), part.token(dash + 1)
    if one is None or between is None or other is None or not between.is_dash:
        return False
    return (
        bool(one.words and other.words)
        and one.words[0][0] == other.words[0][0]
        and one.words != other.words
        and name_end(part, dash + 1, known) == dash + 2
    )


def _next_of_list(part: Passage, place: int) -> int:
    """Behind a comma, an "and", or both."""
    for word in (",", "and"):
        place += part.reads(place, word)
    return place
