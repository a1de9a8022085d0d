"""Which paragraphs of a page are no part of its article: rankings, menus, share links, comments."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import takewhile
from typing import Literal

from corrigenda.extract.cleaning.layout import is_byline, is_caption
from corrigenda.extract.cleaning.paragraphs import Paragraph
from corrigenda.extract.knowledge import read_knowledge
from corrigenda.schemas.base import Frozen

Reach = Literal["line", "list", "end", "tail"]
Rules = dict[int, str]
"""The rule by which a paragraph, by its index, is boilerplate."""

_LONGEST = 400
"""A longer paragraph is never boilerplate by its wording."""
_DECORATION = re.compile(r"""^(?:[^\w("\[{©@#]|_)+|[^\w)"\]}?!]+$""")
_MARKED_SHORTCODE = re.compile(r"\[/?(?:ad|ads|adsense|advert|sc|vc|wp)[_-]?\w{0,12}\]")


class BoilerplateKind(Frozen):
    """A kind of boilerplate line: how it is worded, and how far it speaks (see ``data/boilerplate.yaml``)."""

    name: str
    reach: Reach
    patterns: tuple[str, ...]
    sure: bool = True
    """No line of an article's own is worded so."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """All wordings in one."""
        return re.compile("|".join(f"(?:{wording})" for wording in self.patterns))


def find_boilerplate(paragraphs: Sequence[Paragraph], *, extracted: bool = False) -> Rules:
    """The boilerplate among ``paragraphs``, with the rule that says so; what is not named is the article's.

    A line is known by its wording (``data/boilerplate.yaml``) or by its place: a list of titles under a
    heading, a list of links above the text, a run of bare titles below it. Of a text that was ``extracted``
    from a page only what is surely furniture goes: some lines, and the entries under such a heading.
    """
    kinds = {index: kind for index, paragraph in enumerate(paragraphs) if (kind := kind_of(paragraph))}
    ornaments = {index: "ornament" for index, paragraph in enumerate(paragraphs) if paragraph.is_ornament}
    if extracted:
        return _sure(paragraphs, kinds) | ornaments
    rules = {index: kind.name for index, kind in kinds.items() if kind.reach != "tail"} | ornaments
    end = 0
    for index in _lists(paragraphs, kinds):
        if index >= end:
            end = _list_end(paragraphs, kinds, index + 1)
            rules |= dict.fromkeys(range(index, end), rules.get(index, "list of titles"))
    rules |= _comments(paragraphs, kinds, rules)
    rules |= _masthead(paragraphs, rules)
    rules |= _tail(paragraphs, kinds, rules)
    return rules


