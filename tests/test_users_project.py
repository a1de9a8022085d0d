"""A user's project, as docs/testing.md has it: recorded, replayed without the server, and told what changed.

``make wheel`` runs this with the wheel, installed elsewhere; the project is outside the repository anyhow.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import entry_points
from pathlib import Path
from threading import Thread

import pytest
from places import ROOT, TESTS

PAGE = (ROOT / "docs" / "testing.md").read_text(encoding="utf-8")

SECRETS = {
    "OPENAI_API_KEY": "sk-planted-0123456789",
    "OPENAI_ORG_ID": "org-planted",
    "cookie": "planted-cookie",
    "path": "planted-in-the-path",
}


_COMMANDS = {
    "pytest": ["-m", "pytest"],
    "corrigenda": ["-c", "from corrigenda.cli import main; main()"],
}


class _Talker(BaseHTTPRequestHandler):
    """Answers with what it was asked: people of a sentence, or the question for a colour."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        wanted = body["response_format"]["json_schema"]["schema"]["required"]
        question = body["messages"][-1]["content"]
        lines = dict(line[1:].split("] ", 1) for line in question.splitlines() if line.startswith("["))
        said = {name: _facts(lines[name]) if name in lines else question for name in wanted}
        message = {"role": "assistant", "content": json.dumps(said)}
        completion = {
            "id": "x",
            "object": "chat.completion",
            "created": 1,
            "model": body["model"],
            "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
            "usage": {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15},
        }
        told = json.dumps(completion).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(told)))
        self.send_header("Set-Cookie", SECRETS["cookie"])
        self.send_header("OpenAI-Organization", SECRETS["OPENAI_ORG_ID"])
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, format: str, *args: object) -> None:
        """Keep the terminal clean."""


def _facts(sentence: str) -> list[dict[str, str]]:
    people = [name for name in ("Ana Silva", "Bo Chen", "Kari Holm") if name in sentence]
    return [{"one": people[0], "other": people[1]}] if len(people) == 2 else []


@contextmanager
def a_talker() -> Iterator[str]:
    """Its base URL, with a secret in it."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Talker) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.005})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/{SECRETS['path']}/v1"
        finally:
            server.shutdown()
            thread.join()


def run(project: Path, *words: str, order: int, **environment: str) -> "subprocess.CompletedProcess[str]":
    """``pytest`` or ``corrigenda`` in the project, with planted secrets; tests ask in the order ``order``."""
    keys = {name: value for name, value in SECRETS.items() if name.isupper()}
    return subprocess.run(
        [sys.executable, *_COMMANDS[words[0]], *words[1:]],
        cwd=project,
        env={**_plain(os.environ), **keys, "ORDER": str(order), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def _plain(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment without what another Python's packages or this pytest's options are told by."""
    return {
        name: value for name, value in environment.items() if not name.startswith(("PYTHON", "PYTEST", "COV"))
    }


def shown(language: str) -> list[str]:
    """The blocks of the page in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def _unnumbered(cassette: str) -> str:
    """The cassette without the fingerprint of the prompt, which is another with each version of it."""
    return re.sub(r"preambles/\S+", "preambles/…", cassette)


def contents(project: Path) -> dict[str, bytes]:
    """The cassettes of the project."""
    return {
        str(path.relative_to(project)): path.read_bytes()
        for path in sorted((project / "cassettes").rglob("*.yaml"))
    }


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, its answers recorded, the server gone."""
    if not any(one.name == "corrigenda.testing" for one in entry_points(group="pytest11")):
        pytest.skip("Corrigenda was installed here before it had a pytest plugin; install it again")
    project = tmp_path_factory.mktemp("users") / "project"
    shutil.copytree(TESTS / "users_project", project)
    for block in shown("python"):
        name, _, source = block.removeprefix("# ").partition("\n")
        (project / name).write_text(source, "utf-8")
    (project / "articles").mkdir()
    (project / "articles" / "oslo.txt").write_text(shown("text")[0], "utf-8")
    with a_talker() as address:
        ran = run(project, "pytest", "--record-mode=rewrite", order=1, CORRIGENDA_RECORD_FROM=address)
    assert "3 passed" in ran.stdout, ran.stdout
    return project


@pytest.fixture
def project(recorded: Path, tmp_path: Path) -> Path:
    """A copy of the recorded project."""
    return Path(shutil.copytree(recorded, tmp_path / "project"))


def test_the_cassette_shown_is_the_cassette_recorded(recorded: Path) -> None:
    """To the letter, but for the fingerprint, and for how the server set its answers, which stands behind."""
    cassette = recorded / "cassettes" / "test_talks" / "test_both_talks_are_found.yaml"
    found, _, _ = cassette.read_text("utf-8").partition("http:\n")
    [block] = shown("yaml")

    assert _unnumbered(found) == _unnumbered(block)


def test_it_replays_without_the_server_in_any_order(project: Path) -> None:
    """Sixty requests by eight threads in another order get the same answers, and no file is touched."""
    before = contents(project)
    ran = run(project, "pytest", order=2, CORRIGENDA_RECORD_FROM="http://127.0.0.1:9/v1")
    checked = run(project, "corrigenda", "cassettes", "check", "cassettes", "--strict", order=2)

    assert "3 passed" in ran.stdout, ran.stdout
    assert contents(project) == before
    assert (checked.stdout, checked.returncode) == ("", 0)


def test_recorded_again_in_another_order_it_is_the_same_to_the_letter(project: Path) -> None:
    """Which thread was first, and which port answered, leaves no trace."""
    before = contents(project)
    with a_talker() as address:
        run(project, "pytest", "--record-mode=rewrite", order=3, CORRIGENDA_RECORD_FROM=address)

    assert contents(project) == before


def test_a_changed_word_fails_with_that_word(project: Path) -> None:
    """In the schema and in a prompt; ``cassettes check`` tells it beforehand; recorded again, all is well."""
    for name, words, others in (
        ("talks.py", "Two people talk", "Two men talk"),
        ("test_talks.py", "Name the place", "Tell the place"),
    ):
        path = project / name
        path.write_text(path.read_text("utf-8").replace(words, others), "utf-8")
    checked = run(project, "corrigenda", "cassettes", "check", "cassettes", order=1)
    ran = run(project, "pytest", order=1)
    _, missed, stale = shown("text")

    assert (checked.stdout, checked.returncode) == (stale, 1)
    assert "2 failed, 1 passed" in ran.stdout, ran.stdout
    assert missed in ran.stdout
    assert "instructions: [-Name-]{+Tell+} the place." in ran.stdout
    assert "Connection error" not in ran.stdout

    with a_talker() as address:
        run(project, "pytest", "--record-mode=rewrite", order=1, CORRIGENDA_RECORD_FROM=address)
    again = run(project, "corrigenda", "cassettes", "check", "cassettes", order=1)
    assert [line for line in again.stdout.splitlines() if ": never played: " not in line] == []


def test_no_file_holds_a_secret(recorded: Path) -> None:
    """Neither the key, nor the organization, nor a cookie, nor what stood in the address."""
    written = [path for path in recorded.rglob("*") if path.is_file()]

    assert any(path.suffix == ".yaml" for path in written)
    assert [
        (path.name, secret)
        for path in written
        for secret in SECRETS.values()
        if secret.encode() in path.read_bytes()
    ] == []
