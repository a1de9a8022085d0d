"""Which words of a table a word may be a spelling of."""

from collections.abc import Callable, Iterator

import pytest

from corrigenda.reconcile.table.compile import compile_table, lines_of
from corrigenda.reconcile.table.keys import word_hash
from corrigenda.reconcile.table.spelling import Near, far_words, near_words, words_beside
from corrigenda.reconcile.table.storage import Database, Reader
from corrigenda.schemas.entities import Entity, EntityName

WORDS = ("li", "lu", "otto", "anna", "pankin", "kennedy", "kadafi")


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    """A table of these words, each a person's only name."""
    place = Database.memory()
    compile_table(
        lines_of(
            Entity(id=word, type="person", names=(EntityName(text=word, kind="canonical"),)) for word in WORDS
        ),
        place,
    )
    opened = Reader(place)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("spell", "word", "found"),
    [
        pytest.param(near_words, "kenedy", {"kennedy": 1}, id="one edit"),
        pytest.param(near_words, "kenedi", {}, id="two edits are not near"),
        pytest.param(near_words, "lo", {}, id="two letters alone have no slip"),
        pytest.param(far_words, "kenedi", {"kennedy": 2}, id="two edits"),
        pytest.param(far_words, "npkin", {"pankin": 2}, id="a swap over a letter left out"),
        pytest.param(far_words, "gaddafi", {"kadafi": 2}, id="one sound"),
        pytest.param(far_words, "toot", {}, id="half of a short word is no slip in a word alone"),
        pytest.param(words_beside, "toot", {"otto": 2}, id="but may be one beside words that are right"),
        pytest.param(words_beside, "ana", {"anna": 1}, id="the fewest edits count"),
        pytest.param(words_beside, "lo", {"li": 1, "lu": 1}, id="so may one of two letters"),
        pytest.param(words_beside, "xo", {}, id="but not both"),
    ],
)
def test_words_near(
    reader: Reader, spell: Callable[[Reader, str], tuple[Near, ...]], word: str, found: dict[str, int]
) -> None:
    """How far a word may be from what is written depends on its length, and on the rest of the name."""
    hashes = {word_hash(known): known for known in WORDS}
    assert {hashes[near.hash]: near.edits for near in spell(reader, word)} == found
