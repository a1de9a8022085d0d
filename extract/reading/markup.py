"""From an HTML page to its main text and what the page says of itself."""

import re

from corrigenda.schemas.base import Frozen

_PUBLISHED = (
    '//meta[@property="article:published_time" or @property="og:article:published_time"]/@content',
    '//meta[@itemprop="datePublished" or @name="pubdate" or @name="DC.date.issued" or @name="date"]/@content',
    '//time[@itemprop="datePublished" or @pubdate]/@datetime',
)
"""Where pages state their moment of publication; trafilatura gives the day only."""
_LINKED_DATA = '//script[@type="application/ld+json"]/text()'
_DATE_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"]+)"')


class Page(Frozen):
    """The main text of a page, and its metadata as printed there."""

    text: str
    title: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None


def read_page(html: str) -> Page | None:
    """The main text as trafilatura finds it, or ``None`` where the page has none.

    Tags are no text: offsets count in the text returned here, one paragraph a line. The title comes first,
    as a line of its own, where trafilatura has not kept it.
    """
    import trafilatura  # a fifth of a second, which text files need not pay
    from trafilatura.settings import Document

    tree = trafilatura.load_html(html)
    if tree is None:
        return None
    printed = (str(hit).strip() for path in _PUBLISHED for hit in tree.xpath(path))
    linked = _DATE_PUBLISHED.search(" ".join(map(str, tree.xpath(_LINKED_DATA))))
    stated = next(filter(None, printed), linked[1] if linked is not None else None)
    document = trafilatura.bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if not isinstance(document, Document) or not (text := document.text or "").strip():
        return None
    title = document.title
    if title and " ".join(title.split()) not in " ".join(text[: 3 * len(title) + 200].split()):
        text = f"{title}\n{text}"
    return Page(
        text=text, title=title, published=stated or document.date, source=document.sitename, url=document.url
    )
