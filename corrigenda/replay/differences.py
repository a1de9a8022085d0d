"""What sets two requests apart, told part by part and word by word: model, prompt, schema field, sentence.

Words are marked as git does: ``[-recorded-]{+asked+}``.
"""

import difflib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from pydantic import JsonValue

from corrigenda.replay.interactions import messages_of

_AROUND = 6
"""Words shown before and behind a change."""
_MOST = 12
"""Differences told one by one."""
_LONGEST = 300

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_LABEL = re.compile(r"(\w+): ")
_NUMBER = re.compile(r"\[(\d+)\] ")

_INSTRUCTIONS = "instructions"
_MISSING = object()


def nearest(asked: JsonValue, recorded: Iterable[JsonValue]) -> JsonValue | None:
    """The recorded request that shares the most with the one asked; ``None`` of none."""
    return max(recorded, key=lambda one: _likeness(asked, one), default=None)


def differences(asked: JsonValue, recorded: JsonValue) -> list[str]:
    """Each difference in a line, those first that explain the most."""
    here, there = messages_of(asked), messages_of(recorded)
    if here is None or there is None or not isinstance(asked, dict) or not isinstance(recorded, dict):
        return _lines(_text(recorded), _text(asked), "request")
    told = [
        line
        for key in dict.fromkeys((*recorded, *asked))
        if key not in ("messages", "response_format")
        for line in _value(key, asked.get(key, _MISSING), recorded.get(key, _MISSING))
    ]
    told += _turns(here, there)
    told += _form(asked.get("response_format"), recorded.get("response_format"))
    more = len(told) - _MOST
    return told if more <= 0 else [*told[:_MOST], f"and {more} more differences"]


def word_difference(recorded: str, asked: str) -> str:
    """Both texts as one, with ``[-what was recorded-]`` and ``{+what is asked+}``; long equal parts cut."""
    before, after = _WORDS.findall(recorded), _WORDS.findall(asked)
    changes = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    parts = []
    for position, (kind, start, end, first, last) in enumerate(changes):
        if kind == "equal":
            parts.append(_shortened(before[start:end], position > 0, position < len(changes) - 1))
        else:
            gone, new = "".join(before[start:end]), "".join(after[first:last])
            parts.append((f"[-{gone}-]" if gone else "") + (f"{{+{new}+}}" if new else ""))
    told = "".join(parts)
    return told if len(told) <= _LONGEST else f"{told[:_LONGEST]}…"


def _shortened(words: Sequence[str], after_change: bool, before_change: bool) -> str:
    """Equal words, with those near a change kept."""
    head = 2 * _AROUND if after_change else 0
    tail = 2 * _AROUND if before_change else 0
    if len(words) <= head + tail:
        return "".join(words)
    return "".join(words[:head]) + "…" + "".join(words[len(words) - tail :])


def _likeness(asked: JsonValue, recorded: JsonValue) -> tuple[int, float]:
    """How many parts are equal, and how like the questions are."""
    here, there = messages_of(asked) or [], messages_of(recorded) or []
    equal = sum(one == other for one, other in zip(here, there, strict=False))
    if isinstance(asked, dict) and isinstance(recorded, dict):
        equal += sum(asked.get(key) == recorded.get(key) for key in ("model", "response_format"))
    question = here[-1]["content"] if here else _text(asked)
    other = there[-1]["content"] if there else _text(recorded)
    return equal, difflib.SequenceMatcher(None, question.split(), other.split(), autojunk=False).ratio()


def _value(key: str, asked: Any, recorded: Any) -> Iterator[str]:
    if asked is _MISSING:
        yield f"{key}: not sent, recorded {recorded!r}"
    elif recorded is _MISSING:
        yield f"{key}: {asked!r}, recorded without"
    elif asked != recorded:
        yield f"{key}: {asked!r}, recorded {recorded!r}"


def _turns(asked: Sequence[Mapping[str, str]], recorded: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """The turns that differ: changed ones word by word, those that are new or gone as they are."""
    before, after = [json.dumps(turn) for turn in recorded], [json.dumps(turn) for turn in asked]
    for kind, start, end, first, last in difflib.SequenceMatcher(None, before, after, False).get_opcodes():
        if kind == "equal":
            continue
        for old, new in zip_longest(range(start, end), range(first, last)):
            if new is None:
                yield f"{_turn_called(recorded, old)}: gone: {_cut(recorded[old]['content'])!r}"
            elif old is None:
                yield f"{_turn_called(asked, new)}: new: {_cut(asked[new]['content'])!r}"
            else:
                called = _turn_called(asked, new)
                yield from _lines(recorded[old]["content"], asked[new]["content"], called)


def _turn_called(turns: Sequence[Mapping[str, str]], position: int) -> str:
    """What a turn is called: the last question is what is asked, what comes before are examples."""
    role = turns[position]["role"]
    if role == "system":
        return _INSTRUCTIONS
    if position == len(turns) - 1:
        return "question"
    return f"turn {position + 1} ({role})"


def _lines(recorded: str, asked: str, called: str) -> list[str]:
    """The lines of a text that differ, each with the field or the sentence that it is about."""
    before, after = recorded.split("\n"), asked.split("\n")
    told = []
    for kind, start, end, first, last in difflib.SequenceMatcher(None, before, after, False).get_opcodes():
        if kind == "equal":
            continue
        for old, new in zip_longest(before[start:end], after[first:last], fillvalue=""):
            about = _field_told(new or old) if called == _INSTRUCTIONS else _sentence_told(new or old)
            told.append(f"{called}{about}: {word_difference(old, new)}")
    return told


def _field_told(line: str) -> str:
    label = _LABEL.match(line)
    return f", field {label[1]!r}" if label else ""


def _sentence_told(line: str) -> str:
    number = _NUMBER.match(line)
    return f", sentence {number[1]}" if number else ""


def _form(asked: Any, recorded: Any) -> Iterator[str]:
    """The parts of the answer's form that differ, by the field that they belong to."""
    here, there = dict(_leaves(asked, ())), dict(_leaves(recorded, ()))
    new_fields, gone_fields = _fields(here) - _fields(there), _fields(there) - _fields(here)
    yield from (f"schema field {field!r}: new" for field in sorted(new_fields))
    yield from (f"schema field {field!r}: gone" for field in sorted(gone_fields))
    for path in dict.fromkeys((*there, *here)):
        if here.get(path, _MISSING) == there.get(path, _MISSING):
            continue
        field = _field(path)
        if field not in new_fields | gone_fields and path[-2:-1] != ("required",):
            inside = ".".join(path[path.index(field) + 1 :]) if field else ".".join(path)
            called = f"schema field {field!r}: {inside}" if field else f"schema: {inside}"
            yield from _value(called, here.get(path, _MISSING), there.get(path, _MISSING))


def _fields(leaves: Mapping[tuple[str, ...], Any]) -> set[str]:
    return {field for path in leaves if (field := _field(path)) is not None}


def _field(path: Sequence[str]) -> str | None:
    """The innermost property that a path in a JSON Schema leads through."""
    for place in range(len(path) - 2, -1, -1):
        if path[place] == "properties":
            return path[place + 1]
    return None


def _leaves(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, (*path, key))
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from _leaves(item, (*path, str(position)))
    else:
        yield path, value


def _text(body: JsonValue) -> str:
    return json.dumps(body, indent=1, ensure_ascii=False)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
