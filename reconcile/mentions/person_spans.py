"""Which words of a passage name persons: one scored decision over all ways to part its capitalised words.

The words of a run of capitalised words (with the particles and initials among them) are parted into names of
persons and other words; each way has the sum of its names' scores, and the best one stands.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from corrigenda.reconcile.mentions.gazetteer import Gazetteer
from corrigenda.reconcile.mentions.ordinary_words import WEEKDAYS
from corrigenda.reconcile.mentions.person_features import (
    SpanFeatures,
    TextWords,
    is_known_name,
    is_likely_name,
    is_usual_given_name,
    person_features,
)
from corrigenda.reconcile.mentions.spans import TakenSpans
from corrigenda.reconcile.mentions.tokens import Passage, Token, is_small_particle, key_of, vocabulary
from corrigenda.reconcile.names import name_frequencies
from corrigenda.reconcile.text import read_data

LONGEST_NAME = 6
_SUFFIXES_BEHIND_COMMA = frozenset({"jr", "sr"})
_MOST_BEHIND_PARTICLE = 2
_LEAST_LETTERS = 2

RunOfWords = tuple[int, int]
"""The first token of a run of words and the one behind it."""


def runs(passage: Passage, taken: TakenSpans) -> Iterator[RunOfWords]:
    """The runs of capitalised words that no name has taken, with the small particles before and among
    them."""
    place = 0
    while place < len(passage.tokens):
        end = place
        while end < len(passage.tokens) and _goes_on(passage, place, end, taken):
            end += 1
            if passage.tokens[end - 1].possessive:
                break
        if any(token.capital for token in passage.tokens[place:end]):
            yield place, end
        place = max(end, place + 1)


def _goes_on(passage: Passage, start: int, place: int, taken: TakenSpans) -> bool:
    token = passage.tokens[place]
    if token.native or taken.holds(token.start, token.end) or (token.opens and place > start):
        return False
    if token.capital:
        return True
    if is_small_particle(token):
        return any(_is_capital(passage, place + step) for step in (1, 2, 3))
    return token.text == "," and place > start and _is_suffix(passage, place + 1)


def _is_capital(passage: Passage, place: int) -> bool:
    token = passage.token(place)
    return token is not None and token.capital and not token.opens


def _is_suffix(passage: Passage, place: int) -> bool:
    token = passage.token(place)
    return token is not None and token.is_in(_SUFFIXES_BEHIND_COMMA)


def spans_of_run(passage: Passage, run: RunOfWords, known: Gazetteer) -> Iterator[tuple[int, int]]:
    """Every part of a run that could be a name, from its first to its last word."""
    for first in range(*run):
        for last in range(first + 1, min(run[1], first + LONGEST_NAME) + 1):
            if _may_be_name(passage, first, last, known):
                yield first, last


def _may_be_name(passage: Passage, first: int, last: int, known: Gazetteer) -> bool:
    """Whether the words are built as a name may be; ``best_spans`` decides whether they are one."""
    tokens = passage.tokens[first:last]
    if _is_no_name(tokens) or (first > 0 and passage.joins(first)) or _is_of_countries(passage, first, last):
        return False
    if is_small_particle(tokens[0]):
        return _is_behind_particle([token for token in tokens if not is_small_particle(token)])
    if not tokens[0].capital:
        return False
    # where a capital says nothing, each word must be able to be a name's
    telling = [token for token in tokens if token.capital] if passage.headline else tokens[: tokens[0].opens]
    return all(_is_letter(token) or is_likely_name(token, known) for token in telling)


def _is_no_name(tokens: Sequence[Token]) -> bool:
    opening, closing = tokens[0], tokens[-1]
    if (
        not closing.capital
        or _is_letter(closing)
        or opening.text == ","
        or opening.is_in(vocabulary().suffixes)
    ):
        return True
    return key_of(tokens) in vocabulary().no_persons or any(token.is_in(WEEKDAYS) for token in tokens)


def _is_letter(token: Token) -> bool:
    return len(token.text.rstrip(".")) < _LEAST_LETTERS


def _is_of_countries(passage: Passage, first: int, last: int) -> bool:
    """Whether these are countries alone, joined to one, or begin with one that is no given name."""
    joined = first > 1 and passage.joins(first - 1) and passage.country(first - 2) is not None
    alone = all(
        _is_letter(passage.tokens[at]) or passage.country(at) is not None for at in range(first, last)
    )
    country = passage.country(first) is not None and not is_usual_given_name(passage.tokens[first])
    return joined or alone or country


def _is_behind_particle(names: list[Token]) -> bool:
    """Whether a particle may open a name of these words: surnames, not "of" another language before a
    name."""
    names_of = name_frequencies()
    words = [word for token in names[:1] for word in token.words]
    given = any(names_of.is_given(word) and names_of.given(word) > names_of.family(word) for word in words)
    return 0 < len(names) <= _MOST_BEHIND_PARTICLE and not (given and len(names) > 1)


def _is_known(passage: Passage, first: int, last: int, known: Gazetteer) -> bool:
    """Whether every word is known as a name as it stands: another language's endings are not."""
    return all(is_known_name(token, known) for token in passage.tokens[first:last] if token.capital)


@lru_cache(maxsize=1)
def person_weights() -> Mapping[str, float]:
    """How much each feature counts, as ``benchmarks.learn_mentions`` learned it."""
    weights: dict[str, float] = json.loads(read_data("person_weights.json"))["weights"]
    return weights


def score(features: SpanFeatures, weights: Mapping[str, float]) -> float:
    """The log-odds that a span with these features is a person's name."""
    return sum(value * weights.get(name, 0.0) for name, value in features.items())


def best_spans(passage: Passage, run: RunOfWords, known: Gazetteer, text: TextWords) -> list[tuple[int, int]]:
    """The names of persons in the best way to part the run."""
    weights = person_weights()
    best: dict[int, tuple[float, tuple[tuple[int, int], ...]]] = {run[0]: (0.0, ())}
    scored: dict[int, list[tuple[int, float]]] = {}
    for first, last in spans_of_run(passage, run, known):
        if text.foreign and not _is_known(passage, first, last, known):
            continue
        value = score(person_features(passage, first, last, known, text), weights)
        if value > 0:
            scored.setdefault(last, []).append((first, value))
    for end in range(run[0] + 1, run[1] + 1):
        best[end] = best[end - 1]
        for first, value in scored.get(end, ()):
            total = best[first][0] + value
            if total > best[end][0]:
                best[end] = (total, (*best[first][1], (first, end)))
    return list(best[run[1]][1])
