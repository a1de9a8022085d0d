"""Names in their own script: told by their letters, added from a list of spellings."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from corrigenda.reconcile.importers.files import csv_rows
from corrigenda.reconcile.readings import with_readings
from corrigenda.reconcile.text import read_yaml
from corrigenda.schemas.base import Frozen
from corrigenda.schemas.entities import Entity, EntityName
from corrigenda.schemas.errors import TableError

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


def unique_canonical_first(names: Iterable[EntityName]) -> tuple[EntityName, ...]:
    """The names, the first of each text kept, the first of all canonical."""
    unique = unique_names(names)
    return (*(name.model_copy(update={"kind": "canonical"}) for name in unique[:1]), *unique[1:])


def canonical_first(texts: Iterable[str]) -> tuple[EntityName, ...]:
    """Plain names, the first one canonical, each text once."""
    return tuple(
        EntityName(text=text, kind="alias" if place else "canonical")
        for place, text in enumerate(dict.fromkeys(texts))
    )


_EAST_ASIAN = frozenset({"Hani", "Jpan", "Hang"})


class Scripts(Frozen):
    """What ``data/scripts.yaml`` says."""

    scripts: dict[str, str]
    languages: dict[str, str]


@lru_cache(maxsize=1)
def _scripts() -> Scripts:
    return Scripts.model_validate(read_yaml("scripts.yaml"))


def script_of(text: str) -> str | None:
    """The ISO 15924 code of the first letter's script, where it is one that we know."""
    letter = next((letter for letter in text if letter.isalpha()), "")
    return _scripts().scripts.get(unicodedata.name(letter, "?").split()[0].split("-")[0]) if letter else None


def told_by_script(name: EntityName, country: str | None) -> EntityName:
    """The name with its script; native, with its language, where the country's people write so."""
    script = script_of(name.text)
    lang = _scripts().languages.get(country or "") if script in _EAST_ASIAN else name.lang
    if script not in _EAST_ASIAN or lang is None or name.kind == "canonical":
        return name.model_copy(update={"script": script})
    script = "Jpan" if lang == "ja" else script
    return name.model_copy(update={"script": script, "lang": lang, "kind": "native"})


def read_spellings(path: Path) -> Mapping[str, str]:
    """Native spellings by entity id: a CSV file with the columns ``qid`` (or ``id``) and ``kanji``.

    A column ``kana`` may stand there; the Latin name says the reading already.
    """
    spellings: dict[str, str] = {}
    for row in csv_rows(path):
        entity_id = row.get("qid") or row.get("id")
        if entity_id is None or "kanji" not in row:
            raise TableError(f"{str(path)!r} has no columns 'qid' and 'kanji': name them so", path=path)
        if row["kanji"]:
            spellings[entity_id] = row["kanji"]
    return spellings


def with_spellings(entities: Iterable[Entity], spellings: Mapping[str, str]) -> Iterator[Entity]:
    """The entities, those in ``spellings`` with their native name.

    It is split into family and given name where the Latin name can be a reading of it, and left whole where
    that is not certain.
    """
    for entity in entities:
        kanji = spellings.get(entity.id)
        if kanji is None or any(name.text == kanji for name in entity.names):
            yield entity
        else:
            native = EntityName(text=kanji, kind="native", lang="ja", script="Jpan")
            names = (*entity.names, with_readings(native, entity.canonical))
            yield entity.model_copy(update={"names": names})
