"""English words of reference, speech and joining, from ``data/reference.yaml``."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import pairwise

from corrigenda.extract.knowledge import read_knowledge
from corrigenda.extract.numbers import counts, number_words
from corrigenda.schemas.spans import Offsets

_BREAK = re.compile(r"[^\W\d_]+|[,;:()“”\"—]")
_BREAKS = frozenset(',;:()“”"—')
_PARTS = re.compile(r"n['’]t\b|['’]\w+|[\w]+|[“”\"]")


@lru_cache(maxsize=1)
def wording() -> Mapping[str, frozenset[str]]:
    """Lists of phrases in lower case, by name, read once."""
    read = read_knowledge("reference.yaml", dict[str, list[str]])
    return {name: frozenset(words) for name, words in read.items()}


def has_cue(name: str, text: str) -> bool:
    """Whether one of the list ``name``, words or pairs of words, stands in ``text``."""
    words = _PARTS.findall(text.casefold())
    return not wording()[name].isdisjoint([*words, *map(" ".join, pairwise(words))])


@cache
def any_phrase(name: str) -> re.Pattern[str]:
    """A pattern for any phrase of the list ``name``, whole words; "n't" where it is tied to a verb."""
    longest_first = sorted(wording()[name], key=lambda phrase: (-len(phrase), phrase))
    phrases = (
        phrase if phrase.startswith("n") and not phrase[1:2].isalpha() else rf"(?<!\w){phrase}"
        for phrase in map(re.escape, longest_first)
    )
    return re.compile(rf"(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE)


def clause_around(place: Offsets, text: str, within: Offsets) -> Offsets:
    """Where the clause of ``place`` begins and ends: at a comma, a quotation mark, a word that opens one."""
    start, end = within
    for match in _BREAK.finditer(text, *within):
        if match.group() not in _BREAKS and match.group().casefold() not in wording()["clause"]:
            continue
        if match.end() <= place[0]:
            start = match.end()
        elif match.start() >= place[1]:
            end = match.start()
            break
    return start, end


def is_speaker_word(surface: str) -> bool:
    """Whether the words speak of the speaker: "I", "we", "our goal", "I think"."""
    return bool(surface) and surface.casefold().split()[0] in wording()["speaker"]


@lru_cache(maxsize=1)
def _fixed() -> frozenset[str]:
    numbers = number_words()
    sizes = {size + many for size in numbers.greater for many in ("", "s")}
    spelled = {*counts(), *sizes, *numbers.parts, *numbers.vague}
    return wording()["negation"] | wording()["honorific"] | spelled - {"a", "an"}


def is_fixed(word: str) -> bool:
    """Whether no letter of the word may differ: it is a number, a negation or a form of address."""
    return word.strip(".") in _fixed()


def is_reversed(one: str, other: str) -> bool:
    """Whether one word says the contrary of the other: "likely" and "unlikely", "rose" and "fell"."""
    shorter, longer = sorted((one, other), key=len)
    if longer.endswith(shorter) and longer.removesuffix(shorter) in wording()["reversing"]:
        return True
    return (one, other) in _opposites()


@lru_cache(maxsize=1)
def _opposites() -> frozenset[tuple[str, str]]:
    pairs = [
        (one, other)
        for pair in wording()["opposites"]
        for left, right in [pair.split(" - ")]
        for one in left.split("/")
        for other in right.split("/")
    ]
    return frozenset([*pairs, *((other, one) for one, other in pairs)])
