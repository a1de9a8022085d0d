"""News without errors must stay as it is: the half of ``news_links`` that nothing is learned from.

Every edit counts as wrong. The cases are the persons that others linked; a sentence without a date has none.
"""

from functools import cache

from benchmarks.figures import Line, Measured
from benchmarks.learning_cases import day_of, is_learned_from
from benchmarks.shared import rows_of
from benchmarks.tables import STARTER, office_holders
from corrigenda.reconcile.correct import correct_text
from corrigenda.reconcile.table import EntityTable

PERSON = "Q215627"
SETS = ("news_links/news-fair-v2-no-coref.jsonl", "news_links/rss-500.jsonl")


@cache
def measure() -> Measured:
    """Edits for 1,000 person mentions, with a large table and with the starter table."""
    lines, failed = list[Line](), list[str]()
    rows = [row for name in SETS for row in rows_of(name) if not is_learned_from(row["text"])]
    tables = {"office_holders": office_holders(), "the starter table": EntityTable.open(STARTER)}
    for label, table in tables.items():
        persons = sum(PERSON in label["type"] for row in rows for label in row["labels"])
        results = [correct_text(row["text"], table, date=day_of(row["title"])) for row in rows]
        edits = [edit for result in results for edit in result.edits]
        failed += [f"{label}: {edit.surface!r} → {edit.replacement!r} {edit.confidence}" for edit in edits]
        measure = f"edits in {len(rows)} texts of news, {label}"
        lines.append(Line(measure, persons, f"{len(edits)}", "≤ .5 for 1,000"))
    return Measured(tuple(lines), tuple(failed))
