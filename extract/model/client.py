"""Asking a language model for an answer of a given shape.

Two kinds of trouble are kept apart. A *transport* that fails is tried again (``transport``). An *answer*
that is not of the form asked for is asked for once more by instructor, and the model is shown its error. What
every attempt cost is counted.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from pydantic import BaseModel, Field, JsonValue, ValidationError

from corrigenda.extract.model.gate import Gate
from corrigenda.extract.model.modes import (
    INSTRUCTOR_MODES,
    AnswerMode,
    json_within,
    strict_format,
    without_lone_surrogates,
)
from corrigenda.extract.model.providers import Endpoint, find_endpoint
from corrigenda.extract.model.transport import Patience, Setback, Transport
from corrigenda.schemas.base import Frozen
from corrigenda.schemas.errors import AnswerError, ModelError
from corrigenda.schemas.records import Usage

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletion

Shape = TypeVar("Shape", bound=BaseModel)

# instructor logs each failure that we raise; without this Python prints those to stderr.
logging.getLogger("instructor").addHandler(logging.NullHandler())

TIMEOUT = 120.0
EMBEDDED_TIMEOUT = 600.0
"""Seconds for one try, unless told otherwise; the embedded model's machine may be busy with other work."""
_REASKS = 1


class Message(Frozen):
    """One turn of a conversation after its opening."""

    role: Literal["user", "assistant"]
    content: str


class Request(Frozen):
    """What a model is asked: the instructions, the question, and the turns that followed it, if any.

    ``max_tokens`` bounds the answer. With ``temperature`` 0 and a fixed ``seed`` a model answers the same
    again, as far as its provider can. ``article`` is the id of the article that it is about, for recordings;
    it is not sent, and is no part of what is asked.
    """

    system: str
    user: str
    messages: tuple[Message, ...] = ()
    max_tokens: int = 1024
    temperature: float = 0.0
    seed: int = 0
    article: str = Field(default="", exclude=True)

    def followed_by(self, answer: str, user: str) -> Request:
        """The same conversation one turn on: what the model answered, and the next question."""
        turn = (Message(role="assistant", content=answer), Message(role="user", content=user))
        return self.model_copy(update={"messages": self.messages + turn})


class Answer(Frozen):
    """What a model said: the raw JSON text, as :func:`parse` reads it, and what it cost.

    ``usage`` counts the attempts that failed too; ``finish_reason`` is the provider's word (``stop``).
    """

    text: str
    model: str
    finish_reason: str
    usage: Usage


def parse(text: str, shape: type[Shape], *, model: str = "") -> Shape:
    """Read a raw answer, fresh or from the run store, as an object of ``shape``.

    Thoughts before the JSON and fences around it are passed over, and ``null`` counts as left out. Raises
    :class:`AnswerError`, which carries the text, where it is no JSON or not of that shape.
    """
    try:
        return shape.model_validate_json(text)
    except ValidationError as error:
        try:
            return shape.model_validate(_without_null(_json(json_within(text))))
        except ValueError:
            reason, sentence = _misfit(text, shape, error)
            raise AnswerError(sentence, model=model, answer=text, reason=reason) from error


_ARTICLE: ContextVar[str] = ContextVar("_ARTICLE", default="")


def article_asked_about() -> str:
    """The article that the request being sent by this thread is about; empty where nobody said."""
    return _ARTICLE.get()


@contextmanager
def _asking_about(article: str) -> Iterator[None]:
    before = _ARTICLE.set(article)
    try:
        yield
    finally:
        _ARTICLE.reset(before)


