"""Names as written in, canonical names out, each with its evidence. No language model is needed.

The rooms stand in the order of the flow, and import-linter holds it::

    mentions ─► context ─► candidates ─► scoring ─► correction

``link`` links the mentions of a document, ``resolve`` does it for all, ``correct`` is the whole flow for a
text, ``records`` the way from facts and back. Below them: the ``table`` and its ``importers``, ``names``
compared, ``readings`` of native spellings, ``titles``, ``countries`` and ``text``.
"""

from typing import TYPE_CHECKING

from corrigenda.lazy import lazy_face

if TYPE_CHECKING:
    from corrigenda.reconcile.context import Decision, Decisions
    from corrigenda.reconcile.correct import correct_text
    from corrigenda.reconcile.mentions import find_mentions
    from corrigenda.reconcile.resolve import Adjudicate, reconcile_documents, reconcile_names
    from corrigenda.reconcile.table import EntityTable, Holding

__all__ = [
    "Adjudicate",
    "Decision",
    "Decisions",
    "EntityTable",
    "Holding",
    "correct_text",
    "find_mentions",
    "reconcile_documents",
    "reconcile_names",
]

__getattr__ = lazy_face(
    __name__,
    {
        "EntityTable": "table",
        "Holding": "table",
        "find_mentions": "mentions",
        "Decision": "context",
        "Decisions": "context",
        "Adjudicate": "resolve",
        "reconcile_names": "resolve",
        "reconcile_documents": "resolve",
        "correct_text": "correct",
    },
)
