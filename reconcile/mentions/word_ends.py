"""Words that hold more than a name: "Motegi-led", "Hochulof New York". The name ends where it ends."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from corrigenda.reconcile.mentions.gazetteer import Gazetteer
from corrigenda.reconcile.mentions.ordinary_words import DETERMINERS, is_ordinary
from corrigenda.reconcile.mentions.tokens import HYPHENS, Passage, Token, parted, vocabulary, with_tokens
from corrigenda.reconcile.names import is_listed_name
from corrigenda.reconcile.titles import head_words, title_words

_LEAST_NAME = 4
"""Letters of a name that a small word may be glued to."""


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
