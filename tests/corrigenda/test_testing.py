"""The pytest plugin: what it does for a user's own tests, run in a pytest of its own."""

import tomllib

# What a pytest within loads first is unloaded with it, and is then there twice.
import httpcore2  # noqa: F401
import httpx2  # noqa: F401
import pytest
from places import CASSETTES, ROOT

from corrigenda.replay import read_cassette
from corrigenda.replay.cassettes import write_cassette

pytest_plugins = ["pytester"]

CASSETTE = CASSETTES / "test_replay" / "test_a_recorded_model_answers_as_it_did.yaml"

USERS_TESTS = '''
import httpx2
import socket
import pytest
from corrigenda.extract.model import Request
from corrigenda.schemas.errors import ModelError
from corrigenda.schemas.base import Frozen

class Meeting(Frozen):
    """Two people meet."""
    first: str
    second: str
    day: str

def about(who):
    return Request(
        system="You answer in JSON on one line, with words of the sentence only.",
        user=f"Who met whom, and on which day?\\n1: “{who}” met Kåre Øst on Tuesday.",
        max_tokens=60,
    )

def test_asks_what_was_recorded(recorded_model):
    assert recorded_model.ask(about("Suga"), Meeting)[0].second == "Kåre Øst"

def test_asks_something_else(recorded_model):
    recorded_model.ask(about("Kan"), Meeting)

def test_asks_twice(recorded_model):
    recorded_model.ask(about("Suga"), Meeting)
    recorded_model.ask(about("Suga"), Meeting)

def test_swallows_the_miss(recorded_model):
    with pytest.raises(ModelError):
        recorded_model.ask(about("Kan"), Meeting)

def test_asks_nothing(recorded_model):
    pass

def test_has_no_cassette(recorded_model):
    recorded_model.ask(about("Suga"), Meeting)

@pytest.mark.corrigenda
def test_asks_without_us():
    httpx2.post("http://model.invalid/v1/chat/completions", json={"model": "m"})

@pytest.mark.corrigenda
def test_goes_elsewhere():
    with socket.socket() as elsewhere:
        elsewhere.connect(("192.0.2.1", 80))
'''


def test_a_test_passes_only_if_it_asks_what_was_recorded_and_all_of_it(pytester: pytest.Pytester) -> None:
    """Anything else fails, and the report says how the question differs from the recorded one."""
    pytester.makeconftest('pytest_plugins = ["corrigenda.testing"]')
    pytester.makeini("[pytest]\nfilterwarnings = error\n")
    pytester.makepyfile(test_users=USERS_TESTS)
    shelf = pytester.path / "cassettes" / "test_users"
    for name in (
        "asks_what_was_recorded",
        "asks_something_else",
        "asks_twice",
        "swallows_the_miss",
        "asks_nothing",
    ):
        write_cassette(shelf / f"test_{name}.yaml", [one.pair for one in read_cassette(CASSETTE)])
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider", "--tb=line", "-rA")

    result.assert_outcomes(passed=1, failed=7)
    result.stdout.fnmatch_lines_random(
        [
            "PASSED *::test_asks_what_was_recorded",
            "*question: 1: “?-Suga-?{+Kan+}” met Kåre Øst on Tuesday.*",
            "*it was recorded, but has been played already*",
            "1 of the 1 recorded answers in *test_swallows_the_miss.yaml' were not asked for*",
            "1 of the 1 recorded answers in *test_asks_nothing.yaml' were not asked for*",
            "*nothing was recorded*",
            "4 tests asked what was not recorded.*",
            "*Network is disabled for host '192.0.2.1'*",
        ]
    )


def test_other_tests_are_left_alone(pytester: pytest.Pytester) -> None:
    """Whoever has Corrigenda installed keeps the cassettes and the network of their other tests."""
    pytester.makeconftest('pytest_plugins = ["corrigenda.testing"]')
    pytester.makepyfile(
        test_others="""
        import socket
        import pytest
        from corrigenda.replay.cassettes import Shelf

        @pytest.mark.vcr
        def test_of_theirs(vcr):
            assert vcr._persister is not Shelf

        def test_without(request):
            assert request.node.get_closest_marker("vcr") is None
            assert request.node.get_closest_marker("block_network") is None
        """
    )
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider")

    result.assert_outcomes(passed=2)


def test_without_pytest_recording_a_test_says_what_to_install(pytester: pytest.Pytester) -> None:
    """And no other test is touched by its absence."""
    pytester.makeconftest('pytest_plugins = ["corrigenda.testing"]')
    pytester.makeini("[pytest]\nfilterwarnings = error\n")
    pytester.makepyfile(test_asking="def test_asks(recorded_model): ...\ndef test_other(): ...\n")
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider", "-p", "no:recording")

    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(['*pip install "corrigenda?test?"*'])


def test_the_package_tells_pytest_of_the_plugin() -> None:
    """Under its import name, so that a conftest.py that names it too loads it once."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    assert project["entry-points"]["pytest11"] == {"corrigenda.testing": "corrigenda.testing"}
