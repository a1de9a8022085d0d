"""Tables of other projects made into ours. The fixtures in ``tests/tables`` are made up."""

import gzip
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from places import SHARED, TABLES

from corrigenda.reconcile.importers import FlatOptions, Ledger, import_table
from corrigenda.reconcile.importers.names import script_of
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.entities import Entity, EntityName, OfficeTerm
from corrigenda.schemas.errors import TableError

SHARED = SHARED / "data"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="../shared is not there")

COLUMNS = {
    "id": "Key",
    "name": "Full name",
    "aliases": "Also",
    "office_id": "Office key",
    "title": "Office",
    "start": "From",
    "end": "Until",
    "as_of": "Checked",
}
NATIVE = EntityName(
    text="山田太郎",
    kind="native",
    lang="ja",
    script="Jpan",
    family="山田",
    given="太郎",
    family_readings=("Yamada",),
    given_readings=("Taro",),
)
Imported = dict[str, Entity]


def imported(
    source: Path, format: str = "auto", *, names: bool = False, ledger: Ledger | None = None
) -> Imported:
    """The entities of a source by id."""
    flat = FlatOptions(columns=COLUMNS) if source.name == "mapped.csv" else None
    spellings = TABLES / "spellings.csv" if names else None
    entities = import_table(source, format, flat=flat, names=spellings, ledger=ledger)
    return {entity.id: entity for entity in entities}


def names(entity: Entity) -> list[tuple[str, str]]:
    """The names of an entity with their kinds."""
    return [(name.text, name.kind) for name in entity.names]


def test_csv_with_mapped_columns() -> None:
    """Columns are named by the user; rows of one id are one person with several terms."""
    table = imported(TABLES / "mapped.csv", "csv")

    assert sorted(table) == ["N1", "N2", "O1", "O2", "name:ivo brandt"]
    assert table["N1"] == Entity(
        id="N1",
        type="person",
        names=(
            EntityName(text="Lena Varga", kind="canonical", script="Latn"),
            EntityName(text="Lena M. Varga", script="Latn"),
            EntityName(text="L. Varga", script="Latn"),
        ),
        terms=(
            OfficeTerm(
                office="O1",
                title="Minister of Lighthouses",
                country="HU",
                start="2019-04-01",
                end="2021-02-28",
            ),
            OfficeTerm(title="Mayor of Tihany", country="HU", start="2021-10"),
        ),
        country="HU",
        as_of="2022-06-30",
    )
    assert table["O1"].type == "office"
    assert table["N2"].terms[0].start == "2020"
    assert table["N2"].names[1] == NATIVE


def test_csv_with_known_headers() -> None:
    """Usual headers need no mapping."""
    table = imported(TABLES / "known_headers.csv", "csv")

    assert (table["N1"].born, table["N2"].born, table["N2"].died) == ("1961-02-03", "1950", "2019-08")
    assert names(table["N1"]) == [("Lena Varga", "canonical")]
    assert names(table["N2"]) == [("Taro Yamada", "canonical"), ("Tarō Yamada", "alias")]


def test_office_terms() -> None:
    """People of all files with their terms; an empty end is open as of the snapshot."""
    table = imported(TABLES / "office_terms", "office-terms")

    assert sorted(table) == ["N1", "N2", "N3", "N4", "P1", "P2", "P3"]
    assert table["N3"].terms == (
        OfficeTerm(office="P1", country="HU", start="2020-05"),
        OfficeTerm(title="Minister for Lighthouses", start="2010", end="2014"),
    )
    assert (table["N3"].as_of, table["N1"].as_of, table["N4"].as_of) == (
        "2022-07-26",
        "2022-07-20",
        "2022-07-20",
    )
    assert names(table["N2"]) == [("Tarō Yamada", "canonical"), ("Taro Yamada", "alias")]
    assert table["N4"].terms == (
        OfficeTerm(title="member of the National Assembly", country="HU", start="2018"),
    )


def test_office_terms_keep_a_region_apart() -> None:
    """A region's office is known by its longer wording alone, the country's by both."""
    table = imported(TABLES / "office_terms", "office-terms")

    assert names(table["P1"]) == [("Prime Minister of Hungary", "canonical"), ("Prime Minister", "alias")]
    assert names(table["P2"]) == [("Premier of the Balaton Shore", "canonical")]


