"""Mentions in files, resolutions out to files."""

import csv
import json
from pathlib import Path

import pytest

from corrigenda.mention_files import BadMention, MentionRow, read_mentions, reconcile_file
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.entities import Entity, EntityName
from corrigenda.schemas.errors import InputError
from corrigenda.schemas.names import Mention, Resolution


def person(entity_id: str, name: str) -> Entity:
    """A person with one name."""
    given, _, family = name.rpartition(" ")
    spelling = EntityName(text=name, kind="canonical", given=given, family=family)
    return Entity(id=entity_id, type="person", names=(spelling,))


@pytest.fixture
def table() -> EntityTable:
    """Two people."""
    return EntityTable.of([person("x:1", "Marguerite Castellane"), person("x:2", "Ottokar Wendelin")])


def test_mentions_are_read_alike_from_json_lines_and_csv(tmp_path: Path) -> None:
    """Both forms give the same mentions; empty cells are left out, numbers are numbers, a BOM is no name."""
    (tmp_path / "mentions.jsonl").write_text(
        '{"id": "a", "surface": "茂木敏充", "start": 4}\n\n{"surface": "Kan", "title": "Prime Minister"}\n',
        "utf-8",
    )
    (tmp_path / "mentions.csv").write_text(
        "id,surface,title,start\na,茂木敏充,,4\n3,Kan,Prime Minister,\n", "utf-8-sig"
    )

    expected = [
        Mention(id="a", surface="茂木敏充", start=4),
        Mention(id="3", surface="Kan", title="Prime Minister"),
    ]
    for name in ("mentions.jsonl", "mentions.csv"):
        rows = list(read_mentions(tmp_path / name))
        assert [row.mention for row in rows if isinstance(row, MentionRow)] == expected


@pytest.mark.parametrize(
    ("name", "line", "words"),
    [
        ("a.jsonl", '{"surface": ', "not JSON"),
        ("a.jsonl", "[1, 2]", "not a JSON object"),
        ("a.jsonl", '{"title": "Mr."}', "surface: Field required"),
        ("a.jsonl", '{"surface": "Kan", "date": "2021-02-30"}', "the calendar has no such date"),
        ("a.jsonl", '{"surface": "Kan", "date": "soon"}', "date: 'soon': no date"),
        ("a.jsonl", "[" * 100_000, "not JSON"),
        ("a.csv", "Kan,1,2,3", "more cells than the header"),
        ("a.csv", "Kan,early", "start: Input should be a valid integer"),
    ],
)
def test_a_line_that_is_no_mention_is_told_and_passed_over(
    tmp_path: Path, name: str, line: str, words: str
) -> None:
    """A bad line costs that line, and is told by its number."""
    first, last = (
        ("surface,start", "Suga,3") if name.endswith("csv") else ('{"surface": "a"}', '{"surface": "Suga"}')
    )
    (tmp_path / name).write_text(f"{first}\n{line}\n{last}\n")
    items = list(read_mentions(tmp_path / name))

    (bad,) = [item for item in items if isinstance(item, BadMention)]
    assert bad.line == 2
    assert words in bad.reason
    assert isinstance(items[-1], MentionRow)
    assert items[-1].mention.surface == "Suga"


def test_a_long_text_fits_in_a_cell(tmp_path: Path) -> None:
    """A CSV mention may carry a whole article."""
    text = "word " * 100_000
    (tmp_path / "mentions.csv").write_text(f'id,surface,text\n1,word,"{text}"\n')

    (row,) = read_mentions(tmp_path / "mentions.csv")
    assert isinstance(row, MentionRow)
    assert row.mention.text == text


