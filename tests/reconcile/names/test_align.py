"""Which words of two names answer each other."""

from functools import partial

import pytest

from corrigenda.reconcile.names import Pairing
from corrigenda.reconcile.names.align import pair_words
from corrigenda.reconcile.names.words import PLAIN, relate

PARTICLES = frozenset({"bin", "al"})


def paired(written: str, own: str) -> Pairing:
    """The words of both, particles being of no account."""
    related = partial(relate, traits=PLAIN)
    return pair_words(tuple(written.split()), tuple(own.split()), related, is_filler=PARTICLES.__contains__)


@pytest.mark.parametrize(
    ("written", "own", "extra", "lacking"),
    [
        ("jan novotny", "novotny jan", "", ""),
        ("jan novotny", "jan karel novotny", "", "karel"),
        ("jan josef novotny", "jan karel novotny", "josef", "karel"),
        ("jan jan novotny", "jan novotny", "", ""),
        ("van der berg", "vanderberg", "", ""),
        ("novot ny jan", "jan novotny", "", ""),
        ("jp dubois", "jean pierre dubois", "", ""),
        ("salim bin omar", "salim omar", "", ""),
        ("salim omar", "salim hadi", "omar", "hadi"),
        ("omar omar hadi", "omar salim hadi", "omar", "salim"),
    ],
)
def test_what_is_left_over(written: str, own: str, extra: str, lacking: str) -> None:
    """Torn, joined and shortened words answer; a word is written twice only where nothing is lacking."""
    found = paired(written, own)

    assert (" ".join(found.extra), " ".join(found.lacking)) == (extra, lacking)


def test_the_likest_words_answer_each_other() -> None:
    """Of several words that a word may stand for, it is the one that it is likest to."""
    found = paired("marta martins", "martina marta")

    assert [(pair.written, pair.own) for pair in found.pairs] == [
        (("marta",), ("marta",)),
        (("martins",), ("martina",)),
    ]


@pytest.mark.parametrize(
    ("written", "own", "moved"),
    [
        ("jan karel novotny", "novotny jan karel", False),
        ("salim bin omar hadi", "omar bin salim hadi", True),
        ("salim omar hadi", "salim omar hadi", False),
    ],
)
def test_order(written: str, own: str, moved: bool) -> None:
    """A family name may go first; names that change places are another matter."""
    assert paired(written, own).moved is moved
