"""Asking a model: what is sent, what comes back, and what becomes of every way to fail.

A real server on the loopback address answers what each test tells it to.
"""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Literal

import pytest
from made_servers import QUICK, Conversation, Reply, a_server, failing, saying

from corrigenda.extract.model import Answer, Message, Model, Request, open_model, parse
from corrigenda.extract.model.client import Setback
from corrigenda.extract.model.modes import AnswerMode
from corrigenda.extract.model.providers import find_endpoint
from corrigenda.schemas.base import Frozen
from corrigenda.schemas.errors import AnswerError, CorrigendaError, ModelError, WeightsError
from corrigenda.schemas.records import Usage

pytestmark = pytest.mark.block_network(allowed_hosts=[r"127\.0\.0\.1"])

QUESTION = Request(system="Answer as JSON.", user="Who?", max_tokens=50)


class Draft(Frozen):
    """One fact."""

    sentence: Literal[1, 2]
    who: tuple[str, ...]


GOOD = '{"sentence": 2, "who": ["菅義偉", "Biden"]}'
WRONG_ID = '{"sentence": 7, "who": []}'


@contextmanager
def a_model(
    *replies: Reply, setbacks: list[Setback] | None = None, timeout: float = 30.0
) -> Iterator[tuple[Model, Conversation]]:
    """A model named ``small`` that gives ``replies`` in turn."""
    with (
        a_server(*replies) as exchange,
        open_model(
            "small",
            base_url=exchange.address,
            api_key="k",
            timeout=timeout,
            patience=QUICK,
            on_setback=None if setbacks is None else setbacks.append,
        ) as model,
    ):
        yield model, exchange


def test_an_answer_comes_as_an_object_of_the_shape_and_as_it_was_said() -> None:
    """The raw text is kept beside the object, with what it cost; reading that text again gives the object."""
    with a_model(saying(GOOD)) as (model, _):
        draft, answer = model.ask(QUESTION, Draft)

    assert draft == Draft(sentence=2, who=("菅義偉", "Biden"))
    assert answer.text == GOOD
    assert parse(answer.text, Draft) == draft
    assert (answer.model, answer.finish_reason) == ("small", "stop")
    assert answer.usage.model_copy(update={"seconds": 0.0}) == Usage(
        requests=1, prompt_tokens=10, completion_tokens=5
    )
    assert answer.usage.seconds > 0


def test_the_request_is_repeatable_and_bound_to_the_schema() -> None:
    """Temperature 0, a fixed seed, a bound on the answer, and the shape as JSON Schema go with each."""
    with a_model(saying(GOOD)) as (model, exchange):
        model.ask(QUESTION, Draft)
    (sent,) = exchange.bodies

    assert sent == {
        "model": "small",
        "messages": [
            {"role": "system", "content": "Answer as JSON."},
            {"role": "user", "content": "Who?"},
        ],
        "max_tokens": 50,
        "temperature": 0.0,
        "seed": 0,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "Draft", "schema": Draft.model_json_schema()},
        },
    }
    assert exchange.keys == ["Bearer k"]


@pytest.mark.parametrize(
    ("mode", "form", "strict"),
    [
        ("schema", "json_schema", None),
        ("strict", "json_schema", True),
        ("json", "json_object", None),
        ("text", None, None),
    ],
)
def test_each_mode_binds_the_answer_in_its_form(
    mode: AnswerMode, form: str | None, strict: bool | None
) -> None:
    """Where the request cannot hold the schema, the instructions tell it; fences and thoughts are read."""
    fenced = f"<think>Who?</think>\n```json\n{GOOD}\n```"
    with (
        a_server(saying(fenced)) as exchange,
        open_model("small", base_url=exchange.address, api_key="k", mode=mode, patience=QUICK) as model,
    ):
        draft, _ = model.ask(QUESTION, Draft)
    (sent,) = exchange.bodies
    bound = sent.get("response_format", {})

    assert draft == Draft(sentence=2, who=("菅義偉", "Biden"))
    assert bound.get("type") == form
    assert bound.get("json_schema", {}).get("strict") == strict
    assert ("sentence" in str(sent["messages"])) == (mode in ("json", "text"))


