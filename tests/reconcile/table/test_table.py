"""The entity table: retrieval by name, reading and office; compiling, stacking, bad tables."""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from corrigenda.reconcile.table import EntityTable, Holding, comparable, compare_entity
from corrigenda.schemas.entities import Entity, EntityName, OfficeTerm
from corrigenda.schemas.errors import TableError

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def person(
    entity_id: str,
    name: str,
    *others: EntityName | str,
    terms: tuple[OfficeTerm, ...] = (),
    as_of: str | None = None,
) -> Entity:
    """A person with names and terms."""
    aliases = [EntityName(text=other) if isinstance(other, str) else other for other in others]
    names = (EntityName(text=name, kind="canonical"), *aliases)
    return Entity(id=entity_id, type="person", names=names, terms=terms, as_of=as_of)


def office(entity_id: str, wording: str, country: str | None) -> Entity:
    """An office of one wording."""
    names = (EntityName(text=wording, kind="canonical"),)
    return Entity(id=entity_id, type="office", names=names, country=country)


MOTEGI_NATIVE = EntityName(
    text="茂木敏充",
    kind="native",
    lang="ja",
    family="茂木",
    given="敏充",
    family_readings=("Motegi", "Mogi", "Shigeki"),
    given_readings=("Toshimitsu", "Toshimichi"),
)
ENTITIES = (
    person(
        "blinken",
        "Antony Blinken",
        terms=(OfficeTerm(office="us-state", start="2021-01-26", end="2025-01-20"),),
    ),
    person(
        "pompeo", "Mike Pompeo", terms=(OfficeTerm(office="us-state", start="2018-04-26", end="2021-01-20"),)
    ),
    person("motegi", "Toshimitsu Motegi", MOTEGI_NATIVE),
    person("joe", "Joe Biden", "Joseph R. Biden Jr."),
    person("hunter", "Hunter Biden"),
    person("kim", "Kim Jong-un"),
    person("dimaio", "Luigi Di Maio"),
    person("oneill", "Paul O'Neill"),
    person("salman", "Mohammed bin Salman"),
    person("vonderleyen", "Ursula von der Leyen"),
    person(
        "walker",
        "Jan Walker",
        terms=(OfficeTerm(title="Keeper of the Lost Keys", country="GB", start="2020-03"),),
    ),
    person(
        "stand-in",
        "Ada Standish",
        terms=(OfficeTerm(office="us-state", start="2021-01-20", end="2021-01-26", acting=True),),
        as_of="2022-07",
    ),
    office("us-state", "United States Secretary of State", "US"),
    Entity(
        id="ldp",
        type="organization",
        names=(EntityName(text="Liberal Democratic Party"), EntityName(text="LDP")),
    ),
)


@pytest.fixture(scope="module")
def table() -> Iterator[EntityTable]:
    """The entities above, in memory."""
    with EntityTable.of(ENTITIES) as opened:
        yield opened


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of the test's own."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("CORRIGENDA_CACHE", str(folder))
    return folder


def written(path: Path, *entities: Entity) -> Path:
    """A table of these entities at ``path``."""
    path.write_text(
        "".join(entity.model_dump_json(exclude_defaults=True) + "\n" for entity in entities), "utf-8"
    )
    return path


@pytest.mark.parametrize(
    ("surface", "entity_id"),
    [
        pytest.param("Antony Blinken", "blinken", id="exact"),
        pytest.param("ANTONY BLINKEN", "blinken", id="capitals"),
        pytest.param("Motegi Toshimitsu", "motegi", id="family name first"),
        pytest.param("Antony Blinkin", "blinken", id="one typo"),
        pytest.param("Anthony Blinkin", "blinken", id="a typo in each word"),
        pytest.param("Toshimtisu Moteggi", "motegi", id="a swap and a doubled letter"),
        pytest.param("John Blinken", "blinken", id="wrong given name"),
        pytest.param("Blinken", "blinken", id="surname alone"),
        pytest.param("Blinkenn", "blinken", id="surname alone, misspelt"),
        pytest.param("A. Blinken", "blinken", id="an initial"),
        pytest.param("Biden, J.", "joe", id="an initial that tells two apart"),
        pytest.param("Joseph Biden", "joe", id="a word of an alias left out"),
        pytest.param("Kim Jong Un", "kim", id="hyphen as blank"),
        pytest.param("Kim Jongun", "kim", id="two words as one"),
        pytest.param("Luigi Dimaio", "dimaio", id="a particle written together"),
        pytest.param("Paul O Neill", "oneill", id="one word as two"),
        pytest.param("PaulO'Neill", "oneill", id="no blank"),
        pytest.param("Pau lO'Neill", "oneill", id="the blank one letter off"),
        pytest.param("Mohamed bin Salmann", "salman", id="three words"),
        pytest.param("Leyen", "vonderleyen", id="the last of several"),
        pytest.param("茂木敏充", "motegi", id="native"),
        pytest.param("茂木", "motegi", id="native family name"),
        pytest.param("茂木敏光", "motegi", id="native, one character wrong"),
        pytest.param("Liberal Democrat Party", "ldp", id="organization"),
        pytest.param("LDP", "ldp", id="abbreviation"),
    ],
)
def test_by_name(table: EntityTable, surface: str, entity_id: str) -> None:
    """Whoever a name may mean comes first, in any order of words and with misspellings."""
    assert table.by_name(surface)[:1] == (entity_id,)


