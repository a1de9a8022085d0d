"""The way to a server that speaks OpenAI's protocol. The one module that knows HTTP.

A transport that fails in a way that passes (429, 5xx, a time-out, a lost connection) is tried again, for as
long as patience lasts and the server's ``Retry-After`` says. Whatever leaves this module has no key in it.
"""

from __future__ import annotations

import base64
import json
import random
import re
import time
from collections.abc import Callable, Mapping
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

        self.gate = Gate()
        self._endpoint = endpoint
        self._timeout = timeout
        self._patience = patience
        self._tell = tell
        self._secrets = _Secrets(endpoint)
        self._url = _completions(endpoint.base_url)
        self._client = httpx2.Client(
            headers={"Authorization": f"Bearer {endpoint.key}", "Accept": "application/json"},
            timeout=httpx2.Timeout(timeout, connect=min(timeout, 20.0), pool=None),
            limits=httpx2.Limits(
                max_connections=_MOST_CONNECTIONS, max_keepalive_connections=_MOST_CONNECTIONS
            ),
        )

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
        plain = {name: value for name, value in body.items() if name not in self._endpoint.without}
        content = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
        tries = 0
        while True:
            tries += 1
            with self.gate.passing():
                sent = time.monotonic()
                try:
                    said, rest = self._try(content)
                except _Failure as error:
                    failure = error
                else:
                    self.gate.succeed(rest=min(rest, self._patience.longest_wait))
                    return said
            self._bear(failure, tries, sent)

    def _bear(self, failure: _Failure, tries: int, sent: float) -> None:
        """Wait before the next try, or raise where there is none."""
        most = min(self._patience.tries, _TIMED_OUT_TRIES) if failure.timed_out else self._patience.tries
        wait = self._wait(failure, tries)
        if failure.passes:
            self.gate.slow_down(since=sent, wait=wait if failure.wait is not None else 0.0)
        if not failure.passes or tries >= most or self.gate.doubtful:
            error = self._explained(failure)
            self.gate.give_up(
                failure.kind, str(error), model=self._endpoint.model, for_good=_is_for_good(failure)
            )
            raise self.gate.stopped or error
        self._tell(Setback(tries=tries, wait=wait, status=failure.status, reason=failure.words))
        if self.gate.wait_closed(wait):
            raise self.gate.stopped or self._explained(failure)

    def _wait(self, failure: _Failure, tries: int) -> float:
        asked = failure.wait
        if asked is None:
            asked = self._patience.first_wait * 2 ** (tries - 1) * random.uniform(0.75, 1.25)
        return min(asked, self._patience.longest_wait)

    def _try(self, content: bytes) -> tuple[JsonValue, float]:
        """One request; its answer, and the seconds that the server wants until the next one."""
        import httpx2

        try:
            with self._client.stream(
                "POST", self._url, content=content, headers={"Content-Type": "application/json"}
            ) as response:
                data = self._read(response)
        except _Failure:
            raise
        except httpx2.TimeoutException as error:
            raise self._late() from error
        except httpx2.TransportError as error:
            raise _Failure("no connection", self._hidden(_words(error)), passes=True) from error
        except Exception as error:
            # A replayed or blocked network raises something of its own, and will again.
            for explain in _EXPLAINS:
                if (miss := explain(error)) is not None:
                    raise ReplayMiss(miss, model=self._endpoint.model) from error
            raise _Failure("no connection", self._hidden(_words(error))) from error
        text = self._hidden(data.decode("utf-8", "replace"))
        said = _read_json(text)
        status = _status(response.status_code, said)
        if status is not None:
            raise _refusal(status, text, said, response.headers)
        return said, _rest(response.headers)

    def _read(self, response: httpx2.Response) -> bytes:
        """The body, within the time for the whole of it: a server may send a byte now and then."""
        latest = time.monotonic() + self._timeout
        parts: list[bytes] = []
        size = 0
        for part in response.iter_bytes():
            parts.append(part)
            size += len(part)
            if time.monotonic() > latest:
                raise self._late()
            if size > _LONGEST_BODY:
                raise _Failure("too long", f"more than {_LONGEST_BODY:,} bytes came")
        return b"".join(parts)

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


def _completions(base_url: str) -> str:
    """The address that completions are asked of; a query stays behind it."""
    place = urlsplit(base_url)
    return urlunsplit(place._replace(path=f"{place.path.rstrip('/')}/chat/completions"))


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
