"""A folder of every-politician-scrapers: who held which office of which country."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from corrigenda.reconcile.importers.drafts import Draft, DraftName, DraftTerm
from corrigenda.reconcile.importers.ledger import Ledger, Record
from corrigenda.reconcile.importers.names import without_note
from corrigenda.reconcile.importers.sheets import csv_rows
from corrigenda.reconcile.importers.values import country_of
from corrigenda.schemas.errors import TableError

_SOURCE = "every-politician-scrapers, from Wikidata"
_HELD = "office_terms.csv"


def read_office_terms(source: Path, ledger: Ledger) -> Iterator[Draft]:
    """The people and offices of a folder with ``office_terms.csv``; the other files may be missing.

    ``people.csv`` gives names, births and deaths, ``positions.csv`` the longer wordings of offices,
    ``legislator_terms.csv`` seats in parliaments. An empty end is open as of the snapshot (``as_of``). A
    position without an id is one of a regional cabinet that the row does not name: its term has no country,
    so that a region's minister is not taken for the country's.
    """
    if not (source / _HELD).exists():
        raise TableError(f"{str(source)!r} holds no {_HELD}: name another format", path=source)
    held = _rows(source / _HELD, ledger)
    seats = _rows(source / "legislator_terms.csv", ledger)
    positions = {row["id"]: row for row in _rows(source / "positions.csv", ledger)}
    people = {row["qid"]: row for row in _rows(source / "people.csv", ledger)}
    snapshots: dict[str, str] = {}
    for row in held:
        snapshots[row["repo"]] = min(row["snapshot"], snapshots.get(row["repo"], row["snapshot"]))
    countries = {row["repo"]: row["country_qid"] for row in held}

    terms: dict[str, list[DraftTerm]] = defaultdict(list)
    names: dict[str, str] = {}
    dates: dict[str, str] = {}
    for row in held:
        terms[row["person_qid"]].append(_term(row))
    for row in seats:
        terms[row["person_qid"]].append(
            DraftTerm(
                title=row["position"],
                country=countries.get(row["repo"], ""),
                start=row["start"],
                end=row["end"],
            )
        )
    for row in (*held, *seats):
        names.setdefault(row["person_qid"], row["person"])
        day = row.get("snapshot") or snapshots.get(row["repo"], "")
        dates[row["person_qid"]] = min(day, dates.get(row["person_qid"], day))
    nobody = Record({}, "people", ledger)
    for qid in dict.fromkeys((*people, *terms)):
        yield _person(
            qid, people.get(qid, nobody), names.get(qid, ""), terms.get(qid, []), dates.get(qid, "")
        )
    yield from _offices(held, positions, ledger)


def _rows(path: Path, ledger: Ledger) -> list[Record]:
    return [Record(row, path.stem, ledger) for row in csv_rows(path)] if path.exists() else []


def _term(row: Record) -> DraftTerm:
    known = bool(row["position_qid"])
    return DraftTerm(
        office=row["position_qid"],
        title="" if known else row["position"],
        country=row["country_qid"] if known else "",
        start=row["start"],
        end=row["end"],
    )


def _person(qid: str, row: Record, name: str, terms: list[DraftTerm], as_of: str) -> Draft:
    texts = [row.get("name", "") or name, name, without_note(row.get("enwiki", ""))]
    return Draft(
        id=qid,
        type="person",
        names=tuple(DraftName(text) for text in texts if text),
        terms=tuple(terms),
        country=next((term.country for term in terms if country_of(term.country)), ""),
        born=row.get("dob", ""),
        died=row.get("dod", ""),
        as_of=as_of,
        source=_SOURCE,
    )


def _offices(held: list[Record], positions: Mapping[str, Record], ledger: Ledger) -> Iterator[Draft]:
    """An office by all its wordings; a region's only by the longer one: "Premier" alone is another's."""
    nothing = Record({}, "positions", ledger)
    short = {row["position_qid"]: row for row in held if row["position_qid"]}
    for qid in dict.fromkeys((*positions, *short)):
        position, row = positions.get(qid, nothing), short.get(qid, nothing)
        country = position.get("country", "") or row.get("country_qid", "")
        place = position.get("jurisdiction", "")
        regional = bool(place) and country_of(place) is None
        texts = [position.get("position", ""), without_note(position.get("enwiki", ""))]
        if not regional:
            texts.append(row.get("position", ""))
        yield Draft(
            id=qid,
            type="office",
            names=tuple(DraftName(text) for text in texts if text),
            country=country if regional else place or country,
            source=_SOURCE,
        )
