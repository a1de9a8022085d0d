"""For tests of code that asks a model: a pytest plugin, on top of pytest-recording.

Installed with ``pip install "corrigenda[test]"``, it needs no line in a ``conftest.py``: a test that takes
``recorded_model`` or ``recorded_run`` runs on the answers in ``cassettes/<test module>/<test>.yaml``, with
the network blocked, and fails where it asks something else, or less, than was recorded. Other tests are
left alone; ``@pytest.mark.corrigenda`` has one that asks with a client of its own treated alike.

``pytest --record-mode=rewrite`` records: with the embedded model, with the server that
``CORRIGENDA_RECORD_FROM`` names by its base URL, or with what the test says:
``@pytest.mark.corrigenda(model="openai:gpt-5-mini")``, ``@pytest.mark.corrigenda(model="…", base_url="…")``.
"""

import json
import logging
import os
import threading
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from corrigenda.replay import ADDRESS, MISSED, configure, missed, settings
from corrigenda.schemas.errors import ReplayMiss

if TYPE_CHECKING:
    from vcr import VCR
    from vcr.cassette import Cassette

    from corrigenda.extract.model import Model, Server
    from corrigenda.schemas.facts import Fact
    from corrigenda.schemas.runs import RunSummary

RECORD_FROM = "CORRIGENDA_RECORD_FROM"

_FIXTURES = {"recorded_model", "recorded_run"}
_PLAYED = "corrigenda/played"

_current = pytest.StashKey[pytest.Item]()
_played = pytest.StashKey[dict[str, str]]()
_recorded = pytest.StashKey[set[Path]]()
_misses = pytest.StashKey[list[str]]()


@dataclass(frozen=True)
class Run:
    """What ``recorded_run`` gives: the folder that ``corrigenda run`` would have written, and its summary."""

    out: Path
    summary: "RunSummary"

    @property
    def facts(self) -> list[dict[str, Any]]:
        """The lines of ``facts.jsonl``."""
        return self._lines("facts")

    @property
    def names(self) -> list[dict[str, Any]]:
        """The lines of ``names.jsonl``."""
        return self._lines("names")

    @property
    def corrections(self) -> list[dict[str, Any]]:
        """The lines of ``corrections.jsonl``."""
        return self._lines("corrections")

    @property
    def rejects(self) -> list[dict[str, Any]]:
        """The lines of ``rejects.jsonl``."""
        return self._lines("rejects")

    def _lines(self, name: str) -> list[dict[str, Any]]:
        text = (self.out / f"{name}.jsonl").read_text("utf-8")
        return [json.loads(line) for line in text.split("\n") if line]


class RecordedRun:
    """Runs articles through the whole flow, as ``corrigenda run`` does, on recorded answers."""

    def __init__(self, model: "Model", out: Path, *, is_embedded: bool) -> None:
        self._model = model
        self._out = out
        self._is_embedded = is_embedded
        self._runs = 0

    def __call__(
        self, *paths: str | Path, schemas: "Sequence[type[Fact]] | None" = None, **options: Any
    ) -> Run:
        """Run the articles in files or folders. ``options`` are those of ``corrigenda.batch.run_batch``.

        Raises ``ReplayMiss`` where an answer was not recorded.
        """
        from corrigenda.batch import run_batch
        from corrigenda.extract.sentences import SIZE, SMALL
        from corrigenda.reconcile.table import EntityTable
        from corrigenda.schemas.news import NewsFact

        self._runs += 1
        out = self._out / (f"found{self._runs}" if self._runs > 1 else "found")
        with ExitStack() as stack:
            table = options.pop("table", None) or stack.enter_context(EntityTable.starter())
            given = {
                "window": SMALL if self._is_embedded else SIZE,
                "schemas": schemas or (NewsFact,),
                **options,
            }
            summary = run_batch(map(Path, paths), out, table=table, model=nullcontext(self._model), **given)
        for outcome in summary.outcomes:
            if outcome.reason.startswith(MISSED):
                raise ReplayMiss(outcome.reason, model=self._model.name)
        return Run(out, summary)


@pytest.fixture
def recorded_model(request: pytest.FixtureRequest, _servers: "Mapping[str, Server]") -> "Iterator[Model]":
    """A model as recorded in the cassette of the test; itself when recording. The embedded one, unless the
    test is marked with another.
    """
    cassette: Cassette | None = request.getfixturevalue("vcr")
    if cassette is not None:
        _play_one_at_a_time(cassette)
    with _quiet("instructor"), _open(_asked(request.node), request.config, _servers) as model:
        yield model


@pytest.fixture
def recorded_run(request: pytest.FixtureRequest, recorded_model: "Model", tmp_path: Path) -> RecordedRun:
    """A whole run over files or folders, on the answers in the cassette of the test."""
    name, _ = _asked(request.node)
    return RecordedRun(recorded_model, tmp_path, is_embedded=name.partition(":")[0] == "local")


@pytest.fixture(scope="session")
def _servers(request: pytest.FixtureRequest) -> "Iterator[Mapping[str, Server]]":
    """The embedded models that tests record with, by name: running before any cassette listens."""
    wanted = {
        name
        for name, base_url in map(_asked, filter(_is_ours, request.session.items))
        if name.partition(":")[0] == "local" and base_url is None
    }
    with ExitStack() as stack:
        if _asks_for_real(request.config) and RECORD_FROM not in os.environ:
            from corrigenda.extract.model import find, serve

            yield {name: stack.enter_context(serve(find(name))) for name in sorted(wanted)}
        else:
            yield {}


