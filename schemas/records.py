"""A fact on its way from the model's draft to the record, and what did not make it."""

from bisect import bisect_right
from typing import Annotated, Any, Generic, Literal

from pydantic import AfterValidator, AliasChoices, Field, SerializeAsAny
from typing_extensions import TypeVar

from corrigenda.schemas.article import CleanArticle, Sentence
from corrigenda.schemas.base import Frozen
from corrigenda.schemas.dates import TimeValue
from corrigenda.schemas.facts import EntityType, Fact
from corrigenda.schemas.names import CorrectedText, Resolution
from corrigenda.schemas.notebook import as_table, with_marks

Alignment = Literal["exact", "normalised", "fuzzy", "absent"]
AFact = TypeVar("AFact", bound=Fact, default=Fact, covariant=True)
"""The user's own class of facts, or any."""


class Provenance(Frozen):
    """Which model said it, to which prompt (name and version), for which schema (its fingerprint), in which
    request (the key of the raw answer in the run store).
    """

    model: str
    prompt: str
    schema_name: str = Field(
        validation_alias=AliasChoices("schema_name", "schema"), serialization_alias="schema"
    )
    request: str


class Anaphor(Frozen):
    """A word of the raw article that stands for a name elsewhere ("he"): ``text[start:end] == surface``."""

    surface: str
    start: int
    end: int


class Grounding(Frozen):
    """Where a field's words stand in the raw article: ``text[start:end] == surface``.

    ``score`` is 1 for exact and normalised, the similarity (0 to 1) for fuzzy. ``via`` is the word of the
    cited sentence that stands for this name ("he", "both sides"), where the name itself stands elsewhere.
    """

    surface: str
    start: int
    end: int
    alignment: Alignment
    score: float = 1.0
    via: Anaphor | None = None
    types: tuple[EntityType, ...] = ()
    time: TimeValue | None = None


class GroundedFact(Frozen):
    """A fact whose every marked field stands in the article; fields by path: ``who[0]``, ``when``."""

    id: str
    article_id: str
    schema_name: str = Field(serialization_alias="schema")
    fact: SerializeAsAny[Fact]
    sentence: Sentence
    fields: dict[str, Grounding]
    provenance: Provenance
    notes: tuple[str, ...] = ()


class FieldRecord(Frozen):
    """A field of a finished record: where it stands, and what it was resolved to.

    ``types``: of a name, what its marker says that it may be the name of.
    """

    surface: str
    start: int
    end: int
    alignment: Alignment
    via: Anaphor | None = None
    types: tuple[EntityType, ...] = ()
    resolution: Resolution | None = None
    time: TimeValue | None = None


class FactRecord(Frozen, Generic[AFact]):
    """A finished fact: as written and as reconciled, both of the user's own class.

    ``FactRecord[Appointment].model_validate_json(line)`` reads a line of ``facts.jsonl``.
    """

    id: str
    article_id: str
    schema_name: str = Field(
        validation_alias=AliasChoices("schema_name", "schema"), serialization_alias="schema"
    )
    as_written: SerializeAsAny[AFact]
    reconciled: SerializeAsAny[AFact]
    sentence: Sentence
    fields: dict[str, FieldRecord]
    status: str | None = None
    speaker: str | None = None
    provenance: Provenance
    notes: tuple[str, ...] = ()

    def _repr_html_(self) -> str:
        """The sentence with the fact's words marked, and its fields, for a notebook."""
        spans = ((field.start, field.end) for field in self.fields.values())
        written, reconciled = self.as_written.model_dump(), self.reconciled.model_dump()
        rows = (
            {"field": name, "as written": value, "reconciled": reconciled[name]}
            for name, value in written.items()
            if value not in (None, (), [])
        )
        return f"<p>{with_marks(self.sentence.text, self.sentence.start, spans)}</p>" + as_table(rows)


def _bounded(most: int) -> AfterValidator:
    """Cut a text off behind ``most`` characters, and say how long it was."""

    def cut(text: str) -> str:
        return text if len(text) <= most else f"{text[:most]}… ({len(text):,} characters)"

    return AfterValidator(cut)


class Reject(Frozen):
    """What did not make it, and why. Nothing is dropped silently.

    ``stage``: read (a file), model (a request), answer (an item that is not of the schema), ground (a field
    that does not stand in the sentence), adjudicate (a question about an undecided name), internal (an error
    of ours, to be reported). ``raw`` is what was read or answered, its beginning where that is very long;
    ``tokens`` what it cost.
    """

    article_id: str
    stage: Literal["read", "model", "answer", "ground", "schema", "adjudicate", "internal"]
    reason: Annotated[str, _bounded(2_000)]
    raw: Annotated[str, _bounded(20_000)] = ""
    window: str | None = None
    sentence: int | None = None
    detail: dict[str, Any] = Field(default_factory=dict)
    tokens: int = 0


class Usage(Frozen):
    """Tokens and seconds spent, failed attempts included. ``cached``: requests answered by the store."""

    requests: int = 0
    cached: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    seconds: float = 0.0

    @property
    def tokens(self) -> int:
        """Those of the prompts and those of the answers."""
        return self.prompt_tokens + self.completion_tokens

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(**{name: getattr(self, name) + getattr(other, name) for name in type(self).model_fields})


class Extraction(Frozen):
    """What came out of reading one article: facts, rejects, cost, and which share of it was read (0 to 1).

    Questions about undecided names count among the rejects and the cost.
    """

    facts: tuple[GroundedFact, ...] = ()
    rejects: tuple[Reject, ...] = ()
    usage: Usage = Usage()
    read_share: float = 1.0


UnusedKind = Literal["name", "time", "number"]


class Unused(Frozen):
    """A name, time or number that the article states and no fact uses: ``text[start:end] == surface``.

    ``sentence`` is the id of the sentence that states it. ``entity_id`` and ``canonical``: of a linked name;
    ``time``: what a time means, where the article's day is known. A number has its unit as written.
    """

    kind: UnusedKind
    surface: str
    start: int
    end: int
    sentence: int
    entity_id: str | None = None
    canonical: str | None = None
    time: TimeValue | None = None


class Coverage(Frozen):
    """How many names, times and numbers the sentences of an article state, and those that no fact uses."""

    names: int = 0
    times: int = 0
    numbers: int = 0
    unused: tuple[Unused, ...] = ()


class ProcessedArticle(Frozen, Generic[AFact]):
    """One article, whole: the end of the pipeline. ``corrected.names`` are all names that were looked at.

    ``coverage`` is empty where no model was asked for facts.
    """

    article: CleanArticle
    records: tuple[FactRecord[AFact], ...]
    corrected: CorrectedText
    extraction: Extraction
    coverage: Coverage = Coverage()

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The numbered sentences of the article."""
        return self.article.sentences

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that holds the character at ``position`` of the raw text."""
        index = bisect_right(self.sentences, position, key=lambda sentence: sentence.start) - 1
        return self.sentences[index] if index >= 0 and position < self.sentences[index].end else None
