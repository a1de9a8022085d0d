"""Ten made inputs of each kind of fault: read right, or refused with the reason; none in silence."""

import bz2
import csv
import gzip
import json
import zipfile
from datetime import date
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_wikidata import HUMAN, day, item, link, statement
from made_workbook import workbook

from corrigenda.reconcile.importers import FlatOptions, ImportReport, Ledger, import_table
from corrigenda.reconcile.importers.dates import AmbiguousDates, date_order, read_date
from corrigenda.reconcile.importers.values import country_of, entity_type
from corrigenda.reconcile.table import check_table
from corrigenda.schemas.entities import Entity
from corrigenda.schemas.errors import TableError


class Made(NamedTuple):
    """What an import gave, and its account."""

    entities: list[Entity]
    report: ImportReport

    @property
    def first(self) -> Entity:
        """The first entity."""
        return self.entities[0]

    def told(self) -> str:
        """All that the account says of what was left out."""
        return "; ".join(f"{one.column}: {one.reason}: {one.example}" for one in self.report.left_out)


def made(folder: Path, content: str | bytes, name: str = "table.csv", **options: object) -> Made:
    """What a file of this content becomes."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    ledger = Ledger()
    entities = list(import_table(path, flat=FlatOptions.model_validate(options), ledger=ledger))
    return Made(entities, ledger.report())


def made_json(folder: Path, document: object) -> Made:
    """What a JSON file of this document becomes."""
    return made(folder, json.dumps(document, ensure_ascii=False), "table.json")


# --- dates -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "date"),
    [
        (["06/20/2023"], "2023-06-20"),
        (["17.4.2019"], "2019-04-17"),
        (["17. 4. 2019"], "2019-04-17"),
        (["March 2020"], "2020-03"),
        (["12/05/2015", "13/04/2010"], "2015-05-12"),
        (["05/12/2015", "04/13/2010"], "2015-05-12"),
        (["2 April 1998"], "1998-04-02"),
        (["2 avril 1998"], "1998-04-02"),
        (["20190417"], "2019-04-17"),
        (["2019年4月17日"], "2019-04-17"),
        (["April 17th, 2019"], "2019-04-17"),
        (["2019/4/17"], "2019-04-17"),
        (["4/2019"], "2019-04"),
        (["+2019-04-00T00:00:00Z"], "2019-04"),
        (["2019-04-17 00:00:00"], "2019-04-17"),
    ],
)
def test_a_date_is_read(tmp_path: Path, column: list[str], date: str) -> None:
    """Whatever people write, the column says whether the day comes first."""
    rows = "".join(f'N{number},"{text}"\n' for number, text in enumerate(column))

    assert made(tmp_path, f"name,born\n{rows}").first.born == date


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2021-02-30",
            "2020-13-45",
            "31.6.2020",
            "2019s",
            "soon",
            "43906",
            "16/03/21",
            "Q1 2020",
            "spring 2019",
        ),
        *("c. 1950", "-0044-03-15", "2563-04-17", "13 Jul 22"),
    ],
)
def test_a_date_that_is_none_is_told(tmp_path: Path, text: str) -> None:
    """A value that is no date is never cut down to one; it is named with its line and the reason."""
    done = made(tmp_path, f"name,born\nIvo Brandt,1950\nLena Varga,{text}\n")

    assert [entity.born for entity in done.entities] == ["1950", None]
    assert [(one.column, one.example, one.line) for one in done.report.left_out] == [("born", text, 3)]


@pytest.mark.parametrize("field", ["start", "end"])
def test_a_term_without_its_date_is_no_term(tmp_path: Path, field: str) -> None:
    """A former minister whose last day cannot be read must not pass for the one in office."""
    done = made(tmp_path, f"name,title,{field}\nLena Varga,Minister of Fish,2020-13-45\n")

    assert done.first.terms == ()
    assert "its term is left out: 2020-13-45" in done.told()


@pytest.mark.parametrize("text", ["", "present", "NULL", "n/a", "-", "9999-12-31", "Current", "nan"])
def test_an_end_may_be_open(tmp_path: Path, text: str) -> None:
    """What says that somebody is still in office is no date that was lost."""
    done = made(tmp_path, f"name,title,end\nLena Varga,Minister of Fish,{text}\n")

    assert [term.end for term in done.first.terms] == [None]
    assert done.report.left_out == ()


@pytest.mark.parametrize(
    "column",
    [["03/04/2020"], ["3-4-2020"], ["1/2/2020", "3/3/2020"], ["13/04/2010", "04/13/2010", "1/2/2010"]],
)
def test_a_column_that_can_be_read_in_two_ways_is_refused(tmp_path: Path, column: list[str]) -> None:
    """Where nothing tells the day from the month, both readings are shown, and the user says which."""
    assert isinstance(date_order(column), AmbiguousDates)
    rows = "".join(f"N{number},{text}\n" for number, text in enumerate(column))
    with pytest.raises(TableError, match=r"'born'.*--dates day-first or --dates month-first"):
        made(tmp_path, f"name,born\n{rows}")

    assert made(tmp_path, "name,born\nN,03/04/2020\n", dates="day-first").first.born == "2020-04-03"
    assert made(tmp_path, "name,born\nN,03/04/2020\n", dates="month-first").first.born == "2020-03-04"


def test_one_column_may_tell_for_another(tmp_path: Path) -> None:
    """A sheet is written in one way: what the start leaves open, the end may tell."""
    done = made(tmp_path, "name,title,start,end\nLena Varga,Minister,03/04/2020,31/12/2021\n")

    assert [(term.start, term.end) for term in done.first.terms] == [("2020-04-03", "2021-12-31")]


@pytest.mark.parametrize(
    "readings", [("2020", "2020-04"), ("2020-00-00", "2020"), ("2020-04-00", "2020-04")], ids=str
)
def test_a_partial_date_stays_partial(readings: tuple[str, str]) -> None:
    """A day or month of 00 is not known, and nothing is made up for it."""
    assert read_date(readings[0]).value in readings


# --- dialects and encodings --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        "name;title;country\nLena Varga;Minister of Fish, Boats;HU\n",
        "name\ttitle\tcountry\nLena Varga\tMinister of Fish, Boats\tHU\n",
        "name|title|country\nLena Varga|Minister of Fish, Boats|HU\n",
        'name,title,country\n"Lena Varga","Minister of Fish, Boats",HU\n',
        'sep=;\nname;title;country\nLena Varga;"Minister of Fish, Boats";HU\n',
        '\ufeff"name";"title";"country"\r\n"Lena Varga";"Minister of Fish, Boats";"HU"\r\n',
        '\n\nname,title,country\nLena Varga,"Minister of Fish, Boats",HU\n\n',
        'name,title,country,\nLena Varga,"Minister of Fish, Boats",HU,\n',
        'NAME , Title,Country\n  Lena Varga ,"Minister of Fish, Boats", HU\n',
        'name,title,country\r"Lena Varga","Minister of Fish, Boats",HU\r',
        "name;title;country\nLena Varga;Minister of Fish, Boats;HU\n".encode("utf-16"),
    ],
)
def test_a_dialect_is_told(tmp_path: Path, content: str | bytes) -> None:
    """Comma, semicolon, tab and bar, quotes, blank lines, a mark of the byte order: all are usual."""
    done = made(tmp_path, content)

    assert (done.first.canonical, done.first.country) == ("Lena Varga", "HU")
    assert [term.title for term in done.first.terms] == ["Minister of Fish, Boats"]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("cp1252", "José Núñez Müller"),
        ("latin-1", "François Bérengère"),
        ("cp1250", "Michał Gołąb"),
        ("cp1253", "Γιώργος Παππάς"),
        ("gb18030", "王大明"),
        ("cp1251", "Иван Петрович Сидоров"),
        ("cp932", "山田太郎"),
        ("utf-16", "Łukasz Żak"),
        ("utf-8-sig", "Łukasz Żak"),
    ],
)
def test_an_encoding_is_told_or_guessed_aloud(tmp_path: Path, encoding: str, name: str) -> None:
    """What is not Unicode is read as what it most likely is, and the account shows a line of it."""
    done = made(tmp_path, f"name,title\n{name},Minister\n{name} Jr.,Minister\n".encode(encoding))

    assert done.first.canonical == name
    assert any("a guess" in note for note in done.report.notes) == (not encoding.startswith("utf"))


def test_an_encoding_can_be_named(tmp_path: Path) -> None:
    """Where the guess would be wrong the user says what the file is in; a wrong name is an error."""
    content = "name\nŁukasz Żak\n".encode("cp1250")

    assert made(tmp_path, content, encoding="cp1250").first.canonical == "Łukasz Żak"
    with pytest.raises(TableError, match="cannot be read as utf-8"):
        made(tmp_path, content, encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('name,title\n"Lena Varga,Minister\nIvo Brandt,Mayor\n', 2),
        ('name,title\nIvo Brandt,Mayor\nLena Varga,"Minister\n', 3),
        ('name,title\nIvo Brandt,Mayor\nLena "Leni" Varga,Minister\n"Ada Kis" Nagy,Mayor\n', 4),
    ],
)
def test_a_quote_that_is_not_closed_is_an_error_with_its_line(
    tmp_path: Path, content: str, line: int
) -> None:
    """An open quote must not swallow the rows below it."""
    with pytest.raises(TableError, match=f"line {line}") as caught:
        made(tmp_path, content)

    assert caught.value.line == line


def test_a_row_with_too_many_cells_is_told(tmp_path: Path) -> None:
    """Which cell belongs where nobody knows; the row is left out by its line."""
    done = made(tmp_path, "name,title\nVarga, Lena,Minister\nIvo Brandt,Mayor\n")

    assert [entity.canonical for entity in done.entities] == ["Ivo Brandt"]
    assert [(one.reason, one.line) for one in done.report.left_out] == [("more cells than the header has", 2)]


def test_a_workbook_is_read(tmp_path: Path) -> None:
    """A spreadsheet's days are days, its numbers whole; the sheets that were not read are named."""
    people = [["Name", "Born", "No", "Office", "From"], ["Lena Varga", 1950, 7, "Minister", date(2019, 4, 1)]]
    workbook(tmp_path / "people.xlsx", Empty=[], People=people, Old=[["Name"], ["Ivo Brandt"]])
    ledger = Ledger()
    pytest.importorskip("python_calamine")
    (person,) = import_table(tmp_path / "people.xlsx", ledger=ledger)

    assert (person.canonical, person.born) == ("Lena Varga", "1950")
    assert [(term.title, term.start) for term in person.terms] == [("Minister", "2019-04-01")]
    assert ledger.report().format == "excel"
    assert any("'Old' was not read" in note for note in ledger.report().notes)


