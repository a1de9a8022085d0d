"""A request that was not recorded says what of it is otherwise."""

from typing import Any

import pytest
from made_cassettes import turns

from corrigenda.replay.differences import differences, nearest, word_difference


def form(**fields: dict[str, Any]) -> dict[str, Any]:
    """The form of an answer with these fields."""
    schema = {"type": "object", "properties": fields, "required": list(fields)}
    return {"type": "json_schema", "json_schema": {"name": "Call", "schema": schema}}


SHORT, LONG = {"type": "string", "maxLength": 50}, {"type": "string", "maxLength": 90}
INSTRUCTIONS = "You list the facts.\nwho: names without titles\nwhen: words of time"
RECORDED = {
    "messages": turns(INSTRUCTIONS, "[1] It rained.", "{}", "[3] Ana Silva met Bo Chen in Oslo on Monday."),
    "model": "small",
    "seed": 0,
    "response_format": form(who=SHORT, when=SHORT),
}


def changed(words: str, other: str) -> dict[str, Any]:
    """The recorded request with other words in its turns."""
    messages = [
        {**turn, "content": turn["content"].replace(words, other)} for turn in turns_of(RECORDED["messages"])
    ]
    return {**RECORDED, "messages": messages}


def turns_of(messages: Any) -> list[dict[str, str]]:
    """The same, of a type."""
    return list(messages)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({**RECORDED, "model": "large"}, ["model: 'large', recorded 'small'"]),
        ({**RECORDED, "seed": 1}, ["seed: 1, recorded 0"]),
        ({**RECORDED, "top_p": 1}, ["top_p: 1, recorded without"]),
        (changed("the facts", "all facts"), ["instructions: You list [-the-]{+all+} facts."]),
        (
            changed("without titles", "with titles"),
            ["instructions, field 'who': who: names [-without-]{+with+} titles"],
        ),
        (
            changed("Oslo", "Rome"),
            ["question, sentence 3: …Ana Silva met Bo Chen in [-Oslo-]{+Rome+} on Monday."],
        ),
        (changed("rained", "snowed"), ["turn 2 (user), sentence 1: [1] It [-rained-]{+snowed+}."]),
        (
            {**RECORDED, "response_format": form(who=SHORT, when=SHORT, place=SHORT)},
            ["schema field 'place': new"],
        ),
        ({**RECORDED, "response_format": form(who=SHORT)}, ["schema field 'when': gone"]),
        (
            {**RECORDED, "response_format": form(who=SHORT, when=LONG)},
            ["schema field 'when': maxLength: 90, recorded 50"],
        ),
    ],
)
def test_a_difference_is_told_by_the_part_that_it_is_in(asked: dict[str, Any], told: list[str]) -> None:
    """Model, terms, instructions by field, examples, sentences by number, the schema by field."""
    assert differences(asked, RECORDED) == told


def test_what_is_the_same_is_not_told() -> None:
    """Nothing of equal requests, and of a long text the words around the change alone."""
    words = " ".join(f"w{number}" for number in range(100))

    assert differences(RECORDED, RECORDED) == []
    assert word_difference(words, words.replace("w50", "x")) == (
        "…w44 w45 w46 w47 w48 w49 [-w50-]{+x+} w51 w52 w53 w54 w55 w56…"
    )


def test_a_turn_that_is_new_is_told_as_new() -> None:
    """An example more moves the others, and is one difference all the same."""
    messages = turns_of(RECORDED["messages"])
    asked = {**RECORDED, "messages": [messages[0], *turns("", "[1] It was dry.", "[]")[1:], *messages[1:]]}

    assert differences(asked, RECORDED) == [
        "turn 2 (user): new: '[1] It was dry.'",
        "turn 3 (assistant): new: '[]'",
    ]


def test_the_nearest_is_the_one_with_most_in_common() -> None:
    """Of the same sentence under another prompt, and of another sentence: whichever differs in less."""
    others: list[Any] = [changed("Ana Silva met Bo Chen in Oslo", "It was cold"), changed("Oslo", "Rome")]

    assert nearest(RECORDED, others) == others[1]
    assert nearest(RECORDED, []) is None
