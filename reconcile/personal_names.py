"""Japanese names with their readings, where the extra ``[ja]`` is installed.

They come from the package ``japanese-personal-name-dataset`` (MIT). Without it every answer is empty.
"""

from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from typing import Literal

from corrigenda.reconcile.romaji import romaji_of

NameType = Literal["surname", "given"]


def installed() -> bool:
    """Whether the data set is there."""
    return find_spec("japanese_personal_name_dataset") is not None


def names_written(text: str) -> tuple[tuple[str, NameType], ...]:
    """The readings of a name so written, in Hepburn, each with what kind of name is read so."""
    return tuple((romaji_of(kana), kind) for kana, kind in _names().get(text, ()))


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[tuple[str, NameType], ...]]:
    try:
        dataset = import_module("japanese_personal_name_dataset.core")
    except ImportError:
        return {}
    men, women, surnames = dataset.load_dataset(include_last_names=True)
    found: dict[str, tuple[tuple[str, NameType], ...]] = {
        written: ((entry["reading"], "surname"),) for written, entry in surnames.items()
    }
    for kana, entry in chain(men.items(), women.items()):
        reading: tuple[str, NameType] = (kana, "given")
        for written in entry["kanji"]:
            known = found.get(written, ())
            if reading not in known:
                found[written] = (*known, reading)
    return found
