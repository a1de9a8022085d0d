"""The embedded model: llama.cpp's own server, run by xllamacpp on a free loopback port. Knows llama.cpp.

The server lives in a child process: it has no way to be stopped from within, writes to the standard streams
from its own threads, and is gone for certain when its process is. The child ends when its standard input
does, so that it never outlives us, even where we are killed.

What a server has read last is kept in the cache when it stops, and given to the next one: instructions and
examples, some thousand tokens, are the same from run to run and take a quarter of a minute to read.

What only the child needs is imported there: every command that may ask a model imports this module.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from corrigenda.extract.model.weights import folder

if TYPE_CHECKING:
    import argparse
from corrigenda.schemas.errors import ModelError

_KEY = "CORRIGENDA_LOCAL_KEY"
_READY = "listening on "
_STOP_SECONDS = 5.0
_KEEP_SECONDS = 3.0
_MEMORY_MIB = 512
"""What the server may keep of earlier prompts, each some 35 MiB; left to itself it takes 8 GiB."""


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
        *(sys.executable, "-m", "corrigenda.extract.local", str(weights.resolve())),
        *("--slots", str(slots), "--context", str(context), "--threads", str(threads or os.cpu_count() or 1)),
        *("--state", str(_state(weights, context))),
    ]
    with tempfile.TemporaryFile() as log:
        child = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            env={**os.environ, _KEY: key},
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
    if line.startswith(_READY):
        return line.removeprefix(_READY)
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


def _move(address: str, slot: int, action: str, name: str) -> int:
    """Save what a slot has read to the file ``name``, or restore it: how many tokens it was.

    Raises ``OSError`` where it cannot.
    """
    import urllib.request

    request = urllib.request.Request(
        f"{address}/slots/{slot}?action={action}",
        json.dumps({"filename": name}).encode(),
        {"Authorization": f"Bearer {os.environ[_KEY]}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=_KEEP_SECONDS) as response:
        told = json.load(response)
    return int(told["n_saved" if action == "save" else "n_restored"])


def _arguments() -> argparse.Namespace:
    import argparse

    parser = argparse.ArgumentParser(description="llama.cpp's server over one file of weights")
    parser.add_argument("weights", type=Path)
    parser.add_argument("--slots", type=int, required=True)
    parser.add_argument("--context", type=int, required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--state", type=Path, required=True)
    return parser.parse_args()


def main() -> None:
    """Be the child: serve, say where, and end when standard input does."""
    arguments = _arguments()
    # llama.cpp logs to standard output too, which is ours to say the address on.
    said = os.dup(1)
    os.dup2(2, 1)

    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(arguments.weights)
    parameters.model_alias = {arguments.weights.stem}
    parameters.n_parallel = arguments.slots
    parameters.n_ctx = arguments.slots * arguments.context
    parameters.cpuparams.n_threads = arguments.threads
    parameters.cpuparams_batch.n_threads = arguments.threads
    parameters.port = 0
    parameters.cache_ram_mib = _MEMORY_MIB
    parameters.slot_save_path = f"{arguments.state.parent}{os.sep}"
    parameters.api_keys = [os.environ[_KEY]]
    server = xllamacpp.Server(parameters)
    # What cannot be kept or given back is read once more: slower, and nothing else.
    with suppress(OSError):
        arguments.state.parent.mkdir(parents=True, exist_ok=True)
        for slot in range(arguments.slots) if arguments.state.is_file() else ():
            _move(server.listening_address, slot, "restore", arguments.state.name)
    os.write(said, f"{_READY}{server.listening_address}\n".encode())
    sys.stdin.buffer.read()
    fresh = arguments.state.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        if _move(server.listening_address, 0, "save", fresh.name):
            fresh.replace(arguments.state)
    with suppress(OSError):
        fresh.unlink()
    # The server's threads know no other end.
    os._exit(0)


if __name__ == "__main__":
    main()
