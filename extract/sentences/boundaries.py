"""Where a full stop ends a sentence, and where it only ends an abbreviation."""

import re
from collections.abc import Iterator
from functools import cache

from corrigenda.extract.knowledge import read_knowledge

_STOP = re.compile(
    r"""(?P<wide>(?<![。！？｡])[。！？｡]++)(?P<wide_closer>[”’"'」』）〉》】]*+)
      | (?P<stop>(?<![.!?…؟۔।॥])[.!?…؟۔।॥]++)(?P<closer>\ ”(?=\w)|[”’"'»›)\]」』]*+(?=\s|$|[“«「『]))
      | (?<=[^\W\d_A-Z]{3})(?P<tight>[.!?])(?=[A-Z][a-z]+[\s,])""",
    re.VERBOSE,
)
_NEXT = re.compile(r"[\s(\[\"'“”‘’«¿¡-]*([^\s,;:.!?)\]\"”’»]+)")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_QUOTATION_GOES_ON = re.compile(r"\s*[と、，,てがはでのに]")
_QUOTES = frozenset("”’\"'»›")
_CREDIT = re.compile(r"\s*[(（][^()（）]{1,80}[)）]\s*")
_BEFORE = 40
"""How far back the word before a stop is looked for."""


def sentence_ends(text: str, start: int, end: int) -> Iterator[int]:
    """The offsets in ``text[start:end]`` behind the stop and the closing marks of each sentence but the last.

    A stop ends no sentence where the next word is in lower case, nor after a word of
    ``data/abbreviations.yaml`` unless what follows visibly opens a sentence. Full-width stops need no blank
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


def ends_in_abbreviation(text: str) -> bool:
    """Whether the full stop at the end of ``text`` belongs to an abbreviation (``… in July-Sept.``)."""
    word = _word_before(text, 0, len(text) - 1)
    return text.endswith(".") and (
        bool(_DOTTED.fullmatch(word)) or any(word in _words(kind) for kind in _KINDS)
    )


_KINDS = ("before a name", "before a number", "anywhere")


def _ends(text: str, match: re.Match[str], end: int) -> bool:
    if match["wide"]:
        return not (match["wide_closer"] and _QUOTATION_GOES_ON.match(text, match.end(), end))
    following = _NEXT.match(text, match.end(), min(end, match.end() + _BEFORE))
    if following is None:
        return True
    word = following[1]
    if word[0].islower():
        return False
    opens = word.lower().partition("'")[0].partition("’")[0] in _words("openers")
    stop = match["stop"]
    if stop != ".":
        return opens or ("…" not in stop and ".." not in stop)
    before = _word_before(text, match.pos, match.start("stop"))
    if before in _words("before a name") or (len(before) == 1 and before.isalpha() and before.isascii()):
        return False
    if before.isdecimal() and not text[match.pos : match.start()].removesuffix(before).strip():
        return False  # the number of a paragraph: "1. The ministers"
    if before in _words("before a number"):
        return not word[0].isdigit()
    if before in _words("anywhere") or _DOTTED.fullmatch(before):
        return opens or bool(_QUOTES & set(match["closer"]))
    return True


def _word_before(text: str, start: int, stop: int) -> str:
    """The word that ends at ``stop``, in lower case, without what is tied before it (``July-Sept``)."""
    words = re.split(r"[\s(\[\"“‘'/–—-]", text[max(start, stop - _BEFORE) : stop])
    return words[-1].lower()


@cache
def _words(kind: str) -> frozenset[str]:
    lists = read_knowledge("abbreviations.yaml", dict[str, list[list[str]]])
    return frozenset(word for line in lists[kind] for word in line)
