"""Nothing is left open: from Python 3.13 on a database that nobody closed is a warning, here an error."""

import gc
from pathlib import Path

import pytest
from made_people import BLINKEN

from corrigenda import EntityTable, TableError


def test_a_table_that_cannot_be_made_leaves_nothing_open() -> None:
    """Where two entities have one id, the database in memory is closed with the error."""
    with pytest.raises(TableError):
        EntityTable.of([BLINKEN, BLINKEN])

    gc.collect()


def test_a_file_that_is_no_table_is_not_left_open(tmp_path: Path) -> None:
    """A file that turns out to be something else is closed with the error."""
    path = tmp_path / "table.sqlite"
    path.write_bytes(b"something else")

    with pytest.raises(TableError):
        EntityTable.open(path)

    gc.collect()
