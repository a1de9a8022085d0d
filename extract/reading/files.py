"""Read articles from files, folders and standard input; what cannot be read is a reject with its reason."""

import io
import json
import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Literal

from corrigenda.extract.reading.encodings import decode
from corrigenda.extract.reading.markup import read_pages
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
_ID_BYTES = 150


def read_articles(paths: Iterable[Source], *, stdin: BinaryIO | None = None) -> Iterator[Article | Reject]:
    """Every article below ``paths``, in the order given; folders whole and sorted, without hidden files.

    ``.txt`` is the text as it stands. ``.html`` gives its main text, and offsets count in that. Each line of
    ``.jsonl`` is an object with ``text`` and perhaps ``id``, ``url``, ``published``, ``source``, ``title``.
    Standard input (``-``, or ``stdin`` in its place) and a named file of another suffix are told by their
    content; in a folder, such files are passed over. The id is the file's stem, the line's ``id``
    or stem and line number, safe as a file name and unique in this call.

    Raises ``InputError`` at once where a path is missing or a folder holds no article. A file or line that
    cannot be read comes out as a ``Reject`` of stage ``read``.
    """
    return _read(_listed(paths), stdin)


def _read(sources: Iterable[Source], stdin: BinaryIO | None) -> Iterator[Article | Reject]:
    taken: set[str] = set()
    for source in sources:
        try:
            for item in _items(source, stdin):
                yield _with_own_id(item, taken)
        except InputError as error:
            yield _reject(source, str(error))
        except OSError as error:
            yield _reject(source, f"cannot be read: {error.strerror or error}")


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


def _items(source: Source, stdin: BinaryIO | None) -> Iterator[Article | Reject]:
    """The articles of one source, their ids as wished for."""
    if source == "-":
        yield from _told_by_content((stdin or sys.stdin.buffer).read(), "-", "stdin")
        return
    form = _FORMS.get(source.suffix.lower())
    if form == "jsonl":
        with source.open("rb") as stream:
            yield from _from_lines(stream, str(source), source.stem)
    elif form is None:
        yield from _told_by_content(source.read_bytes(), str(source), source.name)
    else:
        yield from _from_text(_decoded(source.read_bytes()), form, str(source), source.stem)


def _told_by_content(data: bytes, path: str, stem: str) -> Iterator[Article | Reject]:
    text = _decoded(data)
    if _is_object(text.lstrip().partition("\n")[0]):
        yield from _from_lines(io.BytesIO(text.encode()), path, stem)
    else:
        yield from _from_text(text, "html" if _HTML.match(text) else "text", path, stem)


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


def _from_text(text: str, form: Form, path: str, stem: str) -> Iterator[Article]:
    """The article of a file; several where a page holds several."""
    if form == "text":
        yield Article(id=stem, text=text, path=path)
        return
    pages = read_pages(text)
    if not pages:
        raise InputError("is an HTML page without a main text")
    for number, page in enumerate(pages, start=1):
        own = stem if len(pages) == 1 else f"{stem}-{number}"
        yield Article(id=own, path=path, **dict(page))


def _from_lines(stream: BinaryIO, path: str, stem: str) -> Iterator[Article | Reject]:
    """One article a line. The file is never held whole."""
    for number, line in enumerate(stream, start=1):
        where = f"{path}#{number}"
        try:
            if line.strip(b"\xef\xbb\xbf\r\n\t "):
                yield _from_object(decode(line), where, f"{stem}-{number}")
        except InputError as error:
            yield Reject(
                article_id=_safe(f"{stem}-{number}"),
                stage="read",
                reason=f"line {number} {error}",
                detail={"path": where},
            )


def _from_object(line: str, path: str, stem: str) -> Article:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"is not JSON: {error}") from error
    if not isinstance(record, dict):
        raise InputError("is not a JSON object")
    fields = {
        name: _string(record.get(name), name) for name in ("text", "url", "published", "source", "title")
    }
    text = fields.pop("text")
    if text is None:
        raise InputError("has no 'text'")
    number = record.get("id")
    own = str(number) if isinstance(number, int) else _string(number, "id")
    return Article(id=own or stem, text=text, path=path, **fields)


def _string(value: object, name: str) -> str | None:
    """The string, ``None`` where it is missing or blank."""
    if value is not None and not isinstance(value, str):
        raise InputError(f"has {name!r} of type {type(value).__name__}: write a string")
    return value if value and value.strip() else None


def _with_own_id(item: Article | Reject, taken: set[str]) -> Article | Reject:
    if isinstance(item, Reject):
        return item
    wished = _safe(item.id)
    own, count = wished, 1
    while own.casefold() in taken:  # the corrected texts must not overwrite each other on any file system
        count += 1
        own = f"{wished}-{count}"
    taken.add(own.casefold())
    return item.model_copy(update={"id": own})


def _safe(name: str) -> str:
    """``name`` as a file name: letters, digits, dot, hyphen, underscore; of any script, but not too long."""
    plain = re.sub(r"[^\w.-]+", "_", unicodedata.normalize("NFC", name)).strip("._")
    return plain.encode()[:_ID_BYTES].decode(errors="ignore") or "article"


def _reject(source: Source, reason: str) -> Reject:
    name = "stdin" if source == "-" else source.stem
    shown = "standard input" if source == "-" else repr(str(source))
    return Reject(
        article_id=_safe(name), stage="read", reason=f"{shown} {reason}", detail={"path": str(source)}
    )
