"""Slips made on purpose: what speech, transcription and typing make of a name, class by class.

Each class turns the name of a place in a text into a wrong one, or into nothing where it does not apply. No
class knows how the reconciler judges: a letter is any letter, another name is one that several people of the
same country bear in the tables.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from random import Random
from string import ascii_lowercase
from typing import NamedTuple

from rapidfuzz.distance import OSA

from benchmarks.set_office_mentions import predecessor, surname_of
from corrigenda.reconcile.names import make_ready
from corrigenda.reconcile.names.nicknames import is_nickname
from corrigenda.reconcile.table import EntityTable
from corrigenda.reconcile.text import phonetic, tokens
from corrigenda.reconcile.titles import is_single, parse_title
from corrigenda.schemas.entities import Entity

_LEAST_LETTERS = 4
_LEAST_CUT = 3
_SEVERAL_SURNAMES = 2
_SEVERAL_GIVEN = 3
_LEAST_ALIKE = 0.4
_SAME_END = 2
_SOUNDS = (
    ("ph", "f"), ("f", "ph"), ("tz", "ts"), ("ts", "tz"), ("ie", "ei"), ("ei", "ie"), ("son", "sen"),
    ("sen", "son"), ("ck", "k"), ("k", "ck"), ("y", "i"), ("i", "y"), ("c", "k"), ("sch", "sh"), ("ee", "ea"),
    ("ea", "ee"), ("ou", "u"), ("w", "v"), ("v", "w"), ("er", "or"), ("or", "er"), ("z", "s"), ("x", "ks"),
    ("gh", "g"), ("th", "t"), ("kh", "k"), ("ai", "ay"), ("ey", "y"), ("mann", "man"), ("oo", "u"),
)  # fmt: skip
"""Ways to write a sound, as English transcribers take one for another."""


class Spoken(NamedTuple):
    """One mention of a person in a text: where it stands, and its words for the parts of the name."""

    start: int
    surface: str
    family: str
    given: str
    """Empty where the surname stands alone."""
    title: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """A mention that a slip is put into; ``others`` are all further ones of the same person in the text."""

    day: str
    text: str
    entity: Entity
    spoken: Spoken
    others: tuple[Spoken, ...]


class Slip(NamedTuple):
    """The word of the name that becomes another."""

    right: str
    wrong: str


class Names:
    """The names that several people of a country bear, and who bears which full name."""

    def __init__(self, table: EntityTable) -> None:
        self.table = table
        surnames: Counter[tuple[str | None, str]] = Counter()
        given: Counter[tuple[str | None, str]] = Counter()
        for entity in table.entities():
            for form in make_ready(entity).forms[:1] if entity.type == "person" else ():
                surnames.update((entity.country, word) for word in form.family if len(form.family) == 1)
                given.update((entity.country, word) for word in form.given[:1])
        self.surnames = _borne_by(surnames, _SEVERAL_SURNAMES)
        self.given = _borne_by(given, _SEVERAL_GIVEN)


def _borne_by(counted: Counter[tuple[str | None, str]], least: int) -> dict[str | None, list[str]]:
    found: defaultdict[str | None, list[str]] = defaultdict(list)
    for (country, word), name_frequency in sorted(
        counted.items(), key=lambda item: (item[0][0] or "", item[0][1])
    ):
        if name_frequency >= least and len(word) >= _LEAST_CUT and word.isascii():
            found[country].append(word)
    return found


Make = Callable[[Place, Names, Random], Slip | None]


def one_letter(word: str, random: Random) -> str:
    """One letter put in, left out, changed, or swapped with the next; a capital stays where it is."""
    at = random.randrange(len(word))
    low = word.lower()
    other = random.choice([letter for letter in ascii_lowercase if letter != low[at]])
    kind = random.choice(("in", "out", "changed", "swapped"))
    if kind == "in":
        return word[: at + 1] + other + word[at + 1 :]
    if kind == "out":
        rest = word[:at] + word[at + 1 :]
        return rest[:1].upper() + rest[1:]
    changed = other + low[at + 1 : at + 2] if kind == "changed" else low[at : at + 2][::-1]
    made = low[:at] + changed + low[at + 2 :]
    return "".join(new.upper() if old.isupper() else new for old, new in zip(word, made, strict=True))


def letter_in_surname(place: Place, names: Names, random: Random) -> Slip | None:
    """(a) One letter inside the surname of a full name."""
    spoken = place.spoken
    return _changed(spoken.family, one_letter(spoken.family, random)) if spoken.given else None


def letter_behind_title(place: Place, names: Names, random: Random) -> Slip | None:
    """(b) One letter inside a surname alone behind the title of an office."""
    spoken = place.spoken
    return _changed(spoken.family, one_letter(spoken.family, random)) if _is_titled(spoken) else None


def letter_in_given(place: Place, names: Names, random: Random) -> Slip | None:
    """(c) One letter inside the given name."""
    given = place.spoken.given
    return _changed(given, one_letter(given, random)) if len(given) >= _LEAST_LETTERS else None


def sound_alike(place: Place, names: Names, random: Random) -> Slip | None:
    """(d) The surname, full or behind a title, spelt as it sounds."""
    spoken = place.spoken
    if not spoken.given and not _is_titled(spoken):
        return None
    spellings = sorted(set(_as_it_sounds(spoken.family)))
    return _changed(spoken.family, random.choice(spellings)) if spellings else None


def _as_it_sounds(word: str) -> Iterator[str]:
    low = word.lower()
    for one, other in _SOUNDS:
        for found in re.finditer(one, low):
            if found.start():
                yield word[: found.start()] + other + word[found.end() :]
    for found in re.finditer(r"(?<=[aeiou])([bdfglmnprst])(?=[aeiouy])", low):
        yield word[: found.start()] + found[1] + word[found.start() :]
    for found in re.finditer(r"([a-z])\1", low):
        if found.start():
            yield word[: found.start()] + word[found.end() - 1 :]
    yield word[:-1] if low.endswith("s") else f"{word}s"


def another_surname(place: Place, names: Names, random: Random) -> Slip | None:
    """(e) The surname of a full name becomes another that ends or sounds alike; the given name stays."""
    own = place.spoken.family.lower()
    if not place.spoken.given:
        return None
    alike = [
        name
        for name in names.surnames[place.entity.country]
        if name != own
        and (name[-_SAME_END:] == own[-_SAME_END:] or phonetic(name)[:2] == phonetic(own)[:2])
        and OSA.normalized_similarity(name, own) >= _LEAST_ALIKE
    ]
    return _changed(place.spoken.family, random.choice(alike).title()) if alike else None


def another_given(place: Place, names: Names, random: Random) -> Slip | None:
    """(f) The given name becomes another of the same initial or sound; the surname stays."""
    own = place.spoken.given.lower()
    alike = [
        name
        for name in names.given[place.entity.country]
        if own and name != own and (name[0] == own[0] or phonetic(name) == phonetic(own))
        if not is_nickname(name, own) and abs(len(name) - len(own)) < _LEAST_CUT
    ]
    return _changed(place.spoken.given, random.choice(alike).title()) if alike else None


def cut_or_blended(place: Place, names: Names, random: Random) -> Slip | None:
    """(g) The surname of a full name cut short, or run into the end of another surname."""
    own = place.spoken.family
    if not place.spoken.given or len(own) < _LEAST_LETTERS + 1:
        return None
    if random.random() < 0.5:
        return _changed(own, own[: -random.randint(1, min(3, len(own) - _LEAST_CUT))])
    other = random.choice(names.surnames[place.entity.country] or [own.lower()])
    return _changed(own, own[: len(own) // 2 + 1] + other[len(other) // 2 :])


def predecessors_name(place: Place, names: Names, random: Random) -> Slip | None:
    """(h) The surname of the one before in an office of one person, behind the title."""
    spoken = place.spoken
    title = parse_title(spoken.title or "")
    if not _is_titled(spoken) or title is None or title.tense != "current":
        return None
    day = date.fromisoformat(place.day)
    for role in filter(is_single, title.roles):
        held = names.table.by_office((role,), place.entity.country, day, grace_days=0)
        own = next((one for one in held if one.entity_id == place.entity.id), None)
        before = predecessor(own, names.table) if own is not None else None
        entity = names.table.entity(before.entity_id) if before is not None else None
        if entity is not None:
            return _changed(spoken.family, surname_of(entity))
    return None


CLASSES: tuple[tuple[str, Make], ...] = (
    ("a  a letter in the surname", letter_in_surname),
    ("b  a letter behind a title", letter_behind_title),
    ("c  a letter in the given name", letter_in_given),
    ("d  spelt as it sounds", sound_alike),
    ("e  another surname", another_surname),
    ("f  another given name", another_given),
    ("g  cut short or blended", cut_or_blended),
    ("h  the predecessor's name", predecessors_name),
)


def _is_titled(spoken: Spoken) -> bool:
    title = parse_title(spoken.title or "")
    return not spoken.given and title is not None and bool(title.roles)


def _changed(right: str, wrong: str) -> Slip | None:
    return Slip(right, wrong) if len(wrong) >= _LEAST_CUT and tokens(right) != tokens(wrong) else None
