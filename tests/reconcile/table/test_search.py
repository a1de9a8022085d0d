"""Retrieval by name: what two typing errors leave of a name, and what comes first."""

import random
from collections.abc import Callable, Iterator

import pytest
from rapidfuzz.distance import OSA

from corrigenda.reconcile.table import EntityTable
from corrigenda.reconcile.table.query import Wanted, torn_keys
from corrigenda.schemas.entities import Entity, EntityName

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SYLLABLES = ("ka", "ro", "mi", "ten", "sul", "bar", "lo", "vin", "dez", "ha", "gor", "pi", "uk", "el", "shi")


def people(names: list[str]) -> list[Entity]:
    """A person of each name, which is the id too."""
    return [
        Entity(id=name, type="person", names=(EntityName(text=name, kind="canonical"),)) for name in names
    ]


@pytest.fixture(scope="module")
def crowd() -> list[str]:
    """Three thousand names of two or three words, many of them short and alike."""
    chance = random.Random(11)
    words = sorted({"".join(chance.choices(SYLLABLES, k=chance.choice((1, 2, 2, 3)))) for _ in range(500)})
    drawn = (" ".join(chance.sample(words, chance.choice((2, 2, 2, 3)))) for _ in range(3000))
    return sorted({"-".join(sorted(name.split())): name for name in drawn}.values())


@pytest.fixture(scope="module")
def table(crowd: list[str]) -> Iterator[EntityTable]:
    """All of them, in memory."""
    with EntityTable.of(people(crowd)) as opened:
        yield opened


def substituted(word: str, chance: random.Random) -> str:
    """Another letter at some place."""
    place = chance.randrange(len(word))
    return word[:place] + chance.choice(LETTERS) + word[place + 1 :]


def put_in(word: str, chance: random.Random) -> str:
    """A letter more at some place."""
    place = chance.randrange(len(word) + 1)
    return word[:place] + chance.choice(LETTERS) + word[place:]


def left_out(word: str, chance: random.Random) -> str:
    """A letter less, where one stays."""
    place = chance.randrange(len(word))
    return word[:place] + word[place + 1 :] or word


def swapped(word: str, chance: random.Random) -> str:
    """Two neighbours the other way round."""
    place = chance.randrange(len(word))
    return word[:place] + word[place : place + 2][::-1] + word[place + 2 :]


SLIPS: tuple[Callable[[str, random.Random], str], ...] = (substituted, put_in, left_out, swapped)


def test_two_slips_anywhere_hide_nobody(crowd: list[str], table: EntityTable) -> None:
    """Of two letters wrong, in one word or in two, long or short, somebody as near is always found."""
    chance = random.Random(12)
    missed = []
    for name in chance.sample(crowd, 400):
        words = name.split()
        for _ in range(2):
            place = chance.randrange(len(words))
            words[place] = chance.choice(SLIPS)(words[place], chance)
        query = " ".join(words)
        found = [OSA.normalized_similarity(query, other) for other in table.by_name(query)]
        if max(found, default=0.0) < OSA.normalized_similarity(query, name):
            missed.append((query, name))

    assert missed == []


@pytest.mark.parametrize(
    ("query", "right"),
    [
        pytest.param("Abril Ku", "Abril Fu", id="two letters, one of them wrong"),
        pytest.param("Abrl Ku", "Abril Fu", id="and a slip in the other word"),
        pytest.param("Abril Wtso", "Abril Two", id="two slips in a short word"),
        pytest.param("Abril Torgna", "Abril Tronga", id="two swaps"),
        pytest.param("Abril eNmrod", "Abril Nemorod", id="a swap over a letter left out"),
        pytest.param("Abril Zo Nemrd", "Abril Zoe Nemord", id="three words"),
    ],
)
def test_the_only_one_near_comes_first(query: str, right: str) -> None:
    """Two slips are set right also where a word is so short that alone it could be any other."""
    names = ["Abril Fu", "Abril Two", "Abril Tronga", "Abril Nemorod", "Abril Zoe Nemord"]
    bystanders = [f"Abril {one}{other}atter" for one in LETTERS for other in LETTERS]
    with EntityTable.of(people([*bystanders, *names])) as table:
        assert table.by_name(query)[0] == right


@pytest.mark.parametrize(
    ("query", "first", "second"),
    [
        pytest.param("Maira Holt", "Maria Holt", "Moira Holt", id="swapped rather than mistaken"),
        pytest.param("Davf Holt", "Davif Holt", "Davos Holt", id="left out rather than mistaken"),
    ],
)
def test_of_two_as_near_the_one_whose_letters_are_there(query: str, first: str, second: str) -> None:
    """A letter left out or swapped with its neighbour is likelier than one that the name does not have."""
    with EntityTable.of(people([second, first])) as table:
        assert table.by_name(query)[:1] == (first,)
    with EntityTable.of(people([first, second])) as table:
        assert table.by_name(query)[:1] == (first,)


def test_a_run_of_letters_as_long_as_a_page_is_not_torn() -> None:
    """Each tear costs as much as the word is long, and no name is that long."""
    long = [Wanted(text="mc" * 40, places=(0,), weight=1.0, near=())]

    assert torn_keys(long) == {}
    assert len(torn_keys([Wanted(text="dimaio", places=(0,), weight=1.0, near=())])) == 10
