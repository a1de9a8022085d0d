"""What a fact is said to state, in the article's own words."""

import re
from dataclasses import replace

from corrigenda.extract.drafts import LONGEST
from corrigenda.extract.grounding.align import Aligned, align_surface
from corrigenda.extract.grounding.cues import has_cue
from corrigenda.schemas.article import Sentence

_WORDS = re.compile(r"\w+")
_STEM = 5
_LEAST_SHARED = 0.5
_WORD = 5
"""Characters by which a text that was broken off may be shorter than its bound."""

_CLAUSE_END = re.compile(r"[,;:!?](?=\s)|[.,;:!?]?[”\"]|\.$|\.(?=\s*$)|\s[–—-]\s")


def align_gist(gist: str, text: str, sentence: Sentence) -> Aligned | None:
    """The article's own words for what the model copied, to the end of the clause where it broke off.

    A bound on its length cuts what a model writes, and a small one may end in words of its own; as long as
    the beginning stands in the sentence, the sentence goes on.
    """
    words = gist.split()
    for count in range(len(words), len(words) // 2, -1):
        place = align_surface(" ".join(words[:count]), text, sentence.start, sentence.end)
        if place is None:
            continue
        if all(has_cue("saying", word) for word in words):
            return replace(place, end=sentence.end)
        if count == len(words) and not _breaks_off(gist, words[-1]):
            return place
        return replace(place, end=_clause_end(text, place.end, sentence.end))
    return None


def _breaks_off(gist: str, last: str) -> bool:
    """Whether a clause goes on after it: it is as long as may be, or ends in "and", "of" or the like."""
    return len(gist) >= LONGEST["gist"] - _WORD or has_cue("unfinished", last)


def is_retold(gist: str, sentence: str) -> bool:
    """Whether what the model says in words of its own is this sentence's: it shares enough of its words.

    A model may retell, but mostly in the sentence's words; else it tells of another sentence, or of nobody.
    """
    there = [word.casefold()[:_STEM] for word in _WORDS.findall(sentence)]
    told = [word.casefold()[:_STEM] for word in _WORDS.findall(gist)]
    return bool(told) and sum(word in there for word in told) / len(told) >= _LEAST_SHARED


def _clause_end(text: str, start: int, end: int) -> int:
    """Where the clause that goes on at ``start`` ends: at a comma or the like, at the latest at ``end``."""
    match = _CLAUSE_END.search(text, start, end)
    return match.start() if match is not None else end