@pytest.mark.parametrize("surface", ["", "—", "Xqzvw Kjhgf", "x" * 5000, "1 2 3 4 5 6 7 8 9 10 11 12 13"])
def test_by_name_of_nobody(table: EntityTable, surface: str) -> None:
    """What is nobody's name finds nobody, and does no harm."""
    assert table.by_name(surface) == ()


def test_by_name_puts_the_whole_name_first(table: EntityTable) -> None:
    """Who bears the whole name comes first, and without those who only bear a part of it."""
    assert table.by_name("Hunter Biden") == ("hunter",)
    assert set(table.by_name("Ashley Biden")) == {"hunter", "joe"}


def test_by_name_gives_no_more_than_asked_for() -> None:
    """Ten thousand people of one name are as many candidates as are asked for, those with an office first."""
    namesakes = [person(f"p{number}", "Ann Lee") for number in range(10_000)]
    holder = person("holder", "Ann Lee", terms=(OfficeTerm(title="Mayor", country="GB"),))
    with EntityTable.of([*namesakes, holder]) as table:
        found = table.by_name("Ann Lee", limit=7)

        assert len(found) == 7
        assert found[0] == "holder"
        assert table.name_frequency("Lee") == 10_001


def test_by_name_finds_misspellings_among_many() -> None:
    """Among two thousand people the right one is found with any one typing error."""
    chance = random.Random(7)
    syllables = ["ka", "ro", "mi", "ten", "sul", "bar", "lo", "vin", "dez", "ha", "gor", "pi"]
    names = sorted({"".join(chance.choices(syllables, k=3)) for _ in range(400)})
    people = {" ".join(chance.sample(names, 2)) for _ in range(2000)}
    with EntityTable.of(person(name, name.title()) for name in people) as table:
        missed = []
        for name in chance.sample(sorted(people), 200):
            place = chance.randrange(len(name))
            letter = chance.choice(LETTERS)
            typo = chance.choice(
                [name[:place] + letter + name[place + 1 :], name[:place] + letter + name[place:]]
            )
            if name not in table.by_name(typo):
                missed.append((name, typo))

        assert missed == []


def test_by_name_leaves_out_the_unlike_where_one_is_near() -> None:
    """Beside a name that is the query but for one edit few others are of use; its namesakes all are."""
    namesakes = [person(f"same{number}", "Anna Lindt") for number in range(30)]
    others = [person(f"other{letter}", f"Ann{letter} Lindt") for letter in LETTERS[1:]]
    with EntityTable.of([*others, *namesakes]) as table:
        assert set(table.by_name("Anna Lindt", limit=60)) >= {one.id for one in namesakes}
    with EntityTable.of([*others, namesakes[0]]) as table:
        found = table.by_name("Anna Lindt", limit=24)

        assert found[0] == "same0"
        assert len(found) == 8


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Joe Biden", ("joe",)),
        ("JOE BIDEN", ("joe",)),
        ("Biden", ()),
        ("Joe Bidden", ()),
        ("Paul O’Neill", ("oneill",)),
        ("", ()),
    ],
)
def test_named(table: EntityTable, name: str, found: tuple[str, ...]) -> None:
    """An exact name is found whatever its case and signs; a part or a misspelling is not one."""
    assert table.named(name) == found


