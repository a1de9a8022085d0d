"""Recorded answers as a test wants them, and in the form that cassettes had before."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from vcr.request import Request

from corrigenda.replay.interactions import Exchange, whole
from corrigenda.replay.readable import dump


def a_pair(
    asked: Sequence[dict[str, str]], said: str, *, answer_form: dict[str, Any] | None = None, **terms: object
) -> Exchange:
    """A request with these turns, and a response that says ``said``, as vcrpy has them."""
    body = {"messages": list(asked), "model": "small", **terms}
    if answer_form is not None:
        body["response_format"] = answer_form
    completion = {
        "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": said}}],
        "usage": {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15},
    }
    return (
        Request(
            "POST", "http://model/chat/completions", json.dumps(body), {"content-type": "application/json"}
        ),
        {
            "status": {"code": 200, "message": "OK"},
            "headers": {"content-type": ["application/json"]},
            "body": {"string": json.dumps(completion, separators=(",", ":")).encode()},
        },
    )


def turns(*words: str) -> list[dict[str, str]]:
    """Instructions, then question and answer in turn."""
    roles = ["system", *("assistant" if number % 2 else "user" for number in range(len(words)))]
    return [{"role": role, "content": text} for role, text in zip(roles, words, strict=False)]


def write_old_form(path: Path, pairs: Sequence[Exchange]) -> None:
    """Write a cassette as they were before: each request whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dump({"version": 1, "interactions": [whole(pair) for pair in pairs]}), "utf-8")


def said(pair: Exchange) -> str:
    """What of a pair has to come back the same."""
    told = whole(pair)
    return json.dumps(
        {**told, "request": {**told["request"], "body": json.loads(told["request"]["body"])}}, sort_keys=True
    )
