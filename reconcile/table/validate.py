"""Says what is wrong with an entity table, line by line, and what to do about it.

Nothing here raises for bad content, and the time grows with the length of the table times its logarithm,
however bad it is: each row and each term is reported at most once per rule.
"""

import json
import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from datetime import date
from typing import Literal, NamedTuple

from pydantic import ValidationError

from corrigenda.reconcile.text import tokens
from corrigenda.schemas.base import Frozen
from corrigenda.schemas.dates import PartialDate, first_day, last_day
from corrigenda.schemas.entities import Entity, EntityName, OfficeTerm
from corrigenda.schemas.facts import EntityType

Severity = Literal["error", "warning"]

_MINIMUM_AGE = 18
_LONGEST_SHOWN = 60
_ITEM = re.compile(r"Q[1-9]\d*")
_WORDS_WITH_TWO_SURNAMES = 3
"""Words of a name with two of them, at least."""


class TableProblem(Frozen):
    """One thing that is wrong. ``line`` counts from 1; ``message`` says what to do.

    An error makes the table unusable or a statement in it impossible; a warning is a likely slip.
    ``entity_id`` is ``None`` where the line could not be read.
    """

    line: int
    entity_id: str | None
    severity: Severity
    message: str


class _Finding(NamedTuple):
    severity: Severity
    message: str


class _EntityLine(NamedTuple):
    """What the checks across rows need to know of a row that was read."""

    line: int
    id: str
    type: EntityType
    single: bool


class _HoldingLine(NamedTuple):
    """A term with its holder; ``start`` and ``end`` bound the days on which it was held for certain."""

    line: int
    holder: str
    name: str
    term: OfficeTerm
    start: date
    end: date


class _Overlap(NamedTuple):
    earlier: _HoldingLine
    later: _HoldingLine


def check_table(lines: Iterable[str]) -> tuple[TableProblem, ...]:
    """Every problem of a table in JSON Lines, in the order of its lines; blank lines are passed over."""
    problems: list[TableProblem] = []
    rows: dict[str, _EntityLine] = {}
    holdings: list[_HoldingLine] = []

    for line, text in enumerate(lines, start=1):
        if not text.strip():
            continue
        entity = _read(text)
        if isinstance(entity, _Finding):
            problems.append(
                TableProblem(line=line, entity_id=None, severity=entity.severity, message=entity.message)
            )
            continue
        if entity.id in rows:
            message = f"{_shown(entity.id)} stands in line {rows[entity.id].line} already: merge the two rows"
            problems.append(TableProblem(line=line, entity_id=entity.id, severity="error", message=message))
            continue
        rows[entity.id] = _EntityLine(line, entity.id, entity.type, entity.single)
        holdings += _holdings(line, entity)
        problems += (
            TableProblem(line=line, entity_id=entity.id, severity=severity, message=message)
            for severity, message in _row_findings(entity)
        )

    problems += _reference_problems(holdings, rows)
    problems += _single_office_problems(holdings, rows)
    problems += _namesake_problems(holdings)
    return tuple(sorted(problems, key=lambda problem: problem.line))


class OwnIds(NamedTuple):
    """The persons of a table whose ids are not Wikidata's, line by line, and how many persons there are."""

    found: tuple[tuple[int, str], ...]
    persons: int


def own_ids(lines: Iterable[str]) -> OwnIds:
    """Which persons of a table have ids of their own: what is found of them does not join with other data."""
    rows = ((line, entity) for line, text in enumerate(lines, start=1) if (entity := _row(text)))
    persons = [(line, str(entity.get("id"))) for line, entity in rows if entity.get("type") == "person"]
    return OwnIds(tuple(one for one in persons if not _ITEM.fullmatch(one[1])), len(persons))


def _row(text: str) -> dict[str, object]:
    try:
        row = json.loads(text)
    except ValueError:
        return {}
    return row if isinstance(row, dict) else {}


