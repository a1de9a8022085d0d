"""From an HTML page to its main text and what the page says of itself; one page an article."""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import islice
from typing import Any

from corrigenda.schemas.article import StatedDate
from corrigenda.schemas.base import Frozen

_AROUND = "//aside | //nav | //footer | //dialog"
"""What stands around the text: a date in it is another item's."""
_ELSEWHERE = "ancestor::*[self::aside or self::nav or self::footer or self::li or self::figure or self::a]"
_META = "//meta[@content] | //*[@itemprop and @datetime]"
_PUBLISHED = re.compile(r"(?:article|rnews|og)?(?:published_?time|datepublished)|ogarticlepublished_?time")
_DATED = re.compile(r"publish|pubdate|dateissued|datecreated|articledate|dctermscreated|dcdate|^date$")
_CHANGED = re.compile(r"modified|updated|revised|expir")
_LINKED_DATA = '//script[@type="application/ld+json"]/text()'
_DATE_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"]+)"')
_OTHER_ITEMS = frozenset({"itemListElement", "comment", "review", "hasPart", "mentions", "citation"})
_ENDS = re.compile(r"""[.!?…:;。！？]["'”’»)\]]*\s*$""")
_ENTRY = 300
"""Characters of paragraphs that an ``article`` element has which is one: a teaser has fewer."""
_PARTS = 3
"""Steps up from a paragraph: its section, the text of the sections, the article."""
_MISSED = 2
"""So many times the text that was extracted must stand in one place for it to be taken instead."""


class Page(Frozen):
    """The main text of a page, and its metadata as printed there."""

    text: str
    extracted: bool = True
    title: str | None = None
    published: str | None = None
    dates: tuple[StatedDate, ...] = ()
    source: str | None = None
    url: str | None = None
    language: str | None = None


def count_pages(html: str) -> int:
    """How many articles stand on the page, each in full or as a dated entry; at least one."""
    if html.lower().count("<article") < 2:
        return 1
    tree = _load(html)
    return 1 if tree is None else max(1, len(_entries(tree)))


def read_page(html: str, number: int = 1) -> Page | None:
    """The main text of the article with this ``number``, as trafilatura finds it in its precise mode.

    ``None`` where there is none. Tags are no text: offsets count in the text returned here, one paragraph a
    line; a line break within a sentence is a blank. The title comes first, as a line of its own, where
    trafilatura has not kept it. Where one article stands on the page, it is the whole page; of several, each
    is a page of its own.
    """
    tree = _load(html)
    if tree is None:
        return None
    entries = _entries(tree)
    if len(entries) < 2:
        return _page(tree, tuple(_stated(tree)))
    entry = entries[number - 1]
    return _page(_alone(tree, entry), tuple(_in_elements(entry)))


def _load(html: str) -> Any:
    """The tree of a page, without what stands around its text; ``None`` where it is none."""
    import trafilatura  # a fifth of a second, which text files need not pay

    tree = trafilatura.load_html(html)
    if tree is not None:
        for element in tree.xpath(_AROUND):
            element.drop_tree()
        _join_broken_lines(tree)
    return tree


def _page(tree: Any, dates: tuple[StatedDate, ...]) -> Page | None:
    """The main text of a tree that holds one article."""
    import trafilatura
    from trafilatura.settings import Document

    prose = _most_prose(tree)
    document = trafilatura.bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        favor_precision=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if not isinstance(document, Document) or not (text := document.text or "").strip():
        return None
    if len(prose) > _MISSED * len(text) and max(text.split("\n"), key=len) in prose:
        text = prose  # one section of several was taken for all
    title = document.title
    if title and " ".join(title.split()) not in " ".join(text[: 3 * len(title) + 200].split()):
        text = f"{title}\n{text}"
    if not dates and document.date:
        dates = (StatedDate(source="search", text=document.date),)
    stated = next((one.text for one in dates if one.source != "changed"), None)
    return Page(
        text=text,
        title=title,
        published=stated,
        dates=dates,
        source=document.sitename,
        url=document.url,
        language=next((one.strip() for one in tree.xpath("/html/@lang") if one.strip()), None),
    )