def test_congress() -> None:
    """Who stands in two files is one person; nickname, the page's name and the parts of the name are kept."""
    table = imported(TABLES / "congress", "congress")

    assert names(table["N10"]) == [
        ("Bob Van Hall", "canonical"),
        ("Robert Van Hall", "alias"),
        ("Robert Quill Van Hall", "alias"),
        ("Robbie Van Hall", "alias"),
    ]
    assert {(name.family, name.given) for name in table["N10"].names} == {
        ("Van Hall", "Bob"),
        ("Van Hall", "Robert"),
        ("Van Hall", "Robert Quill"),
        ("Van Hall", "Robbie"),
    }
    assert [(term.office, term.start) for term in table["N10"].terms] == [
        ("Q11699", "2009-01-20"),
        ("Q13218630", "2001-01-03"),
        ("Q4416090", "2003-01-03"),
    ]
    assert table["govtrack:2"].born == "1960-05-06"
    assert table["Q11696"].single


def test_ftm() -> None:
    """A person's own dates go before the office's period; a period that ended before the start is none."""
    table = imported(TABLES / "entities.ftm.jsonl", "ftm")

    assert {entity.id: entity.type for entity in table.values()} == {
        "f1": "person",
        "f2": "office",
        "f6": "organization",
        "f8": "person",
    }
    assert table["f1"].terms == (
        OfficeTerm(office="f2", country="HU", start="2019-04-01", end="2021-02-28"),
        OfficeTerm(office="f2", country="HU", start="2014-05-01", end="2018-05-01"),
        OfficeTerm(office="f2", country="HU", start="2023-01-01"),
    )
    assert names(table["f1"]) == [
        ("Lena Varga", "canonical"),
        ("Лена Варга", "alias"),
        ("L. Varga", "alias"),
        ("Leni", "nickname"),
        ("Lena Kis", "former"),
    ]
    assert (table["f1"].names[0].family, table["f1"].names[1].script) == ("Varga", "Cyrl")
    assert (table["f1"].born, table["f1"].as_of, table["f8"].names[1].lang) == ("1961", "2017-01-01", "ja")


def test_wikidata() -> None:
    """Positions held come with their qualifiers, as precise as they are; deprecated statements do not."""
    table = imported(TABLES / "wikidata.json", "wikidata")

    assert sorted(table) == ["Q900001", "Q900010"]
    assert table["Q900001"] == Entity(
        id="Q900001",
        type="person",
        names=(
            EntityName(
                text="Taro Yamada", kind="canonical", lang="en", script="Latn", family="Yamada", given="Taro"
            ),
            NATIVE,
            EntityName(text="T. Yamada", lang="en", script="Latn"),
        ),
        terms=(
            OfficeTerm(office="Q900010", start="2019-09-11", end="2020-09-16"),
            OfficeTerm(office="Q900011"),
        ),
        country="JP",
        description="made-up politician",
        born="1950",
        died="2021-08",
        as_of="2024-03-02",
        source="Wikidata",
    )
    assert (table["Q900010"].type, table["Q900010"].country) == ("office", "JP")


def test_popolo() -> None:
    """A membership is a term of its post, or of its role in its organization for the legislative period."""
    table = imported(TABLES / "popolo.json", "popolo")

    assert table["N1"].terms == (
        OfficeTerm(office="t1", country="HU", organization="o1", start="2019-04-01", end="2021-02-28"),
        OfficeTerm(
            title="member of the Lighthouse Board",
            country="HU",
            organization="o1",
            start="2018-05-01",
            end="2022-05-01",
        ),
    )
    assert names(table["N1"]) == [
        ("Lena Varga", "canonical"),
        ("Lena Kis", "former"),
        ("Lena M. Varga", "alias"),
    ]
    assert (table["p2"].terms, table["o1"].type) == ((), "organization")
    assert names(table["t1"]) == [("Keeper of the Board", "canonical"), ("Keeper", "alias")]


@pytest.mark.parametrize(
    ("source", "format"), [("office_terms", "office-terms"), ("known_headers.csv", "csv")]
)
def test_native_spellings(source: str, format: str) -> None:
    """Native spellings are added by id, split where the Latin name can be their reading."""
    (native,) = [
        name for name in imported(TABLES / source, format, names=True)["N2"].names if name.kind == "native"
    ]

    assert (native.text, native.lang, native.family, native.given) == ("山田太郎", "ja", "山田", "太郎")
    assert native.family_readings[0] == "Yamada"