def test_a_second_question_goes_into_the_same_conversation() -> None:
    """What was asked and answered stands before it unchanged, so that a prefix cache can use it."""
    again = QUESTION.followed_by(GOOD, "And who else?")
    with a_model(saying(GOOD)) as (model, exchange):
        model.ask(QUESTION, Draft)
        model.ask(again, Draft)
    first, second = (body["messages"] for body in exchange.bodies)

    assert second == [
        *first,
        {"role": "assistant", "content": GOOD},
        {"role": "user", "content": "And who else?"},
    ]
    assert QUESTION.messages == ()
    assert again.messages[0] == Message(role="assistant", content=GOOD)


def test_an_answer_of_another_form_is_asked_for_once_more() -> None:
    """The model is shown its error, and the failed attempt is counted too."""
    with a_model(saying(WRONG_ID), saying(GOOD)) as (model, exchange):
        draft, answer = model.ask(QUESTION, Draft)

    assert draft.sentence == 2
    assert (answer.usage.requests, answer.usage.prompt_tokens, answer.usage.completion_tokens) == (2, 20, 10)
    shown = exchange.bodies[1]["messages"][2:]
    assert shown[0]["content"] == WRONG_ID
    assert "Input should be 1 or 2" in shown[1]["content"]


@pytest.mark.parametrize(
    ("reply", "said", "why"),
    [
        (saying(WRONG_ID), WRONG_ID, "sentence: Input should be 1 or 2"),
        (saying("Suga met Biden."), "Suga met Biden.", "Invalid JSON"),
        (saying('{"sentence": 1}'), '{"sentence": 1}', "who: Field required"),
        (saying(GOOD[:20], finish_reason="length"), GOOD[:20], "cut off after 50 tokens"),
        (saying(None, refusal="I cannot."), "I cannot.", "not a Draft"),
        (Reply(body=b"{}", headers={"Content-Type": "application/json"}), "{}", "not a Draft"),
        (Reply(body=b"<html>", headers={"Content-Type": "text/html"}), "<html>", "not a Draft"),
        (Reply(body=b"{", headers={"Content-Type": "application/json"}), "{", "not a Draft"),
    ],
)
def test_an_answer_that_stays_unusable_is_an_error_with_the_answer_in_it(
    reply: Reply, said: str, why: str
) -> None:
    """It is never taken for "no facts": the error carries what was said, why it will not do, what it cost."""
    with a_model(reply) as (model, exchange), pytest.raises(AnswerError, match=why) as caught:
        model.ask(QUESTION, Draft)

    assert caught.value.answer == said
    assert caught.value.model == "small"
    told = 5 * len(exchange.bodies) if b"usage" in reply.body else 0
    assert caught.value.usage.completion_tokens == told


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 529])
def test_a_failure_that_passes_is_waited_out(status: int) -> None:
    """The same request is sent again, and whoever listens hears of the setback."""
    setbacks: list[Setback] = []
    with a_model(failing(status), failing(status), saying(GOOD), setbacks=setbacks) as (model, exchange):
        draft, answer = model.ask(QUESTION, Draft)

    assert draft.sentence == 2
    assert answer.usage.requests == 1
    assert [(one.tries, one.status) for one in setbacks] == [(1, status), (2, status)]
    assert exchange.bodies[0] == exchange.bodies[2]


def test_a_failure_between_two_attempts_does_not_lose_the_first() -> None:
    """A 503 on the second asking repeats that request alone; the conversation goes on where it was."""
    with a_model(saying(WRONG_ID), failing(503), saying(GOOD)) as (model, exchange):
        _, answer = model.ask(QUESTION, Draft)

    assert answer.usage.requests == 2
    assert exchange.bodies[1] == exchange.bodies[2]


