"""Which paragraphs of a page are no part of its article: rankings, menus, share links, comments."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import takewhile
from typing import Literal

from corrigenda.extract.cleaning.layout import is_byline, is_caption
from corrigenda.extract.cleaning.paragraphs import Paragraph
from corrigenda.extract.knowledge import read_knowledge
from corrigenda.extract.times import read_moments
from corrigenda.schemas.base import Frozen

Reach = Literal["line", "list", "end", "tail"]
Rules = dict[int, str]
"""The rule by which a paragraph, by its index, is boilerplate."""

_LONGEST = 400
"""A longer paragraph is never boilerplate by its wording."""
_SURE_TEASERS = 3
"""So many titles with a sentence under each are no text with headings."""
_LONG_TEASER = 90
"""Characters: what is longer may be a paragraph of the text."""
_TITLE = 4
"""Words of a line above a menu that is the headline, and no name of a page."""
_SAID_BY = re.compile(r"\w+(?: \w+)?: ")
_COLON = re.compile(r"[:：]$")
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
    """Where the list that starts at ``first`` ends: at the first prose that is no teaser of an entry.

    A few teasers before such prose may be the text's own paragraphs, and the last lines above the text its
    headline.
    """
    index, bullets = first, False
    teasers: list[int] = []
    while index < len(paragraphs):
        paragraph = paragraphs[index]
        if paragraph.bullet is not None:
            bullets = True
            index += 1 if paragraph.content else 2
            continue
        if not paragraph.is_sentence or index in kinds:
            index += 1
            continue
        if bullets or not _is_teaser(paragraphs, index, first, len(teasers)):
            break
        teasers.append(index)
        index += 1
    if index >= len(paragraphs):
        return len(paragraphs)
    if len(teasers) < _SURE_TEASERS:
        index = next((i for i in teasers if paragraphs[i].end - paragraphs[i].start > _LONG_TEASER), index)
    return _without_header(paragraphs, kinds, first, index)


def _without_header(
    paragraphs: Sequence[Paragraph], kinds: dict[int, BoilerplateKind], first: int, end: int
) -> int:
    """Where the headline of the text that ``end`` opens stands in the list above it, else ``end``."""
    if any(paragraphs[i].is_sentence for i in range(first - 1) if i not in kinds):
        return end
    signed = max((i for i in range(first, end) if _is_signature(paragraphs[i].head)), default=0)
    top_down = range(first, signed or end)
    title = next((i for i in reversed(top_down) if i not in kinds and _may_be_title(paragraphs[i])), end)
    titled = any(_is_long_title(paragraphs[i]) for i in range(first - 1) if i not in kinds)
    return title if signed or (title == end - 1 and not titled) else end


def _is_long_title(paragraph: Paragraph) -> bool:
    return len(paragraph.words) >= _TITLE and paragraph.bullet is None


def _may_be_title(paragraph: Paragraph) -> bool:
    return paragraph.bullet is None and not _is_signature(paragraph.head)


def _is_signature(line: str) -> bool:
    """Whether a line only says when or by whom the text was written."""
    return is_byline(line) or bool(read_moments(line, 0, len(line)))


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
    """Everything below the heading of the comments, where the text stands above it and comments below.

    A line may count the comments above or within the text too.
    """
    prose = _prose(paragraphs, rules)
    for index, kind in kinds.items():
        if kind.reach == "end" and prose and prose[0] < index and _is_talk(paragraphs, rules, index, prose):
            return dict.fromkeys(range(index, len(paragraphs)), kind.name)
    return {}


def _is_talk(paragraphs: Sequence[Paragraph], rules: Rules, heading: int, prose: Sequence[int]) -> bool:
    """Whether the prose below a heading has its writers' names before it, or none stands there."""
    below = [index for index in prose if index > heading]
    last = below[-1] if below else heading
    names = sum(not paragraphs[index].is_sentence for index in range(heading + 1, last))
    names += sum(_SAID_BY.match(paragraphs[index].head) is not None for index in below)
    return 2 * names >= len(below)


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
    if len(run) >= 3 and not (run[-1] and _COLON.search(paragraphs[run[-1] - 1].head)):
        found |= dict.fromkeys(run, "titles below the text")
    return found