def _read(text: str) -> Entity | _Finding:
    try:
        return Entity.model_validate_json(text.strip().removeprefix("\ufeff"))
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])[:_LONGEST_SHOWN]
        if first["type"] == "json_invalid":
            return _Finding("error", f"not JSON: {first['msg']}; write one object in braces a line")
        return _Finding("error", f"{where or 'the row'}: {first['msg']}; see the schema of Entity")
    except UnicodeError:
        return _Finding("error", "holds half a surrogate pair; save the file as UTF-8")


# --- one row by itself -------------------------------------------------------------------------------------


def _row_findings(entity: Entity) -> Iterator[_Finding]:
    yield from _name_findings(entity)
    yield from _life_findings(entity)
    if entity.terms and entity.type != "person":
        yield _Finding("error", f"a row of type {entity.type!r} has terms: only a person holds an office")


def _name_findings(entity: Entity) -> Iterator[_Finding]:
    texts: set[str] = set()
    for name in entity.names:
        if name.text in texts:
            yield _Finding("warning", f"the name {_shown(name.text)} stands twice: remove one")
        texts.add(name.text)
        if _reversed(name.valid_from, name.valid_to):
            yield _Finding("error", f"the name {_shown(name.text)} ends before it begins: swap the dates")
        yield from _part_findings(entity, name)
    if entity.type == "person":
        yield from _surname_findings(entity)


def _part_findings(entity: Entity, name: EntityName) -> Iterator[_Finding]:
    for part in (name.family, name.given):
        if part is not None and part not in name.text:
            message = f"the part {_shown(part)} does not stand in the name {_shown(name.text)}"
            yield _Finding("error", f"{message}: copy it from there")
    if entity.type == "person" and name.kind == "native" and (name.family is None or name.given is None):
        message = (
            f"the native name {_shown(name.text)} is not split: say which part is family, which is given"
        )
        yield _Finding("warning", message)


def _surname_findings(entity: Entity) -> Iterator[_Finding]:
    """Whether a shorter form of the canonical name leaves out its last word, taken for the surname."""
    canonical = next((name for name in entity.names if name.text == entity.canonical), None)
    words = tokens(entity.canonical)
    if canonical is None or canonical.family is not None or len(words) < _WORDS_WITH_TWO_SURNAMES:
        return
    for name in entity.names:
        shorter = tokens(name.text)
        if name.family is None and 1 < len(shorter) < len(words) and words[: len(shorter)] == shorter:
            message = (
                f"{_shown(entity.canonical)} ends in {_shown(entity.canonical.split()[-1])}, which its alias "
                f"{_shown(name.text)} leaves out: say which part is `family`"
            )
            yield _Finding("warning", message)
            return


def _life_findings(entity: Entity) -> Iterator[_Finding]:
    if _reversed(entity.born, entity.died):
        yield _Finding("error", f"died {entity.died}, before the birth in {entity.born}: check both")
    for term in entity.terms:
        shown = (
            f"the term {term.start or '?'} to {term.end or '?'} of {_shown(term.office or term.title or '')}"
        )
        if term.office is None and term.title is None:
            yield _Finding("error", f"{shown} names no office: give `office` (an id) or `title` (words)")
        if _reversed(term.start, term.end):
            yield _Finding("error", f"{shown} ends before it begins: swap the dates or mend them")
        if _reversed(term.start, entity.died) or _reversed(term.end, entity.died):
            yield _Finding("error", f"{shown} runs beyond the death in {entity.died}: end it there")
        if (
            entity.born is not None
            and term.start is not None
            and _is_child(entity.born, last_day(term.start))
        ):
            message = f"{shown} begins before the age of {_MINIMUM_AGE} (born {entity.born}): check both"
            yield _Finding("warning", message)


def _reversed(start: PartialDate | None, end: PartialDate | None) -> bool:
    """Whether the end lies before the start for certain, however the partial dates are read."""
    return start is not None and end is not None and first_day(start) > last_day(end)


