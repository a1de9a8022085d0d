"""An entity table out of a folder of unitedstates/congress-legislators: Congress and the presidents."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from corrigenda.reconcile.importers.files import Json, partial_date, yaml_document
from corrigenda.reconcile.importers.names import canonical_first, unique_canonical_first, unique_names
from corrigenda.reconcile.text import read_yaml
from corrigenda.schemas.base import Frozen
from corrigenda.schemas.entities import Entity, EntityName, OfficeTerm
from corrigenda.schemas.errors import TableError

_SOURCE = "unitedstates/congress-legislators"


class _Office(Frozen):
    id: str
    wordings: tuple[str, ...]
    single: bool = False


@lru_cache(maxsize=1)
def _offices() -> Mapping[str, _Office]:
    return TypeAdapter(dict[str, _Office]).validate_python(read_yaml("congress.yaml"))


def read_congress(source: Path) -> Iterator[Entity]:
    """The people of every ``*.yaml`` in the folder, and the four offices.

    A person's id is the Wikidata id, or else ``bioguide:`` or ``govtrack:`` and the id there. Who stands in
    two files is one person with the terms of both.
    """
    paths = sorted(source.glob("*.yaml"))
    if not paths:
        raise TableError(
            f"{str(source)!r} holds no .yaml file: give the folder of the legislators", path=source
        )
    people: dict[str, Entity] = {}
    wikidata: dict[str, str] = {}
    for path in paths:
        for record in yaml_document(path):
            person = _person(record)
            own_id = _own_id(record["id"])
            known = people.get(own_id)
            people[own_id] = _merged(known, person) if known is not None else person
            if "wikidata" in record["id"]:
                wikidata[own_id] = person.id
    for own_id, person in people.items():
        yield person.model_copy(update={"id": wikidata.get(own_id, own_id)})
    for office in _offices().values():
        yield Entity(
            id=office.id,
            type="office",
            names=canonical_first(office.wordings),
            country="US",
            single=office.single,
            source=_SOURCE,
        )


def _person(record: Json) -> Entity:
    ids, bio = record["id"], record.get("bio", {})
    return Entity(
        id=ids.get("wikidata") or _own_id(ids),
        type="person",
        names=_names(record["name"], ids.get("wikipedia")),
        terms=tuple(
            OfficeTerm(
                office=_offices()[term["type"]].id,
                country="US",
                start=partial_date(term.get("start")),
                end=partial_date(term.get("end")),
            )
            for term in record["terms"]
        ),
        country="US",
        born=partial_date(bio.get("birthday")),
        source=_SOURCE,
    )


def _own_id(ids: Json) -> str:
    scheme = next(scheme for scheme in ("bioguide", "govtrack") if scheme in ids)
    return f"{scheme}:{ids[scheme]}"


def _names(written: Json, page: str | None) -> tuple[EntityName, ...]:
    """The official name first, then first and last name, with the middle name, with the nickname.

    The title of the page in Wikipedia, without what tells it from others, is how the news writes the name.
    """
    first, last = written["first"], written["last"]
    usual = EntityName(text=f"{first} {last}", family=last, given=first)
    names = [usual]
    if written.get("official_full", usual.text) != usual.text:
        names.insert(0, EntityName(text=written["official_full"]))
    if written.get("middle"):
        given = f"{first} {written['middle']}"
        names.append(EntityName(text=f"{given} {last}", family=last, given=given))
    if written.get("nickname"):
        nickname = written["nickname"]
        names.append(EntityName(text=f"{nickname} {last}", kind="nickname", family=last, given=nickname))
    common = (page or "").partition(" (")[0]
    if common.endswith(f" {last}"):
        names.append(EntityName(text=common, family=last, given=common.removesuffix(f" {last}")))
    return unique_canonical_first(names)


def _merged(known: Entity, other: Entity) -> Entity:
    aliases = [
        name.model_copy(update={"kind": "alias"}) if name.kind == "canonical" else name
        for name in other.names
    ]
    return known.model_copy(
        update={
            "names": unique_names([*known.names, *aliases]),
            "terms": tuple(dict.fromkeys((*known.terms, *other.terms))),
        }
    )
