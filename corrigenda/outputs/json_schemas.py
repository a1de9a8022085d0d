"""What stands in the files of a run, as JSON Schema."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel

from corrigenda.outputs.tables import TABLES, OutputTable, Table
from corrigenda.schemas.errors import OutputError
from corrigenda.schemas.facts import Fact
from corrigenda.schemas.names import Edit, Resolution
from corrigenda.schemas.records import FactRecord, Reject, Unused
from corrigenda.schemas.runs import RunSummary

JsonSchema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TYPES = {"TEXT": "string", "INTEGER": "integer", "REAL": "number", "BOOLEAN": "boolean"}
_TEXT = {"type": "string"}
_PERHAPS = {"anyOf": [_TEXT, {"type": "null"}]}
_BESIDE = {"article_id": _TEXT, "sentence": _PERHAPS}

_LINES: Mapping[str, tuple[type[BaseModel], JsonSchema]] = {
    "facts.jsonl": (FactRecord, {}),
    "names.jsonl": (Resolution, {**_BESIDE, "country": _PERHAPS, "office": _PERHAPS}),
    "corrections.jsonl": (Edit, _BESIDE),
    "coverage.jsonl": (Unused, _BESIDE),
    "rejects.jsonl": (Reject, {}),
    "run.json": (RunSummary, {}),
}
"""What a line is of, and what stands beside it; ``run.json`` is one object."""

FILES = (
    "articles.jsonl",
    *_LINES,
    *(f"{name}.csv" for name in ("articles", "facts", "participants", "names")),
)
"""The files of a run that have a schema; the tables of an export have theirs by the same rule."""


def schema_of(file: str, fact: type[Fact] = Fact) -> JsonSchema:
    """The JSON Schema of a line of ``file``, or of a row: where it is CSV, an empty cell is null.

    ``fact`` is the class whose facts ``facts.jsonl`` holds. Raises ``OutputError`` where there is no such
    file.
    """
    if file in _LINES:
        schema = _line(file, fact)
    elif (name := Path(file).stem) in get_args(OutputTable):
        schema = _row(TABLES[name])  # type: ignore[index]  # it is one of them
    else:
        raise OutputError(f"{file!r} is no file of a run: name one of {', '.join(FILES)}", path=Path(file))
    return {"$schema": _DIALECT, "title": file, **schema}


def _line(file: str, fact: type[Fact]) -> JsonSchema:
    kind, beside = _LINES[file]
    if kind is FactRecord:
        kind = FactRecord[fact]  # type: ignore[valid-type]  # the user's class, known when it runs
    schema = kind.model_json_schema(mode="serialization")
    schema.pop("title", None)
    if fact is Fact:
        _open(schema)
    schema["properties"] = {**schema["properties"], **beside}
    schema["required"] = [*dict.fromkeys((*schema.get("required", ()), *beside))]
    return schema


def _open(schema: JsonSchema) -> None:
    """Let a fact be of any class."""
    if "Fact" in (defined := schema.get("$defs", {})):
        defined["Fact"] = {"type": "object"}


def _row(table: Table) -> JsonSchema:
    return {
        "type": "object",
        "properties": {
            name: {"anyOf": [{"type": _TYPES[column.type]}, {"type": "null"}]}
            for name, column in table.columns.items()
        },
        "required": list(table.columns),
        "additionalProperties": False,
    }
