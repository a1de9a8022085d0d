"""Where a text tells times: the longest runs of words that read as one expression."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise

from corrigenda.extract.numbers import counts, number_words
from corrigenda.extract.times.calendar import month_number, printed_dates, weekday_names
from corrigenda.extract.times.holidays import holiday_names
from corrigenda.extract.times.intervals import unit_of
from corrigenda.extract.times.lexicon import pattern, plain, time_words
from corrigenda.extract.times.parse import is_undated, read
from corrigenda.extract.times.proper_names import part_of_names
from corrigenda.extract.times.reference import Direction, ReferenceTime
from corrigenda.schemas.spans import Offsets, overlaps

_TOKEN = re.compile(
    r"[ap]\.\s?m\.|['’]?\d+(?:[:./-]\d+)*(?:st|nd|rd|th|['’]?s)?(?![^\W_])|[^\W\d_]+\d?(?:['’]s)?(?!\w)",
    re.IGNORECASE,
)
_GAP = re.compile(r"[ \t\u00a0]*[,.(–—-]?\s?[ \t]*|['’]s?\s")
_DURATION = re.compile(r"\bfor (?:[\w-]+ ){1,4}?(?:minute|hour|day|week|month|year)s?\b", re.IGNORECASE)
_LONGEST = 14
"""Words: no expression has more."""
_EASTERN = re.compile(
    r"\d{4}\s?[年년]\s?\d\d?\s?[月월](?:\s?\d\d?\s?[日일])?|\d\d?\s?[月월]\s?\d\d?\s?[日일]"
)
_SHORT_YEAR = re.compile(r"\d\.?\s+[A-Z][a-z]+\.?,?\s+\d\d$")
_SOME_HOLIDAY = "christmas"
_SOME_DAY = date(2021, 3, 17)
_OPENING = r"(?:in|on|at|of|for|to|from|by|over|until|before|after|since)"
_LONE = (
    rf"(?:the )?{{year}}|(?:{_OPENING} )?(?:the )?(?:{{dayth}}|{{day_part}}|\d\d?/\d\d?)"
    r"|(?:the )?(?:{season}|q[1-4]|h[12]|now)"
)
_VAGUE = r"(?:of |in |for |by )?(?:the )?{unit}"


def find_times(text: str) -> tuple[Offsets, ...]:
    """Where ``text`` tells a time, the longest expressions, in order and without overlap.

    A lone "May" or "2021" is none, and neither is the name of a month or weekday in small letters, what comes
    again and again ("every Monday"), or what is part of another name ("the Sunday Times").
    """
    return _found(text)[0]


def find_undated(text: str) -> tuple[Offsets, ...]:
    """Where ``text`` has words of time that tell no day."""
    return _found(text)[1]


@lru_cache(maxsize=512)
def _found(text: str) -> tuple[tuple[Offsets, ...], tuple[Offsets, ...]]:
    spans = [span for run in _runs(text) for span in _longest(text, run)]
    undated = [(start, end) for start, end in spans if not _tells_time(text[start:end])]
    undated += part_of_names(text)
    western = [span for span in spans if not overlaps(span, undated)]
    eastern = (match.span() for match in _EASTERN.finditer(text))
    found = sorted([*western, *(span for span in eastern if not overlaps(span, western))])
    return tuple(found), tuple(sorted(undated))


def is_lone_name(expression: str) -> bool:
    """Whether the expression is a word that is a person's name, or another word, as often: "May", "March"."""
    return plain(expression) in time_words().also_names


def moves_a_time(words: str) -> bool:
    """Whether the words make another time of one beside them: "two days after …", not "for two days …"."""
    moving = {*time_words().moving, *time_words().ordinals, *counts()}
    told = [plain(word) for word in re.findall(r"\w+", _DURATION.sub(" ", words))]
    return any(word in moving - {"a", "an"} or word[:1].isdigit() for word in told)


def _runs(text: str) -> Iterator[tuple[Offsets, ...]]:
    """Runs of words that all can be part of an expression of time."""
    words = [match.span() for match in _tokens(text)]
    run: list[Offsets] = words[:1]
    for before, word in pairwise(words):
        if not _joined(text, before, word):
            yield tuple(run)
            run = []
        run.append(word)
    if run:
        yield tuple(run)


