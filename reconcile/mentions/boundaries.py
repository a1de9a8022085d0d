"""Where the name of a person begins and ends among the words of a passage."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from corrigenda.reconcile.mentions.gazetteer import Gazetteer
from corrigenda.reconcile.mentions.ordinary_words import (
    DETERMINERS,
    WEEKDAYS,
    is_english,
    is_english_alone,
    is_ordinary,
)
from corrigenda.reconcile.mentions.tokens import (
    HYPHENS,
    CountryWords,
    Passage,
    Token,
    is_small_particle,
    key_of,
    parted,
    vocabulary,
    with_tokens,
)
from corrigenda.reconcile.names import is_listed_name
from corrigenda.reconcile.titles import head_words, title_words

_LONGEST_NAME = 6
_LEAST_NAME = 4
"""Letters of a name that a small word may be glued to."""
_EPITHET_AND_NAME = 3
"""Words of a full name with an epithet in front of it, at least."""
_SUFFIXES_BEHIND_COMMA = frozenset({"jr", "sr"})


def name_end(passage: Passage, place: int, known: Gazetteer) -> int:
    """Where the name that begins at ``place`` ends, exclusive; ``place`` itself where none begins.

    In a headline only words that are known of persons belong to a name, and what stands between a given name
    and a mark: "Jack Nobodi, Minister of Works".
    """
    tokens = passage.tokens
    if not _may_open(passage, place, known):
        return place
    if passage.headline and (bounded := _bounded_end(passage, place, known)) > place:
        return bounded
    end = place
    while end < len(tokens) and end - place < _LONGEST_NAME:
        step = _step(passage, end, place, known)
        telling = tokens[end + step - 1] if step else None
        if telling is None:
            break
        if passage.headline and not _fits_headline(passage, place, end + step, known):
            break
        end += step
        if telling.possessive:
            break
    return end if any(len(token.text.rstrip(".")) > 1 for token in tokens[place:end]) else place


def _bounded_end(passage: Passage, place: int, known: Gazetteer) -> int:
    """Where a name ends that stands by itself in a line where a capital says nothing; ``place`` where none
    does.

    It is between a title, a mark or the line's beginning and a mark or the line's end, a word of English in
    it is borne by a person, and without a title one of its words is: "- Ndy Roe, Governor"; "Minister Rroe,
    Treasury".
    """
    before = passage.token(place - 1)
    titled = before is not None and before.is_in(title_words())
    if passage.shouted or not (before is None or titled or before.is_mark):
        return place
    run = tuple(
        takewhile(lambda token: not is_english(token) or known.is_borne(token), _run(passage, place, known))
    )
    behind = passage.token(place + len(run))
    told = titled or (len(run) > 1 and any(map(known.is_person, run)))
    closed = behind is None or behind.is_mark
    return place + len(run) if told and closed and not all(map(is_english, run)) else place


def _run(passage: Passage, place: int, known: Gazetteer) -> Iterator[Token]:
    """The words that go on with a name that begins here, as far as capitals tell."""
    for end in range(place, min(place + _LONGEST_NAME, len(passage.tokens))):
        if not _step(passage, end, place, known):
            return
        yield passage.tokens[end]


def _fits_headline(passage: Passage, place: int, end: int, known: Gazetteer) -> bool:
    """Whether the name that begins at ``place`` reaches so far in a line where a capital says nothing."""
    tokens = passage.tokens
    telling = _is_telling(tokens[end - 1], known)
    if not passage.shouted:
        return telling or _is_surname(tokens, place, end)
    if is_ordinary(tokens[end - 1]):
        words = tuple(word for token in tokens[place:end] for word in token.words)
        return known.is_full_name(words) or _begins_name_after_title(passage, place, end, known)
    return telling or _begins_name_after_title(passage, place, end, known)


def _begins_name_after_title(passage: Passage, place: int, end: int, known: Gazetteer) -> bool:
    """Whether an unknown word behind a title goes before one that is borne: "MINISTER TOSHIMICHI MOTEGI"."""
    before, following = passage.token(place - 1), passage.token(end)
    if end - place > 1 or before is None or following is None or not before.is_in(head_words()):
        return False
    return bool(following.words) and known.is_borne(following) and not is_ordinary(following)


def _is_surname(tokens: Sequence[Token], place: int, end: int) -> bool:
    """Whether the words behind a given name, up to a mark or the end of the line, are its surname."""
    first, last = tokens[place], tokens[end - 1]
    closed = end == len(tokens) or (tokens[end].is_mark and not tokens[end].is_broken)
    return closed and end - place > 1 and is_listed_name(first.text.casefold()) and not is_ordinary(last)


def name_start(passage: Passage, place: int, end: int, known: Gazetteer) -> int:
    """Where the name in these words begins: behind an epithet of a known full name, "Crying Ada Kent"."""
    first = passage.tokens[place]
    if end - place < _EPITHET_AND_NAME or known.is_person(first) or len(first.words) != 1:
        return place
    words = tuple(word for token in passage.tokens[place + 1 : end] for word in token.words)
    epithet = first.words[0].endswith(tuple(vocabulary().epithet_endings))
    return place + 1 if epithet and known.is_full_name(words) else place


def _may_open(passage: Passage, place: int, known: Gazetteer) -> bool:
    """Whether a name may begin with this word."""
    token = passage.tokens[place]
    if token.is_mark or token.native:
        return False
    if is_small_particle(token):
        step = _step(passage, place + 1, place, known)
        return step > 0 and known.is_person(passage.tokens[place + step])
    if not token.capital or token.is_in(vocabulary().suffixes):
        return False
    country = passage.country(place)
    if country is not None:
        return _is_name_like_country(passage, country, known)
    if _is_month_as_name(passage, place):
        return True
    if _is_abbreviated_day(token) or _is_title_of_next(passage, place):
        return False
    return not is_ordinary(token) or known.is_borne(token) or _goes_before_name(passage, place, known)


def _goes_before_name(passage: Passage, place: int, known: Gazetteer) -> bool:
    """Whether a plain word stands between a title and a name that is borne: "Advisor Take Akiba"."""
    return not passage.headline and _begins_name_after_title(passage, place, place + 1, known)


def _is_name_like_country(passage: Passage, country: CountryWords, known: Gazetteer) -> bool:
    """Whether a country of one word is a given name here: "Jordan Peterson"."""
    first, last = passage.tokens[country.first], passage.token(country.last)
    alone = country.last - country.first == 1
    return alone and last is not None and known.is_borne(first) and known.is_borne(last)


def _is_month_as_name(passage: Passage, place: int) -> bool:
    """Whether a word of the calendar, no weekday, stands behind the head of a title: "Prime Minister May"."""
    token, before = passage.tokens[place], passage.token(place - 1)
    month = token.is_in(vocabulary().calendar - WEEKDAYS) and not _is_abbreviated_day(token)
    return month and before is not None and before.is_in(head_words())


def _is_abbreviated_day(token: Token) -> bool:
    return token.text.endswith(".") and token.is_in(vocabulary().calendar)


def _is_title_of_next(passage: Passage, place: int) -> bool:
    """Whether it is the head of a title and a capitalised word follows."""
    following = passage.token(place + 1)
    return following is not None and following.capital and passage.tokens[place].is_in(head_words())


def _step(passage: Passage, place: int, start: int, known: Gazetteer) -> int:
    """How many tokens from ``place`` on go on with a name that begins at ``start``; 0 where it has ended."""
    token = passage.token(place)
    if token is None:
        return 0
    if place > start and _is_suffix_behind_comma(passage, place):
        return 2
    if token.is_mark or token.native:
        return 0
    if place == start and token.capital:
        return 1
    if is_small_particle(token):
        further = _step(passage, place + 1, start, known)
        return further + 1 if further else 0
    return 1 if _goes_on(passage, place, start, known) else 0


def _is_suffix_behind_comma(passage: Passage, place: int) -> bool:
    following = passage.token(place + 1)
    return passage.reads(place, ",") and following is not None and following.is_in(_SUFFIXES_BEHIND_COMMA)


def _goes_on(passage: Passage, place: int, start: int, known: Gazetteer) -> bool:
    """Whether a capitalised word goes on with the name that begins at ``start``."""
    token = passage.tokens[place]
    behind = place > start
    if not token.capital or (token.opens and behind) or token.is_in(WEEKDAYS):
        return False
    if behind and token.is_in(vocabulary().suffixes):
        following = passage.token(place + 1)
        return not is_ordinary(token) or following is None or not following.capital
    plain = not is_ordinary(token) or (behind and is_english_alone(token))
    return (plain and passage.country(place) is None) or known.is_borne(token)


def _is_telling(token: Token, known: Gazetteer) -> bool:
    initial = len(token.text.rstrip(".")) == 1
    return initial or token.is_in(vocabulary().suffixes) or known.is_person(token)


def is_no_person(tokens: Sequence[Token], place: int, end: int) -> bool:
    """Whether what looks like a person's name is the name of something, or part of one."""
    return is_called_after(tokens, end) or key_of(tokens[place:end]) in vocabulary().no_persons


