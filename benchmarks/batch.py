"""A batch against a server that answers after a fixed time: ``python -m benchmarks.batch [--only NAME]``.

Made articles, a made server on this machine (in a process of its own), and the command itself, from its
start to its end. *Ideal* is requests × seconds a request ÷ workers. ``instructor`` is instructor with
``asyncio.gather`` and a semaphore of the same width: one request for each that ours makes, the same prompt
and schema, answers validated, nothing else done. Figures under load mean little: the load is printed with
them.
"""

import argparse
import asyncio
import json
import multiprocessing
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from corrigenda.fault_server import ModelRequest, Reply, completion, failing, serving

SECONDS = 0.2
WIDTH = 32
PEOPLE = (
    ("Antony Blinken", "Secretary of State Antony Blinken"),
    ("Toshimitsu Motegi", "Foreign Minister Toshimitsu Motegi"),
    ("Angela Merkel", "Chancellor Angela Merkel"),
    ("Emmanuel Macron", "President Emmanuel Macron"),
    ("Justin Trudeau", "Prime Minister Justin Trudeau"),
    ("Moon Jae-in", "President Moon Jae-in"),
)
PLACES = ("Tokyo", "Oslo", "Paris", "Ottawa", "Geneva")


def made_article(number: int, sentences: int) -> str:
    """An article whose sentences each tell of a meeting."""
    chance = random.Random(number)
    told = []
    for one in range(sentences):
        (_, first), (second, _) = chance.sample(PEOPLE, 2)
        told.append(
            f"{first} met {second} in {chance.choice(PLACES)} on Tuesday to discuss plan {number}-{one}."
        )
    return f"Talks number {number} end\n\nTOKYO, March 16, 2021 - " + " ".join(told) + "\n"


def made_folder(folder: Path, count: int, sentences: int) -> Path:
    """So many articles in files."""
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"{number:06}.txt").write_text(made_article(number, sentences), encoding="utf-8")
    return folder


def answer(question: ModelRequest) -> Reply:
    """A fact for each sentence: whoever is named met."""
    asked = question.body["messages"][-1]["content"]
    if question.body["model"] == "peer":
        facts_of_peer = [{"what": "met", "who": ["Angela Merkel"], "kind": "meeting", "when": "on Tuesday"}]
        return completion(json.dumps({"facts": facts_of_peer}), delay=SECONDS)
    facts: dict[str, list[dict[str, object]]] = {number: [] for number in question.sentences}
    for line in asked.splitlines():
        number, _, text = line[1:].partition("] ")
        who = [name for name, _ in PEOPLE if name in text]
        if number in facts and who:
            facts[number] = [
                {"what": "met to discuss a plan", "who": who, "kind": "meeting", "when": "on Tuesday"}
            ]
    return completion(json.dumps(facts), delay=SECONDS)


@dataclass
class Served:
    """A server in a process of its own: its address, and how many it was asked."""

    address: str
    asked: Callable[[], tuple[int, int]]


@contextmanager
def served(answering: Callable[[ModelRequest], Reply] = answer) -> Iterator[Served]:
    """The server, until the end of the block."""
    ours, theirs = multiprocessing.get_context("fork").Pipe()
    child = multiprocessing.get_context("fork").Process(target=_serve, args=(theirs, answering), daemon=True)
    child.start()
    address = ours.recv()

    def asked() -> tuple[int, int]:
        ours.send("asked")
        told: tuple[int, int] = ours.recv()
        return told

    try:
        yield Served(address, asked)
    finally:
        child.kill()
        child.join()


def _serve(pipe: Any, answering: Callable[[ModelRequest], Reply]) -> None:
    with serving(answering) as exchange:
        pipe.send(exchange.address)
        while pipe.recv():
            pipe.send((len(exchange.questions), exchange.most_at_once))
            exchange.most_at_once = 0


@dataclass(frozen=True)
class Run:
    """A command that ran: seconds on the wall and of the processor, most memory of a process, exit code."""

    wall: float
    cpu: float
    megabytes: float
    code: int
    said: str


def corrigenda(*words: str) -> Run:
    """Run the command."""
    return measured([sys.executable, "-c", "from corrigenda.cli import main; main()", *words])


def measured(command: list[str]) -> Run:
    """Run a command and measure it with its children."""
    with tempfile.TemporaryFile("w+") as said:
        started = time.perf_counter()
        child = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        cpu = usage.ru_utime + usage.ru_stime
        return Run(wall, cpu, usage.ru_maxrss / 1024, child.returncode, said.read())


def run_words(folder: Path, out: Path, server: Served, *more: str) -> tuple[str, ...]:
    """The words of a run over a folder."""
    return ("run", str(folder), "--out", str(out), "--model", "made", "--base-url", server.address, *more)


def saturation(work: Path, *, count: int, sentences: int, name: str) -> None:
    """Wall over ideal, ours and the peer's."""
    folder = made_folder(work / name, count, sentences)
    with served() as server:
        ours = corrigenda(*run_words(folder, work / f"{name}-out", server, "--workers", str(WIDTH)))
        requests, most = server.asked()
        again = corrigenda(*run_words(folder, work / f"{name}-out", server, "--workers", str(WIDTH)))
        ideal = requests * SECONDS / WIDTH
        show(f"{name}: ours", ours, ideal, f"{requests} requests, {most} at once at most")
        show(f"{name}: the same again", again, None, f"{server.asked()[0] - requests} requests")
        peer = measured(
            [sys.executable, "-m", "benchmarks.batch", "--peer", str(folder), server.address, str(requests)]
        )
        show(f"{name}: instructor + gather", peer, ideal, f"{server.asked()[0] - requests} requests")


