"""Where a full stop ends a sentence, and where it only ends an abbreviation."""

import re
from collections.abc import Iterator
from functools import cache

from pydantic import TypeAdapter

from corrigenda.knowledge import read_yaml

_STOP = re.compile(
    r"""(?P<wide>(?<![。！？｡])[。！？｡]++)(?P<wide_closer>[”’"'」』）〉》】]*+)
      | (?P<stop>(?<![.!?…؟۔।॥])[.!?…؟۔।॥]++)(?P<closer>\ ”(?=\w)|[”’"'»›)\]」』]*+(?=\s|$|[“«「『]))
      | (?<=[^\W\d_A-Z]{3})(?P<tight>\.\.\.|[.!?…])(?=[A-Z][a-z]+[\s,])""",
    re.VERBOSE,
)
_NEXT = re.compile(r"[\s(\[\"'“”‘’«¿¡-]*([^\s,;:.!?)\]\"”’»]+)")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_BETWEEN = frozenset("&/+=|")
"""Signs that join what stands on both sides, and open no sentence."""
_CAMEL = re.compile(r"[^\W\d_]{1,3}[A-Z]")
"""A name that is written so at a sentence's beginning too: "iPhone", "eBay"."""
_POSSESSIVE = re.compile(r"\w+['’]s\b")
_QUOTATION_GOES_ON = re.compile(r"\s*[と、，,てがはでのに]")
_QUOTES = frozenset("”’\"'»›")
_CREDIT = re.compile(r"\s*[(（][^()（）]{1,80}[)）]\s*")
_BEFORE = 40
"""How far back the word before a stop is looked for."""


def sentence_ends(text: str, start: int, end: int) -> Iterator[int]:
    """The offsets in ``text[start:end]`` behind the stop and the closing marks of each sentence but the last.

    A stop ends no sentence where the next word is in lower case, nor after a word of
    ``abbreviations.yaml`` unless what follows visibly opens a sentence. Full-width stops need no blank
    behind them. A source in brackets at the end belongs to the last sentence. Time is linear in the length.
    """
    last_word = end
    while last_word > start and not text[last_word - 1].isalnum():
        last_word -= 1
    for match in _STOP.finditer(text, start, end):
        if match.end() >= last_word or _CREDIT.fullmatch(text, match.end(), end):
            return
        if match["tight"] or _ends(text, match, end):
            yield match.end()


def sentence_around(text: str, start: int, end: int, *, within: tuple[int, int]) -> tuple[int, int]:
    """Where the sentence of ``text[start:end]`` begins and ends, at the farthest where ``within`` does."""
    first, last = max(0, within[0]), min(within[1], len(text))
    for stop in sentence_ends(text, first, last):
        if stop >= end and stop > start:
            return first, stop
        if stop <= start:
            first = stop
    return first, last


def ends_in_abbreviation(text: str) -> bool:
    """Whether the full stop at the end of ``text`` belongs to an abbreviation (``… in July-Sept.``)."""
    word = _word_before(text, 0, len(text) - 1)
    return text.endswith(".") and (
        bool(_DOTTED.fullmatch(word)) or any(word in _words(kind) for kind in _KINDS)
    )


_KINDS = ("before a name", "before a number", "anywhere")


def _ends(text: str, match: re.Match[str], end: int) -> bool:
    """Whether a stop with its closing marks ends a sentence that goes on to be followed by another."""
    if match["wide"]:
        return not (match["wide_closer"] and _QUOTATION_GOES_ON.match(text, match.end(), end))
    following = _NEXT.match(text, match.end(), min(end, match.end() + _BEFORE))
    if following is None:
        return True
    word = following[1]
    if _goes_on(word):
        return False
    opens = word.lower().partition("'")[0].partition("’")[0] in _words("openers")
    if match["stop"] != ".":
        return opens or ("…" not in match["stop"] and ".." not in match["stop"])
    return _full_stop_ends(text, match, following, opens=opens)


def _full_stop_ends(text: str, match: re.Match[str], following: re.Match[str], *, opens: bool) -> bool:
    """Whether a full stop ends a sentence, by the word before it; ``opens``: what follows opens sentences."""
    word, before = following[1], _word_before(text, match.pos, match.start("stop"))
    if _never_ends(before) or _is_number_of_paragraph(text, match, before):
        return False
    if before in _words("before a number"):
        return not word[0].isdigit()
    if before in _words("anywhere") or _DOTTED.fullmatch(before):
        opens = opens or _opens_behind_clock(before, text, following.start(1))
        return opens or bool(_QUOTES & set(match["closer"]))
    return True


def _opens_behind_clock(before: str, text: str, place: int) -> bool:
    """Whether a possessive follows the time of day: "5 p.m. Monday's vote" is of two sentences."""
    return before in _words("clock") and _POSSESSIVE.match(text, place) is not None


def _goes_on(word: str) -> bool:
    """Whether what follows a stop opens no sentence: it is in lower case, or a sign that joins."""
    return word[0] in _BETWEEN or (word[0].islower() and not _CAMEL.match(word))


def _never_ends(before: str) -> bool:
    """Whether a full stop behind this word never ends a sentence: "Sen.", an initial."""
    return before in _words("before a name") or (len(before) == 1 and before.isalpha() and before.isascii())


def _is_number_of_paragraph(text: str, match: re.Match[str], before: str) -> bool:
    """Whether a number opens the text: "1. The ministers"."""
    return before.isdecimal() and not text[match.pos : match.start()].removesuffix(before).strip()


def _word_before(text: str, start: int, stop: int) -> str:
    """The word that ends at ``stop``, in lower case, without what is tied before it (``July-Sept``)."""
    words = re.split(r"[\s(\[\"“‘'/–—-]", text[max(start, stop - _BEFORE) : stop])
    return words[-1].lower()


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(word for line in _lists()[kind] for word in line)


@cache
def _lists() -> dict[str, list[list[str]]]:
    return TypeAdapter(dict[str, list[list[str]]]).validate_python(
        read_yaml("corrigenda.text", "abbreviations.yaml")
    )
