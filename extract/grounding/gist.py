"""What a fact is said to state, in the article's own words."""

import re
from collections.abc import Iterator
from dataclasses import replace

from corrigenda.extract.drafts import LONGEST
from corrigenda.extract.grounding.align import Aligned, align_surface, plain_words
from corrigenda.extract.grounding.context import ArticleContext
from corrigenda.extract.grounding.cues import has_cue, is_reversed, wording
from corrigenda.extract.numbers import find_numbers, number_value
from corrigenda.schemas.article import Sentence

_WORDS = re.compile(r"\w+")
_CAPITALS = re.compile(r"\W*\w+\s+[A-Z]")
_STEM = 5
_LEAST_SHARED = 0.5
_WORD = 5
"""Characters by which a text that was broken off may be shorter than its bound."""

_CLAUSE_END = re.compile(r"[,;:!?](?=\s)|[.,;:!?]?[”\"]|\.$|\.(?=\s*$)|\s[–—-]\s")


def is_true_to(gist: str, sentence: Sentence, context: ArticleContext) -> bool:
    """Whether what the model says keeps the sentence's numbers, its yes and no, and its names.

    Each number is one of the sentence's, and each form of address; it negates only where the sentence does,
    and has no word that says the contrary of the sentence's. A name stands there too, or elsewhere in the
    article where the sentence only points at somebody.
    """
    there, said = sentence.text, plain_words(gist).split()
    words = frozenset(plain_words(there).split())
    new = [word for word in said if word not in words]
    if any(word in wording()["honorific"] for word in new) or not _numbers(gist) <= _numbers(there):
        return False
    if has_cue("negation", gist) and not has_cue("negation", there):
        return False
    if any(is_reversed(one, other) for one in new for other in words if other not in said):
        return False
    points = has_cue("one", there) or has_cue("several", there)
    return all(name in words or (points and context.writes(name)) for name in _names(gist))


def _numbers(text: str) -> set[float | str]:
    """The values of its numbers; of one that has none, such as a range, the words."""
    found = (text[start:end] for start, end in find_numbers(text))
    return {words if (value := number_value(words)) is None else value for words in found}


def _names(gist: str) -> Iterator[str]:
    """The words with a capital letter, save the first where it may have it as the first."""
    for number, match in enumerate(_WORDS.finditer(gist)):
        if match[0][0].isupper() and (number > 0 or _CAPITALS.match(gist)):
            yield plain_words(match[0]).strip()


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
