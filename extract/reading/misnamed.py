"""Inputs that are nearly what is read: keys of other people's JSON Lines, and tables."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

_MEANT = {
    "date": "published",
    "datepublished": "published",
    "publicationdate": "published",
    "publishedat": "published",
    "publisheddate": "published",
    "pubdate": "published",
    "headline": "title",
    "heading": "title",
    "article": "text",
    "body": "text",
    "content": "text",
    "fulltext": "text",
    "link": "url",
    "uri": "url",
    "outlet": "source",
    "publisher": "source",
    "lang": "language",
}
"""What other formats call our keys, without signs and capitals."""
_LOOKED_AT = 100

TABLES = (".csv", ".tsv")
IS_TABLE = (
    "is a table, no article: of articles make JSON Lines with 'text' and 'published'; names in a table are"
    " read by 'corrigenda reconcile'"
)


def meant_by(key: str) -> str | None:
    """The key of ours that is called so elsewhere."""
    return _MEANT.get("".join(filter(str.isalpha, key.lower())))


def misnamed_keys(paths: Iterable[Path]) -> Iterator[str]:
    """A sentence for each key of the files' first lines that is not read, where it looks like one that is."""
    for path in paths:
        told: dict[str, str] = {}
        for record in _first_objects(path):
            meant = {key: ours for key in record if (ours := meant_by(key)) is not None}
            told |= {key: ours for key, ours in meant.items() if ours not in record}
        for key, ours in told.items():
            yield f"{path}: the key {key!r} is not read; if you mean {ours!r}, call it so"


def _first_objects(path: Path) -> Iterator[dict[str, object]]:
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            for line in islice(file, _LOOKED_AT):
                record = json.loads(line) if line.strip() else None
                if isinstance(record, dict):
                    yield record
    except (OSError, ValueError, RecursionError):
        return
