"""Facts out of news articles, each tied to its sentence, and the names in them set right, with the evidence.

The verbs stand here in the order in which they run, each with the types that it takes and gives::

    read_articles ─► clean_article ─► extract_facts ─► reconcile_names ─► correct_text

``process_article`` is the whole flow for one article. The types are imported at once; a verb is imported when
it is first named, so that ``import corrigenda`` costs no more than the data it is about.
"""

from typing import TYPE_CHECKING

from corrigenda.lazy import lazy_face
from corrigenda.schemas.article import Article, CleanArticle, Published, Sentence, Span, StatedDate
from corrigenda.schemas.dates import PartialDate, TimeValue
from corrigenda.schemas.entities import Entity, EntityName, OfficeTerm
from corrigenda.schemas.errors import (
    AnswerError,
    AskingStopped,
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
    EntityType,
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
from corrigenda.schemas.given_dates import GivenDate
from corrigenda.schemas.names import (
    Choice,
    CorrectedText,
    Document,
    Edit,
    Evidence,
    Mention,
    Resolution,
    RunnerUp,
)
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
    from corrigenda.adjudication import Adjudicator
    from corrigenda.extract import (
        Answer,
        AnswerCache,
        AnswerMode,
        ChatModel,
        Completion,
        Cue,
        ExtractionPolicy,
        Message,
        Model,
        Patience,
        Policies,
        Request,
        Setback,
        Source,
        Stated,
        WindowsProgress,
        clean_article,
        extract_facts,
        open_model,
        read_articles,
    )
    from corrigenda.pipeline import process_article
    from corrigenda.reconcile import (
        Adjudicate,
        Decision,
        Decisions,
        EntityTable,
        Holding,
        correct_text,
        find_mentions,
        reconcile_documents,
        reconcile_names,
    )

__all__ = [  # noqa: RUF022 — in the order of the flow
    # An article in.
    "read_articles",
    "Source",
    "Article",
    "StatedDate",
    "Reject",
    "GivenDate",
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
    "ExtractionPolicy",
    "Policies",
    "Cue",
    "Completion",
    "Stated",
    # Facts out of it, each with its place.
    "open_model",
    "Patience",
    "Setback",
    "AnswerMode",
    "Model",
    "ChatModel",
    "Request",
    "Message",
    "Answer",
    "AnswerCache",
    "WindowsProgress",
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
    "Holding",
    "Entity",
    "EntityType",
    "EntityName",
    "OfficeTerm",
    "PartialDate",
    "find_mentions",
    "Mention",
    "Decisions",
    "Decision",
    "Adjudicate",
    "Choice",
    "Adjudicator",
    "reconcile_names",
    "Document",
    "reconcile_documents",
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
    "AskingStopped",
    "ReplayMiss",
]

__getattr__ = lazy_face(
    __name__,
    {
        "read_articles": "extract",
        "Source": "extract",
        "clean_article": "extract",
        "open_model": "extract",
        "Patience": "extract",
        "Setback": "extract",
        "AnswerMode": "extract",
        "Model": "extract",
        "ExtractionPolicy": "extract",
        "Policies": "extract",
        "Cue": "extract",
        "Completion": "extract",
        "Stated": "extract",
        "ChatModel": "extract",
        "Request": "extract",
        "Message": "extract",
        "Answer": "extract",
        "AnswerCache": "extract",
        "WindowsProgress": "extract",
        "extract_facts": "extract",
        "EntityTable": "reconcile",
        "Holding": "reconcile",
        "find_mentions": "reconcile",
        "Decisions": "reconcile",
        "Decision": "reconcile",
        "Adjudicate": "reconcile",
        "Adjudicator": "adjudication",
        "reconcile_names": "reconcile",
        "reconcile_documents": "reconcile",
        "correct_text": "reconcile",
        "process_article": "pipeline",
    },
)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
