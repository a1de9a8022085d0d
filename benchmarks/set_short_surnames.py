"""Surnames of up to four letters with one slip, behind the right office of one person: who is meant?

Made of ``office_holders``, with a fixed seed: each such person in an office that one person of the country
holds, on a day of the term, under a title that says it; one letter is left out, put in, changed or swapped.
*Set right*: the text then reads the surname again.
"""

from datetime import timedelta
from functools import cache
from random import Random

from benchmarks.figures import Line, Measured, in_words, percent
from benchmarks.slip_kinds import one_letter
from benchmarks.tables import stacked
from corrigenda.reconcile.correct import correct_text
from corrigenda.reconcile.countries import country_name
from corrigenda.reconcile.names import make_ready
from corrigenda.reconcile.table import Holding
from corrigenda.reconcile.text import tokens
from corrigenda.reconcile.titles import is_of_parts, is_single, roles_there
from corrigenda.schemas.dates import first_day
from corrigenda.schemas.entities import Entity

SEED = 7
CASES = 300
LONGEST = 4
LEAST = 3


@cache
def measure() -> Measured:
    """The share set right, and what is changed otherwise."""
    right, wrong, failed = 0, 0, list[str]()
    cases = _cases()
    for text, surname, slip, day in cases:
        result = correct_text(text, stacked(), date=day)
        if result.text == text.replace(slip, surname):
            right += 1
        else:
            wrong += result.text != text
            there = [one for one in result.names if slip in one.surface]
            failed.append(f"{text} ({surname}, {day}): {'; '.join(map(in_words, there)) or 'no name found'}")
    share = percent(right, len(cases))
    line = Line("short surnames with a slip, behind the office, set right", len(cases), share, "≥ 90 %")
    return Measured((line, Line("  changed otherwise", len(cases), f"{wrong}", "0")), tuple(failed))


def _cases() -> list[tuple[str, str, str, str]]:
    random = Random(SEED)
    found = []
    for entity in stacked().entities():
        surname = _short_surname(entity)
        terms = [held for held in stacked().terms(entity.id) if _is_told_by_day(held)] if surname else []
        if not terms:
            continue
        held, slip = random.choice(terms), one_letter(surname, random)
        if len(slip) > 1 and tokens(slip) != tokens(surname):
            title = held.office_title.partition(" of ")[0]
            day = first_day(held.start or "") + timedelta(60)
            text = f"{title} {slip} of {country_name(held.country or '')} spoke on Monday."
            found.append((text, surname, slip, day.isoformat()))
    return random.sample(found, min(CASES, len(found)))


def _short_surname(entity: Entity) -> str:
    """The surname where it is one short word, else nothing."""
    forms = make_ready(entity).forms if entity.type == "person" else ()
    words = forms[0].family_words if forms else ()
    surname = words[0].text if len(words) == 1 else ""
    return surname if surname.isalpha() and LEAST <= len(surname) <= LONGEST else ""


def _is_told_by_day(held: Holding) -> bool:
    """Whether one person of a country holds the office, from a day that is known, and its title says so."""
    alone = is_single(held.role) and not is_of_parts(held.role)
    if not alone or held.country is None or (held.start or "").count("-") != 2:
        return False
    return held.role in roles_there(held.office_title.partition(" of ")[0], held.country)
