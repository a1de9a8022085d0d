"""The embedded model's server: it answers while it is wanted, and is gone afterwards."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from corrigenda.extract.model import Request, open_model, serve, weights
from corrigenda.schemas.base import Frozen
from corrigenda.schemas.errors import ModelError

pytestmark = pytest.mark.block_network(allowed_hosts=[r"127\.0\.0\.1"])

pulled = pytest.mark.skipif(
    weights.path("local") is None, reason="the weights are not here: corrigenda model pull local"
)


class Meeting(Frozen):
    """Two people meet."""

    first: str
    second: str


def listens(address: str) -> bool:
    """Whether somebody accepts connections at the address of a URL."""
    place = urlsplit(address)
    with socket.socket() as caller:
        caller.settimeout(1.0)
        return caller.connect_ex((place.hostname, place.port)) == 0


def test_what_is_started_is_a_module_that_runs() -> None:
    """The child is run by the name of its module, which nothing has imported before: no warning, no error."""
    child = "corrigenda.extract.model.llama_server"
    ran = subprocess.run([sys.executable, "-m", child, "--help"], capture_output=True, text=True)

    assert ran.stderr == ""
    assert ran.stdout.startswith("usage: ")


def test_without_xllamacpp_the_error_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The embedded model is an extra; what is missing is named with the command that brings it."""
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    with pytest.raises(ModelError, match=r"pip install 'corrigenda\[local\]'"), serve(tmp_path / "a.gguf"):
        pass


@pytest.mark.parametrize("content", [b"no weights at all", b"GGUF", b"", None])
def test_a_file_that_is_no_model_is_said(content: bytes | None, tmp_path: Path) -> None:
    """The error names the file and gives llama.cpp's reason; nothing of its log reaches the terminal."""
    pytest.importorskip("xllamacpp", reason="llama.cpp comes with corrigenda[local]")
    file = tmp_path / "own.gguf"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ModelError, match=r"own\.gguf' cannot be loaded \(.+\); they must be"), serve(file):
        pass


@pulled
def test_the_embedded_model_answers_and_stops_with_the_block(capfd: pytest.CaptureFixture[str]) -> None:
    """It is asked like any other model, writes nothing to the terminal, and leaves no server behind."""
    with serve(weights.find("local"), slots=1, context=512) as server:
        with open_model("local", base_url=server.base_url, api_key=server.key) as model:
            question = Request(system="Answer in JSON.", user="Who met whom? Suga met Biden.", max_tokens=40)
            meeting, _ = model.ask(question, Meeting)
        with (
            open_model("local", base_url=server.base_url, api_key="another") as stranger,
            pytest.raises(ModelError, match="the key is refused"),
        ):
            stranger.ask(question, Meeting)
        assert listens(server.base_url)

    assert meeting == Meeting(first="Suga", second="Biden")
    assert not listens(server.base_url)
    assert capfd.readouterr() == ("", "")


@pulled
def test_the_server_does_not_outlive_a_killed_process() -> None:
    """Even where no clean-up can run, nothing goes on holding a gigabyte."""
    code = (
        "import sys, time\n"
        "from corrigenda.extract.model import local, weights\n"
        "with local.serve(weights.find('local'), slots=1, context=512) as server:\n"
        "    print(server.base_url, flush=True)\n"
        "    time.sleep(600)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert listens(address)
        os.kill(process.pid, signal.SIGKILL)
    deadline = time.monotonic() + 5
    while listens(address) and time.monotonic() < deadline:
        time.sleep(0.05)

    assert not listens(address)


@pulled
@pytest.mark.parametrize("spoilt", [False, True])
def test_what_a_server_has_read_the_next_one_need_not_read(
    spoilt: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same opening is taken from the cache; a file that is no such thing costs the reading alone."""
    file = weights.find("local")
    monkeypatch.setenv("CORRIGENDA_CACHE", str(tmp_path))
    first = _remembered(file)
    (kept,) = (tmp_path / "models").iterdir()
    if spoilt:
        kept.write_bytes(b"nothing that llama.cpp wrote")
    again = _remembered(file)

    assert first == 0
    assert (again > 0) is not spoilt


def _remembered(file: Path) -> int:
    """How many tokens of a question a new server needs not read, since one before it has read them."""
    question = {"messages": [{"role": "user", "content": "Who met whom? Suga met Biden."}], "max_tokens": 1}
    with serve(file, context=512) as server:
        request = urllib.request.Request(
            f"{server.base_url}/chat/completions",
            json.dumps(question).encode(),
            {"Authorization": f"Bearer {server.key}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=60) as response:
            return int(json.load(response)["timings"]["cache_n"])
