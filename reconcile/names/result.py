"""What comes of comparing: a surface beside a name, part by part, and how well each part fits."""

from dataclasses import dataclass, replace

from corrigenda.reconcile.names.align import Pairing
from corrigenda.reconcile.names.legal_forms import LegalForm
from corrigenda.reconcile.names.words import Relation
from corrigenda.reconcile.readings import Tongue
from corrigenda.schemas.entities import EntityName

_FIT: dict[Relation, float] = {
    "same": 5.0,
    "variant": 4.0,
    "nickname": 3.5,
    "reading": 3.0,
    "initial": 2.0,
    "typo": 2.0,
    "missing": 0.0,
    "contradicted": -3.0,
    "different": -4.0,
}
_WRONG: frozenset[Relation] = frozenset({"reading", "typo", "different"})


@dataclass(frozen=True, slots=True)
class ComparedPart:
    """One part of a name: the words ``[start:end)`` of the surface, and what they are to the name's part.

    ``written`` and ``own`` are the keys of the two, empty where missing; ``edits`` counts for a typo.
    """

    relation: Relation
    start: int = 0
    end: int = 0
    written: str = ""
    own: str = ""
    edits: int = 0
    slip: tuple[str, str] = ("", "")
    """For a typo, and a variant that could be one, the words between which the edits are, as written and
    own."""

    @property
    def wrong(self) -> bool:
        """Whether it is not what it should be, whatever the reason."""
        return self.relation in _WRONG

    @property
    def fit(self) -> float:
        """How well it fits; negative where it does not."""
        return _FIT[self.relation]


def _as_slip(part: ComparedPart) -> ComparedPart:
    return replace(part, relation="typo") if part.relation == "variant" and all(part.slip) else part


@dataclass(frozen=True, slots=True)
class Comparison:
    """A surface beside the entity's name that it fits best.

    For a person ``family`` and ``given`` are the parts; ``swapped`` says that they stand in another order
    than in ``name.text``. For anything else the whole name is ``family`` and ``whole`` is true. ``reading``
    explains a reading of the native spelling in words; ``far_fetched`` is 0 for the likeliest, and grows;
    ``tongue`` is the language in which it is read, where that is not the name's own. ``words`` is how the
    words of two names pair off that are whole and not the same; ``generation`` is that written where it is
    none that the person's names tell; ``forms`` are the legal forms of two organizations, as written and own.
    """

    name: EntityName
    family: ComparedPart
    given: ComparedPart
    swapped: bool = False
    whole: bool = False
    reading: str = ""
    far_fetched: float = 0.0
    tongue: Tongue | None = None
    words: Pairing | None = None
    generation: str = ""
    forms: tuple[tuple[LegalForm, ...], tuple[LegalForm, ...]] = ((), ())

    @property
    def wrong(self) -> bool:
        """Whether a part is not what it should be, whatever the reason."""
        return self.family.wrong or self.given.wrong

    @property
    def as_slip(self) -> "Comparison | None":
        """The same with what is another romanisation taken for a slip; ``None`` where nothing is."""
        family, given = _as_slip(self.family), _as_slip(self.given)
        same = self.whole or (family is self.family and given is self.given)
        return None if same else replace(self, family=family, given=given)

    @property
    def full(self) -> bool:
        """Whether both parts of a person's name are written."""
        return self.family.relation != "missing" and self.given.relation != "missing"
