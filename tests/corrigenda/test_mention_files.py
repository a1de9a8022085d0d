"""Mentions in files, resolutions out to files."""

import csv
import json
from pathlib import Path

import pytest

from corrigenda.mention_files import BadMention, read_mentions, reconcile_file
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
    assert list(read_mentions(tmp_path / "mentions.jsonl")) == expected
    assert list(read_mentions(tmp_path / "mentions.csv")) == expected


@pytest.mark.parametrize(
    ("name", "line", "words"),
    [
        ("a.jsonl", '{"surface": ', "not JSON"),
        ("a.jsonl", "[1, 2]", "not a JSON object"),
        ("a.jsonl", '{"title": "Mr."}', "surface: Field required"),
        ("a.jsonl", '{"surface": "Kan", "colour": "red"}', "colour: Extra inputs"),
        ("a.jsonl", "[" * 100_000, "not JSON"),
        ("a.csv", "Kan,1,2,3", "not as many cells"),
        ("a.csv", "Kan", "not as many cells"),
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
    assert isinstance(items[-1], Mention)
    assert items[-1].surface == "Suga"


def test_a_long_text_fits_in_a_cell(tmp_path: Path) -> None:
    """A CSV mention may carry a whole article."""
    text = "word " * 100_000
    (tmp_path / "mentions.csv").write_text(f'id,surface,text\n1,word,"{text}"\n')

    (mention,) = read_mentions(tmp_path / "mentions.csv")
    assert isinstance(mention, Mention)
    assert mention.text == text


@pytest.mark.parametrize("ending", ["jsonl", "csv"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, ending: str) -> None:
    """A missing file and one that is not UTF-8 are errors that name it."""
    with pytest.raises(InputError, match=f"none.{ending}"):
        list(read_mentions(tmp_path / f"none.{ending}"))
    (tmp_path / f"latin.{ending}").write_bytes(b"surface\nM\xfcller\n")
    with pytest.raises(InputError, match=r"not UTF-8"):
        list(read_mentions(tmp_path / f"latin.{ending}"))


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
