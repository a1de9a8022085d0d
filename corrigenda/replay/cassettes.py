"""Recorded questions and answers as YAML that a person can review like code. The serializer for vcrpy.

Bodies that are JSON, and JSON within them, stand as YAML structures under a tag that says how the JSON was
set (``!json``, ``!json-spaced`` …), so that reading gives back the very bytes. Only a text that its tag
reproduces to the letter is unfolded; every other stays a string. Text is never normalised: offsets point
into it.

What has no bearing on the answer is left out when recording: the host, all headers but two, the answer's id,
times, and what came from a cache.
"""

import difflib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import yaml
from pydantic import JsonValue
from vcr.persisters.filesystem import CassetteNotFoundError
from vcr.request import Request as RecordedRequest
from vcr.serialize import deserialize as interactions_of
from vcr.serialize import serialize as text_of

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # PyYAML built without libyaml reads the same, ten times slower
    from yaml import SafeLoader  # type: ignore[assignment]

_HEADERS = ("content-type", "retry-after")
_ENDPOINT = "/chat/completions"
_FIXED: Mapping[str, JsonValue] = {"id": "recorded", "created": 0}
_LEFT_OUT = {"timings", "prompt_tokens_details"}
_DIFF_LINES = 30
# YAML takes these for ends of lines as well, and gives them back only from escapes.
_OTHER_BREAKS = "\r\x85\u2028\u2029"

# How JSON is set by the clients and servers that we meet; the first that reproduces a text is its tag.
_LAYOUTS: Mapping[str, Mapping[str, Any]] = {
    "": {"separators": (",", ":")},
    "-spaced": {"separators": (", ", ": ")},
    "-indented": {"indent": 2},
}
_SETTINGS: Mapping[str, Mapping[str, Any]] = {
    f"!json{layout}{letters}": {"ensure_ascii": bool(letters), **how}
    for letters in ("", "-ascii")
    for layout, how in _LAYOUTS.items()
}


@dataclass(frozen=True)
class _Unfolded:
    """A JSON text as the structure that it says, and the tag that turns it back."""

    value: JsonValue
    tag: str


class _Dumper(yaml.SafeDumper):
    """Writes several lines as a block, and nothing as a reference to something above."""

    def ignore_aliases(self, data: object) -> bool:
        return True


class _Loader(SafeLoader):
    """Folds tagged structures back into the JSON text that they were."""


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    if any(mark in text for mark in _OTHER_BREAKS):
        style: str | None = '"'
    else:
        style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _represent_unfolded(dumper: yaml.SafeDumper, unfolded: _Unfolded) -> yaml.Node:
    node = dumper.represent_data(unfolded.value)
    node.tag = unfolded.tag
    return node


def _fold(loader: _Loader, layout: str, node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        value: object = loader.construct_mapping(node, deep=True)
    else:
        assert isinstance(node, yaml.SequenceNode), "only objects and lists are unfolded"
        value = loader.construct_sequence(node, deep=True)
    return json.dumps(value, **_SETTINGS[f"!json{layout}"])


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(_Unfolded, _represent_unfolded)
_Loader.add_multi_constructor("!json", _fold)


def serialize(cassette: Mapping[str, Any]) -> str:
    """A cassette as YAML text, as vcrpy asks of a serializer."""
    return yaml.dump(_unfold(cassette), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)


def deserialize(text: str) -> Any:
    """The cassette of a YAML text, to the letter what :func:`serialize` was given."""
    return yaml.load(text, Loader=_Loader)  # a safe loader: no tag of it makes more than a string


def _unfold(value: Any) -> Any:
    """``value`` with every string in it that is a JSON object or list unfolded."""
    if isinstance(value, dict):
        return {key: _unfold(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_unfold(item) for item in value]
    if isinstance(value, str) and value[:1] in ("{", "["):
        return _unfolded(value)
    return value


def _unfolded(text: str) -> Any:
    try:
        value = json.loads(text)
    except ValueError:
        return text
    for tag, setting in _SETTINGS.items():
        if json.dumps(value, **setting) == text:
            return _Unfolded(_unfold(value), tag)
    return text


class Shelf:
    """Where cassettes stand: UTF-8 on every system; a folder is read as one cassette. vcrpy's persister."""

    @staticmethod
    def load_cassette(path: str, serializer: Any) -> tuple[list[RecordedRequest], list[dict[str, Any]]]:
        """The requests and the responses in the file ``path``, or in all files below it if it is a folder."""
        place = Path(path)
        files = sorted(place.rglob("*.yaml")) if place.is_dir() else [place]
        texts = [file.read_text("utf-8") for file in files if file.is_file()]
        if not texts:
            raise CassetteNotFoundError
        parts = [interactions_of(text, serializer) for text in texts]
        return [one for part in parts for one in part[0]], [one for part in parts for one in part[1]]

    @staticmethod
    def save_cassette(path: str, cassette: Mapping[str, Any], serializer: Any) -> None:
        """Write ``cassette`` to the file ``path``."""
        place = Path(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text_of(cassette, serializer), "utf-8", newline="\n")


def kept_request(request: RecordedRequest) -> RecordedRequest:
    """A request as it is recorded and compared: method, what is asked for, body; whoever it was sent to."""
    if request.path.endswith(_ENDPOINT):
        request.uri = f"http://model{_ENDPOINT}"
    request.headers = _allowed(request.headers)
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


def _without_noise(said: dict[str, JsonValue]) -> dict[str, JsonValue]:
    return {
        key: _without_noise(value) if isinstance(value, dict) else _FIXED.get(key, value)
        for key, value in said.items()
        if key not in _LEFT_OUT
    }


def same_question(asked: RecordedRequest, recorded: RecordedRequest) -> bool:
    """vcrpy's matcher: the same body, as JSON where it is JSON."""
    return asked.body == recorded.body or _parsed(asked.body) == _parsed(recorded.body)


def difference(asked: RecordedRequest, recorded: Iterable[RecordedRequest]) -> str:
    """What sets a request apart from the one most like it among ``recorded``, as a short unified diff."""
    here = _lines(asked)
    there = [_lines(request) for request in recorded]
    if not there:
        return ""
    nearest = max(there, key=lambda lines: len(set(lines) & set(here)))
    diff = difflib.unified_diff(nearest, here, "recorded", "asked", n=0, lineterm="")
    return "\n".join(islice(diff, _DIFF_LINES))


def _lines(request: RecordedRequest) -> list[str]:
    """A body, laid out for a diff: JSON indented, each line of a text in it on a line of its own."""
    return json.dumps(_parsed(request.body), indent=1, ensure_ascii=False).replace("\\n", "\n").splitlines()


@lru_cache(maxsize=4096)
def _parsed(body: bytes | None) -> JsonValue:
    text = (body or b"").decode("utf-8", "replace")
    try:
        value: JsonValue = json.loads(text)
    except ValueError:
        return text
    return value


def _allowed(headers: Mapping[str, Any]) -> dict[str, Any]:
    return {name.lower(): value for name, value in headers.items() if name.lower() in _HEADERS}