def _is_child(born: PartialDate, day: date) -> bool:
    birth = first_day(born)
    return (day.year - _MINIMUM_AGE, day.month, day.day) < (birth.year, birth.month, birth.day)


# --- rows against one another ------------------------------------------------------------------------------


def _holdings(line: int, entity: Entity) -> Iterator[_HoldingLine]:
    open_end = date.max if entity.as_of is None else first_day(entity.as_of)
    for term in entity.terms:
        start = date.max if term.start is None else last_day(term.start)
        end = open_end if term.end is None else first_day(term.end)
        yield _HoldingLine(line, entity.id, entity.canonical, term, start, end)


def _reference_problems(
    holdings: Iterable[_HoldingLine], rows: dict[str, _EntityLine]
) -> Iterator[TableProblem]:
    for holding in holdings:
        office, organization = holding.term.office, holding.term.organization
        if office is not None and office not in rows:
            message = (
                f"the office {_shown(office)} is not in the table: add its row, or give a `title` instead"
            )
            yield _problem(holding, "error", message)
        elif office is not None and rows[office].type != "office":
            message = f"{_shown(office)} is of type {rows[office].type!r}: refer to a row of type 'office'"
            yield _problem(holding, "error", message)
        if organization is not None and organization not in rows:
            message = f"the organization {_shown(organization)} is not in the table: add its row"
            yield _problem(holding, "warning", message)


def _single_office_problems(
    holdings: Iterable[_HoldingLine], rows: dict[str, _EntityLine]
) -> Iterator[TableProblem]:
    by_office: defaultdict[Hashable, list[_HoldingLine]] = defaultdict(list)
    for holding in holdings:
        row = rows.get(holding.term.office or "")
        if row is not None and row.single and not holding.term.acting:
            by_office[row.id].append(holding)
    for earlier, later in _overlaps(by_office):
        shown = f"{_shown(later.term.office or '')} is held from {later.term.start}"
        if earlier.holder == later.holder:
            message = f"{shown} in two overlapping terms: merge them"
            yield _problem(later, "warning", message)
        else:
            other = f"{_shown(earlier.name)} (line {earlier.line}) until {earlier.term.end or 'now'}"
            message = (
                f"{shown}, but by {other} too: mend a date, mark one `acting`, or the office not `single`"
            )
            yield _problem(later, "error", message)


def _namesake_problems(holdings: Iterable[_HoldingLine]) -> Iterator[TableProblem]:
    by_name: defaultdict[Hashable, list[_HoldingLine]] = defaultdict(list)
    for holding in holdings:
        if holding.term.country is not None:
            by_name[holding.name, holding.term.country].append(holding)
    reported: set[str] = set()
    for earlier, later in _overlaps(by_name):
        if earlier.holder == later.holder or later.holder in reported:
            continue
        reported.add(later.holder)
        message = f"{_shown(later.name)} holds office beside {_shown(earlier.holder)} of that very name"
        yield _problem(
            later, "warning", f"{message} (line {earlier.line}): merge the rows if they are one person"
        )


def _overlaps(groups: dict[Hashable, list[_HoldingLine]]) -> Iterator[_Overlap]:
    """For each holding that begins within an earlier one of its group, the one of those that ends last.

    A holding that begins on the day on which another ends does not overlap.
    """
    for holdings in groups.values():
        latest: _HoldingLine | None = None
        for holding in sorted(holdings, key=lambda holding: (holding.start, holding.line)):
            if latest is not None and holding.start < min(latest.end, holding.end):
                yield _Overlap(latest, holding)
            if latest is None or holding.end > latest.end:
                latest = holding


def _problem(holding: _HoldingLine, severity: Severity, message: str) -> TableProblem:
    return TableProblem(line=holding.line, entity_id=holding.holder, severity=severity, message=message)


def _shown(text: str) -> str:
    return repr(text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…")
