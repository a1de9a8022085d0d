"""Cassettes: readable, reviewed like code, and back to the very bytes."""

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import CASSETTES
from vcr.request import Request

from corrigenda.replay import cassettes

ANSWER = {
    "facts": [
        {
            "sentence": 3,
            "what": "菅義偉 said “no”\nand left.",
            "share": 0.5,
            "when": None,
            "day": "2021-03-16",
        }
    ]
}


def a_cassette(asked: str, said: str) -> dict[str, Any]:
    """What vcrpy gives a serializer: one question and one answer, their bodies as text."""
    request = {"method": "POST", "uri": "http://model/chat/completions", "body": asked, "headers": {}}
    response = {"status": {"code": 200, "message": "OK"}, "headers": {}, "body": {"string": said}}
    return {"version": 1, "interactions": [{"request": request, "response": response}]}


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        (json.dumps(ANSWER, ensure_ascii=False, separators=(",", ":")), "!json"),
        (json.dumps(ANSWER, ensure_ascii=False), "!json-spaced"),
        (json.dumps(ANSWER, ensure_ascii=False, indent=2), "!json-indented"),
        (json.dumps(ANSWER), "!json-spaced-ascii"),
        (json.dumps({"content": json.dumps(ANSWER, indent=2)}), "!json-indented-ascii"),
    ],
)
def test_json_stands_unfolded_under_a_tag_that_says_how_it_was_set(text: str, tag: str) -> None:
    """A body that is JSON, or JSON inside it, is written as a structure and read as the text it was."""
    written = cassettes.serialize(a_cassette("", text))

    assert f"{tag}\n" in written
    assert "sentence: 3\n" in written
    assert cassettes.deserialize(written) == a_cassette("", text)


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1, "a": 2}',
        '{"a":1 , "b":2}',
        '{"share":1.50}',
        "{not json",
        '["\\u83c5", "菅"]',
        '"only a string"',
        "12",
    ],
)
def test_what_no_tag_would_reproduce_stays_text(text: str) -> None:
    """JSON that is set in a way of its own is kept as the string that it is."""
    written = cassettes.serialize(a_cassette("", text))

    assert "!json" not in written
    assert cassettes.deserialize(written) == a_cassette("", text)


def test_several_lines_are_a_block_and_letters_stay_letters() -> None:
    """A prompt can be read in the cassette as it reads in the prompt file."""
    prompt = "Read the sentences.\n\n1: 菅首相 met “Müller”.\n2: It’s over.\n"
    written = cassettes.serialize(a_cassette(json.dumps({"content": prompt}), ""))

    assert "content: |\n" in written
    assert "1: 菅首相 met “Müller”.\n" in written


@given(st.text(), st.recursive(st.text() | st.integers() | st.floats(allow_nan=False), st.lists))
def test_any_text_comes_back_to_the_letter(text: str, value: object) -> None:
    """Nothing is normalised, whatever the characters: offsets point into these texts."""
    cassette = a_cassette(text, json.dumps([value, text], ensure_ascii=False))

    assert cassettes.deserialize(cassettes.serialize(cassette)) == cassette


def test_a_request_is_kept_without_who_it_went_to_and_without_keys() -> None:
    """Host, port, base path and every header that may hold a secret are left out."""
    headers = {"Authorization": "Bearer sk-secret", "Content-Type": "application/json", "X-Api-Key": "secret"}
    kept = cassettes.kept_request(
        Request("POST", "https://a.example:8/openai/v1/chat/completions", "{}", headers)
    )

    assert kept.uri == "http://model/chat/completions"
    assert dict(kept.headers) == {"content-type": "application/json"}


def test_a_response_is_kept_without_what_changes_each_time() -> None:
    """Ids, times and timings are no part of the answer; its text and usage are."""
    said = {
        "id": "chatcmpl-8Hx",
        "created": 1795293729,
        "model": "/models/small.gguf",
        "usage": {"total_tokens": 7, "prompt_tokens_details": {"cached_tokens": 3}},
        "timings": {"n": 1.5},
    }
    response = {
        "status": {"code": 200, "message": "OK"},
        "headers": {"Set-Cookie": ["a=b"], "Content-Type": ["application/json"]},
        "body": {"string": json.dumps(said).encode()},
    }
    kept = cassettes.kept_response(response)

    assert kept == {
        "status": {"code": 200, "message": "OK"},
        "headers": {"content-type": ["application/json"]},
        "body": {"string": b'{"id":"recorded","created":0,"model":"small.gguf","usage":{"total_tokens":7}}'},
    }


@pytest.mark.parametrize("code", [400, 401, 429, 500, 503])
def test_errors_are_not_recorded(code: int) -> None:
    """A recorded failure would be played again for ever, and its Retry-After slept on."""
    response = {"status": {"code": code, "message": ""}, "headers": {}, "body": {"string": b"{}"}}

    assert cassettes.kept_response(response) is None


def test_no_cassette_holds_a_secret_or_a_place() -> None:
    """The recorded files name no key, no host but ``model``, and no path of a machine."""
    suspicious = re.compile(
        r"authorization|api[-_]key|bearer |sk-[A-Za-z0-9]{8}|https?://(?!model/)|/(home|root|tmp|work)/", re.I
    )
    found = {
        (file.name, match.group())
        for file in CASSETTES.rglob("*.yaml")
        for match in suspicious.finditer(file.read_text("utf-8"))
    }

    assert found == set()
