"""Who is meant by a misread Japanese name? Ours beside rapidfuzz, with and without dictionaries.

Cases: ``jp_misreadings.jsonl`` of the data beside the repository, wrong romanisations that real tools print
of politicians' names. Pools: the Japanese office holders, and all people of ``office_holders``; who has no
native spelling competes through the Latin name. A case is won where the right person alone scores best.

    python -m benchmarks.misreadings
"""

import csv
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from corrigenda.reconcile.readings import explain_reading, query_keys, reading_keys, with_readings
from corrigenda.reconcile.text import fold
from corrigenda.schemas.entities import EntityName

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
HIDDEN = {
    "with the extra [ja]": (),
    "with its smaller half, the personal-name data set": ("jamdict_data",),
    "without the extra": ("jamdict_data", "japanese_personal_name_dataset"),
}
"""Which packages a run does without."""

MISREAD_FROM = 0.8
"""A reading scores from here (far-fetched) to 1 (right); a likeness in Latin letters from 0 to 1."""


class Person(NamedTuple):
    qid: str
    name: str
    native: EntityName | None


class Case(NamedTuple):
    qid: str
    surface: str


Scores = Callable[[str, Sequence[Person]], list[float]]


def read_cases() -> list[Case]:
    lines = (DATA / "jp_misreadings.jsonl").read_text(encoding="utf-8").splitlines()
    return [Case(row["qid"], row["wrong_romaji"]) for row in map(json.loads, lines)]


def read_japanese() -> list[Person]:
    with (DATA / "jp_politicians" / "jp_ministers_kanji.csv").open(encoding="utf-8") as file:
        return [
            Person(row["qid"], row["name"], native(row["kanji"], row["name"])) for row in csv.DictReader(file)
        ]


def native(kanji: str, latin: str) -> EntityName | None:
    return with_readings(EntityName(text=kanji, kind="native", lang="ja"), latin) if kanji else None


def read_everybody(japanese: Sequence[Person]) -> list[Person]:
    people = {person.qid: person for person in japanese}
    with (DATA / "office_holders" / "office_terms.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            people.setdefault(row["person_qid"], Person(row["person_qid"], row["person"], None))
    return list(people.values())


def by_rapidfuzz(scorer: Callable[..., float]) -> Scores:
    def scores(surface: str, pool: Sequence[Person]) -> list[float]:
        query = fold(surface)
        return [scorer(query, fold(person.name)) for person in pool]

    return scores


def by_readings(surface: str, pool: Sequence[Person]) -> list[float]:
    likeness = by_rapidfuzz(fuzz.token_sort_ratio)(surface, pool)
    return [max(like / 100, read_score(surface, person)) for like, person in zip(likeness, pool, strict=True)]


def read_score(surface: str, person: Person) -> float:
    match = explain_reading(surface, person.native) if person.native is not None else None
    return 0.0 if match is None else MISREAD_FROM + (1 - MISREAD_FROM) * match.plausibility


def failures(
    cases: Sequence[Case], pool: Sequence[Person], scores: Scores
) -> list[tuple[Case, list[Person]]]:
    failed = []
    for case in cases:
        scored = scores(case.surface, pool)
        highest = max(scored)
        best = [person for person, score in zip(pool, scored, strict=True) if score == highest]
        if [person.qid for person in best] != [case.qid]:
            failed.append((case, best))
    return failed


def retrieved(cases: Sequence[Case], pool: Sequence[Person]) -> tuple[float, float]:
    """The share of cases whose person is found by key, and the mean number of people found."""
    holders: dict[str, set[str]] = {}
    for person in pool:
        for key in reading_keys(person.native) if person.native is not None else ():
            holders.setdefault(key, set()).add(person.qid)
    found = [set().union(*(holders.get(key, ()) for key in query_keys(case.surface))) for case in cases]
    hits = [case.qid in qids for case, qids in zip(cases, found, strict=True)]
    return statistics.mean(hits), statistics.mean(map(len, found))


def microseconds(cases: Sequence[Case], pool: Sequence[Person]) -> float:
    """The median time of one explanation, after warm-up."""
    natives = [person.native for person in pool if person.native is not None]
    times = []
    for case in cases[:20]:
        for name in natives:
            start = time.perf_counter()
            explain_reading(case.surface, name)
            times.append(time.perf_counter() - start)
    return 1e6 * statistics.median(times)


def run(label: str, hidden: Sequence[str]) -> None:
    for package in hidden:
        sys.modules[package] = None  # type: ignore[assignment]  # makes its import fail, which is what is meant
    cases, japanese = read_cases(), read_japanese()
    everybody = read_everybody(japanese)
    table = Table(title=escape(f"{len(cases)} misread names, {label}"))
    for column in ("method", f"top-1 of {len(japanese)}", f"top-1 of {len(everybody)}"):
        table.add_column(column)
    peers: dict[str, Scores] = {
        "rapidfuzz token_sort_ratio": by_rapidfuzz(fuzz.token_sort_ratio),
        "rapidfuzz WRatio": by_rapidfuzz(fuzz.WRatio),
    }
    lost: list[tuple[Case, list[Person]]] = []
    for method, scores in {**({} if hidden else peers), "readings": by_readings}.items():
        lost = failures(cases, everybody, scores)
        few = failures(cases, japanese, scores)
        table.add_row(method, *(f"{1 - len(failed) / len(cases):.1%}" for failed in (few, lost)))
    recall, candidates = retrieved(cases, japanese)
    console = Console(width=110)
    console.print(table)
    console.print(
        f"by key: {recall:.1%} found among {candidates:.1f} people; "
        f"one explanation: {microseconds(cases, japanese):.0f} µs (median)"
    )
    for case, best in lost:
        console.print(
            f"  lost: {case.surface!r} ({case.qid}) → {', '.join(person.name for person in best[:3])}"
        )


def main() -> None:
    if not DATA.is_dir():
        print("skipped: the data folder ../shared/data is not here")
    elif len(sys.argv) > 1:
        run(sys.argv[1], HIDDEN[sys.argv[1]])
    else:
        for label in HIDDEN:
            subprocess.run([sys.executable, "-m", "benchmarks.misreadings", label], check=True)


if __name__ == "__main__":
    main()
