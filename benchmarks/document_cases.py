"""Names in whole documents to learn weights from: right ones, slips made on purpose, and strangers.

The documents are the readouts that ``made_slips`` does not measure on. Each class of ``slip_kinds`` is put
into them; names that are linked as they stand are right ones; and a third of the people linked is taken out
of the table, then the next third, so that their names are nobody's. Each name is linked in its document, so
that what its features say of the other mentions is what the decision sees.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from random import Random

from benchmarks.made_slips import (
    MOST_OF_ONE,
    PARTS,
    READOUTS,
    SEED,
    Case,
    Text,
    corrected,
    linked_person,
    make_cases,
    places_in,
    throughout,
)
from benchmarks.shared import rows_of
from benchmarks.slip_kinds import CLASSES, Names
from benchmarks.tables import stacked
from corrigenda.reconcile.context import Decisions, reviewed_weights
from corrigenda.reconcile.link import Linker
from corrigenda.reconcile.mentions import find_mentions
from corrigenda.reconcile.scoring import LinkResult
from corrigenda.reconcile.scoring.evidence import observe_candidate, observe_nil
from corrigenda.reconcile.scoring.observation import Features, features_of
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.names import CorrectedText, Document, Mention

RIGHT = "a right name"
STRANGER = "a stranger"


@dataclass(frozen=True)
class Example:
    """The features of each candidate, then those of nobody, and which of them is right.

    ``text`` is the document that it comes from, before anything was changed in it.
    """

    kind: str
    text: str
    options: tuple[Features, ...]
    right: int


def texts_to_learn_from() -> list[Text]:
    """The readouts that ``made_slips`` leaves out."""
    rows = rows_of("wh_readouts.jsonl")
    measured = {row["text"] for row in Random(SEED).sample(rows, READOUTS)}
    return [Text(row["date"], row["text"], ()) for row in rows if row["text"] not in measured]


def examples_of(texts: Sequence[Text], limit: int) -> Iterator[Example]:
    """Every example of these documents, ``limit`` slips of a class at the most."""
    before = {text.text: corrected(text.text, text.day) for text in texts}
    yield from _slips(texts, before, limit)
    yield from _right_names(texts, before)
    yield from _strangers(texts, before)


def _slips(texts: Sequence[Text], before: dict[str, CorrectedText], limit: int) -> Iterator[Example]:
    places = list(chain.from_iterable(places_in(text, before[text.text].names) for text in texts))
    names = Names(stacked())
    for label, make in CLASSES:
        for alone in make_cases(places, make, names, limit):
            for case in (alone, throughout(alone)):
                yield from _of_case(case, label)


def _of_case(case: Case, kind: str) -> Iterator[Example]:
    for mention, link in _linked(case.text, case.place.day, stacked()):
        start = mention.start if mention.start is not None else -1
        if start < case.end and start + len(mention.surface) > case.start:
            yield from _example(kind, case.place.text, link, case.place.entity.id)


def _right_names(texts: Sequence[Text], before: dict[str, CorrectedText]) -> Iterator[Example]:
    for text in texts:
        right = {
            name.start: entity.id
            for name in before[text.text].names
            if (entity := linked_person(name)) is not None
        }
        for mention, link in _linked(text.text, text.day, stacked()):
            if mention.start in right:
                yield from _example(RIGHT, text.text, link, right[mention.start])


def _strangers(texts: Sequence[Text], before: dict[str, CorrectedText]) -> Iterator[Example]:
    linked = (linked_person(name) for result in before.values() for name in result.names)
    people = sorted({entity.id for entity in linked if entity is not None})
    Random(SEED + MOST_OF_ONE).shuffle(people)
    for part in range(PARTS):
        out = frozenset(people[part::PARTS])
        with EntityTable.of(entity for entity in stacked().entities() if entity.id not in out) as table:
            for text in texts:
                gone = {name.start for name in before[text.text].names if name.entity_id in out}
                for mention, link in _linked(text.text, text.day, table) if gone else ():
                    if mention.start in gone:
                        yield from _example(STRANGER, text.text, link, None)


def _linked(text: str, day: str, table: EntityTable) -> Iterator[tuple[Mention, LinkResult]]:
    document = Document(id="text", text=text, date=day, mentions=find_mentions(text, table))
    links = Linker(table, Decisions(), reviewed_weights()).link(document)
    return zip(document.mentions, links, strict=True)


def _example(kind: str, text: str, link: LinkResult, right: str | None) -> Iterator[Example]:
    """Nothing where the right one was not retrieved: no weight can help there."""
    ids = [one.candidate.entity.id for one in link.ranking.scored]
    if right is not None and right not in ids:
        return
    options = [
        features_of(observe_candidate(link.context, one.candidate, one.wrong_office))
        for one in link.ranking.scored
    ]
    nil = features_of(observe_nil(link.context))
    yield Example(kind, text, (*options, nil), ids.index(right) if right is not None else len(ids))
