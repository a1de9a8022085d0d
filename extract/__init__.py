"""Articles in, grounded facts out: each fact tied to its sentence, each name and date to its place.

The rooms stand in the order of the flow, and import-linter holds it::

    reading ─► cleaning ─► drafts ─► prompting ─► model ─► grounding ─► coverage

``extraction`` is the flow, and ``policy`` what makes up for a small model in it; ``validation`` says
beforehand what cannot work; cleaning splits ``sentences``; ``times`` serves most of them.
"""

from typing import TYPE_CHECKING

from corrigenda.lazy import lazy_face

if TYPE_CHECKING:
    from corrigenda.extract.cleaning import clean_article
    from corrigenda.extract.coverage import cover
    from corrigenda.extract.extraction import WindowsProgress, extract_facts
    from corrigenda.extract.model import (
        Answer,
        AnswerMode,
        Message,
        Model,
        Patience,
        Request,
        Setback,
        open_model,
    )
    from corrigenda.extract.policy import Completion, Cue, ExtractionPolicy, Policies, Stated
    from corrigenda.extract.prompting import AnswerCache, ChatModel
    from corrigenda.extract.reading import Source, read_articles

__all__ = [
    "Answer",
    "AnswerCache",
    "AnswerMode",
    "ChatModel",
    "Completion",
    "Cue",
    "ExtractionPolicy",
    "Message",
    "Model",
    "Patience",
    "Policies",
    "Request",
    "Setback",
    "Source",
    "Stated",
    "WindowsProgress",
    "clean_article",
    "cover",
    "extract_facts",
    "open_model",
    "read_articles",
]

__getattr__ = lazy_face(
    __name__,
    {
        "read_articles": "reading",
        "Source": "reading",
        "clean_article": "cleaning",
        "open_model": "model",
        "Patience": "model",
        "Setback": "model",
        "AnswerMode": "model",
        "Model": "model",
        "ExtractionPolicy": "policy",
        "Policies": "policy",
        "Cue": "policy",
        "Completion": "policy",
        "Stated": "policy",
        "Request": "model",
        "Message": "model",
        "Answer": "model",
        "ChatModel": "prompting",
        "AnswerCache": "prompting",
        "WindowsProgress": "extraction",
        "extract_facts": "extraction",
        "cover": "coverage",
    },
)