@pytest.hookimpl(optionalhook=True)
def pytest_recording_configure(config: pytest.Config, vcr: "VCR") -> None:
    """Have pytest-recording read and write our cassettes."""
    if _is_ours(config.stash[_current]):
        configure(vcr)


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line(
        "markers",
        "corrigenda(model='local', base_url=None): replay recorded answers; which model is asked, and where, "
        "when they are recorded.",
    )
    config.stash[_played], config.stash[_recorded], config.stash[_misses] = {}, set(), []


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test of recorded answers has a cassette and no network, whether or not it is marked so."""
    if not _can_record(config):
        return
    for item in filter(_is_ours, items):
        item.add_marker(pytest.mark.vcr(**settings()))
        if not item.get_closest_marker("block_network"):
            item.add_marker("block_network")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Note whose cassette is about to be used; without pytest-recording there is none."""
    item.config.stash[_current] = item
    if _is_ours(item) and not _can_record(item.config):
        pytest.fail('recorded answers need pytest-recording: pip install "corrigenda[test]"', pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """Fail a test on a request that was not recorded, saying how it differs, and on answers not asked for."""
    if not _is_ours(pyfuncitem):
        return (yield)
    try:
        result = yield
    except Exception as error:
        miss = str(error) if isinstance(error, ReplayMiss) else missed(error)
        if miss is None:
            raise
        pyfuncitem.config.stash[_misses].append(pyfuncitem.nodeid)
        raise pytest.fail.Exception(miss, pytrace=False) from None
    cassette: Cassette | None = pyfuncitem.funcargs.get("vcr")
    if cassette is not None and cassette.write_protected:
        _require_played(cassette)
        _note_played(pyfuncitem.config, Path(cassette.path))
    elif cassette is not None:
        pyfuncitem.config.stash[_recorded].add(Path(cassette.path))
    return result


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Remove preambles that nothing refers to since a recording; keep in pytest's cache what was played."""
    config = session.config
    if config.stash[_recorded]:
        from corrigenda.replay import preambles_beside, prune_cassettes

        for folder in {preambles_beside(path).parent for path in config.stash[_recorded]}:
            prune_cassettes(folder)
    if config.stash[_played] and (cache := getattr(config, "cache", None)) is not None:
        earlier = cache.get(_PLAYED, {})
        kept = {path: told for path, told in earlier.items() if (config.rootpath / path).is_file()}
        cache.set(_PLAYED, kept | config.stash[_played])


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say what to do where requests were not recorded."""
    if misses := config.stash[_misses]:
        terminalreporter.section("not recorded")
        terminalreporter.write_line(
            f"{len(misses)} tests asked what was not recorded. 'corrigenda cassettes check' says which "
            f"recordings are stale; 'pytest --record-mode=rewrite' with these tests records them again."
        )


def _is_ours(item: pytest.Item) -> bool:
    """Whether a test is one of recorded answers."""
    fixtures = getattr(item, "fixturenames", ())
    return bool(_FIXTURES.intersection(fixtures)) or item.get_closest_marker("corrigenda") is not None


def _can_record(config: pytest.Config) -> bool:
    return bool(config.pluginmanager.has_plugin("recording"))


def _asked(item: pytest.Item) -> tuple[str, str | None]:
    """The model that a test asks, and the base URL that it is recorded from."""
    marker = item.get_closest_marker("corrigenda")
    told = {} if marker is None else marker.kwargs
    return told.get("model", "local"), told.get("base_url")


def _asks_for_real(config: pytest.Config) -> bool:
    mode = config.getoption("--record-mode", None) or "none"
    return mode != "none" or bool(config.getoption("--disable-recording", False))


@contextmanager
def _open(
    asked: tuple[str, str | None], config: pytest.Config, servers: "Mapping[str, Server]"
) -> "Iterator[Model]":
    """The model at nobody's address when replaying; where it really is otherwise."""
    from corrigenda.extract.model import open_model

    name, base_url = asked
    key = None
    if not _asks_for_real(config):
        base_url, key = ADDRESS, "none"
    elif base_url is None and name in servers:
        base_url, key = servers[name].base_url, servers[name].key
    elif base_url is None:
        base_url = os.environ.get(RECORD_FROM)
    with open_model(name, base_url=base_url, api_key=key) as model:
        yield model


def _play_one_at_a_time(cassette: "Cassette") -> None:
    """Have threads that ask the same take different ones of its answers."""
    lock, play = threading.Lock(), cassette.play_response

    def play_alone(request: object) -> object:
        with lock:
            return play(request)

    cassette.play_response = play_alone


def _require_played(cassette: "Cassette") -> None:
    if not cassette.all_played:
        unasked = [number for number in range(len(cassette)) if not cassette.play_counts[number]]
        numbers = ", ".join(str(number + 1) for number in unasked)
        pytest.fail(
            f"{len(unasked)} of the {len(cassette)} recorded answers in {str(cassette.path)!r} were not "
            f"asked for (counted from 1: {numbers}); record the test again",
            pytrace=False,
        )


def _note_played(config: pytest.Config, path: Path) -> None:
    from corrigenda.replay import digest

    if path.is_file():
        config.stash[_played][os.path.relpath(path, config.rootpath)] = digest(path)


@contextmanager
def _quiet(logger: str) -> Iterator[None]:
    """Keep out of the test's report what a library logs of errors that are raised anyway."""
    log = logging.getLogger(logger)
    before = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(before)