@pytest.mark.parametrize(
    ("retry_after", "waited"),
    [
        ("0.02", 0.02),
        ("0", 0.0),
        ("3600", QUICK.longest_wait),
        (format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True), QUICK.longest_wait),
        (format_datetime(datetime.now(UTC) - timedelta(hours=1), usegmt=True), 0.0),
    ],
)
def test_the_server_says_how_long_to_wait(retry_after: str, waited: float) -> None:
    """``Retry-After``, in seconds or as a date, is kept to, up to the longest wait that is borne with."""
    setbacks: list[Setback] = []
    with a_model(failing(429, retry_after=retry_after), saying(GOOD), setbacks=setbacks) as (model, _):
        model.ask(QUESTION, Draft)

    assert [one.wait for one in setbacks] == [waited]


def test_a_retry_after_that_says_nothing_is_passed_over() -> None:
    """The usual wait then applies: around the first wait, a quarter up or down."""
    setbacks: list[Setback] = []
    with a_model(failing(429, retry_after="soon"), saying(GOOD), setbacks=setbacks) as (model, _):
        model.ask(QUESTION, Draft)

    assert 0.75 * QUICK.first_wait <= setbacks[0].wait <= 1.25 * QUICK.first_wait


@pytest.mark.parametrize(
    ("reply", "tries", "advice"),
    [
        (failing(401), 1, "set CORRIGENDA_API_KEY"),
        (failing(403), 1, "set CORRIGENDA_API_KEY"),
        (failing(404), 1, "check the name and the address"),
        (failing(400), 1, "no: 400"),
        (failing(429, code="insufficient_quota"), 1, "no more requests are allowed"),
        (failing(429), QUICK.tries, "run the same command again later"),
        (failing(503), QUICK.tries, "no: 503"),
    ],
)
def test_a_failure_that_stays_is_an_error_that_says_what_to_do(reply: Reply, tries: int, advice: str) -> None:
    """What cannot pass is not tried again; what could is, as often as patience lasts."""
    with a_model(reply) as (model, exchange), pytest.raises(ModelError, match=advice) as caught:
        model.ask(QUESTION, Draft)

    assert not isinstance(caught.value, AnswerError)
    assert "'small'" in str(caught.value)
    assert len(exchange.bodies) == tries


def test_a_server_that_is_too_slow_is_given_up_after_the_time_allowed() -> None:
    """The time is for one try, of which there are two at most; what to do is said with it."""
    with (
        a_model(Reply(delay=5.0), timeout=0.1) as (model, exchange),
        pytest.raises(ModelError, match=r"within 0\.1 seconds; allow more time"),
    ):
        model.ask(QUESTION, Draft)

    assert len(exchange.bodies) == 2


def test_a_server_that_is_gone_is_an_error_that_names_its_address() -> None:
    """A refused connection is tried again, then said."""
    setbacks: list[Setback] = []
    with a_model(saying(GOOD), setbacks=setbacks) as (_, exchange):
        address = exchange.address
    with (
        open_model("small", base_url=address, patience=QUICK, on_setback=setbacks.append) as model,
        pytest.raises(ModelError, match=f"'{address}/' cannot be reached"),
    ):
        model.ask(QUESTION, Draft)

    assert [one.status for one in setbacks] == [None, None]


def test_threads_share_a_model_without_mixing_answers() -> None:
    """Each thread counts its own cost, and gets what it asked for."""
    with a_model(saying(GOOD)) as (model, exchange), ThreadPoolExecutor(8) as pool:
        answers: list[Answer] = [
            answer for _, answer in pool.map(lambda _: model.ask(QUESTION, Draft), range(24))
        ]

    assert len(exchange.bodies) == 24
    assert {answer.usage.requests for answer in answers} == {1}