def test_parquet_is_read(tmp_path: Path) -> None:
    """Days are days, a list of aliases is several, a column of nothing is nothing."""
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    rows = [
        {"name": "Lena Varga", "aliases": ["L. Varga", "Leni"], "born": date(1950, 1, 2), "note": None},
        {"name": "Ivo Brandt", "aliases": [], "born": None, "note": None},
    ]
    parquet.write_table(arrow.Table.from_pylist(rows), tmp_path / "people.parquet")
    first, second = import_table(tmp_path / "people.parquet")

    assert [name.text for name in first.names] == ["Lena Varga", "L. Varga", "Leni"]
    assert (first.born, second.born) == ("1950-01-02", None)


@pytest.mark.parametrize("name", ["one.csv.gz", "one.csv.bz2", "one.zip"])
def test_a_packed_table_is_unpacked(tmp_path: Path, name: str) -> None:
    """A file may come packed, whatever it is called; an archive of several is refused by name."""
    content = b"name\nLena Varga\n"
    path = tmp_path / name
    if name.endswith("zip"):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("inner.csv", content)
    else:
        path.write_bytes(gzip.compress(content) if name.endswith("gz") else bz2.compress(content))
    assert [entity.canonical for entity in import_table(path)] == ["Lena Varga"]

    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("a.csv", content)
        archive.writestr("b.csv", content)
    with pytest.raises(TableError, match="holds 2 files"):
        list(import_table(tmp_path / "two.zip"))


