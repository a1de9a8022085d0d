"""Running on recorded answers, without any model: ``--replay DIR``, and the tests."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from corrigenda.extract.model import explain_misses
from corrigenda.replay.misses import missed
from corrigenda.schemas.errors import InputError

ADDRESS = "http://model.invalid/v1"
"""The base URL to open a replayed model at. It is never called."""


def configure(recorder: Any) -> None:
    """Teach a ``vcr.VCR`` our cassettes: their form, where they stand, what makes two questions the same.

    From now on ``Model.ask`` raises :class:`ReplayMiss` where a question stands in none of them.
    """
    from corrigenda.replay.cassettes import Shelf
    from corrigenda.replay.requests import same_question

    explain_misses(missed)
    recorder.register_persister(Shelf)
    recorder.register_matcher("same_question", same_question)


def settings() -> Mapping[str, object]:
    """The arguments of ``VCR.use_cassette`` that every cassette of ours is used with."""
    from corrigenda.replay.requests import kept_request, kept_response

    return {
        "match_on": ("method", "path", "same_question"),
        "before_record_request": kept_request,
        "before_record_response": kept_response,
        "decode_compressed_response": True,
    }


@contextmanager
def replaying(directory: Path) -> Iterator[str]:
    """Answer every request of the block from the cassettes below ``directory``, as often as it is made.

    Yields the address to open the model at: ``open_model(name, base_url=address)`` then needs neither weights
    nor key. A request that was not recorded raises :class:`ReplayMiss` from ``Model.ask``; nothing is ever
    sent. Raises :class:`InputError` where there is no cassette.
    """
    from corrigenda.replay.cassettes import cassettes_below

    if not cassettes_below(directory):
        raise InputError(
            f"there are no recorded answers (*.yaml) below {str(directory)!r}; record them first, or name "
            f"another folder",
            path=directory,
        )
    with _cassette(directory, record_mode="none", allow_playback_repeats=True):
        yield ADDRESS


@contextmanager
def recording(directory: Path) -> Iterator[None]:
    """Keep every answer of the block in ``directory/answers.yaml``, beside those that stand there already.

    What stands there already is answered from there. Answers of HTTP status 400 and above are not kept.
    """
    with _cassette(directory / "answers.yaml", record_mode="new_episodes", allow_playback_repeats=True):
        yield


@contextmanager
def _cassette(path: Path, **options: object) -> Iterator[None]:
    import vcr

    recorder = vcr.VCR()
    configure(recorder)
    with recorder.use_cassette(str(path), **settings(), **options):
        yield
