"""Where the name of a person begins and ends among the words of a passage."""

from collections.abc import Sequence

from corrigenda.reconcile.mentions.known_names import KnownWords
from corrigenda.reconcile.mentions.ordinary_words import is_english_alone, is_ordinary
from corrigenda.reconcile.mentions.tokens import CountryWords, Passage, Token, key_of, vocabulary
from corrigenda.reconcile.names import is_listed_name
from corrigenda.reconcile.titles import head_words

_LONGEST_NAME = 6
_EPITHET_AND_NAME = 3
"""Words of a full name with an epithet in front of it, at least."""
_WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_SUFFIXES_BEHIND_COMMA = frozenset({"jr", "sr"})


def name_end(part: Passage, place: int, known: KnownWords) -> int:
    """Where the name that begins at ``place`` ends, exclusive; ``place`` itself where none begins.

    In a headline only words that are known of persons belong to a name, and what stands between a given name
    and a mark: "Jack Nobodi, Minister of Works".
    """
    tokens = part.tokens
    if not _may_open(part, place, known):
        return place
    end = place
    while end < len(tokens) and end - place < _LONGEST_NAME:
        step = _step(part, end, place, known)
        telling = tokens[end + step - 1] if step else None
        if telling is None:
            break
        if part.headline and not _is_telling(telling, known) and not _is_surname(tokens, place, end + step):
            break
        end += step
        if telling.possessive:
            break
    return end if any(len(token.text.rstrip(".")) > 1 for token in tokens[place:end]) else place


def _is_surname(tokens: Sequence[Token], place: int, end: int) -> bool:
    """Whether the words behind a given name, up to a mark or the end of the line, are its surname."""
    first, last = tokens[place], tokens[end - 1]
    closed = end == len(tokens) or (tokens[end].is_mark and not tokens[end].is_broken)
    return closed and end - place > 1 and is_listed_name(first.text.casefold()) and not is_ordinary(last)


def name_start(part: Passage, place: int, end: int, known: KnownWords) -> int:
    """Where the name in these words begins: behind an epithet of a known full name, "Crying Ada Kent"."""
    first = part.tokens[place]
    if end - place < _EPITHET_AND_NAME or known.is_person(first) or len(first.words) != 1:
        return place
    words = tuple(word for token in part.tokens[place + 1 : end] for word in token.words)
    epithet = first.words[0].endswith(tuple(vocabulary().epithet_endings))
    return place + 1 if epithet and known.is_full_name(words) else place


def _may_open(part: Passage, place: int, known: KnownWords) -> bool:
    """Whether a name may begin with this word."""
    token = part.tokens[place]
    if token.is_mark or token.native:
        return False
    if _is_small_particle(token):
        step = _step(part, place + 1, place, known)
        return step > 0 and known.is_person(part.tokens[place + step])
    if not token.capital or token.is_in(vocabulary().suffixes):
        return False
    country = part.country(place)
    if country is not None:
        return _is_name_like_country(part, country, known)
    if _is_month_as_name(part, place):
        return True
    if _is_abbreviated_day(token) or _is_title_of_next(part, place):
        return False
    return not is_ordinary(token) or known.is_borne(token)


def _is_small_particle(token: Token) -> bool:
    return token.is_in(vocabulary().particles) and not token.text[0].isupper()


def _is_name_like_country(part: Passage, country: CountryWords, known: KnownWords) -> bool:
    """Whether a country of one word is a given name here: "Jordan Peterson"."""
    first, last = part.tokens[country.first], part.token(country.last)
    alone = country.last - country.first == 1
    return alone and last is not None and known.is_borne(first) and known.is_borne(last)


def _is_month_as_name(part: Passage, place: int) -> bool:
    """Whether a word of the calendar, no weekday, stands behind the head of a title: "Prime Minister May"."""
    token, before = part.tokens[place], part.token(place - 1)
    month = token.is_in(vocabulary().calendar - _WEEKDAYS) and not _is_abbreviated_day(token)
    return month and before is not None and before.is_in(head_words())


def _is_abbreviated_day(token: Token) -> bool:
    return token.text.endswith(".") and token.is_in(vocabulary().calendar)


def _is_title_of_next(part: Passage, place: int) -> bool:
    """Whether it is the head of a title and a capitalised word follows."""
    following = part.token(place + 1)
    return following is not None and following.capital and part.tokens[place].is_in(head_words())


def _step(part: Passage, place: int, start: int, known: KnownWords) -> int:
    """How many tokens from ``place`` on go on with a name that begins at ``start``; 0 where it has ended."""
    token = part.token(place)
    if token is None:
        return 0
    if place > start and _is_suffix_behind_comma(part, place):
        return 2
    if token.is_mark or token.native:
        return 0
    if place == start and token.capital:
        return 1
    if _is_small_particle(token):
        further = _step(part, place + 1, start, known)
        return further + 1 if further else 0
    return 1 if _goes_on(part, place, start, known) else 0


def _is_suffix_behind_comma(part: Passage, place: int) -> bool:
    following = part.token(place + 1)
    return part.reads(place, ",") and following is not None and following.is_in(_SUFFIXES_BEHIND_COMMA)


def _goes_on(part: Passage, place: int, start: int, known: KnownWords) -> bool:
    """Whether a capitalised word goes on with the name that begins at ``start``."""
    token = part.tokens[place]
    behind = place > start
    if not token.capital or (token.opens and behind) or token.is_in(_WEEKDAYS):
        return False
    plain = not is_ordinary(token) or (behind and is_english_alone(token))
    return (plain and part.country(place) is None) or known.is_borne(token)


def _is_telling(token: Token, known: KnownWords) -> bool:
    initial = len(token.text.rstrip(".")) == 1
    return initial or token.is_in(vocabulary().suffixes) or known.is_person(token)


def is_no_person(tokens: Sequence[Token], place: int, end: int) -> bool:
    """Whether what looks like a person's name is the name of something, or part of one."""
    return _is_called_after(tokens, end) or key_of(tokens[place:end]) in vocabulary().no_persons


def _is_called_after(tokens: Sequence[Token], end: int) -> bool:
    """Whether the name is part of the name of a body or a place: "Reagan National Airport"."""
    words = vocabulary()
    for token in tokens[end : end + 3]:
        if not token.capital:
            return False
        if token.is_in(words.bodies):
            return not token.is_in(words.after_name)
    return False