def nothing_to_do(work: Path) -> None:
    """A run over 2,000 articles, and the same command again, which asks nothing; few and many beside it."""
    for count in (100, 2000):
        name = f"{count:,} articles"
        folder, out = made_folder(work / name, count, 5), work / f"{name}-out"
        with served(quickly) as server:
            words = run_words(folder, out, server, "--workers", str(WIDTH), "--quiet")
            show(name, corrigenda(*words), None, f"{server.asked()[0]} requests")
            before = server.asked()[0]
            show(
                f"{name}: the same again", corrigenda(*words), None, f"{server.asked()[0] - before} requests"
            )


def quickly(question: ModelRequest) -> Reply:
    """The answer at once."""
    return replace(answer(question), delay=0.0)


def no_server(work: Path) -> None:
    """40 articles for a port where nobody listens, and for a server that refuses the key."""
    folder = made_folder(work / "no server", 40, 5)
    words = ("--workers", str(WIDTH), "--quiet")
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nobody = Served(f"http://127.0.0.1:{closed.getsockname()[1]}/v1", lambda: (0, 0))
        show("dead server", corrigenda(*run_words(folder, work / "dead", nobody, *words)), None, "")
    with served(refused) as server:
        show(
            "wrong key",
            corrigenda(*run_words(folder, work / "refused", server, *words)),
            None,
            f"{server.asked()[0]} requests of 40 articles, {WIDTH} workers",
        )


def refused(question: ModelRequest) -> Reply:
    """No key is good enough."""
    return failing(401)


def hard_texts(work: Path) -> None:
    """Inputs whose cost could grow with their square, each at a size and at four times that."""
    for name, text in HARD.items():
        for share in (0.25, 1.0):
            file = work / f"{name} {share}.{'html' if name.startswith('html') else 'txt'}"
            file.write_text(text(share), encoding="utf-8")
            run = corrigenda(
                "run", str(file), "--out", str(work / f"{file.stem}-out"), "--model", "none", "--quiet"
            )
            show(f"{name}, {file.stat().st_size:,} bytes", run, None, "")


def _page(share: float) -> str:
    told = "".join(
        f"<p>The talks about fish and plan {one} went on until the morning.</p>"
        for one in range(int(10_000 * share))
    )
    return f"<html><body><article><h1>Talks end</h1>{told}</article></body></html>"


HARD: Mapping[str, Callable[[float], str]] = {
    "McMcMc…": lambda share: "Mc" * int(32_768 * share),
    "text of names": lambda share: made_article(1, int(11_000 * share)),
    "html of 10,000 paragraphs": _page,
}


def show(name: str, run: Run, ideal: float | None, note: str) -> None:
    """A line of the table."""
    ratio = f"{run.wall / ideal:6.2f}" if ideal else " " * 6
    print(
        f"{name:34} wall {run.wall:7.2f} s  ÷ ideal {ratio}  cpu {run.cpu:7.2f} s  {run.megabytes:5.0f} MB"
        f"  exit {run.code}  {note}",
        flush=True,
    )


def peer(folder: Path, address: str, requests: int) -> None:
    """instructor with ``gather``: as many requests as ours made, with our prompt and our schema."""
    import instructor
    import openai
    from pydantic import BaseModel

    class Meeting(BaseModel):
        what: str
        who: list[str]
        kind: str
        when: str | None = None

    class Facts(BaseModel):
        facts: list[Meeting]

    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())]
    client = instructor.from_openai(
        openai.AsyncOpenAI(base_url=address, api_key="none"), mode=instructor.Mode.JSON_SCHEMA
    )

    async def ask(text: str, width: asyncio.Semaphore) -> object:
        async with width:
            return await client.chat.completions.create(
                model="peer",
                response_model=Facts,
                messages=[{"role": "system", "content": "Who met whom?"}, {"role": "user", "content": text}],
                max_retries=1,
            )

    async def all_of_them() -> None:
        width = asyncio.Semaphore(WIDTH)
        pieces = [texts[number % len(texts)][:600] for number in range(requests)]
        await asyncio.gather(*(ask(piece, width) for piece in pieces))

    asyncio.run(all_of_them())


def main() -> int:
    """Measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--only", choices=sorted(MEASURES), help="one measure alone")
    parser.add_argument("--peer", nargs=3, metavar=("FOLDER", "ADDRESS", "REQUESTS"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peer:
        peer(Path(options.peer[0]), options.peer[1], int(options.peer[2]))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        for name, measure in MEASURES.items():
            if options.only in (None, name):
                print(f"load {os.getloadavg()[0]:.1f}, {len(os.sched_getaffinity(0))} cores", flush=True)
                measure(Path(folder))
    return 0


MEASURES: Mapping[str, Callable[[Path], None]] = {
    "short": lambda work: saturation(work, count=500, sentences=5, name="500 short articles"),
    "again": nothing_to_do,
    "refused": no_server,
    "hard": hard_texts,
    "long": lambda work: saturation(work, count=10, sentences=250, name="10 long articles"),
}


if __name__ == "__main__":
    sys.exit(main())
