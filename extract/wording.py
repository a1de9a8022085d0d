"""English words of reference, speech and joining, from ``data/reference.yaml``."""

import re
from collections.abc import Mapping
from functools import lru_cache

from corrigenda.extract.knowledge import read_knowledge

_PARTS = re.compile(r"n['’]t\b|['’]\w+|[\w]+|[“”\"]")


@lru_cache(maxsize=1)
def wording() -> Mapping[str, frozenset[str]]:
    """Lists of phrases in lower case, by name, read once."""
    read = read_knowledge("reference.yaml", dict[str, list[str]])
    return {name: frozenset(words) for name, words in read.items()}


def has_cue(name: str, text: str) -> bool:
    """Whether one of the words of the list ``name`` stands in ``text``."""
    return not wording()[name].isdisjoint(_PARTS.findall(text.casefold()))
