"""Names to learn the weights from: who is meant is known, and how it is written varies as sources vary it.

People and terms are those of ``office_holders``; readings those of ``jp_misreadings.jsonl``; names beside an
office those of ``wh_office_mentions.jsonl``. A fixed share of the people is taken out of the table for their
case, so that "nobody" is learned as well. The shares of the forms are a judgement, not a measurement.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from benchmarks.shared import rows_of
from corrigenda.reconcile.names.nicknames import nicknames_of
from corrigenda.reconcile.table import EntityTable
from corrigenda.reconcile.text import fold
from corrigenda.schemas.dates import first_day
from corrigenda.schemas.entities import Entity, OfficeTerm
from corrigenda.schemas.names import Mention

_FIRST_YEAR = "2000"
_SHARES = {
    "full": 20,
    "surname": 20,
    "slip": 14,
    "slip in the surname": 8,
    "other given name": 8,
    "other order": 6,
    "initial": 4,
    "nickname": 6,
    "a relative": 20,
}
_UNTITLED = 0.4
_TITLED_RELATIVES = 0.3
"""Relatives who hold an office of their own, or stand beside the title of somebody else."""
_NOT_IN_TABLE = 0.25
SLIPS = frozenset({"slip", "slip in the surname", "other given name", "misreading"})
"""The forms that are errors."""
_LETTERS = "abcdefghijklmnoprstuvwyz"


@dataclass(frozen=True)
class Known:
    """A mention whose entity is known, ``None`` for nobody; ``without`` is kept out of the table.

    ``form`` is the way in which the name is written.
    """

    mention: Mention
    right: str | None
    form: str
    without: str | None = None


def known_names(table: EntityTable, *, count: int, seed: int = 1) -> list[Known]:
    """About ``count`` made names, and the two sets of real ones. The same seed gives the same names."""
    random = Random(seed)
    people = [entity for entity in table.entities() if entity.type == "person" and recent_terms(entity)]
    givens = sorted({given for entity in people if (given := _parts(entity)[0])})
    made = [_made(random.choice(people), f"made-{place}", givens, people, random) for place in range(count)]
    return [known for known in made if known is not None] + list(_real(table))


def _made(entity: Entity, name: str, givens: list[str], others: list[Entity], random: Random) -> Known | None:
    given, family = _parts(entity)
    if not given or len(family) < 4:
        return None
    form = random.choices(list(_SHARES), weights=list(_SHARES.values()))[0]
    relative = form == "a relative"
    wrong_given = form == "other given name"
    needs_office = form in ("slip in the surname", "other given name")
    title, country, date = office_of(random.choice(recent_terms(entity)), random)
    if relative and random.random() < _TITLED_RELATIVES:
        title, country, date = office_of(random.choice(recent_terms(random.choice(others))), random)
    elif relative or (not needs_office and random.random() < _UNTITLED):
        title = country = None
    surface = _written(form, given, family, givens, random)
    left_out = entity.id if not wrong_given and random.random() < _NOT_IN_TABLE else None
    mention = Mention(id=name, surface=surface, title=title, country=country, date=date, type="person")
    return Known(mention, None if relative or left_out is not None else entity.id, form, left_out)


def _written(form: str, given: str, family: str, givens: list[str], random: Random) -> str:
    match form:
        case "surname":
            return family
        case "slip":
            return _mistyped(f"{given} {family}", random)
        case "slip in the surname":
            return _mistyped(family, random)
        case "other given name" | "a relative":
            return f"{random.choice(givens)} {family}"
        case "other order":
            return f"{family.upper()} {given}"
        case "initial":
            return f"{given[0]}. {family}"
        case "nickname":
            short = sorted(nicknames_of(fold(given.split()[0])))
            return f"{random.choice(short).title()} {family}" if short else f"{given} {family}"
        case _:
            return f"{given} {family}"


def _mistyped(name: str, random: Random) -> str:
    """One slip within a word, or now and then two, none in the first letter."""
    for _ in range(2 if random.random() < 0.2 else 1):
        inside = [at for at in range(1, len(name) - 1) if " " not in name[at - 1 : at + 2]]
        place = random.choice(inside or [1])
        head, letter, tail = name[:place], name[place], name[place + 1 :]
        name = random.choice(
            [
                head + tail,
                head + letter + letter + tail,
                head + random.choice(_LETTERS) + tail,
                head + tail[:1] + letter + tail[1:],
            ]
        )
    return name


def office_of(term: OfficeTerm, random: Random) -> tuple[str | None, str | None, str]:
    """The title, perhaps the country, and a day within the term."""
    start = first_day(term.start or _FIRST_YEAR)
    end = first_day(term.end) if term.end is not None else start + timedelta(365)
    day = start + timedelta(random.randrange(max(1, (end - start).days)))
    return term.title, term.country if random.random() < 0.7 else None, day.isoformat()


def recent_terms(entity: Entity) -> list[OfficeTerm]:
    return [term for term in entity.terms if term.title and (term.start or "") >= _FIRST_YEAR]


def _parts(entity: Entity) -> tuple[str, str]:
    given, _, family = entity.canonical.rpartition(" ")
    return given, family


def _real(table: EntityTable) -> Iterator[Known]:
    random = Random(len(table))
    for place, row in enumerate(rows_of("jp_misreadings.jsonl")):
        mention = Mention(id=f"reading-{place}", surface=row["wrong_romaji"], type="person")
        yield Known(mention, row["qid"], "misreading")
        entity = table.entity(row["qid"])
        family = row["wrong_romaji"].split()[0].title()
        terms = recent_terms(entity) if entity is not None else []
        if entity is not None and terms and fold(family) not in fold(entity.canonical):
            title, country, date = office_of(random.choice(terms), random)
            titled = {"surface": family, "title": title, "country": country, "date": date}
            yield Known(mention.model_copy(update=titled), row["qid"], "misreading")
    for place, row in enumerate(rows_of("wh_office_mentions.jsonl")):
        told = {key: row[key] for key in ("title", "country", "date")}
        mention = Mention(id=f"office-{place}", surface=row["mention"], type="person", **told)
        if table.entity(row["person_qid"]) is not None:
            yield Known(mention, row["person_qid"], "full")
