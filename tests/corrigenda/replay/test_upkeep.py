"""Looking after cassettes: what is wrong with them is told, what is of no use goes."""

import json
from pathlib import Path
from typing import ClassVar

import pytest
from made_cassettes import a_pair, said, turns, write_old_form
from places import CASSETTES

from corrigenda.cli import main
from corrigenda.replay import (
    PLAYED,
    check_cassettes,
    digest,
    list_cassettes,
    migrate_cassettes,
    prune_answers,
    prune_cassettes,
    read_cassette,
)
from corrigenda.replay.cassettes import write_cassette
from corrigenda.schemas.errors import SchemaError
from corrigenda.schemas.facts import Example, Fact
from corrigenda.schemas.news import NewsFact

PAIR = a_pair(turns("Say yes or no.", "Is it dry?"), "no")
KYOTO = next(CASSETTES.rglob("*kyoto*.yaml"))


class Terse(NewsFact):
    """Who did what."""

    examples: ClassVar[tuple[Example, ...]] = ()


def no_schema(name: str) -> type[Fact]:
    """No schema has any name."""
    raise SchemaError(f"{name!r} names no schema", schema=name)


def kinds(directory: Path, **options: Path) -> list[tuple[str, str]]:
    """What is wrong below a folder, and with which file."""
    found = check_cassettes(directory, lambda _: NewsFact, **options)
    return [(problem.kind, problem.path.name.partition("-")[0]) for problem in found]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of cassettes in which nothing is wrong, with the tests that play them beside."""
    (tmp_path / "test_weather.py").write_text(
        "def test_dry(): ...\nclass TestPiano:\n    def test_facts(self): ...\n", "utf-8"
    )
    cassettes = tmp_path / "cassettes"
    write_cassette(cassettes / "test_weather" / "test_dry[oslo].yaml", [PAIR])
    write_cassette(
        cassettes / "test_weather" / "TestPiano.test_facts.yaml", [one.pair for one in read_cassette(KYOTO)]
    )
    return cassettes


def test_nothing_is_wrong_with_what_is_right(folder: Path) -> None:
    """Fresh cassettes of tests that are there pass."""
    assert kinds(folder, tests=folder.parent) == []


def test_a_question_that_the_code_would_put_otherwise_is_stale(folder: Path) -> None:
    """Beforehand and without a model, with what changed, once for all the answers that it concerns."""
    problems = list(check_cassettes(folder, lambda _: Terse))

    assert {problem.kind for problem in problems} == {"stale"}
    assert "21 of 21 answers: instructions: …" in problems[0].message
    assert {problem.severity for problem in problems} == {"error"}


def test_a_schema_that_is_not_found_is_no_error_but_is_told(folder: Path) -> None:
    """Whether its answers are stale cannot be known."""
    problems = list(check_cassettes(folder, no_schema))

    assert [(problem.kind, problem.severity) for problem in problems] == [("unchecked", "warning")]


def test_a_cassette_that_no_test_has_is_orphaned_and_goes(folder: Path) -> None:
    """With the preamble that only it referred to; everything else stays."""
    left = sorted(folder.rglob("*.yaml"))
    write_cassette(folder / "test_weather" / "test_wet.yaml", [a_pair(turns("Say how wet.", "Oslo?"), "2")])

    assert kinds(folder, tests=folder.parent) == [("orphaned", "test_wet.yaml")]
    assert [path.name.partition("-")[0] for path in prune_cassettes(folder, tests=folder.parent)] == [
        "test_wet.yaml",
        "prompt",
    ]
    assert sorted(folder.rglob("*.yaml")) == left


def test_stale_answers_go_where_that_is_asked_for(folder: Path) -> None:
    """Those that still answer a question of today stay."""
    assert list(prune_answers(folder, lambda _: NewsFact)) == []
    assert [(path.name, count) for path, count in prune_answers(folder, lambda _: Terse)] == [
        ("TestPiano.test_facts.yaml", 21)
    ]


@pytest.mark.parametrize(
    "secret",
    [
        "sk-proj-0123456789abcdef",
        "Authorization: abc",
        "Bearer 0123456789abcdef",
        "Set-Cookie: a=b",
        "openai-organization: mine",
        "https://a.example/v1?api_key=0123456789",
        "https://user:word@a.example/v1",
    ],
)
def test_a_secret_is_found_wherever_it_stands(secret: str, folder: Path) -> None:
    """In a question, an answer or a preamble; the line is told, the secret is not."""
    write_cassette(
        folder / "test_weather" / "test_dry[oslo].yaml",
        [a_pair(turns(f"Say\n{secret}", f"Say\n{secret}"), "no")],
    )
    problems = [one for one in check_cassettes(folder, lambda _: NewsFact) if one.kind == "secret"]

    assert [problem.path.parent.name for problem in problems] == ["test_weather", "preambles"]
    assert [problem for problem in problems if secret in problem.message] == []


def test_news_is_no_secret(folder: Path) -> None:
    """Words that keys and headers have too may stand in an article."""
    text = (
        "Standard bearer Ann Holm, 52, gave out a cookie: the authorization: came, on risk-averse-2020 terms."
    )
    write_cassette(folder / "test_weather" / "test_dry[oslo].yaml", [a_pair(turns("Say.", text), "no")])

    assert {kind for kind, _ in kinds(folder)} <= {"orphaned"}


def test_a_preamble_that_was_edited_is_told(folder: Path) -> None:
    """It would have old answers play for a question that nobody asked."""
    [preamble] = folder.glob("preambles/prompt-*.yaml")
    preamble.write_text(preamble.read_text("utf-8").replace("yes or no", "maybe"), "utf-8")

    assert kinds(folder) == [("edited", "prompt")]


def test_what_no_test_has_played_as_it_stands_is_told(folder: Path) -> None:
    """pytest's cache has the digest of each cassette that was played to its end."""
    played = folder / "test_weather" / "test_dry[oslo].yaml"
    cache = folder.parent / ".pytest_cache"
    (cache / PLAYED).parent.mkdir(parents=True)
    (cache / PLAYED).write_text(json.dumps({str(played.relative_to(folder.parent)): digest(played)}), "utf-8")

    assert kinds(folder, tests=folder.parent, cache=cache) == [("never played", "TestPiano.test_facts.yaml")]


