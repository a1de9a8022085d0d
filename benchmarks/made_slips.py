"""Slips made on purpose, found and set right? ``python -m benchmarks.made_slips [--failures]``

The development set shows each way in which a name goes wrong a few times only; here each class of
``slip_kinds`` is put, with a fixed seed, into texts of ``wh_readouts.jsonl`` and ``wh_misnaming.jsonl`` (in
the data beside the repository, no part of it; what is annotated as a slip there is left out). Places are
mentions of persons that are linked under a right form of the name in the text as it is; of one person at most
a few in a class. Each text then holds one slip; and once more with every other mention of the person wrong in
the same way ("throughout"), so that the text does not give it away.

Told for each class: how many are set right, told as an error but not changed, linked rightly as if the wrong
name were a right one, undecided, nobody's (or not found as a name), taken for somebody else, changed to a
wrong name; and the changes made elsewhere in the text because of the slip.

The other side, strangers: a third of the persons who are linked in these texts is taken out of the table, so
that real names of real people who belong among the others of their text are nobody's; then the next third.
Every change to them is wrong.
"""

import argparse
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain
from random import Random
from typing import Literal, NamedTuple

from rich.console import Console
from rich.table import Table

from benchmarks.figures import in_words
from benchmarks.set_misnaming import read_slips
from benchmarks.shared import ABSENT, DATA, rows_of
from benchmarks.slip_kinds import CLASSES, Make, Names, Place, Slip, Spoken
from benchmarks.tables import stacked
from corrigenda.reconcile.correct import correct_text
from corrigenda.reconcile.names import make_ready
from corrigenda.reconcile.table import EntityTable
from corrigenda.reconcile.text import tokens
from corrigenda.schemas.entities import Entity
from corrigenda.schemas.names import CorrectedText, Edit, Resolution
from corrigenda.schemas.spans import Offsets, merge_spans, overlaps

SEED = 20250117
READOUTS = 320
"""So many of the readouts, chosen at random."""
MOST_OF_ONE = 3
"""Slips of one class in the name of one person."""
PARTS = 3
"""In so many parts those who are linked are taken out of the table, one after the other."""

Outcome = Literal["right", "told", "linked", "undecided", "nil", "unfound", "taken", "wrong"]
COLUMNS: tuple[tuple[str, tuple[Outcome, ...]], ...] = (
    ("set right", ("right",)),
    ("told", ("told",)),
    ("linked", ("linked",)),
    ("undecided", ("undecided",)),
    ("nobody's", ("nil", "unfound")),
    ("taken for another", ("taken",)),
    ("changed wrongly", ("wrong",)),
)
UNCHANGED: tuple[Outcome, ...] = ("taken", "told", "linked", "undecided", "nil")
"""What may become of a slip that is not changed; of several names there, the first of these counts."""


class Text(NamedTuple):
    """A text of its day; ``slips`` are stretches of it that are annotated as wrong."""

    day: str
    text: str
    slips: tuple[Offsets, ...]


class Case(NamedTuple):
    """A text with a slip in it. ``start`` and ``end`` are the wrong name; ``also`` the same one elsewhere."""

    place: Place
    slip: Slip
    text: str
    start: int
    end: int
    also: tuple[Offsets, ...]

    def meets(self, one: Edit | Resolution) -> bool:
        """Whether it stands at the wrong name, or in part."""
        return (
            one.start is not None
            and one.end is not None
            and overlaps((one.start, one.end), ((self.start, self.end),))
        )


def read_texts() -> list[Text]:
    """Every snippet of the slips, each text once, and some of the readouts."""
    slips: defaultdict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for slip in read_slips():
        slips[slip.day, slip.text].append((slip.start, slip.end))
    readouts = Random(SEED).sample(rows_of("wh_readouts.jsonl"), READOUTS)
    return [
        *(Text(day, text, tuple(places)) for (day, text), places in slips.items()),
        *(Text(row["date"], row["text"], ()) for row in readouts),
    ]


def corrected(text: str, day: str) -> CorrectedText:
    return correct_text(text, stacked(), date=day)


def places_in(text: Text, names: Sequence[Resolution]) -> Iterator[Place]:
    """Where a slip may be put into the text."""
    slips = merge_spans(text.slips)
    for entity, mentions in _spoken_of(names):
        for one in mentions:
            if not overlaps((one.start, one.start + len(one.surface)), slips):
                others = tuple(other for other in mentions if other is not one)
                yield Place(text.day, text.text, entity, one, others)


def _spoken_of(names: Iterable[Resolution]) -> Iterable[tuple[Entity, list[Spoken]]]:
    """Each person who is linked under a right name, with the mentions of that person."""
    spoken: dict[str, tuple[Entity, list[Spoken]]] = {}
    for name in names:
        entity = linked_person(name)
        if entity is not None and (one := _spoken(name, entity)) is not None:
            spoken.setdefault(entity.id, (entity, []))[1].append(one)
    return spoken.values()


