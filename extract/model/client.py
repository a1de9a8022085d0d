"""Asking a language model for an answer of a given shape. The one module that knows the LLM stack.

Two kinds of trouble are kept apart. A *transport* that fails (429, 5xx, a time-out, a lost connection) is
tried again by tenacity, for as long as the server's ``Retry-After`` says. An *answer* that is not of the form
asked for is asked for once more by instructor, which shows the model its error. What every attempt cost is
counted.

Importing this module imports none of openai, instructor and tenacity: they take two seconds, and most
commands ask no model.
"""

from __future__ import annotations

import logging
import os
import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel, Field, ValidationError

from corrigenda.schemas.base import Frozen
from corrigenda.schemas.errors import AnswerError, ModelError, ReplayMiss
from corrigenda.schemas.records import Usage

if TYPE_CHECKING:
    import openai
    import tenacity
    from openai.types.chat import ChatCompletion, ChatCompletionMessageParam

    Create = Callable[..., ChatCompletion]

Shape = TypeVar("Shape", bound=BaseModel)

# Both libraries log each failure that we raise or retry; without this Python prints those to stderr.
logging.getLogger("instructor").addHandler(logging.NullHandler())

_PASSING = {
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.CONFLICT,
    HTTPStatus.TOO_EARLY,
    HTTPStatus.TOO_MANY_REQUESTS,
}
_OPENAI = "openai.com"
"""The domain that OpenAI's own keys and headers go to."""
_REASKS = 1
_KEY_LENGTH = 8  # a shorter one is a placeholder, such as "none"


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


@dataclass(frozen=True)
class Patience:
    """How long a failing transport is borne with: tries in all, and seconds between two of them.

    The wait doubles from ``first_wait`` up to ``longest_wait``, with a random share so that many threads do
    not come back at once. A server's ``Retry-After`` goes before it, and is capped by ``longest_wait`` too.
    """

    tries: int = 5
    first_wait: float = 0.5
    longest_wait: float = 60.0


@dataclass(frozen=True)
class Setback:
    """A try that failed and is repeated after ``wait`` seconds. ``status``: of HTTP, ``None`` without one."""

    tries: int
    wait: float
    status: int | None
    reason: str


def parse(text: str, shape: type[Shape], *, model: str = "") -> Shape:
    """Read a raw answer, fresh or from the run store, as an object of ``shape``.

    Raises :class:`AnswerError`, which carries the text, where it is no JSON or not of that shape.
    """
    try:
        return shape.model_validate_json(text)
    except ValidationError as error:
        raise AnswerError(_misfit(text, shape, error), model=model, answer=text) from error


Explain = Callable[[BaseException], str | None]
"""Says what was missed where an error is a request that no recording answers; ``None`` for any other."""

_EXPLAINS: list[Explain] = []


def explain_misses(explain: Explain) -> None:
    """From now on every model raises :class:`ReplayMiss` for a failure that ``explain`` has words for.

    Whoever answers from recordings installs this; the client knows nothing of them. Once is enough.
    """
    if explain not in _EXPLAINS:
        _EXPLAINS.append(explain)


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

    def __init__(self, name: str, client: openai.OpenAI, create: Create) -> None:
        import instructor

        self.name = name
        """The model's own name, as it stands in requests, records and cassettes: no path, no address."""
        self._client = client
        self._create = instructor.patch(create=create, mode=instructor.Mode.JSON_SCHEMA)

    def ask(self, request: Request, shape: type[Shape]) -> tuple[Shape, Answer]:
        """Ask for an object of ``shape`` and return it with the raw answer.

        Raises :class:`AnswerError` where the answer was cut off, or was still not of that shape when asked
        again; :class:`ReplayMiss` in a replayed run that has no such answer; :class:`ModelError` where there
        is no answer to be had.
        """
        from instructor.core.exceptions import IncompleteOutputException, InstructorRetryException
        from instructor.core.hooks import Hooks

        attempts: list[Answer] = []
        hooks = Hooks()
        hooks.on("completion:response", lambda completion: attempts.append(_said(self.name, completion)))
        started = time.monotonic()
        try:
            with _asking_about(request.article):
                self._create(
                    model=self.name,
                    messages=_conversation(request),
                    response_model=shape,
                    max_tokens=request.max_tokens,
                    temperature=request.temperature,
                    seed=request.seed,
                    max_retries=_REASKS,
                    strict=False,
                    hooks=hooks,
                )
        except IncompleteOutputException as error:
            answer = _whole(self.name, attempts, time.monotonic() - started)
            raise AnswerError(
                f"model {self.name!r} was cut off after {request.max_tokens} tokens; allow a longer answer "
                f"or ask about less text at once",
                model=self.name,
                answer=answer.text,
                usage=answer.usage,
            ) from error
        except InstructorRetryException as error:
            answer = _whole(self.name, attempts, time.monotonic() - started)
            raise self._explained(error.__cause__ or error, answer, shape) from error
        answer = _whole(self.name, attempts, time.monotonic() - started)
        return parse(answer.text, shape, model=self.name), answer

    def _explained(self, error: BaseException, answer: Answer, shape: type[BaseModel]) -> ModelError:
        """What the stack raised, as an error of ours that says what to do next."""
        import openai

        for explain in _EXPLAINS:
            if (miss := explain(error)) is not None:
                return ReplayMiss(miss, model=self.name)
        at, why = f"{str(self._client.base_url)!r}", _without(self._client.api_key, _reason(error))
        match error:
            case openai.AuthenticationError() | openai.PermissionDeniedError():
                trouble = f"the key is refused by {at} ({why})"
                advice = "set OPENAI_API_KEY, or CORRIGENDA_API_KEY with --base-url, to one that may use it"
            case openai.NotFoundError():
                trouble = f"it is not known to {at} ({why})"
                advice = "check the name and the address"
            case openai.RateLimitError():
                trouble = f"no more requests are allowed by {at} ({why})"
                advice = "run the same command again later, what was answered is kept"
            case openai.APITimeoutError():
                trouble = f"no answer came from {at} within {self._client.timeout} seconds"
                advice = "allow more time or ask about less text at once"
            case openai.APIConnectionError():
                trouble = f"{at} cannot be reached ({why})"
                advice = "check the address and that the server runs"
            case openai.APIError():
                trouble = f"the request failed at {at} ({why})"
                advice = "run the same command again, or ask another model"
            case _:
                return AnswerError(
                    _misfit(answer.text, shape, error),
                    model=self.name,
                    answer=answer.text,
                    usage=answer.usage,
                )
        return ModelError(f"model {self.name!r}: {trouble}; {advice}", model=self.name)


