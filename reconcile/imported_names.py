"""Names as other tables hold them: several in one cell, with notes in brackets, one twice."""

import re
from collections.abc import Iterable

from corrigenda.schemas.entities import EntityName

_BETWEEN = re.compile(r"\s*[;|]\s*")
_NOTE = re.compile(r"\s*\([^()]*\)$")


def several(cell: str) -> tuple[str, ...]:
    """The names of a cell that holds several, parted by semicolons or bars."""
    return tuple(name for name in _BETWEEN.split(cell) if name)


def without_note(title: str) -> str:
    """The title of a Wikipedia article without the note that tells namesakes apart: ``(politician)``."""
    return _NOTE.sub("", title)


def unique_names(names: Iterable[EntityName]) -> tuple[EntityName, ...]:
    """The names, the first of each text kept."""
    first: dict[str, EntityName] = {}
    for name in names:
        first.setdefault(name.text, name)
    return tuple(first.values())


def canonical_first(texts: Iterable[str]) -> tuple[EntityName, ...]:
    """Plain names, the first one canonical, each text once."""
    return tuple(
        EntityName(text=text, kind="alias" if place else "canonical")
        for place, text in enumerate(dict.fromkeys(texts))
    )
