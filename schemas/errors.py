"""The errors of Corrigenda, one tree.

::

    CorrigendaError
    ├── InputError        an article, a mention file or a folder that cannot be read
    ├── OutputError       an output file, its directory or the run store cannot be written
    ├── TableError        an entity table that is not well formed, or is not there
    ├── SchemaError       a fact schema that cannot be loaded or cannot work
    ├── DateError         a date given by the user that is none
    └── ModelError        the language model cannot be used
        ├── WeightsError  the embedded model's weights are missing, damaged or cannot be fetched
        ├── AnswerError   the model answered, but not in the form asked for
        ├── AskingStopped nothing more can be asked: a refused key, a dead server, a budget that is spent
        └── ReplayMiss    a replayed run asked for an answer that was not recorded

Each message names the thing by ``!r`` and says what to do next; each exception carries the thing as
an attribute.
"""

from pathlib import Path

from corrigenda.schemas.records import Usage


class CorrigendaError(Exception):
    """The base of every error that Corrigenda raises on purpose."""


class InputError(CorrigendaError):
    """An input cannot be read. ``path`` is the file or ``None`` for standard input."""

    def __init__(self, message: str, *, path: Path | None = None) -> None:
        super().__init__(message)
        self.path = path


class OutputError(CorrigendaError):
    """An output cannot be written. ``path`` is the file or the directory."""

    def __init__(self, message: str, *, path: Path) -> None:
        super().__init__(message)
        self.path = path


class TableError(CorrigendaError):
    """An entity table is not usable. ``line`` counts from 1 and is ``None`` where no line is to blame."""

    def __init__(self, message: str, *, path: Path | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.path = path
        self.line = line


class SchemaError(CorrigendaError):
    """A fact schema cannot be loaded or cannot work. ``schema`` is what the user named.

    ``problems`` are all reasons why it cannot work, each with its place.
    """

    def __init__(self, message: str, *, schema: str, problems: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.schema = schema
        self.problems = problems


class DateError(CorrigendaError):
    """A date that the user gave is none. ``value`` is what was given."""

    def __init__(self, message: str, *, value: str) -> None:
        super().__init__(message)
        self.value = value


class ModelError(CorrigendaError):
    """The language model cannot be used. ``model`` is the name that the user gave."""

    def __init__(self, message: str, *, model: str) -> None:
        super().__init__(message)
        self.model = model


class WeightsError(ModelError):
    """The weights of the embedded model are missing, damaged or cannot be fetched."""


class AnswerError(ModelError):
    """The model answered, but not in the form asked for: ``answer`` is what it said, ``usage`` its cost.

    ``reason`` is what is wrong with it, without the rest of the message.
    """

    def __init__(
        self, message: str, *, model: str, answer: str, usage: Usage | None = None, reason: str = ""
    ) -> None:
        super().__init__(message, model=model)
        self.answer = answer
        self.usage = usage or Usage()
        self.reason = reason or message


class AskingStopped(ModelError):
    """Nothing more can be asked of the model, by anybody: what is not answered yet waits for another run."""


class ReplayMiss(ModelError):
    """A replayed run asked for an answer that was not recorded."""
