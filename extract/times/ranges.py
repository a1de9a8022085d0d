"""Parts of a longer time: "early April", "the third week of July", "June 29 of last year"."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

from corrigenda.extract.times.days import read_amount
from corrigenda.extract.times.holidays import holiday_weekend
from corrigenda.extract.times.intervals import DateInterval, Unit, between, unit_of, units_within
from corrigenda.extract.times.lexicon import part_named, pattern, place_in_order, time_words, weekday_number
from corrigenda.extract.times.reference import ReferenceTime

Read = Callable[[str, ReferenceTime], DateInterval | None]
"""Reads another expression, part of this one."""
PhraseReader = Callable[[re.Match[str], ReferenceTime, Read], DateInterval | None]

_DAY = timedelta(days=1)
_FINER: dict[Unit | None, Unit] = {
    "week": "day",
    "month": "day",
    "quarter": "month",
    "season": "month",
    "year": "month",
    "decade": "year",
}


def part_of(match: re.Match[str], reference: ReferenceTime, read: Read) -> DateInterval | None:
    """As in "early April", "mid-2021", "the end of the month": a third by convention; of a day, the day."""
    whole = read(match["rest"], reference)
    if whole is None or whole.unit == "day":
        return whole
    bounds = time_words().bounds.get("quarter" if whole.unit == "season" else whole.unit or "")
    if bounds is None:
        return None
    first, last = bounds[part_named(match["part"])]
    units = units_within(whole, _FINER[whole.unit])
    start, end = units[first - 1].start, units[min(last, len(units)) - 1].end
    return DateInterval(start=start, end=end, approximate=True, basis=whole.basis)


def half_of(match: re.Match[str], reference: ReferenceTime, read: Read) -> DateInterval | None:
    """As in "the first half of the year", "the second half of March"."""
    whole = read(match["rest"], reference)
    if whole is None or whole.unit not in ("month", "year", "decade"):
        return None
    units = units_within(whole, _FINER[whole.unit])
    middle = units[len(units) // 2].start
    start, end = (whole.start, middle - _DAY) if match["half"] == "first" else (middle, whole.end)
    return DateInterval(start=start, end=end, approximate=whole.unit == "month", basis=whole.basis)


def unit_in_order(match: re.Match[str], reference: ReferenceTime, read: Read) -> DateInterval | None:
    """As in "the third week of July", "the last quarter of 2020"."""
    whole, unit = read(match["rest"], reference), _unit(match["unit"])
    if whole is None or whole.unit in (None, "day", unit):
        return None
    return _in_order(units_within(whole, unit), match["ordinal"])


def weekday_in_order(match: re.Match[str], reference: ReferenceTime, read: Read) -> DateInterval | None:
    """As in "the first Friday of July"."""
    whole, number = read(match["rest"], reference), weekday_number(match["weekday"])
    if whole is None or whole.unit not in ("month", "year"):
        return None
    days = tuple(day for day in units_within(whole, "day") if day.start.weekday() == number)
    return _in_order(days, match["ordinal"])


def units_at_edge(match: re.Match[str], reference: ReferenceTime, read: Read) -> DateInterval | None:
    """As in "the first three months of 2021", "the last two weeks of July"."""
    whole, amount = read(match["rest"], reference), read_amount(match["amount"])
    if whole is None or amount is None or whole.unit in (None, "day"):
        return None
    start, end = whole.start, whole.end
    if match["edge"] == "first":
        end = min(amount.from_day(start, 1) - _DAY, end)
    else:
        start = max(amount.from_day(end + _DAY, -1), start)
    return DateInterval(start=start, end=end, approximate=amount.vague, basis=whole.basis)


def within_year(match: re.Match[str], reference: ReferenceTime, read: Read) -> DateInterval | None:
    """As in "June 29 of last year", "Q3 2021", "summer of 2016": what every year has, in that year."""
    year = read(match["rest"], reference)
    if year is None or year.unit != "year":
        return None
    found = read(match["inner"], reference.in_year(year.start.year))
    return found.model_copy(update={"basis": year.basis}) if found is not None else None


def day_of_month_named(match: re.Match[str], reference: ReferenceTime, read: Read) -> DateInterval | None:
    """As in "the 20th of next month"."""
    month, number = read(match["rest"], reference), place_in_order(match["dayth"])
    if month is None or month.unit != "month" or not 1 <= number <= month.end.day:
        return None
    return unit_of(month.start + timedelta(days=number - 1), "day", month.basis)


def unit_around(match: re.Match[str], reference: ReferenceTime, read: Read) -> DateInterval | None:
    """As in "the week of March 3", "the week beginning February 4"."""
    day, unit = read(match["rest"], reference), _unit(match["unit"])
    return unit_of(day.start, unit, day.basis) if day is not None and day.unit == "day" else None


def part_of_day(match: re.Match[str], reference: ReferenceTime, read: Read) -> DateInterval | None:
    """As in "Friday afternoon", "the night of March 3": the day; a night is that of its evening."""
    day = read(match["rest"], reference)
    return day if day is not None and day.unit == "day" else None


def part_of_same_day(match: re.Match[str], reference: ReferenceTime, read: Read) -> DateInterval | None:
    """As in "that evening", "hours later": the day told of before."""
    if reference.earlier is None or reference.earlier.start != reference.earlier.end:
        return None
    approximate = match.groupdict().get("hours") is not None
    return reference.earlier.model_copy(
        update={"basis": "earlier", "unit": "day", "approximate": approximate}
    )


def amount_away(match: re.Match[str], reference: ReferenceTime, read: Read) -> DateInterval | None:
    """As in "three weeks from tomorrow", "two days before March 3": to the day where a day is named."""
    way = match["way"]
    base = read(match["rest"], reference.told("future") if way == "from" else reference)
    amount = read_amount(match["amount"].removeprefix("the "))
    if base is None or amount is None or base.unit != "day":
        return None
    day = amount.from_day(base.start, -1 if way == "before" else 1)
    return unit_of(day, "day", base.basis).model_copy(update={"approximate": amount.vague})


def said_twice(match: re.Match[str], reference: ReferenceTime, read: Read) -> DateInterval | None:
    """As in "Tuesday (March 16)", "the 16th (Tuesday)": the day that both name, as the dated one has it."""
    one, other = match["rest"], match["inner"]
    found = (
        read(f"{one}, {other}", reference)
        or read(f"{other}, {one}", reference)
        or read(f"{other} {one}", reference)
    )
    return found if found is not None and found.unit == "day" else None


def _in_order(intervals: tuple[DateInterval, ...], words: str) -> DateInterval | None:
    place = place_in_order(words)
    if place < 0:
        return intervals[-1] if intervals else None
    return intervals[place - 1] if place <= len(intervals) else None


def _unit(words: str) -> Unit:
    units: tuple[Unit, ...] = ("day", "weekend", "week", "month", "quarter", "year", "decade")
    return next(unit for unit in units if unit == words)


PARTS: tuple[tuple[str, PhraseReader], ...] = (
    (r"(?:the )?{part}[ -](?:of |in )?{rest}", part_of),
    (r"(?:the )?(?P<half>first|second) half (?:of )?{rest}", half_of),
    (r"(?:the )?{ordinal}[ -]{unit}(?: of| in)? {rest}", unit_in_order),
    (r"(?:the )?{ordinal} {weekday} (?:of|in) {rest}", weekday_in_order),
    (
        r"(?:the )?(?P<edge>first|last|final) (?P<amount>(?:{few}|{count}) (?:{units})) (?:of|in) {rest}",
        units_at_edge,
    ),
    (r"(?P<inner>.+?),? ?(?:of |in )?(?:the )?(?P<rest>(?:year )?{year}|{step} year)", within_year),
    (r"(?P<rest>{year}|{step} year),? ?(?P<inner>.+)", within_year),
    (r"(?:{weekday},? )?(?:the )?{dayth} (?:of )?(?P<rest>{step} month)", day_of_month_named),
    (r"(?:the )?{unit} (?:of|beginning|starting|commencing) (?:on )?{rest}", unit_around),
    (r"{rest},? (?:in the |at )?(?:{day_part}|noon|midnight)", part_of_day),
    (r"(?:the )?{day_part} (?:of |on )?{rest}", part_of_day),
    (r"(?:the )?(?:same|that) {day_part}", part_of_same_day),
    (r"(?P<hours>hours|minutes) (?:later|after|earlier|before)", part_of_same_day),
    (r"(?P<amount>the day|(?:{few}|{count}) (?:{units}).*?) (?P<way>before|after|from) {rest}", amount_away),
    (
        r"(?:over )?(?:the )?{holiday} weekend",
        lambda match, reference, _: holiday_weekend(match, reference),
    ),
    (r"{rest} \((?P<inner>[^()]+)\)?", said_twice),
)
"""Patterns for whole keys and how they are read, the most telling first."""


_DAY = timedelta(days=1)
_JOINTS = re.compile(r" ?(?:-|\b(?:to|until|till|through|and)\b) ?")
_NUMBER = re.compile(r"\d\d?(?:st|nd|rd|th)?")
_WORDS_BETWEEN = 7
"""So many words of "since taking office on Jan. 20" may stand before the time."""


def interval(match: re.Match[str], reference: ReferenceTime, read: Read) -> DateInterval | None:
    """As in "between March 3 and 5", "July-September": what one end leaves out is taken from the other.

    "Tuesday and Wednesday" is one where its parts touch.
    """
    words = match["rest"]
    for joint in _JOINTS.finditer(words):
        left, right = words[: joint.start()], words[joint.end() :]
        if pattern("(?:in )?the {unit}").fullmatch(left):  # "the year to March" begins a year before
            continue
        together = joint[0].strip() == "and" and match["opening"] != "between "
        for first, last in _ends(left.strip(), right.strip()):
            found = _span(first, last, reference, read, together=together)
            if found is not None:
                return found
    return None


def interval_in_week(match: re.Match[str], reference: ReferenceTime, read: Read) -> DateInterval | None:
    """As in "next week from Tuesday to Thursday"."""
    return read(f"{match['opening']} {match['rest']} {match['week']}", reference)


def since(match: re.Match[str], reference: ReferenceTime, read: Read) -> DateInterval | None:
    """As in "since January", "since taking office on Jan. 20": up to publication."""
    found, _ = _last_words(match["rest"], reference.told("past"), read)
    if found is None or reference.day is None or found.start > reference.day:
        return None
    return DateInterval(start=found.start, end=reference.day, approximate=found.approximate)


def after(match: re.Match[str], reference: ReferenceTime, read: Read) -> DateInterval | None:
    """As in "after Tuesday", of what is past: up to publication. What is to come has no end."""
    return since(match, reference, read) if reference.tense == "past" else None


def until(match: re.Match[str], reference: ReferenceTime, read: Read) -> DateInterval | None:
    """As in "until Friday", "by the end of the year", "before returning on Saturday": from publication on.

    "By Friday", of what is past, is Friday; until when is no time where nobody says since when.
    """
    tense = reference.told("future") if reference.tense is None else reference
    found, words_between = _last_words(re.sub(r"^the end of ", "", match["rest"]), tense, read)
    if found is None or reference.day is None:
        return None
    if found.end < reference.day:
        return found if match["way"] == "by" else None
    end = found.start - _DAY if match["way"] in ("before", "ahead of") and not words_between else found.end
    return DateInterval(start=reference.day, end=end, approximate=True) if reference.day <= end else None


def _last_words(words: str, reference: ReferenceTime, read: Read) -> tuple[DateInterval | None, bool]:
    """The longest end of ``words`` that tells a time, and whether other words stand before it."""
    split = words.split()
    for skipped in range(min(len(split), _WORDS_BETWEEN + 1)):
        found = read(" ".join(split[skipped:]), reference)
        if found is not None:
            return found, skipped > 0
    return None, False


def _span(
    first: str, last: str, reference: ReferenceTime, read: Read, *, together: bool
) -> DateInterval | None:
    """From what ``first`` means to what ``last`` does, ``first`` lying before it, or ``last`` after."""
    ways = [_from_last, _from_first]
    if reference.tense == "future" and pattern("(?:on )?{weekday}").fullmatch(last):
        ways.reverse()
    for way in ways:
        start, end = way(first, last, reference, read)
        if start is None or end is None or start.start > end.start:
            continue
        if not together or start.end + _DAY == end.start:
            return between(start, end)
    return None


def _from_last(
    first: str, last: str, reference: ReferenceTime, read: Read
) -> tuple[DateInterval | None, DateInterval | None]:
    end = read(last, reference)
    return (read(first, reference.up_to(end.start)), end) if end is not None else (None, None)


def _from_first(
    first: str, last: str, reference: ReferenceTime, read: Read
) -> tuple[DateInterval | None, DateInterval | None]:
    start = read(first, reference)
    return (start, read(last, reference.from_on(start.end))) if start is not None else (None, None)


def _ends(left: str, right: str) -> Iterator[tuple[str, str]]:
    """Both ends, each with the month or year that only the other one has; then as they stand."""
    if _NUMBER.fullmatch(right) and (named := pattern(r".*?{month} (?:the )?{dayth}").fullmatch(left)):
        yield left, f"{named['month']} {right}"
    if _NUMBER.fullmatch(left) and pattern(".*{month}.*|.*{step} month").fullmatch(right):
        whole = re.sub(_NUMBER.pattern + r"(?!\d)", left, right, count=1)
        if whole != right:
            yield whole, right
    year = pattern(r".*?(?P<rest>,? (?:of )?(?:{year}|{step} (?:year|month)))").fullmatch(right)
    if year is not None and not pattern(r".*{year}.*").fullmatch(left):
        yield left + year["rest"], right
    yield left, right


INTERVALS: tuple[tuple[str, PhraseReader], ...] = (
    (r"(?P<week>{step} week),? (?P<opening>from|between) {rest}", interval_in_week),
    (r"(?P<opening>from |between )?{rest}(?: (?:quarter|period))?", interval),
    (r"(?:ever )?since {rest}", since),
    (r"(?:after|following) {rest}", after),
    (r"(?P<way>until|till|up to|by|before|ahead of) {rest}", until),
)
"""Patterns for whole keys and how they are read."""
