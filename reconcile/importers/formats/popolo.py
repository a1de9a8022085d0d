"""Popolo JSON: persons, organizations, posts, memberships. EveryPolitician's is of this kind."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from corrigenda.reconcile.importers.drafts import Draft, DraftName, DraftTerm
from corrigenda.reconcile.importers.files import Json, json_document
from corrigenda.reconcile.importers.ledger import Ledger, Record
from corrigenda.schemas.entities import NameKind

_ById = Mapping[str, Record]
_Kept = tuple[_ById, _ById, _ById]
"""The organizations, posts and events of a document."""


def read_popolo(source: Path, ledger: Ledger) -> Iterator[Draft]:
    """The persons, organizations and posts of a Popolo document.

    A membership is a term: of its post, or else of its role in its organization. Where it has no dates of its
    own, those of its legislative period stand in. The party is what a person without a summary is described
    by. An id of Wikidata among a thing's identifiers is its id.
    """
    document = json_document(source)
    organizations = _by_id(document, "organizations", "organization", ledger)
    posts = _by_id(document, "posts", "post", ledger)
    kept = (organizations, posts, _by_id(document, "events", "event", ledger))
    memberships: dict[str, list[Record]] = defaultdict(list)
    for one in document.get("memberships", ()):
        membership = Record(one, "membership", ledger)
        memberships[membership.get("person_id", "")].append(membership)
    for one in document.get("persons", ()):
        person = Record(one, "person", ledger)
        within = (Record(each, "membership", ledger) for each in person.get("memberships", ()))
        yield _person(person, [*memberships.get(person["id"], ()), *within], kept)
    for organization in organizations.values():
        names = tuple(_names(organization))
        yield Draft(_id(organization), "organization", names, country=_country(organization))
    for post in posts.values():
        home = organizations.get(post.get("organization_id", ""))
        country = _country(post) or (_country(home) if home is not None else "")
        yield Draft(_id(post), "office", tuple(map(DraftName, _wordings(post))), country=country)


def _by_id(document: Json, name: str, kind: str, ledger: Ledger) -> _ById:
    return {thing["id"]: Record(thing, kind, ledger) for thing in document.get(name, ())}


def _person(person: Record, held: list[Record], kept: _Kept) -> Draft:
    terms = (_term(membership, kept) for membership in held)
    parties = [
        kept[0][one].get("name", "") for each in held if (one := each.get("on_behalf_of_id", "")) in kept[0]
    ]
    return Draft(
        id=_id(person),
        type="person",
        names=tuple(_names(person)),
        terms=tuple(term for term in terms if term is not None),
        country=_country(person),
        description=person.get("summary", "") or next(iter(parties), ""),
        born=person.get("birth_date", ""),
        died=person.get("death_date", ""),
    )


def _term(membership: Record, kept: _Kept) -> DraftTerm | None:
    organizations, posts, events = kept
    organization = organizations.get(membership.get("organization_id", ""))
    post = posts.get(membership.get("post_id", ""))
    role = membership.get("role", "") or membership.get("label", "")
    if post is None and not role:
        return None
    if organization is None and post is not None:
        organization = organizations.get(post.get("organization_id", ""))
    period = events.get(membership.get("legislative_period_id", ""))
    start, end = (
        membership.get(day, "") or (period.get(day, "") if period is not None else "")
        for day in ("start_date", "end_date")
    )
    places = (_country(thing) for thing in (post, organization) if thing is not None)
    return DraftTerm(
        office=_id(post) if post is not None else "",
        title=_title(role, organization) if post is None else "",
        country=next(filter(None, places), ""),
        organization=_id(organization) if organization is not None else "",
        start=start,
        end=end,
    )


def _title(role: str, organization: Record | None) -> str:
    return f"{role} of the {organization['name']}" if organization is not None else role


def _names(thing: Record) -> Iterator[DraftName]:
    yield DraftName(thing["name"], family=thing.get("family_name", ""), given=thing.get("given_name", ""))
    for other in thing.get("other_names", ()):
        kind: NameKind = "former" if other.get("end_date") is not None else "alias"
        yield DraftName(
            other["name"],
            kind,
            lang=_language(other.get("lang")),
            valid_from=other.get("start_date") or "",
            valid_to=other.get("end_date") or "",
        )


def _language(code: str | None) -> str | None:
    short = (code or "").partition("_")[0].partition("-")[0]
    return short if len(short) == 2 else None


def _wordings(post: Record) -> list[str]:
    others = (
        other if isinstance(other, str) else other.get("name", "") for other in post.get("other_labels", ())
    )
    return [text for text in (post.get("label", ""), post.get("role", ""), *others) if text] or [post["id"]]


def _id(thing: Record) -> str:
    for identifier in thing.get("identifiers", ()):
        if identifier.get("scheme") == "wikidata":
            return str(identifier["identifier"])
    return str(thing["id"])


def _country(thing: Record) -> str:
    """The country that a thing says of itself, or of its area."""
    area = thing.get("area")
    name = area.get("name", "") if isinstance(area, dict) else ""
    return thing.get("national_identity", "") or name