@contextmanager
def open_model(
    name: str = "local",
    *,
    base_url: str | None = None,
    api_key: str | None = None,
    timeout: float = 300.0,
    patience: Patience | None = None,
    on_setback: Callable[[Setback], None] | None = None,
    slots: int = 1,
) -> Iterator[Model]:
    """Make a model ready, and let go of it at the end.

    ``name`` is ``local`` (the embedded model, started here with ``slots`` requests at a time and stopped at
    the end), ``local:FILE.gguf`` (the same with a user's own weights), ``openai:MODEL``, or any model's name
    together with the ``base_url`` of a server that speaks OpenAI's protocol. A ``base_url`` beside ``local``
    or ``openai:`` names who answers instead of starting or calling the usual one.

    The key is ``api_key``, or else ``CORRIGENDA_API_KEY``; ``OPENAI_API_KEY``, and whatever else the
    environment sets for OpenAI, goes to OpenAI's own host alone. A server at a ``base_url`` may need none.
    ``timeout`` is in seconds, for one try. ``on_setback`` is told of each try that will be repeated, from
    the thread that asked.

    Raises :class:`ModelError` where the name, the key or the embedded model is missing;
    :class:`WeightsError` where its weights are.
    """
    patience = patience or Patience()
    tell = on_setback or _nobody
    kind, _, rest = name.partition(":")
    if base_url is not None:
        key = api_key or os.environ.get("CORRIGENDA_API_KEY") or _openai_key(base_url) or "none"
        with _client(base_url, key, timeout) as client:
            yield Model(_plain_name(name), client, _retrying(client, patience, tell))
    elif kind == "local":
        from corrigenda.extract.model.local import serve

        weights = _weights(name)
        with serve(weights, slots=slots) as server, _client(server.base_url, server.key, timeout) as client:
            yield Model(_plain_name(name), client, _retrying(client, patience, tell))
    elif kind == "openai" and rest:
        openai_key = api_key or os.environ.get("OPENAI_API_KEY")
        if not openai_key:
            raise ModelError(f"model {name!r} needs a key: set OPENAI_API_KEY", model=name)
        with _client(None, openai_key, timeout) as client:
            yield Model(rest, client, _retrying(client, patience, tell))
    else:
        raise ModelError(
            f"model {name!r} is not known: use 'local', 'local:FILE.gguf', 'openai:MODEL', "
            f"or a model's name together with --base-url",
            model=name,
        )


def _weights(name: str) -> Path:
    from corrigenda.extract.model.weights import find

    return find(name)


def _plain_name(name: str) -> str:
    """The name that goes into requests: the weights' for an embedded model, the provider's own otherwise."""
    kind, _, rest = name.partition(":")
    if kind == "local":
        from corrigenda.extract.model.weights import model_name

        return model_name(name)
    return rest if kind == "openai" and rest else name


@contextmanager
def _client(base_url: str | None, key: str, timeout: float) -> Iterator[openai.OpenAI]:
    import openai

    with openai.OpenAI(base_url=base_url, api_key=key, timeout=timeout, max_retries=0) as client:
        if base_url is not None and not _is_openais(base_url):
            client.organization = client.project = None
            client._custom_headers = {}  # OPENAI_CUSTOM_HEADERS
        yield client


def _openai_key(base_url: str) -> str | None:
    """The key of the environment that belongs to OpenAI's own host."""
    return os.environ.get("OPENAI_API_KEY") if _is_openais(base_url) else None


