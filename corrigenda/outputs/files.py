"""The files of a run: JSON Lines, corrected texts, a table for spreadsheets, and what the run came to.

Lines are written as articles are finished, to files that take their names at the end, all in one go: whatever
happens before, an earlier run's files stay whole. Memory does not grow with the batch.
"""

import csv
import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from pydantic import JsonValue

from corrigenda.outputs.atomic import make_directory, replacing
from corrigenda.schemas.records import FactRecord, ProcessedArticle, Reject
from corrigenda.schemas.runs import RunSummary

JsonObject = dict[str, JsonValue]

_FACTS, _NAMES, _CORRECTIONS, _REJECTS = "facts.jsonl", "names.jsonl", "corrections.jsonl", "rejects.jsonl"
_COVERAGE = "coverage.jsonl"
_CORRECTED = "corrected"


def fact_line(record: FactRecord) -> JsonObject:
    """A finished fact as a line of ``facts.jsonl``; what does not apply to a field is left out."""
    line: JsonObject = record.model_dump(mode="json", by_alias=True)
    line["sentence"] = record.sentence.model_dump(mode="json", include={"id", "start", "end", "text"})
    line["fields"] = {
        path: {key: value for key, value in field.model_dump(mode="json").items() if value is not None}
        for path, field in record.fields.items()
    }
    if not record.notes:
        del line["notes"]
    return line


def name_lines(processed: ProcessedArticle) -> Iterator[JsonObject]:
    """Every name that was looked at, with the sentence it stands in, as lines of ``names.jsonl``."""
    article_id = processed.article.article.id
    for name in processed.corrected.names:
        line = name.model_dump(mode="json")
        yield {"article_id": article_id, **line, "sentence": _sentence(processed, name.start)}


def correction_lines(processed: ProcessedArticle) -> Iterator[JsonObject]:
    """Every change to the text, with the sentence as it was, as lines of ``corrections.jsonl``."""
    article_id = processed.article.article.id
    for edit in processed.corrected.edits:
        line = edit.model_dump(mode="json")
        yield {"article_id": article_id, **line, "sentence": _sentence(processed, edit.start)}


def coverage_lines(processed: ProcessedArticle) -> Iterator[JsonObject]:
    """What the article states and no fact uses, with its sentence, as lines of ``coverage.jsonl``.

    What does not apply to a thing is left out.
    """
    article_id = processed.article.article.id
    for unused in processed.coverage.unused:
        line = unused.model_dump(mode="json", exclude_none=True, exclude={"sentence"})
        yield {"article_id": article_id, **line, "sentence": _sentence(processed, unused.start)}


class OutputFiles:
    """The files of one run in one directory. As a context: they appear at its end, or not at all.

    ``corrected`` is a folder: each text in it appears when its article is finished. Of ``earlier``, ids of
    articles that earlier runs wrote there, those that this run did not write are removed at its end.
    """

    def __init__(self, directory: Path, *, earlier: Iterable[str] = ()) -> None:
        self.directory = directory
        self._earlier = set(earlier)
        self._stack = ExitStack()
        self._files: dict[str, TextIO] = {}

    def __enter__(self) -> Self:
        make_directory(self.directory / _CORRECTED)
        for name in (_FACTS, _NAMES, _CORRECTIONS, _COVERAGE, _REJECTS):
            self._files[name] = self._stack.enter_context(replacing(self.directory / name))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)
        if kind is None:
            for article_id in self._earlier:
                self._corrected(article_id).unlink(missing_ok=True)
            _write_spreadsheet(self.directory / _FACTS, self.directory / "facts.csv")

    def add(self, processed: ProcessedArticle) -> None:
        """Write what came of one article."""
        for record in processed.records:
            self._line(_FACTS, fact_line(record))
        for line in name_lines(processed):
            self._line(_NAMES, line)
        for line in correction_lines(processed):
            self._line(_CORRECTIONS, line)
        for line in coverage_lines(processed):
            self._line(_COVERAGE, line)
        for reject in processed.extraction.rejects:
            self.add_reject(reject)
        article_id = processed.article.article.id
        with replacing(self._corrected(article_id)) as file:
            file.write(processed.corrected.text)
        self._earlier.discard(article_id)

    def add_reject(self, reject: Reject) -> None:
        """Write what did not make it, and why."""
        self._line(_REJECTS, reject.model_dump(mode="json"))

    def _line(self, name: str, line: JsonObject) -> None:
        self._files[name].write(as_line(line))

    def _corrected(self, article_id: str) -> Path:
        return self.directory / _CORRECTED / f"{article_id}.txt"


def write_summary(summary: RunSummary, path: Path) -> None:
    """Write ``run.json``: what was run, with what, and what became of each article."""
    with replacing(path) as file:
        file.write(summary.model_dump_json(indent=2) + "\n")


def as_line(line: JsonObject) -> str:
    """One line of JSON Lines, in UTF-8 as it is, without the line separators that some readers split at."""
    text = json.dumps(line, ensure_ascii=False)
    for separator in "\u0085\u2028\u2029":
        text = text.replace(separator, f"\\u{ord(separator):04x}")
    return text + "\n"


def _sentence(processed: ProcessedArticle, start: int | None) -> str | None:
    sentence = None if start is None else processed.sentence_at(start)
    return None if sentence is None else sentence.text


def _write_spreadsheet(facts: Path, table: Path) -> None:
    """Write the facts once more as a flat table, in UTF-8 with a byte order mark, as spreadsheets want it.

    A column for each field as reconciled; ``… as written`` and ``… resolved`` (ISO 8601) only where some
    fact has it otherwise. No name of a field has a space in it, so that ours never meet the user's. Two
    passes over the file, since the columns are known at its end only.
    """
    columns = dict.fromkeys(("article id", "fact id", "fact type"))
    for row in _flat_facts(facts):
        columns.update(dict.fromkeys(row))
    with replacing(table, encoding="utf-8-sig") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(_flat_facts(facts))


def _flat_facts(facts: Path) -> Iterator[dict[str, str]]:
    with facts.open(encoding="utf-8") as lines:
        for line in lines:
            yield {column: inert(cell) for column, cell in _flat_fact(json.loads(line)).items()}


def _flat_fact(line: JsonObject) -> dict[str, str]:
    fields, sentence = line["fields"], line["sentence"]
    written, reconciled = line["as_written"], line["reconciled"]
    assert isinstance(fields, dict)
    assert isinstance(sentence, dict)
    assert isinstance(written, dict)
    assert isinstance(reconciled, dict)
    row = {
        "article id": str(line["article_id"]),
        "fact id": str(line["id"]),
        "fact type": str(line["schema"]),
    }
    for name, value in reconciled.items():
        row[name] = _cell(value)
        if value != written[name]:
            row[f"{name} as written"] = _cell(written[name])
    for path, field in fields.items():
        if isinstance(field, dict) and isinstance(field.get("time"), dict):
            time = field["time"]
            assert isinstance(time, dict)
            row[f"{path} resolved"] = str(time["value"])
    row["sentence text"] = str(sentence["text"])
    return row


def _cell(value: JsonValue) -> str:
    match value:
        case None:
            return ""
        case list():
            return "; ".join(map(_cell, value))
        case dict():
            return json.dumps(value, ensure_ascii=False)
        case bool():
            return "yes" if value else "no"
        case _:
            return str(value)


def inert(cell: str) -> str:
    """``cell`` so that no spreadsheet takes it for a formula: an article may hold anything."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
