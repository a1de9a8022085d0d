"""Read articles from files, folders and standard input; what cannot be read is a reject with its reason."""

import hashlib
import io
import json
import os
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, Literal

from corrigenda.extract.reading.encodings import decode
from corrigenda.extract.reading.markup import count_pages, read_page
from corrigenda.extract.reading.misnamed import IS_TABLE, TABLES, meant_by, misnamed_keys
from corrigenda.schemas.article import Article
from corrigenda.schemas.errors import InputError
from corrigenda.schemas.records import Reject

Source = Path | Literal["-"]
Form = Literal["text", "html", "jsonl"]

_FORMS: dict[str, Form] = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype html|html|head|body|article)\b", re.I | re.S
)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANK = b"\xef\xbb\xbf\r\n\t "
_ID_BYTES = 150


Naming = Callable[[str, str], str]
"""Gives an article its id: the one wished for, a file name, and where it comes from; an id that is its own.
"""


@dataclass(frozen=True)
class RawArticle:
    """An article as it lies there, not yet read. ``origin`` tells it from every other, in any run.

    ``line`` is that in a file of many, else 0; ``number`` that of the article on a page of several, else 1.
    ``reason``: why it cannot be read, where that is known already.
    """

    id: str
    origin: str
    path: str
    data: bytes = b""
    form: Form = "text"
    line: int = 0
    number: int = 1
    reason: str = ""

    @property
    def digest(self) -> str:
        """A hash of all that reading it depends on."""
        told = f"{self.form}\0{self.id}\0{self.path}\0{self.number}\0{self.reason}\0".encode(
            "utf-8", "replace"
        )
        return hashlib.sha256(told + self.data).hexdigest()[:32]

    def read(self) -> Article | Reject:
        """The article, or why it cannot be read."""
        try:
            if self.reason:
                raise InputError(self.reason)
            if self.form == "jsonl":
                return _from_object(_object(decode(self.data)), self.path, self.id)
            return self._of_file()
        except InputError as error:
            where = "standard input" if self.path == "-" else repr(self.path)
            told = f"line {self.line} {error}" if self.line else f"{where} {error}"
            return Reject(article_id=self.id, stage="read", reason=told, detail={"path": self.path})

    def _of_file(self) -> Article:
        text = _decoded(self.data)
        if self.form == "text":
            return Article(id=self.id, text=text, path=self.path)
        page = read_page(text, self.number)
        if page is None:
            raise InputError("is an HTML page without a main text")
        return Article(id=self.id, path=self.path, **dict(page))


def read_articles(paths: Iterable[Source], *, stdin: BinaryIO | None = None) -> Iterator[Article | Reject]:
    """Every article below ``paths``, in the order given; folders whole and sorted, without hidden files.

    ``.txt`` is the text as it stands. ``.html`` gives its main text, and offsets count in that. Each line of
    ``.jsonl`` is an object with ``text`` and perhaps ``id``, ``url``, ``published``, ``source``, ``title``,
    ``language``. Standard input (``-``, or ``stdin`` in its place) and a named file of another suffix, unless
    it is a table, are told by their content; in a folder, such files are passed over. The id is the file's
    stem, the line's ``id`` or stem and line number, safe as a file name and unique in this call.

    Raises ``InputError`` at once where a path is missing or a folder holds no article. A file or line that
    cannot be read comes out as a ``Reject`` of stage ``read``.
    """
    return (raw.read() for raw in find_articles(paths, stdin=stdin))


def find_articles(
    paths: Iterable[Source], *, stdin: BinaryIO | None = None, naming: Naming | None = None
) -> Iterator[RawArticle]:
    """The same before they are read, one after the other and never all in memory.

    ``naming`` gives the ids where they must be unique beyond this call. Raises as ``read_articles`` does.
    """
    return _found(_listed(paths), stdin, naming or _unique())


def count_articles(paths: Iterable[Source]) -> int | None:
    """How many there will be, lines of a file counted; more where a page holds several articles. ``None``
    where standard input is among them.
    """
    sources = _listed(paths)
    if "-" in sources:
        return None
    return sum(_lines(path) if _form(path) == "jsonl" else 1 for path in sources if path != "-")


def find_misnamed_keys(paths: Iterable[Source]) -> Iterator[str]:
    """A sentence for each key of JSON Lines that is not read, where it looks like one that is."""
    return misnamed_keys(path for path in _listed(paths) if path != "-" and _form(path) == "jsonl")


def _lines(path: Path) -> int:
    try:
        with path.open("rb") as stream:
            return sum(bool(line.strip(_BLANK)) for line in stream)
    except OSError:
        return 1


def _found(sources: Iterable[Source], stdin: BinaryIO | None, naming: Naming) -> Iterator[RawArticle]:
    for source in sources:
        stem = "stdin" if source == "-" else source.stem
        origin = "-" if source == "-" else _shown(source.resolve())
        try:
            for raw in _items(source, stdin, origin):
                yield replace(raw, id=naming(_safe(raw.id), raw.origin))
        except (InputError, OSError) as error:
            why = f"cannot be read: {error.strerror or error}" if isinstance(error, OSError) else str(error)
            yield RawArticle(naming(_safe(stem), origin), origin, _shown(source), reason=why)


def _unique() -> Naming:
    """Ids that are unique in one call, also by capitals alone: texts must not overwrite each other."""
    taken: set[str] = set()
    numbered: dict[str, int] = {}

    def name(wished: str, origin: str) -> str:
        count = numbered.get(wished.casefold(), 1)
        own = wished if count == 1 else f"{wished}-{count}"
        while own.casefold() in taken:
            count += 1
            own = f"{wished}-{count}"
        numbered[wished.casefold()] = count
        taken.add(own.casefold())
        return own

    return name


