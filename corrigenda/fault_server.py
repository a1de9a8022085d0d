"""A model's server that answers, or fails, as it is told: for tests of code that asks a model.

``serving(answer)`` runs a real HTTP server on the loopback address that speaks OpenAI's protocol. ``answer``
makes a ``Reply`` of each ``ModelRequest``; ``completion``, ``refusal`` and the faults below make replies.
``nothing_found`` is an answer for any question of Corrigenda's.

    with serving(in_turn(failing(429, retry_after="1"), nothing_found)) as server:
        with open_model("made", base_url=server.address) as model:
            ...
"""

import asyncio
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

from pydantic import JsonValue

Break = Literal["before", "within", "drip", "never"]
"""Where a connection fails: reset before the answer, within its body, a byte now and then, or no answer at
all.
"""

_DRIP_SECONDS = 0.05
_PLAIN = {"Content-Type": "application/json"}


@dataclass(frozen=True)
class ModelRequest:
    """A request that came in: its number, from 0, and what it holds."""

    number: int
    path: str
    headers: Mapping[str, str]
    content: bytes

    @cached_property
    def body(self) -> dict[str, Any]:
        """The request's JSON."""
        value: dict[str, Any] = json.loads(self.content)
        return value

    @property
    def sentences(self) -> tuple[str, ...]:
        """The numbers of the sentences that a question of Corrigenda's is about."""
        bound = self.body.get("response_format", {}).get("json_schema", {}).get("schema", {})
        return tuple(bound.get("required", ()))


@dataclass(frozen=True)
class Reply:
    """What the server sends back, after ``delay`` seconds."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: dict(_PLAIN))
    delay: float = 0.0
    broken: Break | None = None


Answering = Callable[[ModelRequest], Reply]


@dataclass
class Conversation:
    """A server's address, and the questions that it got."""

    address: str
    questions: list[ModelRequest] = field(default_factory=list)
    most_at_once: int = 0
    """How many of them it held at the same time, at most."""
    held: int = 0


def completion(
    text: str | None,
    *,
    finish_reason: str = "stop",
    refusal: str | None = None,
    usage: JsonValue = None,
    delay: float = 0.0,
) -> Reply:
    """A completion whose message is ``text``. It costs 10 tokens in and 5 out, unless ``usage`` says
    otherwise.
    """
    message = {"role": "assistant", "content": text, "refusal": refusal}
    cost = {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}
    told = {
        "id": "x",
        "object": "chat.completion",
        "created": 0,
        "model": "m",
        "choices": [{"index": 0, "finish_reason": finish_reason, "message": message}],
        "usage": cost if usage is None else usage,
    }
    return Reply(json.dumps(told).encode(), delay=delay)


def failing(status: int, *, message: str = "", code: str = "", retry_after: str | None = None) -> Reply:
    """An error in the form of OpenAI's protocol."""
    body = {"error": {"message": message or f"no: {status}", "code": code}}
    headers = _PLAIN | ({"Retry-After": retry_after} if retry_after is not None else {})
    return Reply(json.dumps(body).encode(), status=status, headers=headers)


def nothing_found(question: ModelRequest, *, delay: float = 0.0) -> Reply:
    """An answer of the right form that holds no fact."""
    return completion(json.dumps({number: [] for number in question.sentences}), delay=delay)


def in_turn(*replies: Reply | Answering) -> Answering:
    """Each reply once, in their order, the last one for ever."""
    turn = threading.Lock()
    left = list(replies)

    def answer(question: ModelRequest) -> Reply:
        with turn:
            reply = left.pop(0) if len(left) > 1 else left[0]
        return reply if isinstance(reply, Reply) else reply(question)

    return answer


@contextmanager
def serving(answer: Answering | Reply, *, port: int = 0) -> Iterator[Conversation]:
    """Serve until the end of the block, from a thread of its own."""
    exchange = Conversation("")
    loop = asyncio.new_event_loop()
    ready = threading.Event()
    answering = answer if not isinstance(answer, Reply) else in_turn(answer)
    stopping = asyncio.Event()

    async def serve() -> None:
        async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
                while await _exchange(reader, writer, answering, exchange):
                    pass
            writer.close()

        server = await asyncio.start_server(connected, "127.0.0.1", port, limit=2**24)
        exchange.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
        ready.set()
        await stopping.wait()
        server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()), daemon=True)
    thread.start()
    ready.wait()
    try:
        yield exchange
    finally:
        loop.call_soon_threadsafe(stopping.set)
        thread.join()
        loop.close()


async def _exchange(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, answer: Answering, exchange: Conversation
) -> bool:
    """One question and its answer; whether the connection stays open."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.strip().split("\r\n")
    headers = {
        name.strip().lower(): value.strip() for name, _, value in (one.partition(":") for one in lines)
    }
    content = await reader.readexactly(int(headers.get("content-length", 0)))
    question = ModelRequest(len(exchange.questions), first.split()[1], headers, content)
    exchange.questions.append(question)
    exchange.held += 1
    exchange.most_at_once = max(exchange.most_at_once, exchange.held)
    try:
        reply = answer(question)
        if reply.delay:
            await asyncio.sleep(reply.delay)
    finally:
        exchange.held -= 1
    return await _send(reply, writer)


async def _send(reply: Reply, writer: asyncio.StreamWriter) -> bool:
    headers = {**reply.headers, "Content-Length": str(len(reply.body))}
    lines = [
        f"HTTP/1.1 {reply.status} Told",
        *(f"{name}: {value}" for name, value in headers.items()),
        "",
        "",
    ]
    head = "\r\n".join(lines).encode("latin-1")
    match reply.broken:
        case "before":
            writer.transport.abort()
            return False
        case "never":
            await asyncio.sleep(3600)
        case "within":
            writer.write(head + reply.body[: len(reply.body) // 2])
            await writer.drain()
            writer.transport.abort()
            return False
        case "drip":
            writer.write(head)
            for place in range(len(reply.body)):
                writer.write(reply.body[place : place + 1])
                await writer.drain()
                await asyncio.sleep(_DRIP_SECONDS)
        case None:
            writer.write(head + reply.body)
            await writer.drain()
    return True


def after(seconds: float, answer: Answering) -> Answering:
    """The same answers, so much later."""
    return lambda question: replace(answer(question), delay=seconds)
