"""Entities as another table writes them, and the one way in which they become ours.

A reader of a format only finds its way in the layout and gives drafts, all values as they are written. Dates,
countries, types and names are read here, and what cannot be read is taken down.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from corrigenda.reconcile.importers.dates import DateOrder, read_date
from corrigenda.reconcile.importers.ledger import Ledger
from corrigenda.reconcile.importers.names import entity_names, inverted_parts, joined_name
from corrigenda.reconcile.importers.values import countries_of, entity_type, is_blank, is_open_end
from corrigenda.schemas.dates import PartialDate
from corrigenda.schemas.entities import Entity, EntityName, NameKind, OfficeTerm
from corrigenda.schemas.facts import EntityType

_LONGEST_ID = 200
_LONGEST_NAME = 400


@dataclass(frozen=True, slots=True)
class DraftName:
    """A name as written, whole or in its parts. The first of a draft is the one that is shown."""

    text: str
    kind: NameKind = "alias"
    lang: str | None = None
    family: str = ""
    given: str = ""
    valid_from: str = ""
    valid_to: str = ""


@dataclass(frozen=True, slots=True)
class DraftTerm:
    """An office held, as written. ``country`` is any wording of one."""

    office: str = ""
    title: str = ""
    country: str = ""
    organization: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An entity as written. ``line`` is where it stands in its source, ``None`` where lines mean nothing."""

    id: str
    type: str
    names: tuple[DraftName, ...]
    terms: tuple[DraftTerm, ...] = ()
    country: str = ""
    description: str = ""
    born: str = ""
    died: str = ""
    as_of: str = ""
    source: str = ""
    single: bool = False
    line: int | None = None


def _whole(name: DraftName, country: str | None) -> DraftName:
    """The name in one text: put together of its parts, or put upright where a list has it inverted."""
    family, given = ("" if is_blank(part) else part for part in (name.family, name.given))
    text = joined_name(family, given, country) if is_blank(name.text) else " ".join(name.text.split())
    parts = inverted_parts(text)
    if parts is not None:
        family, given = family or parts[0], given or parts[1]
        text = joined_name(*parts, country)
    return replace(name, text=text, family=family, given=given)


@dataclass(frozen=True, slots=True)
class Normalizer:
    """Makes entities of drafts.

    ``orders`` says for which fields the day or the month comes first in dates; ``columns`` is how the source
    calls a field, for the account.
    """

    ledger: Ledger
    orders: Mapping[str, DateOrder] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)

    def entity(self, draft: Draft) -> Entity | None:
        """The entity, or ``None`` where it cannot be one; that is taken down."""
        kind = entity_type(draft.type)
        if kind is None:
            self._leave_out("type", "rows of a type that is none of ours", draft.type, draft.line)
            return None
        if len(draft.id) > _LONGEST_ID:
            self._leave_out("id", f"longer than {_LONGEST_ID} letters", draft.id, draft.line)
            return None
        country = self.country(draft.country, draft.line)
        names = self._names(draft, kind, country)
        if not names:
            self._leave_out("name", "rows without a name", draft.id, draft.line)
            return None
        entity = Entity(
            id=draft.id,
            type=kind,
            names=names,
            terms=tuple(dict.fromkeys(self._terms(draft))) if kind == "person" else (),
            country=country,
            description=None if is_blank(draft.description) else draft.description,
            born=self._date("born", draft.born, draft.line),
            died=self._date("died", draft.died, draft.line),
            single=draft.single,
            as_of=self._date("as_of", draft.as_of, draft.line),
            source=draft.source or None,
        )
        if kind != "person" and draft.terms:
            self._leave_out(
                "title", f"only a person holds an office, not a row of type {kind!r}", "", draft.line
            )
        self.ledger.count(entity)
        return entity

    def country(self, written: str, line: int | None) -> str | None:
        """The first country of a cell."""
        found = countries_of(written)
        if None in found or (not found and not is_blank(written)):
            self._leave_out("country", "no country that we know", written, line)
        known = [code for code in found if code is not None]
        if len(known) > 1:
            self._leave_out("country", "further countries of a cell", written, line)
        return known[0] if known else None

    def _names(self, draft: Draft, kind: EntityType, country: str | None) -> tuple[EntityName, ...]:
        usable = []
        for written in draft.names:
            name = _whole(written, country) if kind == "person" else written
            if len(name.text) > _LONGEST_NAME:
                self._leave_out("name", f"longer than {_LONGEST_NAME} letters", name.text, draft.line)
            elif not is_blank(name.text):
                usable.append(self._name(name, draft.line))
        return entity_names(usable, kind, country)

    def _name(self, name: DraftName, line: int | None) -> EntityName:
        family, given = (part if part and part in name.text else None for part in (name.family, name.given))
        if (name.family and family is None) or (name.given and given is None):
            value = f"{name.family} / {name.given}"
            self._leave_out("family", "family or given name that does not stand in the name", value, line)
        return EntityName(
            text=name.text,
            kind=name.kind,
            lang=name.lang,
            family=family,
            given=given,
            valid_from=self._date("valid_from", name.valid_from, line),
            valid_to=self._date("valid_to", name.valid_to, line),
        )

    def _terms(self, draft: Draft) -> Iterator[OfficeTerm]:
        """The terms; one with a date that is none is left out: without it the office would seem open."""
        for term in draft.terms:
            if not (term.office or term.title):
                continue
            end = "" if is_open_end(term.end) else term.end
            start_day = self._date("start", term.start, draft.line, "its term is left out")
            end_day = self._date("end", end, draft.line, "its term is left out")
            if (start_day is None and not is_blank(term.start)) or (end_day is None and not is_blank(end)):
                continue
            yield OfficeTerm(
                office=term.office or None,
                title=term.title or None,
                country=self.country(term.country, draft.line),
                organization=term.organization or None,
                start=start_day,
                end=end_day,
            )

    def _date(self, column: str, written: str, line: int | None, so: str = "") -> PartialDate | None:
        if is_blank(written):
            return None
        day = read_date(written, self.orders.get(column))
        if day.refused is not None:
            self._leave_out(column, f"{day.refused}; {so}" if so else day.refused, written, line)
        return day.value

    def _leave_out(self, column: str, reason: str, value: str, line: int | None) -> None:
        self.ledger.leave_out(self.columns.get(column, column), reason, value, line=line)
