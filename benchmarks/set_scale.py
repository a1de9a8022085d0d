"""A million names: compiled, opened, asked with typing errors and in another order; then decided.

People, errors and retrieval are those of ``benchmarks.scale``. A *decision* is the whole of the reconciler
for one mention: retrieval, comparison, evidence. The peer scans all names. Times are of the processor, on
one core. ``BENCH_PEOPLE`` in the environment asks for fewer people.
"""

import gc
import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz, process

from benchmarks.figures import Line, Measured, first_choice, percent
from benchmarks.scale import ask, made_up_names, peak_memory, timed, typo
from corrigenda.reconcile.resolve import reconcile_names
from corrigenda.reconcile.table import EntityTable
from corrigenda.reconcile.text import fold
from corrigenda.schemas.names import Mention

PEOPLE = int(os.environ.get("BENCH_PEOPLE", 1_000_000))
QUERIES = 1_000
SCANS = 10
TARGETS = {"one typo": "≥ 99 %", "two typos": "≥ 95 %", "swapped order": "≥ 99 %"}


@cache
def measure() -> Measured:
    """Recall@1 and times of retrieval and of decisions; what compiling costs."""
    chance = random.Random(2026)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "people.jsonl"
        names = list(made_up_names(PEOPLE, chance))
        _write(source, names)
        kept, os.environ["CORRIGENDA_CACHE"] = os.environ.get("CORRIGENDA_CACHE"), folder
        try:
            before = peak_memory()
            seconds = timed(lambda: EntityTable.open(source).close())
            size = sum(path.stat().st_size for path in Path(folder).glob("tables/*.sqlite"))
            opened = timed(lambda: EntityTable.open(source).close())
            gc.freeze()  # the names are the benchmark's own: the collector need not walk over them
            with EntityTable.open(source) as table:
                lines = [line for way in _ways(chance).items() for line in _asked(table, names, chance, *way)]
        finally:
            gc.unfreeze()
            del os.environ["CORRIGENDA_CACHE"]
            if kept is not None:
                os.environ["CORRIGENDA_CACHE"] = kept
    return Measured(
        lines=(
            Line("compiled, s", PEOPLE, f"{seconds:.0f}", "minutes"),
            Line("memory for compiling, MB", PEOPLE, f"{peak_memory() - before:.0f}"),
            Line("on disk, MB", PEOPLE, f"{size / 1e6:.0f}"),
            Line("opened, ms", PEOPLE, f"{1000 * opened:.1f}"),
            *lines,
        )
    )


def _write(path: Path, names: Sequence[str]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for number, name in enumerate(names):
            row = {"id": f"P{number}", "type": "person", "names": [{"text": name, "kind": "canonical"}]}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _ways(chance: random.Random) -> dict[str, Callable[[str], str]]:
    return {
        "exact": lambda name: name,
        "one typo": lambda name: typo(name, chance),
        "two typos": lambda name: typo(typo(name, chance), chance),
        "swapped order": lambda name: " ".join([name.split()[-1], *name.split()[:-1]]),
    }


def _asked(
    table: EntityTable, names: Sequence[str], chance: random.Random, way: str, write: Callable[[str], str]
) -> list[Line]:
    places = chance.sample(range(len(names)), QUERIES)
    queries = [(place, write(names[place])) for place in places]
    found = [ask(table, names, query, names[place]) for place, query in queries]
    first = [one.ranked[:1] == [one.name] for one in found]
    free = [right for right, one in zip(first, found, strict=True) if not one.rivalled]
    decisions = [_decide(table, query) for _, query in queries]
    right = sum(answer == f"P{place}" for (place, _), (answer, _) in zip(queries, decisions, strict=True))
    keys = [fold(name) for name in names]
    scan = statistics.median(_scan(query, keys) for _, query in queries[:SCANS])
    return [
        Line(f"{way}: recall@1", QUERIES, percent(sum(first), QUERIES), TARGETS.get(way, "")),
        Line(f"{way}: recall@1, no other name as near", len(free), percent(sum(free), len(free))),
        Line(
            f"{way}: retrieval, p50 / p95 ms",
            QUERIES,
            _percentiles([one.seconds for one in found]),
            "",
            {"WRatio": f"{1000 * scan:.0f}"},
        ),
        Line(f"{way}: top-1, decided", QUERIES, percent(right, QUERIES)),
        Line(f"{way}: decision, p50 / p95 ms", QUERIES, _percentiles([s for _, s in decisions]), "< 1 / < 5"),
    ]


def _decide(table: EntityTable, query: str) -> tuple[str | None, float]:
    """The first choice, and the seconds that it took."""
    started = time.thread_time()
    (resolution,) = reconcile_names([Mention(id="", surface=query, type="person")], table)
    return first_choice(resolution), time.thread_time() - started


def _scan(query: str, keys: Sequence[str]) -> float:
    started = time.thread_time()
    process.extractOne(fold(query), keys, scorer=fuzz.WRatio)
    return time.thread_time() - started


def _percentiles(seconds: Sequence[float]) -> str:
    cuts = statistics.quantiles((1000 * one for one in seconds), n=20)
    return f"{cuts[9]:.2f} / {cuts[18]:.2f}"
