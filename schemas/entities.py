"""The canonical entity table's row: who or what something is, what it is called, which offices it held."""

from typing import Literal

from pydantic import Field

from corrigenda.schemas.base import Frozen
from corrigenda.schemas.dates import PartialDate
from corrigenda.schemas.facts import EntityType

NameKind = Literal["canonical", "alias", "native", "nickname", "former", "abbreviation"]


class EntityName(Frozen):
    """One name of an entity.

    ``family`` and ``given`` are the parts of a person's name as they stand in ``text``. For a native spelling
    in Han characters, ``family_readings`` and ``given_readings`` are its readings in Latin letters, **the
    right one first**; the others are how the same characters may be misread (茂木: Motegi, Mogi, Shigeki).
    ``lang`` is ISO 639-1, ``script`` ISO 15924 (``Latn``, ``Jpan``, ``Hani``, ``Hang``, ``Cyrl``, ``Arab``).
    """

    text: str = Field(min_length=1, max_length=400)
    kind: NameKind = "alias"
    lang: str | None = None
    script: str | None = None
    family: str | None = None
    given: str | None = None
    family_readings: tuple[str, ...] = ()
    given_readings: tuple[str, ...] = ()
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None


class OfficeTerm(Frozen):
    """An office held by a person for a time.

    ``office`` is the id of an entity of type ``office`` in the same table (its names are the office's
    wordings); where there is none, ``title`` says the office in words. ``country`` is ISO 3166-1 alpha-2 in
    capitals (``EU`` for the European Union). ``organization`` is an entity id. An open ``end`` means
    "at least until the table's date", not "today".
    """

    office: str | None = None
    title: str | None = None
    country: str | None = None
    organization: str | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    acting: bool = False


class Entity(Frozen):
    """A person, organization, place or office. The first name of kind ``canonical`` is how it is written.

    ``id`` is a Wikidata QID or the user's own. ``country``: ISO 3166-1 alpha-2 in capitals. ``as_of`` is the
    table's date for this row: what was known then; an open term is open as of that day. ``single``, for an
    office: at most one person holds it at a time.
    """

    id: str = Field(min_length=1, max_length=200)
    type: EntityType
    names: tuple[EntityName, ...] = Field(min_length=1)
    terms: tuple[OfficeTerm, ...] = ()
    country: str | None = None
    description: str | None = None
    born: PartialDate | None = None
    died: PartialDate | None = None
    single: bool = False
    as_of: PartialDate | None = None
    source: str | None = None

    @property
    def canonical(self) -> str:
        """The name under which the entity is shown."""
        return next((name.text for name in self.names if name.kind == "canonical"), self.names[0].text)
