"""Cassettes: what is constant once, the rest to be read, and all of it back as it was."""

import json
import random
from pathlib import Path

import pytest
from made_cassettes import a_pair, said, turns, write_old_form
from places import CASSETTES, EXAMPLES, TESTS

from corrigenda.cli.schemas import load_schema
from corrigenda.replay import check_cassettes, read_cassette
from corrigenda.replay.cassettes import cassettes_below, write_cassette
from corrigenda.schemas.errors import InputError

OURS = [*cassettes_below(CASSETTES), *cassettes_below(EXAMPLES)]
KYOTO = next(path for path in OURS if "kyoto" in path.name)


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_a_cassette_of_the_old_form_says_the_same_in_the_new(path: Path, tmp_path: Path) -> None:
    """Requests as JSON and responses to the letter, in a file that is smaller for its preamble."""
    old, new = tmp_path / "old.yaml", tmp_path / "cassettes" / "new.yaml"
    write_old_form(old, [one.pair for one in read_cassette(path)])
    write_cassette(new, [one.pair for one in read_cassette(old)])

    assert sorted(said(one.pair) for one in read_cassette(new)) == sorted(
        said(one.pair) for one in read_cassette(old)
    )
    assert "request" not in {key for one in read_cassette(new) for key in one.tree}
    assert new.stat().st_size < old.stat().st_size


def test_the_order_of_the_answers_leaves_no_trace(tmp_path: Path) -> None:
    """Threads answer in any order; the cassette has articles and sentences in theirs."""
    pairs = [one.pair for one in read_cassette(KYOTO)]
    random.Random(1).shuffle(pairs)
    write_cassette(tmp_path / "cassettes" / "module" / "test.yaml", pairs)

    assert (tmp_path / "cassettes" / "module" / "test.yaml").read_bytes() == KYOTO.read_bytes()


def test_a_changed_answer_changes_its_own_lines(tmp_path: Path) -> None:
    """Who reads the difference sees which fact of which sentence is another, and nothing else."""
    path = tmp_path / "cassettes" / "module" / "test.yaml"
    request, response = read_cassette(KYOTO)[1].pair
    changed = response["body"]["string"].replace(b'\\"kind\\":\\"other\\"', b'\\"kind\\":\\"meeting\\"')
    write_cassette(
        path,
        [
            (request, {**response, "body": {"string": changed}}) if number == 1 else one.pair
            for number, one in enumerate(read_cassette(KYOTO))
        ],
    )
    before, after = KYOTO.read_text("utf-8").splitlines(), path.read_text("utf-8").splitlines()

    assert [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]] == [
        ("      kind: other", "      kind: meeting")
    ]


def test_what_several_requests_begin_with_is_a_preamble_for_any_prompt(tmp_path: Path) -> None:
    """Instructions and examples of somebody's own prompt are stored once, the questions are told apart."""
    opening = ("Say yes or no.", "Is it wet?", "yes")
    pairs = [a_pair(turns(*opening, question), "no") for question in ("Is it blue?", "Is it dry?")]
    write_cassette(tmp_path / "test.yaml", pairs)
    recordings = read_cassette(tmp_path / "test.yaml")

    assert [one.tree["question"] for one in recordings] == ["Is it blue?", "Is it dry?"]
    assert {len(one.preamble.messages) for one in recordings if one.preamble is not None} == {3}
    assert [said(one.pair) for one in recordings] == [said(pair) for pair in pairs]


@pytest.mark.parametrize("body", [b"no JSON", b'{"choices":[]}', b'{"choices":[],"usage":{}}', b"[1]"])
def test_what_the_form_cannot_tell_is_kept_whole(body: bytes, tmp_path: Path) -> None:
    """A response that is no completion of one choice is kept as it came, and its request with it."""
    request, response = a_pair(turns("Say yes or no.", "Is it dry?"), "no")
    write_cassette(tmp_path / "test.yaml", [(request, {**response, "body": {"string": body}})])
    [one] = read_cassette(tmp_path / "test.yaml")

    assert one.preamble is None
    assert one.pair[1]["body"]["string"] == body
    assert json.loads(one.pair[0].body) == json.loads(request.body)


@pytest.mark.parametrize(
    "question", ["[1] One.\n[1] Two.", "[2] Two.\n", "no number", "[01] One.", "[1] A\u2028B", "", "[1] "]
)
def test_a_question_comes_back_to_the_letter(question: str, tmp_path: Path) -> None:
    """Whether it reads as numbered sentences or not."""
    pair = a_pair(turns("Say yes or no.", question), "{ }", max_tokens=None, stop=["\n"])
    write_cassette(tmp_path / "test.yaml", [pair])

    assert [said(one.pair) for one in read_cassette(tmp_path / "test.yaml")] == [said(pair)]


def test_a_cassette_without_its_preamble_is_said(tmp_path: Path) -> None:
    """The error names the file that is missing, not the one that is there."""
    pair = a_pair(turns("Say yes or no.", "Is it dry?"), "no")
    write_cassette(tmp_path / "test.yaml", [pair])
    for file in (tmp_path / "preambles").iterdir():
        file.unlink()

    with pytest.raises(InputError, match="is no preamble of recorded answers"):
        read_cassette(tmp_path / "test.yaml")


def test_our_own_cassettes_are_fit_to_be_reviewed(monkeypatch: pytest.MonkeyPatch) -> None:
    """None is stale, orphaned, of the old form or with a secret; none is larger than can be read."""
    monkeypatch.syspath_prepend(EXAMPLES / "tutorial")
    sizes = [path.stat().st_size for path in CASSETTES.rglob("*.yaml")]

    assert list(check_cassettes(CASSETTES, load_schema, tests=TESTS)) == []
    assert list(check_cassettes(EXAMPLES / "tutorial" / "answers", load_schema)) == []
    assert sum(sizes) <= 400_000
    assert max(sizes) <= 40_000
