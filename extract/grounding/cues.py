"""English words of reference, speech and joining, from ``data/reference.yaml``."""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from corrigenda.extract.knowledge import read_knowledge

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


def is_speaker_word(surface: str) -> bool:
    """Whether the words speak of the speaker: "I", "we", "our goal", "I think"."""
    return bool(surface) and surface.casefold().split()[0] in wording()["speaker"]
