"""What a source is, told by its content: its first bytes, the keys of its objects, the files of a folder."""

from collections.abc import Mapping
from pathlib import Path

from corrigenda.reconcile.importers.files import Json, beginning, json_objects
from corrigenda.schemas.errors import TableError

_SPREADSHEET = (b"PK", b"\xd0\xcf\x11\xe0")
_NOT_A_TABLE = {
    b"SQLite format 3": "a compiled table or another database: export its rows as CSV",
    b"%PDF": "a PDF: copy its table into a spreadsheet",
}
_KEYS: tuple[tuple[str, tuple[frozenset[str], ...]], ...] = (
    ("sparql", (frozenset({"head", "results"}),)),
    ("wikidata", tuple(frozenset({key}) for key in ("entities", "labels", "claims", "statements"))),
    ("ftm", (frozenset({"schema", "properties"}),)),
    ("popolo", tuple(frozenset({key}) for key in ("persons", "memberships", "organizations", "posts"))),
    ("corrigenda", (frozenset({"id", "type", "names"}),)),
)
"""Keys that an object of a format has, all of one set."""
_FEW = 4
_FOLDERS = {"office_terms.csv": "office-terms", "*.yaml": "congress"}


def format_of(path: Path) -> str:
    """The format of a file or folder. Raises ``TableError`` where it is none that can be read."""
    if path.is_dir():
        return _folder(path)
    start = beginning(path)
    for mark, what in _NOT_A_TABLE.items():
        if start.startswith(mark):
            raise TableError(f"{str(path)!r} is {what}", path=path)
    if start.startswith(b"PAR1"):
        return "parquet"
    if start.startswith(_SPREADSHEET):
        return "excel"
    text = start.decode("utf-8-sig", errors="replace").lstrip()
    if text[:1] in ("{", "["):
        return _json(path)
    if text[:1] == "<" and not text.startswith("<http"):
        raise TableError(f"{str(path)!r} is a web page or XML: fetch the data as CSV or JSON", path=path)
    return "csv"


def _folder(path: Path) -> str:
    for pattern, name in _FOLDERS.items():
        if any(path.glob(pattern)):
            return name
    raise TableError(
        f"{str(path)!r} holds neither office_terms.csv nor .yaml files: name one of its files", path=path
    )


def _json(path: Path) -> str:
    """By the first object."""
    first = next(json_objects(path), None)
    if first is None:
        return "json"
    found = by_keys(first, path)
    if found is None:
        raise TableError(
            f"{str(path)!r} is JSON of a kind that is not known: name its format, or make a CSV of it",
            path=path,
        )
    return found


def by_keys(first: Mapping[str, Json], path: Path) -> str | None:
    """The format of which a JSON object is; ``None`` where it is none that is known."""
    keys = first.keys()
    if "error" in keys and len(keys) < _FEW:
        raise TableError(
            f"{str(path)!r} is no table but a server's word of an error, {str(first['error'])[:100]!r}: "
            "fetch it again",
            path=path,
        )
    return next((name for name, own in _KEYS if any(one <= keys for one in own)), None) or (
        "json" if any(isinstance(value, str) for value in first.values()) else None
    )
