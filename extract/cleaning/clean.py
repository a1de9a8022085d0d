"""Label every part of an article: headline, dateline, by-line, caption, body, boilerplate; find its day."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from corrigenda.extract.cleaning.boilerplate import Rules, find_boilerplate, shortcode_ends
from corrigenda.extract.cleaning.datelines import Dateline, read_dateline
from corrigenda.extract.cleaning.layout import is_byline, is_caption
from corrigenda.extract.cleaning.paragraphs import Paragraph, plain, read_paragraphs
from corrigenda.extract.cleaning.publication import find_published
from corrigenda.extract.sentences import split_sentences
from corrigenda.extract.times import read_moments
from corrigenda.schemas.article import REPEATED, Article, CleanArticle, Span, SpanLabel
from corrigenda.schemas.given_dates import GivenDate, read_day
from corrigenda.schemas.spans import without_blanks

Role = tuple[SpanLabel, str]

_LONGEST_TITLE = 250
_SHORTEST_REPEATED = 20


def clean_article(article: Article, *, date: GivenDate | None = None) -> CleanArticle:
    """The article with every non-blank character under one label, its sentences, and its day of publication.

    Boilerplate is found by ``data/boilerplate.yaml`` and by place, by-lines and captions by
    ``data/layout.yaml``; ``Span.rule`` names what decided. ``date`` is the user's word on the day of
    publication and overrides what the page says. Raises ``DateError`` where it is no day.
    """
    paragraphs = read_paragraphs(article.text)
    boilerplate = find_boilerplate(paragraphs, extracted=article.extracted)
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
        sentences=split_sentences(article.text, spans),
        published=find_published(article, spans, dateline, given=None if date is None else read_day(date)),
        dateline_place=dateline.place if dateline is not None else None,
    )


def _roles(article: Article, paragraphs: Sequence[Paragraph], boilerplate: Rules) -> tuple[Role, ...]:
    """What each paragraph is; what reads as prose and is nothing else is body."""
    text, count = article.text, len(paragraphs)
    known = _told_roles(text, paragraphs, boilerplate)
    header = _header_end(text, paragraphs, known)
    prose = [i for i in range(header, count) if i not in known and _is_prose(text, paragraphs[i])]
    first, last = (prose[0], prose[-1]) if prose else (count, count)
    if article.extracted and (titles := _titles(article, paragraphs[:first])):
        first = titles[-1] + 1  # the main text is all that stands under the title
    known = _without_inner_bylines(paragraphs, known, first, last)
    if prose or header:
        known |= _above(article, paragraphs[:first], known)
    if prose:
        rest = {i: _within(article, paragraphs, i, first, last) for i in range(count) if i not in known}
    else:
        rest = dict.fromkeys(range(count), ("body", "only text"))
    roles = rest | known
    return _repeats_marked(text, paragraphs, tuple(roles[i] for i in range(count)))


def _told_roles(text: str, paragraphs: Sequence[Paragraph], boilerplate: Rules) -> dict[int, Role]:
    """What the rules of boilerplate or a paragraph's own wording tell, by its index."""
    known: dict[int, Role] = {index: ("boilerplate", rule) for index, rule in boilerplate.items()}
    worded = ((i, _by_wording(text, p)) for i, p in enumerate(paragraphs) if i not in known)
    return known | {index: role for index, role in worded if role is not None}


def _without_inner_bylines(
    paragraphs: Sequence[Paragraph], known: dict[int, Role], first: int, last: int
) -> dict[int, Role]:
    """What is known, save that within the text, between ``first`` and ``last``, a by-line is no sentence."""
    return {
        index: (label, rule)
        for index, (label, rule) in known.items()
        if not (label == "byline" and first < index < last and paragraphs[index].is_sentence)
    }


def _is_prose(text: str, paragraph: Paragraph) -> bool:
    """Whether it reads as prose, or opens with a dateline that no title could have."""
    if paragraph.is_sentence:
        return True
    filed = read_dateline(text, paragraph.start, paragraph.end)
    return filed is not None and filed.told


def _within(article: Article, paragraphs: Sequence[Paragraph], index: int, first: int, last: int) -> Role:
    """What a paragraph of the text or below it is, where no wording tells; ``first`` opens the text."""
    paragraph = paragraphs[index]
    if index == first or paragraph.is_sentence:
        return "body", "prose"
    if paragraph.is_question and len(paragraph.words) >= 8:
        return "body", "question"
    if paragraph.bullet is not None or paragraphs[index - 1].bullet is not None:
        return "body", "list"
    if paragraph.head.startswith("|"):
        return "body", "table"
    if index > last or len(paragraph.words) >= 8:
        return ("body", "main text") if article.extracted else ("caption", "line without a full stop")
    return "headline", "title within the text"


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
    numbered = paragraph.bullet is not None and paragraph.bullet[-2:-1].isdigit()
    if is_caption(line) and not numbered and read_dateline(text, paragraph.start, paragraph.end) is None:
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


def _above(article: Article, top: Sequence[Paragraph], known: dict[int, Role]) -> dict[int, Role]:
    """What the lines above the text are, when their wording does not say: titles, or names of sections."""
    found: dict[int, Role] = {}
    titles = _titles(article, top)
    ahead = _longest_ahead(top, known)
    titled = signed = under_page = False
    for index, paragraph in enumerate(top):
        over_page = index + 1 in known and known[index + 1][0] == "boilerplate"
        if index in known:
            signed |= known[index][0] in ("published", "byline")
        elif index in titles:
            found[index] = ("headline", "title of the page")
        elif signed and titled and len(paragraph.words) <= 4:
            found[index] = ("byline", "short line under the title")
        elif titled or signed or not _is_section(paragraph, ahead[index], under_page, over_page):
            found[index] = ("headline", "line above the text")
        else:
            found[index] = ("boilerplate", "section")
        label = (found.get(index) or known[index])[0]
        titled |= label == "headline"
        under_page = label == "boilerplate"
    return found


def _titles(article: Article, top: Sequence[Paragraph]) -> list[int]:
    """Which lines above the text are what the page calls itself."""
    title = plain(article.title) if article.title else None
    return [index for index, paragraph in enumerate(top) if paragraph.head == title]


def _longest_ahead(top: Sequence[Paragraph], known: dict[int, Role]) -> list[int]:
    """For each line the words of the longest below it of which nothing is known."""
    words = [0 if index in known else len(paragraph.words) for index, paragraph in enumerate(top)]
    from_below = list(accumulate(reversed(words), max, initial=0))
    return from_below[-2::-1]


def _is_section(paragraph: Paragraph, ahead: int, under_page: bool, over_page: bool) -> bool:
    """Whether a line is the name of a page or section: short, with one of ``ahead`` words, longer, to come.

    How short, depends on whether the page's own furniture stands above or below it.
    """
    words = len(paragraph.words)
    most = 5 if over_page else 2 if under_page or paragraph.head.isupper() else 1
    return not paragraph.is_unspaced and words <= most and ahead > max(2, words)


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
