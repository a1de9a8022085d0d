"""Which given names are short forms of which."""

import pytest

from corrigenda.reconcile.names import is_listed_name
from corrigenda.reconcile.names.nicknames import is_nickname


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("tony", "anthony", True),
        ("tony", "antony", True),
        ("antony", "tony", True),
        ("bob", "robert", True),
        ("joe", "joseph", True),
        ("john", "antony", False),
        ("hunter", "joe", False),
        ("toshimichi", "toshimitsu", False),
    ],
)
def test_short_forms(one: str, other: str, expected: bool) -> None:
    """A listed short form counts in both directions, and for a full name one edit from a listed one."""
    assert is_nickname(one, other) is expected


def test_listed_names() -> None:
    """A name of its own is known from a mistyped one."""
    assert is_listed_name("anthony")
    assert not is_listed_name("antnoy")
