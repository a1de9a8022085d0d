"""Who met or called whom, and when: ours beside instructor and LangExtract, on official readouts.

    python -m benchmarks.readouts [--limit N] [--only SYSTEM] [--failures]

Texts: ``wh_readouts.jsonl`` of the data beside the repository, which is not part of it; ``readout_cases`` has
the rule by which they are taken. Every system gets the text and the day, never the title, and asks the same
model on the same server with the same limits. An article is right if one fact has the right kind, both
people, and the right day and no other:

- ours: both people linked to the entities of the title; the time resolved to the day;
- a peer: both surnames of the title in the names that it gives (so it is not asked who is meant); the day as
  it writes it, or as our reader of dates understands its words.

Contradicted: the two are said to have met as well where they called, that day, or the other way round; a
system that lists every kind is right by the first measure, so the second takes these away. Invented: a fact
with a name that does not stand in the text, letter by letter but for case, accents and line breaks. Output
tokens count failed attempts too. Seconds are those of an article alone, each system with the parallel
requests that it makes itself.

What was answered is kept (``--keep FILE``), so that a run that was broken off goes on. LangExtract may live
in another environment: ``--langextract-python FILE`` is its interpreter.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict
from rich.console import Console
from rich.table import Table

from benchmarks import peers_extract
from benchmarks.figures import percent
from benchmarks.local_model import local_server
from benchmarks.outcomes import Claim, Counting, Interval, Outcome, kept, key_of
from benchmarks.readout_cases import COUNT, Readout, read_readouts, spread
from benchmarks.shared import ABSENT, DATA
from benchmarks.tables import stacked
from corrigenda.extract.model import Model, Server, open_model
from corrigenda.extract.prompting import AnswerCache
from corrigenda.extract.sentences import SMALL
from corrigenda.extract.times import resolve_time
from corrigenda.outputs import Store
from corrigenda.pipeline import process_article
from corrigenda.reconcile.table import EntityTable
from corrigenda.reconcile.table.cache import cache_directory
from corrigenda.reconcile.text import fold, tokens
from corrigenda.schemas.article import Article, Published
from corrigenda.schemas.records import FactRecord

SYSTEMS = ("ours", "instructor", "langextract")
PEER_FILE = Path(peers_extract.__file__)
ENCOUNTERS = frozenset({"meeting", "call"})
AT_A_TIME = 3

System = Callable[[Readout], Outcome]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    add_options(parser)
    parser.add_argument("--only", choices=SYSTEMS, action="append", help="one system; may be repeated")
    options = parser.parse_args()
    if not DATA.is_dir():
        print(f"skipped: {ABSENT}")
        return 0
    with local_server(options.base_url) as server:
        measure(server, options, options.only or SYSTEMS)
    return 0


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options that tell how to measure."""
    parser.add_argument("--limit", type=int, default=COUNT, help="so many readouts, at even distances")
    parser.add_argument("--keep", type=Path, help="where answers are kept (default: in the user's cache)")
    parser.add_argument("--base-url", help="ask the server there, not one of our own")
    parser.add_argument("--langextract-python", default=sys.executable, help="the interpreter that has it")
    parser.add_argument("--failures", action="store_true", help="list what is not right")


def measure(server: Server, options: argparse.Namespace, systems: Sequence[str] = SYSTEMS) -> None:
    """Ask every system about every readout, and print the table."""
    console = Console(width=110)
    table = stacked()
    taken, of = read_readouts(table)
    readouts = spread(taken, options.limit)
    keep = options.keep or cache_directory().parent / "benchmarks" / "readouts.sqlite"
    keep.parent.mkdir(parents=True, exist_ok=True)
    outcomes: dict[str, list[Outcome]] = {}
    with (
        ExitStack() as stack,
        Store.open(keep) as memory,
        open_model("local", base_url=server.base_url, api_key=server.key) as model,
    ):
        for name in systems:
            python = options.langextract_python if name == "langextract" else sys.executable
            if name == "ours":
                system: System | None = ours(table, model, memory)
            else:
                system = stack.enter_context(peer(name, python, server, model.name, memory))
            if system is None:
                console.print(f"{name}: skipped, it is not installed (pip install 'corrigenda\\[bench]')")
                continue
            outcomes[name] = list(_asked(name, system, readouts))
    console.print(figures(readouts, outcomes))
    console.print(f"The rule takes {len(taken)} of {of} readouts; {len(readouts)} of them were read.")
    for line in failures(readouts, outcomes) if options.failures else ():
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def _asked(name: str, system: System, readouts: Sequence[Readout]) -> Iterator[Outcome]:
    for number, readout in enumerate(readouts, start=1):
        outcome = system(readout)
        print(f"{name} {number}/{len(readouts)}: {outcome.seconds:.1f} s {outcome.error}", file=sys.stderr)
        yield outcome


