"""What a store holds as entities of FollowTheMoney, for Aleph and OpenSanctions' tools.

An article is an ``Article``; whoever is linked in one a ``Person``, ``Organization``, ``Address`` (a place)
or ``Position``; a name a ``Mention`` of its article, that of a place or position a ``Documentation``; a fact
an ``Event`` with those involved. Whoever the table does not know has no entity: two of one name may be two.
"""

import re
from collections.abc import Iterator
from hashlib import sha1
from itertools import groupby
from typing import Any

from corrigenda.outputs.store import Store
from corrigenda.outputs.tables import TABLES, OutputTable

RowFields = dict[str, Any]
FtmEntity = dict[str, Any]

_SCHEMAS = {"person": "Person", "organization": "Organization", "place": "Address", "office": "Position"}
_LEGAL = ("person", "organization")
_QID = re.compile(r"Q[1-9]\d*")
_ID = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z.-]*[0-9A-Za-z])?")
_ADDRESS = re.compile(r"https?://\S+")


def entities(store: Store) -> Iterator[FtmEntity]:
    """Each entity once."""
    told: set[str] = set()
    articles = {row["id"]: row for row in _rows(store, "articles")}
    yield from map(_article, articles.values())
    for row in _rows(store, "names"):
        if row["status"] == "linked" and row["entity_id"] not in told:
            told.add(row["entity_id"])
            yield _entity(row)
        yield _mention(row)
    participants = groupby(_rows(store, "participants"), key=lambda row: row["fact_id"])
    fact_id, involved = next(participants, (None, iter(())))
    for row in _rows(store, "facts"):
        own: list[RowFields] = []
        if row["id"] == fact_id:
            own = list(involved)
            fact_id, involved = next(participants, (None, iter(())))
        yield _event(row, articles[row["article_id"]], own)


def _rows(store: Store, name: OutputTable) -> Iterator[RowFields]:
    return map(TABLES[name].record, store.rows(name))


def _article(row: RowFields) -> FtmEntity:
    return _made(
        "Article",
        _id("article", row["id"]),
        title=row["title"],
        fileName=row["path"] or row["id"],
        publishedAt=row["published"],
        sourceUrl=_url(row["url"]),
        publisher=row["source"],
    )


def _entity(row: RowFields) -> FtmEntity:
    kind, country, own = row["type"], row["country"], row["entity_id"]
    more = {"full": row["canonical"]} if kind == "place" else {}
    return _made(
        _SCHEMAS[kind],
        _id("", own),
        name=row["canonical"],
        country=country.lower() if country else None,
        wikidataId=own if _QID.fullmatch(own) else None,
        **more,
    )


def _mention(row: RowFields) -> FtmEntity:
    document, kind = _id("article", row["article_id"]), row["type"]
    linked = _id("", row["entity_id"]) if row["status"] == "linked" else None
    own = (row["article_id"], row["id"])
    if linked is not None and kind not in _LEGAL:
        return _made("Documentation", _id("mention", *own), document=document, entity=linked, role="mention")
    return _made(
        "Mention",
        _id("mention", *own),
        document=document,
        name=row["surface"],
        resolved=linked,
        detectedSchema=_SCHEMAS.get(kind, "LegalEntity"),
        contextCountry=row["country"].lower() if row["country"] else None,
    )


def _event(row: RowFields, article: RowFields, participants: list[RowFields]) -> FtmEntity:
    """A fact, what has not simply happened marked in its name."""
    legal = [one for one in participants if one["type"] in _LEGAL and one["role"] != "speaker"]
    places = [one for one in participants if one["type"] == "place"]
    return _made(
        "Event",
        _id("fact", row["id"]),
        name=_marked(row),
        summary=row["sentence"],
        keywords=row["kind"],
        startDate=row["time_start"],
        endDate=row["time_end"],
        involved=[_id("", one["entity_id"]) for one in legal if one["entity_id"]],
        namesMentioned=list(map(_called, legal)),
        location=list(map(_called, places)),
        proof=_id("article", article["id"]),
        sourceUrl=_url(article["url"]),
        publisher=article["source"],
        notes=f"according to {row['speaker']}" if row["speaker"] else None,
    )


def _marked(row: RowFields) -> str:
    marks = [row["status"]] if row["status"] not in (None, "happened") else []
    marks += ["negated"] if row["negated"] else []
    name: str = row["what"] or row["sentence"]
    return f"[{', '.join(marks)}] {name}" if marks else name


def _called(participant: RowFields) -> str:
    name: str = participant["canonical"] or participant["surface"]
    return name


def _made(schema: str, own: str, **properties: str | list[str] | None) -> FtmEntity:
    values = {
        name: list(dict.fromkeys([value] if isinstance(value, str) else value))
        for name, value in properties.items()
        if value
    }
    return {"id": own, "schema": schema, "properties": values}


def _id(kind: str, *parts: str) -> str:
    """An entity's own id as far as FollowTheMoney allows it; of anything else, and any other, a digest."""
    if not kind and _ID.fullmatch(parts[0]):
        return parts[0]
    return f"{kind or 'entity'}-{sha1(chr(0).join(parts).encode()).hexdigest()}"


def _url(address: str | None) -> str | None:
    return address if address and _ADDRESS.fullmatch(address) else None