# --- blanks, countries, types ------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["NULL", "N/A", "nan", "NaN", "None", "#N/A", "\\N", "-", "", "?", "null"])
def test_a_blank_word_is_no_name(tmp_path: Path, word: str) -> None:
    """What programs write for nothing is nothing, and the row is counted."""
    done = made(tmp_path, f"name,title\n{word},Minister\nIvo Brandt,{word}\n")

    assert [(entity.canonical, entity.terms) for entity in done.entities] == [("Ivo Brandt", ())]
    assert [(one.column, one.reason, one.line) for one in done.report.left_out] == [("rows", "no name", 2)]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        *(("NOR", "NO"), ("no", "NO"), ("gb", "GB"), ("uk", "GB"), ("UK", "GB"), ("fi", "FI"), ("578", "NO")),
        *(("norway", "NO"), ("NORWAY", "NO"), ("Q20", "NO"), ("http://www.wikidata.org/entity/Q20", "NO")),
        *(
            ("U.S.A.", "US"),
            ("usa", "US"),
            ("The Netherlands", "NL"),
            ("NED", "NL"),
            ("GER", "DE"),
            ("NA", "NA"),
        ),
        *(
            ("Norwegian", "NO"),
            ("us;gb", "US"),
            ("EL", "GR"),
            ("ENG", "GB"),
            ("south korea", "KR"),
            ("4", "AF"),
        ),
    ],
)
def test_a_country_is_known_by_any_usual_code_or_name(tmp_path: Path, written: str, code: str) -> None:
    """Two letters, three, numbers, the Olympic code, the name, the demonym, in any case."""
    assert made(tmp_path, f"name,country\nLena Varga,{written}\n").first.country == code


