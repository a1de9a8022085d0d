"""From bytes to text, in whatever encoding they came."""

import codecs
import re

from corrigenda.schemas.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark starts with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 65_536
_CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE
)
_TOLERATED = 1e-3
"""The share of damaged characters up to which text still counts as UTF-8."""


def decode(data: bytes) -> str:
    """The text that ``data`` holds; newlines stay as they are, a byte order mark goes.

    Order: byte order mark, UTF-8, UTF-16 without a mark, the encoding that an HTML page declares, detection.
    UTF-8 with stray damaged bytes (at most one character in a thousand) is read as UTF-8 with U+FFFD in their
    place, which shows in the text, rather than as another encoding, which would garble every quotation mark.
    Raises ``InputError`` with the reason where ``data`` is no text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(
                data, encoding, f"starts with the byte order mark of {encoding} but is not {encoding}"
            )
    if data.startswith(b"%PDF-"):
        raise InputError("is a PDF: turn it into text first")
    wide = _wide(data)
    if wide is not None:
        return _strict(data, wide, f"looks like {wide} but is not")
    if b"\0" in data[:_SAMPLE] or len(data[:_SAMPLE].translate(None, _CONTROL)) < 0.99 * len(data[:_SAMPLE]):
        raise InputError("is binary, not text")
    if b"\x1b$" in data:
        return _detected(data)  # ISO-2022-JP is ASCII by its bytes, and so valid UTF-8
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _declared(data) or _damaged(data) or _detected(data)


def _strict(data: bytes, encoding: str, complaint: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"{complaint} (byte {error.start}): save it as UTF-8") from error


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark shows itself by zeros in every other byte, as far as it is Latin."""
    sample = data[:_SAMPLE]
    for encoding, zeros, others in (
        ("utf-16-le", sample[1::2], sample[::2]),
        ("utf-16-be", sample[::2], sample[1::2]),
    ):
        if zeros and zeros.count(0) > 0.4 * len(zeros) and others.count(0) < 0.05 * len(others):
            return encoding
    return None


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:4096])
    if match is None:
        return None
    try:
        return data.decode(match[1].decode("ascii"))
    except (LookupError, UnicodeError):
        return None


def _damaged(data: bytes) -> str | None:
    text = data.decode("utf-8", errors="replace")
    wide = sum(character > "\x7f" for character in text)
    lost = text.count("\ufffd")
    return text if lost <= max(1, _TOLERATED * len(text)) and wide > 4 * lost else None


def _detected(data: bytes) -> str:
    from charset_normalizer import from_bytes  # only here: nearly all articles are UTF-8

    best = from_bytes(data).best()
    if best is None:
        raise InputError("is in no encoding that could be recognised: save it as UTF-8")
    return str(best)