@pytest.mark.parametrize("ending", ["jsonl", "csv"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, ending: str) -> None:
    """A missing file is an error that names it."""
    with pytest.raises(InputError, match=f"none.{ending}"):
        list(read_mentions(tmp_path / f"none.{ending}"))


def test_json_is_utf_8(tmp_path: Path) -> None:
    """JSON in another encoding is none."""
    (tmp_path / "latin.jsonl").write_bytes(b'{"surface": "M\xfcller"}\n')

    with pytest.raises(InputError, match=r"not UTF-8"):
        list(read_mentions(tmp_path / "latin.jsonl"))


@pytest.mark.parametrize(
    "content",
    [
        "surface;date;country\nMüller, Jan;16/03/2021;uk\n",
        "surface\tdate\tcountry\nMüller, Jan\tMarch 16, 2021\tGBR\n",
        'surface,date,country\n"Müller, Jan",16.3.2021,gb\n',
        'surface,date,country\n"Müller, Jan",2021-03-16T10:00:00Z,United Kingdom\n',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_mentions_are_read_as_people_write_them(tmp_path: Path, content: str, encoding: str) -> None:
    """Any usual dialect, encoding, date and code of a country; a guessed encoding is said."""
    (tmp_path / "mentions.csv").write_bytes(content.encode(encoding))
    notes: list[str] = []
    (row,) = read_mentions(tmp_path / "mentions.csv", note=notes.append)

    assert isinstance(row, MentionRow)
    assert row.mention == Mention(id="2", surface="Müller, Jan", date="2021-03-16", country="GB")
    assert any("a guess" in note for note in notes) == (encoding == "cp1252")


@pytest.mark.parametrize("ending", ["jsonl", "csv"])
def test_dates_are_read_by_the_whole_file(tmp_path: Path, ending: str) -> None:
    """Where no date tells whether the day comes first, both readings are shown and the user says which."""
    path = tmp_path / f"mentions.{ending}"

    def write(*dates: str) -> None:
        lines = [json.dumps({"surface": "Kan", "date": date}) for date in dates]
        rows = ["surface,date", *(f"Kan,{date}" for date in dates)]
        path.write_text("\n".join(lines if ending == "jsonl" else rows))

    write("03/04/2021", "16/03/2021")
    rows = list(read_mentions(path))
    assert [row.mention.date for row in rows if isinstance(row, MentionRow)] == ["2021-04-03", "2021-03-16"]
    write("03/04/2021")
    with pytest.raises(InputError, match=r"2021-04-03 or 2021-03-04.*--dates"):
        list(read_mentions(path))
    (row,) = read_mentions(path, dates="month-first")
    assert isinstance(row, MentionRow)
    assert row.mention.date == "2021-03-04"


@pytest.mark.parametrize("ending", ["jsonl", "csv"])
def test_what_else_a_line_says_is_kept(tmp_path: Path, table: EntityTable, ending: str) -> None:
    """Every key of the input is in the output, under its own name unless ours is called so."""
    source, out = tmp_path / "mentions.jsonl", tmp_path / f"out.{ending}"
    given = {"id": 7, "surface": "Ottokar Wendelin", "country": "uk", "desk": "Sports", "status": "new"}
    source.write_text(json.dumps(given) + "\n")
    reconcile_file(source, out, table, bad=pytest.fail, watch=lambda resolution: None)

    with out.open(encoding="utf-8-sig", newline="") as file:
        (line,) = list(csv.DictReader(file)) if ending == "csv" else [json.loads(file.read())]
    assert (line["id"], line["entity_id"], line["status"]) == ("7", "x:2", "linked")
    assert (line["desk"], line["country"], line["input_status"]) == ("Sports", "uk", "new")


def test_resolutions_are_written_in_the_order_of_the_mentions(tmp_path: Path, table: EntityTable) -> None:
    """``.jsonl`` has a resolution a line with its evidence; ``.csv`` has the same as a flat table."""
    source = tmp_path / "mentions.jsonl"
    source.write_text('{"surface": "Ottokar Wendelin"}\n{"surface": "Marguerite Castellane"}\n')
    seen: list[Resolution] = []
    for name in ("out.jsonl", "out.csv"):
        reconcile_file(source, tmp_path / name, table, bad=pytest.fail, watch=seen.append)

    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [line["entity_id"] for line in lines] == [row["entity_id"] for row in rows] == ["x:2", "x:1"]
    assert list(lines[0]) == list(Resolution.model_fields)
    assert rows[0]["evidence"]
    assert len(seen) == 4


def test_nothing_is_written_where_the_source_fails(tmp_path: Path, table: EntityTable) -> None:
    """A source that breaks in the middle leaves no half-written result."""
    source = tmp_path / "mentions.jsonl"
    source.write_bytes(b'{"surface": "Kan"}\n' * 10_000 + b"\xff\n")

    with pytest.raises(InputError):
        reconcile_file(source, tmp_path / "out.jsonl", table, bad=pytest.fail, watch=lambda resolution: None)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mentions.jsonl"]


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_what_came_out_can_go_in_again(tmp_path: Path, table: EntityTable, ending: str) -> None:
    """Every column of the input is kept, also where an earlier output is read: none takes another's name."""
    (tmp_path / "0.csv").write_text("id,surface,status,type,Ressort\n1,Ottokar Wendelin,new,person,Kultur\n")
    for number in range(2):
        source = tmp_path / f"{number}.{ending if number else 'csv'}"
        out = tmp_path / f"{number + 1}.{ending}"
        reconcile_file(source, out, table, bad=lambda bad: None, watch=lambda resolution: None)

    text = (tmp_path / f"2.{ending}").read_text("utf-8-sig")
    [row] = csv.DictReader(text.splitlines()) if ending == "csv" else [json.loads(text)]
    assert (row["input_input_status"], row["input_status"], row["status"]) == ("new", "linked", "linked")
    assert (row["input_input_type"], row["Ressort"]) == ("person", "Kultur")
