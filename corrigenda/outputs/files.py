"""The files of an output directory, written anew from its store: JSON Lines, corrected texts, a table, the
report.

Each takes its name when it is whole: whatever happens before, the files of an earlier run stay as they were.
Memory does not grow with the batch.
"""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from pydantic import JsonValue

from corrigenda.outputs.atomic import make_directory, replacing
from corrigenda.outputs.finished import KINDS, FinishedArticle
from corrigenda.outputs.lines import JsonObject
from corrigenda.outputs.report import Report
from corrigenda.outputs.store import Store
from corrigenda.schemas.runs import RunSummary

_CORRECTED = "corrected"


def make_directories(directory: Path) -> None:
    """Make ``directory`` and what is in it. Raises ``OutputError`` where it cannot be written."""
    make_directory(directory)
    make_directory(directory / _CORRECTED)


def write_outputs(store: Store, directory: Path, summary: RunSummary) -> None:
    """Write all that ``store`` holds into ``directory``, and what the last run came to.

    Raises ``OutputError`` where a file cannot be written; the others are then as they were.
    """
    for kind in KINDS:
        with replacing(directory / f"{kind}.jsonl") as file:
            file.writelines(store.lines(kind))
    _write_spreadsheet(directory / "facts.jsonl", directory / "facts.csv")
    for article_id in store.with_text():
        if not (path := _corrected(directory, article_id)).exists():
            _write_text(path, store.corrected(article_id) or "")
    write_report(store, summary, directory / "report.html")
    write_summary(store, summary, directory / "run.json")


def write_report(store: Store, summary: RunSummary, path: Path) -> None:
    """Write the report of all that ``store`` holds. Raises ``OutputError`` where it cannot be written."""
    with Report() as report:
        for row, page in store.pages():
            report.add_drawn(row, page)
        report.write(store.totals(summary), path)


def write_corrected(directory: Path, finished: FinishedArticle) -> None:
    """Write the corrected text of an article as soon as it is finished; of one that failed there is none."""
    path = _corrected(directory, finished.outcome.article_id)
    if finished.corrected is None:
        path.unlink(missing_ok=True)
    else:
        _write_text(path, finished.corrected)


def write_summary(store: Store, summary: RunSummary, path: Path) -> None:
    """Write ``run.json``: what was run, with what, and what became of each article of the run."""
    told = summary.model_dump_json(indent=2, exclude={"outcomes"}).rstrip("}\n ")
    with replacing(path) as file:
        file.write(f'{told},\n  "outcomes": [')
        mark = "\n    "
        for outcome in store.outcomes_of_run():
            file.write(mark + outcome.model_dump_json())
            mark = ",\n    "
        file.write("\n  ]\n}\n")


def _write_text(path: Path, text: str) -> None:
    with replacing(path) as file:
        file.write(text)


def _corrected(directory: Path, article_id: str) -> Path:
    return directory / _CORRECTED / f"{article_id}.txt"


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
