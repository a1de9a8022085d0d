"""Japanese names with their readings, where the extra ``[ja]`` is installed.

They come from the package ``japanese-personal-name-dataset`` (MIT). Without it every answer is empty.
"""

from collections import defaultdict
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from typing import Literal

from corrigenda.reconcile.readings.romaji import romaji_of

NameType = Literal["surname", "given"]


def installed() -> bool:
    """Whether the data set is there."""
    return find_spec("japanese_personal_name_dataset") is not None


def names_written(text: str) -> tuple[tuple[str, NameType], ...]:
    """The readings of a name so written, in Hepburn, each with what kind of name is read so."""
    surnames, given = _surnames_and_given()
    found: list[tuple[str, NameType]] = [(surnames[text], "surname")] if text in surnames else []
    found += [(kana, "given") for kana in dict.fromkeys(given.get(text, ()))]
    return tuple((romaji_of(kana), kind) for kana, kind in found)


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
