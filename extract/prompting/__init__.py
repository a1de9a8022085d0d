"""The question for a window of sentences, and its answer, remembered or asked for."""

from corrigenda.extract.prompting.ask import (
    AnswerCache,
    ChatModel,
    Inquiry,
    WindowResult,
    ask_once,
    drafts_in,
    read_again,
    read_window,
)
from corrigenda.extract.prompting.messages import answer_key, ask_again, fingerprint, make_request

__all__ = [
    "AnswerCache",
    "ChatModel",
    "Inquiry",
    "WindowResult",
    "answer_key",
    "ask_again",
    "ask_once",
    "drafts_in",
    "fingerprint",
    "make_request",
    "read_again",
    "read_window",
]
