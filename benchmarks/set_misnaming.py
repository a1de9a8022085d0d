"""Slips of the tongue in White House transcripts: found in the text and set right? And is all else quiet?

``wh_misnaming.jsonl``: text and date go in, nothing else is told. Cases: persons of the office tables, by
name or by title, each weighted so that a group (one slip, said or printed several times) counts once. Right:
an edit at the slip names the right person, and the text then reads a name of that person, or a title that
says the same office as the official one ("Representative" for "Congressman"). ``wh_readouts.jsonl`` is edited
text: every edit there counts as a false alarm. Peers find nothing; they are told the slip, and choose among
everybody in office on the day.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, Literal, NamedTuple

from benchmarks.figures import Decided, Line, Measured, decided, in_words, percent
from benchmarks.peers import PEERS, Pool
from benchmarks.shared import rows_of
from benchmarks.tables import stacked
from corrigenda.reconcile.correct import correct_text
from corrigenda.reconcile.text import tokens
from corrigenda.reconcile.titles import parse_title
from corrigenda.schemas.dates import first_day, last_day
from corrigenda.schemas.entities import Entity
from corrigenda.schemas.names import CorrectedText, Edit

Of = Literal["name", "title"]

TARGETS = {"easy": "≥ 90 %", "medium": "≥ 60 %", "hard": ""}
_OF: dict[str, Of] = {"person": "name", "office": "title"}


class Slip(NamedTuple):
    """One slip; ``start`` and ``end`` in ``text``. ``right`` is the wording of the official correction."""

    day: str
    file: str
    text: str
    start: int
    end: int
    right: str
    qid: str | None
    difficulty: str
    group: str
    of: Of | None
    """What is wrong, of a person of the office tables; ``None``: it is about nobody of them."""

    @property
    def wrong(self) -> str:
        return self.text[self.start : self.end]


def read_slips() -> list[Slip]:
    return [_slip(row) for row in rows_of("wh_misnaming.jsonl")]


def _slip(row: Mapping[str, Any]) -> Slip:
    return Slip(
        day=row["date"],
        file=row["file"],
        text=row["text_clean"],
        start=row["clean_start"],
        end=row["clean_end"],
        right=row["corrected"],
        qid=row["qid"],
        difficulty=row["difficulty"],
        group=row["group"],
        of=_OF.get(row["type"]) if row["in_office_table"] else None,
    )


@cache
def measure() -> Measured:
    """The four figures of these sets."""
    slips = read_slips()
    corrected = [correct_text(slip.text, stacked(), date=slip.day) for slip in slips]
    found = [set_right(slip, result) for slip, result in zip(slips, corrected, strict=True)]
    quiet = _quiet()
    names, names_failed = _by_difficulty("name", slips, corrected, found)
    titles, titles_failed = _by_difficulty("title", slips, corrected, found)
    changes, changes_failed = _when_changed(slips, corrected)
    return Measured(
        lines=(*names, *titles, *changes, *quiet.lines),
        failed=(*names_failed, *titles_failed, *changes_failed, *quiet.failed),
        decided=tuple(_decisions(slips, corrected)),
    )


def set_right(slip: Slip, result: CorrectedText) -> bool:
    """Whether the edits at the slip make its words a name of the right person."""
    edits = [edit for edit in result.edits if edit.start < slip.end and edit.end > slip.start]
    if not edits:
        return False
    reads = _reads(slip, edits)
    if tokens(reads) == tokens(slip.right):
        return True
    if slip.of == "title":
        return all(edit.entity_id == slip.qid for edit in edits) and _same_office(reads, slip.right)
    entity = stacked().entity(slip.qid) if slip.qid is not None else None
    return entity is not None and all(edit.entity_id == slip.qid for edit in edits) and _names(entity, reads)


def _reads(slip: Slip, edits: Sequence[Edit]) -> str:
    """The words at the slip after the edits, whole words of the edits included."""
    first, last = min(slip.start, edits[0].start), max(slip.end, edits[-1].end)
    pieces, place = [], first
    for edit in edits:
        pieces += [slip.text[place : edit.start], edit.replacement]
        place = edit.end
    return "".join((*pieces, slip.text[place:last]))


def _names(entity: Entity, words: str) -> bool:
    """Whether all words stand in one name of the entity, each as often as there."""
    read = Counter(tokens(words))
    return any(read <= Counter(tokens(name.text)) for name in entity.names)


def _same_office(one: str, other: str) -> bool:
    read, right = parse_title(one), parse_title(other)
    return read is not None and right is not None and bool(read.roles) and read.roles == right.roles


def _by_difficulty(
    of: Of, slips: Sequence[Slip], corrected: Sequence[CorrectedText], found: Sequence[bool]
) -> tuple[list[Line], list[str]]:
    size = Counter(slip.group for slip in slips if slip.of == of)
    whole: defaultdict[str, float] = defaultdict(float)
    right: defaultdict[str, float] = defaultdict(float)
    told: defaultdict[tuple[str, str], float] = defaultdict(float)
    failed = []
    for slip, result, hit in zip(slips, corrected, found, strict=True):
        if slip.of != of:
            continue
        weight = 1 / size[slip.group]
        whole[slip.difficulty] += weight
        right[slip.difficulty] += weight * hit
        for peer in PEERS:
            if _in_office(slip.day).best(slip.wrong, peer) == slip.qid:
                told[slip.difficulty, peer] += weight
        if not hit:
            failed.append(
                f"{of}, {slip.difficulty}: {slip.wrong!r} for {slip.right!r}, {slip.day}: {_at(slip, result)}"
            )
    lines = [
        Line(
            f"wrong {of}s found and set right, {difficulty}",
            sum(slip.of == of and slip.difficulty == difficulty for slip in slips),
            percent(right[difficulty], whole[difficulty]),
            TARGETS[difficulty],
            {peer: f"told: {percent(told[difficulty, peer], whole[difficulty])}" for peer in PEERS},
        )
        for difficulty in TARGETS
    ]
    return lines, failed


def _at(slip: Slip, result: CorrectedText) -> str:
    names = [
        name
        for name in result.names
        if name.start is not None and name.end is not None and name.start < slip.end and name.end > slip.start
    ]
    return "; ".join(map(in_words, names)) or "no name found there"


def _when_changed(slips: Sequence[Slip], corrected: Sequence[CorrectedText]) -> tuple[list[Line], list[str]]:
    """Edits in all texts, slips of other kinds too: those at a slip, and those where nothing is annotated."""
    slips_of: defaultdict[str, list[Slip]] = defaultdict(list)
    for slip in slips:
        slips_of[slip.file].append(slip)
    judged: Counter[bool | None] = Counter()
    failed = []
    for slip, result in zip(slips, corrected, strict=True):
        for edit in result.edits:
            right = _is_right(edit, slip, result, slips_of[slip.file])
            judged[right] += 1
            if right is not True:
                words = "changed where nothing is annotated" if right is None else "wrong change"
                failed.append(
                    f"{words}: {edit.surface!r} → {edit.replacement!r}, {slip.day}: {_reasons(edit)}"
                )
    at_slips = judged[True] + judged[False]
    lines = [
        Line(
            f"right when changed (slips in all {len(slips)} texts)",
            at_slips,
            percent(judged[True], at_slips),
            "≥ 97 %",
        ),
        Line("changes in these texts where nothing is annotated", len(slips), f"{judged[None]}"),
        Line(
            "right when changed, those counted as wrong",
            judged.total(),
            percent(judged[True], judged.total()),
        ),
    ]
    return lines, failed


def _is_right(edit: Edit, slip: Slip, result: CorrectedText, others: Sequence[Slip]) -> bool | None:
    """Whether it sets the slip right, or another one of the same transcript; ``None`` where it is at none."""
    if edit.start < slip.end and edit.end > slip.start:
        return set_right(slip, result)
    same = [other for other in others if tokens(edit.surface) == tokens(other.wrong)]
    if not same:
        return None
    return any(
        edit.entity_id == other.qid or tokens(edit.replacement) == tokens(other.right) for other in same
    )


def _reasons(edit: Edit) -> str:
    return f"{edit.error} {edit.confidence:.2f} {'; '.join(edit.reasons)}"


def _decisions(slips: Sequence[Slip], corrected: Sequence[CorrectedText]) -> Iterator[Decided]:
    """Those about the slips themselves, where a name is found there."""
    for slip, result in zip(slips, corrected, strict=True):
        if slip.qid is None or slip.of is None:
            continue
        for name in result.names:
            if name.start == slip.start and name.end == slip.end:
                yield decided(name, slip.qid)


@cache
def _quiet() -> Measured:
    names = 0
    alarms = []
    for row in rows_of("wh_readouts.jsonl"):
        result = correct_text(row["text"], stacked(), date=row["date"])
        names += len(result.names)
        alarms += [
            f"false alarm: {edit.surface!r} → {edit.replacement!r}, {row['date']}: {_reasons(edit)}"
            for edit in result.edits
        ]
    rate = f"{1000 * len(alarms) / names:.2f}" if names else "none"
    return Measured((Line("false alarms per 1,000 names (readouts)", names, rate, "≤ 1"),), tuple(alarms))


@cache
def _in_office(day: str) -> Pool:
    """Everybody of the tables who holds an office on the day; open terms are open."""
    at = date.fromisoformat(day)
    return Pool((entity.id, name.text) for entity in _people() if _holds(entity, at) for name in entity.names)


@cache
def _people() -> tuple[Entity, ...]:
    return tuple(entity for entity in stacked().entities() if entity.type == "person" and entity.terms)


def _holds(entity: Entity, at: date) -> bool:
    return any(
        term.start is not None
        and first_day(term.start) <= at
        and (term.end is None or at <= last_day(term.end))
        for term in entity.terms
    )
