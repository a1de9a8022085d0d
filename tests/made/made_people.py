"""A small table for the tests of the decision: who held which office when, as public facts."""

from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.entities import Entity, EntityName, OfficeTerm
from corrigenda.schemas.facts import EntityType

AS_OF = "2025-11-01"


def person(
    entity_id: str,
    given: str,
    family: str,
    *terms: OfficeTerm,
    country: str,
    native: EntityName | None = None,
    born: str | None = None,
    died: str | None = None,
    family_first: bool = False,
) -> Entity:
    """A person under one Latin name and perhaps a native one."""
    text = f"{family} {given}" if family_first else f"{given} {family}"
    latin = EntityName(text=text, kind="canonical", lang="en", script="Latn", family=family, given=given)
    return Entity(
        id=entity_id,
        type="person",
        names=(latin,) if native is None else (latin, native),
        terms=terms,
        country=country,
        born=born,
        died=died,
        as_of=AS_OF,
    )


def japanese(family: str, given: str, family_readings: str, given_readings: str) -> EntityName:
    """A native name with its readings, the right one first, separated by blanks."""
    return EntityName(
        text=family + given,
        kind="native",
        lang="ja",
        script="Jpan",
        family=family,
        given=given,
        family_readings=tuple(family_readings.split()),
        given_readings=tuple(given_readings.split()),
    )


def held(title: str, country: str, start: str, end: str | None = None) -> OfficeTerm:
    """A term of an office that is known by its words."""
    return OfficeTerm(title=title, country=country, start=start, end=end)


def other(entity_id: str, kind: EntityType, *names: str, country: str | None = None) -> Entity:
    """An organization, place or office; the first name is the canonical one."""
    canonical, *aliases = names
    return Entity(
        id=entity_id,
        type=kind,
        names=(EntityName(text=canonical, kind="canonical"), *(EntityName(text=alias) for alias in aliases)),
        country=country,
    )


BLINKEN = person(
    "blinken",
    "Antony",
    "Blinken",
    held("Secretary of State", "US", "2021-01-26", "2025-01-20"),
    country="US",
    born="1962-04-16",
)
KERRY = person(
    "kerry", "John", "Kerry", held("Secretary of State", "US", "2013-02-01", "2017-01-20"), country="US"
)
BIDEN = person("biden", "Joe", "Biden", held("President", "US", "2021-01-20", "2025-01-20"), country="US")
AUSTIN = person(
    "austin", "Lloyd", "Austin", held("Secretary of Defense", "US", "2021-01-22", "2025-01-20"), country="US"
)
MOTEGI = person(
    "motegi",
    "Toshimitsu",
    "Motegi",
    held("Minister for Foreign Affairs", "JP", "2019-09-11", "2021-11-04"),
    country="JP",
    native=japanese("茂木", "敏充", "Motegi Mogi Shigeki", "Toshimitsu Toshimichi"),
)
HAYASHI = person(
    "hayashi",
    "Yoshimasa",
    "Hayashi",
    held("Minister for Foreign Affairs", "JP", "2021-11-10", "2023-09-13"),
    country="JP",
    native=japanese("林", "芳正", "Hayashi Rin", "Yoshimasa"),
)
SUGA = person(
    "suga",
    "Yoshihide",
    "Suga",
    held("Prime Minister", "JP", "2020-09-16", "2021-10-04"),
    country="JP",
    native=japanese("菅", "義偉", "Suga Kan", "Yoshihide"),
)
KISHIDA = person(
    "kishida",
    "Fumio",
    "Kishida",
    held("Prime Minister", "JP", "2021-10-04", "2024-10-01"),
    country="JP",
    native=japanese("岸田", "文雄", "Kishida", "Fumio"),
)
KAN = person(
    "kan",
    "Naoto",
    "Kan",
    held("Prime Minister", "JP", "2010-06-08", "2011-09-02"),
    country="JP",
    native=japanese("菅", "直人", "Kan Suga", "Naoto Naohito"),
)
PUTIN = person("putin", "Vladimir", "Putin", held("President", "RU", "2012-05-07"), country="RU")
ZELENSKYY = person("zelenskyy", "Volodymyr", "Zelenskyy", held("President", "UA", "2019-05-20"), country="UA")
MERKEL = person(
    "merkel", "Angela", "Merkel", held("Chancellor", "DE", "2005-11-22", "2021-12-08"), country="DE"
)
SCHOLZ = person(
    "scholz", "Olaf", "Scholz", held("Chancellor", "DE", "2021-12-08", "2025-05-06"), country="DE"
)
JAPAN = other("japan", "place", "Japan", "Nippon", country="JP")
NATO = other("nato", "organization", "North Atlantic Treaty Organization", "NATO")
TAIWAN_STRAIT = other("strait", "place", "Taiwan Strait")

EVERYBODY = (
    BLINKEN, KERRY, BIDEN, AUSTIN, MOTEGI, HAYASHI, SUGA, KISHIDA, KAN, PUTIN, ZELENSKYY, MERKEL, SCHOLZ,
    JAPAN, NATO, TAIWAN_STRAIT,
)  # fmt: skip


def small_table() -> EntityTable:
    """All of the above."""
    return EntityTable.of(EVERYBODY)
