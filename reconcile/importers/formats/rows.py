"""Flat tables: a row is an entity, or one of its terms."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from corrigenda.reconcile.importers.dates import DateOrder, read_date
from corrigenda.reconcile.importers.drafts import Draft, DraftName, DraftTerm
from corrigenda.reconcile.importers.formats.columns import PLACES, Columns, is_label_missing
from corrigenda.reconcile.importers.ledger import Ledger
from corrigenda.reconcile.importers.names import inverted_parts, several, without_note
from corrigenda.reconcile.importers.sheets import Sheet, SheetRow
from corrigenda.reconcile.importers.values import country_of, is_blank, wikidata_id
from corrigenda.reconcile.text import tokens
from corrigenda.schemas.errors import TableError

_LEGISLATURE = "member of the {}"
_SINGLE = ("country", "nationality", "born", "died", "description", "type")
"""Fields of which an entity has one value, whatever its further rows say."""


@dataclass(frozen=True, slots=True)
class _Cells:
    """A row by field instead of by header."""

    row: SheetRow
    columns: Columns
    constants: Mapping[str, str]

    def get(self, field: str) -> str:
        """The value of a field, empty where the row has none."""
        return next(iter(self.all(field)), "")

    def all(self, field: str) -> list[str]:
        """What each column of a field holds; a country that we know before others. NA is Namibia there."""
        if field in self.constants:
            return [self.constants[field]]
        values = (self.row.cells.get(column, "") for column in self.columns.get(field, ()))
        if field in PLACES:
            written = [value for value in values if value]
            return sorted(written, key=lambda value: country_of(value) is None)
        return [value for value in values if not is_blank(value) and not is_label_missing(field, value)]

    def id(self, field: str) -> str:
        """The value of a field that is an id; an address in Wikidata is the id there."""
        written = self.get(field)
        return wikidata_id(written) or written


def read_rows(
    sheet: Sheet,
    columns: Columns,
    orders: Mapping[str, DateOrder],
    path: Path,
    ledger: Ledger,
    constants: Mapping[str, str],
) -> Iterator[Draft]:
    """The entities of a flat table; rows of one id are one entity, each with a term of its own.

    ``constants`` are the values of fields that are the same in every row. A row without an id is known by its
    name, without a type it is a person. Offices and organizations that the rows name are entities too. Raises
    ``TableError`` where no column holds names.
    """
    if not sheet.columns:
        return
    if not ({"name", "family", "sort_name"} & columns.keys()):
        raise TableError(
            f"{str(path)!r} has no column for names among {', '.join(sheet.columns)}: say which it is, with "
            "--map name=COLUMN",
            path=path,
            line=1,
        )
    if _is_surname_alone(sheet, columns, constants):
        columns = {**columns, "family": columns["name"], "name": ()}
    grouped: dict[str, list[_Cells]] = defaultdict(list)
    for row in sheet.rows:
        cells = _Cells(row, columns, constants)
        if (name := _shown_name(cells)) is None:
            ledger.leave_out("rows", "no name", list(filter(None, row.cells.values())), line=row.line)
        else:
            grouped[cells.id("id") or "name:" + " ".join(tokens(name))].append(cells)
    offices: dict[str, Draft] = {}
    for entity_id, rows in grouped.items():
        yield _draft(entity_id, rows, orders, ledger)
        for cells in rows:
            for other in _named_beside(cells):
                offices.setdefault(other.id, other)
    yield from (other for other in offices.values() if other.id not in grouped)


def _is_surname_alone(sheet: Sheet, columns: Columns, constants: Mapping[str, str]) -> bool:
    """Whether "Name" stands beside "Vorname": a column of names in which no given name stands."""
    if not columns.get("name") or not columns.get("given") or columns.get("family"):
        return False
    rows = [_Cells(row, columns, constants) for row in sheet.rows]
    pairs = [(cells.get("name"), cells.get("given")) for cells in rows]
    return not any(given and given in name for name, given in pairs)


def _shown_name(cells: _Cells) -> str | None:
    """The name by which the row is known; a label that is an item's number is none."""
    texts = (*cells.all("name"), f"{cells.get('given')} {cells.get('family')}", cells.get("sort_name"))
    return next((text for text in texts if text.strip()), None)


def _draft(entity_id: str, rows: list[_Cells], orders: Mapping[str, DateOrder], ledger: Ledger) -> Draft:
    _tell_of_others(rows, ledger)

    def first(field: str) -> str:
        return next((value for cells in rows if (value := cells.get(field))), "")

    seen = [day for cells in rows if (day := read_date(cells.get("as_of"), orders.get("as_of")).value)]
    return Draft(
        id=entity_id,
        type=first("type") or "person",
        names=tuple(name for cells in rows for name in _names(cells)),
        terms=tuple(term for cells in rows if (term := _term(cells, ledger)) is not None),
        country=first("country") or first("nationality"),
        description=first("description") or first("group"),
        born=first("born"),
        died=first("died"),
        as_of=min(seen, default=first("as_of")),
        line=rows[0].row.line,
    )


def _tell_of_others(rows: list[_Cells], ledger: Ledger) -> None:
    """Take down where a further row of an entity says something else than the first."""
    for field in _SINGLE:
        values = [(cells.get(field), cells.row.line) for cells in rows if cells.get(field)]
        for value, line in values[1:]:
            if value != values[0][0]:
                column = rows[0].columns[field][0]
                ledger.leave_out(column, "unlike the first row of this id", value, line=line)


def _names(cells: _Cells) -> Iterator[DraftName]:
    """The names of a row, the one that is shown first, with the parts that the row tells."""
    shown, *others = cells.all("name") or [""]
    family, given = cells.get("family"), cells.get("given")
    if not family + given:
        parts = inverted_parts(cells.get("sort_name"))
        if parts is not None and all(part in (shown or cells.get("sort_name")) for part in parts):
            family, given = parts
    yield DraftName(shown, family=family, given=given)
    others += [without_note(cells.get("wikipedia")), *several(cells.get("aliases"))]
    yield from (DraftName(text) for text in others if text)
    yield from (DraftName(text, kind="native") for text in several(cells.get("native")))


def _term(cells: _Cells, ledger: Ledger) -> DraftTerm | None:
    title, organization = cells.get("title"), cells.get("organization")
    chamber = cells.get("chamber")
    if organization and organization.casefold() not in title.casefold():
        title = f"{title or 'member'} of {organization}"
    elif chamber and not title:
        title = _LEGISLATURE.format(chamber)
    office = cells.id("office_id")
    if not title and not office:
        for field in ("start", "end"):
            if cells.get(field):
                reason = "a date, and no office beside it: name it, with --set title='Member of Parliament'"
                ledger.leave_out(cells.columns[field][0], reason, cells.get(field), line=cells.row.line)
        return None
    return DraftTerm(
        office=office,
        title=title,
        country="" if organization else cells.get("country"),
        organization=_organization_id(cells),
        start=cells.get("start"),
        end=cells.get("end"),
    )


def _organization_id(cells: _Cells) -> str:
    name = cells.get("organization")
    return cells.id("organization_id") or ("organization:" + " ".join(tokens(name)) if name else "")


def _named_beside(cells: _Cells) -> Iterator[Draft]:
    """The office and the organization that a row names."""
    line = cells.row.line
    office, title, organization = cells.id("office_id"), cells.get("title"), cells.get("organization")
    if office and title:
        yield Draft(office, "office", (DraftName(title),), country=cells.get("country"), line=line)
    if organization:
        yield Draft(_organization_id(cells), "organization", (DraftName(organization),), line=line)
