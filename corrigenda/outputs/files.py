"""The files of an output directory, written anew from its store: JSON Lines, tables, corrected texts, the
report.

Each takes its name when it is whole: whatever happens before, the files of an earlier run stay as they were.
Memory does not grow with the batch.
"""

from pathlib import Path

from corrigenda.outputs.atomic import make_directory, replacing
from corrigenda.outputs.export import write_table
from corrigenda.outputs.finished import KINDS, FinishedArticle
from corrigenda.outputs.report import Report
from corrigenda.outputs.store import Store
from corrigenda.outputs.tables import OutputTable
from corrigenda.schemas.runs import RunSummary

_CORRECTED = "corrected"
_SPREADSHEETS: tuple[OutputTable, ...] = ("articles", "facts", "participants", "names")


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
    write_table(store, "articles", directory / "articles.jsonl")
    for table in _SPREADSHEETS:
        write_table(store, table, directory / f"{table}.csv")
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
