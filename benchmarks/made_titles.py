"""Wrong titles made on purpose, found and set right? ``python -m benchmarks.made_titles [--failures]``

The texts and places are those of ``benchmarks.made_slips``. Before one right name of a text the title becomes
another that people say by mistake ("President" for a prime minister); which, is written down here and not
read from the reconciler's data. Right: the text then reads a title of the same office again. *Told*: the
error is told, nothing is changed. *Wrong*: anything else is changed there.
"""

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain
from random import Random
from typing import Literal, NamedTuple

from rich.console import Console
from rich.table import Table

from benchmarks.made_slips import MOST_OF_ONE, SEED, corrected, places_in, read_texts
from benchmarks.shared import ABSENT, DATA
from benchmarks.slip_kinds import Place
from corrigenda.reconcile.titles import roles_there
from corrigenda.schemas.names import CorrectedText

Outcome = Literal["right", "told", "left", "wrong"]
OUTCOMES: tuple[Outcome, ...] = ("right", "told", "left", "wrong")

SAID_FOR = {
    "President": ("Prime Minister", "Chancellor"),
    "Prime Minister": ("President",),
    "Chancellor": ("President",),
    "Vice President": ("President",),
    "Senator": ("Congressman", "Representative", "Secretary"),
    "Congressman": ("Senator",),
    "Congresswoman": ("Senator",),
    "Representative": ("Senator",),
    "Secretary": ("Senator", "Ambassador"),
    "Speaker": ("Majority Leader", "Senator"),
}
"""The right title, and what is said for it."""


class Mistold(NamedTuple):
    """A place whose title is wrong in the text; ``start`` is where the title stands."""

    place: Place
    title: str
    wrong: str
    text: str
    start: int


def make_cases(places: list[Place]) -> Iterator[Mistold]:
    """One for each place with such a title right before the name, of one person a few."""
    of_one = Counter[str]()
    random = Random(SEED)
    for place in places:
        title, start = place.spoken.title, place.spoken.start
        before = re.search(rf"\b{title}\s+\Z", place.text[:start]) if title in SAID_FOR else None
        if title is None or before is None or of_one[place.entity.id] >= MOST_OF_ONE:
            continue
        of_one[place.entity.id] += 1
        wrong = random.choice(SAID_FOR[title])
        text = place.text[: before.start()] + wrong + place.text[before.start() + len(title) :]
        yield Mistold(place, title, wrong, text, before.start())


def judge(case: Mistold, result: CorrectedText) -> Outcome:
    """What became of the title."""
    spoken, country = case.place.spoken, case.place.entity.country
    name = spoken.start + len(case.wrong) - len(case.title)
    edits = [edit for edit in result.edits if case.start <= edit.start < name + len(spoken.surface)]
    if edits:
        (read, *others) = [edit.replacement for edit in edits]
        same = roles_there(read, country) == roles_there(case.title, country)
        return "right" if same and not others and edits[0].entity_id == case.place.entity.id else "wrong"
    told = any(one.start == name and one.error == "wrong_office" for one in result.names)
    return "told" if told else "left"


def main() -> int:
    """Make the errors, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--failures", action="store_true", help="list every title that is not set right")
    options = parser.parse_args()
    console = Console(width=120)
    if not DATA.is_dir():
        console.print(f"skipped: {ABSENT}")
        return 0
    texts = read_texts()
    found = (places_in(text, corrected(text.text, text.day).names) for text in texts)
    counted: defaultdict[str, Counter[Outcome]] = defaultdict(Counter)
    failed = []
    for case in make_cases(list(chain.from_iterable(found))):
        outcome = judge(case, corrected(case.text, case.place.day))
        counted[case.title][outcome] += 1
        if outcome != "right":
            failed.append(
                f"{outcome}: {case.wrong!r} for {case.title} {case.place.spoken.surface}, {case.place.day}"
            )
    table = Table(title=f"Wrong titles made in {len(texts)} texts")
    for column in ("right title", "cases", "set right", *OUTCOMES):
        table.add_column(column, justify="left" if column == "right title" else "right")
    counted["all"] = sum(counted.values(), Counter[Outcome]())
    for title, outcomes in counted.items():
        share = f"{100 * outcomes['right'] / outcomes.total():.0f} %" if outcomes else ""
        table.add_row(title, f"{outcomes.total()}", share, *(f"{outcomes[one]}" for one in OUTCOMES))
    console.print(table)
    for line in failed if options.failures else ():
        console.print(line, markup=False, highlight=False, soft_wrap=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
