"""Articles in, grounded facts out: each fact tied to its sentence, each name and date to its place.

The rooms stand in the order of the flow, and import-linter holds it::

    reading ─► cleaning ─► sentences ─► drafts ─► prompting ─► model ─► grounding ─► coverage

``extraction`` is the flow; ``validation`` says beforehand what cannot work; ``times`` serves most of them.
"""

from typing import TYPE_CHECKING

from corrigenda.lazy import lazy_face

if TYPE_CHECKING:
    from corrigenda.extract.cleaning import clean_article
    from corrigenda.extract.coverage import cover
    from corrigenda.extract.extraction import WindowsProgress, extract_facts
    from corrigenda.extract.model import Answer, Message, Model, Patience, Request, Setback, open_model
    from corrigenda.extract.prompting import AnswerCache, ChatModel
    from corrigenda.extract.reading import Source, read_articles
    from corrigenda.extract.sentences import split_sentences

__all__ = [
    "Answer",
    "AnswerCache",
    "ChatModel",
    "Message",
    "Model",
    "Patience",
    "Request",
    "Setback",
    "Source",
    "WindowsProgress",
    "clean_article",
    "cover",
    "extract_facts",
    "open_model",
    "read_articles",
    "split_sentences",
]

__getattr__ = lazy_face(
    __name__,
    {
        "read_articles": "reading",
        "Source": "reading",
        "clean_article": "cleaning",
        "split_sentences": "sentences",
        "open_model": "model",
        "Patience": "model",
        "Setback": "model",
        "Model": "model",
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