class Model:
    """A language model ready to be asked. Many threads may share one. Made by :func:`open_model`."""

    def __init__(self, endpoint: Endpoint, transport: Transport) -> None:
        self.name = endpoint.model
        """The model's own name, as it stands in requests, records and cassettes: no path, no address."""
        self._mode: AnswerMode = endpoint.mode
        self._transport = transport

    def ask(self, request: Request, shape: type[Shape]) -> tuple[Shape, Answer]:
        """Ask for an object of ``shape`` and return it with the raw answer.

        Raises :class:`AnswerError` where the answer was cut off, or was still not of that shape when asked
        again; :class:`ReplayMiss` in a replayed run that has no such answer; :class:`AskingStopped` where
        nothing more can be asked; :class:`ModelError` where there is no answer to be had.
        """
        import instructor
        from instructor.core.exceptions import IncompleteOutputException, InstructorRetryException

        attempts: list[Answer] = []

        def create(**arguments: Any) -> ChatCompletion:
            if self._mode == "strict":
                arguments["response_format"] = strict_format(shape)
            attempts.append(_said(self.name, self._transport.send(arguments)))
            self._transport.gate.spend(attempts[-1].usage, model=self.name)
            return _completion(attempts[-1])

        ask = instructor.patch(create=create, mode=getattr(instructor.Mode, INSTRUCTOR_MODES[self._mode]))
        started = time.monotonic()
        try:
            with _asking_about(request.article):
                ask(response_model=shape, max_retries=_REASKS, strict=False, **self._body(request))
        except IncompleteOutputException as error:
            answer = _whole(attempts, time.monotonic() - started)
            raise AnswerError(
                f"model {self.name!r} was cut off after {request.max_tokens} tokens; allow a longer "
                f"answer or ask about less text at once",
                model=self.name,
                answer=answer.text,
                usage=answer.usage,
            ) from error
        except InstructorRetryException as error:
            cause = error.__cause__
            if isinstance(cause, ModelError):
                raise cause from cause.__cause__
            if not attempts:
                raise
        answer = _whole(attempts, time.monotonic() - started)
        try:
            return parse(answer.text, shape, model=self.name), answer
        except AnswerError as error:
            error.usage = answer.usage
            raise

    def _body(self, request: Request) -> dict[str, Any]:
        turns = [
            {"role": "system", "content": request.system},
            {"role": "user", "content": request.user},
            *({"role": turn.role, "content": turn.content} for turn in request.messages),
        ]
        return {
            "model": self.name,
            "messages": turns,
            "max_tokens": request.max_tokens,
            "temperature": request.temperature,
            "seed": request.seed,
        }


@contextmanager
def open_model(
    name: str = "local",
    *,
    base_url: str | None = None,
    api_key: str | None = None,
    key_variable: str | None = None,
    mode: AnswerMode | None = None,
    timeout: float | None = None,
    patience: Patience | None = None,
    on_setback: Callable[[Setback], None] | None = None,
    slots: int = 1,
) -> Iterator[Model]:
    """Make a model ready, and let go of it at the end.

    ``name`` is ``local`` (the embedded model, started here with ``slots`` requests at a time and stopped at
    the end), ``local:FILE.gguf`` (the same with a user's own weights), ``PROVIDER:MODEL`` with a provider of
    ``extract/data/providers.yaml`` (``openai:``, ``mistral:``, ``ollama:`` …), or any model's name together
    with the ``base_url`` of a server that speaks OpenAI's protocol. A ``base_url`` beside ``local`` or a
    provider names who answers instead of starting or calling the usual one.

    The key is ``api_key``, or stands in the environment, in ``key_variable`` where that is given. Else a
    provider's own key goes to the provider's host alone, and ``CORRIGENDA_API_KEY`` to any other, which may
    need none. ``mode`` overrides how answers are bound to their shape. ``timeout`` is in seconds, for one
    try: 120 unless told, 600 of the embedded model. ``on_setback`` is told of each try that will be repeated,
    from the thread that asked.

    Raises :class:`ModelError` where the name, the key or the embedded model is missing;
    :class:`WeightsError` where its weights are.
    """
    kind, _, _ = name.partition(":")
    usual = EMBEDDED_TIMEOUT if kind == "local" else TIMEOUT
    settings = {
        "timeout": timeout or usual,
        "patience": patience or Patience(),
        "tell": on_setback or _nobody,
    }
    if kind == "local" and base_url is None:
        from corrigenda.extract.model.local import serve

        with serve(_weights(name), slots=slots) as server:
            endpoint = Endpoint(model=_embedded(name), base_url=server.base_url, key=server.key)
            with _opened(endpoint, mode, settings) as model:
                yield model
    else:
        endpoint = find_endpoint(name, base_url=base_url, api_key=api_key, key_variable=key_variable)
        if kind == "local":
            endpoint = endpoint.model_copy(update={"model": _embedded(name)})
        with _opened(endpoint, mode, settings) as model:
            yield model


