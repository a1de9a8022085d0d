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

from benchmarks.figures import Measured
from benchmarks.shared import ABSENT, DATA

SETS = ("misnaming", "office_mentions", "misreadings", "name_bench", "dwie", "scale", "calibration")
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


def main() -> int:
    """Measure, print, list what fails where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--only", choices=SETS, action="append", help="one set; may be given several times")
    parser.add_argument(
        "--failures", action="store_true", help="list every case that fails, with the evidence"
    )
    options = parser.parse_args()
    console = Console(width=150)
    if not DATA.is_dir():
        console.print(f"skipped: {ABSENT}")
        return 0
    measured = {name: _timed(name, console) for name in options.only or SETS}
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
        table.add_column(column, justify="left" if column in ("set", "measure", "other peers") else "right")
    for name, result in measured.items():
        for place, line in enumerate(result.lines):
            others = [
                f"{peer} {figure}"
                for peer, figure in line.peers.items()
                if peer not in ("token_sort_ratio", "WRatio")
            ]
            table.add_row(
                "" if place else name,
                escape(line.measure),
                f"{line.cases:,}",
                line.peers.get("token_sort_ratio", ""),
                line.peers.get("WRatio", ""),
                "\n".join(others),
                line.ours,
                line.target,
                end_section=place == len(result.lines) - 1,
            )
    return table


if __name__ == "__main__":
    raise SystemExit(main())