@pytest.mark.parametrize("written", ["Utopia", "XQ", "Q999999999", "zz", "12345", "world"])
def test_a_country_that_is_none_is_told(tmp_path: Path, written: str) -> None:
    """A country that we do not know is left out by name, and no other one made of it."""
    done = made(tmp_path, f"name,country\nLena Varga,{written}\n")

    assert country_of(written) is None
    assert done.first.country is None
    assert done.told() == f"country: no country that we know: {written}"


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        *(("Company", "organization"), ("PublicBody", "organization"), ("LegalEntity", "organization")),
        *(("Person", "person"), ("human", "person"), ("Q5", "person"), ("Position", "office")),
        *(("City", "place"), ("political party", "organization"), ("organisation", "organization")),
    ],
)
def test_a_type_is_known_by_its_usual_words(tmp_path: Path, written: str, kind: str) -> None:
    """A company is no person."""
    assert entity_type(written) == kind
    assert made(tmp_path, f"name,schema\nVarga,{written}\n").first.type == kind


@pytest.mark.parametrize("written", ["Vessel", "Airplane", "CryptoWallet", "Address", "Sanction", "thing"])
def test_a_type_that_is_none_of_ours_is_told(tmp_path: Path, written: str) -> None:
    """A ship is not made a person; its row is left out and counted."""
    done = made(tmp_path, f"name,schema\nVarga,{written}\nIvo Brandt,Person\n")

    assert [entity.canonical for entity in done.entities] == ["Ivo Brandt"]
    assert done.told() == f"schema: rows of a type that is none of ours: {written}"


# --- columns -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    [
        *(
            "Full Name,Office,Country",
            "full_name,position,nation",
            "Name,Role,Land",
            "NAME,Job title,COUNTRY",
        ),
        *("personLabel,positionLabel,countryLabel", "Nom complet,Fonction,Pays", "Nombre,Cargo,País"),
        *("氏名,役職,国", "fullName,jobTitle,countryCode", "label,post,country"),
    ],
)
def test_usual_headers_need_no_mapping(tmp_path: Path, header: str) -> None:
    """Case, blanks, underscores and the language of a header do not matter."""
    done = made(tmp_path, f"{header}\nLena Varga,Minister of Fish,HU\n")

    assert (done.first.canonical, done.first.country) == ("Lena Varga", "HU")
    assert [term.title for term in done.first.terms] == ["Minister of Fish"]


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        ("family,given\nVarga,Lena\n", ("Lena Varga", "Varga", "Lena")),
        ("First Name,Last Name\nLena,Varga\n", ("Lena Varga", "Varga", "Lena")),
        ("Name,Vorname\nVarga,Lena\n", ("Lena Varga", "Varga", "Lena")),
        ("name,surname,forename\nLena Varga,Varga,Lena\n", ("Lena Varga", "Varga", "Lena")),
        ('name\n"Varga, Lena"\n', ("Lena Varga", "Varga", "Lena")),
        ('name,sort_name\nLena Varga,"Varga, Lena"\n', ("Lena Varga", "Varga", "Lena")),
        ("family,given,country\nXi,Jinping,CN\n", ("Xi Jinping", "Xi", "Jinping")),
        ("family,given\n山田,太郎\n", ("山田太郎", "山田", "太郎")),
        ("name,native,country\nTaro Yamada,山田太郎,JP\n", ("Taro Yamada", "Yamada", "Taro")),
        ('name\n"Carl Nordahl, Jr."\n', ("Carl Nordahl, Jr.", None, None)),
        ('name\n"Ada Kis, MP"\n', ("Ada Kis, MP", None, None)),
        ('name\n"Ada Kis, Baroness Kis of Tihany"\n', ("Ada Kis, Baroness Kis of Tihany", None, None)),
        ('name\n"Warren, Earl"\n', ("Earl Warren", "Warren", "Earl")),
        ('name\n"Ada Kis, Lady Tihany"\n', ("Ada Kis, Lady Tihany", None, None)),
        ('name\n"Ada Kis, 7th Countess Tihany"\n', ("Ada Kis, 7th Countess Tihany", None, None)),
        ('name\n"van der Berg, Ada"\n', ("Ada van der Berg", "van der Berg", "Ada")),
        ('name\n"Кис, Ада Ивановна"\n', ("Ада Ивановна Кис", "Кис", "Ада Ивановна")),
        ("name,family\nGabriel Boric Font,Boric Font\n", ("Gabriel Boric Font", "Boric Font", None)),
    ],
)
def test_a_name_keeps_its_parts(
    tmp_path: Path, content: str, parts: tuple[str, str | None, str | None]
) -> None:
    """Family and given name, however they are told apart, make a name as people of the country write it."""
    name = made(tmp_path, content).first.names[0]

    assert (name.text, name.family, name.given) == parts


