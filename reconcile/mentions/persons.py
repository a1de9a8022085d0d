"""Persons in running text with a title in front of them or behind them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corrigenda.reconcile.mentions.boundaries import is_no_person, name_end, name_start
from corrigenda.reconcile.mentions.known_names import LEAST_LETTERS, KnownWords
from corrigenda.reconcile.mentions.ordinary_words import is_ordinary
from corrigenda.reconcile.mentions.spans import PlacedName, Taken, place_name
from corrigenda.reconcile.mentions.title_spans import TitlePhrase, title_before, title_behind
from corrigenda.reconcile.mentions.tokens import Passage, Token, vocabulary
from corrigenda.reconcile.text import fold
from corrigenda.reconcile.titles import title_words

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


_LONGEST_NATIVE_NAME = 6


def find_native_persons(part: Passage, known: KnownWords) -> Iterator[PlacedName]:
    """Persons of the table by their native spelling, the longest first. A part alone must stand alone."""
    for token in part.tokens:
        if token.native:
            place = 0
            while place < len(token.text):
                size = _native_size(token.text, place, known)
                if size:
                    start = token.start + place
                    word = token.text[place : place + size]
                    yield PlacedName(start, start + size, (word,), "person", part.tokens[0].start)
                place += size or 1


def _native_size(text: str, place: int, known: KnownWords) -> int:
    for size in range(min(_LONGEST_NATIVE_NAME, len(text) - place), 1, -1):
        if size < LEAST_LETTERS and size != len(text):
            continue
        if known.is_borne_word(fold(text[place : place + size])):
            return size
    return 0


_ACRONYM = 5
_ARTICLES = frozenset({"a", "an", "the"})


def find_other_persons(text: str, part: Passage, known: KnownWords, taken: Taken) -> Iterator[PlacedName]:
    """Capitalised words that are a person by a word they share, or because somebody speaks."""
    tokens = part.tokens
    place = 0
    while place < len(tokens):
        end = name_end(part, place, known)
        if end == place or taken.holds(tokens[place].start, tokens[end - 1].end):
            place += 1
            continue
        if _is_person(text, part, place, end, known, taken):
            yield place_name(part, name_start(part, place, end, known), end, "person")
        place = end


def _is_person(text: str, part: Passage, place: int, end: int, known: KnownWords, taken: Taken) -> bool:
    tokens = part.tokens
    run = tokens[place:end]
    if is_no_person(tokens, place, end):
        return False
    follower = tokens[end] if end < len(tokens) else None
    incumbent = follower is not None and follower.is_in(vocabulary().after_name)
    if len(run) == 1 and "-" in run[0].text and incumbent:
        return False
    if any(known.is_named(token) for token in run):
        return True
    cut = part.headline and follower is not None and follower.capital and not is_ordinary(follower)
    if (
        cut
        or run[0].is_in(vocabulary().called)
        or _is_fragment(part, place)
        or part.countries[place] is not None
    ):
        return False
    if known.body(text[run[0].start : run[-1].end]) is not None:
        return False
    borne = any(known.is_borne(token) and not is_ordinary(token) for token in (run[0], run[-1]))
    if len(run) == 1:
        article = place > 0 and tokens[place - 1].is_in(_ARTICLES) and not incumbent
        acronym = run[0].text.isupper() and len(run[0].text) <= _ACRONYM
        short = len(run[0].text) < LEAST_LETTERS and run[0].opens
        return borne and not (article or acronym or short)
    speaks = follower is not None and follower.is_in(vocabulary().speech)
    return borne or (not part.headline and (speaks or _is_beside_person(tokens, place, taken)))


def _is_beside_person(tokens: Sequence[Token], place: int, taken: Taken) -> bool:
    """Whether a comma or an "and" joins the name to a person before it."""
    before = place - 1
    while before > 0 and tokens[before].text in {",", "and"}:
        before -= 1
    return 0 <= before < place - 1 and taken.holds(tokens[before].start, tokens[before].end)


def _is_fragment(part: Passage, place: int) -> bool:
    """Whether the name is what is left of a longer capitalised run: "York" of "New York"."""
    before = part.tokens[place - 1] if place else None
    if before is None or not before.capital or before.possessive:
        return False
    if before.opens and not before.is_in(vocabulary().called):
        return False
    return not before.is_in(title_words() | vocabulary().calendar) and part.country(place - 1) is None
