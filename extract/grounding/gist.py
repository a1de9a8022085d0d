"""What a fact is said to state, in the article's own words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from rapidfuzz.distance import Levenshtein

from corrigenda.extract.drafts import LONGEST, fields_of
from corrigenda.extract.grounding.align import Aligned, align_surface, plain_words
from corrigenda.extract.grounding.context import ArticleContext
from corrigenda.extract.grounding.cues import any_phrase, has_cue, is_reversed, wording
from corrigenda.extract.numbers import find_numbers, number_value, without_groups
from corrigenda.schemas.article import Sentence
from corrigenda.schemas.facts import Fact
from corrigenda.schemas.records import GroundedFact, Grounding

_WORDS = re.compile(r"\w+")
_CAPITALS = re.compile(r"\W*\w+\s+[A-Z]")
_CONTRACTED = re.compile(r"n['’]t\b")
_FIGURES = re.compile(r"\d+(?:[.,:/]\d+)*")
_STEM = 5
_LEAST_SHARED = 0.5
_FOLLOWS = 0.5
"""So many of the words, in the sentence's order, and the rest stands for what the sentence has there."""
_WORD = 5
"""Characters by which a text that was broken off may be shorter than its bound."""

_CLAUSE_END = re.compile(r"[,;:!?](?=\s)|[.,;:!?]?[”\"]|\.$|\.(?=\s*$)|\s[–—-]\s")


def gist_field(schema: type[Fact]) -> str | None:
    """The field that says in a few words what the fact is, if the schema has one."""
    kinds = ((name, marker.kind) for name, _, marker in fields_of(schema) if marker is not None)
    return next((name for name, kind in kinds if kind == "gist"), None)


def gist_of(fact: GroundedFact) -> tuple[str, Grounding] | None:
    """The name of that field and where its words stand, if they are the article's."""
    name = gist_field(type(fact.fact))
    return (name, fact.fields[name]) if name is not None and name in fact.fields else None


def is_true_to(gist: str, sentence: Sentence, context: ArticleContext) -> bool:
    """Whether what the model says in other words keeps the sentence's numbers, its yes and no, its names.

    Each number is one of the sentence's, and each form of address; it denies no more than the sentence does.
    Where its words follow the sentence's, none stands for a contrary or a name for another. A name that the
    sentence has not stands elsewhere in the article, and the sentence points at somebody.
    """
    there, said = sentence.text, _plain(gist)
    words = _plain(there)
    known = frozenset(words)
    new = [word for word in said if word not in known]
    if not _numbers(gist) <= _numbers(there) or any(word in wording()["honorific"] for word in new):
        return False
    if any(is_reversed(one, other) for one in new for other in known.difference(said)):
        return False
    names = frozenset(_names(gist))
    if any(_is_exchanged(*exchange, names.union(_names(there))) for exchange in _exchanges(said, words)):
        return False
    points = any(has_cue(pointing, there) for pointing in ("one", "several", "speaker"))
    strange = names - known
    return _denials(gist) <= _denials(there) and all(points and context.writes(name) for name in strange)


def _denials(text: str) -> int:
    """How many words of ``text`` deny something."""
    return len(any_phrase("negation").findall(text))


def _plain(text: str) -> list[str]:
    """The words as they are compared, "not" one of its own."""
    return plain_words(_CONTRACTED.sub(" not", text)).split()


def _numbers(text: str) -> set[float | str]:
    """The values of its numbers, of one that has none, such as a range, the words; and all its figures."""
    found = [text[start:end] for start, end in find_numbers(text)]
    values = {words if (value := number_value(words)) is None else value for words in found}
    return values | set(_FIGURES.findall(without_groups(text)))


@cache
def _denying() -> frozenset[str]:
    """The words of which nothing is left but a denial: "did not"."""
    return wording()["negation"] | wording()["auxiliary"]


def _names(text: str) -> Iterator[str]:
    """The words with a capital letter, save the first where it may have it as the first."""
    for number, match in enumerate(_WORDS.finditer(text)):
        if match[0][0].isupper() and (number > 0 or _CAPITALS.match(text)):
            yield from plain_words(match[0]).split()


def _exchanges(said: Sequence[str], there: Sequence[str]) -> Iterator[tuple[set[str], set[str]]]:
    """Where most words of the one follow the other's: words put in between, and those left out there."""
    operations = Levenshtein.opcodes(there, said)
    same = sum(one.dest_end - one.dest_start for one in operations if one.tag == "equal")
    if same < _FOLLOWS * len(said):
        return
    for one in operations:
        if one.tag != "equal" and one.dest_start > 0 and one.dest_end < len(said):
            yield set(said[one.dest_start : one.dest_end]), set(there[one.src_start : one.src_end])


def _is_exchanged(put: set[str], left: set[str], names: frozenset[str]) -> bool:
    """Whether a name stands for another, "his" for "her", a denial for none, or a word for its contrary."""
    if not put & left and any(put & kind and left & kind for kind in (names, wording()["honorific"])):
        return True
    if put ^ left <= _denying() and (put ^ left) & wording()["negation"]:
        return True
    return any(is_reversed(one, other) for one in put for other in left)


def align_gist(gist: str, sentence: Sentence, context: ArticleContext) -> Aligned | None:
    """The article's own words for what the model copied, to the end of the clause where it broke off.

    A bound on its length cuts what a model writes, and a small one may end in words of its own; as long as
    the beginning stands in the sentence, the sentence goes on.
    """
    words, text = gist.split(), context.text
    for count in range(len(words), len(words) // 2, -1):
        place = align_surface(" ".join(words[:count]), text, sentence.start, sentence.end)
        if place is None:
            if count == len(words) and not is_true_to(gist, sentence, context):
                return None
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


def is_retold(gist: str, sentence: Sentence, context: ArticleContext) -> bool:
    """Whether what the model says in words of its own is this sentence's: it shares enough of its words.

    A model may retell, but mostly in the sentence's words; else it tells of another sentence, or of nobody.
    """
    there = [word.casefold()[:_STEM] for word in _WORDS.findall(sentence.text)]
    told = [word.casefold()[:_STEM] for word in _WORDS.findall(gist)]
    shared = sum(word in there for word in told)
    return shared >= _LEAST_SHARED * max(1, len(told)) and is_true_to(gist, sentence, context)


def _clause_end(text: str, start: int, end: int) -> int:
    """Where the clause that goes on at ``start`` ends: at a comma or the like, at the latest at ``end``."""
    match = _CLAUSE_END.search(text, start, end)
    return match.start() if match is not None else end