def test_search_says_how_like(table: EntityTable) -> None:
    """A search gives ids with a likeness, the likest first, of the type asked for."""
    assert table.search("Joe Biden", type="person")[0] == ("joe", 1.0)
    assert table.search("Joe Biden", type="office") == []


@pytest.mark.parametrize(
    ("surface", "entity_id"),
    [
        ("Toshimichi Mogi", "motegi"),
        ("Shigeki", "motegi"),
        ("Mogi Toshimitsu", "motegi"),
        ("茂木敏充", "motegi"),
    ],
)
def test_by_reading(table: EntityTable, surface: str, entity_id: str) -> None:
    """A native name is found by each way in which its characters can be read."""
    assert entity_id in table.by_reading(surface)


@pytest.mark.parametrize(
    ("surface", "found"),
    [
        ("Toshimichi Mogi", {"motegi"}),
        ("Mogi", {"motegi"}),
        ("茂木敏充", {"motegi"}),
        ("Blinken", set()),
        ("", set()),
    ],
)
def test_may_be_read(table: EntityTable, surface: str, found: set[str]) -> None:
    """Only whose native spelling can be read so in part is worth a look into the dictionaries."""
    assert table.may_be_read(surface, ["motegi", "blinken", "nobody"]) == found


@pytest.mark.parametrize(
    ("country", "day", "holders"),
    [
        pytest.param("US", date(2023, 5, 2), ["blinken"], id="within the term"),
        pytest.param("US", date(2021, 1, 22), ["stand-in", "pompeo", "blinken"], id="around a hand-over"),
        pytest.param("US", date(2025, 3, 1), ["blinken"], id="shortly after"),
        pytest.param("US", date(2025, 6, 1), [], id="long after"),
        pytest.param(None, date(2019, 1, 1), ["pompeo"], id="in any country"),
        pytest.param("JP", date(2023, 5, 2), [], id="in another country"),
        pytest.param("US", None, ["blinken", "pompeo", "stand-in"], id="on any day"),
    ],
)
def test_by_office(table: EntityTable, country: str | None, day: date | None, holders: list[str]) -> None:
    """An office is held within its term; a few weeks around it count too, the nearest first."""
    held = table.by_office(["foreign_minister"], country, day)

    assert holders == [holding.entity_id for holding in held]


@pytest.mark.parametrize(
    ("day", "outside"), [(date(2021, 1, 25), 1), (date(2021, 1, 26), 0), (date(2025, 1, 22), 2)]
)
def test_by_office_says_how_far_outside(table: EntityTable, day: date, outside: int) -> None:
    """How many days before the start or after the end is part of the answer."""
    held = {
        holding.entity_id: holding.days_outside
        for holding in table.by_office(["foreign_minister"], "US", day)
    }

    assert outside == held["blinken"]


@pytest.mark.parametrize(
    ("day", "found"),
    [(date(2020, 1, 1), 0), (date(2020, 2, 20), 1), (date(2020, 3, 31), 1), (date(2040, 1, 1), 1)],
)
def test_by_office_reads_partial_and_open_dates(table: EntityTable, day: date, found: int) -> None:
    """A start in ``2020-03`` may be the first of March; an open end has no end."""
    roles = {holding.role for holding in table.terms("walker")}

    assert found == len(table.by_office(roles, "GB", day))


@pytest.mark.parametrize(
    ("country", "days", "holders"),
    [
        pytest.param("US", (date(2020, 1, 1), date(2020, 12, 31)), ["pompeo"], id="within one term"),
        pytest.param(
            "US",
            (date(2021, 1, 20), date(2021, 1, 26)),
            ["blinken", "pompeo", "stand-in"],
            id="several terms",
        ),
        pytest.param("US", (date(2025, 1, 21), date(2025, 1, 31)), [], id="a day after the end"),
        pytest.param("JP", None, [], id="in another country"),
        pytest.param(None, None, ["blinken", "pompeo", "stand-in"], id="at any time, anywhere"),
    ],
)
def test_holders(
    table: EntityTable, country: str | None, days: tuple[date, date] | None, holders: list[str]
) -> None:
    """Who held an office on one of the days, without grace: the latest first, those who acted last."""
    held = table.holders(["foreign_minister"], country, days)

    assert holders == [holding.entity_id for holding in held]


