"""YAML that a person can review like code.

Bodies that are JSON, and JSON within them, stand as YAML structures under a tag that says how the JSON was
set (``!json``, ``!json-spaced`` …), so that reading gives back the very bytes. A few stray blanks are told
behind: ``!json-gaps-45s`` has a space before the forty-sixth character. Only a text that its tag reproduces
to the letter is unfolded; every other stays a string. Text is never normalised: offsets point into it.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from pydantic import JsonValue

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # PyYAML built without libyaml reads the same, ten times slower
    from yaml import SafeLoader  # type: ignore[assignment]

_WIDTH = 110
_NEXT_ITEM = re.compile(r"(?<!:)\n- ")
# YAML takes these for ends of lines as well, and gives them back only from escapes.
_OTHER_BREAKS = "\r\x85\u2028\u2029"

# How JSON is set by the clients and servers that we meet; the first that reproduces a text is its tag.
_LAYOUTS: Mapping[str, Mapping[str, Any]] = {
    "": {"separators": (",", ":")},
    "-spaced": {"separators": (", ", ": ")},
    "-indented": {"indent": 2},
    "-indented-4": {"indent": 4},
}
_SETTINGS: Mapping[str, Mapping[str, Any]] = {
    f"!json{layout}{letters}": {"ensure_ascii": bool(letters), **how}
    for letters in ("", "-ascii")
    for layout, how in _LAYOUTS.items()
}

_GAPS = "-gaps-"
_GAP = re.compile(r"(\d+)([sntr])")
_BLANKS = {"s": " ", "n": "\n", "t": "\t", "r": "\r"}
_CODES = {blank: code for code, blank in _BLANKS.items()}
_MOST_GAPS = 12


@dataclass(frozen=True)
class _Unfolded:
    """A JSON text as the structure that it says, and the tag that turns it back."""

    value: JsonValue
    tag: str


class Inline(dict[str, Any]):
    """A mapping that is written on one line."""


class _Dumper(yaml.SafeDumper):
    """Writes several lines as a block, and nothing as a reference to something above."""

    def ignore_aliases(self, data: object) -> bool:
        return True


class _Loader(SafeLoader):
    """Folds tagged structures back into the JSON text that they were."""


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    if any(mark in text for mark in _OTHER_BREAKS):
        style: str | None = '"'
    else:
        style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _represent_inline(dumper: yaml.SafeDumper, mapping: Inline) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", mapping, flow_style=True)


def _represent_unfolded(dumper: yaml.SafeDumper, unfolded: _Unfolded) -> yaml.Node:
    node = dumper.represent_data(unfolded.value)
    node.tag = unfolded.tag
    return node


def _fold(loader: _Loader, told: str, node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        value: object = loader.construct_mapping(node, deep=True)
    else:
        assert isinstance(node, yaml.SequenceNode), "only objects and lists are unfolded"
        value = loader.construct_sequence(node, deep=True)
    layout, _, gaps = told.partition(_GAPS)
    return _with_gaps(json.dumps(value, **_SETTINGS[f"!json{layout}"]), gaps)


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(Inline, _represent_inline)
_Dumper.add_representer(_Unfolded, _represent_unfolded)
_Loader.add_multi_constructor("!json", _fold)


def dump(tree: Mapping[str, Any]) -> str:
    """A tree as YAML text; the items of a list at its top stand apart by an empty line."""
    text = yaml.dump(_unfold(tree), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH)
    return _NEXT_ITEM.sub("\n\n- ", text)


def load(text: str) -> Any:
    """The tree of a YAML text, to the letter what :func:`dump` was given. Raises ``yaml.YAMLError``."""
    return yaml.load(text, Loader=_Loader)  # a safe loader: no tag of it makes more than a string


def _unfold(value: Any) -> Any:
    """``value`` with every string in it that is a JSON object or list unfolded."""
    if isinstance(value, Inline):
        return value
    if isinstance(value, dict):
        return {key: _unfold(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_unfold(item) for item in value]
    if isinstance(value, str) and value.lstrip()[:1] in ("{", "["):
        return _unfolded(value)
    return value


def _unfolded(text: str) -> Any:
    try:
        value = json.loads(text)
    except ValueError:
        return text
    gaps = {tag: _gaps(json.dumps(value, **setting), text) for tag, setting in _SETTINGS.items()}
    told = [tag + gap for tag, gap in gaps.items() if gap is not None]
    return _Unfolded(_unfold(value), min(told, key=lambda tag: len(_GAP.findall(tag)))) if told else text


def _gaps(plain: str, text: str) -> str | None:
    """What a tag tells of the blanks that ``text`` has more than ``plain``; ``None`` where it differs."""
    found: list[str] = []
    place = 0
    for letter in text:
        if plain[place : place + 1] == letter:
            place += 1
        elif (code := _CODES.get(letter)) is not None and len(found) < _MOST_GAPS:
            found.append(f"{place}{code}")
        else:
            return None
    gaps = ".".join(found)
    if _with_gaps(plain, gaps) != text:
        return None
    return f"{_GAPS}{gaps}" if gaps else ""


def _with_gaps(plain: str, gaps: str) -> str:
    parts, before = [], 0
    for place, code in _GAP.findall(gaps):
        parts += [plain[before : int(place)], _BLANKS[code]]
        before = int(place)
    return "".join(parts) + plain[before:]
