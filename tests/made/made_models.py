"""Models that answer from a script or a table, as the tests tell them."""

import json
from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import BaseModel

from corrigenda.extract.model import Answer, Request, parse
from corrigenda.schemas.records import Usage

Shape = TypeVar("Shape", bound=BaseModel)


class Scripted:
    """Answers each question by a function of its last turn; counts what it was asked."""

    name = "scripted"

    def __init__(self, reply: Callable[[str], str]) -> None:
        self._reply = reply
        self.asked: list[str] = []

    def ask(self, request: Request, shape: type[Shape]) -> tuple[Shape, Answer]:
        """Read the scripted reply as a model's answer is read."""
        question = request.messages[-1].content if request.messages else request.user
        self.asked.append(question)
        text = self._reply(question)
        usage = Usage(requests=1, prompt_tokens=10, completion_tokens=5)
        return parse(text, shape, model=self.name), Answer(
            text=text, model=self.name, finish_reason="stop", usage=usage
        )


class Memory(dict[str, Answer]):
    """Answers kept in memory."""

    def recall(self, key: str) -> Answer | None:
        """The answer under ``key``."""
        return self.get(key)

    def remember(self, key: str, answer: Answer) -> None:
        """Keep it."""
        self[key] = answer


class ByShape:
    """Answers each schema's questions from a table: sentence number, facts."""

    name = "by shape"

    def __init__(self, **answers: dict[str, list[dict[str, Any]]]) -> None:
        self._answers = answers

    def ask(self, request: Request, shape: type[Shape]) -> tuple[Shape, Answer]:
        """What the table has for the sentences of the shape."""
        facts = self._answers[shape.__name__]
        numbers = shape.model_json_schema()["required"]
        text = json.dumps({number: facts.get(number, []) for number in numbers})
        return parse(text, shape, model=self.name), Answer(
            text=text, model=self.name, finish_reason="stop", usage=Usage(requests=1)
        )
