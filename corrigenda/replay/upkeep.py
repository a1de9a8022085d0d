"""Looking after a folder of cassettes: what there is, what is wrong with it, what can go."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from corrigenda.replay.cassettes import (
    VERSION,
    Recorded,
    cassettes_below,
    read_cassette,
    version_of,
    write_cassette,
)
from corrigenda.replay.interactions import Exchange, whole
from corrigenda.replay.preambles import FOLDER, JsonTree, read_preamble
from corrigenda.replay.requests import ARTICLE
from corrigenda.replay.staleness import SchemaOf, changes_since
from corrigenda.schemas.errors import InputError, SchemaError

PLAYED = Path("v", "corrigenda", "played")
"""Where pytest's cache has the digests of the cassettes that were played, by their paths."""

# News has flag bearers and fortune cookies: a word counts as a key or a header only where it is set as one.
_SECRETS: Mapping[str, re.Pattern[str]] = {
    "a key": re.compile(
        r"\b(?:sk|pk|rk)-(?=[\w-]*\d)[\w-]{8,}|\bAKIA[0-9A-Z]{12,}|\bgh[opsu]_\w{20,}|\bhf_\w{20,}|\bAIza[\w-]{30,}"
    ),
    "an authorization": re.compile(r"\bbearer\s+(?=\S*\d)[\w.~+/=-]{12,}", re.IGNORECASE),
    "a header that is never kept": re.compile(
        r"^[\s-]*['\"]?(?:authorization|(?:set-)?cookie|x-api-key|api-key|openai-(?:organization|project))['\"]?:",
        re.IGNORECASE | re.MULTILINE,
    ),
    "a key in an address": re.compile(
        r"[?&](?:api[-_]?key|key|token|secret|password)=[^\s&'\"]{4,}|https?://[^\s/@:]+:[^\s/@]+@",
        re.IGNORECASE,
    ),
}

ProblemKind = Literal[
    "unreadable", "edited", "old form", "stale", "unchecked", "secret", "orphaned", "never played"
]


@dataclass(frozen=True)
class Problem:
    """Something wrong with a cassette or a preamble, and what to do."""

    kind: ProblemKind
    path: Path
    message: str

    @property
    def severity(self) -> Literal["error", "warning"]:
        """Whether the file is not fit for use, or may be better."""
        return "warning" if self.kind in ("old form", "unchecked", "never played") else "error"


@dataclass(frozen=True)
class CassetteSummary:
    """A cassette in a word: of which articles, asked of which models with which prompts and schemas."""

    path: Path
    version: int
    answers: int
    size: int
    models: tuple[str, ...]
    prompts: tuple[str, ...]
    schemas: tuple[str, ...]
    articles: tuple[str, ...]

    @property
    def is_current(self) -> bool:
        """Whether it is of the form that is written today."""
        return self.version >= VERSION


def list_cassettes(directory: Path) -> Iterator[CassetteSummary]:
    """Each cassette below ``directory``. Raises ``InputError`` where one cannot be read."""
    for path in cassettes_below(directory):
        recordings = read_cassette(path)
        preambles = [one.preamble for one in recordings if one.preamble is not None]
        bodies = [json.loads(one.pair[0].body or b"null") for one in recordings]
        yield CassetteSummary(
            path=path,
            version=version_of(path),
            answers=len(recordings),
            size=path.stat().st_size,
            models=_each_once(body.get("model") for body in bodies if isinstance(body, dict)),
            prompts=_each_once(preamble.prompt for preamble in preambles),
            schemas=_each_once(preamble.schema for preamble in preambles),
            articles=_each_once(one.pair[0].headers.get(ARTICLE) for one in recordings),
        )


def check_cassettes(
    directory: Path, schema_of: SchemaOf, *, tests: Path | None = None, cache: Path | None = None
) -> Iterator[Problem]:
    """What is wrong with the cassettes below ``directory``, and with their preambles.

    ``tests`` is where the tests stand that play them, ``cache`` is pytest's, which knows what was played.
    """
    played = None if cache is None else _played(cache)
    for path in cassettes_below(directory):
        yield from _secrets(path)
        try:
            recordings = read_cassette(path)
        except InputError as error:
            yield Problem("unreadable", path, str(error))
            continue
        if version_of(path) < VERSION:
            yield Problem("old form", path, f"migrate it: corrigenda cassettes migrate {directory}")
        stale = list(_stale(path, recordings, schema_of))
        yield from stale
        if _is_orphaned(path, tests):
            yield Problem("orphaned", path, "no test has this name: corrigenda cassettes prune removes it")
        elif not stale and played is not None and played.get(path.resolve()) != digest(path):
            yield Problem("never played", path, "no test has played it as it stands; run all tests")
    yield from _preambles(directory)


