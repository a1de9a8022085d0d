"""An article as long as a book, of our own words, and a model that reads it by rule."""

import json
import random
import re
from collections.abc import Iterator

_WORDS = """\
Ann Berta Carl Doris Emil Frida Georg Hanna Ivo Jutta Karl Lena Milo Nora Otto Pia Rolf Sofia
Holm Berg Dahl Lind Novak Silva Kowal Rossi Dupont Falk Gran Hult Ibsen Krog Lund Moen Prag
Oslo Rome Paris Madrid Lisbon Vienna Prague Warsaw Athens Dublin
Monday Tuesday Wednesday Thursday Friday
"""
_GIVEN, _FAMILY, _TOWNS, _DAYS = (line.split() for line in _WORDS.splitlines())
_NAME = re.compile(rf"(?:{'|'.join(_GIVEN)}) (?:{'|'.join(_FAMILY)})")


def long_text(characters: int) -> str:
    """A headline, a dateline and as many paragraphs as it takes; the same for the same length.

    One sentence in five names John Blinken, a wrong name to be set right.
    """
    pick = random.Random(1)
    parts = ["Talks about fish go on", "OSLO, May 7, 2021 - The talks about the price of fish went on."]
    size = sum(map(len, parts))
    while size < characters:
        parts.append(" ".join(_sentences(pick)))
        size += len(parts[-1]) + 2
    return "\n\n".join(parts)


def _sentences(pick: random.Random) -> Iterator[str]:
    one, other = (f"{pick.choice(_GIVEN)} {pick.choice(_FAMILY)}" for _ in range(2))
    town, day, hours = pick.choice(_TOWNS), pick.choice(_DAYS), pick.randint(2, 9999)
    yield f"Foreign Minister {one} met {other} in {town} on {day} and spoke about the price of fish."
    yield f"“We need a fair price,” {one.split()[1]} told reporters, and the envoys nodded for a while."
    yield "U.S. Secretary of State John Blinken did not take part, the ministry said."
    yield f"The two ministers agreed on {day} that the boats stay in harbour until the {hours} tons are sold."
    yield f"He will visit {pick.choice(_TOWNS)} next week, where {hours} boats are waiting for the quota."


def read_by_rule(question: str) -> str:
    """The answer of a model that finds each fact: one for every sentence but that about Blinken."""
    lines = [line[1:].split("] ", 1) for line in question.splitlines() if line.startswith("[")]
    return json.dumps({number: [*_facts(sentence)] for number, sentence in lines})


def _facts(sentence: str) -> Iterator[dict[str, object]]:
    names = _NAME.findall(sentence)
    if " met " in sentence:
        yield {"what": "spoke about the price of fish", "who": names, "kind": "meeting"}
    elif "told" in sentence:
        speaker = sentence.split("” ")[1].split()[0]
        yield {"what": "We need a fair price", "who": [speaker], "kind": "statement", "speaker": speaker}
    elif "two ministers" in sentence:
        yield {"what": "the boats stay in harbour", "who": ["the two ministers"], "kind": "agreement"}
    elif sentence.startswith("He will"):
        yield {"what": "will visit", "who": ["He"], "kind": "visit", "status": "planned", "when": "next week"}
