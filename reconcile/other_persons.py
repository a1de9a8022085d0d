"""Persons in running text without a title: by a word that they share, or because somebody speaks."""

from collections.abc import Iterator, Sequence

from corrigenda.reconcile.known_words import LEAST_LETTERS, KnownWords
from corrigenda.reconcile.name_bounds import is_no_person, name_end, name_start
from corrigenda.reconcile.ordinary_words import is_ordinary
from corrigenda.reconcile.placed_names import PlacedName, Taken, place_name
from corrigenda.reconcile.running_text import Passage, Token, vocabulary
from corrigenda.reconcile.titles import title_words

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
