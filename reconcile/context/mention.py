"""A mention parsed: the name apart from a title that stands in it, the office, the country, the time."""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from corrigenda.reconcile.countries import countries_in, country_code, words_of
from corrigenda.reconcile.names import TokenizedName, kin_words, tokenize_name
from corrigenda.reconcile.text import fold, read_lines
from corrigenda.reconcile.titles import ParsedTitle, parse_title, supposing_words, title_words
from corrigenda.schemas.dates import PartialDate, first_day, last_day
from corrigenda.schemas.names import Mention
from corrigenda.text import sentence_around

_AGE = re.compile(r", (?:aged )?\d{1,2},")
_APPOSITION = re.compile(r"(?:, \d{1,2})?, (?:an? |the )?((?:[^\W\d]+[ -]?){1,4})")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PARTIAL_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")
_WORD = re.compile(r"[^\W\d_]+")
_WORDS_BESIDE = 4
"""Words before a name among which a relative may stand, a title included."""
_LONGEST_TITLE = 8
"""Words of a surface that may be a title in front of the name."""

_LONGEST_SENTENCE = 400
"""Characters before and after a name that may belong to its sentence."""


# The same few thousand days are asked for again and again.
_first_day = lru_cache(maxsize=16384)(first_day)
_last_day = lru_cache(maxsize=16384)(last_day)


@dataclass(frozen=True, slots=True)
class Period:
    """A closed interval of days; one day for a known date."""

    first: date
    last: date

    def days_to(self, start: PartialDate | None, end: PartialDate | None) -> int:
        """Days between the period and a term (closed; ``None`` is open): 0 where they touch.

        Negative where the term ended before the period, positive where it begins after it.
        """
        if start is not None and (wait := (_first_day(start) - self.last).days) > 0:
            return wait
        if end is not None and (gone := (self.first - _last_day(end)).days) > 0:
            return -gone
        return 0


@dataclass(frozen=True, slots=True)
class ParsedMention:
    """A mention parsed.

    ``name`` is the surface from ``offset`` on, without a title in front of it; ``years`` are the calendar
    years named in the same sentence; ``kin`` is a word for a relative just before the name ("his father").
    ``supposed``: the office is only thought of ("a President Romney", "Prime Minister Corbyn would").
    Where the title names an office, ``sentence`` is what stands around the name, folded, with a blank around
    each word, and ``near`` are the countries named in it. ``listed`` are the keys of the other names of the
    list that the name stands in; ``retold`` is the key of the name that the text says in its place at once
    ("Hollis — Hollande"), empty where it does not. ``trade`` is what the name is introduced as ("the golfer
    Tom Kite", "Tom Kite, a golfer"), ``aged``: an age stands behind it; both only where no office is told.
    """

    raw: Mention
    name: str
    offset: int
    written: TokenizedName
    title: ParsedTitle | None
    country: str | None
    period: Period | None
    years: tuple[int, ...]
    kin: str | None
    supposed: bool = False
    sentence: str = ""
    near: frozenset[str] = frozenset()
    listed: frozenset[str] = frozenset()
    retold: str = ""
    trade: str = ""
    aged: bool = False

    @property
    def roles(self) -> tuple[str, ...]:
        """The offices that the title can mean, as role keys; empty where it names none."""
        return self.title.roles if self.title is not None else ()

    @property
    def key(self) -> str:
        """The name as a comparison key."""
        return self.written.key_of(0, len(self.written.words))

    @property
    def full(self) -> bool:
        """Whether more than one word of a name is written."""
        return sum(1 for word in self.written.words if word) > 1

    @property
    def says(self) -> tuple[object, ...]:
        """All that tells it from another mention of its document: those that say the same are one."""
        return (
            self.name,
            self.title,
            self.country,
            self.period,
            self.years,
            self.kin,
            self.supposed,
            self.raw.type,
            self.sentence,
            self.listed,
            self.retold,
            self.trade,
            self.aged,
        )

    def at(self, period: Period | None) -> "ParsedMention":
        """The same mention in another time."""
        return replace(self, period=period)

    def among(self, listed: frozenset[str], retold: str) -> "ParsedMention":
        """The same mention in a list of names, and before a name that is said in its place."""
        return replace(self, listed=listed, retold=retold)