def is_called_after(tokens: Sequence[Token], end: int) -> bool:
    """Whether the name is part of the name of an organization or a place: "Reagan National Airport"."""
    words = vocabulary()
    for token in tokens[end : end + 3]:
        if not token.capital:
            return False
        if token.is_in(words.organization_heads):
            return not token.is_in(words.after_name)
    return False


# Words that hold more than a name: "Motegi-led", "Hochulof New York"


def part_words(passage: Passage, known: Gazetteer) -> Passage:
    """The passage with what is no name apart from the names that it is joined to."""
    tokens = tuple(part for place in range(len(passage.tokens)) for part in _parts(passage, place, known))
    return passage if len(tokens) == len(passage.tokens) else with_tokens(passage, tokens)


def _parts(passage: Passage, place: int, known: Gazetteer) -> Iterator[Token]:
    token = passage.tokens[place]
    if token.capital and not token.native and token.words:
        if (hyphen := _hyphen_behind_name(token, known)) > 0:
            yield from parted(token, hyphen, hyphen + 1)
            return
        if (end := _glued(passage, place, known)) > 0:
            yield from parted(token, end)
            return
    yield token


def _hyphen_behind_name(token: Token, known: Gazetteer) -> int:
    """Where the hyphen stands before a word in lower case that is no part of the name; 0 where there is none.

    It is part of a name that the table or the list of given names has, and where both sides are syllables,
    as Korean and Chinese given names are joined.
    """
    hyphen = max(token.text.rfind(sign) for sign in HYPHENS)
    head, tail = token.text[:hyphen], token.text[hyphen + 1 :]
    if hyphen < 2 or not tail.islower() or is_ordinary(replace(token, words=token.words[:1])):
        return 0
    if token.words[0] in vocabulary().particles | title_words() or known.is_borne(token):
        return 0
    syllables = all(map(_is_syllable, token.words[-2:]))
    return 0 if syllables or (is_listed_name(tail) and is_listed_name(head.casefold())) else hyphen


@lru_cache(maxsize=4096)
def _is_syllable(word: str) -> bool:
    return re.fullmatch(vocabulary().syllable, word) is not None


def _glued(passage: Passage, place: int, known: Gazetteer) -> int:
    """Where a name of the table ends in a word with a small word glued to it; 0 where it is none.

    It stands behind a title or another name of the table, and a capitalised word or an article follows.
    """
    token = passage.tokens[place]
    if len(token.words) != 1 or is_ordinary(token) or not _is_between(passage, place, known):
        return 0
    lengths = (len(token.text) - len(small) for small in vocabulary().glued if token.text.endswith(small))
    stems = (end for end in lengths if end >= _LEAST_NAME and known.is_borne_word(token.words[0][:end]))
    return next(stems, 0) if not known.is_borne(token) else 0


def _is_between(passage: Passage, place: int, known: Gazetteer) -> bool:
    before, behind = passage.token(place - 1), passage.token(place + 1)
    if before is None or behind is None or not (behind.capital or behind.is_in(DETERMINERS)):
        return False
    return before.is_in(head_words()) or (before.capital and known.is_borne(before))
