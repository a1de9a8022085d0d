"""YAML that can be read, and back to the very bytes."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrigenda.replay.readable import dump, load

ANSWER = {
    "facts": [
        {
            "sentence": 3,
            "what": "菅義偉 said “no”\nand left.",
            "share": 0.5,
            "when": None,
            "day": "2021-03-16",
        }
    ]
}


def a_tree(asked: str, said: str) -> dict[str, Any]:
    """A question and an answer, as texts somewhere in a tree."""
    return {"version": 2, "interactions": [{"question": asked, "answer": said, "tokens": {"prompt": 3}}]}


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        (json.dumps(ANSWER, ensure_ascii=False, separators=(",", ":")), "!json"),
        (json.dumps(ANSWER, ensure_ascii=False), "!json-spaced"),
        (json.dumps(ANSWER, ensure_ascii=False, indent=2), "!json-indented"),
        (json.dumps(ANSWER), "!json-spaced-ascii"),
        (json.dumps({"content": json.dumps(ANSWER, indent=2)}), "!json-indented-ascii"),
        (json.dumps(ANSWER, indent=4, ensure_ascii=False) + "\n", "!json-indented-4-gaps-203n"),
        ('\n{"facts":[{"sentence":3, "who": []}]}', "!json-gaps-0n.24s.30s"),
    ],
)
def test_json_stands_unfolded_under_a_tag_that_says_how_it_was_set(text: str, tag: str) -> None:
    """A body that is JSON, or JSON inside it, is written as a structure and read as the text it was."""
    written = dump(a_tree("", text))

    assert f"{tag}\n" in written
    assert "sentence: 3\n" in written
    assert load(written) == a_tree("", text)


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1, "a": 2}',
        '{"a":1' + 13 * " " + "}",
        '{"share":1.50}',
        "{not json",
        '["\\u83c5", "菅"]',
        '"only a string"',
        "12",
    ],
)
def test_what_no_tag_would_reproduce_stays_text(text: str) -> None:
    """JSON that is set in a way of its own is kept as the string that it is."""
    written = dump(a_tree("", text))

    assert "!json" not in written
    assert load(written) == a_tree("", text)


def test_several_lines_are_a_block_and_letters_stay_letters() -> None:
    """A prompt can be read in the cassette as it reads in the prompt file."""
    prompt = "Read the sentences.\n\n1: 菅首相 met “Müller”.\n2: It’s over.\n"
    written = dump(a_tree(json.dumps({"content": prompt}), ""))

    assert "content: |\n" in written
    assert "1: 菅首相 met “Müller”.\n" in written


@given(st.text(), st.recursive(st.text() | st.integers() | st.floats(allow_nan=False), st.lists))
def test_any_text_comes_back_to_the_letter(text: str, value: object) -> None:
    """Nothing is normalised, whatever the characters: offsets point into these texts."""
    tree = a_tree(text, json.dumps([value, text], ensure_ascii=False))

    assert load(dump(tree)) == tree
