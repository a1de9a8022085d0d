"""Spelling a word out of pieces."""

from corrigenda.reconcile.readings.lattice import MERGED_VOWELS, Lattice, Piece, lattice, likeliest, spell


def _lattice(*pieces: tuple[int, int, str, float]) -> Lattice:
    length = max(end for _, end, _, _ in pieces)
    return lattice(length, (Piece(start, end, key, key, "here", cost) for start, end, key, cost in pieces))


TANAKA = _lattice((0, 1, "ta", 1.0), (0, 1, "den", 1.0), (1, 2, "naka", 1.0), (0, 2, "tanaka", 0.3))


def test_the_cheapest_chain_wins() -> None:
    """A word read as a whole is cheaper than the same letters out of single readings."""
    assert spell(TANAKA, "tanaka", 0, frozenset())[6].cost == 0.3


def test_a_chain_may_begin_and_stop_inside_the_written() -> None:
    """What comes before the start and after the stop belongs to another part of the name."""
    assert list(spell(TANAKA, "jirodennakakun", 4, frozenset())) == [11]


def test_letters_that_fit_no_chain_give_nothing() -> None:
    """There is no path where a letter is left over or missing."""
    assert spell(TANAKA, "tanak", 0, frozenset()) == {}


def test_vowels_merge_where_pieces_meet() -> None:
    """A folded key holds o + oka as oka, and only where merging is allowed."""
    ooka = _lattice((0, 1, "o", 1.0), (1, 2, "oka", 1.0))

    assert list(spell(ooka, "oka", 0, MERGED_VOWELS)) == [3]
    assert spell(ooka, "oka", 0, frozenset()) == {}


def test_a_doubled_consonant_needs_its_follower() -> None:
    """A piece that doubles the next consonant stands only before that consonant, and never last."""
    doubling = Piece(0, 1, "kik", "kik", "here", 1.0, ("k",))
    kawa, sawa = (Piece(1, 2, key, key, "here", 1.0) for key in ("kawa", "sawa"))

    assert list(spell(lattice(2, (doubling, kawa)), "kikkawa", 0, frozenset())) == [7]
    assert spell(lattice(2, (doubling, sawa)), "kiksawa", 0, frozenset()) == {}
    assert spell(lattice(1, (doubling,)), "kik", 0, frozenset()) == {}


def test_the_likeliest_come_first() -> None:
    """The list is in order of cost and no longer than asked for."""
    assert [path.shown for path in likeliest(TANAKA, 2)] == ["tanaka", "dennaka"]
