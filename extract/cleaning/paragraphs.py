"""The raw text as paragraphs with offsets, and what their form tells: bullet, title, sentence."""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from corrigenda.extract.cleaning.datelines import read_dateline
from corrigenda.schemas.base import Frozen
from corrigenda.schemas.spans import without_blanks
from corrigenda.text import ends_in_abbreviation

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_BULLET = re.compile(r"(?:[-–—•·∙●○▪■□◆►▶»›*+]|\(?\d{1,2}[.)])(?:\s+|$)")
_TERMINAL = re.compile(r"""[.。．｡؟۔।…:：;,，!?！？]["'”’»』」)\]）*]*$""")
_SENTENCE_END = re.compile(r"""[.。．｡؟۔।…:!?！？]["'”’»』」\)\]）*]*$""")
_FULL_STOP = re.compile(r"""\.["'”’)]*$""")
_ASKED = re.compile(r"""[!?！？]["'”’»』」)\]）]*$""")
_INNER_STOP = re.compile(r"""(?:\w{3}[.!?]["'”’)]* |[。！？])""")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_NARROWEST, _WIDEST = 40, 100
"""Characters in the longest line of a text that is wrapped at a fixed width."""
_HEAD = 500
"""As much of a paragraph as its form is judged by; longer ones are sentences anyway."""


class Paragraph(Frozen):
    """A line of the raw text without its outer blanks, or several where lines are wrapped at a fixed width.

    ``text[start:end]`` of the article; ``head`` is its beginning with blanks and quotation marks made plain.
    """

    start: int
    end: int
    head: str
    after_blank: bool
    """An empty line stands before it."""

    @cached_property
    def bullet(self) -> str | None:
        """The bullet or number that it begins with, ``None`` where there is none."""
        match = _BULLET.match(self.head)
        return match[0].strip() if match else None

    @cached_property
    def content(self) -> str:
        """``head`` without the bullet; empty where the bullet stands alone."""
        match = _BULLET.match(self.head)
        return self.head[match.end() :] if match else self.head

    @cached_property
    def is_ornament(self) -> bool:
        """Whether it holds no letter or digit and no bullet: a rule, a row of stars."""
        return self.bullet is None and not any(character.isalnum() for character in self.head)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of ``content``."""
        return tuple(_WORD.findall(self.content))

    @cached_property
    def in_title_case(self) -> bool:
        """Whether nearly all longer words have a capital, as in titles."""
        long = [word for word in self.words if len(word) > 4 or word.isupper()]
        return (
            len(self.words) > 2
            and len(long) > 1
            and sum(word[0].isupper() for word in long) >= 0.75 * len(long)
        )

    @cached_property
    def is_unspaced(self) -> bool:
        """Whether it is in a script that puts no blanks between words."""
        return _UNSPACED.search(self.content) is not None

    @cached_property
    def is_question(self) -> bool:
        """Whether it ends in a question or exclamation mark: prose and titles both do."""
        return _ASKED.search(self.content) is not None

    @cached_property
    def is_sentence(self) -> bool:
        """Whether it reads as prose rather than as a title, a label or an entry of a list."""
        length = self.end - self.start
        if length > 250:
            return True
        if self.is_unspaced:
            return length > 60 or (bool(_TERMINAL.search(self.content)) and not self.is_question)
        if len(self.words) < 3:
            return False
        if _INNER_STOP.search(self.content) and not self.in_title_case:
            return True
        if not _TERMINAL.search(self.content):
            return length > 140 and not self.in_title_case
        if self.is_question:
            return length > 120
        if _FULL_STOP.search(self.content):
            return not (self.in_title_case and ends_in_abbreviation(self.content))
        return not self.in_title_case


def read_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Every line with something on it; lines wrapped at a fixed width are put together again."""
    lines = tuple(_lines(text))
    widest = max((end - start for start, end, _ in lines), default=0)
    may_wrap = _NARROWEST <= widest <= _WIDEST
    width = widest if may_wrap and _is_wrapped(text, lines, widest) else 0
    joined: list[tuple[int, int, bool]] = []
    last: tuple[int, int] = (0, 0)
    for start, end, after_blank in lines:
        if (
            may_wrap
            and joined
            and not after_blank
            and _is_one(text, joined[-1][0], last, (start, end), width)
        ):
            joined[-1] = joined[-1][0], end, False
        else:
            joined.append((start, end, after_blank))
        last = (start, end)
    return tuple(
        Paragraph(
            start=start,
            end=end,
            head=plain(text[start : min(end, start + _HEAD)]),
            after_blank=after_blank,
        )
        for start, end, after_blank in joined
    )


def _is_one(text: str, first: int, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    """Whether a line and the next are of one paragraph, begun at ``first``; ``width``: 0 if unknown."""
    wrapped = width > 0 and _goes_on(text, line, following, width)
    return wrapped or _breaks_off(text, first, line, following)


def plain(text: str) -> str:
    """``text`` with blanks collapsed, quotation marks made plain, invisible marks taken out."""
    return " ".join(text.translate(_PLAIN).split())


_PLAIN = str.maketrans(
    {
        **dict.fromkeys("“”„‟＂", '"'),
        **dict.fromkeys("‘’‚‛＇", "'"),
        **dict.fromkeys("\u200b\u200c\u200e\u200f\u2060\ufeff\xad"),
    }
)


def _lines(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start, end and "after an empty line" of every line with something on it."""
    before = 0
    for match in _LINE.finditer(text):
        start, end = without_blanks(text, match.start(), match.end())
        if start < end:
            gap = text[before:start].replace("\r\n", "\n")
            yield start, end, before == 0 or gap.count("\n") > 1
            before = end


def _is_wrapped(text: str, lines: tuple[tuple[int, int, bool], ...], width: int) -> bool:
    """Whether most lines that another follows break off in the middle of a sentence, near the ``width``."""
    followed = [
        text[start:end] for (start, end, _), (_, _, after_blank) in pairwise(lines) if not after_blank
    ]
    broken = sum(len(line) > 0.75 * width and not _TERMINAL.search(line[-5:]) for line in followed)
    return broken >= 4 and broken > 0.6 * len(followed)


def _breaks_off(text: str, first: int, line: tuple[int, int], following: tuple[int, int]) -> bool:
    """Whether a line stops short of its sentence's end, in a text too short to show the width of its lines.

    The next one goes on with a small letter, or the paragraph, from ``first`` on, opens with a dateline.
    """
    if line[1] - line[0] < _NARROWEST or _SENTENCE_END.search(text[line[1] - 5 : line[1]]):
        return False
    if text[following[0]].islower():
        return True
    filed = read_dateline(text, first, line[1])
    return filed is not None and filed.told and filed.end < line[1]


def _goes_on(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    """Whether the next line is wrapped from this one: its first word would not have fitted."""
    head = text[following[0] : following[1]]
    return line[1] - line[0] + 1 + len(head.split()[0]) > width - 2 and _BULLET.match(head) is None
