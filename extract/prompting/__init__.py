"""The question for a window of sentences, and its answer, remembered or asked for."""

from corrigenda.extract.prompting.ask import Asks, Reading, Remembers, read_again, read_window
from corrigenda.extract.prompting.messages import fingerprint

__all__ = ["Asks", "Reading", "Remembers", "fingerprint", "read_again", "read_window"]
