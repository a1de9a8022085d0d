"""Titles as words: cut, folded, and what says something of the whole title taken out of them."""

import re

from corrigenda.reconcile.countries import bare_word, country_at
from corrigenda.reconcile.titles.lexicon import ARTICLES, OfficeTense, read_lexicon

Words = tuple[str, ...]

LINKS = frozenset(
    {"of", "for", "in", "at", "on", "to", "with", "responsible", "responsibility", "charge", "as"}
)
"""Words that join to a head what completes it: "minister in charge of"."""
JOINS = frozenset({"and", ","})
BOUNDS = LINKS | JOINS

_TOKEN = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*|[,;&/()\[\]]")
_PARTING = frozenset(",;&/()[]")
_ELSEWHERE = frozenset({"for", "to", "with", "on", "in", "at", "against", "toward"})
"""After these a country is what the office is about, or where it is: "ambassador to Japan"."""
_BEHIND_COUNTRY = BOUNDS | {"without"}
"""Only before these is it a country that "of" joins: no "of Iraqi Kurdistan"."""


def written_words(text: str) -> Words:
    """The words of a title, case kept; whatever parts them is a comma."""
    return tuple(bare_word(token) if token not in _PARTING else "," for token in _TOKEN.findall(text))


def without_articles(words: Words) -> Words:
    """The words without "the", "a" and "an"."""
    return tuple(word for word in words if word not in ARTICLES)


def without_country(words: Words) -> tuple[Words, str | None]:
    """The written words without the country whose office it is, and its code; only the first one counts.

    The unions stay in the phrase, for it is by their organizations that their offices are told.
    """
    lowered = tuple(word.lower() for word in words)
    place = 0
    while place < len(words):
        passed = _behind_no_country(lowered, place)
        if passed > place:
            place = passed
            continue
        found = country_at(words, place) if words[place][0].isupper() else None
        if found is None or found[1] == "UN":
            place += 1
            continue
        length, code = found
        before = place - 1 if place and lowered[place - 1] in ARTICLES else place
        link = lowered[before - 1] if before else ""
        if link in _ELSEWHERE:
            place += length
        elif code == "EU":
            return words, code
        else:
            alone = place + length == len(words) or lowered[place + length] in _BEHIND_COUNTRY
            kept = before - 1 if link == "of" and alone else before
            return words[:kept] + words[place + length :], code
    return words, None


def _behind_no_country(words: Words, place: int) -> int:
    """The place behind words here, or from one word before, that hold a country's name and mean another."""
    no_country = read_lexicon().no_country
    return max(start + (no_country.at(words, start) or (0, ""))[0] for start in (max(0, place - 1), place))


def without_tense(words: Words) -> tuple[Words, OfficeTense | None]:
    """The words without those that say when the office is held, and what the first of them says."""
    tenses = read_lexicon().tenses
    kept: list[str] = []
    tense: OfficeTense | None = None
    place = 0
    while place < len(words):
        found = tenses.at(words, place)
        if found is None:
            kept.append(words[place])
        else:
            tense = tense or found[1]
        place += found[0] if found is not None else 1
    return trimmed(tuple(kept)), tense


def trimmed(words: Words) -> Words:
    """The words without commas at both ends and links at the end."""
    while words and words[0] == ",":
        words = words[1:]
    while words and (words[-1] == "," or words[-1] in LINKS):
        words = words[:-1]
    return words