def _tokens(text: str) -> Iterator[re.Match[str]]:
    """The words that can be part of an expression of time; the name of a day is one."""
    place = 0
    named = [match for match in holiday_names().finditer(text) if match[0][0].isupper() or "/" in match[0]]
    for name in [*named, None]:
        end = name.start() if name is not None else len(text)
        yield from (match for match in _TOKEN.finditer(text, place, end) if _known(match[0]))
        if name is not None:
            yield name
            place = name.end()


def _joined(text: str, before: Offsets, word: Offsets) -> bool:
    """Whether nothing but a blank, a dash or a comma parts the words; a dot only after an abbreviation."""
    gap = text[before[1] : word[0]]
    if _GAP.fullmatch(gap) is None:
        return False
    return not gap.startswith(".") or _is_abbreviation(text[before[0] : before[1]])


def _longest(text: str, run: Sequence[Offsets]) -> Iterator[Offsets]:
    first = 0
    while first < len(run):
        ends = range(min(len(run), first + _LONGEST), first, -1)
        spans = ((last, (run[first][0], run[last - 1][1])) for last in ends)
        found = next(((last, span) for last, span in spans if _is_told(text, span)), None)
        if found is None:
            first += 1
        else:
            first = found[0]
            yield found[1]


def _is_told(text: str, span: Offsets) -> bool:
    """Whether the words tell a time, or that none is told; "5 May 20" is none where it goes on "people"."""
    words = text[span[0] : span[1]]
    if _SHORT_YEAR.search(words) and re.match(r"\s+[a-z]", text[span[1] :]):
        return False
    return _tells_time(words) or _is_undated(words)


@lru_cache(maxsize=8192)
def _is_undated(words: str) -> bool:
    return is_undated(plain(words))


@lru_cache(maxsize=8192)
def _tells_time(words: str) -> bool:
    if any(_is_name(word[0]) and not word[0][0].isupper() for word in _TOKEN.finditer(words)):
        return False
    key = plain(words)
    if is_lone_name(words) or _before_may().fullmatch(key):
        return False
    if pattern(_LONE).fullmatch(key) or pattern(_VAGUE).fullmatch(key):
        return False
    key = pattern("{holiday}").sub(_SOME_HOLIDAY, key)
    return any(read(key, _some_reference(tense)) is not None for tense in ("past", "future"))


def _some_reference(tense: Direction) -> ReferenceTime:
    day = unit_of(_SOME_DAY, "day")
    return ReferenceTime(
        day=day.start, latest=day.start, earliest=day.start, tense=tense, earlier=day, zone="Asia/Tokyo"
    )


def _known(word: str) -> bool:
    return word.lstrip("'’")[0].isdigit() or plain(word) in _vocabulary()


def _is_name(word: str) -> bool:
    """Whether it is the name of a month or weekday, which is written with a capital letter."""
    return month_number(word) is not None or word.lower() in weekday_names()


def _is_abbreviation(word: str) -> bool:
    dates = printed_dates()
    return any(word.lower() in names[1:] for names in (*dates.months, *dates.weekdays))


@cache
def _vocabulary() -> frozenset[str]:
    words, dates = time_words(), printed_dates()
    phrases = [
        *words.joining,
        *counts(),
        *number_words().greater,
        *words.ordinals,
        *words.few,
        *words.about,
        "every",
        "each",
        "any",
        "most",
        "other",
        "half",
        *("its", "their", "his", "her", "our"),
        *words.days,
        *words.steps,
        *words.story_steps,
        *words.day_parts,
        *words.seasons,
        *words.decades,
        *(name for names in words.parts.values() for name in names),
        *(name for names in (*dates.months, *dates.weekdays, *dates.zones.values()) for name in names),
        *(
            unit + many
            for unit in ("day", "week", "weekend", "fortnight", "month", "quarter", "year", "decade")
            for many in ("", "s")
        ),
        *(f"{day}s" for days in dates.weekdays for day in days[:1]),
        "century",
        "centuries",
        "am",
        "pm",
        "a.m.",
        "p.m.",
    ]
    return frozenset(word for phrase in phrases for word in re.split("[ -]", phrase))


@cache
def _before_may() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(time_words().not_before_may)}) may")
