"""The language model: one client for every provider, the embedded server, and its weights."""

from corrigenda.extract.model.client import (
    Answer,
    Message,
    Model,
    Patience,
    Request,
    Setback,
    article_asked_about,
    explain_misses,
    open_model,
    parse,
)
from corrigenda.extract.model.local import Server, serve
from corrigenda.extract.model.weights import find, list_models, path, pull

__all__ = [
    "Answer",
    "Message",
    "Model",
    "Patience",
    "Request",
    "Server",
    "Setback",
    "article_asked_about",
    "explain_misses",
    "find",
    "list_models",
    "open_model",
    "parse",
    "path",
    "pull",
    "serve",
]
