"""Label every part of an article: headline, dateline, by-line, caption, body, boilerplate; find its day."""

from collections.abc import Iterator, Sequence
from datetime import date

from corrigenda.extract.boilerplate import Rules, find_boilerplate, shortcode_ends
from corrigenda.extract.datelines import Dateline, read_dateline
from corrigenda.extract.layout import is_byline, is_caption
from corrigenda.extract.moments import read_moments
from corrigenda.extract.paragraphs import Paragraph, plain, read_paragraphs, without_blanks
from corrigenda.extract.publication import find_published
from corrigenda.schemas.article import Article, CleanArticle, Span, SpanLabel

REPEATED = "repeated"
"""The rule of a span that stands word for word above: it is corrected like any other, but read once."""

Role = tuple[SpanLabel, str]

_LONGEST_TITLE = 250
_SHORTEST_REPEATED = 20


def clean_article(article: Article, *, date: date | None = None) -> CleanArticle:
    """The article with every non-blank character under one label, and its day of publication.

    Boilerplate is found by ``data/boilerplate.yaml`` and by place, by-lines and captions by
    ``data/layout.yaml``; ``Span.rule`` names what decided. ``date`` is the user's word on the day of
    publication and overrides what the page says.
    """
    paragraphs = read_paragraphs(article.text)
    boilerplate = find_boilerplate(paragraphs)
    roles = _roles(article, paragraphs, boilerplate)
    place, dateline = _dateline(article.text, paragraphs, roles)
    spans = tuple(
        span
        for index, (paragraph, role) in enumerate(zip(paragraphs, roles, strict=True))
        for span in _spans(article.text, paragraph, role, dateline if index == place else None)
    )
    return CleanArticle(
        article=article,
        spans=spans,
        published=find_published(article, spans, dateline, given=date),
        dateline_place=dateline.place if dateline is not None else None,
    )


def _roles(article: Article, paragraphs: Sequence[Paragraph], boilerplate: Rules) -> tuple[Role, ...]:
    """What each paragraph is; what reads as prose and is nothing else is body."""
    known: dict[int, Role] = {index: ("boilerplate", rule) for index, rule in boilerplate.items()}
    known |= {
        index: role
        for index, p in enumerate(paragraphs)
        if index not in known and (role := _by_wording(article.text, p))
    }
    header = _header_end(article.text, paragraphs, known)
    prose = [i for i, p in enumerate(paragraphs) if i not in known and i >= header and p.is_sentence]
    first, last = (prose[0], prose[-1]) if prose else (len(paragraphs), len(paragraphs))
    for index, paragraph in enumerate(paragraphs):
        if known.get(index, ("body", ""))[0] == "byline" and first < index < last and paragraph.is_sentence:
            del known[index]
        if index in known:
            continue
        if not prose and header == 0:
            known[index] = ("body", "only text")
        elif index < first:
            ahead = [p for i, p in enumerate(paragraphs[:first]) if i > index and i not in known]
            above = [known[i] for i in range(index)]
            known[index] = _above(article, paragraph, ahead, above, known.get(index + 1))
        elif paragraph.is_sentence:
            known[index] = ("body", "prose")
        elif paragraph.is_question and len(paragraph.words) >= 8:
            known[index] = ("body", "question")
        elif paragraph.bullet is not None or paragraphs[index - 1].bullet is not None:
            known[index] = ("body", "list")
        elif index > last or len(paragraph.words) >= 8:
            known[index] = ("caption", "line without a full stop")
        else:
            known[index] = ("headline", "title within the text")
    return _repeats_marked(article.text, paragraphs, tuple(known[index] for index in range(len(paragraphs))))


def _by_wording(text: str, paragraph: Paragraph) -> Role | None:
    line = paragraph.head
    if paragraph.end - paragraph.start > len(line) + 50:
        return None
    if paragraph.end - paragraph.start <= _LONGEST_TITLE and read_moments(
        text, paragraph.start, paragraph.end
    ):
        return "published", "date"
    if is_byline(line) or is_byline(line.strip("*_# ")):
        return "byline", "signature"
    if is_caption(line) and read_dateline(text, paragraph.start, paragraph.end) is None:
        return "caption", "caption"
    return None


