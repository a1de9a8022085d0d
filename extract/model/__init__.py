"""The language model: one client for every provider, the embedded server, and its weights."""

from corrigenda.extract.model.budget import Budget, Price, find_price
from corrigenda.extract.model.client import (
    Answer,
    Message,
    Model,
    Request,
    article_asked_about,
    gate_of,
    open_model,
    parse,
)
from corrigenda.extract.model.gate import Gate
from corrigenda.extract.model.local import Server, serve
from corrigenda.extract.model.modes import AnswerMode
from corrigenda.extract.model.providers import providers
from corrigenda.extract.model.transport import Patience, Setback, explain_misses
from corrigenda.extract.model.weights import find, list_models, path, pull

__all__ = [
    "Answer",
    "AnswerMode",
    "Budget",
    "Gate",
    "Message",
    "Model",
    "Patience",
    "Price",
    "Request",
    "Server",
    "Setback",
    "article_asked_about",
    "explain_misses",
    "find",
    "find_price",
    "gate_of",
    "list_models",
    "open_model",
    "parse",
    "path",
    "providers",
    "pull",
    "serve",
]
