"""What is kept of a request and of a response, and what never is."""

import json

import pytest
from vcr.request import Request

from corrigenda.replay.requests import kept_request, kept_response


def test_a_request_is_kept_without_who_it_went_to_and_without_keys() -> None:
    """Host, port, base path and every header that may hold a secret are left out."""
    headers = {"Authorization": "Bearer sk-secret", "Content-Type": "application/json", "X-Api-Key": "secret"}
    kept = kept_request(Request("POST", "https://a.example:8/openai/v1/chat/completions", "{}", headers))

    assert kept.uri == "http://model/chat/completions"
    assert dict(kept.headers) == {"content-type": "application/json"}


def test_of_an_address_the_path_alone_is_kept() -> None:
    """A key may stand before the host, or behind the path."""
    kept = kept_request(Request("POST", "https://me:word@a.example/v1/embeddings?api_key=secret", "{}", {}))

    assert kept.uri == "http://model/v1/embeddings"


def test_a_response_is_kept_without_what_changes_each_time() -> None:
    """Ids, times and timings are no part of the answer; its text and usage are."""
    said = {
        "id": "chatcmpl-8Hx",
        "created": 1795293729,
        "model": "/models/small.gguf",
        "system_fingerprint": "fp_8a1",
        "usage": {
            "total_tokens": 7,
            "prompt_tokens_details": {"cached_tokens": 3},
            "completion_tokens_details": {"reasoning_tokens": 0},
        },
        "timings": {"n": 1.5},
    }
    response = {
        "status": {"code": 200, "message": "OK"},
        "headers": {"Set-Cookie": ["a=b"], "Content-Type": ["application/json"]},
        "body": {"string": json.dumps(said).encode()},
    }
    kept = kept_response(response)

    assert kept == {
        "status": {"code": 200, "message": "OK"},
        "headers": {"content-type": ["application/json"]},
        "body": {"string": b'{"id":"recorded","created":0,"model":"small.gguf","usage":{"total_tokens":7}}'},
    }


@pytest.mark.parametrize("code", [400, 401, 429, 500, 503])
def test_errors_are_not_recorded(code: int) -> None:
    """A recorded failure would be played again for ever, and its Retry-After slept on."""
    response = {"status": {"code": code, "message": ""}, "headers": {}, "body": {"string": b"{}"}}

    assert kept_response(response) is None