def linked_person(name: Resolution) -> Entity | None:
    """Whom a right name is linked to, where that is a person."""
    if name.status != "linked" or name.error is not None or name.entity_id is None:
        return None
    entity = stacked().entity(name.entity_id)
    return entity if entity is not None and entity.type == "person" else None


def _spoken(name: Resolution, entity: Entity) -> Spoken | None:
    """The mention by its parts, where each is one plain word: "Antony Blinken", "Blinken"."""
    if name.start is None or name.variant not in ("exact", "alias", "surname_only"):
        return None
    words = {tokens(word): word for word in name.surface.split() if word.isalpha()}
    for form in make_ready(entity).forms:
        family, given = words.get(form.family), words.get(form.given[:1])
        if family is not None and (given is not None) == (name.variant != "surname_only"):
            return Spoken(name.start, name.surface, family, given or "", name.title)
    return None


def make_cases(
    places: Iterable[Place], make: Make, names: Names, limit: int, seed: int = SEED
) -> Iterator[Case]:
    """At most so many cases of the class, of one person a few."""
    of_one, made = Counter[str](), 0
    lots = sorted(((_drawn(place, seed), place) for place in places), key=lambda lot: lot[0])
    for lot, place in lots:
        if made < limit and of_one[place.entity.id] < MOST_OF_ONE:
            slip = make(place, names, Random(lot))
            if slip is not None and not _is_right(place, slip, names.table):
                of_one[place.entity.id] += 1
                made += 1
                yield put_in(place, slip, ())


def _drawn(place: Place, seed: int) -> str:
    """A lot that is the same in each run, whatever other places there are."""
    key = f"{seed} {place.day} {place.spoken.start} {place.text}"
    return hashlib.sha256(key.encode()).hexdigest()


def _is_right(place: Place, slip: Slip, table: EntityTable) -> bool:
    """Whether the name is one after all: of the same person, or in full of another one of the table."""
    surface = place.spoken.surface.replace(slip.right, slip.wrong)
    own = {form for name in place.entity.names for form in tokens(name.text)}
    return set(tokens(slip.wrong)) <= own or (bool(place.spoken.given) and bool(table.named(surface)))


def throughout(case: Case) -> Case:
    """The same with the word wrong in every mention of the person."""
    return put_in(case.place, case.slip, case.place.others)


def put_in(place: Place, slip: Slip, others: Sequence[Spoken]) -> Case:
    pieces: list[str] = []
    ends: list[tuple[int, int]] = []
    at = 0
    mentions = sorted((place.spoken, *others), key=lambda spoken: spoken.start)
    for one in mentions:
        pieces.append(place.text[at : one.start])
        start = sum(map(len, pieces))
        pieces.append(one.surface.replace(slip.right, slip.wrong))
        ends.append((start, sum(map(len, pieces))))
        at = one.start + len(one.surface)
    own = mentions.index(place.spoken)
    also = tuple(end for number, end in enumerate(ends) if number != own)
    return Case(place, slip, "".join((*pieces, place.text[at:])), *ends[own], also)


def judge(case: Case, result: CorrectedText) -> Outcome:
    """What became of the slip."""
    edits = [edit for edit in result.edits if case.meets(edit)]
    if edits:
        return "right" if _set_right(case.place, edits) else "wrong"
    found = {_outcome(name, case.place.entity) for name in result.names if case.meets(name)}
    return next((outcome for outcome in UNCHANGED if outcome in found), "unfound")


def _outcome(name: Resolution, entity: Entity) -> Outcome:
    """What a name that was not changed was taken for."""
    if name.status == "linked" and name.entity_id != entity.id:
        return "taken"
    return "told" if name.error is not None else name.status


def _set_right(place: Place, edits: Iterable[Edit]) -> bool:
    """Whether what is written now are words of the person's names alone, or those that stood there."""
    own = {word for name in place.entity.names for word in tokens(name.text)}
    own |= set(tokens(place.spoken.surface))
    return all(edit.entity_id == place.entity.id and set(tokens(edit.replacement)) <= own for edit in edits)


def changed_elsewhere(case: Case, result: CorrectedText, before: CorrectedText) -> int:
    """The changes to other names that are not made in the text as it is."""
    mine = merge_spans(((case.start, case.end), *case.also))
    made = {edit.surface for edit in before.edits}
    return sum(
        edit.surface not in made and not overlaps((edit.start, edit.end), mine) for edit in result.edits
    )


