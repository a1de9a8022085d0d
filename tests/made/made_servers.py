"""A real server on the loopback address that answers what a test tells it to."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from corrigenda.extract.model.client import Patience

QUICK = Patience(tries=3, first_wait=0.001, longest_wait=0.05)


@dataclass
class Reply:
    """What the server says to one request."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0


def saying(text: str | None, *, finish_reason: str = "stop", refusal: str | None = None) -> Reply:
    """A completion whose message is ``text``; it costs 10 tokens in and 5 out."""
    message = {"role": "assistant", "content": text, "refusal": refusal}
    completion = {
        "id": "x",
        "object": "chat.completion",
        "created": 0,
        "model": "m",
        "choices": [{"index": 0, "finish_reason": finish_reason, "message": message}],
        "usage": {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15},
    }
    return Reply(body=json.dumps(completion).encode(), headers={"Content-Type": "application/json"})


def failing(status: int, *, code: str = "", retry_after: str | None = None) -> Reply:
    """An error in the form of the OpenAI protocol."""
    body = json.dumps({"error": {"message": f"no: {status}", "code": code}}).encode()
    headers = {"Content-Type": "application/json"} | ({"Retry-After": retry_after} if retry_after else {})
    return Reply(status=status, body=body, headers=headers)


@dataclass
class Exchange:
    """A server's address, and the requests that it got: their bodies, keys and headers."""

    address: str
    bodies: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


@contextmanager
def a_server(*replies: Reply) -> Iterator[Exchange]:
    """A server that gives ``replies`` in turn, the last one for ever."""
    left = list(replies)
    turn = threading.Lock()
    stopping = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            with turn:
                exchange.bodies.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                exchange.keys.append(self.headers["Authorization"])
                exchange.headers.append(dict(self.headers.items()))
                reply = left.pop(0) if len(left) > 1 else left[0]
            stopping.wait(reply.delay)
            # Whoever gave up waiting has closed the connection.
            with suppress(ConnectionError):
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)

        def log_message(self, format: str, *args: object) -> None:
            """Keep the terminal clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        exchange = Exchange(f"http://127.0.0.1:{server.server_port}/v1")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.005})
        thread.start()
        try:
            yield exchange
        finally:
            stopping.set()
            server.shutdown()
            thread.join()