SOURCES = {
    "csv": "mapped.csv",
    "office-terms": "office_terms",
    "congress": "congress",
    "ftm": "entities.ftm.jsonl",
    "wikidata": "wikidata.json",
    "popolo": "popolo.json",
}


@pytest.mark.parametrize("format", SOURCES)
def test_what_is_imported_compiles(format: str) -> None:
    """Whatever is imported is a table: each person is found by name, and holds the offices imported."""
    entities = imported(TABLES / SOURCES[format], format)
    with EntityTable.of(entities.values()) as table:
        for entity in entities.values():
            assert entity.id in table.by_name(entity.canonical)
            assert len(table.terms(entity.id)) >= len(
                [term for term in entity.terms if term.office in entities]
            )


@pytest.mark.parametrize("format", SOURCES)
def test_a_format_is_told_by_the_content(format: str) -> None:
    """Nobody has to name a format that the source shows."""
    ledger = Ledger()

    assert imported(TABLES / SOURCES[format], format) == imported(TABLES / SOURCES[format], ledger=ledger)
    assert format == ledger.report().format


def test_packed_sources(tmp_path: Path) -> None:
    """A source may be packed."""
    packed = tmp_path / "dump.json.gz"
    with (TABLES / "wikidata.json").open("rb") as plain, gzip.open(packed, "wb") as file:
        shutil.copyfileobj(plain, file)

    assert imported(packed, "wikidata") == imported(TABLES / "wikidata.json", "wikidata")


def lines(text: str) -> Callable[[Path], Path]:
    """Makes a file of this text."""

    def make(folder: Path) -> Path:
        path = folder / "source"
        path.write_text(text, encoding="utf-8")
        return path

    return make


@pytest.mark.parametrize(
    ("make", "format", "said"),
    [
        pytest.param(lines(""), "spreadsheet", "use one of auto", id="unknown format"),
        pytest.param(lambda folder: folder / "missing.csv", "csv", "missing.csv", id="missing file"),
        pytest.param(lambda folder: folder, "office-terms", "office_terms.csv", id="folder without the file"),
        pytest.param(lambda folder: folder, "congress", "no .yaml", id="folder without YAML"),
        pytest.param(lines("a,b\n1,2\n"), "csv", "--map name=", id="no column of names"),
        pytest.param(lines('{"id": "a"}\n{"id"\n'), "ftm", "line 2", id="not JSON"),
        pytest.param(lines("[1, 2"), "popolo", "not JSON", id="not a JSON document"),
        pytest.param(
            lines('{"persons": [{"id": "a"}]}'), "popolo", "name another format", id="a field missing"
        ),
        pytest.param(
            lines('{"persons": [{"id": "a", "name": "x", "summary": ["y"]}]}'),
            "popolo",
            "another",
            id="a list",
        ),
        pytest.param(lines('["a"]'), "popolo", "name another format", id="another layout"),
    ],
)
def test_sources_that_are_not_of_the_format(
    tmp_path: Path, make: Callable[[Path], Path], format: str, said: str
) -> None:
    """A source that is not of its format is named, with what to do."""
    with pytest.raises(TableError, match=said):
        list(import_table(make(tmp_path), format))


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Lena", "Latn"),
        ("Лена", "Cyrl"),
        ("山田", "Hani"),
        ("やまだ", "Jpan"),
        ("김", "Hang"),
        ("12", None),
        ("لينا", "Arab"),
    ],
)
def test_script_of(text: str, script: str | None) -> None:
    """A script is told by the first letter."""
    assert script == script_of(text)


@needs_shared
@pytest.mark.parametrize(
    ("source", "format", "people"),
    [
        ("office_holders", "office-terms", 16_247),
        ("office_holders/office_terms.csv", "csv", 16_247),
        ("office_holders/people.csv", "csv", 16_247),
        ("us_congress", "congress", 500),
    ],
)
def test_shared_folders(source: str, format: str, people: int) -> None:
    """The folders of real data are read whole."""
    assert people <= sum(entity.type == "person" for entity in import_table(SHARED / source, format))
