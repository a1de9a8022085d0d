"""The way to a server that speaks OpenAI's protocol: openai's client, tried again by tenacity.

A transport that fails in a way that passes (429, 5xx, a time-out, a lost connection) is tried again, for as
long as patience lasts and the server's ``Retry-After`` says. Whatever leaves this module has no key in it.
"""

from __future__ import annotations

import base64
import json
import random
import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qsl, unquote, urlsplit, urlunsplit

from pydantic import JsonValue

from corrigenda.extract.model.gate import Gate
from corrigenda.extract.model.providers import Endpoint
from corrigenda.schemas.errors import ModelError, ReplayMiss

if TYPE_CHECKING:
    import httpx2
    import tenacity

_PASSING = {
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.CONFLICT,
    HTTPStatus.TOO_EARLY,
    HTTPStatus.TOO_MANY_REQUESTS,
}
_FOR_GOOD = {
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.PAYMENT_REQUIRED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
}
_SPENT = ("insufficient_quota", "billing_hard_limit_reached")
_SECRET_LENGTH = 8  # a shorter key is a placeholder, such as "none"
_MOST_CONNECTIONS = 256
_LONGEST_BODY = 64 * 1024 * 1024
_LONGEST_WORDS = 500
_TIMED_OUT_TRIES = 2
"""Tries of a request whose time ran out: a server that hangs seldom stops hanging."""
_SPAN = re.compile(r"([\d.]+)(ms|s|m|h|d)")
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


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


Explain = Callable[[BaseException], str | None]
"""Says what was missed where an error is a request that no recording answers; ``None`` for any other."""

_EXPLAINS: list[Explain] = []


def explain_misses(explain: Explain) -> None:
    """From now on every model raises :class:`ReplayMiss` for a failure that ``explain`` has words for.

    Whoever answers from recordings installs this; the client knows nothing of them. Once is enough.
    """
    if explain not in _EXPLAINS:
        _EXPLAINS.append(explain)


@dataclass(eq=False)
class _Failure(Exception):
    """A try that gave no answer: of what kind, and whether the same again may well succeed."""

    kind: str
    words: str
    status: int | None = None
    passes: bool = False
    wait: float | None = None
    """Seconds that the server asks to wait: ``Retry-After`` (RFC 9110, 10.2.3), a number or a date."""

    @property
    def timed_out(self) -> bool:
        return self.kind == "time-out"


