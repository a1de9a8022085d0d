"""Persons in running text without a title: by words of the table or of the text, or by native spelling."""

from collections.abc import Iterator

from corrigenda.reconcile.mentions.boundaries import is_no_person, name_end, name_start
from corrigenda.reconcile.mentions.gazetteer import LEAST_LETTERS, Gazetteer
from corrigenda.reconcile.mentions.ordinary_words import is_ordinary
from corrigenda.reconcile.mentions.spans import MentionSpan, TakenSpans, mention_span
from corrigenda.reconcile.mentions.tokens import Passage, surface_of, vocabulary
from corrigenda.reconcile.text import fold
from corrigenda.reconcile.titles import ARTICLES, title_words

_LONGEST_NATIVE_NAME = 6


def find_native_persons(passage: Passage, known: Gazetteer) -> Iterator[MentionSpan]:
    """Persons of the table by their native spelling, the longest first. A part alone must stand alone."""
    for token in passage.tokens:
        if token.native:
            place = 0
            while place < len(token.text):
                size = _native_size(token.text, place, known)
                if size:
                    start = token.start + place
                    word = token.text[place : place + size]
                    yield MentionSpan(start, start + size, (word,), "person", passage.tokens[0].start)
                place += size or 1


def _native_size(text: str, place: int, known: Gazetteer) -> int:
    for size in range(min(_LONGEST_NATIVE_NAME, len(text) - place), 1, -1):
        if size < LEAST_LETTERS and size != len(text):
            continue
        if known.is_borne_word(fold(text[place : place + size])):
            return size
    return 0


_ACRONYM = 5


def find_other_persons(
    text: str, passage: Passage, known: Gazetteer, taken: TakenSpans
) -> Iterator[MentionSpan]:
    """Capitalised words that are a person by a word they share, or because somebody speaks."""
    tokens = passage.tokens
    place = 0
    while place < len(tokens):
        end = name_end(passage, place, known)
        if end == place or taken.holds(tokens[place].start, tokens[end - 1].end):
            place += 1
            continue
        if _is_person(text, passage, place, end, known, taken):
            yield mention_span(passage, name_start(passage, place, end, known), end, "person")
        place = end


def _is_person(
    text: str, passage: Passage, place: int, end: int, known: Gazetteer, taken: TakenSpans
) -> bool:
    """Whether these words name a person: one beside a title elsewhere, one of the table, one who speaks."""
    run = passage.tokens[place:end]
    if is_no_person(passage.tokens, place, end) or _is_of_two_people(passage, place, end):
        return False
    if any(known.is_named(token) for token in run):
        return True
    if _is_part_of_more(passage, place, end) or known.organization_type(surface_of(text, run)) is not None:
        return False
    borne = any(known.is_borne(token) and not is_ordinary(token) for token in (run[0], run[-1]))
    if len(run) == 1:
        return borne and not _is_rather_a_word(passage, place)
    return borne or (
        not passage.headline
        and (_is_followed(passage, end, vocabulary().speech) or _is_beside_person(passage, place, taken))
    )


def _is_followed(passage: Passage, end: int, words: frozenset[str]) -> bool:
    follower = passage.token(end)
    return follower is not None and follower.is_in(words)


def _is_of_two_people(passage: Passage, place: int, end: int) -> bool:
    """Whether hyphened words are two names before what is called after both: "the Bush-Cheney team"."""
    hyphened = end - place == 1 and "-" in passage.tokens[place].text
    return hyphened and _is_followed(passage, end, vocabulary().after_name)


def _is_part_of_more(passage: Passage, place: int, end: int) -> bool:
    """Whether the words are half of what a headline has there, or of a place's name, or a country's."""
    follower = passage.token(end)
    cut = passage.headline and follower is not None and follower.capital and not is_ordinary(follower)
    called = passage.tokens[place].is_in(vocabulary().called)
    return cut or called or _is_fragment(passage, place) or passage.countries[place] is not None


def _is_rather_a_word(passage: Passage, place: int) -> bool:
    """Whether a single word, though somebody bears it, is more likely none's name here."""
    token, before = passage.tokens[place], passage.token(place - 1)
    determined = before is not None and before.is_in(ARTICLES)
    article = determined and not _is_followed(passage, place + 1, vocabulary().after_name)
    acronym = token.text.isupper() and len(token.text) <= _ACRONYM
    short = len(token.text) < LEAST_LETTERS and token.opens
    return article or acronym or short


def _is_beside_person(passage: Passage, place: int, taken: TakenSpans) -> bool:
    """Whether a comma or an "and" joins the name to a person before it."""
    before = place - 1
    while before > 0 and passage.reads(before, ",", "and"):
        before -= 1
    token = passage.token(before)
    return token is not None and before < place - 1 and taken.holds(token.start, token.end)


def _is_fragment(passage: Passage, place: int) -> bool:
    """Whether the name is what is left of a longer capitalised run: "York" of "New York"."""
    before = passage.token(place - 1)
    if before is None or not before.capital or before.possessive:
        return False
    if before.opens and not before.is_in(vocabulary().called):
        return False
    return not before.is_in(title_words() | vocabulary().calendar) and passage.country(place - 1) is None
