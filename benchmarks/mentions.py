"""Who is found in running text: ``python -m benchmarks.mentions [--failures]``.

``news_links``: news articles and sentences whose names other people marked. A person is found where exactly
the marked words are, a title in front of them apart. A stray is what is called a person and marked as
something else, or not at all where everything was marked; who is marked and known to nobody has no type
there and counts as neither. The documents of even number are those that ``benchmarks.learn_mentions``
learns from; the figures of the others are quoted. Edits are wrong names set right where nothing is wrong.
"""

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from benchmarks.figures import percent
from benchmarks.shared import ABSENT, DATA
from benchmarks.tables import STARTER, office_holders
from corrigenda.reconcile import correct_text, find_mentions
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.names import Mention
from corrigenda.schemas.spans import Offsets

NEWS = DATA / "news_links"
_PERSON, _OCCUPATION, _UNKNOWN = "Q215627", "Q12737077", "OTHER"
_NO_NAMES = frozenset({"DATETIME", "QUANTITY"})


@dataclass(frozen=True)
class MarkedText:
    """A text and the names that were marked between ``start`` and ``end`` of it.

    ``persons`` are known to Wikidata; ``unknown`` are names of anything. ``complete``: no name is unmarked.
    """

    text: str
    start: int
    end: int
    persons: frozenset[Offsets]
    others: frozenset[Offsets]
    unknown: frozenset[Offsets]
    complete: bool


def marked_texts() -> tuple[MarkedText, ...]:
    """Every document of ``news_links``, in the order of the files."""
    return tuple(
        _marked(json.loads(line), complete="news" in path.name)
        for path in sorted(NEWS.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    )


def is_learned(number: int) -> bool:
    """Whether weights may be learned from the document of this number."""
    return number % 2 == 0


def _marked(document: dict[str, object], *, complete: bool) -> MarkedText:
    text, labels = document["text"], document["labels"]
    (start, end) = document["evaluation_span"]  # type: ignore[misc]  # two numbers
    assert isinstance(text, str)
    assert isinstance(labels, list)
    kinds: dict[str, set[Offsets]] = {"person": set(), "other": set(), "unknown": set()}
    for label in labels:
        first, last = label["span"]
        types = label["type"].split("|")
        if not text[first].isupper() or _OCCUPATION in types or not _NO_NAMES.isdisjoint(types):
            continue
        kind = "unknown" if _UNKNOWN in types and "<" in label["entity_id"] else "other"
        kinds["person" if _PERSON in types else kind].add((first, last))
    return MarkedText(
        text, start, end, *(frozenset(kinds[kind]) for kind in ("person", "other", "unknown")), complete
    )


@dataclass(frozen=True)
class Found:
    """What became of the marked persons of some texts, and what was called a person besides."""

    persons: int
    exact: int
    called: int
    strays: tuple[str, ...]
    missed: tuple[str, ...]

    def __add__(self, other: "Found") -> "Found":
        return Found(
            self.persons + other.persons,
            self.exact + other.exact,
            self.called + other.called,
            self.strays + other.strays,
            self.missed + other.missed,
        )


def judge(marked: MarkedText, mentions: Sequence[Mention]) -> Found:
    """The persons among the mentions beside those that are marked."""
    called = dict(_persons(marked, mentions))
    exact = {place for place in marked.persons if any(_is_same(marked.text, place, one) for one in called)}
    strays = [
        place
        for place in called
        if not any(_overlap(place, one) for one in marked.persons | marked.unknown)
        and (marked.complete or any(_overlap(place, one) for one in marked.others))
    ]
    return Found(
        persons=len(marked.persons),
        exact=len(exact),
        called=len(called),
        strays=tuple(_shown(marked.text, place) for place in strays),
        missed=tuple(_shown(marked.text, place) for place in sorted(marked.persons - exact)),
    )


def _persons(marked: MarkedText, mentions: Sequence[Mention]) -> Iterator[tuple[Offsets, Mention]]:
    for mention in mentions:
        start = mention.start or 0
        end = start + len(mention.surface)
        if mention.type == "person" and marked.start <= start and end <= marked.end:
            yield (start, end), mention


def _is_same(text: str, gold: Offsets, found: Offsets) -> bool:
    """Whether the found name is the marked one, or all of it that follows its title."""
    if found == gold:
        return True
    before = text[gold[0] : found[0]].split()
    return found[1] == gold[1] and bool(before) and all(_TITLE.fullmatch(word) for word in before)


_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Dr|Sir|King|Queen|Prince|Mayor|Brigadier|Col|Sgt|Education|Secretary)\.?")


def _overlap(one: Offsets, other: Offsets) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _shown(text: str, place: Offsets) -> str:
    start, end = place
    around = text[max(0, start - 50) : start] + "[" + text[start:end] + "]" + text[end : end + 40]
    return " ".join(around.split())


def main() -> int:
    """Measure, print, list what fails where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--failures", action="store_true", help="list what is missed, strays and edits")
    options = parser.parse_args()
    console = Console(width=150)
    if not NEWS.is_dir():
        console.print(f"skipped: {ABSENT}")
        return 0
    table = Table(title="Persons in the news that other people marked")
    for column in ("table of entities", "documents", "persons", "exact", "called persons", "strays", "edits"):
        table.add_column(column, justify="left" if column in {"table of entities", "documents"} else "right")
    told: list[str] = []
    for name, entities in (("starter", EntityTable.open(STARTER)), ("office_holders", office_holders())):
        for half, learned in (("not learned from", False), ("learned from", True)):
            found, edits = _measure(entities, learned=learned)
            share = percent(found.exact, found.persons)
            strays = f"{len(found.strays)} ({percent(len(found.strays), found.called)})"
            table.add_row(name, half, str(found.persons), share, str(found.called), strays, str(len(edits)))
            told += [f"{name}, {half}: missed: {one}" for one in found.missed]
            told += [f"{name}, {half}: stray: {one}" for one in found.strays]
            told += [f"{name}, {half}: edit: {one}" for one in edits]
    console.print(table)
    for line in told if options.failures else ():
        console.print(line, highlight=False, markup=False, soft_wrap=True)
    return 0


def _measure(table: EntityTable, *, learned: bool) -> tuple[Found, list[str]]:
    found = Found(0, 0, 0, (), ())
    edits: list[str] = []
    for number, marked in enumerate(marked_texts()):
        if is_learned(number) is learned:
            mentions = find_mentions(marked.text, table)
            found += judge(marked, mentions)
            corrected = correct_text(marked.text, table, mentions=mentions)
            edits += [f"{edit.surface} → {edit.replacement}" for edit in corrected.edits]
    return found, edits


if __name__ == "__main__":
    raise SystemExit(main())
