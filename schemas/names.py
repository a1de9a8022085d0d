"""A name on its way from the article to the table: mention, evidence, resolution, edit."""

from typing import Literal

from corrigenda.schemas.base import Frozen
from corrigenda.schemas.facts import EntityType
from corrigenda.schemas.notebook import ShownChange, as_table, with_changes

ErrorKind = Literal[
    "wrong_given_name",
    "wrong_surname",
    "misreading",
    "misspelling",
    "wrong_person",
    "wrong_office",
    "wrong_place",
    "unknown",
]
VariantKind = Literal[
    "exact",
    "surname_only",
    "name_order",
    "nickname",
    "initials",
    "transliteration",
    "alias",
    "abbreviation",
    "title_only",
]
LinkStatus = Literal["linked", "undecided", "nil"]


class Mention(Frozen):
    """A name as a source writes it, with what stands around it.

    ``surface`` is the name alone; ``title`` the words of office or honour beside it ("Prime Minister",
    "U.S. Secretary of State", "then-"); ``country`` an ISO code, a name or a demonym; ``date`` an ISO date,
    the article's. ``start`` is the offset of the surface in ``text``, the whole article or snippet; mentions
    with the same ``text`` are one document. ``type`` is ``None`` where it is not known.
    """

    id: str
    surface: str
    title: str | None = None
    country: str | None = None
    date: str | None = None
    text: str | None = None
    start: int | None = None
    type: EntityType | None = None


class Document(Frozen):
    """A text with the names that it mentions; they are reconciled together, each in the light of the others.

    ``start`` of a mention is its offset in ``text``. ``date`` (ISO 8601) counts for each mention that has
    none of its own. Without a text the mentions only share the date.
    """

    id: str
    text: str | None = None
    date: str | None = None
    mentions: tuple[Mention, ...] = ()


class Evidence(Frozen):
    """One reason for or against: a signed log-likelihood ratio (natural logarithm) and words for it."""

    kind: str
    weight: float
    detail: str


class Choice(Frozen):
    """Whom somebody who was asked about a name means by it; ``None`` for none of those who were shown.

    ``by`` says who was asked, and how.
    """

    entity_id: str | None
    by: str = "the model"


class RunnerUp(Frozen):
    """The candidate that came second, with its own probability (0 to 1)."""

    entity_id: str
    confidence: float


class Resolution(Frozen):
    """What became of a mention.

    ``corrected`` is how the surface should read, in the writer's form, and ``None`` where nothing is wrong.
    At most one of ``error`` and ``variant`` explains the difference to the canonical name, save that a
    shortened wrong name has both ("Kan" is a misreading and surname only). ``corrected_title`` is how the
    title beside the name should read, ``None`` where it is right or nobody knows. ``confidence`` is the
    calibrated probability, 0 to 1, that ``status`` and ``entity_id`` are right. ``type`` is the entity's; of
    a name that is not linked what it is known to be, if anything.
    """

    id: str
    surface: str
    start: int | None = None
    end: int | None = None
    title: str | None = None
    type: EntityType | None = None
    status: LinkStatus
    entity_id: str | None = None
    canonical: str | None = None
    corrected: str | None = None
    corrected_title: str | None = None
    error: ErrorKind | None = None
    variant: VariantKind | None = None
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    runner_up: RunnerUp | None = None

    def _repr_html_(self) -> str:
        """Who it is and why, for a notebook."""
        reasons = ({"weight": f"{one.weight:+.1f}", "evidence": one.detail} for one in self.evidence)
        return as_table([self._row()]) + (as_table(reasons) if self.evidence else "")

    def _row(self) -> dict[str, object]:
        return {
            "surface": self.surface,
            "status": self.status,
            "entity": self.entity_id,
            "canonical": self.canonical,
            "corrected": self.corrected,
            "error or variant": self.error or self.variant,
            "confidence": f"{self.confidence:.2f}",
        }


class Edit(Frozen):
    """One change to a raw text: ``text[start:end] == surface`` becomes ``replacement``."""

    start: int
    end: int
    surface: str
    replacement: str
    entity_id: str
    error: ErrorKind
    confidence: float
    reasons: tuple[str, ...] = ()


class CorrectedText(Frozen):
    """A text set right, with every change and every name that was looked at.

    ``date`` is the day against which offices were judged, ISO 8601, or ``None`` where it is not known.
    """

    text: str
    date: str | None = None
    edits: tuple[Edit, ...] = ()
    names: tuple[Resolution, ...] = ()

    def _repr_html_(self) -> str:
        """The text with its changes, and the names, for a notebook."""
        changes = (
            ShownChange(
                edit.start, edit.end, edit.surface, edit.replacement, "; ".join((edit.error, *edit.reasons))
            )
            for edit in self.edits
        )
        return with_changes(self.text, changes) + as_table(name._row() for name in self.names)