def parse_mention(mention: Mention, text: str | None = None) -> ParsedMention:
    """What a mention says, on its own; ``text`` is that of its document.

    A date that is none counts as unknown; a year or a month is a period.
    """
    stated = country_code(mention.country) if mention.country else None
    in_front, offset = _title_in_front(mention, stated)
    title = in_front
    if mention.title:
        title = parse_title(mention.title, country=stated)
        offset = offset if in_front is not None and in_front.honorific else 0
    name = mention.surface[offset:]
    sentence = around_name(mention, text)
    titled = title is not None and bool(title.roles)
    around = " ".join((mention.title or "", *sentence)) if titled else ""
    return ParsedMention(
        raw=mention,
        name=name,
        offset=offset,
        written=tokenize_name(name),
        title=title,
        country=stated or (title.country if title is not None else None),
        period=read_period(mention.date),
        years=tuple(sorted({int(year) for year in _YEAR.findall(" ".join(sentence))})),
        kin=_kin_before(sentence[0]),
        supposed=title is not None and _is_supposed(sentence, mention),
        sentence=f" {fold(' '.join(words_of(around)))} " if around else "",
        near=countries_in(around),
        trade="" if titled else _trade_beside(mention, sentence),
        aged=not titled and _AGE.match(sentence[1]) is not None,
    )


def _title_in_front(mention: Mention, country: str | None) -> tuple[ParsedTitle | None, int]:
    """A title that the surface itself begins with, and where the name begins then."""
    if mention.type not in (None, "person"):
        return None, 0
    starts = [match.start() for match in re.finditer(r"(?<=\s)\S", mention.surface)][:_LONGEST_TITLE]
    for start in reversed(starts):
        title = parse_title(mention.surface[:start].strip(), country=country)
        if title is not None:
            return title, start
    return None, 0


def read_period(day: str | None) -> Period | None:
    """The days of an ISO 8601 date, year or month, whatever follows it; ``None`` where it is none."""
    partial = _PARTIAL_DATE.match(day) if day else None
    if partial is None:
        return None
    try:
        return Period(first_day(partial[0]), last_day(partial[0]))
    except ValueError:
        return None


def around_name(mention: Mention, text: str | None) -> tuple[str, str]:
    """What stands before and after the name in its sentence."""
    if text is None or mention.start is None:
        return "", ""
    start, end = mention.start, mention.start + len(mention.surface)
    before = text[max(0, start - _LONGEST_SENTENCE) : start].rpartition("\n")[2]
    behind = text[end : end + _LONGEST_SENTENCE].partition("\n")[0]
    line = start - len(before), end + len(behind)
    first, last = sentence_around(text, start, end, within=line)
    return text[first:start], text[end:last]


def _kin_before(head: str) -> str | None:
    words = [fold(word) for word in _WORD.findall(head)[-_WORDS_BESIDE:]]
    return next((word for word in words if word in kin_words()), None)


def _trade_beside(mention: Mention, sentence: tuple[str, str]) -> str:
    """The trade in the words just before the name, its title's included, or in those behind a comma."""
    before = fold(" ".join(_WORD.findall(f"{sentence[0]} {mention.title or ''}")[-1:]))
    if before in trades():
        return before
    behind = _APPOSITION.match(sentence[1])
    words = [fold(word) for word in _WORD.findall(behind[1])] if behind is not None else []
    return next((word for word in words if word in trades()), "")


@lru_cache(maxsize=1)
def trades() -> frozenset[str]:
    """What people are called after their trade, where that is no word of an office."""
    return frozenset(read_lines("trades.txt")) - title_words()


def _is_supposed(sentence: tuple[str, str], mention: Mention) -> bool:
    """Whether the word before the title or behind the name makes the office one that is thought of."""
    before, behind = supposing_words()
    title = len(_WORD.findall(mention.title or ""))
    head = [fold(word) for word in _WORD.findall(sentence[0])]
    tail = _WORD.match(sentence[1].lstrip())
    return (head[: len(head) - title] or [""])[-1] in before or (tail is not None and fold(tail[0]) in behind)
