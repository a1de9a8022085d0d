"""Cassettes: files of recorded requests and responses that a person can review. vcrpy's persister.

A cassette of today (version 2) tells each interaction by reference to a preamble, which stands in a folder
``preambles`` beside; one of vcrpy's own form (version 1) is read as well.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from os.path import relpath
from pathlib import Path
from typing import Any

import yaml
from vcr.persisters.filesystem import CassetteNotFoundError
from vcr.request import Request as RecordedRequest

from corrigenda.replay.interactions import SHARED, Exchange, messages_of, pair_of, told
from corrigenda.replay.preambles import (
    FOLDER,
    JsonTree,
    Preamble,
    called_by,
    plain_preamble,
    preambles_of_code,
    read_preamble,
    without_sentences,
    write_preamble,
)
from corrigenda.replay.readable import dump, load
from corrigenda.replay.requests import body_of
from corrigenda.schemas.errors import InputError

VERSION = 2


@dataclass(frozen=True)
class Recorded:
    """An interaction as it was read: its tree with all that is shared, what it refers to, and the pair."""

    tree: JsonTree
    preamble: Preamble | None
    pair: Exchange


def cassettes_below(directory: Path) -> list[Path]:
    """The cassettes in a folder and in those below it, in order; preambles are none."""
    return sorted(path for path in directory.rglob("*.yaml") if path.parent.name != FOLDER)


def read_cassette(path: Path) -> tuple[Recorded, ...]:
    """The interactions of a cassette of either version. Raises ``InputError`` where it is none."""
    try:
        tree = load(path.read_text("utf-8"))
        preambles = _Preambles(path.parent)
        return tuple(_recorded(_joined(tree, one), preambles) for one in tree["interactions"])
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{str(path)!r} is no cassette of recorded answers ({error}); record it again", path=path
        ) from error


def version_of(path: Path) -> int:
    """The version of a cassette's form. Raises ``InputError`` where it tells none."""
    for line in path.read_text("utf-8", errors="replace").splitlines():
        if line.startswith("version: "):
            return int(line.removeprefix("version: "))
    raise InputError(f"{str(path)!r} is no cassette of recorded answers; record it again", path=path)


def write_cassette(path: Path, pairs: Sequence[Exchange]) -> None:
    """Write a cassette, and the preambles that it refers to, in the order of articles and sentences."""
    folder = preambles_beside(path)
    kept = [read_preamble(file) for file in sorted(folder.glob("*.yaml"))]
    trees = []
    for pair, preamble in zip(pairs, _openings(pairs, kept), strict=True):
        reference = Path(relpath(folder, path.parent), f"{preamble.name}.yaml").as_posix()
        trees.append(told(pair, preamble, reference))
        if "request" not in trees[-1]:
            write_preamble(preamble, folder)
    shared = {key: value for key in SHARED if (value := _most_common(trees, key)) is not None}
    told_apart = [_told_apart(tree, shared) for tree in sorted(trees, key=_place)]
    http = {"http": shared.pop("http")} if "http" in shared else {}
    path.parent.mkdir(parents=True, exist_ok=True)
    text = dump({"version": VERSION, **shared, "interactions": told_apart} | http)
    path.write_text(text, "utf-8", newline="\n")


def preambles_beside(path: Path) -> Path:
    """Where the preambles of a cassette stand: beside it, or one above in a folder called ``cassettes``."""
    above = path.parent.parent
    return (above if above.name == "cassettes" else path.parent) / FOLDER


class Shelf:
    """Where cassettes stand: UTF-8 on every system; a folder is read as one cassette. vcrpy's persister."""

    @staticmethod
    def load_cassette(path: str, serializer: object) -> tuple[list[RecordedRequest], list[dict[str, Any]]]:
        """The requests and the responses in the file ``path``, or in all files below it if it is a folder."""
        place = Path(path)
        files = cassettes_below(place) if place.is_dir() else [place]
        pairs = [one.pair for file in files if file.is_file() for one in read_cassette(file)]
        if not pairs:
            raise CassetteNotFoundError
        return [request for request, _ in pairs], [response for _, response in pairs]

    @staticmethod
    def save_cassette(path: str, cassette: Mapping[str, Any], serializer: object) -> None:
        """Write ``cassette`` to the file ``path``."""
        write_cassette(Path(path), list(zip(cassette["requests"], cassette["responses"], strict=True)))


