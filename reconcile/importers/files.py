"""Other tables' files as bytes, text, JSON and YAML, packed or not, in whatever encoding."""

import bz2
import gzip
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple, TextIO

import yaml

from corrigenda.knowledge import parse_yaml
from corrigenda.schemas.errors import TableError

Json = Any
"""What was parsed and not yet looked at: a reader takes out what it knows, by type."""

_PACKED: dict[bytes, Callable[..., Any]] = {b"\x1f\x8b": gzip.open, b"BZh": bz2.open}
_WIDE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_USUAL = (
    *("cp1252", "cp1254", "cp1250", "cp1251", "cp1253", "cp1255", "cp1256", "cp1257", "cp1258", "koi8_r"),
    *("cp932", "euc_jp", "gb18030", "big5", "cp949"),
)
"""The encodings that a table may be in where it is not Unicode: what Windows and East Asia save."""
_BEGINNING = 65_536
_WORD = re.compile(r"""[^\s,;|"]{2,}""")
_AROUND = "“”„«»‘’"
_WITHIN = "’–—"


class Decoded(NamedTuple):
    """A text and the encoding that it was read in; ``guessed`` where nothing but its letters told which."""

    text: str
    encoding: str
    guessed: bool


def beginning(path: Path) -> bytes:
    """The first bytes of a file, unpacked."""
    with _unpacked(path) as file:
        return file.read(_BEGINNING)


def whole_text(path: Path, encoding: str | None = None) -> Decoded:
    """A file as text: in the encoding that is given, else Unicode, else the likeliest."""
    with _unpacked(path) as file:
        data = file.read()
    try:
        return _decoded(data, encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise TableError(
            f"{str(path)!r} cannot be read as {encoding or 'text'} ({error}): name its encoding", path=path
        ) from error


def _decoded(data: bytes, encoding: str | None) -> Decoded:
    if encoding is not None:
        return Decoded(data.decode(encoding).removeprefix("\ufeff"), encoding, guessed=False)
    wide = _WIDE.get(data[:2])
    try:
        return Decoded(data.decode(wide or "utf-8-sig"), wide or "utf-8", guessed=False)
    except UnicodeDecodeError:
        likeliest = _likeliest(data)
        if likeliest is None:
            raise
        return likeliest


def _likeliest(data: bytes) -> Decoded | None:
    """The text in the encoding in which its words are words of one script, and look least like a mess."""
    from charset_normalizer import from_bytes  # only here: nearly all tables are UTF-8

    found = [
        (_oddities(str(match)), match.chaos - match.coherence, _USUAL.index(match.encoding), match)
        for match in from_bytes(data, cp_isolation=list(_USUAL))
        if match.encoding in _USUAL
    ]
    if not found:
        return None
    *_, best = min(found, key=lambda ranked: ranked[:3])
    return Decoded(str(best), best.encoding, guessed=True)


def _oddities(text: str) -> int:
    """How many words mix scripts, have no plain letter in a Latin one, or hold a sign that no word holds."""
    odd = 0
    for word in _WORD.findall(text):
        wide = [letter for letter in word.strip(_AROUND) if not letter.isascii() and letter not in _WITHIN]
        if wide:
            latin = [unicodedata.name(letter, "").startswith("LATIN") for letter in wide]
            plain = any(letter.isascii() and letter.isalpha() for letter in word)
            odd += plain != any(latin) or not all(map(str.isalpha, wide))
    return odd


def json_objects(path: Path) -> Iterator[Json]:
    """The objects of a JSON file: one a line (Wikidata's dumps too), a list of them, or the whole.

    Where each line is an object, no more than a line is held in memory.
    """
    if _is_by_line(path):
        yield from _by_line(path)
    else:
        yield from _objects(json_document(path))


def _objects(value: Json) -> Iterator[Json]:
    yield from (one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict))


def _is_by_line(path: Path) -> bool:
    """Whether the first line that is not only a bracket is JSON by itself."""
    with opened(path) as file:
        for line in file:
            if (text := line.strip().rstrip(",")) not in ("", "["):
                try:
                    json.loads(text)
                except (ValueError, RecursionError):
                    return False
                return True
    return True


def _by_line(path: Path) -> Iterator[Json]:
    with opened(path) as file:
        for number, line in enumerate(file, start=1):
            if (text := line.strip().rstrip(",")) in ("", "[", "]"):
                continue
            try:
                value = json.loads(text)
            except (ValueError, RecursionError) as error:
                raise TableError(
                    f"{str(path)!r}, line {number}: not JSON ({error}): give one object a line",
                    path=path,
                    line=number,
                ) from error
            yield from _objects(value)


def json_document(path: Path) -> Json:
    """A JSON file as a whole."""
    try:
        return json.loads(whole_text(path).text)
    except (ValueError, RecursionError) as error:
        raise TableError(
            f"{str(path)!r} is not JSON ({error}): is it whole? fetch it again", path=path
        ) from error


def yaml_document(path: Path) -> Json:
    """A YAML file as a whole."""
    with opened(path) as file:
        try:
            return parse_yaml(file)
        except yaml.YAMLError as error:
            raise TableError(f"{str(path)!r} is not YAML ({error})", path=path) from error


@contextmanager
def opened(path: Path) -> Iterator[TextIO]:
    """The file as UTF-8 text, line by line, unpacked."""
    try:
        with _unpacked(path) as file:
            yield io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    except UnicodeDecodeError as error:
        raise TableError(f"{str(path)!r} is not UTF-8 ({error}): save it as UTF-8", path=path) from error


@contextmanager
def _unpacked(path: Path) -> Iterator[IO[bytes]]:
    """The bytes of a file, unpacked as its first bytes tell; an archive must hold one file."""
    try:
        with path.open("rb") as file:
            start = file.read(3)
            file.seek(0)
            packer = next((_PACKED[mark] for mark in _PACKED if start.startswith(mark)), None)
            if packer is not None:
                yield packer(file, "rb")
            elif start.startswith(b"PK") and (inner := _only_member(path)) is not None:
                with zipfile.ZipFile(file) as archive, archive.open(inner) as member:
                    yield member
            else:
                yield file
    except (OSError, EOFError, zipfile.BadZipFile) as error:
        raise TableError(
            f"{str(path)!r} cannot be read ({error}): is it there, and whole?", path=path
        ) from error


def _only_member(path: Path) -> str | None:
    """The one file of an archive; ``None`` for a spreadsheet, which is an archive too."""
    with zipfile.ZipFile(path) as archive:
        files = [info.filename for info in archive.infolist() if not info.is_dir()]
    if any(name in ("[Content_Types].xml", "mimetype") for name in files):
        return None
    if len(files) != 1:
        raise TableError(
            f"{str(path)!r} holds {len(files)} files: unpack it and name the one that is meant", path=path
        )
    return files[0]
