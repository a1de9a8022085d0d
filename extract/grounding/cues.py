"""English words of reference, speech and joining, from ``data/reference.yaml``."""

import re
from collections.abc import Iterator, Mapping
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
        phrase if not phrase[0].isalpha() or not phrase[1:2].isalpha() else rf"(?<!\w){phrase}"
        for phrase in map(re.escape, longest_first)
    )
    return re.compile(rf"(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE)


def clauses_of(text: str, within: Offsets) -> Iterator[Offsets]:
    """The clauses of ``text``: they end at a comma, a quotation mark, a word that opens another one."""
    start, end = within
    for match in _BREAK.finditer(text, *within):
        if match.group() in _BREAKS or match.group().casefold() in wording()["clause"]:
            yield start, match.start()
            start = match.end()
    yield start, end


def clause_around(place: Offsets, text: str, within: Offsets) -> Offsets:
    """From where the clause begins in which ``place`` begins, to where that ends in which it ends."""
    clauses = list(clauses_of(text, within))
    starts = [start for start, _ in clauses if start <= place[0]]
    ends = [end for _, end in clauses if end >= place[1]]
    return max(starts, default=within[0]), min(ends, default=within[1])


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
    return (one, other) in pairs("opposites")


@cache
def pairs(name: str) -> frozenset[tuple[str, str]]:
    """The pairs of words of the list ``name`` (``one/another - other``), either way round."""
    found = [
        (one, other)
        for pair in wording()[name]
        for left, right in [pair.split(" - ")]
        for one in left.split("/")
        for other in right.split("/")
    ]
    return frozenset([*found, *((other, one) for one, other in found)])
