"""Running on recorded answers: the same questions get the same answers, and any other is told apart."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from made_cassettes import a_pair, turns
from places import CASSETTES

from corrigenda.extract.model import Model, Request, open_model
from corrigenda.replay import recording, replaying
from corrigenda.replay.cassettes import write_cassette
from corrigenda.schemas.base import Frozen
from corrigenda.schemas.errors import InputError, ReplayMiss

CASSETTE = CASSETTES / "test_replay" / "test_a_recorded_model_answers_as_it_did.yaml"
QUESTION = Request(
    system="You answer in JSON on one line, with words of the sentence only.",
    user="Who met whom, and on which day?\n1: “Suga” met Kåre Øst on Tuesday.",
    max_tokens=60,
)
OTHER = QUESTION.model_copy(update={"user": QUESTION.user.replace("Suga", "Kan")})


class Meeting(Frozen):
    """Two people meet."""

    first: str
    second: str
    day: str


def ask(model: Model, question: Request = QUESTION) -> Meeting:
    """The meeting that the model finds."""
    return model.ask(question, Meeting)[0]


def test_a_recorded_model_answers_as_it_did(recorded_model: Model) -> None:
    """A test on a cassette asks the embedded model once, when it is recorded, and never again."""
    meeting, answer = recorded_model.ask(QUESTION, Meeting)

    assert meeting == Meeting(first="Suga", second="Kåre Øst", day="Tuesday")
    assert answer.usage.requests == 1
    assert answer.usage.prompt_tokens > 0
    assert answer.finish_reason == "stop"


def test_a_folder_of_cassettes_stands_in_for_the_model() -> None:
    """Every question below the folder is answered, as often as it is asked, by however many threads."""
    with (
        replaying(CASSETTE.parent) as address,
        open_model(base_url=address) as model,
        ThreadPoolExecutor(4) as pool,
    ):
        meetings = set(pool.map(lambda _: ask(model), range(12)))

    assert meetings == {Meeting(first="Suga", second="Kåre Øst", day="Tuesday")}


def test_a_question_that_was_not_recorded_is_a_miss_that_shows_the_difference() -> None:
    """It is not sent, not tried again, and not answered with something like it."""
    with (
        replaying(CASSETTE.parent) as address,
        open_model(base_url=address) as model,
        pytest.raises(ReplayMiss) as miss,
    ):
        ask(model, OTHER)

    assert "no recorded answer to this request" in str(miss.value)
    assert "question: 1: “[-Suga-]{+Kan+}” met Kåre Øst on Tuesday." in str(miss.value)
    assert miss.value.model == "qwen2.5-coder-1.5b-instruct-q4_k_m"


def test_of_a_large_recording_the_nearest_is_shown_all_the_same(tmp_path: Path) -> None:
    """Among hundreds of questions of one prompt the one with the same words is found."""
    questions = [f"Who met number {number} of {number % 7}?" for number in range(300)]
    write_cassette(tmp_path / "a.yaml", [a_pair(turns("Name somebody.", one), "{}") for one in questions])
    with (
        replaying(tmp_path) as address,
        open_model("small", base_url=address) as model,
        pytest.raises(ReplayMiss, match=r"Who met number 277 of \[-4-\]\{\+four\+\}\?"),
    ):
        ask(model, Request(system="Name somebody.", user="Who met number 277 of four?"))


@pytest.mark.parametrize(
    "changed",
    [
        {"temperature": 0.5},
        {"seed": 1},
        {"max_tokens": 61},
        {"system": QUESTION.system.removesuffix(".")},
    ],
)
def test_any_change_to_what_is_sent_is_another_question(changed: dict[str, object]) -> None:
    """A changed prompt or parameter never replays the old answer."""
    with (
        replaying(CASSETTE.parent) as address,
        open_model(base_url=address) as model,
        pytest.raises(ReplayMiss),
    ):
        ask(model, QUESTION.model_copy(update=changed))


def test_a_folder_without_recordings_is_said(tmp_path: Path) -> None:
    """The error names the folder, before any model is opened."""
    with pytest.raises(InputError, match=r"no recorded answers \(\*\.yaml\)"), replaying(tmp_path):
        pass


def test_what_stands_in_a_recording_is_not_asked_again(tmp_path: Path) -> None:
    """Recording goes on where it stood; what is there is answered from there, and the file stays as it is."""
    shutil.copytree(CASSETTES / "preambles", tmp_path / "preambles")
    text = CASSETTE.read_text("utf-8").replace("../preambles", "preambles")
    (tmp_path / "answers.yaml").write_text(text, "utf-8")
    with recording(tmp_path), open_model(base_url="http://model.invalid/v1") as model:
        meeting = ask(model)

    assert meeting.first == "Suga"
    assert (tmp_path / "answers.yaml").read_text("utf-8") == text
