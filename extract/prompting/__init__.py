"""The question for a window of sentences, and its answer, remembered or asked for."""

from corrigenda.extract.prompting.ask import (
    AnswerCache,
    ChatModel,
    Inquiry,
    WindowResult,
    read_again,
    read_window,
)
from corrigenda.extract.prompting.messages import fingerprint

__all__ = ["AnswerCache", "ChatModel", "Inquiry", "WindowResult", "fingerprint", "read_again", "read_window"]
