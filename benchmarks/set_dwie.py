"""Odd spellings and surnames alone in newspaper articles, against everybody whom the set links.

``dwie_mentions.jsonl`` (names and links, no text). Table: one entity for each linked person, named as the
Wikipedia article is, nothing else. Asked: every other surface of these persons. A *part* has only words of
the name; an *odd spelling* has a word that is not, nicknames and other names of the person among them. All
persons' surfaces of an article are asked together, as one text; who belongs to whom is not told. Top-1: the
right person is ranked first.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from benchmarks.figures import Decided, Line, Measured, decided, first_choice, in_words, percent
from benchmarks.peers import Pool
from benchmarks.shared import rows_of
from corrigenda.reconcile.resolve import reconcile_names
from corrigenda.reconcile.table import EntityTable
from corrigenda.reconcile.text import tokens
from corrigenda.schemas.entities import Entity, EntityName
from corrigenda.schemas.names import Mention, Resolution

_NOTE = re.compile(r"_\([^)]*\)$")
TARGETS = {"odd spelling": "≥ 80 %", "odd spelling, no word right": "", "part": "≥ 80 %"}


class Asked(NamedTuple):
    """A surface of an article, and the link of the person meant; ``None`` where the set links nobody."""

    doc: str
    surface: str
    link: str | None
    kinds: tuple[str, ...]


def name_of(link: str) -> str:
    """The name in a Wikipedia title: ``John_Flint_(businessman)`` is John Flint."""
    return _NOTE.sub("", link).replace("_", " ")


def read_asked() -> list[Asked]:
    """Every surface of every person, in order; the same surface of two persons twice."""
    return [
        Asked(row["doc"], surface, link, _kinds(surface, name_of(link)) if link is not None else ())
        for row in rows_of("dwie_mentions.jsonl")
        if "person" in row["types"]
        for link in [_title(row["link"])]
        for surface, _ in row["mentions"]
    ]


def _title(link: str | None) -> str | None:
    """A Wikipedia title; a bare Wikidata id and a question mark name nobody."""
    return link.strip() if link and link != "?" and not link.startswith("wikidata:") else None


def _kinds(surface: str, name: str) -> tuple[str, ...]:
    written, own = tokens(surface), tokens(name)
    if written == own:
        return ()
    if set(written) <= set(own):
        return ("part",)
    return ("odd spelling", "odd spelling, no word right")[: 1 if set(written) & set(own) else 2]


@cache
def measure() -> Measured:
    """Top-1 of odd spellings and of parts, with the article's other names as context and without."""
    asked = read_asked()
    links = sorted({one.link for one in asked if one.link is not None})
    table = EntityTable.of(map(_entity, links))
    together = reconcile_names(list(_mentions(asked)), table)
    alone = reconcile_names([Mention(id="", surface=one.surface, type="person") for one in asked], table)
    failed = [
        f"{one.kinds[0]}, {one.doc}: {one.link}: {in_words(answer)}"
        for one, answer in zip(asked, together, strict=True)
        if one.kinds and first_choice(answer) != one.link
    ]
    lines = _lines(asked, Pool((link, name_of(link)) for link in links), together, alone)
    return Measured(tuple(lines), tuple(failed), tuple(_decisions(asked, together)))


def _entity(link: str) -> Entity:
    return Entity(id=link, type="person", names=(EntityName(text=name_of(link), kind="canonical"),))


def _lines(
    asked: list[Asked], pool: Pool, together: tuple[Resolution, ...], alone: tuple[Resolution, ...]
) -> Iterator[Line]:
    """Two for each kind of surface."""
    for kind, target in TARGETS.items():
        places = [place for place, one in enumerate(asked) if kind in one.kinds]
        by_name = pool.right([(asked[i].surface, asked[i].link or "") for i in places])
        peers = {peer: percent(right, len(places)) for peer, right in by_name.items()}
        for words, resolved in (("with the article's names", together), ("alone", alone)):
            right = sum(first_choice(resolved[i]) == asked[i].link for i in places)
            goal = target if resolved is together else ""
            yield Line(f"{kind}, {words}, top-1", len(places), percent(right, len(places)), goal, peers)


def _mentions(asked: list[Asked]) -> Iterator[Mention]:
    """An article as its names in a row, so that they are judged together."""
    surfaces: dict[str, list[str]] = {}
    for one in asked:
        surfaces.setdefault(one.doc, []).append(one.surface)
    written: dict[str, int] = {}
    for number, one in enumerate(asked):
        text = "\n".join([one.doc, *surfaces[one.doc]])
        start = written.get(one.doc, len(one.doc) + 1)
        written[one.doc] = start + len(one.surface) + 1
        yield Mention(id=f"{number}", surface=one.surface, text=text, start=start, type="person")


def _decisions(asked: list[Asked], resolved: tuple[Resolution, ...]) -> Iterator[Decided]:
    for one, answer in zip(asked, resolved, strict=True):
        yield decided(answer, one.link)
