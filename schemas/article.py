"""An article on its way from the raw file to numbered sentences. Offsets always point into ``Article.text``.

Offsets are Unicode code points, the end exclusive: ``text[start:end]``.
"""

from datetime import date, datetime
from typing import Literal

from corrigenda.schemas.base import Frozen

SpanLabel = Literal["headline", "dateline", "published", "byline", "caption", "body", "boilerplate"]
"""What a part of the raw text is. Only headline, caption and body hold sentences to be read for facts."""


class StatedDate(Frozen):
    """What a page's markup says of its day, and in which place (``json-ld``, ``meta``, ``time`` …)."""

    source: str
    text: str


class Article(Frozen):
    """One article as published. ``text`` is never changed: every offset anywhere points into it.

    ``published``, ``title`` and ``source`` are what came *beside* the text (JSON Lines, HTML metadata), as
    printed there; what the text itself prints is found by cleaning.
    """

    id: str
    text: str
    url: str | None = None
    published: str | None = None
    source: str | None = None
    title: str | None = None
    language: str | None = None
    """As told beside the text, mostly ISO 639-1."""
    dates: tuple[StatedDate, ...] = ()
    """All that the page's markup states of its day; ``published`` is the first of it."""
    extracted: bool = False
    """``text`` is what a page's markup shows to be its main text: nearly all furniture is gone already."""
    path: str | None = None
    """The file it came from, as the user named it; with ``#line`` for JSON Lines."""


REPEATED = "repeated"
"""The rule of a span that stands word for word above: it is corrected like any other, but read once."""


class Span(Frozen):
    """A labelled part of the raw text. ``rule`` names the rule of ``extract/data`` that decided."""

    start: int
    end: int
    label: SpanLabel
    rule: str = ""


class Published(Frozen):
    """When the article appeared, and how that is known.

    ``day`` is ``None`` where it is not known: nothing is ever counted from an unknown day. ``moment`` has the
    time and its UTC offset where the text prints one. ``how``: given by the user, metadata beside the text,
    printed in the text, inferred from dated phrases in it (``reason`` says which), unknown.
    """

    day: date | None = None
    moment: datetime | None = None
    how: Literal["given", "metadata", "printed", "inferred", "unknown"] = "unknown"
    reason: str = ""
    start: int | None = None
    end: int | None = None


class Sentence(Frozen):
    """One numbered sentence. ``id`` counts from 1 in the article; ``text == article.text[start:end]``."""

    id: int
    start: int
    end: int
    text: str
    label: SpanLabel = "body"
    paragraph: int = 0
    """The index in ``CleanArticle.spans`` of the span that it stands in."""


class CleanArticle(Frozen):
    """An article with every non-blank character under one label, its sentences, and its day of publication.

    ``spans`` are in order of ``start``, do not overlap, and one span is one paragraph or line. ``sentences``
    are those of headline, captions and body; what is printed twice is there once.
    """

    article: Article
    spans: tuple[Span, ...]
    sentences: tuple[Sentence, ...]
    published: Published
    dateline_place: str | None = None
    """The city of the dateline as written (``WASHINGTON``), where there is one."""

    @property
    def text(self) -> str:
        """The raw text that all spans point into."""
        return self.article.text


class Window(Frozen):
    """A few sentences that one request shows to the model; only these may be cited.

    ``context`` may be read but not cited: headline, dateline, the sentence before.
    """

    id: str
    sentences: tuple[Sentence, ...]
    context: tuple[str, ...] = ()
