"""Retrieval by name among a million people: ``python -m benchmarks.scale [--people N] [--queries N]``.

People are made up from the given names and surnames of ``../shared/data/office_holders/people.csv`` (not
ours, not in this repository), the frequent ones more often, a quarter of them with a middle name, no two
alike. Asked are names as they stand, with one and with two typing errors (a letter put in, left out, changed,
or two swapped, anywhere in the name), and with the family name first. ``recall@1``: the right one is first
when what is found is ranked by rapidfuzz; ``first``: it is first as found; ``recall``: it is found;
``rivalled``: another name is at least as near to what was asked, so that nothing can tell by the name alone.
Times are of the processor, not of the clock on the wall.
"""

import argparse
import csv
import json
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path

from rapidfuzz.distance import OSA

from corrigenda.reconcile.table import EntityTable
from corrigenda.reconcile.text import fold, tokens

PEOPLE = Path(__file__).resolve().parents[2] / "shared" / "data" / "office_holders" / "people.csv"
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def main() -> int:
    """Build, compile, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=1_000)
    parser.add_argument("--misses", action="store_true", help="print what was not found")
    options = parser.parse_args()
    if not PEOPLE.exists():
        print(f"skipped: {PEOPLE.name} is not there (it is not part of this repository)")
        return 0
    chance = random.Random(2026)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CORRIGENDA_CACHE"] = folder
        source = Path(folder) / "people.jsonl"
        names = list(made_up_names(options.people, chance))
        with source.open("w", encoding="utf-8") as file:
            for number, name in enumerate(names):
                row = {"id": f"P{number}", "type": "person", "names": [{"text": name, "kind": "canonical"}]}
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        before = peak_memory()
        seconds = timed(lambda: EntityTable.open(source).close())
        size = sum(path.stat().st_size for path in Path(folder).glob("tables/*.sqlite"))
        print(f"people {len(names):,}; compiled in {seconds:.0f} s; on disk {size / 1e6:.0f} MB")
        print(
            f"memory: {before:.0f} MB before compiling (the names themselves), {peak_memory():.0f} MB at most"
        )
        print(f"opened in {timed(lambda: EntityTable.open(source).close()) * 1000:.1f} ms")
        with EntityTable.open(source) as table:
            ask_all(table, names, chance, options.queries, options.misses)
    return 0


def made_up_names(count: int, chance: random.Random) -> Iterator[str]:
    """So many different full names, parts drawn by how often office holders bear them."""
    with PEOPLE.open(encoding="utf-8", newline="") as file:
        real = [row["name"].split() for row in csv.DictReader(file)]
    given = Counter(words[0] for words in real if len(words) > 1)
    family = Counter(words[-1] for words in real if len(words) > 1)
    seen: set[str] = set()
    draw_given, draw_family = drawer(given, chance), drawer(family, chance)
    while len(seen) < count:
        middle = [draw_given()] if chance.random() < 0.25 else []
        name = " ".join([draw_given(), *middle, draw_family()])
        key = " ".join(sorted(tokens(name)))
        if key not in seen:
            seen.add(key)
            yield name


def drawer(counted: Counter[str], chance: random.Random) -> Callable[[], str]:
    """Draws a name, the frequent ones out of proportion more often."""
    names = list(counted)
    weights = list(accumulate(counted[name] ** 1.3 for name in names))
    return lambda: chance.choices(names, cum_weights=weights)[0]


@dataclass(frozen=True)
class Asked:
    """One query: how it was written, for whom, who was found in which order, and the seconds it took."""

    query: str
    name: str
    found: tuple[str, ...]
    seconds: float

    @cached_property
    def ranked(self) -> list[str]:
        """What was found by edits to the query; the order found decides among equals."""
        return sorted(self.found, key=lambda name: likeness(self.query, name), reverse=True)

    @cached_property
    def rivalled(self) -> bool:
        """Whether somebody else's name is at least as near to the query as the right one."""
        own = likeness(self.query, self.name)
        return any(likeness(self.query, name) >= own for name in self.found if name != self.name)


def ask_all(
    table: EntityTable, names: Sequence[str], chance: random.Random, queries: int, show_misses: bool
) -> None:
    """Print recall and time for each way of writing a name."""
    ways: dict[str, Callable[[str], str]] = {
        "exact": lambda name: name,
        "one typo": lambda name: typo(name, chance),
        "two typos": lambda name: typo(typo(name, chance), chance),
        "swapped order": lambda name: " ".join([name.split()[-1], *name.split()[:-1]]),
    }
    heads = ("recall@1", "first", "recall", "rivalled", "p50 ms", "p95 ms", "found")
    print(f"{'':13}" + "".join(f"{head:>9}" for head in heads))
    for way, write in ways.items():
        asked = [ask(table, names, write(name), name) for name in chance.sample(names, queries)]
        shares = (
            sum(one.ranked[:1] == [one.name] for one in asked),
            sum(one.found[:1] == (one.name,) for one in asked),
            sum(one.name in one.found for one in asked),
            sum(one.rivalled for one in asked),
        )
        percentiles = statistics.quantiles((1000 * one.seconds for one in asked), n=20)
        figures = [f"{share / queries:.3f}" for share in shares]
        figures += [f"{percentiles[9]:.2f}", f"{percentiles[18]:.2f}"]
        figures.append(f"{statistics.mean(len(one.found) for one in asked):.0f}")
        print(f"{way:13}" + "".join(f"{figure:>9}" for figure in figures))
        for one in asked:
            if show_misses and one.ranked[:1] != [one.name]:
                print(f"    {one.query!r} for {one.name!r}: {one.ranked[:1]}, rivalled: {one.rivalled}")


def ask(table: EntityTable, names: Sequence[str], query: str, name: str) -> Asked:
    """Ask for a query that stands for a name."""
    started = time.thread_time()
    ids = table.by_name(query)
    seconds = time.thread_time() - started
    return Asked(query, name, tuple(names[int(entity_id[1:])] for entity_id in ids), seconds)


def likeness(query: str, name: str) -> float:
    """How near a name is to a query, with the family name last or first, 0 to 1."""
    return max(OSA.normalized_similarity(fold(query), way) for way in orders(name))


def orders(name: str) -> tuple[str, str]:
    """A folded name with the family name last and first."""
    *given, family = fold(name).split()
    return " ".join([*given, family]), " ".join([family, *given])


def typo(name: str, chance: random.Random) -> str:
    """The name with one typing error at some letter."""
    place = chance.choice([place for place, letter in enumerate(name) if letter.isalpha()])
    letter = chance.choice(LETTERS)
    kinds = [
        name[:place] + letter + name[place + 1 :],
        name[:place] + letter + name[place:],
        name[:place] + name[place + 1 :],
        name[:place] + name[place + 1 : place + 2] + name[place] + name[place + 2 :],
    ]
    return chance.choice([kind for kind in kinds if kind != name] or [name + letter])


def timed(work: Callable[[], object]) -> float:
    """Seconds that the work takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def peak_memory() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
