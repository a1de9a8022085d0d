"""Persons in running text with a title in front of them or behind them."""

from collections.abc import Sequence
from dataclasses import replace

from corrigenda.reconcile.known_words import KnownWords
from corrigenda.reconcile.name_bounds import is_no_person, name_end
from corrigenda.reconcile.placed_names import PlacedName, place_name
from corrigenda.reconcile.running_text import Passage, Token
from corrigenda.reconcile.title_phrases import TitlePhrase, title_before, title_behind

_AFTER_OWNED_NAME = frozenset(',.;:)—–!?"”')


def find_titled_persons(text: str, part: Passage, known: KnownWords) -> list[PlacedName]:
    """Persons with a title in front of them or behind them."""
    tokens = part.tokens
    found: list[PlacedName] = []
    shared: TitlePhrase | None = None
    floor = place = 0
    while place < len(tokens):
        end = name_end(part, place, known)
        title = title_before(text, part, place, floor) if end > place else None
        if title is not None and tokens[place - 1].text == "," and not _stands_alone(tokens, place, end):
            title = None
        if end > place and title is None and shared is not None and place == floor:
            title = shared
        if title is None and _may_have_apposition(tokens, place, end, known):
            title = title_behind(text, part, end + 1)
        shared = None
        if title is None:
            place += 1
        elif is_no_person(tokens, place, end):
            place = floor = end
        else:
            country = _country_behind(part, end)
            name = place_name(part, place, end, "person", title)
            found.append(replace(name, country=name.country or country[1]) if country is not None else name)
            place = floor = end if country is None else country[0]
            if title.plural:
                shared = title
                place = floor = _next_of_list(tokens, place)
            elif _is_said_again(part, place, known):
                shared = title
                place = floor = place + 1
    return found


def _may_have_apposition(tokens: Sequence[Token], place: int, end: int, known: KnownWords) -> bool:
    """Whether a comma follows what is a person's name by itself; "Philadelphia, the head of …" is none."""
    if end == place or end >= len(tokens) or tokens[end].text != ",":
        return False
    return end - place > 1 or known.is_person(tokens[place])


def _stands_alone(tokens: Sequence[Token], place: int, end: int) -> bool:
    """Whether a name behind a title and a comma is one: "his counterpart, Luigi Di Maio, said"."""
    return end - place > 1 and (end == len(tokens) or tokens[end].text in _AFTER_OWNED_NAME)


def _country_behind(part: Passage, end: int) -> tuple[int, str] | None:
    """The country in "Lee of Singapore": the place behind it, and its code."""
    place = end
    for word in ("of", "the"):
        if place < len(part.tokens) and part.tokens[place].text == word:
            place += 1
        elif word == "of":
            return None
    country = part.country(place)
    return (country.last, country.code) if country is not None else None


def _is_said_again(part: Passage, dash: int, known: KnownWords) -> bool:
    """Whether behind a dash the name before it is said once more: "President Raparosa — Ramaphosa"."""
    tokens = part.tokens
    if dash == 0 or dash + 1 >= len(tokens) or not tokens[dash].is_dash:
        return False
    one, other = tokens[dash - 1], tokens[dash + 1]
    return (
        bool(one.words and other.words)
        and one.words[0][0] == other.words[0][0]
        and one.words != other.words
        and name_end(part, dash + 1, known) == dash + 2
    )


def _next_of_list(tokens: Sequence[Token], place: int) -> int:
    """Behind a comma, an "and", or both."""
    for word in (",", "and"):
        if place < len(tokens) and tokens[place].text == word:
            place += 1
    return place