def _header_end(text: str, paragraphs: Sequence[Paragraph], known: dict[int, Role]) -> int:
    """The index of the last line with date or author above the text, 0 where there is none.

    One sentence may stand above it, a title or a summary; two are the text.
    """
    end, sentences = 0, 0
    for index, paragraph in enumerate(paragraphs):
        label = known[index][0] if index in known else None
        if label in ("published", "byline"):
            end = index
        elif label is None:
            sentences += paragraph.is_sentence
            filed = read_dateline(text, paragraph.start, paragraph.end) is not None
            if sentences > 1 or filed or paragraph.end - paragraph.start > _LONGEST_TITLE:
                return end
    return 0


def _above(
    article: Article,
    paragraph: Paragraph,
    ahead: Sequence[Paragraph],
    above: Sequence[Role],
    below: Role | None,
) -> Role:
    """What a line above the text is, when its wording does not say.

    ``above`` is what stands over it, ``below`` the next line if that is known, ``ahead`` the lines not known.
    """
    labels = [label for label, _ in above]
    titled = "headline" in labels
    signed = "published" in labels or "byline" in labels
    words = len(paragraph.words)
    if article.title and plain(article.title) == paragraph.head:
        return "headline", "title of the page"
    if signed and titled and words <= 4:
        return "byline", "short line under the title"
    under_page = "boilerplate" in labels[-1:] or paragraph.head.isupper()
    longest = 5 if below is not None and below[0] == "boilerplate" else 2 if under_page else 1
    better = any(len(line.words) >= max(3, words + 1) for line in ahead)
    if not titled and not signed and words <= longest and better and not paragraph.is_unspaced:
        return "boilerplate", "section"
    return "headline", "line above the text"


def _repeats_marked(text: str, paragraphs: Sequence[Paragraph], roles: tuple[Role, ...]) -> tuple[Role, ...]:
    seen: set[str] = set()
    marked = []
    for paragraph, (label, rule) in zip(paragraphs, roles, strict=True):
        key = text[paragraph.start : paragraph.end]
        again = key in seen and len(key) >= _SHORTEST_REPEATED and label in ("headline", "caption", "body")
        marked.append((label, REPEATED if again else rule))
        if label != "boilerplate":
            seen.add(key)
    return tuple(marked)


def _dateline(
    text: str, paragraphs: Sequence[Paragraph], roles: Sequence[Role]
) -> tuple[int | None, Dateline | None]:
    """The dateline and the paragraph that it opens: the first of the text, or the second under a summary.

    Where several paragraphs open so, they are speakers' names in a transcript.
    """
    body = [index for index, role in enumerate(roles) if role[0] == "body"]
    found = [(i, d) for i in body[:6] if (d := read_dateline(text, paragraphs[i].start, paragraphs[i].end))]
    undated = [dateline for _, dateline in found if text[: dateline.end].rstrip().endswith(":")]
    if found and found[0][0] in body[:2] and len(undated) < 2:
        return found[0]
    return None, None


def _spans(text: str, paragraph: Paragraph, role: Role, dateline: Dateline | None) -> Iterator[Span]:
    """The spans of one paragraph: mostly one, more where a shortcode or a dateline stands in it."""
    label, rule = role
    start, end = paragraph.start, paragraph.end
    first, last = (start, end) if label == "boilerplate" else shortcode_ends(text, start, end)
    if start < first:
        yield from _span(text, start, first, "boilerplate", "shortcode")
    if dateline is not None:
        yield from _span(text, first, dateline.end, "dateline", "dateline")
        first = dateline.end
    yield from _span(text, first, last, label, rule)
    if last < end:
        yield from _span(text, last, end, "boilerplate", "shortcode")


def _span(text: str, start: int, end: int, label: SpanLabel, rule: str) -> Iterator[Span]:
    """The span without its outer blanks; none where only blanks are left."""
    first, last = without_blanks(text, start, end)
    if first < last:
        yield Span(start=first, end=last, label=label, rule=rule)
