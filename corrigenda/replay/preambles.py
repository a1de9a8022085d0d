"""What all requests about one prompt and schema begin with: stored once, referred to by its fingerprint.

A preamble is the instructions, the worked examples and the form of the answer. Which sentences are asked
about, and how many facts are wanted of each, is no part of it: the form has one field, ``each``, for all.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from corrigenda.extract.drafts import answer_shape
from corrigenda.extract.prompting import make_request
from corrigenda.prompts import ADJUDICATE, FACTS, prompt
from corrigenda.replay.readable import dump, load
from corrigenda.schemas.article import Window
from corrigenda.schemas.errors import InputError, SchemaError
from corrigenda.schemas.facts import Fact

FOLDER = "preambles"
UNKNOWN = "prompt"
"""What a prompt is called that is none of ours."""

_EACH = "each"
_BOUNDS = ("minItems", "maxItems")

JsonTree = dict[str, Any]


@dataclass(frozen=True)
class Preamble:
    """What requests have in common. ``schema``: ``module:Class``, or the name that the request itself has."""

    prompt: str
    schema: str
    messages: tuple[JsonTree, ...]
    answer: JsonTree | None

    @property
    def name(self) -> str:
        """The prompt's name, and sixteen hexadecimal digits that change when what is sent does."""
        sent = json.dumps([self.messages, self.answer], sort_keys=True, ensure_ascii=False)
        return f"{self.prompt}-{hashlib.sha256(sent.encode()).hexdigest()[:16]}"

    def opens(self, messages: Sequence[JsonTree], answer: JsonTree | None) -> bool:
        """Whether a request with these messages and this form of answer begins so."""
        return self.answer == answer and list(self.messages) == list(messages[: len(self.messages)])


@dataclass(frozen=True)
class WantedSentences:
    """The sentences that an answer is to have facts of, and how few and how many of each."""

    sentences: tuple[int, ...]
    least: int
    most: int


def without_sentences(answer: JsonTree | None) -> tuple[JsonTree | None, WantedSentences | None]:
    """The form of an answer with ``each`` in place of the sentences, and these; as it is without any."""
    form = _form(answer)
    fields: Mapping[str, Any] = form.get("properties") or {}
    if not fields or not all(isinstance(field, dict) for field in fields.values()):
        return answer, None
    first = next(iter(fields.values()))
    if not all(name.isdecimal() and field == first for name, field in fields.items()):
        return answer, None
    if form.get("required") != list(fields) or not isinstance(first.get("maxItems"), int):
        return answer, None
    each = {key: value for key, value in first.items() if key not in _BOUNDS}
    wanted = WantedSentences(tuple(map(int, fields)), first.get("minItems", 0), first["maxItems"])
    return _with_form(answer, {**form, "properties": {_EACH: each}, "required": [_EACH]}), wanted


def with_sentences(answer: JsonTree, wanted: WantedSentences) -> JsonTree:
    """The form of an answer, of :func:`without_sentences`, about the sentences that are wanted."""
    form = _form(answer)
    bounds = {"minItems": wanted.least, "maxItems": wanted.most}
    if not wanted.least:
        del bounds["minItems"]
    each = dict(sorted({**form["properties"][_EACH], **bounds}.items()))
    names = [str(number) for number in wanted.sentences]
    return _with_form(answer, {**form, "properties": dict.fromkeys(names, each), "required": names})


def _form(answer: JsonTree | None) -> JsonTree:
    told = (answer or {}).get("json_schema")
    form = told.get("schema") if isinstance(told, dict) else None
    return form if isinstance(form, dict) else {}


def _with_form(answer: JsonTree | None, form: JsonTree) -> JsonTree:
    assert answer is not None
    return {**answer, "json_schema": {**answer["json_schema"], "schema": form}}


@lru_cache(maxsize=256)
def preamble_of(schema: type[Fact]) -> Preamble:
    """What requests about ``schema`` begin with as the code stands now.

    Raises ``SchemaError`` where the schema cannot work.
    """
    request = make_request(schema, Window(id="", sentences=()), most=1)
    turns = [("system", request.system), ("user", request.user)]
    turns += [(turn.role, turn.content) for turn in request.messages]
    form = answer_shape(schema, [1], most=1).model_json_schema()
    answer, _ = without_sentences(
        {"type": "json_schema", "json_schema": {"name": schema.__name__, "schema": form}}
    )
    messages = tuple({"role": role, "content": content} for role, content in turns[:-1])
    return Preamble(FACTS, f"{schema.__module__}:{schema.__qualname__}", messages, answer)


def preambles_of_code(called: str) -> Iterator[Preamble]:
    """The preambles of all fact schemas of the name ``called`` that this process has loaded."""
    for schema in _schemas(Fact):
        if schema.__name__ == called:
            try:
                yield preamble_of(schema)
            except SchemaError:
                continue


def _schemas(base: type[Fact]) -> Iterator[type[Fact]]:
    for schema in base.__subclasses__():
        yield schema
        yield from _schemas(schema)


def called_by(answer: JsonTree | None) -> str:
    """The name that the form of an answer tells of itself; empty where it tells none."""
    told = (answer or {}).get("json_schema")
    return str(told.get("name", "")) if isinstance(told, dict) else ""


def plain_preamble(messages: Sequence[JsonTree], answer: JsonTree | None) -> Preamble:
    """The preamble of a request that is about none of our schemas: the instructions that it opens with."""
    opening = tuple(messages[:1]) if messages and messages[0]["role"] == "system" else ()
    return Preamble(_prompt_called(opening), called_by(answer), opening, answer)


def instructions_for_names() -> str:
    """The instructions with which a model is asked who is meant by a name."""
    return prompt(ADJUDICATE).template.partition("\n\n")[0]


def _prompt_called(messages: Iterable[JsonTree]) -> str:
    ours = any(message["content"] == instructions_for_names() for message in messages)
    return ADJUDICATE if ours else UNKNOWN


def write_preamble(preamble: Preamble, folder: Path) -> Path:
    """Put a preamble into ``folder``, where it does not stand there already, and return its file."""
    path = folder / f"{preamble.name}.yaml"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        turns = [{turn["role"]: turn["content"]} for turn in preamble.messages]
        tree = {"prompt": preamble.prompt, "schema": preamble.schema, "messages": turns}
        draft = path.with_suffix(f".{os.getpid()}")  # another process may read what stands there
        draft.write_text(dump({**tree, "answer": preamble.answer}), "utf-8", newline="\n")
        draft.replace(path)
    return path


def read_preamble(path: Path) -> Preamble:
    """The preamble in a file. Raises ``InputError`` where there is none."""
    try:
        tree = load(path.read_text("utf-8"))
        turns = tuple(
            {"role": role, "content": content} for turn in tree["messages"] for role, content in turn.items()
        )
        return Preamble(tree["prompt"], tree["schema"], turns, tree["answer"])
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"{str(path)!r} is no preamble of recorded answers ({error}); record them again", path=path
        ) from error
