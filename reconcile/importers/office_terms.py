"""An entity table out of a folder of every-politician-scrapers: who held which office of which country."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from corrigenda.reconcile.countries import country_code
from corrigenda.reconcile.importers.files import Row, csv_rows, partial_date
from corrigenda.reconcile.importers.names import canonical_first, without_note
from corrigenda.schemas.entities import Entity, OfficeTerm

_SOURCE = "every-politician-scrapers, from Wikidata"


def read_office_terms(source: Path) -> Iterator[Entity]:
    """The people and offices of a folder with ``office_terms.csv``; the other files may be missing.

    ``people.csv`` gives names, births and deaths, ``positions.csv`` the longer wordings of offices,
    ``legislator_terms.csv`` seats in parliaments. An empty end is open as of the snapshot (``as_of``). A
    position without an id is one of a regional cabinet that the row does not name: its term has no country,
    so that a region's minister is not taken for the country's.
    """
    held = list(csv_rows(source / "office_terms.csv"))
    seats = _rows(source / "legislator_terms.csv")
    positions = {row["id"]: row for row in _rows(source / "positions.csv")}
    people = {row["qid"]: row for row in _rows(source / "people.csv")}
    snapshots = _snapshots(held)
    countries = {row["repo"]: country_code(row["country_qid"]) for row in held}

    terms: dict[str, list[OfficeTerm]] = defaultdict(list)
    names: dict[str, str] = {}
    dates: dict[str, str] = {}
    for row in held:
        terms[row["person_qid"]].append(_term(row))
    for row in seats:
        terms[row["person_qid"]].append(_seat(row, countries.get(row["repo"])))
    for row in (*held, *seats):
        names.setdefault(row["person_qid"], row["person"])
        day = row.get("snapshot") or snapshots.get(row["repo"], "")
        dates[row["person_qid"]] = min(day, dates.get(row["person_qid"], day))
    for qid in dict.fromkeys((*people, *terms)):
        yield _person(qid, people.get(qid, {}), names.get(qid, ""), terms.get(qid, []), dates.get(qid))
    yield from _offices(held, positions)


def _rows(path: Path) -> list[Row]:
    return list(csv_rows(path)) if path.exists() else []


def _snapshots(held: list[Row]) -> Mapping[str, str]:
    snapshots: dict[str, str] = {}
    for row in held:
        snapshots[row["repo"]] = min(row["snapshot"], snapshots.get(row["repo"], row["snapshot"]))
    return snapshots


def _term(row: Row) -> OfficeTerm:
    known = bool(row["position_qid"])
    return OfficeTerm(
        office=row["position_qid"] or None,
        title=None if known else row["position"],
        country=country_code(row["country_qid"]) if known else None,
        start=partial_date(row["start"]),
        end=partial_date(row["end"]),
    )


def _seat(row: Row, country: str | None) -> OfficeTerm:
    return OfficeTerm(
        title=row["position"], country=country, start=partial_date(row["start"]), end=partial_date(row["end"])
    )


def _person(qid: str, row: Row, name: str, terms: list[OfficeTerm], as_of: str | None) -> Entity:
    canonical = row.get("name") or name
    texts = [canonical, name, without_note(row.get("enwiki", ""))]
    countries = [term.country for term in terms if term.country is not None]
    return Entity(
        id=qid,
        type="person",
        names=canonical_first(text for text in texts if text),
        terms=tuple(dict.fromkeys(terms)),
        country=countries[0] if countries else None,
        born=partial_date(row.get("dob")),
        died=partial_date(row.get("dod")),
        as_of=as_of,
        source=_SOURCE,
    )


def _offices(held: list[Row], positions: Mapping[str, Row]) -> Iterator[Entity]:
    """An office by all its wordings; a region's only by the longer one: "Premier" alone is another's."""
    short = {row["position_qid"]: row for row in held if row["position_qid"]}
    for qid in dict.fromkeys((*positions, *short)):
        position = positions.get(qid, {})
        country = country_code(position.get("country") or short.get(qid, {}).get("country_qid", ""))
        place = country_code(position.get("jurisdiction", ""))
        regional = bool(position.get("jurisdiction")) and place is None
        texts = [position.get("position", ""), without_note(position.get("enwiki", ""))]
        if not regional:
            texts.append(short.get(qid, {}).get("position", ""))
        wordings = [text for text in texts if text]
        yield Entity(
            id=qid, type="office", names=canonical_first(wordings), country=place or country, source=_SOURCE
        )
