"""The entity tables of the benchmarks, imported from the data beside the repository and compiled."""

import os
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.shared import DATA
from corrigenda.reconcile.importers import import_table
from corrigenda.reconcile.table import EntityTable
from corrigenda.reconcile.table.cache import cache_directory

STARTER = Path(__file__).resolve().parents[1] / "reconcile" / "data" / "starter.jsonl"
JAPANESE_NAMES = DATA / "jp_politicians" / "jp_ministers_kanji.csv"


@cache
def office_holders() -> EntityTable:
    """All people and offices of ``office_holders``, the Japanese with their native spellings."""
    return EntityTable.open(_office_holders())


@cache
def stacked() -> EntityTable:
    """``office_holders``, on it ``us_congress``, on both the starter table."""
    return EntityTable.open(_office_holders(), _imported("us_congress", "congress"), STARTER)


def _office_holders() -> Path:
    return _imported("office_holders", "office-terms", names=JAPANESE_NAMES)


@cache
def _imported(folder: str, format: str, *, names: Path | None = None) -> Path:
    """A table as ``corrigenda table import`` writes it, made anew in each run: the importers may change.

    It takes the place of the old one in one step: another benchmark may be reading that, or writing its own.
    """
    target = cache_directory().parent / "benchmarks" / f"{folder}.jsonl"
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=target.parent) as own:
        written = Path(own) / target.name
        with written.open("w", encoding="utf-8") as file:
            for entity in import_table(DATA / folder, format, names=names):
                file.write(entity.model_dump_json(exclude_defaults=True) + "\n")
        os.replace(written, target)
    return target
