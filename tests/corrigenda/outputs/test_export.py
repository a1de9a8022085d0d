"""What a store holds as tables for other programs: the columns are fixed, and the files join by ids."""

import csv
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from made_articles import made_article
from made_outputs import write_made
from places import ROOT

from corrigenda.outputs import FILE_NAME, Store, export, schema_of
from corrigenda.outputs.export import ExportFormat
from corrigenda.outputs.json_schemas import FILES
from corrigenda.outputs.tables import TABLES, OutputTable
from corrigenda.schemas.errors import OutputError
from corrigenda.schemas.news import NewsFact
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

    assert heads == {name: list(table.columns) for name, table in TABLES.items()}


def test_rows_are_those_of_the_output_files(found: Path) -> None:
    """A row for each line, with the values that stand there."""
    rows = [json.loads(line) for line in exported(found, "jsonl")["facts"].read_text("utf-8").splitlines()]
    lines = [json.loads(line) for line in (found / "facts.jsonl").read_text("utf-8").splitlines()]

    assert lines
    assert [(row["article_id"], row["id"], row["sentence"], row["sentence_start"]) for row in rows] == [
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


@pytest.mark.parametrize("name", TABLES)
def test_parquet_has_the_types_of_the_columns(found: Path, name: OutputTable) -> None:
    """Numbers are numbers, and a column that holds nothing has its type too."""
    parquet = pytest.importorskip("pyarrow.parquet", reason="Parquet comes with corrigenda[parquet]")
    table = parquet.read_table(exported(found, "parquet")[name])
    types = {"TEXT": "string", "INTEGER": "int64", "REAL": "double", "BOOLEAN": "bool"}

    assert {field.name: str(field.type) for field in table.schema} == {
        label: types[column.type] for label, column in TABLES[name].columns.items()
    }


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
    """Table by table: each column of the four that join, and the others in their order."""
    page = (ROOT / "docs" / "outputs.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \| ((?:`\w+`(?:, )?)+) \|$", page, re.MULTILINE)
    told = {name: re.findall(r"\w+", columns) for name, columns in rows}
    for name, section in re.findall(r"^### `(\w+)`\n(.*?)(?=^##)", page, re.MULTILINE | re.DOTALL):
        cells = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", section, re.MULTILINE)
        told[name] = [column for cell in cells for column in re.findall(r"\w+", cell)]

    assert {name: sorted(columns) for name, columns in told.items()} == {
        name: sorted(table.columns) for name, table in TABLES.items()
    }


def test_the_query_shown_joins_the_four_tables(found: Path) -> None:
    """As DuckDB reads them, CSV and Parquet alike: the linked participant, counted once."""
    duckdb = pytest.importorskip("duckdb", reason="DuckDB comes with corrigenda[test]")
    page = (ROOT / "docs" / "outputs.md").read_text("utf-8")
    [query] = re.findall(r"```sql\n(.*?)```", page, re.DOTALL)
    exported(found, "parquet")
    in_csv = query.replace("FROM '", f"FROM '{found}/").replace("JOIN '", f"JOIN '{found}/")
    in_parquet = in_csv.replace(f"'{found}/", f"'{found}/parquet/").replace(".csv'", ".parquet'")

    answers = [[tuple(map(str, row)) for row in duckdb.sql(text).fetchall()] for text in (in_csv, in_parquet)]
    assert query.count(".csv'") == 4
    assert answers == [[("Jon Berg", "person", "None", "1", "1", "1", "2024-05-07")]] * 2


def test_aleph_takes_what_is_exported(found: Path) -> None:
    """FollowTheMoney's own library finds every entity whole, every value clean, every reference led on."""
    model = pytest.importorskip("followthemoney", reason="it comes with corrigenda[bench]").model
    lines = exported(found, "ftm")["entities.ftm"].read_text("utf-8").splitlines()
    told = [json.loads(line) for line in lines]
    proxies = [model.get_proxy(one, cleaned=False) for one in told]
    for proxy, one in zip(proxies, told, strict=True):
        proxy.schema.validate(one)

    schemas = {proxy.id: proxy.schema for proxy in proxies}
    wrong = [
        (prop.name, value)
        for proxy in proxies
        for prop, value in proxy.itervalues()
        if prop.type.name == "entity" and not (value in schemas and schemas[value].is_a(prop.range))
    ]
    assert len(schemas) == len(told)
    assert {schema.name for schema in schemas.values()} == {"Article", "Person", "Mention", "Event"}
    assert [proxy.to_dict()["properties"] for proxy in proxies] == [one["properties"] for one in told]
    assert wrong == []


def test_the_schemas_hold_for_the_files(found: Path) -> None:
    """Every line of every file is what its JSON Schema says, and the schema says what may not be."""
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema comes with corrigenda[test]")
    for name in FILES:
        validator = jsonschema.Draft202012Validator(schema_of(name, NewsFact))
        validator.check_schema(validator.schema)
        things = list(_things(found / name))

        assert things
        assert [error.message for thing in things for error in validator.iter_errors(thing)] == []
        assert not validator.is_valid({**things[0], "no_such_key": 1})


def _things(path: Path) -> Iterator[dict[str, object]]:
    """What a file holds, as its schema sees it: a cell of a table has its column's type."""
    if path.suffix != ".csv":
        whole = path.read_text("utf-8")
        yield from map(json.loads, [whole] if path.suffix == ".json" else whole.splitlines())
        return
    read = {"TEXT": str, "INTEGER": int, "REAL": float, "BOOLEAN": {"true": True, "false": False}.__getitem__}
    columns = TABLES[path.stem].columns
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield {name: read[columns[name].type](cell) if cell else None for name, cell in row.items()}


def test_a_file_that_is_none_has_no_schema() -> None:
    """And those that there are are named."""
    with pytest.raises(OutputError, match=r"'fact\.json' is no file of a run: name one of articles\.jsonl"):
        schema_of("fact.json")


def test_the_schema_of_facts_is_that_of_the_users_class() -> None:
    """Where it is told; else a fact is any object."""
    told, untold = schema_of("facts.jsonl", NewsFact), schema_of("facts.jsonl")

    assert told["properties"]["reconciled"] == {"$ref": "#/$defs/NewsFact"}
    assert untold["$defs"]["Fact"] == {"type": "object"}
