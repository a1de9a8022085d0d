"""A request that was not recorded, explained: what of it is otherwise than in the nearest that was."""

import heapq
import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vcr.cassette import Cassette
    from vcr.request import Request as RecordedRequest

MISSED = "no recorded answer to this request"
"""How every explanation begins."""

_MOST_COMPARED = 50
_PLAYED = "it was recorded, but has been played already"


def missed(error: BaseException) -> str | None:
    """What to tell a user where ``error``, or what lies below it, is a request that was not recorded.

    ``None`` where it is something else.
    """
    from vcr.errors import CannotOverwriteExistingCassetteException, UnhandledHTTPRequestError

    below: BaseException | None = error
    while below is not None:
        if isinstance(below, CannotOverwriteExistingCassetteException):
            played = below.reason == "already_played"
            why = _PLAYED if played else _why(below.cassette, below.failed_request)
            return _told(f" in {_short(below.cassette.path)!r} ({len(below.cassette)} recorded)", why)
        if isinstance(below, UnhandledHTTPRequestError):  # another thread played the last of its kind
            return _told("", _PLAYED)
        below = below.__cause__ or below.__context__
    return None


def _told(where: str, why: str) -> str:
    return f"{MISSED}{where}; record it, or run with the prompt, schema and articles of the recording; {why}"


def _likely(sought: "RecordedRequest", recorded: "Sequence[RecordedRequest]") -> "Sequence[RecordedRequest]":
    """Those whose question shares the most words; to compare all of a large recording would take seconds."""
    if len(recorded) <= _MOST_COMPARED:
        return recorded
    words = _words(sought.body)

    def shared(one: "RecordedRequest") -> float:
        return len(words & _words(one.body)) / (len(words | _words(one.body)) or 1)

    return heapq.nlargest(_MOST_COMPARED, recorded, key=shared)


@lru_cache(maxsize=100_000)
def _words(body: bytes | None) -> frozenset[str]:
    """The words of the question that a request ends with."""
    try:
        return frozenset(json.loads(body or b"")["messages"][-1]["content"].split())
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        return frozenset()


def _short(path: str) -> str:
    """The path as seen from here, where it lies below."""
    place = Path(path).resolve()
    return str(place.relative_to(Path.cwd()) if place.is_relative_to(Path.cwd()) else path)


def _why(tape: "Cassette", request: "RecordedRequest") -> str:
    from corrigenda.replay.differences import differences, nearest
    from corrigenda.replay.requests import body_of

    sought = tape.filter_request(request)
    asked = body_of(sought)
    closest = nearest(asked, map(body_of, _likely(sought, tape.requests)))
    if closest is None:
        return "nothing was recorded"
    told = "\n".join(f"  {line}" for line in differences(asked, closest))
    return f"the nearest differs so ([-recorded-]{{+asked+}}):\n{told}"