def shortcode_ends(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the text between leading and trailing advertisement shortcodes (``[ad_1]``) starts and ends."""
    line = text[start:end]
    while match := _MARKED_SHORTCODE.match(line):
        start += match.end() + len(line[match.end() :]) - len(line[match.end() :].lstrip())
        line = text[start:end]
    while line.endswith("]") and (match := _MARKED_SHORTCODE.fullmatch(line[line.rfind("[") :])):
        line = line[: line.rfind("[")].rstrip()
    return start, start + len(line)


def kind_of(paragraph: Paragraph) -> BoilerplateKind | None:
    """The first kind whose wording the whole paragraph has."""
    if paragraph.end - paragraph.start > _LONGEST:
        return None
    key = _DECORATION.sub("", paragraph.content.lower()).strip()
    return next((kind for kind in _kinds() if key and kind.pattern.fullmatch(key)), None)


@cache
def _kinds() -> tuple[BoilerplateKind, ...]:
    rules = read_knowledge("boilerplate.yaml", dict[str, dict[str, object]])
    return tuple(BoilerplateKind.model_validate({"name": name, **rule}) for name, rule in rules.items())


def _sure(paragraphs: Sequence[Paragraph], kinds: dict[int, BoilerplateKind]) -> Rules:
    """The lines that no article has, and the titles right under the heading of a list."""
    rules = {index: kind.name for index, kind in kinds.items() if kind.sure}
    for index, kind in kinds.items():
        if kind.reach == "list":
            below = range(index + 1, len(paragraphs))
            entries = list(takewhile(lambda i: i not in kinds and not paragraphs[i].is_sentence, below))
            if len(entries) > 1 or any(paragraphs[i].bullet is not None for i in entries):
                rules |= dict.fromkeys(entries, kind.name)
    return rules


def _lists(paragraphs: Sequence[Paragraph], kinds: dict[int, BoilerplateKind]) -> Iterator[int]:
    """The headings over a list of titles: known by their wording, or short and followed by such a list."""
    for index, paragraph in enumerate(paragraphs):
        if index in kinds:
            if kinds[index].reach == "list":
                yield index
        elif _is_heading(paragraph) and _titles_from(paragraphs, kinds, index + 1) >= 3:
            yield index


def _is_heading(paragraph: Paragraph) -> bool:
    """Short, and set off by capitals or brackets."""
    capitals = paragraph.content.isupper() or paragraph.content[:1] in "[<{=*#" or paragraph.in_title_case
    return (
        not paragraph.is_sentence and paragraph.bullet is None and capitals and 0 < len(paragraph.words) <= 6
    )


def _titles_from(paragraphs: Sequence[Paragraph], kinds: dict[int, BoilerplateKind], first: int) -> int:
    """How many titles with bullets follow without a break."""
    count, index = 0, first
    while index < len(paragraphs) and index not in kinds:
        paragraph = paragraphs[index]
        if paragraph.bullet is None:
            break
        if not paragraph.content:
            index += 1
            if index == len(paragraphs):
                break
            paragraph = paragraphs[index]
        if not (paragraph.in_title_case or not paragraph.is_sentence):
            break
        count, index = count + 1, index + 1
    return count


def _list_end(paragraphs: Sequence[Paragraph], kinds: dict[int, BoilerplateKind], first: int) -> int:
    """Where the list that starts at ``first`` ends: at the first prose that is no teaser of an entry."""
    index, teasers, bullets = first, 0, False
    while index < len(paragraphs):
        paragraph = paragraphs[index]
        if paragraph.bullet is not None:
            bullets = True
            index += 1 if paragraph.content else 2
            continue
        if not paragraph.is_sentence or index in kinds:
            index += 1
            continue
        if bullets or not _is_teaser(paragraphs, index, first, teasers):
            break
        teasers += 1
        index += 1
    return min(index, len(paragraphs))


def _is_teaser(paragraphs: Sequence[Paragraph], index: int, first: int, teasers: int) -> bool:
    """Short prose between two titles of a list, or under the last title where the others had some too."""
    paragraph = paragraphs[index]
    if index == first or paragraph.end - paragraph.start > 250 or paragraphs[index - 1].is_sentence:
        return False
    return teasers > 0 if index + 1 == len(paragraphs) else not paragraphs[index + 1].is_sentence


def _prose(paragraphs: Sequence[Paragraph], rules: Rules) -> list[int]:
    return [
        index for index, paragraph in enumerate(paragraphs) if paragraph.is_sentence and index not in rules
    ]


def _comments(paragraphs: Sequence[Paragraph], kinds: dict[int, BoilerplateKind], rules: Rules) -> Rules:
    """Everything below the heading of the comments, where the text stands above it."""
    prose = _prose(paragraphs, rules)
    for index, kind in kinds.items():
        if kind.reach == "end" and prose and prose[0] < index:
            return dict.fromkeys(range(index, len(paragraphs)), kind.name)
    return {}


def _masthead(paragraphs: Sequence[Paragraph], rules: Rules) -> Rules:
    """Links with bullets above the text, and what stands over them."""
    prose = _prose(paragraphs, rules)
    top = paragraphs[: prose[0]] if prose else ()
    links = [index for index, paragraph in enumerate(top) if paragraph.bullet is not None]
    if len(links) < 2:
        return {}
    return {
        index: rules.get(index, "menu") for index in range(links[-1] + (1 if top[links[-1]].content else 2))
    }


def _is_layout(paragraph: Paragraph) -> bool:
    """A by-line or a caption below the text is the article's."""
    return is_byline(paragraph.head) or is_caption(paragraph.head)


def _tail(paragraphs: Sequence[Paragraph], kinds: dict[int, BoilerplateKind], rules: Rules) -> Rules:
    """Appeals at the very end, and runs of bare titles between the text and other boilerplate."""
    if not _prose(paragraphs, rules):
        return {}
    found: Rules = {}
    run: list[int] = []
    for index in reversed(range(len(paragraphs))):
        if index in rules:
            found |= dict.fromkeys(run, "titles below the text")
            run = []
        elif index in kinds and not (run and len(run) < 3):
            found[index] = kinds[index].name
        elif not paragraphs[index].is_sentence:
            run += [] if _is_layout(paragraphs[index]) else [index]
        else:
            break
    if len(run) >= 3:
        found |= dict.fromkeys(run, "titles below the text")
    return found
