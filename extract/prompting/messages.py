"""The question put to the model: the schema as instructions, worked examples, then numbered sentences.

What never changes comes first, so that a server's prefix cache pays for it once.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from corrigenda.extract.drafts import choices, draft_of, fields_of, listed, without_none
from corrigenda.extract.model import Message, Request
from corrigenda.prompts import AGAIN, FACTS, prompt
from corrigenda.schemas.article import Window
from corrigenda.schemas.facts import Example, Fact, Marker

_TOKENS_PER_FACT = 80
"""The longest answer that is let pass; anything longer repeats itself. Most facts take 40."""


def make_request(schema: type[Fact], window: Window, *, most: int, article: str = "") -> Request:
    """The question about a window of ``article``, for ``most`` facts of ``schema`` from each sentence."""
    question = _numbered((sentence.id, sentence.text) for sentence in window.sentences)
    turns = [*_worked(schema), question]
    return Request(
        system=_instructions(schema),
        user=turns[0],
        messages=tuple(
            Message(role="assistant" if number % 2 else "user", content=turn)
            for number, turn in enumerate(turns[1:], start=1)
        ),
        max_tokens=_TOKENS_PER_FACT * most * len(window.sentences),
        article=article,
    )


def ask_again(request: Request, answer: str, numbers: Sequence[int]) -> Request:
    """The same conversation one turn on: these sentences gave nothing, and they should have."""
    named = ", ".join(f"[{number}]" for number in numbers)
    return request.followed_by(answer, prompt(AGAIN).substitute(numbers=named))


@lru_cache(maxsize=64)
def fingerprint(schema: type[Fact]) -> str:
    """Sixteen hexadecimal digits that change when what the model is told about ``schema`` does."""
    told = (_instructions(schema), _worked(schema), draft_of(schema).model_json_schema())
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]


@lru_cache(maxsize=64)
def _instructions(schema: type[Fact]) -> str:
    purpose = " ".join((schema.__doc__ or schema.__name__).split())
    fields = "\n".join(
        f"{name}: {_told(schema.model_fields[name], annotation, marker)}"
        for name, annotation, marker in fields_of(schema)
    )
    return prompt(FACTS).substitute(purpose=purpose[0].lower() + purpose[1:], fields=fields)


def _told(info: FieldInfo, annotation: Any, marker: Marker | None) -> str:
    """What the model is told of a field: the user's description, or the marker's words, or its type."""
    if info.description:
        return info.description
    words = marker.hint if marker is not None else _type_words(without_none(annotation))
    if listed(annotation) is not None:
        words = f"a list: {words}"
    return words if info.is_required() or words.startswith("who says") else f"{words}, only if it is stated"


def _type_words(annotation: Any) -> str:
    if (values := choices(annotation)) is not None:
        return "one of " + ", ".join(map(str, values))
    if (item := listed(annotation)) is not None:
        return _type_words(item)
    names = {
        str: "a few words of the sentence",
        bool: "true or false",
        int: "a whole number",
        float: "a number",
    }
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        inner = ", ".join(name for name, _, _ in fields_of(annotation))
        return f"an object with {inner}"
    return names.get(annotation, "a value")


@lru_cache(maxsize=64)
def _worked(schema: type[Fact]) -> list[str]:
    """The examples of ``schema``, question and answer in turn."""
    return [turn for example in schema.examples for turn in _turns(example)]


def _turns(example: Example) -> tuple[str, str]:
    numbers = range(1, len(example.sentences) + 1)
    answer = {
        str(number): [
            fact.model_dump(mode="json", exclude_defaults=True) for fact in example.facts.get(number, ())
        ]
        for number in numbers
    }
    question = _numbered(zip(numbers, example.sentences, strict=True))
    return question, json.dumps(answer, ensure_ascii=False, separators=(",", ":"))


def _numbered(sentences: Iterable[tuple[int, str]]) -> str:
    return "\n".join(f"[{number}] {_one_line(text)}" for number, text in sentences)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def request_key(model: str, schema: type[Fact], request: Request) -> str:
    """The key under which the answer is kept: model, prompt version, schema fingerprint, and the question."""
    return answer_key(model, FACTS, fingerprint(schema), request.model_dump_json())


def answer_key(*parts: str) -> str:
    """A key of everything that an answer depends on."""
    return hashlib.sha256("\x00".join(parts).encode()).hexdigest()[:32]
