"""One letter wrong in long names: ``python -m benchmarks.made_typos [--seed N] [--failures]``

Real names of three words and more, with particles, suffixes, initials and double surnames, as the tables have
them, each behind its office on a day of the term; one letter of one word is another one. Told is how many are
set right (the text has a form of that person's name again), how many are left, and how many are *garbled*:
changed into something that is no form of the name.

The draw is made by ``--seed``; figures that are quoted come from seeds that nobody looked into.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from random import Random
from string import ascii_lowercase
from typing import NamedTuple

from rich.console import Console

from benchmarks.shared import ABSENT, DATA
from benchmarks.tables import STARTER, stacked
from corrigenda.reconcile.correct import correct_text
from corrigenda.reconcile.table import EntityTable
from corrigenda.reconcile.text import fold
from corrigenda.schemas.entities import Entity

LEAST_WORDS = 3
LEAST_LETTERS = 4
CASES = 400


class Case(NamedTuple):
    """A name behind its title with one letter wrong."""

    entity: Entity
    title: str
    name: str
    wrong: str
    day: str


def main() -> int:
    """Make, correct, count, list what is garbled."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seed", type=int, default=1, help="of the draw")
    parser.add_argument("--cases", type=int, default=CASES, help="how many names at the most")
    parser.add_argument("--failures", action="store_true", help="list what is garbled or left")
    options = parser.parse_args()
    console = Console(width=150)
    tables = {"starter": EntityTable.open(STARTER)} | ({"stacked": stacked()} if DATA.is_dir() else {})
    if not DATA.is_dir():
        console.print(f"the large table is left out: {ABSENT}")
    for label, table in tables.items():
        cases = _draw(table, Random(options.seed), options.cases)
        counted: Counter[str] = Counter()
        for case in cases:
            outcome, text = judge(case, table)
            counted[outcome] += 1
            if options.failures and outcome != "right":
                console.print(f"{outcome}: {case.title} {case.wrong} ({case.name}): {text}", markup=False)
        shares = ", ".join(f"{name} {counted[name]}" for name in ("right", "left", "garbled"))
        console.print(
            f"{label}: {len(cases)} names of {LEAST_WORDS} words and more, seed {options.seed}: {shares}"
        )
    return 0


def judge(case: Case, table: EntityTable) -> tuple[str, str]:
    """What became of the name: right, left or garbled; and the text then."""
    before = f"{case.title} {case.wrong} spoke on Monday."
    text = correct_text(before, table, date=case.day).text
    if text == before:
        return "left", text
    forms = {fold(name.text) for name in case.entity.names}
    said = fold(text.removeprefix(case.title).removesuffix("spoke on Monday.").strip())
    return ("right" if said in forms else "garbled"), text


def _draw(table: EntityTable, random: Random, most: int) -> list[Case]:
    cases = [case for entity in _people(table) if (case := _case(entity, table, random)) is not None]
    return random.sample(cases, min(most, len(cases)))


def _people(table: EntityTable) -> Iterator[Entity]:
    return (entity for entity in table.entities() if entity.type == "person")


def _case(entity: Entity, table: EntityTable, random: Random) -> Case | None:
    """One of the person's long names behind one of the offices held, with a letter wrong."""
    long = (name.text for name in entity.names if len(name.text.split()) >= LEAST_WORDS)
    names = [name for name in long if name.isascii()]
    terms = [held for held in table.terms(entity.id) if _is_day(held.start)]
    if not names or not terms:
        return None
    name, held = random.choice(names), random.choice(terms)
    title = _title(held.office_title)
    words = name.split()
    places = [place for place, word in enumerate(words) if word.isalpha() and len(word) >= LEAST_LETTERS]
    if title is None or not places or held.start is None:
        return None
    place = random.choice(places)
    words[place] = _one_letter_wrong(words[place], random)
    return Case(entity, title, name, " ".join(words), held.start)


def _is_day(start: str | None) -> bool:
    return start is not None and start.count("-") == 2


def _title(office: str) -> str | None:
    """The office as it is said before a name."""
    head = office.partition(" of ")[0]
    return head if 0 < len(head.split()) <= 3 else None


def _one_letter_wrong(word: str, random: Random) -> str:
    place = random.randrange(len(word))
    letter = random.choice([one for one in ascii_lowercase if one != word[place].lower()])
    return word[:place] + (letter.upper() if word[place].isupper() else letter) + word[place + 1 :]


if __name__ == "__main__":
    raise SystemExit(main())
