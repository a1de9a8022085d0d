"""A folder of unitedstates/congress-legislators: Congress and the presidents."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from corrigenda.reconcile.importers.drafts import Draft, DraftName, DraftTerm
from corrigenda.reconcile.importers.files import Json, yaml_document
from corrigenda.reconcile.importers.ledger import Ledger, Record
from corrigenda.reconcile.text import read_yaml
from corrigenda.schemas.base import Frozen
from corrigenda.schemas.errors import TableError

_COUNTRY = "US"
_SOURCE = "unitedstates/congress-legislators"


class _Office(Frozen):
    id: str
    wordings: tuple[str, ...]
    single: bool = False


@lru_cache(maxsize=1)
def _offices() -> Mapping[str, _Office]:
    return TypeAdapter(dict[str, _Office]).validate_python(read_yaml("congress.yaml"))


def read_congress(source: Path, ledger: Ledger) -> Iterator[Draft]:
    """The people of every ``*.yaml`` in the folder, and the four offices.

    A person's id is the Wikidata id, or else ``bioguide:`` or ``govtrack:`` and the id there. Who stands in
    two files is one person with the terms of both.
    """
    paths = sorted(source.glob("*.yaml"))
    if not paths:
        raise TableError(
            f"{str(source)!r} holds no .yaml file: give the folder of the legislators", path=source
        )
    people: dict[str, Draft] = {}
    wikidata: dict[str, str] = {}
    for path in paths:
        for record in yaml_document(path):
            person = _person(Record(record, "", ledger), ledger)
            own_id = _own_id(record["id"])
            known = people.get(own_id)
            people[own_id] = person if known is None else _merged(known, person)
            if "wikidata" in record["id"]:
                wikidata[own_id] = person.id
    yield from (replace(person, id=wikidata.get(own_id, own_id)) for own_id, person in people.items())
    for office in _offices().values():
        names = tuple(map(DraftName, office.wordings))
        yield Draft(office.id, "office", names, country=_COUNTRY, single=office.single, source=_SOURCE)


def _person(record: Record, ledger: Ledger) -> Draft:
    ids = record["id"]
    return Draft(
        id=ids.get("wikidata") or _own_id(ids),
        type="person",
        names=tuple(_names(Record(record["name"], "name", ledger), ids.get("wikipedia"))),
        terms=tuple(
            DraftTerm(
                office=_offices()[term["type"]].id,
                country=_COUNTRY,
                start=_day(term.get("start")),
                end=_day(term.get("end")),
            )
            for term in (Record(each, "terms", ledger) for each in record["terms"])
        ),
        country=_COUNTRY,
        born=_day(record.get("bio", {}).get("birthday")),
        source=_SOURCE,
    )


def _day(written: Json) -> str:
    """A date, which YAML may have read as one already."""
    return "" if written is None else str(written)


def _own_id(ids: Json) -> str:
    scheme = next(scheme for scheme in ("bioguide", "govtrack") if scheme in ids)
    return f"{scheme}:{ids[scheme]}"


def _names(written: Record, page: str | None) -> Iterator[DraftName]:
    """The official name first, then first and last name, with the middle name, with the nickname.

    The title of the page in Wikipedia, without what tells it from others, is how the news writes the name.
    """
    first, last = written["first"], written["last"]
    if written.get("official_full"):
        yield DraftName(written["official_full"])
    yield DraftName(f"{first} {last}", family=last, given=first)
    if written.get("middle"):
        given = f"{first} {written['middle']}"
        yield DraftName(f"{given} {last}", family=last, given=given)
    if written.get("nickname"):
        nickname = written["nickname"]
        yield DraftName(f"{nickname} {last}", kind="nickname", family=last, given=nickname)
    common = (page or "").partition(" (")[0]
    if common.endswith(f" {last}"):
        yield DraftName(common, family=last, given=common.removesuffix(f" {last}"))


def _merged(known: Draft, other: Draft) -> Draft:
    return replace(known, names=(*known.names, *other.names), terms=(*known.terms, *other.terms))