class _Preambles:
    """The preambles that a cassette refers to, each read once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, Preamble] = {}

    def __call__(self, reference: str) -> Preamble:
        if reference not in self._read:
            self._read[reference] = read_preamble(self._folder / reference)
        return self._read[reference]


def _recorded(tree: JsonTree, preambles: Callable[[str], Preamble]) -> Recorded:
    preamble = None if "request" in tree else preambles(tree["preamble"])
    return Recorded(tree, preamble, pair_of(tree, preamble))


def _joined(cassette: JsonTree, tree: JsonTree) -> JsonTree:
    """The tree of an interaction with what all of them share."""
    return tree if "request" in tree else {key: cassette.get(key) for key in SHARED} | tree


def _most_common(trees: Iterable[JsonTree], key: str) -> Any:
    """What most interactions have under ``key``; the first of several."""
    values = [tree.get(key) for tree in trees if "request" not in tree]
    counts = Counter(map(json.dumps, values))
    return max(values, key=lambda value: counts[json.dumps(value)], default=None)


def _told_apart(tree: JsonTree, shared: JsonTree) -> JsonTree:
    """The tree without what is told for the whole cassette; ``null`` where it has nothing of it."""
    if "request" in tree:
        return tree
    missing = {key: None for key in shared if key not in tree}
    own = {key: value for key, value in tree.items() if shared.get(key) != value or key not in SHARED}
    return missing | own


def _place(tree: JsonTree) -> tuple[str, bool, str, int, int, str]:
    """Where an interaction stands: by article, sentence and turn, in whatever order answers came."""
    sentences = tree.get("sentences") or {}
    first = min(sentences, default=0)
    article, preamble = tree.get("article") or "", tree.get("preamble") or ""
    turns = len(tree.get("then") or ())
    return (article, not sentences, preamble, first, turns, tree.get("question") or "")


def _openings(pairs: Sequence[Exchange], kept: Sequence[Preamble]) -> list[Preamble]:
    """What each request begins with: as the code has it, or as it stands beside; the longest that fits.

    Of requests that are none of ours, as many turns as all of one form and instructions have in common.
    """
    sent = [_sent(pair) for pair in pairs]
    plain = [plain_preamble(messages, answer) for messages, answer in sent]
    alike: dict[str, list[Sequence[JsonTree]]] = defaultdict(list)
    for one, (messages, _) in zip(plain, sent, strict=True):
        alike[one.name].append(messages)
    common = {name: _common(requests) for name, requests in alike.items()}
    return [
        _opening(messages, answer, kept)
        or replace(one, messages=max(one.messages, common[one.name], key=len))
        for (messages, answer), one in zip(sent, plain, strict=True)
    ]


def _opening(
    messages: Sequence[JsonTree], answer: JsonTree | None, kept: Sequence[Preamble]
) -> Preamble | None:
    known = [*preambles_of_code(called_by(answer)), *kept]
    fitting = [one for one in known if one.opens(messages, answer) and len(one.messages) < len(messages)]
    return max(fitting, key=lambda one: len(one.messages), default=None)


def _common(requests: Sequence[Sequence[JsonTree]]) -> tuple[JsonTree, ...]:
    """The turns that several requests begin with, each keeping one of its own; none of a single request."""
    if len(requests) < 2:
        return ()
    shortest = min(len(messages) for messages in requests) - 1
    alike = takewhile(lambda turns: all(turn == turns[0] for turn in turns), zip(*requests, strict=False))
    return tuple(turns[0] for turns in islice(alike, max(shortest, 0)))


def _sent(pair: Exchange) -> tuple[list[JsonTree], JsonTree | None]:
    """The turns of a request, and the form of the answer without its sentences."""
    body: Any = body_of(pair[0])
    form = body.get("response_format") if isinstance(body, dict) else None
    answer, _ = without_sentences(form if isinstance(form, dict) else None)
    return messages_of(body) or [], answer