def test_terms(table: EntityTable) -> None:
    """A person's offices come with role, title, country and the table's date."""
    assert table.terms("stand-in") == (
        Holding(
            entity_id="stand-in",
            role="foreign_minister",
            office_title="United States Secretary of State",
            country="US",
            start="2021-01-20",
            end="2021-01-26",
            acting=True,
            days_outside=0,
            as_of="2022-07",
        ),
    )
    assert table.terms("nobody") == ()


def test_what_is_said_of_the_whole_table(table: EntityTable) -> None:
    """The table knows its size, its people, its date, its rows, and who bears a word."""
    assert (len(table), table.people, table.as_of) == (14, 12, date(2022, 7, 31))
    assert tuple(table.entities()) == ENTITIES
    assert [table.name_frequency(word) for word in ("Biden", "biden", "Motegi", "Party", "nobody")] == [
        2,
        2,
        1,
        0,
        0,
    ]


def test_the_order_of_the_table_does_not_matter(table: EntityTable) -> None:
    """The same entities in another order give the same answers."""
    with EntityTable.of(reversed(ENTITIES)) as turned:
        for surface in ("John Blinken", "Biden", "Motegi Toshimitsu", "LDP"):
            assert table.by_name(surface) == turned.by_name(surface)


def test_fingerprint(table: EntityTable) -> None:
    """Equal tables have equal fingerprints, others do not."""
    with EntityTable.of(ENTITIES) as same, EntityTable.of(ENTITIES[:-1]) as other:
        assert table.fingerprint == same.fingerprint
        assert table.fingerprint != other.fingerprint


def test_many_threads_read_one_table(table: EntityTable) -> None:
    """Threads get the answers that one alone gets."""
    surfaces = ["John Blinken", "Biden", "Motegi Toshimitsu", "Kim Jongun", "Leyen"] * 20
    alone = [table.by_name(surface, limit=9) for surface in surfaces]
    with ThreadPoolExecutor(8) as pool:
        assert alone == list(pool.map(lambda surface: table.by_name(surface, limit=9), surfaces))


def test_a_later_table_wins(tmp_path: Path, cache: Path) -> None:
    """Of stacked tables the last one's entity is the one, whole; the rest is united."""
    below = written(tmp_path / "below.jsonl", *ENTITIES)
    mine = person("hunter", "Hunter Smithson", terms=(OfficeTerm(office="us-state", start="2026"),))
    above = written(tmp_path / "above.jsonl", mine, person("new", "Nora Newman"))
    with EntityTable.open(below, above) as table:
        assert table.entity("hunter") == mine
        assert table.by_name("Biden") == ("joe",)
        assert table.by_name("Smithson") == ("hunter",)
        assert (len(table), table.people) == (15, 13)
        assert [held.entity_id for held in table.by_office(["foreign_minister"], "US", date(2026, 5, 1))] == [
            "hunter"
        ]
        assert table.terms("hunter")[0].office_title == "United States Secretary of State"
        assert {"hunter", "new"} <= {entity.id for entity in table.entities()}


def test_what_is_near_in_one_table_ends_the_search_in_all(tmp_path: Path, cache: Path) -> None:
    """A name that one of the stacked tables has is not looked for among unlike names of the others."""
    bottom = written(tmp_path / "bottom.jsonl", person("blinken", "Antony Blinken"))
    top = written(tmp_path / "top.jsonl", person("plunken", "Emil Plunken"))
    with EntityTable.open(bottom, top) as table, EntityTable.open(top) as alone:
        assert table.by_name("Blinken") == ("blinken",)
        assert alone.by_name("Blinken") == ("plunken",)


def test_several(table: EntityTable) -> None:
    """Several entities are read at once; ids of nobody are left out, known ones are not read again."""
    joe = table.entity("joe")

    found = table.several(("joe", "nobody", "kim", "joe"))

    assert list(found) == ["joe", "kim"]
    assert found["joe"] is joe
    assert table.several(()) == {}


def test_names_are_taken_apart_and_compared_once(table: EntityTable) -> None:
    """The entities that there are come in order; what was asked before is not worked out again."""
    found = comparable(table, ["joe", "nobody", "kim"])
    compared = compare_entity(table, "Hunter Biden", "joe", readings=False, legible=False)

    assert [ready.entity.id for ready in found] == ["joe", "kim"]
    assert comparable(table, ["kim"])[0] is found[1]
    assert (compared.family.relation, compared.given.relation) == ("same", "different")
    assert compare_entity(table, "Hunter Biden", "joe", readings=False, legible=False) is compared
    with pytest.raises(KeyError):
        compare_entity(table, "Hunter Biden", "nobody", readings=False, legible=False)


