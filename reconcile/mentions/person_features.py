"""What speaks for and against some words being the name of a person: the features of the scored decision.

Each is a plain number that depends on the words, their neighbours, the text and the table; how much it counts
stands in ``data/person_weights.json``. A feature that is not there is 0.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corrigenda.reconcile.countries import country_parts, is_country_name, town_size
from corrigenda.reconcile.mentions.boundaries import is_called_after
from corrigenda.reconcile.mentions.gazetteer import LEAST_LETTERS, Gazetteer
from corrigenda.reconcile.mentions.ordinary_words import DETERMINERS, english_use, is_ordinary
from corrigenda.reconcile.mentions.tokens import Passage, Token, key_of, vocabulary
from corrigenda.reconcile.names import is_listed_name, name_frequencies
from corrigenda.reconcile.text import fold
from corrigenda.reconcile.titles import head_words, modifier_words, title_words

SpanFeatures = dict[str, float]

_RAREST = 7.0
"""The scale of name frequencies: a name that one in ten million bears counts nothing."""
_LARGEST = 7.0
_IN = frozenset(
    {
        "in",
        "at",
        "near",
        "from",
        "to",
        "into",
        "across",
        "around",
        "outside",
        "of",
        "on",
        "over",
        "off",
        "through",
        "toward",
    }
)
_USUAL_GIVEN = 0.35
"""A word of plain English or of titles is a given name where so usual a one: one in 35,000 people bears
it."""
_ACRONYM = 5
_LEAST_SMALL = 3
"""So many different words tell the language of a text."""
_WORDS_OF_NAME = {1: "one", 2: "two", 3: "three"}


@dataclass(frozen=True, slots=True)
class TextWords:
    """The folded words that a text writes small, and how often those with a capital that only a name asks
    for.

    ``determined`` are those of the latter that stand behind an article. ``foreign``: most of the small ones
    are no English, so that words may have endings, and of what stands before and behind a name nothing is
    known.
    """

    small: frozenset[str]
    capital: Mapping[str, int]
    determined: frozenset[str]
    foreign: bool


def text_words(passages: Iterable[Passage]) -> TextWords:
    """The words of the passages, headlines apart, where a capital says nothing."""
    small, capital, determined = set[str](), Counter[str](), set[str]()
    for passage in passages:
        for place, token in enumerate(passage.tokens if not passage.headline else ()):
            if not token.capital:
                small.update(token.words)
            elif not token.opens:
                capital.update(token.words)
                if _is_determined(passage, place):
                    determined.update(token.words)
    return TextWords(frozenset(small), capital, frozenset(determined), _is_foreign(small))


def _is_foreign(small: Collection[str]) -> bool:
    english = sum(word in vocabulary().common or english_use(word) > 0 for word in small)
    return len(small) >= _LEAST_SMALL and english < len(small) / 2


def person_features(
    passage: Passage, first: int, last: int, known: Gazetteer, text: TextWords
) -> SpanFeatures:
    """The features of tokens ``first`` to ``last``, the end exclusive, as the name of a person."""
    run = passage.tokens[first:last]
    names = [token for token in run if token.capital and not token.is_in(vocabulary().suffixes)] or [*run]
    found: SpanFeatures = {_WORDS_OF_NAME.get(len(names), "long"): 1.0}
    if len(names) == 1:
        found |= _alone(names[0], known, text)
    else:
        found |= _together(names, known)
    found |= _inside(run, names, known, text)
    found |= _as_place(run)
    found |= _before(passage, first)
    found |= _behind(passage, last)
    if found.get("behind.government"):  # "the Roe administration" has its article for itself
        found["before.article"] = 0.0
    for way in ("headline", "shouted"):
        found[way] = float(getattr(passage, way))
    return {name: value for name, value in found.items() if value}


def is_known_name(token: Token, known: Gazetteer) -> bool:
    """Whether lists, the table or the text know the token as a name."""
    return known.is_person(token) or _given(token) > 0 or _family(token) > 0


def is_usual_given_name(token: Token) -> bool:
    """Whether so many bear it that it is a given name though it means something else too: "Georgia"."""
    return _given(token) > _USUAL_GIVEN


def is_likely_name(token: Token, known: Gazetteer) -> bool:
    """Whether a word whose capital says nothing may be one of a name for all that: no plain word but
    "Will"."""
    if is_ordinary(token):
        return known.is_named(token) or is_usual_given_name(token) or token.is_in(vocabulary().suffixes)
    return _english(token) == 0 or known.is_person(token) or _given(token) > 0 or _family(token) > 0


def _given(token: Token) -> float:
    """How usual the token is as a given name, 0 to 1; hyphened words as their rarest."""
    return min(map(_given_word, token.words), default=0.0)


def _family(token: Token) -> float:
    """How usual the token is as a family name, 0 to 1; hyphened words as their commonest."""
    return max(map(_family_word, token.words), default=0.0)


@lru_cache(maxsize=16384)
def _given_word(word: str) -> float:
    names = name_frequencies()
    return max(0.0, names.given(word) + _RAREST) / _RAREST if names.is_given(word) else 0.0


@lru_cache(maxsize=16384)
def _family_word(word: str) -> float:
    names = name_frequencies()
    return max(0.0, names.family(word) + _RAREST) / _RAREST if names.is_family(word) else 0.0


def _english(token: Token) -> float:
    """How usual the token is as a word of English that is no name, 0 to 1; hyphened words as their
    commonest."""
    if is_ordinary(token) or _is_contracted(token.text):
        return 1.0
    return max(map(english_use, token.words), default=0.0)


@lru_cache(maxsize=16384)
def _is_contracted(text: str) -> bool:
    """Whether it is a word with another one drawn to it: "I'm", "They've"."""
    head, mark, tail = text.replace("’", "'").partition("'")
    return bool(mark) and tail.islower() and fold(head) in vocabulary().common


def _alone(token: Token, known: Gazetteer, text: TextWords) -> SpanFeatures:
    given, english = _given(token), _english(token)
    family = min(map(_family_word, token.words), default=0.0)
    return {
        "one.given": given,
        "one.family": family,
        "one.unlisted": float(not given and not family),
        "one.named": float(known.is_named(token)),
        "one.borne": float(known.is_borne(token)),
        "one.borne.telling": known.telling if known.is_borne(token) else 0.0,
        "one.acronym": float(token.text.isupper() and 1 < len(token.text.rstrip(".")) <= _ACRONYM),
        "one.short": float(len(token.text) < LEAST_LETTERS),
        "one.opens": float(token.opens),
        "one.ordinary": float(is_ordinary(token)),
        "one.english": english,
        "one.english.opens": english if token.opens else 0.0,
        "one.english.unlisted": english if not given and not family else 0.0,
        "one.unlisted.opens": float(token.opens and not given and not family and not english),
        "one.determined": float(token.is_in(text.determined)),
        "one.again": float(_is_said_again(token, text)),
    }


def _is_said_again(token: Token, text: TextWords) -> bool:
    """Whether the text has the word with a capital elsewhere too, and nowhere behind an article."""
    own = 0 if token.opens else 1
    told = all(text.capital.get(word, 0) > own for word in token.words)
    return told and text.determined.isdisjoint(token.words)


def _together(names: Sequence[Token], known: Gazetteer) -> SpanFeatures:
    first, last = names[0], names[-1]
    given, family = _given(first), _family(last)
    words = tuple(word for token in names for word in token.words)
    return {
        "first.given": given,
        "first.listed": float(given > 0),
        "first.family": _family(first) if not given else 0.0,
        "last.family": family,
        "last.listed": float(family > 0),
        "last.given": _given(last) if not family else 0.0,
        "whole.table": float(known.is_full_name(words)),
        "last.borne": float(known.is_borne(last)),
        "both.listed": float(given > 0 and family > 0),
        "first.english": _english(first),
        "first.english.opens": _english(first) if first.opens else 0.0,
        "first.english.given": given * _english(first),
        "last.english": _english(last),
        "last.english.family": family * _english(last),
        "last.english.given": given * _english(last),
        "last.title": float(last.is_in(head_words())),
        "first.title": float(first.is_in(head_words())),
    }


def _inside(run: Sequence[Token], names: Sequence[Token], known: Gazetteer, text: TextWords) -> SpanFeatures:
    words = vocabulary()
    middle = names[1:-1]
    return {
        "initial": float(any(len(token.text.rstrip(".")) == 1 for token in names)),
        "suffix": float(any(token.is_in(words.suffixes) for token in run[1:])),
        "particle": float(any(token.is_in(words.particles) and not token.capital for token in run)),
        "particle.first": float(run[0].is_in(words.particles) and not run[0].text[0].isupper()),
        "head": float(any(token.is_in(words.organization_heads) for token in names)),
        "calendar": float(any(token.is_in(words.calendar) for token in names)),
        "called": float(run[0].is_in(words.called)),
        "middle.english": max(map(_english, middle), default=0.0),
        "capitals": float(any(token.text.isupper() and len(token.text.rstrip(".")) > 2 for token in names)),
        "small": float(any(token.is_in(text.small) for token in names if not _is_particle(token))),
    }


def _as_place(run: Sequence[Token]) -> SpanFeatures:
    key = key_of(run)
    size = town_size(key)
    country = is_country_name(key.title()) or key in country_parts()
    heads = key_of(run[:1]) if len(run) > 1 else ""
    return {
        "place.town": size / _LARGEST if size is not None else 0.0,
        "place.country": float(country),
        "place.first": float(
            bool(heads)
            and not is_listed_name(heads)
            and (town_size(heads) is not None or heads in country_parts())
        ),
    }


def _before(passage: Passage, first: int) -> SpanFeatures:
    before = passage.token(first - 1)
    if before is None:
        return {}
    title = _is_title(before)
    opens = passage.tokens[first].opens or passage.headline
    plain = before.is_in(vocabulary().calendar) or (before.opens and is_ordinary(before))
    apart = opens or plain or before.possessive
    joined = before.capital and not apart
    found = {
        "before.title": float(title),
        "before.article": float(before.is_in(DETERMINERS)),
        "before.in": float(before.is_in(_IN)),
        "before.speech": float(before.is_in(vocabulary().speech)),
        "before.role": float(_is_role(before)),
        "before.opening": float(before.text in "\"“'("),
        "before.hyphen": float(before.text in "-/&"),
    }
    return found | _joined_before(before) if joined and not title else found


def _is_title(token: Token) -> bool:
    return token.is_in(head_words()) or (token.text.endswith(".") and token.is_in(title_words()))


def _is_role(token: Token) -> bool:
    """Whether it is a word for what somebody is, in lower case: "candidate Ann Roe"."""
    return not token.capital and token.is_in(title_words() - DETERMINERS - _IN)


def _joined_before(before: Token) -> SpanFeatures:
    return {
        "before.capital": 1.0,
        "before.english": _english(before),
        "before.english.opens": _english(before) if before.opens else 0.0,
        "before.name": max(_given(before), _family(before)),
        "before.called": float(before.is_in(vocabulary().called)),
    }


def _behind(passage: Passage, last: int) -> SpanFeatures:
    behind = passage.token(last)
    found = {"possessive": float(passage.tokens[last - 1].possessive)}
    if behind is None:
        return found
    government = behind.is_in(vocabulary().after_name)
    apart = government or passage.tokens[last - 1].possessive or passage.headline
    found |= {
        "behind.speech": float(behind.is_in(vocabulary().speech)),
        "behind.government": float(government),
        "behind.role": float(not behind.capital and (_is_title(behind) or _opens_role(passage, last))),
        "behind.hyphen": float(behind.text in "-/&"),
        "behind.small": float(bool(behind.words) and not behind.capital),
    }
    if behind.capital and not behind.opens and not apart:
        found |= {
            "behind.capital": 1.0,
            "behind.head": float(is_called_after(passage.tokens, last)),
            "behind.english": _english(behind),
            "behind.name": max(_given(behind), _family(behind)),
        }
    return found | _behind_comma(passage, last)


def _opens_role(passage: Passage, place: int) -> bool:
    """Whether small words up to the head of a title stand here: "Norrby chief executive" is no Norrby."""
    following = passage.token(place + 1)
    return passage.tokens[place].is_in(modifier_words()) and following is not None and _is_title(following)


def _behind_comma(passage: Passage, last: int) -> SpanFeatures:
    further = passage.token(last + 1)
    if further is None or not passage.reads(last, ","):
        return {}
    return {
        "behind.age": float(further.text[0].isdigit()),
        "behind.apposition": float(_tells_who(further)),
        "behind.place": float(_is_place(passage, last + 1)),
    }


def _tells_who(token: Token) -> bool:
    return not token.capital and token.is_in(DETERMINERS | title_words() | {"who", "whose"})


def _is_place(passage: Passage, place: int) -> bool:
    return (
        passage.countries[place] is not None or key_of(passage.tokens[place : place + 1]) in country_parts()
    )


def _is_determined(passage: Passage, place: int) -> bool:
    before = passage.token(place - 1)
    return before is not None and before.is_in(DETERMINERS)


def _is_particle(token: Token) -> bool:
    return token.is_in(vocabulary().particles)