def test_parts_that_do_not_stand_in_the_name_are_told(tmp_path: Path) -> None:
    """A family name that the name does not hold is not believed, and not lost in silence."""
    done = made(tmp_path, "name,family\nLena Varga,Kis\n")

    assert done.first.names[0].family is None
    assert done.told() == "family: family or given name that does not stand in the name: Kis /"


def test_aliases_organization_and_constants(tmp_path: Path) -> None:
    """Aliases are parted by bars, an organization is an entity, and what all rows share is said once."""
    content = "name,aliases,organization\nLena Varga,L. Varga|Leni Varga,Lighthouse Ltd\n"
    done = made(tmp_path, content, constants={"title": "chair", "start": "2020"})

    assert [name.text for name in done.first.names] == ["Lena Varga", "L. Varga", "Leni Varga"]
    assert [(entity.type, entity.canonical) for entity in done.entities[1:]] == [
        ("organization", "Lighthouse Ltd")
    ]
    assert [(term.title, term.organization, term.start) for term in done.first.terms] == [
        ("chair of Lighthouse Ltd", done.entities[1].id, "2020")
    ]


def test_every_column_is_accounted_for(tmp_path: Path) -> None:
    """The account names each column: what it was read as, how often it holds something."""
    done = made(tmp_path, "name,Shoe size,born\nLena Varga,38,1950\nIvo Brandt,,1960\n")

    assert [(one.column, one.read_as, one.filled, one.example) for one in done.report.columns] == [
        ("name", "name", 2, "Lena Varga"),
        ("Shoe size", "", 1, "38"),
        ("born", "born", 2, "1950"),
    ]


def test_a_date_without_an_office_is_told(tmp_path: Path) -> None:
    """Members of a parliament without a column for their office: the user is told how to name it."""
    content = "name,start\nLena Varga,2020\n"

    assert "say" not in made(tmp_path, content).told()
    assert "--set title=" in made(tmp_path, content).told()
    named = made(tmp_path, content, constants={"title": "Member of Parliament"})
    assert [(term.title, term.start) for term in named.first.terms] == [("Member of Parliament", "2020")]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"columns": {"name": "Nmae"}}, "no column 'Nmae'"),
        ({"columns": {"nmae": "name"}}, "'nmae' is no field"),
        ({"constants": {"nmae": "x"}}, "'nmae' is no field"),
    ],
)
def test_a_mapping_that_leads_nowhere_is_an_error(
    tmp_path: Path, options: dict[str, object], said: str
) -> None:
    """Whoever names a column or a field that is not there is told what there is."""
    with pytest.raises(TableError, match=said):
        made(tmp_path, "name,title\nLena Varga,Minister\n", **options)


CELLS = st.one_of(
    st.text(max_size=12).filter(lambda text: "\0" not in text),
    st.sampled_from(
        ["NULL", "Lena Varga", "Varga, Lena", "2020-13-45", "03/04/2020", "uk", "Vessel", "Q42", "山田太郎"]
    ),
)
FIELDS = (
    "name",
    "id",
    "family",
    "aliases",
    "native",
    "type",
    "country",
    "born",
    "title",
    "organization",
    "end",
)


