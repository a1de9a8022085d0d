"""For tests of code that asks a model: a pytest plugin, on top of pytest-recording.

Put ``pytest_plugins = ["corrigenda.testing"]`` into the topmost ``conftest.py``, mark a test with
``@pytest.mark.vcr``, and let it ask ``recorded_model``. It then runs on the answers in
``cassettes/<test module>/<test>.yaml``, with the network blocked, and fails where it asks something else, or
less, than was recorded. ``pytest --record-mode=rewrite`` records with the embedded model, or with the server
that ``CORRIGENDA_RECORD_FROM`` names by its base URL.
"""

import os
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING

import pytest

from corrigenda.extract.model import Model, Server, find, open_model, serve
from corrigenda.replay import ADDRESS, configure, missed, settings
from corrigenda.schemas.errors import ReplayMiss

if TYPE_CHECKING:
    from vcr import VCR
    from vcr.cassette import Cassette

RECORD_FROM = "CORRIGENDA_RECORD_FROM"


@pytest.fixture
def recorded_model(_answering: Server) -> Iterator[Model]:
    """The embedded model, as recorded in the cassette of the test; itself when recording."""
    with open_model("local", base_url=_answering.base_url, api_key=_answering.key) as model:
        yield model


@pytest.fixture(scope="session")
def _answering(record_mode: str) -> Iterator[Server]:
    """Who answers: nobody when replaying, a server that is started before any cassette listens otherwise."""
    if record_mode == "none":
        yield Server(base_url=ADDRESS, key="none")
    elif RECORD_FROM in os.environ:
        yield Server(base_url=os.environ[RECORD_FROM], key="none")
    else:
        with serve(find("local")) as server:
            yield server


@pytest.fixture
def vcr_config() -> dict[str, object]:
    """How pytest-recording uses cassettes."""
    return dict(settings())


def pytest_recording_configure(config: pytest.Config, vcr: "VCR") -> None:
    """Have pytest-recording read and write our cassettes."""
    configure(vcr)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Block the network for tests that have a cassette."""
    for item in items:
        if item.get_closest_marker("vcr") and not item.get_closest_marker("block_network"):
            item.add_marker("block_network")


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """Fail a test that did not ask all that stands in its cassette."""
    result = yield
    cassette: Cassette | None = pyfuncitem.funcargs.get("vcr")
    if cassette is not None and cassette.write_protected and not cassette.all_played:
        unasked = [number for number in range(len(cassette)) if not cassette.play_counts[number]]
        pytest.fail(
            f"{len(unasked)} of the {len(cassette)} recorded answers in {cassette.path!r} were not asked for "
            f"(counted from 1: {', '.join(str(number + 1) for number in unasked)}); record the test again",
            pytrace=False,
        )
    return result


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Say, under a test that failed on a request not recorded, how it differs from what was.

    ``Model.ask`` says so itself; from any other client it comes as no more than "Connection error".
    """
    report = yield
    error = call.excinfo.value if call.excinfo is not None else None
    if error is not None and not isinstance(error, ReplayMiss) and (miss := missed(error)) is not None:
        report.sections.append(("not recorded", miss))
    return report