def test_migrating_writes_the_old_form_anew_and_once(folder: Path) -> None:
    """What was said stays said; what is of today's form is left alone."""
    path = folder / "test_weather" / "test_dry[oslo].yaml"
    write_old_form(path, [PAIR])

    assert kinds(folder) == [("old form", "test_dry[oslo].yaml"), ("orphaned", "prompt")]
    assert [changed for changed, _, _ in migrate_cassettes(folder)] == [path]
    assert [said(one.pair) for one in read_cassette(path)] == [said(PAIR)]
    assert list(migrate_cassettes(folder)) == []
    assert kinds(folder) == []


def test_a_list_tells_what_a_cassette_holds() -> None:
    """Answers, model, prompt, schema and articles."""
    [kyoto] = [one for one in list_cassettes(KYOTO.parent) if one.path == KYOTO]

    assert (kyoto.answers, kyoto.models) == (21, ("qwen2.5-coder-1.5b-instruct-q4_k_m",))
    assert (kyoto.prompts, kyoto.schemas) == (("facts.v1",), ("corrigenda.schemas.news:NewsFact",))
    assert kyoto.articles == ("kyoto_piano",)


@pytest.mark.parametrize(
    ("words", "shown", "code"),
    [
        (["list", "DIR"], "kyoto_piano].yaml\t21 answers\t", 0),
        (
            ["show", "FILE"],
            "  - what: had rehearsed by video for a month; who: the two; kind: meeting; when: by video",
            0,
        ),
        (
            ["show", "FILE", "--as-sent"],
            'POST http://model/chat/completions\n{"messages":[{"role":"system"',
            0,
        ),
        (["check", "DIR"], "", 0),
        (["check", "nowhere"], "", 2),
        (["prune", "DIR", "--dry-run"], "", 0),
        (["migrate", "DIR"], "", 0),
    ],
)
def test_the_command_shows_it(
    words: list[str], shown: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """``corrigenda cassettes``, with exit codes that CI can use."""
    places = {"DIR": str(KYOTO.parent), "FILE": str(KYOTO)}
    with pytest.raises(SystemExit) as left:
        main(["cassettes", *(places.get(word, word) for word in words)])

    assert shown in capsys.readouterr().out
    assert left.value.code == code
