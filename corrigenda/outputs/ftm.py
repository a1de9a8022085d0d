"""What a store holds as entities of FollowTheMoney, for Aleph and what reads the same: one per line.

An article is an ``Article``, a fact an ``Event`` that it proves, and whom a fact names is involved in it.
"""

import json
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from pydantic import JsonValue

from corrigenda.outputs.atomic import make_directory, replacing
from corrigenda.outputs.lines import JsonObject
from corrigenda.outputs.store import Store
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.entities import Entity
from corrigenda.schemas.facts import EntityType

_SCHEMAS: dict[EntityType, str] = {"person": "Person", "organization": "Organization"}
_QID = "Q"


def export_ftm(store: Store, directory: Path, table: EntityTable) -> Path:
    """Write ``entities.ftm.json``, whole or not at all, and return it. ``table`` has the entities linked to.

    A place is told as words where something happened, an office as nothing: they are no entities there.
    """
    make_directory(directory)
    path = directory / "entities.ftm.json"
    with replacing(path) as file:
        file.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in _entities(store, table))
    return path


def _entities(store: Store, table: EntityTable) -> Iterator[JsonObject]:
    sources: dict[str, tuple[str | None, str | None]] = {}
    for id_, _, _, path, url, source, title, published in store.rows("articles"):
        sources[str(id_)] = (_text(source), _text(url))
        yield _entity(
            _own("article", str(id_)),
            "Article",
            title=[_text(title) or str(id_)],
            fileName=[Path(str(path)).name if path else None],
            sourceUrl=[_text(url)],
            publisher=[_text(source)],
            publishedAt=[_text(published)],
        )
    told: set[str] = set()
    for line in store.lines("facts"):
        fact = json.loads(line)
        linked = [field["resolution"] for field in fact["fields"].values() if field.get("resolution")]
        known = [
            one for each in linked if each["status"] == "linked" if (one := table.entity(each["entity_id"]))
        ]
        for one in known:
            if one.type in _SCHEMAS and one.id not in told:
                told.add(one.id)
                yield _known(one)
        yield _event(fact, known, *sources[fact["article_id"]])


def _event(fact: JsonObject, known: list[Entity], source: str | None, url: str | None) -> JsonObject:
    fields, sentence = fact["fields"], fact["sentence"]
    assert isinstance(fields, dict)
    assert isinstance(sentence, dict)
    times = [field["time"] for field in fields.values() if isinstance(field, dict) and field.get("time")]
    return _entity(
        _own("fact", str(fact["id"])),
        "Event",
        name=[_text(sentence["text"])],
        summary=[json.dumps(fact["reconciled"], ensure_ascii=False)],
        startDate=[_text(time["start"]) for time in times if isinstance(time, dict)],
        endDate=[_text(time["end"]) for time in times if isinstance(time, dict)],
        involved=[one.id for one in known if one.type in _SCHEMAS],
        location=[one.canonical for one in known if one.type == "place"],
        proof=[_own("article", str(fact["article_id"]))],
        publisher=[source],
        sourceUrl=[url],
    )


def _known(entity: Entity) -> JsonObject:
    is_wikidatas = entity.id.startswith(_QID) and entity.id[1:].isdigit()
    return _entity(
        entity.id,
        _SCHEMAS[entity.type],
        name=[entity.canonical],
        country=[entity.country and entity.country.lower()],
        wikidataId=[entity.id if is_wikidatas else None],
    )


def _entity(id_: str, schema: str, **properties: list[str | None]) -> JsonObject:
    """An entity with the properties that have a value, each value once."""
    said: dict[str, JsonValue] = {
        name: [*dict.fromkeys(one for one in values if one)] for name, values in properties.items()
    }
    return {"id": id_, "schema": schema, "properties": {name: some for name, some in said.items() if some}}


def _own(kind: str, id_: str) -> str:
    """An id that is nobody else's, of letters that FollowTheMoney takes."""
    return f"corrigenda-{kind}-{blake2b(id_.encode(), digest_size=10).hexdigest()}"


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
