"""An entity table out of Popolo JSON: persons, organizations, posts, memberships."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from corrigenda.reconcile.countries import country_code
from corrigenda.reconcile.importers.files import Json, json_document, partial_date
from corrigenda.reconcile.importers.names import canonical_first, told_by_script, unique_names
from corrigenda.schemas.entities import Entity, EntityName, OfficeTerm

_ById = Mapping[str, Json]


def read_popolo(source: Path) -> Iterator[Entity]:
    """The persons, organizations and posts of a Popolo document.

    A membership is a term: of its post, or else of its role in its organization. Where it has no dates of its
    own, those of its legislative period stand in. An id of Wikidata among a thing's identifiers is its id.
    """
    document = json_document(source)
    organizations = _by_id(document, "organizations")
    posts = _by_id(document, "posts")
    periods = _by_id(document, "events")
    memberships: dict[str, list[Json]] = defaultdict(list)
    for membership in document.get("memberships", ()):
        memberships[membership.get("person_id", "")].append(membership)
    for person in document.get("persons", ()):
        held = [*memberships.get(person["id"], ()), *person.get("memberships", ())]
        terms = (_term(membership, posts, organizations, periods) for membership in held)
        yield _person(person, tuple(dict.fromkeys(term for term in terms if term is not None)))
    for organization in organizations.values():
        yield Entity(
            id=_id(organization),
            type="organization",
            names=_names(organization, None),
            country=_country(organization),
        )
    for post in posts.values():
        organization = organizations.get(post.get("organization_id", ""), {})
        yield Entity(
            id=_id(post),
            type="office",
            names=canonical_first(_wordings(post)),
            country=_country(post) or _country(organization),
        )


def _person(person: Json, terms: tuple[OfficeTerm, ...]) -> Entity:
    country = _country(person)
    return Entity(
        id=_id(person),
        type="person",
        names=_names(person, country),
        terms=terms,
        country=country,
        description=person.get("summary"),
        born=partial_date(person.get("birth_date")),
        died=partial_date(person.get("death_date")),
    )


def _term(membership: Json, posts: _ById, organizations: _ById, periods: _ById) -> OfficeTerm | None:
    organization = organizations.get(membership.get("organization_id", ""))
    post = posts.get(membership.get("post_id", ""))
    role = membership.get("role") or membership.get("label")
    if post is None and role is None:
        return None
    if organization is None and post is not None:
        organization = organizations.get(post.get("organization_id", ""))
    period = periods.get(membership.get("legislative_period_id", ""), {})
    return OfficeTerm(
        office=_id(post) if post is not None else None,
        title=_title(role, organization) if post is None else None,
        country=_country(post or {}) or _country(organization or {}),
        organization=_id(organization) if organization is not None else None,
        start=partial_date(membership.get("start_date")) or partial_date(period.get("start_date")),
        end=partial_date(membership.get("end_date")) or partial_date(period.get("end_date")),
    )


def _title(role: str, organization: Json | None) -> str:
    return f"{role} of the {organization['name']}" if organization is not None else role


def _names(thing: Json, country: str | None) -> tuple[EntityName, ...]:
    names = [
        EntityName(
            text=thing["name"],
            kind="canonical",
            family=thing.get("family_name") or None,
            given=thing.get("given_name") or None,
        )
    ]
    for other in thing.get("other_names", ()):
        former = other.get("end_date") is not None
        names.append(
            EntityName(
                text=other["name"],
                kind="former" if former else "alias",
                lang=other.get("lang"),
                valid_from=partial_date(other.get("start_date")),
                valid_to=partial_date(other.get("end_date")),
            )
        )
    return unique_names(told_by_script(name, country) for name in names)


def _wordings(post: Json) -> list[str]:
    others = (
        other if isinstance(other, str) else other.get("name", "") for other in post.get("other_labels", ())
    )
    return [text for text in (post.get("label"), post.get("role"), *others) if text] or [post["id"]]


def _by_id(document: Json, name: str) -> _ById:
    return {thing["id"]: thing for thing in document.get(name, ())}


def _id(thing: Json) -> str:
    for identifier in thing.get("identifiers", ()):
        if identifier.get("scheme") == "wikidata":
            return str(identifier["identifier"])
    return str(thing["id"])


def _country(thing: Json) -> str | None:
    area = thing.get("area")
    written = thing.get("national_identity") or (area.get("name") if isinstance(area, dict) else None)
    return country_code(written) if written else None