@settings(deadline=None)  # the first date in words loads all languages
@given(st.lists(st.lists(CELLS, min_size=len(FIELDS), max_size=len(FIELDS)), max_size=4))
def test_whatever_stands_in_a_table_becomes_a_table_or_an_error(rows: list[list[str]]) -> None:
    """Nothing makes an import stumble; each column is accounted for; what comes out is well formed."""
    sheet = StringIO(newline="")
    csv.writer(sheet).writerows([FIELDS, *rows])
    with TemporaryDirectory() as folder:
        try:
            done = made(Path(folder), sheet.getvalue().encode("utf-8", "replace"))
        except TableError:
            return

    accounted = {one.column for one in done.report.columns}
    assert all(
        field in accounted for row in rows for field, cell in zip(FIELDS, row, strict=True) if cell.strip()
    )
    assert {problem.severity for problem in check_table(one.model_dump_json() for one in done.entities)} <= {
        "warning"
    }


# --- what is no table --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<!DOCTYPE html><html><body>Sign in</body></html>", "a web page"),
        ('<?xml version="1.0"?><people/>', "XML"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"SQLite format 3\x00", "database"),
        ('{"error": {"code": "param-missing"}}', "a server's word of an error"),
        ('{"entities": {"Q1": ', "not JSON"),
        ('{"a": {"b": 1}}', "a kind that is not known"),
        ('{"id": "x", "type": "person", "names": [{"text": "x"}]}', "a table of ours already"),
        ("colour,size\nred,3\n", "no column for names"),
        (b"PK\x03\x04 torn", "cannot be read"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: str | bytes, said: str) -> None:
    """A saved log-in page, a torn download, an error of the server: each is named for what it is."""
    with pytest.raises(TableError, match=said):
        made(tmp_path, content)


@pytest.mark.parametrize(
    "document",
    [
        {"entities": {"Q1": {"id": "Q1", "missing": ""}}},
        {"head": {"vars": ["item", "itemLabel"]}, "results": {"bindings": []}},
        {"persons": []},
        [],
    ],
    ids=["wikidata", "sparql", "popolo", "empty list"],
)
def test_nothing_is_told_as_nothing(tmp_path: Path, document: object) -> None:
    """A source without anybody in it gives an account that says so."""
    assert made_json(tmp_path, document).report.empty


# --- Wikidata ----------------------------------------------------------------------------------------------


PERSON = item(
    "Q900001", {"en": "Lena Varga"}, P31=[HUMAN], P39=[statement(link("Q900010"), P580=day("2019-04-01"))]
)
OFFICE = item("Q900010", {"en": "Minister of Fish"}, P17=[statement(link("Q28"))])


