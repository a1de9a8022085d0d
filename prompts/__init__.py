"""Prompts are files: ``<name>.v<version>.md`` beside this one, read as prose, versioned in the name."""

from functools import lru_cache
from importlib.resources import files
from string import Template

__all__ = ["ADJUDICATE", "AGAIN", "FACTS", "prompt"]

FACTS = "facts.v1"
"""The prompt that asks for the facts of a window."""

AGAIN = "again.v1"
"""The prompt that asks once more, in the same conversation, about sentences that gave no fact."""

ADJUDICATE = "adjudicate.v1"
"""The prompt that asks who is meant by a name: the instructions, then the question."""


@lru_cache
def prompt(name: str) -> Template:
    """The text of a prompt such as ``facts.v1``, with ``${…}`` where the question's own parts go."""
    return Template((files(__name__) / f"{name}.md").read_text(encoding="utf-8").strip())
