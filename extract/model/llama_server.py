"""The child process that serves the embedded model; the one module that knows llama.cpp.

``local`` starts it, as a module that nothing imports: ``python -m corrigenda.extract.model.llama_server``.
"""

import argparse
import json
import os
import sys
import urllib.request
from contextlib import suppress
from pathlib import Path

from corrigenda.extract.model.local import KEY, READY

_KEEP_SECONDS = 3.0
_MEMORY_MIB = 512
"""What the server may keep of earlier prompts, each some 35 MiB; left to itself it takes 8 GiB."""


def _move(address: str, slot: int, action: str, name: str) -> int:
    """Save what a slot has read to the file ``name``, or restore it: how many tokens it was.

    Raises ``OSError`` where it cannot.
    """
    request = urllib.request.Request(
        f"{address}/slots/{slot}?action={action}",
        json.dumps({"filename": name}).encode(),
        {"Authorization": f"Bearer {os.environ[KEY]}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=_KEEP_SECONDS) as response:
        told = json.load(response)
    return int(told["n_saved" if action == "save" else "n_restored"])


def _arguments() -> argparse.Namespace:
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
    parameters.api_keys = [os.environ[KEY]]
    server = xllamacpp.Server(parameters)
    # What cannot be kept or given back is read once more: slower, and nothing else.
    with suppress(OSError):
        arguments.state.parent.mkdir(parents=True, exist_ok=True)
        for slot in range(arguments.slots) if arguments.state.is_file() else ():
            _move(server.listening_address, slot, "restore", arguments.state.name)
    os.write(said, f"{READY}{server.listening_address}\n".encode())
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
