"""Other tables' files, read row by row: CSV, JSON Lines, JSON, YAML, packed or not."""

import bz2
import csv
import gzip
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path
from typing import Any, TextIO

import yaml

from corrigenda.knowledge import parse_yaml
from corrigenda.schemas.dates import first_day
from corrigenda.schemas.errors import TableError

_DATE = re.compile(r"\+?(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def partial_date(text: str | None) -> str | None:
    """``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``: as much of the text's beginning as is a date, or ``None``.

    A time of day is left out; a month or day of 00 means that it is not known; years before 1 and after 9999
    have no place in a table.
    """
    match = _DATE.match(text.strip()) if text else None
    if match is None:
        return None
    parts = list(takewhile(lambda part: part not in (None, "00"), match.groups()))
    for count in range(len(parts), 0, -1):
        written = "-".join(parts[:count])
        if _is_date(written):
            return written
    return None


def _is_date(written: str) -> bool:
    try:
        first_day(written)
    except ValueError:
        return False
    return True


Row = dict[str, str]
Json = Any
"""What was parsed and not yet looked at: an importer takes out what it knows, by type."""

_OPENERS: dict[str, Callable[..., Any]] = {".gz": gzip.open, ".bz2": bz2.open}
_LONGEST_FIELD = 1_000_000


def csv_rows(path: Path) -> Iterator[Row]:
    """The rows of a CSV file with a header, blanks around values taken off."""
    csv.field_size_limit(_LONGEST_FIELD)
    with opened(path) as file:
        for row in csv.DictReader(file):
            yield {name: (value or "").strip() for name, value in row.items() if isinstance(name, str)}


def json_lines(path: Path) -> Iterator[Json]:
    """The objects of a JSON Lines file, or of a JSON array with an object a line, as Wikidata's dumps are."""
    with opened(path) as file:
        for number, line in enumerate(file, start=1):
            text = line.strip().rstrip(",")
            if text in ("", "[", "]"):
                continue
            try:
                value = json.loads(text)
            except ValueError as error:
                raise TableError(
                    f"{str(path)!r}, line {number}: not JSON ({error}): give one object a line",
                    path=path,
                    line=number,
                ) from error
            if isinstance(value, dict):
                yield value


def json_document(path: Path) -> Json:
    """A JSON file as a whole."""
    with opened(path) as file:
        try:
            return json.load(file)
        except ValueError as error:
            raise TableError(f"{str(path)!r} is not JSON ({error})", path=path) from error


def yaml_document(path: Path) -> Json:
    """A YAML file as a whole."""
    with opened(path) as file:
        try:
            return parse_yaml(file)
        except yaml.YAMLError as error:
            raise TableError(f"{str(path)!r} is not YAML ({error})", path=path) from error


@contextmanager
def opened(path: Path) -> Iterator[TextIO]:
    """The file as UTF-8 text, unpacked where its name ends in ``.gz`` or ``.bz2``."""
    try:
        with _OPENERS.get(path.suffix, open)(path, "rt", encoding="utf-8-sig", newline="") as file:
            yield file
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TableError(
            f"{str(path)!r} cannot be read ({error}): give a file in UTF-8", path=path
        ) from error
