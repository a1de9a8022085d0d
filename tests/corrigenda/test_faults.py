"""Every fault of a server: what the user sees, how the run ends, and what the same command asks again.

The rows of docs/faults.md are made here, by a run with ``CORRIGENDA_WRITE_FAULTS=1``.
"""

import os
import re
from pathlib import Path
from typing import NamedTuple

import pytest
from places import ROOT

from corrigenda.batch import run_batch
from corrigenda.extract.model import Patience, open_model
from corrigenda.fault_server import (
    Answering,
    ModelRequest,
    Reply,
    completion,
    failing,
    in_turn,
    nothing_found,
    serving,
)
from corrigenda.reconcile.table import EntityTable

pytestmark = pytest.mark.block_network(allowed_hosts=[r"127\.0\.0\.1"])
PAGE = ROOT / "docs" / "faults.md"
KEY = "sk-made-key-of-the-tests"
QUICK = Patience(tries=3, first_wait=0.001, longest_wait=0.05)
ARTICLES = 4
JSON = {"Content-Type": "application/json"}


class Fault(NamedTuple):
    """What the server does, once or for ever, and what is expected of the run and of the next one."""

    name: str
    reply: Reply | Answering
    lasting: bool
    ends: str
    """``good``, ``some failed`` or ``stopped``."""
    told: str
    """What the user is told, as a pattern; nothing where nothing is to be told."""
    again: int
    """Questions that the same command asks once the server is well."""


def _half(question: ModelRequest) -> Reply:
    whole = nothing_found(question)
    return Reply(whole.body[: len(whole.body) // 2])


ECHO = failing(401, message=f"Incorrect API key provided: {KEY}")
HALVED = '{"1": [{"what": "went home \\ud800", "who": ["envoys"], "kind": "visit"}]}'
SLOW = Reply(broken="never")
FAULTS = [
    Fault("429 with seconds", failing(429, retry_after="0.01"), False, "good", "", 0),
    Fault("429 with a date", failing(429, retry_after="Fri, 27 Nov 2026 10:00:00 GMT"), False, "good", "", 0),
    Fault("429 without a time", failing(429), False, "good", "", 0),
    Fault("429 for ever", failing(429), True, "stopped", "no more requests are allowed .* again later", 4),
    Fault(
        "quota used up", failing(429, code="insufficient_quota"), True, "stopped", "is spent: add to it", 4
    ),
    Fault("408", failing(408), False, "good", "", 0),
    Fault("500", failing(500), False, "good", "", 0),
    Fault("502", failing(502), False, "good", "", 0),
    Fault("503 for ever", failing(503), True, "stopped", "the request failed at .*HTTP 503", 4),
    Fault("400", failing(400), False, "some failed", "HTTP 400", 1),
    Fault(
        "401, the key in its words", ECHO, True, "stopped", r"the key is refused .*\*\*\*.* set CORRIGENDA", 4
    ),
    Fault("402", failing(402), True, "stopped", "is spent: add to it", 4),
    Fault("403", failing(403), True, "stopped", "the key is refused", 4),
    Fault("404", failing(404), True, "stopped", "is not known to .* check the name and the address", 4),
    Fault("reset before the answer", Reply(broken="before"), False, "good", "", 0),
    Fault("reset within the answer", Reply(b"{" * 99, broken="within"), False, "good", "", 0),
    Fault("no answer, once", SLOW, False, "good", "", 0),
    Fault("no answer, ever", SLOW, True, "stopped", "no answer came from .* within 0.3 seconds", 4),
    Fault("a byte now and then", Reply(b" " * 99, broken="drip"), True, "stopped", "no answer came", 4),
    Fault("an error with status 200", Reply(b'{"error": {"message": "busy"}}'), False, "good", "", 0),
    Fault("half an answer", _half, True, "some failed", "is not a NewsFact", 4),
    Fault(
        "another content type",
        Reply(b"<html>", headers={"Content-Type": "text/html"}),
        True,
        "some failed",
        "<html>",
        4,
    ),
    Fault("no choices", Reply(b'{"choices": []}'), True, "some failed", "is not a NewsFact", 4),
    Fault("no content", completion(None), True, "some failed", "is not a NewsFact", 4),
    Fault("a refusal", completion(None, refusal="I cannot."), True, "some failed", "I cannot", 4),
    Fault("prose", completion("They met."), True, "some failed", "They met", 4),
    Fault("another schema", completion('{"x": 1}'), True, "some failed", "is not a NewsFact", 4),
    Fault("cut off", completion('{"1": [', finish_reason="length"), True, "some failed", "was cut off", 4),
    Fault("fenced", completion('```json\n{"1": []}\n```'), True, "good", "", 0),
    Fault("thoughts before it", completion('<think>hm</think>{"1": []}'), True, "good", "", 0),
    Fault("half a character", completion(HALVED), True, "good", "", 0),
    Fault("no usage", completion('{"1": []}', usage={}), True, "good", "", 0),
]


class Told(NamedTuple):
    """How a run ended: its reasons, questions asked, and every byte that it left."""

    ends: str
    reasons: str
    asked: int
    left: bytes


def run(folder: Path, out: Path, answer: Answering) -> Told:
    """A run over the folder with a server that answers so."""
    with serving(answer) as server, EntityTable.of(()) as table:
        model = open_model("made", base_url=server.address, api_key=KEY, timeout=0.3, patience=QUICK)
        summary = run_batch([folder], out, table=table, model=model, workers=1)
    reasons = "\n".join([summary.stopped, *(one.reason for one in summary.outcomes if one.state == "failed")])
    ends = "stopped" if summary.stopped else "some failed" if summary.count("failed") else "good"
    left = b"".join(path.read_bytes() for path in out.rglob("*") if path.is_file())
    return Told(ends, reasons.strip(), len(server.questions), left)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four articles, each of one sentence."""
    (tmp_path / "articles").mkdir()
    for number in range(ARTICLES):
        (tmp_path / "articles" / f"{number}.txt").write_text(f"The {number} envoys went home.\n")
    return tmp_path / "articles"


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_costs_what_its_row_says(tmp_path: Path, folder: Path, fault: Fault) -> None:
    """The run ends as its row says, tells why, never the key, and the next one asks what is missing."""
    answer = fault.reply if fault.lasting else in_turn(fault.reply, nothing_found)
    told = run(folder, tmp_path / "out", answer if callable(answer) else in_turn(answer))
    again = run(folder, tmp_path / "out", nothing_found)

    assert told.ends == fault.ends
    assert re.search(fault.told, told.reasons)
    assert KEY.encode() not in told.left
    assert (again.ends, again.asked) == ("good", fault.again)


def test_the_page_has_a_row_for_each_fault() -> None:
    """docs/faults.md is made of the rows above."""
    head, _, _ = PAGE.read_text("utf-8").partition("| fault |")
    rows = ["| fault | the run | what is told | the same command then asks |", "| --- | --- | --- | ---: |"]
    code = {
        "good": "goes on, exit 0",
        "some failed": "the others are done, exit 1",
        "stopped": "stops, exit 2",
    }
    for one in FAULTS:
        told = one.told.replace(".*", "…").replace("\\", "").replace("|", "") or "nothing, or a setback"
        lasting = "always" if one.lasting else "once"
        rows.append(f"| {one.name}, {lasting} | {code[one.ends]} | {told} | {one.again} of {ARTICLES} |")
    expected = head + "\n".join(rows) + "\n"
    if os.environ.get("CORRIGENDA_WRITE_FAULTS"):
        PAGE.write_text(expected, "utf-8")

    assert expected == PAGE.read_text("utf-8")