def _is_openais(base_url: str) -> bool:
    host = urlsplit(base_url).hostname or ""
    return host == _OPENAI or host.endswith(f".{_OPENAI}")


def _retrying(client: openai.OpenAI, patience: Patience, tell: Callable[[Setback], None]) -> Create:
    """The client's own call, repeated while the transport fails in a way that passes."""
    import tenacity

    def wait(state: tenacity.RetryCallState) -> float:
        return _wait(_error(state), state.attempt_number, patience)

    def before_sleep(state: tenacity.RetryCallState) -> None:
        error = _error(state)
        tell(
            Setback(
                tries=state.attempt_number,
                wait=state.upcoming_sleep,
                status=getattr(error, "status_code", None),
                reason=_without(client.api_key, _reason(error)),
            )
        )

    def create(**arguments: object) -> ChatCompletion:
        for attempt in tenacity.Retrying(
            stop=tenacity.stop_after_attempt(patience.tries),
            wait=wait,
            retry=tenacity.retry_if_exception(_passes),
            before_sleep=before_sleep,
            reraise=True,
        ):
            with attempt:
                completion: ChatCompletion = call(**arguments)
        return completion

    call: Create = client.chat.completions.create
    return create


def _passes(error: BaseException) -> bool:
    """Whether the same request may well succeed a little later."""
    import httpx2
    import openai

    match error:
        case openai.RateLimitError(code="insufficient_quota"):
            return False
        case openai.APITimeoutError():
            return True
        case openai.APIConnectionError():
            # A replayed or blocked network raises something else below it, and will again.
            return isinstance(error.__cause__, httpx2.TransportError)
        case openai.APIStatusError():
            return error.status_code in _PASSING or error.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR
    return False


def _wait(error: BaseException, tries: int, patience: Patience) -> float:
    asked = _retry_after(error)
    if asked is None:
        asked = patience.first_wait * 2 ** (tries - 1) * random.uniform(0.75, 1.25)
    return min(asked, patience.longest_wait)


def _retry_after(error: BaseException) -> float | None:
    """The seconds that the server asks to wait: ``Retry-After`` (RFC 9110, 10.2.3), a number or a date."""
    import openai

    value = error.response.headers.get("retry-after") if isinstance(error, openai.APIStatusError) else None
    if value is None:
        return None
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


def _error(state: tenacity.RetryCallState) -> BaseException:
    error = state.outcome.exception() if state.outcome is not None else None
    assert error is not None, "tenacity waits only after an exception"
    return error


def _conversation(request: Request) -> list[ChatCompletionMessageParam]:
    later: list[ChatCompletionMessageParam] = [
        {"role": "user", "content": turn.content}
        if turn.role == "user"
        else {"role": "assistant", "content": turn.content}
        for turn in request.messages
    ]
    return [
        {"role": "system", "content": request.system},
        {"role": "user", "content": request.user},
        *later,
    ]


def _said(model: str, completion: ChatCompletion) -> Answer:
    """One attempt, read when it comes: instructor adds the cost of earlier attempts into the later ones.

    A server that is not quite OpenAI's may leave any part out, or send something else.
    """
    choices = getattr(completion, "choices", None)
    usage = getattr(completion, "usage", None)
    return Answer(
        text=(choices[0].message.content or choices[0].message.refusal or "") if choices else "",
        model=model,
        finish_reason=(choices[0].finish_reason or "") if choices else "",
        usage=Usage(
            requests=1,
            prompt_tokens=usage.prompt_tokens if usage is not None else 0,
            completion_tokens=usage.completion_tokens if usage is not None else 0,
        ),
    )


def _whole(model: str, attempts: Sequence[Answer], seconds: float) -> Answer:
    """The last of ``attempts``, with the cost of all of them; an empty answer where there was none."""
    last = attempts[-1] if attempts else Answer(text="", model=model, finish_reason="", usage=Usage())
    cost = sum((attempt.usage for attempt in attempts), Usage(seconds=seconds))
    return last.model_copy(update={"usage": cost})


def _misfit(text: str, shape: type[BaseModel], error: BaseException) -> str:
    """Why an answer is not of ``shape``, in one line."""
    said = text if len(text) <= 80 else f"{text[:80]}…"
    why = str(error)
    if isinstance(error, ValidationError):
        first, more = error.errors()[0], error.error_count() - 1
        why = f"{'.'.join(map(str, first['loc'])) or 'answer'}: {first['msg']}"
        why += f", and {more} more" if more else ""
    return f"the answer {said!r} is not a {shape.__name__} ({why}); try again, or take a larger model"


def _reason(error: BaseException) -> str:
    """The words of the error and of what lies below it, in one line."""
    below = error.__cause__
    words = f"{error}: {below}" if below is not None and str(below) else str(error)
    return " ".join(words.split())


def _without(key: str, words: str) -> str:
    """``words`` with the key, which some servers repeat in their refusal, masked; a placeholder is no key."""
    return words.replace(key, "***") if len(key) >= _KEY_LENGTH else words


def _nobody(setback: Setback) -> None:
    """Hear of a setback and do nothing."""