@pytest.mark.parametrize(
    "document",
    [
        {"entities": {"Q900001": PERSON, "Q900010": OFFICE}},
        {"entities": {"Q900001": PERSON, "Q900010": OFFICE}, "success": 1},
        [PERSON, OFFICE],
        [{"entities": {"Q900001": PERSON}}, {"entities": {"Q900010": OFFICE}}],
    ],
    ids=["EntityData", "wbgetentities", "items", "several answers"],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_wikidatas_items_in_any_wrapping(tmp_path: Path, document: object, indent: int | None) -> None:
    """An item's own file, an answer of the API, a list: the people and the offices come out alike."""
    done = made(tmp_path, json.dumps(document, indent=indent), "table.json")

    assert [(entity.id, entity.type) for entity in done.entities] == [
        ("Q900001", "person"),
        ("Q900010", "office"),
    ]
    assert [(term.office, term.start) for term in done.first.terms] == [("Q900010", "2019-04-01")]


def test_wikidatas_labels_and_parts(tmp_path: Path) -> None:
    """The label in the country's language stays beside the English one; the items of names tell the parts."""
    person = item(
        "Q900001",
        {"en": "Gabriela Borics Fontana", "es": "Gabriela Borics", "tr": "Gabriela B.", "mul": "G. Borics"},
        P31=[HUMAN],
        P27=[statement(link("Q298"))],
        P734=[statement(link("Q900020"))],
        P1950=[statement(link("Q900021"))],
    )
    words = [
        item("Q900020", {"en": "Borics"}, P31=[statement(link("Q101352"))]),
        item("Q900021", {"mul": "Fontana"}, P31=[statement(link("Q101352"))]),
    ]
    done = made_json(tmp_path, [person, *words])

    assert [(name.text, name.family, name.given) for name in done.first.names] == [
        ("Gabriela Borics Fontana", "Borics Fontana", "Gabriela"),
        ("G. Borics", "Borics", "G."),
        ("Gabriela Borics", "Borics", "Gabriela"),
    ]
    assert done.told() == "labels: in languages that are neither English nor the country's: Gabriela B."


@pytest.mark.parametrize(
    ("qualifiers", "terms"),
    [
        ({"P580": day("2019-04-01"), "P582": day("2020-00-00", 9)}, [("2019-04-01", "2020")]),
        ({"P580": day("2019-04-01"), "P582": None}, []),
        ({"P580": None}, [(None, None)]),
        ({"P580": day("1990-00-00", 8)}, []),
    ],
    ids=["as precise as known", "ended, nobody knows when", "begun, nobody knows when", "in the nineties"],
)
def test_wikidatas_terms_end_where_they_end(
    tmp_path: Path, qualifiers: dict[str, object], terms: list[tuple[str | None, str | None]]
) -> None:
    """An office that was left on an unknown day is not one that is held still."""
    person = item(
        "Q900001", {"en": "Lena Varga"}, P31=[HUMAN], P39=[statement(link("Q900010"), **qualifiers)]
    )
    done = made_json(tmp_path, [person, OFFICE])

    assert [(term.start, term.end) for term in done.first.terms] == terms
    assert bool(done.report.left_out) == (not terms)


def test_wikidatas_missing_office_is_told(tmp_path: Path) -> None:
    """Whoever fetched the people alone learns that their offices have no words."""
    assert "offices whose item is not in the file" in made_json(tmp_path, [PERSON]).told()


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("item", "itemLabel"), "Q900001"),
        (("person", "personLabel"), "Q900001"),
        (("senator", "senatorLabel"), "Q900001"),
        (("deputado", "deputadoLabel"), "Q900001"),
    ],
)
def test_a_querys_result_is_read(tmp_path: Path, names: tuple[str, str], expected: str) -> None:
    """Whatever the variables are called: the item with a label is the person; an item's number is no name."""
    columns = [*names, "countryLabel", "position", "positionLabel", "start"]
    values = [
        *("http://www.wikidata.org/entity/Q900001", "Lena Varga", "Hungary"),
        *("http://www.wikidata.org/entity/Q900010", "Minister of Fish", "2019-04-01T00:00:00Z"),
    ]
    nameless = [values[0].replace("1", "2"), "Q900002"]
    solutions = [
        {column: {"type": "literal", "value": value} for column, value in zip(columns, row, strict=False)}
        for row in (values, nameless)
    ]
    done = made_json(tmp_path, {"head": {"vars": columns}, "results": {"bindings": solutions}})

    assert (done.first.id, done.first.canonical, done.first.country) == (expected, "Lena Varga", "HU")
    assert [(term.office, term.start) for term in done.first.terms] == [("Q900010", "2019-04-01")]
    assert [entity.id for entity in done.entities] == [expected, "Q900010"]
    assert "an item's number, not its name" in done.told()


@pytest.mark.parametrize("mark", [",", "\t"])
def test_a_querys_result_as_csv_or_json_is_the_same(tmp_path: Path, mark: str) -> None:
    """The query service's CSV, TSV and plain JSON are flat tables like any other."""
    rows = [
        {"item": "http://www.wikidata.org/entity/Q900001", "itemLabel": "Lena Varga", "dob": "1950-01-02"},
        {"item": "http://www.wikidata.org/entity/Q900003", "itemLabel": "Ivo Brandt"},
    ]
    lines = [mark.join(row.get(name, "") for name in rows[0]) for row in rows]
    flat = made(tmp_path, "\n".join((mark.join(rows[0]), *lines)))

    assert flat.entities == made_json(tmp_path, rows).entities
    assert [entity.id for entity in flat.entities] == ["Q900001", "Q900003"]


def test_a_querys_result_in_sparqls_own_tsv(tmp_path: Path) -> None:
    """Addresses in angle brackets and texts with a language or a type are what stands within."""
    done = made(
        tmp_path,
        "?item\t?itemLabel\t?born\n"
        '<http://www.wikidata.org/entity/Q900001>\t"Lena \\"Leni\\" Varga"@en\t'
        '"1950-01-02T00:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>\n',
    )

    assert (done.first.id, done.first.canonical, done.first.born) == (
        "Q900001",
        'Lena "Leni" Varga',
        "1950-01-02",
    )


def test_wikidatas_rest_api_is_told(tmp_path: Path) -> None:
    """The newer API writes items in another form: whoever brings one is told where to get the usual."""
    done = made_json(tmp_path, {"type": "item", "id": "Q900001", "labels": {"en": "Lena"}, "statements": {}})

    assert done.report.empty
    assert "Special:EntityData" in done.told()


# --- FollowTheMoney, EveryPolitician -----------------------------------------------------------------------


def ftm(entity_id: str, schema: str, **properties: object) -> dict[str, object]:
    """An entity of FollowTheMoney."""
    return {"id": entity_id, "schema": schema, "properties": properties, "datasets": ["made_up"]}