def _listed(paths: Iterable[Source]) -> tuple[Source, ...]:
    """The files to read, each once."""
    sources: dict[Source, Source] = {}
    for path in paths:
        if path == "-":
            sources.setdefault("-", "-")
            continue
        if not path.exists():
            raise InputError(f"{str(path)!r} does not exist: name a file, a folder or '-'", path=path)
        for file in _folder(path) if path.is_dir() else (path,):
            sources.setdefault(file.resolve(), file)
    return tuple(sources.values())


def _folder(folder: Path) -> list[Path]:
    files = []
    for parent, folders, names in os.walk(folder, onerror=_raise_unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files += [Path(parent, name) for name in names if _is_article(name)]
    if not files:
        kinds = ", ".join(_FORMS)
        raise InputError(f"{str(folder)!r} holds no article: files must end in one of {kinds}", path=folder)
    return sorted(files)


def _raise_unreadable(error: OSError) -> None:
    raise InputError(
        f"{error.filename!r} cannot be listed: {error.strerror}", path=Path(error.filename)
    ) from error


def _is_article(name: str) -> bool:
    return not name.startswith(".") and Path(name).suffix.lower() in _FORMS


def _form(source: Path) -> Form | None:
    return _FORMS.get(source.suffix.lower())


def _items(source: Source, stdin: BinaryIO | None, origin: str) -> Iterator[RawArticle]:
    """The articles of one source, their ids as wished for."""
    if source == "-":
        yield from _told_by_content((stdin or sys.stdin.buffer).read(), "-", "stdin", origin)
        return
    form = _form(source)
    if form == "jsonl":
        with source.open("rb") as stream:
            yield from _from_lines(stream, _shown(source), source.stem, origin)
    elif source.suffix.lower() in TABLES:
        raise InputError(IS_TABLE)
    elif form is None:
        yield from _told_by_content(source.read_bytes(), _shown(source), source.name, origin)
    else:
        raw = RawArticle(source.stem, origin, _shown(source), source.read_bytes(), form)
        yield from _on_page(raw) if form == "html" else (raw,)


def _told_by_content(data: bytes, path: str, stem: str, origin: str) -> Iterator[RawArticle]:
    text = _decoded(data)
    if _is_object(text.lstrip().partition("\n")[0]):
        yield from _from_lines(io.BytesIO(text.encode("utf-8", "replace")), path, stem, origin)
    elif _HTML.match(text):
        yield from _on_page(RawArticle(stem, origin, path, data, "html"))
    else:
        yield RawArticle(stem, origin, path, data)


def _is_object(line: str) -> bool:
    if not line.startswith("{"):
        return False
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _decoded(data: bytes) -> str:
    text = decode(data)
    if not text.strip():
        raise InputError("is empty")
    return text


def _on_page(raw: RawArticle) -> Iterator[RawArticle]:
    """The one article of a page, or each of several."""
    pages = count_pages(_decoded(raw.data))
    if pages == 1:
        yield raw
        return
    for number in range(1, pages + 1):
        yield replace(raw, id=f"{raw.id}-{number}", origin=f"{raw.origin}#{number}", number=number)


def _from_lines(stream: BinaryIO, path: str, stem: str, origin: str) -> Iterator[RawArticle]:
    """One article a line. The file is never held whole."""
    for number, line in enumerate(stream, start=1):
        if line.strip(_BLANK):
            wished = _wished_id(line)
            yield RawArticle(
                id=wished or f"{stem}-{number}",
                origin=f"{origin}#{wished or number}",
                path=f"{path}#{number}",
                data=line,
                form="jsonl",
                line=number,
            )


def _wished_id(line: bytes) -> str | None:
    """The id that a line gives, where it can be read and gives one."""
    try:
        record = _object(decode(line))
        number = record.get("id")
        return str(number) if isinstance(number, int) else _string(number, "id")
    except InputError:
        return None


def _object(line: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"is not JSON: {error}") from error
    if not isinstance(record, dict):
        raise InputError("is not a JSON object")
    return record


def _from_object(record: dict[str, Any], path: str, own: str) -> Article:
    _string(record.get("id"), "id") if not isinstance(record.get("id"), int) else None
    fields = {
        name: _string(record.get(name), name)
        for name in ("text", "url", "published", "source", "title", "language")
    }
    text = fields.pop("text")
    if text is None:
        alike = next((key for key in record if meant_by(key) == "text"), None)
        raise InputError("has no 'text'" + (f": call its {alike!r} so" if alike is not None else ""))
    return Article(id=own, text=text, path=path, **fields)


def _string(value: object, name: str) -> str | None:
    """The string, ``None`` where it is missing or blank; U+FFFD for half a character, which is none."""
    if value is not None and not isinstance(value, str):
        raise InputError(f"has {name!r} of type {type(value).__name__}: write a string")
    return _LONE_SURROGATE.sub("\ufffd", value) if value and value.strip() else None


def _shown(source: Source) -> str:
    """A path as text: a byte of a file name that is no UTF-8 is told as such (``caf\\xe9.txt``)."""
    return str(source).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _safe(name: str) -> str:
    """``name`` as a file name: letters, digits, dot, hyphen, underscore; of any script, but not too long."""
    plain = re.sub(r"[^\w.-]+", "_", unicodedata.normalize("NFC", name)).strip("._")
    return plain.encode()[:_ID_BYTES].decode(errors="ignore") or "article"
