"""The web pages of ``news_pages``: their halves, their articles, and four ways to turn them into text.

``extracted`` is what ``read_articles`` makes of the HTML. The other three are what people paste and crawlers
store: ``inscriptis`` (the page as a text browser shows it), ``lines`` (a line a block), ``container`` (a line
a block of the element around the article, one step up). Sites, not pages, are parted: which half a page is in
follows from a hash of its host, fixed before any page was looked at.
"""

import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from lxml import html as lxml_html

from benchmarks.shared import DATA
from corrigenda.extract.reading.markup import read_page
from corrigenda.schemas.article import Article

PAGES = DATA / "news_pages"
_BLOCKS = frozenset(
    """
    address article aside blockquote br button caption dd details dialog div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section
    select summary table td textarea th tr ul
    """.split()  # noqa: SIM905
)
_UNSEEN = ("script", "style", "noscript", "template", "svg", "iframe", "head", "object", "video", "audio")
_TOKEN = re.compile(r"\w+")


class NewsPage(NamedTuple):
    """A page, its address and the text of its article as a reader marked it."""

    id: str
    url: str
    html: str
    body: str

    @property
    def fresh(self) -> bool:
        """Whether it is of the half that nothing is learned from."""
        host = urlsplit(self.url).netloc.removeprefix("www.")
        return hashlib.sha256(host.encode()).digest()[0] % 2 == 1


@cache
def news_pages() -> tuple[NewsPage, ...]:
    told: dict[str, dict[str, str]] = json.loads((PAGES / "ground-truth.json").read_text(encoding="utf-8"))
    return tuple(
        NewsPage(id, page["url"], _page(id), page["articleBody"]) for id, page in sorted(told.items())
    )


def _page(id: str) -> str:
    from corrigenda.extract.reading.encodings import decode

    return decode(gzip.decompress((PAGES / "html" / f"{id}.html.gz").read_bytes()))


def tokens(text: str) -> Counter[str]:
    return Counter(_TOKEN.findall(text.lower()))


def f1(found: str, right: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of the words of a text."""
    ours, theirs = tokens(found), tokens(right)
    both = (ours & theirs).total()
    precision, recall = both / (ours.total() or 1), both / (theirs.total() or 1)
    return precision, recall, 2 * precision * recall / (precision + recall) if both else 0.0


def extracted(page: NewsPage) -> Article:
    found = read_page(page.html)
    return Article(id=page.id, text="") if found is None else Article(id=page.id, **dict(found))


def by_inscriptis(page: NewsPage) -> Article:
    from inscriptis import get_text

    return Article(id=page.id, text=get_text(page.html))


def by_lines(page: NewsPage) -> Article:
    return Article(id=page.id, text=lines_of(_tree(page)))


def by_container(page: NewsPage) -> Article:
    return Article(id=page.id, text=lines_of(_container(page)))


WAYS: dict[str, Callable[[NewsPage], Article]] = {
    "html": extracted,
    "inscriptis": by_inscriptis,
    "lines": by_lines,
    "container": by_container,
}


def lines_of(element: Any) -> str:
    """The text of an element, a line a block."""
    joined = "".join(_pieces(element))
    return "\n".join(line for raw in joined.split("\n") if (line := " ".join(raw.split())))


def _pieces(element: Any) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return
    edge = "\n" if element.tag in _BLOCKS else ""
    yield edge + (element.text or "").replace("\n", " ")
    for child in element:
        yield from _pieces(child)
        yield (child.tail or "").replace("\n", " ")
    yield edge


def _tree(page: NewsPage) -> Any:
    tree = lxml_html.fromstring(page.html.encode("utf-8"), parser=lxml_html.HTMLParser(encoding="utf-8"))
    return tree.find("body") if tree.find("body") is not None else tree


def _container(page: NewsPage) -> Any:
    """The element around the smallest that holds nearly all of the article."""
    element, right = _tree(page), tokens(page.body)
    while True:
        inner = next(
            (
                child
                for child in element
                if isinstance(child.tag, str)
                and (tokens(lines_of(child)) & right).total() >= 0.95 * right.total()
            ),
            None,
        )
        if inner is None:
            break
        element = inner
    parent = element.getparent()
    return element if parent is None or parent.tag == "html" else parent