def _most_prose(tree: Any) -> str:
    """The paragraphs of the one part of the page that has most of them, without those that are links."""
    parts: dict[Any, list[str]] = {}
    for paragraph in tree.iter("p"):
        said = " ".join(paragraph.text_content().split())
        linked = sum(len(link.text_content()) for link in paragraph.iter("a"))
        part = next(islice(paragraph.iterancestors(), _PARTS - 1, None), None)
        if part is not None and said and 2 * linked < len(said):
            parts.setdefault(part, []).append(said)
    return max(("\n".join(said) for said in parts.values()), key=len, default="")


def _stated(tree: Any) -> Iterator[StatedDate]:
    """What the page states of its day, each in its place."""
    for element in tree.xpath(_META):
        name = element.get("itemprop") or element.get("property") or element.get("name") or ""
        stated = (element.get("content") or element.get("datetime") or "").strip()
        key = re.sub(r"[\W_]", "", name.lower())
        if not stated or element.xpath(_ELSEWHERE):
            continue
        if _CHANGED.search(key):
            yield StatedDate(source="changed", text=stated)
        elif _PUBLISHED.fullmatch(key):
            yield StatedDate(source="meta", text=stated)
        elif _DATED.search(key):
            yield StatedDate(source="meta date", text=stated)
    for script in tree.xpath(_LINKED_DATA):
        for stated in _linked(str(script)):
            yield StatedDate(source="json-ld", text=stated)
    yield from _in_elements(tree)


def _in_elements(tree: Any) -> Iterator[StatedDate]:
    """The first ``time`` element that is neither another item's nor a comment's."""
    for element in tree.iter("time"):
        stated = (element.get("datetime") or element.text_content() or "").strip()
        if stated and not element.xpath(_ELSEWHERE):
            yield StatedDate(source="time", text=stated)
            return


def _linked(script: str) -> list[str]:
    """The ``datePublished`` of a script of linked data, not that of other items which it lists."""
    try:
        return list(_walk(json.loads(script)))
    except ValueError:
        return _DATE_PUBLISHED.findall(script)[:1]


def _walk(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from _walk(each)
    elif isinstance(value, dict):
        stated = value.get("datePublished")
        if isinstance(stated, str) and stated.strip():
            yield stated.strip()
        for key, each in value.items():
            if key not in _OTHER_ITEMS:
                yield from _walk(each)


def _join_broken_lines(tree: Any) -> None:
    """A single line break within a sentence of a paragraph becomes a blank."""
    for parent in {element.getparent() for element in tree.xpath("//p//br | //figcaption//br")}:
        if _ENDS.search(parent.text_content()):
            _join_lines(parent)


def _join_lines(parent: Any) -> None:
    """The line breaks that stand after no sentence's end, taken out of an element; in one pass."""
    children = list(parent)
    kept: Any = None
    pieces = [parent.text or ""]
    for child, following in zip(children, [*children[1:], None], strict=True):
        said = pieces[-1]
        if kept is not None and not said.strip():
            said = kept.text_content()
        doubled = following is not None and following.tag == "br" and not (child.tail or "").strip()
        if child.tag == "br" and said.strip() and not doubled and not _ENDS.search(said):
            pieces.append(f" {child.tail or ''}")
            child.tail = None
            parent.remove(child)
        else:
            _set_text(parent, kept, "".join(pieces))
            kept, pieces = child, [child.tail or ""]
    _set_text(parent, kept, "".join(pieces))


def _set_text(parent: Any, after: Any, text: str) -> None:
    """The text that stands behind a child, or first in its parent."""
    if after is None:
        parent.text = text
    else:
        after.tail = text


def _entries(tree: Any) -> list[Any]:
    """The innermost ``article`` elements that each hold an article of their own."""
    whole = [element for element in tree.iter("article") if _is_entry(element)]
    inner = {ancestor for one in whole for ancestor in one.iterancestors("article")}
    return [one for one in whole if one not in inner]


def _is_entry(element: Any) -> bool:
    """Whether it has a heading, and paragraphs enough to be no teaser."""
    prose = sum(len(paragraph.text_content().strip()) for paragraph in element.iter("p"))
    return prose >= _ENTRY and next(element.iter("h1", "h2", "h3"), None) is not None


def _alone(tree: Any, entry: Any) -> Any:
    """A copy of the page with nothing in its body but the one entry."""
    page = deepcopy(tree)
    body = page.find("body") if page.find("body") is not None else page
    for child in list(body):
        body.remove(child)
    body.append(deepcopy(entry))
    return page