def ours(table: EntityTable, model: Model, memory: AnswerCache) -> System:
    """The pipeline, its answers kept one by one as in a run."""

    def ask(readout: Readout) -> Outcome:
        counting = Counting(memory)
        article = Article(id=readout.id, text=readout.text, published=readout.day.isoformat())
        started = time.monotonic()
        with ThreadPoolExecutor(AT_A_TIME) as pool:
            processed = process_article(
                article, table=table, model=model, memory=counting, pool=pool, window=SMALL
            )
        seconds = time.monotonic() - started
        fresh = Outcome(
            claims=tuple(_claim(record) for record in processed.records),
            output_tokens=counting.usage.completion_tokens,
            seconds=seconds if counting.asked == len(counting.keys) else counting.usage.seconds / AT_A_TIME,
            error="; ".join(r.reason for r in processed.extraction.rejects if r.stage in ("model", "answer")),
        )
        if not counting.keys:
            return fresh
        # The facts are made anew from what was answered; only the seconds are those of the first time.
        first = kept(memory, key_of("ours", *counting.keys), model.name, lambda: fresh)
        return fresh.model_copy(update={"seconds": first.seconds})

    return ask


def _claim(record: FactRecord) -> Claim:
    names = [field for field in record.fields.values() if field.time is None]
    times = [field.time for field in record.fields.values() if field.time is not None]
    linked = (field.resolution for field in names if field.resolution is not None)
    return Claim(
        kind=str(getattr(record.as_written, "kind", "")),
        people=tuple(field.surface for path, field in record.fields.items() if path.startswith("who")),
        entity_ids=tuple(one.entity_id for one in linked if one.status == "linked" and one.entity_id),
        days=(times[0].start, times[0].end) if times else None,
        aligned=all(field.alignment != "absent" for field in record.fields.values()),
    )


class PeerFact(BaseModel):
    """A fact as ``peers_extract`` writes it."""

    model_config = ConfigDict(frozen=True)

    kind: str
    people: tuple[str, ...]
    date: str | None
    aligned: bool | None


class PeerAnswer(BaseModel):
    """A line of ``peers_extract``."""

    model_config = ConfigDict(frozen=True)

    id: str
    facts: tuple[PeerFact, ...]
    output_tokens: int
    seconds: float
    error: str


@contextmanager
def peer(name: str, python: str, server: Server, model: str, memory: AnswerCache) -> Iterator[System | None]:
    """A peer in a process of its own, started when it is first asked; ``None`` where it is not installed."""
    if subprocess.run([python, "-c", f"import {name}"], capture_output=True, check=False).returncode:
        yield None
        return
    command = [python, str(PEER_FILE), name, "--base-url", server.base_url, "--model", model]
    version = key_of(PEER_FILE.read_text(encoding="utf-8"))
    running: list[subprocess.Popen[str]] = []

    def started() -> subprocess.Popen[str]:
        if not running:
            environment = {**os.environ, peers_extract.KEY_VARIABLE: server.key}
            running.append(
                subprocess.Popen(
                    command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
                )
            )
        return running[0]

    def ask(readout: Readout) -> Outcome:
        key = key_of(name, version, model, readout.day.isoformat(), readout.text)
        return kept(memory, key, model, lambda: _answered(started(), readout))

    try:
        yield ask
    finally:
        for process in running:
            assert process.stdin is not None
            process.stdin.close()
            process.wait()


def _answered(process: subprocess.Popen[str], readout: Readout) -> Outcome:
    assert process.stdin is not None
    assert process.stdout is not None
    request = {"id": readout.id, "text": readout.text, "date": readout.day.isoformat()}
    process.stdin.write(json.dumps(request) + "\n")
    process.stdin.flush()
    line = process.stdout.readline()
    if not line:
        raise RuntimeError(f"{process.args!r} ended with code {process.wait()}: see its messages above")
    answer = PeerAnswer.model_validate_json(line)
    published = Published(day=readout.day, how="given")
    return Outcome(
        claims=tuple(
            Claim(kind=f.kind, people=f.people, days=_days(f.date, published), aligned=f.aligned)
            for f in answer.facts
        ),
        output_tokens=answer.output_tokens,
        seconds=answer.seconds,
        error=answer.error,
    )


def _days(written: str | None, published: Published) -> Interval | None:
    time_value = resolve_time(written, published) if written else None
    return None if time_value is None else (time_value.start, time_value.end)


def has_people(claim: Claim, readout: Readout) -> bool:
    """Whether both are there: as entities where the system links, by their surnames where it does not."""
    if claim.entity_ids is not None:
        return all(person.entity_id in claim.entity_ids for person in readout.people)
    words = {word for name in claim.people for word in tokens(name)}
    return all(person.surname in words for person in readout.people)


def has_kind(claim: Claim, readout: Readout) -> bool:
    """Whether it is the meeting or the call that it should be."""
    return claim.kind.casefold() in readout.kinds


def has_day(claim: Claim, readout: Readout) -> bool:
    """Whether it is on the day, and on no other."""
    return claim.days == (readout.day, readout.day)