def measure_class(
    label: str, cases: Sequence[Case], before: dict[str, CorrectedText], table: Table, failed: list[str]
) -> None:
    outcomes, elsewhere = Counter[Outcome](), 0
    for case in cases:
        result = corrected(case.text, case.place.day)
        outcome = judge(case, result)
        outcomes[outcome] += 1
        more = changed_elsewhere(case, result, before[case.place.text])
        elsewhere += more
        if outcome != "right" or more:
            failed.append(f"{label}: {outcome}{' ELSEWHERE' * bool(more)}: {_in_words(case, result)}")
    share = f"{100 * outcomes['right'] / len(cases):.0f} %" if cases else ""
    counts = (str(sum(outcomes[one] for one in counted)) for _, counted in COLUMNS)
    table.add_row(label, str(len(cases)), share, *counts, str(elsewhere))


def _in_words(case: Case, result: CorrectedText) -> str:
    spoken = case.place.spoken
    there = [name for name in result.names if case.meets(name)]
    edits = "; ".join(f"{edit.surface!r} → {edit.replacement!r}" for edit in result.edits)
    return (
        f"{spoken.title or ''} {case.text[case.start : case.end]!r} for {case.place.entity.canonical},"
        f" {case.place.day}: {'; '.join(map(in_words, there)) or 'no name found there'} | {edits}"
    )


def measure_strangers(texts: Sequence[Text], before: dict[str, CorrectedText]) -> tuple[str, list[str]]:
    """Real names of people whom the table does not know, each part of them in its turn."""
    linked = (linked_person(name) for result in before.values() for name in result.names)
    people = sorted({entity.id for entity in linked if entity is not None})
    Random(SEED).shuffle(people)
    counts, wrong = Counter[str](), list[str]()
    for day, was, now in _strangers(people, texts, before):
        full = len(now.surface.split()) > 1
        counts["mentions"] += 1
        counts["told"] += now.error is not None
        counts["full" if full else "alone"] += now.status == "linked"
        if now.corrected is not None or now.corrected_title is not None:
            wrong.append(f"strangers: {was.canonical}, {day}: {in_words(now)}")
    return (
        f"strangers: {len(people)} people out of the table, {counts['mentions']} mentions of them:"
        f" {len(wrong)} changed, {counts['told']} told as errors, taken for somebody else {counts['full']}"
        f" by the full name, {counts['alone']} by one word alone",
        wrong,
    )


def _strangers(
    people: Sequence[str], texts: Sequence[Text], before: dict[str, CorrectedText]
) -> Iterator[tuple[str, Resolution, Resolution]]:
    """The mentions of each part of the people while they are out of the table, with the day of the text."""
    for part in range(PARTS):
        out = frozenset(people[part::PARTS])
        with EntityTable.of(entity for entity in stacked().entities() if entity.id not in out) as table:
            for text in texts:
                for was, now in _of_strangers(text, table, before[text.text], out):
                    yield text.day, was, now


def _of_strangers(
    text: Text, table: EntityTable, before: CorrectedText, out: Set[str]
) -> Iterator[tuple[Resolution, Resolution]]:
    """The mentions of those who are out of the table, as they were resolved and as they are now."""
    known = {
        (name.start, name.end): name
        for name in before.names
        if name.entity_id in out and name.status == "linked"
    }
    if known:
        for name in correct_text(text.text, table, date=text.day).names:
            if (was := known.get((name.start, name.end))) is not None:
                yield was, name


def main() -> int:
    """Make the slips, measure, print, list what fails where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--limit", type=int, default=150, help="cases of each class")
    parser.add_argument("--seed", type=int, default=SEED, help="of the places; what is quoted was not read")
    parser.add_argument("--only", action="append", help="the letter of a class; may be given several times")
    parser.add_argument("--failures", action="store_true", help="list every slip that is not set right")
    options = parser.parse_args()
    console = Console(width=150)
    if not DATA.is_dir():
        console.print(f"skipped: {ABSENT}")
        return 0
    texts = read_texts()
    before = {text.text: corrected(text.text, text.day) for text in texts}
    places = list(chain.from_iterable(places_in(text, before[text.text].names) for text in texts))
    names = Names(stacked())
    table, failed = Table(title=f"Slips made in {len(texts)} texts"), list[str]()
    for column in ("class", "cases", "right", *(label for label, _ in COLUMNS), "changed elsewhere"):
        table.add_column(column, justify="left" if column == "class" else "right")
    for label, make in CLASSES:
        if options.only is None or label[0] in options.only:
            cases = list(make_cases(places, make, names, options.limit, options.seed))
            measure_class(label, cases, before, table, failed)
            measure_class("     throughout", [throughout(case) for case in cases], before, table, failed)
    console.print(table)
    if options.only is None or "strangers" in options.only:
        told, wrong = measure_strangers(texts, before)
        console.print(told, highlight=False)
        failed += wrong
    for case in failed if options.failures else ():
        console.print(case, highlight=False, markup=False, soft_wrap=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