def test_a_table_is_compiled_once(tmp_path: Path, cache: Path) -> None:
    """The compiled form is kept by content: a copy is not compiled again, a change is."""
    source = written(tmp_path / "table.jsonl", *ENTITIES)
    copy = written(tmp_path / "copy.jsonl", *ENTITIES)
    for path in (source, source, copy):
        EntityTable.open(path).close()
    once = sorted(cache.rglob("*.sqlite"))
    EntityTable.open(written(source, *ENTITIES[1:])).close()

    assert len(once) == 1
    assert len(sorted(cache.rglob("*.sqlite"))) == 2


def test_a_compiled_table_opens_by_itself(tmp_path: Path, cache: Path) -> None:
    """A compiled table can be named instead of its source."""
    EntityTable.open(written(tmp_path / "table.jsonl", *ENTITIES)).close()
    (compiled,) = cache.rglob("*.sqlite")
    with EntityTable.open(compiled) as table:
        assert table.by_name("Blinken") == ("blinken",)


def test_a_cache_that_cannot_be_written_is_no_obstacle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a place to keep it the table is compiled into memory, and the user is told."""
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("CORRIGENDA_CACHE", str(tmp_path / "file" / "cache"))
    source = written(tmp_path / "table.jsonl", *ENTITIES)
    with pytest.warns(UserWarning, match="CORRIGENDA_CACHE"), EntityTable.open(source) as table:
        assert table.by_name("Blinken") == ("blinken",)


GOOD = '{"id": "a", "type": "person", "names": [{"text": "Ann Lee"}]}'


@pytest.mark.parametrize(
    ("lines", "line", "said"),
    [
        pytest.param([GOOD, "", "nonsense"], 3, "JSON", id="not JSON"),
        pytest.param([GOOD, "[1]"], 2, "table check", id="not an object"),
        pytest.param([GOOD, '{"id": "b", "type": "person", "names": []}'], 2, "names", id="no name"),
        pytest.param(
            ['{"id": "b", "type": "robot", "names": [{"text": "R2"}]}'], 1, "type", id="unknown type"
        ),
        pytest.param([GOOD.replace('"id"', '"born": "1970-13", "id"')], 1, "1970-13", id="no such date"),
        pytest.param([GOOD.replace("Ann", "A" * 1_000_000)], 1, "400", id="a name of a megabyte"),
        pytest.param([GOOD, GOOD.replace('"a"', '"b"'), GOOD], 3, "line 1", id="one id twice"),
    ],
)
def test_bad_tables(tmp_path: Path, cache: Path, lines: list[str], line: int, said: str) -> None:
    """A line that is no entity is named, with what to do; nothing is left in the cache."""
    path = tmp_path / "bad.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(TableError, match=said) as raised:
        EntityTable.open(path)

    assert (raised.value.path, raised.value.line) == (path, line)
    assert "table check" in str(raised.value)
    assert list(cache.rglob("*.sqlite")) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("missing.jsonl", None),
        ("binary.jsonl", b"\xff\xfe\x00\x01"),
        ("folder.jsonl", "folder"),
        ("other.sqlite", b"not a database at all, but long enough to be read as one" * 10),
        ("missing.sqlite", None),
    ],
)
def test_files_that_are_no_tables(
    tmp_path: Path, cache: Path, name: str, content: bytes | str | None
) -> None:
    """What is not a table at all is refused by name."""
    path = tmp_path / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content == "folder":
        path.mkdir()
    with pytest.raises(TableError, match=name):
        EntityTable.open(path)


def test_two_entities_with_one_id_in_memory() -> None:
    """A table in memory has the same rules as one in a file."""
    with pytest.raises(TableError, match="'joe'"):
        EntityTable.of([*ENTITIES, person("joe", "Another Joe")])


def test_an_empty_table(tmp_path: Path, cache: Path) -> None:
    """A table may be empty: nobody is found in it."""
    with EntityTable.open(written(tmp_path / "empty.jsonl")) as table:
        assert (len(table), table.as_of, table.by_name("Ann Lee"), table.by_reading("Ann")) == (
            0,
            None,
            (),
            (),
        )
        assert table.by_office(["head_of_state"], None, None) == ()
