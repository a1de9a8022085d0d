"""Every window asked, once: from memory where the answer is there, from the model where it is not."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeVar

from pydantic import BaseModel

from corrigenda.extract.drafts import Malformed, answer_shape, whole_items
from corrigenda.extract.model import Answer, Request, parse
from corrigenda.extract.policy import ExtractionPolicy
from corrigenda.extract.prompting.messages import ask_again, fingerprint, make_request, request_key
from corrigenda.schemas.article import Window
from corrigenda.schemas.errors import AnswerError, AskingStopped, ModelError, ReplayMiss
from corrigenda.schemas.facts import Fact
from corrigenda.schemas.records import Reject, Usage

Shape = TypeVar("Shape", bound=BaseModel)

Drafts = tuple[tuple[int, BaseModel | Malformed], ...]
"""What an answer holds: each draft with the number of the sentence that it was given under."""


class ChatModel(Protocol):
    """Whoever answers: ``extract.model.Model``, or anything of its form."""

    name: str

    def ask(self, request: Request, shape: type[Shape]) -> tuple[Shape, Answer]:
        """An object of ``shape``, and the raw answer."""
        ...


class AnswerCache(Protocol):
    """Where raw answers are kept between runs."""

    def recall(self, key: str) -> Answer | None:
        """The answer kept under ``key``, if any."""
        ...

    def remember(self, key: str, answer: Answer) -> None:
        """Keep ``answer`` under ``key``."""
        ...


@dataclass(frozen=True)
class DraftsText:
    """Drafts as the model wrote them, and what was asked for: enough to read them again, in any process.

    ``whole`` is false of an answer that broke off: of that, only the drafts that are whole count.
    """

    text: str
    numbers: tuple[int, ...]
    most: int
    least: int = 0
    whole: bool = True


@dataclass(frozen=True)
class WindowResult:
    """What asking about one window gave. ``unread``: sentences about which nothing could be learnt."""

    window: Window
    schema: str
    """The fingerprint of the schema that was asked for."""
    request: str
    answer: DraftsText | None = None
    told: frozenset[int] = frozenset()
    """The sentences of which there are drafts."""
    rejects: tuple[Reject, ...] = ()
    usage: Usage = field(default_factory=Usage)
    unread: int = 0
    asked: bool = True
    """Whether this window was answered as it is, and not in halves."""


@dataclass(frozen=True)
class Inquiry:
    """Who is asked for which facts of an article, on what terms; ``memory`` answers what was asked before."""

    article_id: str
    schema: type[Fact]
    policy: ExtractionPolicy
    model: ChatModel
    memory: AnswerCache | None = None

    @property
    def fingerprint(self) -> str:
        """That of the schema."""
        return fingerprint(self.schema)


def drafts_in(answer: DraftsText, schema: type[Fact]) -> Drafts:
    """The drafts of an answer that was proven to be one."""
    shape = answer_shape(schema, answer.numbers, most=answer.most, least=answer.least)
    if not answer.whole:
        return whole_items(answer.text, shape)
    return tuple(parse(answer.text, shape).items())


def read_window(window: Window, inquiry: Inquiry) -> tuple[WindowResult, ...]:
    """The drafts of a window. Where the answer cannot be used, its halves are asked, down to one sentence;
    of an answer about one sentence that broke off, the drafts that are whole are kept.

    A request that fails costs its window: a reject says so and the others go on. Raises ``ReplayMiss``, since
    a replayed run that lacks an answer is no run.
    """
    numbers = tuple(sentence.id for sentence in window.sentences)
    most = inquiry.policy.most_of(len(numbers))
    request = make_request(inquiry.schema, window, most=most, article=inquiry.article_id)
    key = request_key(inquiry.model.name, inquiry.schema, request)
    shape = answer_shape(inquiry.schema, numbers, most=most)
    try:
        answer, text, usage = ask_once(request, key, shape, inquiry.model, inquiry.memory)
    except (AskingStopped, ReplayMiss):
        raise
    except AnswerError as error:
        if len(numbers) > 1:
            spent = WindowResult(window, inquiry.fingerprint, key, usage=error.usage, asked=False)
            halves = (read_window(half, inquiry) for half in _halves(window))
            return (spent, *(result for half in halves for result in half))
        return (_broken_off(window, key, inquiry, error, most),)
    except ModelError as error:
        return (_failed(window, key, inquiry, error, "", Usage()),)
    told = frozenset(number for number, _ in answer.items())
    answered = DraftsText(text, numbers, most)
    return (WindowResult(window, inquiry.fingerprint, key, answered, told, usage=usage),)


def _broken_off(window: Window, key: str, inquiry: Inquiry, error: AnswerError, most: int) -> WindowResult:
    """What an answer about one sentence that cannot be used gives all the same."""
    numbers = tuple(sentence.id for sentence in window.sentences)
    failed = _failed(window, key, inquiry, error, error.answer, error.usage)
    answer = DraftsText(error.answer, numbers, most, whole=False)
    told = frozenset(number for number, _ in drafts_in(answer, inquiry.schema))
    return replace(failed, answer=answer, told=told, unread=0) if told else failed


def read_again(first: WindowResult, numbers: Sequence[int], inquiry: Inquiry) -> WindowResult:
    """The second pass: what the sentences ``numbers`` of a window state, which gave no fact at first.

    It goes on in the same conversation. Where it fails, the first pass stands as it is, and a reject says so.
    """
    schema, policy, window = inquiry.schema, inquiry.policy, first.window
    nothing = json.dumps({str(number): [] for number in numbers}, separators=(",", ":"))
    most = policy.most_of(len(window.sentences))
    asked = make_request(schema, window, most=most, article=inquiry.article_id)
    request = ask_again(asked, nothing, numbers)
    key = request_key(inquiry.model.name, schema, request)
    most = policy.most_of(len(numbers))
    shape = answer_shape(schema, tuple(numbers), most=most, least=1)
    try:
        answer, text, usage = ask_once(request, key, shape, inquiry.model, inquiry.memory)
    except (AskingStopped, ReplayMiss):
        raise
    except ModelError as error:
        failed = _failed(window, key, inquiry, error, getattr(error, "answer", ""), Usage())
        return replace(failed, unread=0)
    told = frozenset(number for number, _ in answer.items())
    answered = DraftsText(text, tuple(numbers), most, least=1)
    return WindowResult(window, inquiry.fingerprint, key, answered, told, usage=usage)


def ask_once(
    request: Request, key: str, shape: type[Shape], model: ChatModel, memory: AnswerCache | None
) -> tuple[Shape, str, Usage]:
    """The answer, as it was said too, and its cost: what is kept under ``key``, or the model's, which is kept
    from then on.
    """
    known = memory.recall(key) if memory is not None else None
    if known is not None:
        return parse(known.text, shape, model=model.name), known.text, Usage(cached=1)
    try:
        found, answer = model.ask(request, shape)
    except AnswerError as error:
        if memory is not None and error.usage.tokens:
            memory.remember(key, _unusable(error))
        raise
    if memory is not None:
        memory.remember(key, answer)
    return found, answer.text, answer.usage


def _unusable(error: AnswerError) -> Answer:
    """An answer that was paid for and cannot be read: the same question would give the same again."""
    return Answer(text=error.answer, model=error.model, finish_reason="unusable", usage=error.usage)


def _failed(
    window: Window, key: str, inquiry: Inquiry, error: ModelError, answer: str, usage: Usage
) -> WindowResult:
    reject = Reject(
        article_id=inquiry.article_id,
        stage="answer" if isinstance(error, AnswerError) else "model",
        reason=str(error),
        raw=answer,
        window=window.id,
        sentence=window.sentences[0].id,
        detail={"sentences": [sentence.id for sentence in window.sentences]},
        tokens=usage.tokens,
    )
    unread = len(window.sentences)
    return WindowResult(window, inquiry.fingerprint, key, rejects=(reject,), usage=usage, unread=unread)


def _halves(window: Window) -> Iterable[Window]:
    middle = len(window.sentences) // 2
    for letter, part in (("a", window.sentences[:middle]), ("b", window.sentences[middle:])):
        yield Window(id=f"{window.id}{letter}", sentences=part, context=window.context)