class Transport:
    """A connection to one endpoint, kept open, for many threads."""

    def __init__(
        self, endpoint: Endpoint, *, timeout: float, patience: Patience, tell: Callable[[Setback], None]
    ) -> None:
        import httpx2
        import openai

        self.gate = Gate()
        self._endpoint = endpoint
        self._timeout = timeout
        self._patience = patience
        self._tell = tell
        self._secrets = _Secrets(endpoint)
        place = urlsplit(endpoint.base_url)
        self._client = openai.OpenAI(
            base_url=urlunsplit(place._replace(query="")),
            default_query=dict(parse_qsl(place.query, keep_blank_values=True)),
            api_key=endpoint.key,
            max_retries=0,
            http_client=httpx2.Client(
                timeout=httpx2.Timeout(timeout, connect=min(timeout, 20.0), pool=None),
                limits=httpx2.Limits(
                    max_connections=_MOST_CONNECTIONS, max_keepalive_connections=_MOST_CONNECTIONS
                ),
                event_hooks={"response": [self._bound]},
            ),
        )
        if endpoint.host != "openai":
            # From OPENAI_ORG_ID, OPENAI_PROJECT_ID and OPENAI_CUSTOM_HEADERS.
            self._client.organization = self._client.project = None
            self._client._custom_headers = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def send(self, body: Mapping[str, object]) -> JsonValue:
        """What the server answers, read from JSON as far as it is some.

        Raises :class:`ModelError` where there is no answer to be had, :class:`AskingStopped` where there is
        none for anybody, :class:`ReplayMiss` in a replayed run that has no such answer.
        """
        import tenacity

        plain = {name: value for name, value in body.items() if name not in self._endpoint.without}
        content = json.loads(json.dumps(plain, ensure_ascii=False).encode("utf-8", "replace"))
        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception(lambda error: isinstance(error, _Failure) and error.passes),
            stop=self._stops,
            wait=lambda state: self._wait(_failure(state), state.attempt_number),
            before_sleep=self._told,
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return retrying(self._pass, content)
        except _Failure as failure:
            error = self._explained(failure)
            self.gate.give_up(
                failure.kind, str(error), model=self._endpoint.model, for_good=_is_for_good(failure)
            )
            raise self.gate.stopped or error from failure

    def _pass(self, content: dict[str, Any]) -> JsonValue:
        """One try through the gate, which learns how it went."""
        with self.gate.passing():
            sent = time.monotonic()
            try:
                said, rest = self._try(content)
            except _Failure as error:
                failure = error
            else:
                self.gate.succeed(rest=min(rest, self._patience.longest_wait))
                return said
        if failure.passes:
            self.gate.slow_down(since=sent, wait=min(failure.wait or 0.0, self._patience.longest_wait))
        raise failure

    def _stops(self, state: tenacity.RetryCallState) -> bool:
        tries = self._patience.tries
        most = min(tries, _TIMED_OUT_TRIES) if _failure(state).timed_out else tries
        return state.attempt_number >= most or self.gate.doubtful

    def _told(self, state: tenacity.RetryCallState) -> None:
        failure = _failure(state)
        self._tell(
            Setback(
                tries=state.attempt_number,
                wait=state.upcoming_sleep,
                status=failure.status,
                reason=failure.words,
            )
        )

    def _sleep(self, seconds: float) -> None:
        if self.gate.wait_closed(seconds) and self.gate.stopped is not None:
            raise self.gate.stopped

    def _wait(self, failure: _Failure, tries: int) -> float:
        asked = failure.wait
        if asked is None:
            asked = self._patience.first_wait * 2 ** (tries - 1) * random.uniform(0.75, 1.25)
        return min(asked, self._patience.longest_wait)

    def _try(self, content: dict[str, Any]) -> tuple[JsonValue, float]:
        """One request; its answer, and the seconds that the server wants until the next one."""
        import openai

        try:
            response = self._client.chat.completions.with_raw_response.create(**content).http_response
        except openai.APIStatusError as error:
            response = error.response
        except Exception as error:
            raise self._lost(error) from error
        text = self._hidden(response.content.decode("utf-8", "replace"))
        said = _read_json(text)
        status = _status(response.status_code, said)
        if status is not None:
            raise _refusal(status, text, said, response.headers)
        return said, _rest(response.headers)

    def _lost(self, error: Exception) -> Exception:
        """Why no answer came: openai's client has the cause below its own error."""
        import httpx2

        below = error.__cause__ or error
        if isinstance(below, _Failure):
            return below
        if isinstance(below, httpx2.TimeoutException):
            return self._late()
        if isinstance(below, httpx2.TransportError):
            return _Failure("no connection", self._hidden(_words(below)), passes=True)
        # A replayed or blocked network raises something of its own, and will again.
        for explain in _EXPLAINS:
            if (miss := explain(error) or explain(below)) is not None:
                return ReplayMiss(miss, model=self._endpoint.model)
        return _Failure("no connection", self._hidden(_words(below)))

    def _bound(self, response: httpx2.Response) -> None:
        """Read the body within the time for the whole of it: a server may send a byte now and then."""
        import httpx2

        stream = response.stream
        assert isinstance(stream, httpx2.SyncByteStream)
        response.stream = _bounded(stream, time.monotonic() + self._timeout, self._late)

    def _late(self) -> _Failure:
        return _Failure("time-out", f"no answer within {self._timeout:g} seconds", passes=True)

    def _hidden(self, words: str) -> str:
        return self._secrets.hidden(words)

    def _explained(self, failure: _Failure) -> ModelError:
        """The failure as an error of ours that says what to do next."""
        at, why = repr(self._secrets.address), f" ({failure.words})" if failure.words else ""
        match failure:
            case _Failure(status=401 | 403):
                trouble, advice = f"the key is refused by {at}{why}", self._endpoint.advice
            case _Failure(status=402) | _Failure(kind="quota"):
                trouble = f"no more requests are allowed by {at}{why}"
                advice = "what the account may spend is spent: add to it, then run the same command again"
            case _Failure(status=404):
                trouble = f"it is not known to {at}{why}"
                advice = "check the name and the address"
            case _Failure(status=429):
                trouble = f"no more requests are allowed by {at}{why}"
                advice = "run the same command again later, what was answered is kept"
            case _Failure(kind="time-out"):
                trouble = f"no answer came from {at} within {self._timeout:g} seconds"
                advice = "allow more time or ask about less text at once"
            case _Failure(status=None):
                trouble = f"{at} cannot be reached{why}"
                advice = "check the address and that the server runs"
            case _:
                trouble = f"the request failed at {at}{why}"
                advice = "run the same command again, or ask another model"
        return ModelError(f"model {self._endpoint.model!r}: {trouble}; {advice}", model=self._endpoint.model)


