"""The embedded model: llama.cpp's own server (``llama_server``), run by xllamacpp on a free loopback port.

The server lives in a child process: it has no way to be stopped from within, writes to the standard streams
from its own threads, and is gone for certain when its process is. The child ends when its standard input
does, so that it never outlives us, even where we are killed.

What a server has read last is kept in the cache when it stops, and given to the next one: instructions and
examples, some thousand tokens, are the same from run to run and take a quarter of a minute to read.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from corrigenda.extract.model.weights import folder
from corrigenda.schemas.errors import ModelError

KEY = "CORRIGENDA_LOCAL_KEY"
"""The environment variable in which the child is given the key."""
READY = "listening on "
"""What the child says before its address."""
_STOP_SECONDS = 5.0


@dataclass(frozen=True)
class Server:
    """A server that speaks OpenAI's protocol, and the key without which it answers nobody on this machine."""

    base_url: str
    key: str


@contextmanager
def serve(
    weights: Path, *, slots: int = 1, context: int = 4096, threads: int | None = None
) -> Iterator[Server]:
    """Run a server over ``weights`` (a GGUF file) until the end of the block.

    It answers ``slots`` requests at a time, each of up to ``context`` tokens, question and answer together,
    on ``threads`` processor cores (all by default). It takes some seconds to start. What it logs is kept
    from the terminal, and shown where it fails.

    Raises :class:`ModelError` where xllamacpp is not installed or cannot load the file.
    """
    if importlib.util.find_spec("xllamacpp") is None:
        raise ModelError(
            "the embedded model needs xllamacpp, which is not installed: pip install 'corrigenda[local]'",
            model="local",
        )
    key = secrets.token_urlsafe()
    command = [
        *(sys.executable, "-m", f"{__package__}.llama_server", str(weights.resolve())),
        *("--slots", str(slots), "--context", str(context), "--threads", str(threads or os.cpu_count() or 1)),
        *("--state", str(_state(weights, context))),
    ]
    with tempfile.TemporaryFile() as log:
        child = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            env={**os.environ, KEY: key},
            # Ctrl-C is for us to handle; what is being answered may still be finished.
            start_new_session=True,
        )
        try:
            yield Server(base_url=f"{_address(child, weights, log)}/v1", key=key)
        finally:
            _stop(child)


def _state(weights: Path, context: int) -> Path:
    """The file of what a server over these weights has read; another build of llama.cpp has another."""
    size = weights.stat().st_size if weights.is_file() else 0
    build = importlib.metadata.version("xllamacpp")
    told = f"{weights.resolve()}\n{size}\n{build}\n{context}"
    return folder() / f"{weights.stem}-{hashlib.sha256(told.encode()).hexdigest()[:12]}.state"


def _address(child: subprocess.Popen[bytes], weights: Path, log: IO[bytes]) -> str:
    """Wait until the child listens, and return where."""
    assert child.stdout is not None
    line = child.stdout.readline().decode("utf-8", "replace").strip()
    if line.startswith(READY):
        return line.removeprefix(READY)
    child.wait()
    log.seek(0)
    lines = log.read().decode("utf-8", "replace").strip().splitlines()
    errors = [line.split(" E ", 1)[1].strip() for line in lines if " E " in line] or lines[-1:]
    reason = errors[0] if errors else "no reason given"
    raise ModelError(
        f"the weights {str(weights)!r} cannot be loaded ({reason}); they must be a GGUF file that llama.cpp "
        f"knows and that fits into memory",
        model="local",
    )


def _stop(child: subprocess.Popen[bytes]) -> None:
    for stream in (child.stdin, child.stdout):
        if stream is not None:
            stream.close()
    try:
        child.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