@pytest.mark.parametrize(
    ("name", "kind", "advice"),
    [
        ("gpt-9", ModelError, "--base-url"),
        ("openai:", ModelError, "--base-url"),
        ("openai:gpt-9", ModelError, "set OPENAI_API_KEY"),
        ("local", WeightsError, "corrigenda model pull local"),
        ("local:/nowhere/own.gguf", WeightsError, "'/nowhere/own.gguf'"),
    ],
)
def test_a_model_that_cannot_be_opened_says_what_is_missing(
    name: str, kind: type[CorrigendaError], advice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name, a key or weights that are not there are named before anything is asked or downloaded."""
    monkeypatch.setenv("CORRIGENDA_CACHE", str(tmp_path))
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)

    with pytest.raises(kind, match=advice), open_model(name):
        pass


@pytest.mark.parametrize(
    ("environment", "key"),
    [
        ({}, "none"),
        ({"OPENAI_API_KEY": "a"}, "none"),
        ({"OPENAI_API_KEY": "a", "CORRIGENDA_API_KEY": "b"}, "b"),
    ],
)
def test_the_key_for_a_server_of_ones_own_comes_from_the_environment(
    environment: dict[str, str], key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has a variable of its own; OpenAI's key goes to OpenAI alone; where none is set it is "none"."""
    for name in ("OPENAI_API_KEY", "CORRIGENDA_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with a_server(saying(GOOD)) as exchange, open_model("small", base_url=exchange.address) as model:
        model.ask(QUESTION, Draft)

    assert exchange.keys == [f"Bearer {key}"]


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://api.openai.com/v1", "a"),
        ("https://eu.api.openai.com/v1", "a"),
        ("https://api.openai.com.example/v1", "none"),
        ("https://notapi.openai.com/v1", "none"),
        ("http://api.openai.com/v1", "none"),
        ("https://api.openai.com:8443/v1", "none"),
        ("https://api.mistral.ai/v1", "m"),
    ],
)
def test_a_providers_key_goes_to_its_own_host(
    address: str, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over its own scheme and port, and to the hosts of its regions; to none that only looks like it."""
    monkeypatch.delenv("CORRIGENDA_API_KEY", raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", "a")
    monkeypatch.setenv("MISTRAL_API_KEY", "m")
    found = find_endpoint("small", base_url=address, api_key=None, key_variable=None)

    assert found.key == key


@pytest.mark.parametrize("name", ["OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_CUSTOM_HEADERS"])
def test_what_is_set_for_openai_goes_to_no_other_host(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Organization, project and headers of one's own are OpenAI's as its key is."""
    monkeypatch.setenv(name, "X-Own: planted-4711")
    with a_server(saying(GOOD)) as exchange, open_model("small", base_url=exchange.address) as model:
        model.ask(QUESTION, Draft)

    assert not [value for headers in exchange.headers for value in headers.values() if "planted" in value]


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("local", "qwen2.5-coder-1.5b-instruct-q4_k_m"),
        ("local:/some/where/own-model.gguf", "own-model"),
        ("openai:gpt-9", "gpt-9"),
        ("some/model:free", "some/model:free"),
    ],
)
def test_a_model_is_named_without_where_it_is(name: str, sent: str) -> None:
    """Records and cassettes depend on the model, not on the machine that it ran on."""
    with a_server(saying(GOOD)) as exchange, open_model(name, base_url=exchange.address) as model:
        model.ask(QUESTION, Draft)

    assert model.name == sent
    assert [body["model"] for body in exchange.bodies] == [sent]


def test_a_stored_answer_is_read_like_a_fresh_one() -> None:
    """The same text gives the same error, whether it comes from the store or from the model."""
    with a_model(saying(WRONG_ID)) as (model, _), pytest.raises(AnswerError) as fresh:
        model.ask(QUESTION, Draft)
    with pytest.raises(AnswerError) as stored:
        parse(WRONG_ID, Draft, model="small")

    assert stored.value.answer == fresh.value.answer
    assert str(stored.value) == str(fresh.value)


def test_the_stack_is_loaded_only_when_a_model_is_opened() -> None:
    """Commands that ask no model do not wait for the libraries that can."""
    code = (
        "import sys, corrigenda.extract.model, corrigenda.replay\n"
        "print({'httpx2', 'instructor', 'openai', 'tenacity', 'vcr', 'xllamacpp'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "set()\n"
