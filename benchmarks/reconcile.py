"""The reconciler beside its peers: ``python -m benchmarks.reconcile [--only NAME] [--failures]``.

Reads the data beside the repository (``../shared/data``, not ours, never copied here); without it there is
nothing to measure, and it says so. Each set is a module ``set_….py`` that tells how it is measured.
"""

import argparse
import importlib
import time

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from benchmarks.figures import Line, Measured
from benchmarks.peers import RAPIDFUZZ
from benchmarks.shared import ABSENT, DATA

SETS = (
    "misnaming",
    "quiet_news",
    "domains",
    "short_surnames",
    "office_mentions",
    "misreadings",
    "name_bench",
    "dwie",
    "scale",
    "calibration",
)
COLUMNS = (
    "set",
    "measure",
    "cases",
    "rapidfuzz\ntoken_sort",
    "rapidfuzz\nWRatio",
    "other peers",
    "ours",
    "to reach",
)
LEFT = frozenset({"set", "measure", "other peers"})


def main() -> int:
    """Measure, print, list what fails where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--only", choices=SETS, action="append", help="one set; may be given several times")
    parser.add_argument(
        "--failures", action="store_true", help="list every case that fails, with the evidence"
    )
    parser.add_argument("--markdown", action="store_true", help="print the table in Markdown")
    options = parser.parse_args()
    console = Console(width=150)
    if not DATA.is_dir():
        console.print(f"skipped: {ABSENT}")
        return 0
    measured = {name: _timed(name, console) for name in options.only or SETS}
    if options.markdown:
        print(_markdown(measured))
    else:
        console.print(_table(measured))
    for name, result in measured.items():
        for note in result.notes:
            console.print(note, highlight=False, markup=False)
        for case in result.failed if options.failures else ():
            console.print(f"{name}: {case}", highlight=False, markup=False, soft_wrap=True)
    return 0


def _timed(name: str, console: Console) -> Measured:
    started = time.perf_counter()
    result: Measured = importlib.import_module(f"benchmarks.set_{name}").measure()
    console.print(f"{name}: {time.perf_counter() - started:.0f} s", style="dim", highlight=False)
    return result


def _table(measured: dict[str, Measured]) -> Table:
    table = Table(title="Reconciliation: ours beside its peers")
    for column in COLUMNS:
        table.add_column(column, justify="left" if column in LEFT else "right")
    for name, result in measured.items():
        for place, line in enumerate(result.lines):
            last = place == len(result.lines) - 1
            table.add_row("" if place else name, *map(escape, _cells(line)), end_section=last)
    return table


def _markdown(measured: dict[str, Measured]) -> str:
    """The same table as it stands in ``docs/benchmarks.md``."""
    rows = [COLUMNS, tuple("---" if column in LEFT else "---:" for column in COLUMNS)]
    for name, result in measured.items():
        rows += [(name, *_cells(line)) for line in result.lines]
    return "\n".join("| " + " | ".join(cell.replace("\n", " ") for cell in row) + " |" for row in rows)


def _cells(line: Line) -> tuple[str, ...]:
    others = [f"{peer} {figure}" for peer, figure in line.peers.items() if peer not in RAPIDFUZZ]
    by_rapidfuzz = [line.peers.get(scorer, "") for scorer in RAPIDFUZZ]
    return (line.measure, f"{line.cases:,}", *by_rapidfuzz, "\n".join(others), line.ours, line.target)


if __name__ == "__main__":
    raise SystemExit(main())
