"""Where a text tells times: the longest runs of words that read as one expression."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise

from corrigenda.extract.times.calendar import month_number, printed_dates
from corrigenda.extract.times.intervals import unit_of
from corrigenda.extract.times.lexicon import pattern, plain, time_words
from corrigenda.extract.times.parse import read
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
_SOME_DAY = date(2021, 3, 17)
_OPENING = r"(?:in|on|at|of|for|to|from|by|over|until|before|after|since)"
_LONE = (
    rf"(?:the )?{{year}}|(?:{_OPENING} )?(?:the )?(?:{{dayth}}|{{day_part}}|\d\d?/\d\d?)"
    r"|(?:the )?(?:{season}|q[1-4]|h[12]|now)"
)
_VAGUE = r"(?:of |in |for |by )?(?:the )?{unit}"


def find_times(text: str) -> tuple[Offsets, ...]:
    """Where ``text`` tells a time, the longest expressions, in order and without overlap.

    A lone "May" or "2021" is none, and neither is the name of a month or weekday in small letters.
    """
    western = tuple(span for run in _runs(text) for span in _longest(text, run))
    eastern = (match.span() for match in _EASTERN.finditer(text))
    return tuple(sorted(western + tuple(span for span in eastern if not overlaps(span, western))))


def is_lone_name(expression: str) -> bool:
    """Whether the expression is a word that is a person's name, or another word, as often: "May", "March"."""
    return plain(expression) in time_words().also_names


def moves_a_time(words: str) -> bool:
    """Whether the words make another time of one beside them: "two days after …", not "for two days …"."""
    moving = {*time_words().moving, *time_words().ordinals, *time_words().counts, *time_words().tens}
    told = [plain(word) for word in re.findall(r"\w+", _DURATION.sub(" ", words))]
    return any(word in moving - {"a", "an"} or word[:1].isdigit() for word in told)


def _runs(text: str) -> Iterator[tuple[Offsets, ...]]:
    """Runs of words that all can be part of an expression of time."""
    words = [match.span() for match in _TOKEN.finditer(text) if _known(match[0])]
    run: list[Offsets] = words[:1]
    for before, word in pairwise(words):
        if not _joined(text, before, word):
            yield tuple(run)
            run = []
        run.append(word)
    if run:
        yield tuple(run)


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
        found = next(((last, span) for last, span in spans if _tells_time(text[span[0] : span[1]])), None)
        if found is None:
            first += 1
        else:
            first = found[0]
            yield found[1]


@lru_cache(maxsize=8192)
def _tells_time(words: str) -> bool:
    if any(_is_name(word[0]) and not word[0][0].isupper() for word in _TOKEN.finditer(words)):
        return False
    key = plain(words)
    if is_lone_name(words) or _before_may().fullmatch(key):
        return False
    if pattern(_LONE).fullmatch(key) or pattern(_VAGUE).fullmatch(key):
        return False
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
    return month_number(word) is not None or word.lower() in _weekdays()


def _is_abbreviation(word: str) -> bool:
    dates = printed_dates()
    return any(word.lower() in names[1:] for names in (*dates.months, *dates.weekdays))


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(name for names in printed_dates().weekdays for name in names)


@cache
def _vocabulary() -> frozenset[str]:
    words, dates = time_words(), printed_dates()
    phrases = [
        *words.joining,
        *words.counts,
        *words.ordinals,
        *words.tens,
        *words.few,
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
            for unit in ("day", "week", "month", "quarter", "year", "decade")
            for many in ("", "s")
        ),
        "am",
        "pm",
        "a.m.",
        "p.m.",
    ]
    return frozenset(word for phrase in phrases for word in re.split("[ -]", phrase))


@cache
def _before_may() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(time_words().not_before_may)}) may")
