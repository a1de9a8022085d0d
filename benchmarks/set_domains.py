"""Football, earnings, Latin America, science prizes: errors planted in ``domains`` among right names.

Each article has a small table as CSV, imported as a user would, and its day. *Fixed*: the text then reads the
right name, accents apart; *told*: an error is told there and nothing is changed; *garbled*: anything else is
changed there. Right names, variants and people whom the table does not have must stay as they are.
"""

import json
from collections import Counter
from functools import cache
from typing import Literal

from benchmarks.figures import Line, Measured, in_words, percent
from benchmarks.shared import DATA
from corrigenda.reconcile.correct import correct_text
from corrigenda.reconcile.importers import import_table
from corrigenda.reconcile.table import EntityTable
from corrigenda.reconcile.text import fold
from corrigenda.schemas.names import CorrectedText

DAYS = {"sport": "2024-12-14", "earn": "2024-02-15", "latam": "2024-11-20", "prize": "2023-10-03"}
"""The day that each article's dateline tells."""

Outcome = Literal["fixed", "told", "garbled", "missed", "quiet", "changed"]


@cache
def measure() -> Measured:
    """Errors fixed and told, and what must stay."""
    counted, failed = Counter[Outcome](), list[str]()
    planted = json.loads((DATA / "domains" / "planted.json").read_text(encoding="utf-8"))
    for name, article in planted.items():
        text = (DATA / "domains" / f"{name}.txt").read_text(encoding="utf-8")
        with EntityTable.of(import_table(DATA / "domains" / f"{name}.csv", "csv")) as table:
            result = correct_text(text, table, date=DAYS[name])
        spans = [(start, end) for start, end, *_ in article["planted"]]
        for start, end, written, right, kind in article["planted"]:
            wrong = kind != "ok" and not kind.startswith("ok") and not kind.endswith("~")
            outcome = _outcome(result, text, (start, end), right if wrong else None)
            counted[outcome] += 1
            if outcome not in ("fixed", "quiet"):
                there = [one for one in result.names if _meets(one.start, one.end, (start, end))]
                failed.append(
                    f"{name}: {outcome}: {written!r} for {right!r} ({kind}): "
                    f"{'; '.join(map(in_words, there)) or 'no name found there'}"
                )
        elsewhere = [
            edit for edit in result.edits if not any(_meets(edit.start, edit.end, span) for span in spans)
        ]
        counted["changed"] += len(elsewhere)
        failed += [f"{name}: changed: {edit.surface!r} → {edit.replacement!r}" for edit in elsewhere]
    errors = sum(counted[one] for one in ("fixed", "told", "garbled", "missed"))
    right = counted["quiet"] + counted["changed"]
    lines = (
        Line("errors of other domains fixed", errors, percent(counted["fixed"], errors), "≥ 75 %"),
        Line("  fixed or told", errors, percent(counted["fixed"] + counted["told"], errors)),
        Line("  garbled", errors, f"{counted['garbled']}", "0"),
        Line("right names, variants, strangers changed", right, f"{counted['changed']}", "0"),
    )
    return Measured(lines, tuple(failed))


def _outcome(result: CorrectedText, text: str, span: tuple[int, int], right: str | None) -> Outcome:
    edits = [edit for edit in result.edits if _meets(edit.start, edit.end, span)]
    if right is None:
        return "changed" if edits else "quiet"
    if not edits:
        told = any(one.error is not None and _meets(one.start, one.end, span) for one in result.names)
        return "told" if told else "missed"
    at, last = min(span[0], edits[0].start), max(span[1], edits[-1].end)
    pieces = []
    for edit in edits:
        pieces += [text[at : edit.start], edit.replacement]
        at = edit.end
    read = fold("".join((*pieces, text[at:last])))
    return "fixed" if fold(right) in read or (read and read in fold(right)) else "garbled"


def _meets(start: int | None, end: int | None, span: tuple[int, int]) -> bool:
    return start is not None and end is not None and start < span[1] and end > span[0]
