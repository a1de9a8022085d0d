"""What a store holds as tables for other programs: the columns are fixed, and the files join by ids."""

import csv
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from made_articles import made_article
from made_outputs import write_made
from places import ROOT

from corrigenda.outputs import FILE_NAME, ExportFormat, Store, export, export_ftm
from corrigenda.outputs.layout import ROWS
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.entities import Entity, EntityName
from corrigenda.schemas.errors import OutputError
from corrigenda.schemas.records import Reject


@pytest.fixture
def found(tmp_path: Path) -> Path:
    """What a run over a good article and an unreadable one left."""
    unread = Reject(article_id="b", stage="read", reason="=is empty", detail={"path": "b.txt"})
    return write_made(tmp_path / "found", made_article("a"), unread)


def exported(found: Path, form: ExportFormat) -> dict[str, Path]:
    """The files by the name of their table."""
    with Store.open_to_read(found / FILE_NAME) as store:
        return {path.stem: path for path in export(store, found / form, form)}


def test_every_table_is_a_file_of_its_columns(found: Path) -> None:
    """Also where it has no row: whoever reads them depends on no data."""
    files = exported(found, "csv")
    heads = {}
    for name, path in files.items():
        with path.open(encoding="utf-8-sig", newline="") as file:
            heads[name] = next(csv.reader(file))

    assert heads == {name: list(columns) for name, columns in ROWS.items()}


def test_rows_are_those_of_the_output_files(found: Path) -> None:
    """A row for each line, with the values that stand there."""
    rows = [json.loads(line) for line in exported(found, "jsonl")["facts"].read_text("utf-8").splitlines()]
    lines = [json.loads(line) for line in (found / "facts.jsonl").read_text("utf-8").splitlines()]

    assert lines
    assert [(row["article_id"], row["id"], row["sentence"], row["start"]) for row in rows] == [
        (line["article_id"], line["id"], line["sentence"]["text"], line["sentence"]["start"])
        for line in lines
    ]


def test_fields_join_their_facts(found: Path) -> None:
    """A row for each field of each fact."""
    files = exported(found, "jsonl")
    facts = {json.loads(line)["id"] for line in files["facts"].read_text("utf-8").splitlines()}
    fields = [json.loads(line) for line in files["fields"].read_text("utf-8").splitlines()]

    assert fields
    assert {field["fact_id"] for field in fields} <= facts


def test_a_cell_is_no_formula(found: Path) -> None:
    """What an article says begins no formula in a spreadsheet."""
    assert "'=is empty" in exported(found, "csv")["rejects"].read_text("utf-8-sig")


def test_parquet_has_the_types_of_the_columns(found: Path) -> None:
    """Numbers are numbers, and a column that holds nothing has its type too."""
    parquet = pytest.importorskip("pyarrow.parquet", reason="Parquet comes with corrigenda[parquet]")
    table = parquet.read_table(exported(found, "parquet")["names"])
    types = {"TEXT": "string", "INTEGER": "int64", "REAL": "double"}

    assert {field.name: str(field.type) for field in table.schema} == {
        column: types[type_] for column, type_ in ROWS["names"].items()
    }
    assert table.num_rows == len((found / "names.jsonl").read_text("utf-8").splitlines())


def test_a_store_can_be_read_while_a_run_writes(found: Path) -> None:
    """It is seen as it was when reading began, and nothing of it is changed."""
    with Store.open(found / FILE_NAME), Store.open_to_read(found / FILE_NAME) as reader:
        ids = [row[0] for row in reader.rows("articles")]
        with pytest.raises(OutputError):
            reader.save_summary(reader.last_summary())

    assert ids == ["a", "b"]


def test_a_directory_without_a_store_is_named(tmp_path: Path) -> None:
    """And none is made there."""
    with pytest.raises(OutputError, match="is not there: name a directory"):
        Store.open_to_read(tmp_path / FILE_NAME)

    assert list(tmp_path.iterdir()) == []


def test_a_store_of_another_version_is_not_misread(found: Path) -> None:
    """A run brings it up to date; reading alone does not."""
    with closing(sqlite3.connect(found / FILE_NAME)) as connection:
        connection.execute("PRAGMA user_version = 1")
    with pytest.raises(OutputError, match="brings an earlier one up to date"):
        Store.open_to_read(found / FILE_NAME)


def test_the_columns_stand_in_the_documentation() -> None:
    """Table by table, in their order."""
    page = (ROOT / "docs" / "outputs.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \| ((?:`\w+`(?:, )?)+) \|$", page, re.MULTILINE)
    told = {name: re.findall(r"\w+", columns) for name, columns in rows}

    assert {name: told.get(name) for name in ROWS} == {name: list(columns) for name, columns in ROWS.items()}


def test_what_was_found_is_entities_of_followthemoney(found: Path) -> None:
    """An event for each fact, whom it involves, and the article that proves it."""
    person = Entity(id="Q1", type="person", names=(EntityName(text="Jon Berg", kind="canonical"),))
    with Store.open_to_read(found / FILE_NAME) as store, EntityTable.of([person]) as table:
        path = export_ftm(store, found / "ftm", table)
    by_schema: dict[str, list[dict[str, Any]]] = {}
    for line in path.read_text("utf-8").splitlines():
        entity = json.loads(line)
        by_schema.setdefault(entity["schema"], []).append(entity)
    (fact,) = [json.loads(line) for line in (found / "facts.jsonl").read_text("utf-8").splitlines()]
    (event,) = by_schema["Event"]

    assert [one["properties"]["title"] for one in by_schema["Article"]] == [["Ministers meet in Oslo"], ["b"]]
    assert [(one["id"], one["properties"]["name"]) for one in by_schema["Person"]] == [("Q1", ["Jon Berg"])]
    assert event["properties"]["name"] == [fact["sentence"]["text"]]
    assert event["properties"]["involved"] == ["Q1"]
    assert event["properties"]["proof"] == [by_schema["Article"][0]["id"]]