def test_nested_targets_keep_what_is_nested(tmp_path: Path) -> None:
    """OpenSanctions' nested JSON holds occupancies and directorships within the person."""
    post = ftm("f2", "Position", name=["Minister of Fish"], country=["hu"])
    occupancy = ftm("f3", "Occupancy", post=[post], startDate=["2019-04-01"], endDate=["2021"])
    company = ftm("f4", "Company", name=["Lighthouse Ltd"], jurisdiction=["hu"])
    lead = ftm("f5", "Directorship", organization=[company], role=["Chair"], startDate=["2022"])
    person = ftm(
        *("f1", "Person"), name=["Lena Varga"], positionOccupancies=[occupancy], directorshipDirector=[lead]
    )
    done = made(tmp_path, json.dumps(person), "targets.nested.json")

    assert {entity.id: entity.type for entity in done.entities} == {
        "f1": "person",
        "f2": "office",
        "f4": "organization",
    }
    terms = next(entity.terms for entity in done.entities if entity.id == "f1")
    assert [(term.office, term.title, term.organization, term.start, term.end) for term in terms] == [
        ("f2", None, None, "2019-04-01", "2021"),
        (None, "Chair of Lighthouse Ltd", "f4", "2022", None),
    ]


def test_simple_targets(tmp_path: Path) -> None:
    """OpenSanctions' simple CSV: companies are organizations, aliases and countries stand in one cell."""
    header = "id,schema,name,aliases,birth_date,countries,addresses,dataset,last_seen"
    done = made(
        tmp_path,
        f"{header}\nNK-1,Person,Lena Varga,L. Varga;Leni,1961-02-03,hu;at,Tihany,Made up,2024-03-02\n"
        "NK-2,Company,Lighthouse Ltd,,,gb,,Made up,\nNK-3,Vessel,Ada,,,pa,,Made up,\n",
    )

    assert [(entity.id, entity.type, entity.country) for entity in done.entities] == [
        ("NK-1", "person", "HU"),
        ("NK-2", "organization", "GB"),
    ]
    assert [name.text for name in done.first.names] == ["Lena Varga", "L. Varga", "Leni"]
    assert "further countries of a cell: hu;at" in done.told()
    assert "none of ours: Vessel" in done.told()


def test_every_politicians_rows(tmp_path: Path) -> None:
    """EveryPolitician's CSV: Wikidata's id is the id, group and dates are kept, the chamber is the office."""
    header = "id,name,sort_name,group,group_id,area,chamber,term,start_date,end_date,wikidata"
    done = made(
        tmp_path,
        f'{header}\n01ab,Lena Varga,"Varga, Lena",Fishers,f,Tihany,National Assembly,7,2018-05-08,,Q900001\n',
    )

    assert (done.first.id, done.first.description) == ("Q900001", "Fishers")
    assert (done.first.names[0].family, done.first.names[0].given) == ("Varga", "Lena")
    assert [(term.title, term.start) for term in done.first.terms] == [
        ("member of the National Assembly", "2018-05-08")
    ]


def test_every_politicians_popolo(tmp_path: Path) -> None:
    """EveryPolitician's Popolo: Wikidata's id, the party, names in other languages, the period's dates."""
    done = made_json(
        tmp_path,
        {
            "persons": [
                {
                    "id": "01ab",
                    "name": "Lena Varga",
                    "family_name": "Varga",
                    "given_name": "Lena",
                    "identifiers": [{"scheme": "wikidata", "identifier": "Q900001"}],
                    "other_names": [{"name": "Helena Varga", "lang": "pl_PL", "note": "multilingual"}],
                }
            ],
            "organizations": [
                {"id": "a", "name": "National Assembly", "classification": "legislature"},
                {"id": "f", "name": "Fishers", "classification": "party"},
            ],
            "memberships": [
                {
                    "person_id": "01ab",
                    "organization_id": "a",
                    "on_behalf_of_id": "f",
                    "role": "member",
                    "legislative_period_id": "term/7",
                }
            ],
            "events": [{"id": "term/7", "start_date": "2018-05-08", "end_date": "2022-05-01"}],
        },
    )

    assert (done.first.id, done.first.description, done.first.names[1].lang) == ("Q900001", "Fishers", "pl")
    assert [(term.title, term.start, term.end) for term in done.first.terms] == [
        ("member of the National Assembly", "2018-05-08", "2022-05-01")
    ]
