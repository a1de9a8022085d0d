"""Bytes become text, or the reason is said why they do not."""

import codecs

import pytest

from corrigenda.extract.reading.encodings import decode
from corrigenda.schemas.errors import InputError

ENGLISH = "The minister said “we agree” – in Zürich.\r\nThey left."
JAPANESE = "林外相は会談した。日韓関係について話し合い、協力を確認した。"

RUSSIAN = "Министр сказал, что переговоры прошли хорошо. Стороны договорились встретиться снова."


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (ENGLISH.encode(), ENGLISH),
        (codecs.BOM_UTF8 + ENGLISH.encode(), ENGLISH),
        (ENGLISH.encode("utf-16"), ENGLISH),
        (codecs.BOM_UTF16_BE + ENGLISH.encode("utf-16-be"), ENGLISH),
        (ENGLISH.encode("utf-16-le"), ENGLISH),
        (ENGLISH.encode("utf-32"), ENGLISH),
        (ENGLISH.encode("cp1252"), ENGLISH),
        (JAPANESE.encode("shift_jis"), JAPANESE),
        (RUSSIAN.encode("cp1251"), RUSSIAN),
        (JAPANESE.encode("iso-2022-jp"), JAPANESE),
        (b'<meta charset="koi8-r"><p>' + "Лавров".encode("koi8-r"), '<meta charset="koi8-r"><p>Лавров'),
    ],
)
def test_text_is_read_in_its_encoding(data: bytes, text: str) -> None:
    """Mark, UTF-8, declaration, detection, in this order; newlines stay as they are."""
    assert decode(data) == text


def test_stray_damage_shows_in_the_text_and_garbles_nothing_else() -> None:
    """UTF-8 that was cut off in a character is still read as UTF-8."""
    assert decode((ENGLISH * 5).encode() + b"\xe2\x80") == ENGLISH * 5 + "\ufffd"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "binary"),
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (codecs.BOM_UTF8 + b"caf\xe9", "not utf-8"),
        (bytes(range(1, 32)) * 100, "binary"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    """An error says what the bytes are taken for."""
    with pytest.raises(InputError, match=reason):
        decode(data)