@contextmanager
def _opened(endpoint: Endpoint, mode: AnswerMode | None, settings: dict[str, Any]) -> Iterator[Model]:
    chosen = endpoint.model_copy(update={"mode": mode or endpoint.mode})
    with Transport(chosen, **settings) as transport:
        yield Model(chosen, transport)


def gate_of(model: Model) -> Gate:
    """What lets a model's requests through: how many are under way, and whether any may be made."""
    return model._transport.gate


def _weights(name: str) -> Path:
    from corrigenda.extract.model.weights import find

    return find(name)


def _embedded(name: str) -> str:
    from corrigenda.extract.model.weights import model_name

    return model_name(name)


def _said(model: str, told: JsonValue) -> Answer:
    """One attempt. A server that is not quite OpenAI's may leave any part out, or send something else."""
    whole: dict[str, Any] = told if isinstance(told, dict) else {}
    choices = whole.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices and isinstance(choices[0], dict) else {}
    message = choice.get("message")
    message = message if isinstance(message, dict) else {}
    text = _text(message.get("content")) or _text(message.get("refusal"))
    if not choice:
        text = told if isinstance(told, str) else json.dumps(told, ensure_ascii=False)
    usage = whole.get("usage")
    usage = usage if isinstance(usage, dict) else {}
    return Answer(
        text=without_lone_surrogates(text),
        model=model,
        finish_reason=_text(choice.get("finish_reason")),
        usage=Usage(
            requests=1,
            prompt_tokens=_count(usage.get("prompt_tokens")),
            completion_tokens=_count(usage.get("completion_tokens")),
        ),
    )


def _text(value: object) -> str:
    """A text, also where it came in parts; nothing for anything else."""
    if isinstance(value, list):
        return "".join(_text(part.get("text")) for part in value if isinstance(part, dict))
    return value if isinstance(value, str) else ""


def _count(value: object) -> int:
    return int(value) if isinstance(value, int | float) and value > 0 else 0


def _whole(attempts: Sequence[Answer], seconds: float) -> Answer:
    """The last of ``attempts``, with the cost of all of them."""
    cost = sum((attempt.usage for attempt in attempts), Usage(seconds=seconds))
    return attempts[-1].model_copy(update={"usage": cost})


def _completion(answer: Answer) -> ChatCompletion:
    """What instructor validates: the JSON within the answer, with what is ``null`` left out."""
    from openai.types.chat import ChatCompletion

    text = answer.text
    with suppress(ValueError):
        text = json.dumps(_without_null(_json(json_within(text))), ensure_ascii=False)
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "finish_reason": answer.finish_reason, "message": message}
    return ChatCompletion.construct(id="", model=answer.model, choices=[choice])


def _json(text: str) -> JsonValue:
    try:
        value: JsonValue = json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    return value


def _without_null(value: JsonValue) -> JsonValue:
    """What a strict mode writes out as ``null`` counts as left out."""
    if isinstance(value, dict):
        return {name: _without_null(one) for name, one in value.items() if one is not None}
    return [_without_null(one) for one in value] if isinstance(value, list) else value


def _misfit(text: str, shape: type[BaseModel], error: ValidationError) -> tuple[str, str]:
    """Why an answer is not of ``shape``, alone and in a sentence."""
    said = text if len(text) <= 80 else f"{text[:80]}…"
    first, more = error.errors()[0], error.error_count() - 1
    why = f"{'.'.join(map(str, first['loc'])) or 'answer'}: {first['msg']}"
    why += f", and {more} more" if more else ""
    return why, f"the answer {said!r} is not a {shape.__name__} ({why}); try again, or take a larger model"


def _nobody(setback: Setback) -> None:
    """Hear of a setback and do nothing."""
