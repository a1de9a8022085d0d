"""Spelling a word out of pieces: which readings of a run of characters add up to what a source writes.

One search for all languages. A lattice holds, for each place in the characters, the pieces that begin there;
``spell`` follows every chain of pieces that agrees with the written key, ``likeliest`` lists the best chains.
"""

from collections.abc import Iterable
from heapq import nsmallest
from typing import NamedTuple

MERGED_VOWELS = frozenset({"oo", "ou", "uu", "aa", "ii", "ee"})
"""Vowels that a romaji key holds as one where two pieces meet: o + oka is oka."""


class Piece(NamedTuple):
    """A reading of the characters ``[start:end]``.

    ``key`` is compared, ``shown`` displayed. ``cost`` is 0 for what stands in the table and grows with how
    far-fetched the reading is. ``before``, where not empty: the next piece must begin with one of these.
    """

    start: int
    end: int
    key: str
    shown: str
    source: str
    cost: float
    before: tuple[str, ...] = ()


class Path(NamedTuple):
    """A chain of pieces so far: what it costs, how it reads, where its readings come from."""

    cost: float
    shown: str
    sources: tuple[str, ...]
    before: tuple[str, ...] = ()


Lattice = tuple[tuple[Piece, ...], ...]


def lattice(length: int, pieces: Iterable[Piece]) -> Lattice:
    """The pieces of a run of ``length`` characters by the place where they begin."""
    beginning: list[list[Piece]] = [[] for _ in range(length)]
    for piece in pieces:
        beginning[piece.start].append(piece)
    return tuple(map(tuple, beginning))


def spell(pieces: Lattice, written: str, start: int, merged: frozenset[str]) -> dict[int, Path]:
    """The places in ``written`` where all characters are used up, each with its cheapest path.

    ``start`` is where in ``written`` the first character begins. Where the last letter before a piece and its
    own first letter are in ``merged``, the piece goes without that letter.
    """
    reached: list[dict[int, Path]] = [{} for _ in range(len(pieces) + 1)]
    reached[0][start] = Path(0.0, "", ())
    for place, beginning in enumerate(pieces):
        for position, path in reached[place].items():
            if path.before and not written.startswith(path.before, position):
                continue
            for piece in beginning:
                if written.startswith(piece.key, position):
                    stop = position + len(piece.key)
                elif _merges(piece.key, written, position, merged):
                    stop = position + len(piece.key) - 1
                else:
                    continue
                cost = path.cost + piece.cost
                known = reached[piece.end].get(stop)
                if known is None or cost < known.cost:
                    reached[piece.end][stop] = _continued(path, piece)
    return {position: path for position, path in reached[-1].items() if not path.before}


def _merges(key: str, written: str, position: int, merged: frozenset[str]) -> bool:
    return position > 0 and written[position - 1] + key[0] in merged and written.startswith(key[1:], position)


def _continued(path: Path, piece: Piece) -> Path:
    return Path(path.cost + piece.cost, path.shown + piece.shown, (*path.sources, piece.source), piece.before)


def likeliest(pieces: Lattice, limit: int) -> tuple[Path, ...]:
    """The cheapest ``limit`` paths through all characters, best first."""
    reached: list[list[Path]] = [[] for _ in range(len(pieces) + 1)]
    reached[0].append(Path(0.0, "", ()))
    for place, beginning in enumerate(pieces):
        for path in nsmallest(limit, reached[place]):
            for piece in beginning:
                if not path.before or piece.key.startswith(path.before):
                    reached[piece.end].append(_continued(path, piece))
    return tuple(path for path in nsmallest(limit, reached[-1]) if not path.before)
