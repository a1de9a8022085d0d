"""A request that was not recorded, explained: what of it is otherwise than in the nearest that was."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vcr.cassette import Cassette
    from vcr.request import Request as RecordedRequest

MISSED = "no recorded answer to this request"
"""How every explanation begins."""

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


def _short(path: str) -> str:
    """The path as seen from here, where it lies below."""
    place = Path(path).resolve()
    return str(place.relative_to(Path.cwd()) if place.is_relative_to(Path.cwd()) else path)


def _why(tape: "Cassette", request: "RecordedRequest") -> str:
    from corrigenda.replay.differences import differences, nearest
    from corrigenda.replay.requests import body_of

    asked = body_of(tape.filter_request(request))
    closest = nearest(asked, map(body_of, tape.requests))
    if closest is None:
        return "nothing was recorded"
    told = "\n".join(f"  {line}" for line in differences(asked, closest))
    return f"the nearest differs so ([-recorded-]{{+asked+}}):\n{told}"
