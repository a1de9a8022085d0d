"""Facts out of news articles, each tied to its sentence, and the names in them set right, with the evidence.

The verbs stand here in the order in which they run, each with the types that it takes and gives::

    read_articles ─► clean_article ─► extract_facts ─► reconcile_names ─► correct_text

``process_article`` is the whole flow for one article. The types are imported at once; a verb is imported when
it is first named, so that ``import corrigenda`` costs no more than the data it is about.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from corrigenda.schemas.article import Article, CleanArticle, Published, Sentence, Span
from corrigenda.schemas.dates import PartialDate, TimeValue
from corrigenda.schemas.entities import Entity, EntityName, OfficeTerm
from corrigenda.schemas.errors import (
    AnswerError,
    CorrigendaError,
    DateError,
    InputError,
    ModelError,
    OutputError,
    ReplayMiss,
    SchemaError,
    TableError,
    WeightsError,
)
from corrigenda.schemas.facts import (
    Example,
    Fact,
    Gist,
    Name,
    Organization,
    Person,
    Place,
    Quote,
    Speaker,
    When,
)
from corrigenda.schemas.names import CorrectedText, Edit, Evidence, Mention, Resolution, RunnerUp
from corrigenda.schemas.news import NewsFact
from corrigenda.schemas.records import (
    Anaphor,
    Coverage,
    Extraction,
    FactRecord,
    FieldRecord,
    GroundedFact,
    Grounding,
    ProcessedArticle,
    Provenance,
    Reject,
    Unused,
    Usage,
)

if TYPE_CHECKING:
    from corrigenda.extract.cleaning import clean_article
    from corrigenda.extract.extraction import extract_facts
    from corrigenda.extract.model import Model, open_model
    from corrigenda.extract.reading import read_articles
    from corrigenda.pipeline import process_article
    from corrigenda.reconcile.correcting import correct_text
    from corrigenda.reconcile.decisions import Decisions
    from corrigenda.reconcile.mentions import find_mentions
    from corrigenda.reconcile.resolving import reconcile_names
    from corrigenda.reconcile.table import EntityTable

__all__ = [  # noqa: RUF022 — in the order of the flow
    # An article in.
    "read_articles",
    "Article",
    "Reject",
    "clean_article",
    "CleanArticle",
    "Span",
    "Published",
    "Sentence",
    # What is wanted of it.
    "Fact",
    "Example",
    "Person",
    "Organization",
    "Place",
    "Name",
    "Speaker",
    "When",
    "Quote",
    "Gist",
    "NewsFact",
    # Facts out of it, each with its place.
    "open_model",
    "Model",
    "extract_facts",
    "Extraction",
    "GroundedFact",
    "Grounding",
    "Anaphor",
    "TimeValue",
    "Provenance",
    "Usage",
    # Names, as written and as they should read.
    "EntityTable",
    "Entity",
    "EntityName",
    "OfficeTerm",
    "PartialDate",
    "find_mentions",
    "Mention",
    "Decisions",
    "reconcile_names",
    "Resolution",
    "Evidence",
    "RunnerUp",
    "correct_text",
    "CorrectedText",
    "Edit",
    # The whole flow.
    "process_article",
    "ProcessedArticle",
    "FactRecord",
    "FieldRecord",
    "Coverage",
    "Unused",
    # What can go wrong.
    "CorrigendaError",
    "InputError",
    "OutputError",
    "TableError",
    "SchemaError",
    "DateError",
    "ModelError",
    "WeightsError",
    "AnswerError",
    "ReplayMiss",
]

_HOMES = {
    "read_articles": "extract.reading",
    "clean_article": "extract.cleaning",
    "open_model": "extract.model",
    "Model": "extract.model",
    "extract_facts": "extract.extraction",
    "EntityTable": "reconcile.table",
    "find_mentions": "reconcile.mentions",
    "Decisions": "reconcile.decisions",
    "reconcile_names": "reconcile.resolving",
    "correct_text": "reconcile.correcting",
    "process_article": "pipeline",
}
"""Where each of those lives that is imported only when it is named."""


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