def is_contradicted(claim: Claim, readout: Readout) -> bool:
    """Whether it is the same encounter, in the way in which it did not take place."""
    return (
        claim.kind.casefold() in ENCOUNTERS - readout.kinds
        and has_people(claim, readout)
        and has_day(claim, readout)
    )


def is_invented(claim: Claim, text: str) -> bool:
    """Whether somebody is named who does not stand in the text."""
    flat = _flat(text)
    return any(_flat(name) not in flat for name in claim.people)


def _flat(text: str) -> str:
    return " ".join(fold(text).split())


Judge = Callable[[Claim, Readout], bool]


def share(readouts: Iterable[Readout], outcomes: Iterable[Outcome], judges: Sequence[Judge]) -> list[bool]:
    """For each article, whether one fact is right by all ``judges``."""
    return [
        any(all(judge(claim, readout) for judge in judges) for claim in outcome.claims)
        for readout, outcome in zip(readouts, outcomes, strict=True)
    ]


def _only_right(readouts: Sequence[Readout], outcomes: Sequence[Outcome]) -> list[bool]:
    right = share(readouts, outcomes, (has_people, has_kind, has_day))
    wrong = share(readouts, outcomes, (is_contradicted,))
    return [is_right and not is_wrong for is_right, is_wrong in zip(right, wrong, strict=True)]


def figures(readouts: Sequence[Readout], outcomes: Mapping[str, Sequence[Outcome]]) -> Table:
    """A column for each system."""
    table = Table(title=f"Readouts: {len(readouts)} articles, one local model", title_justify="left")
    table.add_column("measure")
    for name in outcomes:
        table.add_column(name, justify="right")
    rows: dict[str, list[str]] = {}

    def put(measure: str, figure: str) -> None:
        rows.setdefault(measure, []).append(figure)

    for answers in outcomes.values():
        claims = [
            (claim, r) for r, outcome in zip(readouts, answers, strict=True) for claim in outcome.claims
        ]
        invented = sum(is_invented(claim, readout.text) for claim, readout in claims)
        right = sum(share(readouts, answers, (has_people, has_kind, has_day)))
        output = sum(outcome.output_tokens for outcome in answers)
        put("right: people, kind and day (target ≥ 85 %)", percent(right, len(readouts)))
        put("right, and not contradicted", percent(sum(_only_right(readouts, answers)), len(readouts)))
        put("  both people", percent(sum(share(readouts, answers, (has_people,))), len(readouts)))
        put(
            "  both people, kind",
            percent(sum(share(readouts, answers, (has_people, has_kind))), len(readouts)),
        )
        put(
            "  both people, day", percent(sum(share(readouts, answers, (has_people, has_day))), len(readouts))
        )
        distinct = {(r.id, claim.kind, claim.people, claim.days) for claim, r in claims}
        put("facts per article", f"{len(claims) / len(readouts):.1f}")
        put("  of different kind, people or day", f"{len(distinct) / len(readouts):.1f}")
        put("invented: a name that is not in the text", percent(invented, len(claims)))
        put("not aligned by the system itself", _not_aligned([claim for claim, _ in claims]))
        put("articles with an error", str(sum(bool(outcome.error) for outcome in answers)))
        put("output tokens per article", f"{output / len(readouts):,.0f}")
        put("output tokens per right article", f"{output / right:,.0f}" if right else "–")
        put("output tokens per fact that is not invented", _each(output, len(claims) - invented))
        put("seconds per article, median", f"{statistics.median(o.seconds for o in answers):.1f}")
    for measure, cells in rows.items():
        table.add_row(measure, *cells)
    return table


def _each(output: int, count: int) -> str:
    return f"{output / count:,.0f}" if count else "–"


def _not_aligned(claims: Sequence[Claim]) -> str:
    looked = [claim.aligned for claim in claims if claim.aligned is not None]
    return percent(sum(not aligned for aligned in looked), len(looked)) if looked else "–"


def failures(readouts: Sequence[Readout], outcomes: Mapping[str, Sequence[Outcome]]) -> Iterator[str]:
    """What each system has of the articles that it has wrong."""
    for name, answers in outcomes.items():
        right = share(readouts, answers, (has_people, has_kind, has_day))
        for readout, outcome, is_right in zip(readouts, answers, right, strict=True):
            if is_right:
                continue
            wanted = " and ".join(person.surname for person in readout.people)
            yield f"{name} {readout.id}: wanted {wanted}, {'/'.join(sorted(readout.kinds))}, {readout.day}"
            yield from (f"    {in_words(claim)}" for claim in outcome.claims)
            if outcome.error:
                yield f"    error: {outcome.error}"


def in_words(claim: Claim) -> str:
    """A fact on one line."""
    return f"{claim.kind}: {', '.join(claim.people)}; {_in_words(claim.days)}; {claim.entity_ids or ''}"


def _in_words(days: tuple[date, date] | None) -> str:
    return "no day" if days is None else f"{days[0]}" if days[0] == days[1] else f"{days[0]}/{days[1]}"


if __name__ == "__main__":
    sys.exit(main())
