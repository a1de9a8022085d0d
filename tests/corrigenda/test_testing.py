"""The pytest plugin: what it does for a user's own tests, run in a pytest of its own."""

# What a pytest within loads first is unloaded with it, and is then there twice.
import httpcore2  # noqa: F401
import httpx2  # noqa: F401
import pytest
from places import CASSETTES

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

@pytest.mark.vcr
def test_asks_what_was_recorded(recorded_model):
    assert recorded_model.ask(about("Suga"), Meeting)[0].second == "Kåre Øst"

@pytest.mark.vcr
def test_asks_something_else(recorded_model):
    recorded_model.ask(about("Kan"), Meeting)

@pytest.mark.vcr
def test_asks_twice(recorded_model):
    recorded_model.ask(about("Suga"), Meeting)
    recorded_model.ask(about("Suga"), Meeting)

@pytest.mark.vcr
def test_swallows_the_miss(recorded_model):
    with pytest.raises(ModelError):
        recorded_model.ask(about("Kan"), Meeting)

@pytest.mark.vcr
def test_asks_nothing():
    pass

@pytest.mark.vcr
def test_has_no_cassette(recorded_model):
    recorded_model.ask(about("Suga"), Meeting)

@pytest.mark.vcr
def test_asks_without_us():
    httpx2.post("http://model.invalid/v1/chat/completions", json={"model": "m"})

@pytest.mark.vcr
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
    shelf.mkdir(parents=True)
    for name in (
        "asks_what_was_recorded",
        "asks_something_else",
        "asks_twice",
        "swallows_the_miss",
        "asks_nothing",
    ):
        (shelf / f"test_{name}.yaml").write_text(CASSETTE.read_text("utf-8"), "utf-8")
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider", "--tb=line", "-rA")

    result.assert_outcomes(passed=1, failed=7)
    result.stdout.fnmatch_lines_random(
        [
            "PASSED *::test_asks_what_was_recorded",
            "*-1: “Suga” met Kåre Øst on Tuesday.*",
            "*+1: “Kan” met Kåre Øst on Tuesday.*",
            "*it was recorded, but has been played already*",
            "1 of the 1 recorded answers in *test_swallows_the_miss.yaml' were not asked for*",
            "1 of the 1 recorded answers in *test_asks_nothing.yaml' were not asked for*",
            "*nothing was recorded*",
            "*- not recorded -*",
            "*Network is disabled for host '192.0.2.1'*",
        ]
    )