class _Secrets:
    """What must not be seen of an endpoint: its key, and user, password and query of its address."""

    def __init__(self, endpoint: Endpoint) -> None:
        place = urlsplit(endpoint.base_url)
        host = place.hostname or ""
        shown = f"[{host}]" if ":" in host else host
        port = f":{place.port}" if place.port is not None else ""
        self.address = urlunsplit((place.scheme, shown + port, f"{place.path.rstrip('/')}/", "", ""))
        """The address without them, to be shown."""
        user, password = unquote(place.username or ""), unquote(place.password or "")
        held = [endpoint.key, password, place.password or "", place.query]
        held += [value for _, value in parse_qsl(place.query)]
        if user or password:
            held += [
                base64.b64encode(f"{user}:{password}".encode()).decode(),
                place.netloc.rpartition("@")[0],
            ]
        placeholders = {one for one in held if len(one) < _SECRET_LENGTH} - {password, place.password}
        secrets = {one for one in held if one} - placeholders
        escaped = {json.dumps(one)[1:-1] for one in secrets}
        self._secrets = sorted(secrets | escaped, key=len, reverse=True)

    def hidden(self, words: str) -> str:
        """``words`` with each secret masked."""
        for secret in self._secrets:
            words = words.replace(secret, "***")
        return words


def _bounded(
    stream: httpx2.SyncByteStream, latest: float, late: Callable[[], _Failure]
) -> httpx2.SyncByteStream:
    """``stream``, which fails once it lasts too long or has too much."""
    import httpx2

    class Bounded(httpx2.SyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            size = 0
            for part in stream:
                size += len(part)
                if time.monotonic() > latest:
                    raise late()
                if size > _LONGEST_BODY:
                    raise _Failure("too long", f"more than {_LONGEST_BODY:,} bytes came")
                yield part

        def close(self) -> None:
            stream.close()

    return Bounded()


def _failure(state: tenacity.RetryCallState) -> _Failure:
    error = state.outcome.exception() if state.outcome is not None else None
    assert isinstance(error, _Failure), "only a failure is tried again"
    return error


def _is_for_good(failure: _Failure) -> bool:
    return failure.kind == "quota" or failure.status in _FOR_GOOD


def _status(status: int, said: JsonValue) -> int | None:
    """The status of a refusal, ``None`` where there is an answer; some gateways refuse within a status of
    200.
    """
    if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return status
    error = said.get("error") if isinstance(said, dict) and not said.get("choices") else None
    if not error:
        return None
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, int) and code >= HTTPStatus.BAD_REQUEST else HTTPStatus.BAD_GATEWAY


def _refusal(status: int, text: str, body: JsonValue, headers: Mapping[str, str]) -> _Failure:
    """A refusal, with what it says."""
    told: Any = body.get("error", body) if isinstance(body, dict) else body
    code = told.get("code") or told.get("type") if isinstance(told, dict) else None
    message = told.get("message") or told.get("detail") if isinstance(told, dict) else told
    said = " ".join(str(message or text).split())
    words = f"HTTP {status}: {said}" if said else f"HTTP {status}"
    if len(words) > _LONGEST_WORDS:
        words = f"{words[:_LONGEST_WORDS]}… ({len(words):,} characters)"
    if code in _SPENT:
        return _Failure("quota", words, status=status)
    passes = status in _PASSING or status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return _Failure(f"HTTP {status}", words, status=status, passes=passes, wait=_retry_after(headers))


def _read_json(text: str) -> JsonValue:
    """What ``text`` says as JSON; the text itself where it is none."""
    try:
        value: JsonValue = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return value


def _retry_after(headers: Mapping[str, str]) -> float | None:
    value = headers.get("retry-after")
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


def _rest(headers: Mapping[str, str]) -> float:
    """Seconds until more is allowed, where ``x-ratelimit-…`` says that nothing is left of requests or
    tokens.
    """
    rests = [0.0]
    for kind in ("requests", "tokens"):
        if headers.get(f"x-ratelimit-remaining-{kind}", "").strip() == "0":
            span = headers.get(f"x-ratelimit-reset-{kind}", "")
            rests.append(sum(float(number) * _SECONDS[unit] for number, unit in _SPAN.findall(span)))
    return max(rests)


def _words(error: BaseException) -> str:
    """The words of the error, or its kind, in one line."""
    return " ".join(str(error).split()) or type(error).__name__
