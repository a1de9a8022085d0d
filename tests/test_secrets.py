"""A key goes to the model's address and nowhere else."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

KEY = "sk-0123456789-the-key"


class _TellTale(BaseHTTPRequestHandler):
    """Refuses every request, and repeats the key in its refusal, as some servers do."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        refusal = {"error": {"message": f"Incorrect key: {self.headers['Authorization']}"}}
        body = json.dumps(refusal).encode()
        self.send_response(401)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep the terminal clean."""


@pytest.fixture
def address() -> Iterator[str]:
    """Where such a server listens."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _TellTale) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.005})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/v1"
        server.shutdown()
        thread.join()


def test_no_file_and_no_message_holds_the_key(tmp_path: Path, address: str) -> None:
    """Neither what a run writes nor what it says has the key in it, not even where the server repeats it."""
    (tmp_path / "article.txt").write_text("SEOUL, May 3, 2021 - Ana Silva met Bo Chen.", encoding="utf-8")
    command = [
        *(sys.executable, "-c", "from corrigenda.cli import main; main()", "run", "article.txt"),
        *("--out", "found", "--model", "small", "--base-url", address, "--record", "answers"),
    ]
    ran = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "CORRIGENDA_API_KEY": KEY}, capture_output=True, text=True
    )

    written = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert (tmp_path / "found" / "rejects.jsonl") in written
    assert [file.name for file in written if KEY.encode() in file.read_bytes()] == []
    assert "Incorrect key: Bearer ***" in ran.stderr
    assert KEY not in ran.stdout + ran.stderr