def prune_cassettes(directory: Path, *, tests: Path | None = None, dry_run: bool = False) -> tuple[Path, ...]:
    """Remove the cassettes that no test has and the preambles that no cassette refers to; return which."""
    orphaned = [path for path in cassettes_below(directory) if _is_orphaned(path, tests)]
    kept = [path for path in cassettes_below(directory) if path not in orphaned]
    gone = (*orphaned, *sorted(_preambles_below(directory) - _referred_to(kept)))
    if not dry_run:
        for path in gone:
            path.unlink()
    return gone


def prune_answers(
    directory: Path, schema_of: SchemaOf, *, dry_run: bool = False
) -> Iterator[tuple[Path, int]]:
    """Remove the answers to questions that the code would put otherwise today; how many of which cassette.

    Raises ``SchemaError`` where a schema is not found.
    """
    for path in cassettes_below(directory):
        recordings = read_cassette(path)
        kept = [one.pair for one in recordings if not any(changes_since([one], schema_of))]
        if len(kept) == len(recordings):
            continue
        if kept and not dry_run:
            write_cassette(path, kept)
        elif not dry_run:
            path.unlink()
        yield path, len(recordings) - len(kept)


def migrate_cassettes(directory: Path) -> Iterator[tuple[Path, int, int]]:
    """Write each cassette of the old form anew; its path, and how large it was and is.

    Raises ``InputError``, with the file as it was, where the new one would not say the same.
    """
    for path in cassettes_below(directory):
        if version_of(path) >= VERSION:
            continue
        before, old = path.read_bytes(), read_cassette(path)
        write_cassette(path, [one.pair for one in old])
        new = read_cassette(path)
        if sorted(_said(one.pair) for one in old) != sorted(_said(one.pair) for one in new):
            path.write_bytes(before)
            raise InputError(f"{str(path)!r} cannot be told in the new form; record it again", path=path)
        yield path, len(before), path.stat().st_size


def digest(path: Path) -> str:
    """What changes when the file does."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def _said(pair: Exchange) -> str:
    told = whole(pair)
    request = told["request"]
    return json.dumps({**told, "request": {**request, "body": json.loads(request["body"])}}, sort_keys=True)


def _stale(path: Path, recordings: tuple[Recorded, ...], schema_of: SchemaOf) -> Iterator[Problem]:
    try:
        for change in changes_since(recordings, schema_of):
            yield Problem("stale", path, f"record it again; {change}")
    except SchemaError as error:
        yield Problem("unchecked", path, f"whether it is stale cannot be told: {error}")


def _secrets(path: Path) -> Iterator[Problem]:
    text = path.read_text("utf-8", errors="replace")
    for called, pattern in _SECRETS.items():
        if (found := pattern.search(text)) is not None:
            line = text.count("\n", 0, found.start()) + 1
            yield Problem("secret", path, f"line {line} looks like {called}: take it out, and make it void")


def _preambles(directory: Path) -> Iterator[Problem]:
    """What is wrong with the preambles themselves: one that was edited answers what was never asked."""
    for path in sorted(_preambles_below(directory)):
        yield from _secrets(path)
        try:
            name = read_preamble(path).name
        except InputError as error:
            yield Problem("unreadable", path, str(error))
            continue
        if name != path.stem:
            yield Problem("edited", path, "it was changed by hand, and is not what was asked; record again")
    for path in sorted(_preambles_below(directory) - _referred_to(cassettes_below(directory))):
        yield Problem("orphaned", path, "no cassette refers to it: corrigenda cassettes prune removes it")


def _preambles_below(directory: Path) -> set[Path]:
    return {path.resolve() for path in directory.rglob(f"{FOLDER}/*.yaml")}


def _referred_to(cassettes: list[Path]) -> set[Path]:
    """The preambles that the cassettes refer to; one that cannot be read refers to none."""
    found: set[Path] = set()
    for path in cassettes:
        try:
            trees = [one.tree for one in read_cassette(path)]
        except InputError:
            continue
        found |= {(path.parent / tree["preamble"]).resolve() for tree in trees if "preamble" in tree}
    return found


def _is_orphaned(path: Path, tests: Path | None) -> bool:
    """Whether ``path`` is called after a test that is not there. Without a folder of tests none is."""
    if tests is None:
        return False
    return not any(_has_test(_source(module), path.stem) for module in tests.rglob(f"{path.parent.name}.py"))


def _has_test(source: str, name: str) -> bool:
    """Whether a module has the test that a cassette is called after, or names the cassette itself."""
    group, _, function = name.partition("[")[0].partition("...")[0].rpartition(".")
    wanted = rf"class {re.escape(group)}\b[\s\S]*def {function}" if group else rf"def {function}\b"
    return name in source or re.search(wanted, source) is not None


@lru_cache(maxsize=256)
def _source(module: Path) -> str:
    return module.read_text("utf-8", errors="replace")


def _played(cache: Path) -> dict[Path, str]:
    """The digests of the cassettes that tests have played, by their paths."""
    try:
        told: JsonTree = json.loads((cache / PLAYED).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(
            f"{str(cache)!r} does not know what was played ({error}): run the tests first", path=cache
        ) from error
    return {(cache.parent / path).resolve(): value for path, value in told.items()}


def _each_once(words: Iterator[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))
