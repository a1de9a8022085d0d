"""The extraction beside its peers: ``python -m benchmarks.extract [--only SET] [--limit N]``.

Three tables, each of which its own command prints too: readouts (``benchmarks.readouts``), seeds
(``benchmarks.seeds``), dates (``benchmarks.dates``; no model). One local model answers everybody. What was
answered is kept in the user's cache: the same command again goes on where it stopped.
"""

import argparse
import subprocess
import sys
from collections.abc import Sequence

from benchmarks import readouts, seeds
from benchmarks.local_model import local_server
from benchmarks.shared import ABSENT, DATA

SETS = ("readouts", "seeds", "dates")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--only", choices=SETS, action="append", help="one set; may be repeated")
    readouts.add_options(parser)
    options = parser.parse_args()
    if not DATA.is_dir():
        print(f"skipped: {ABSENT}")
        return 0
    wanted: Sequence[str] = options.only or SETS
    if {"readouts", "seeds"} & set(wanted):
        with local_server(options.base_url) as server:
            if "readouts" in wanted:
                readouts.measure(server, options)
            if "seeds" in wanted:
                seeds.measure(server, misses=options.failures, limit=options.limit)
    if "dates" in wanted:
        failures = ["--failures"] if options.failures else []
        subprocess.run([sys.executable, "-m", "benchmarks.dates", *failures], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
