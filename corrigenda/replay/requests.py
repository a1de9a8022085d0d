"""What of a request and of a response is recorded and compared.

What has no bearing on the answer is left out: the host, all headers but two, the answer's id, times, which of
a provider's machines answered, and what came from a cache.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import JsonValue
from vcr.request import Request as RecordedRequest

from corrigenda.extract.model import article_asked_about

ARTICLE = "corrigenda-article"
"""A header that only recordings have: the id of the article that a request is about. It is never sent."""

_HEADERS = ("content-type", "retry-after", ARTICLE)
_ENDPOINT = "/chat/completions"
_FIXED: Mapping[str, JsonValue] = {"id": "recorded", "created": 0}
_LEFT_OUT = {"timings", "prompt_tokens_details", "completion_tokens_details", "system_fingerprint"}


def kept_request(request: RecordedRequest) -> RecordedRequest:
    """A request as it is recorded and compared: method, what is asked for, body; whoever it was sent to."""
    path = _ENDPOINT if request.path.endswith(_ENDPOINT) else request.path
    request.uri = f"http://model{path}"  # an address may hold a key, before its host or behind its path
    headers = _allowed(request.headers)
    if ARTICLE not in headers and (article := article_asked_about()):
        headers[ARTICLE] = article
    request.headers = headers
    request.body = _canonical(request.body)
    return request


def kept_response(response: dict[str, Any]) -> dict[str, Any] | None:
    """A response as it is recorded. An error is not: it would be played again for ever."""
    if response["status"]["code"] >= 400:
        return None
    body = response["body"]["string"]
    try:
        said = json.loads(body)
    except ValueError:
        said = None
    if isinstance(said, dict):
        # A server that runs a file may tell its path for the model's name.
        named = {"model": Path(said["model"]).name} if "model" in said else {}
        kept = _without_noise({**said, **named})
        body = json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()
    return {
        "status": response["status"],
        "headers": _allowed(response["headers"]),
        "body": {"string": body},
    }


def same_question(asked: RecordedRequest, recorded: RecordedRequest) -> bool:
    """vcrpy's matcher: the same body, as :func:`kept_request` sets it."""
    return bool(asked.body == recorded.body)


def body_of(request: RecordedRequest) -> JsonValue:
    """What a request says: its JSON, or its text where it is none."""
    text = (request.body or b"").decode("utf-8", "replace")
    try:
        value: JsonValue = json.loads(text)
    except ValueError:
        return text
    return value


def _canonical(body: bytes | None) -> bytes | None:
    """JSON in one form, so that what says the same is the same; anything else as it is."""
    try:
        value = json.loads(body or b"")
    except ValueError:
        return body
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def _without_noise(said: dict[str, JsonValue]) -> dict[str, JsonValue]:
    return {
        key: _without_noise(value) if isinstance(value, dict) else _FIXED.get(key, value)
        for key, value in said.items()
        if key not in _LEFT_OUT
    }


def _allowed(headers: Mapping[str, Any]) -> dict[str, Any]:
    return {name.lower(): value for name, value in headers.items() if name.lower() in _HEADERS}
