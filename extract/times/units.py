"""Expressions that name a unit of the calendar, or count in units: "last month", "two weeks ago", "Q3"."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import cast

from corrigenda.extract.times.calendar import month_number
from corrigenda.extract.times.days import DayReader, read_amount
from corrigenda.extract.times.intervals import Basis, DateInterval, Unit, between, shifted, unit_of
from corrigenda.extract.times.lexicon import place_in_order, time_words
from corrigenda.extract.times.reference import ReferenceTime, choose


def stepped_unit(match: re.Match[str], reference: ReferenceTime) -> DateInterval | None:
    """As in "last week", "this year"; "the following month", "that day" go by the time told before."""
    unit, words = cast(Unit, match["unit"]), match["step"]
    if unit != "day" and words in time_words().steps:
        step = time_words().steps[words]
        return unit_of(shifted(reference.day, unit, step), unit) if reference.day is not None else None
    if reference.earlier is None or (unit == "day" and reference.earlier.start != reference.earlier.end):
        return None
    step = (time_words().steps | time_words().story_steps)[words]
    return unit_of(shifted(reference.earlier.start, unit, step), unit, "earlier")


def current_unit(match: re.Match[str], reference: ReferenceTime) -> DateInterval | None:
    """As in "the end of the year": the one of the day of publication."""
    return unit_of(reference.day, cast(Unit, match["unit"])) if reference.day is not None else None


def past_units(match: re.Match[str], reference: ReferenceTime) -> DateInterval | None:
    """As in "the past year", "the last three months": as much time up to publication."""
    amount = read_amount(match["amount"])
    if amount is None or reference.day is None:
        return None
    return DateInterval(start=amount.from_day(reference.day, -1), end=reference.day, approximate=amount.vague)


def coming_units(match: re.Match[str], reference: ReferenceTime) -> DateInterval | None:
    """As in "the next two days": as much time from the day after publication on."""
    amount = read_amount(match["amount"])
    if amount is None or reference.day is None:
        return None
    first, last = reference.day + timedelta(days=1), amount.from_day(reference.day, 1)
    return DateInterval(start=first, end=last, approximate=amount.vague)


def within(match: re.Match[str], reference: ReferenceTime) -> DateInterval | None:
    """As in "within ten days": from publication on."""
    amount = read_amount(match["amount"])
    if amount is None or reference.day is None:
        return None
    return DateInterval(start=reference.day, end=amount.from_day(reference.day, 1), approximate=amount.vague)


def ago(match: re.Match[str], reference: ReferenceTime) -> DateInterval | None:
    """As in "two weeks ago": the week in which that falls, as no day is stated; days give a day."""
    return _away(match["amount"], reference.day, -1)


def ahead(match: re.Match[str], reference: ReferenceTime) -> DateInterval | None:
    """As in "in two weeks": only of what is to come; "the first visit in two years" tells no time."""
    return _away(match["amount"], reference.day, 1) if reference.tense == "future" else None


def from_now(match: re.Match[str], reference: ReferenceTime) -> DateInterval | None:
    """As in "two weeks from now"."""
    return _away(match["amount"], reference.day, 1)


def later(match: re.Match[str], reference: ReferenceTime) -> DateInterval | None:
    """As in "two days later", "a week earlier": counted from the day told of before, else not at all."""
    if reference.earlier is None or reference.earlier.start != reference.earlier.end:
        return None
    away = _away(match["amount"], reference.earlier.start, 1 if match["way"] in ("later", "after") else -1)
    return away.model_copy(update={"basis": "earlier"}) if away is not None else None


def unit_after_next(match: re.Match[str], reference: ReferenceTime) -> DateInterval | None:
    """As in "the week after next", "the year before last"."""
    if reference.day is None:
        return None
    unit, step = cast(Unit, match["unit"]), 2 if match["way"].startswith("after") else -2
    return unit_of(shifted(reference.day, unit, step), unit)


def side_of_unit(match: re.Match[str], reference: ReferenceTime) -> DateInterval | None:
    """As in "later this week": from the day after publication; "earlier": up to the day before."""
    if reference.day is None:
        return None
    whole, day = unit_of(reference.day, cast(Unit, match["unit"])), timedelta(days=1)
    if match["way"] == "later":
        return DateInterval(start=min(reference.day + day, whole.end), end=whole.end, approximate=True)
    return DateInterval(start=whole.start, end=max(reference.day - day, whole.start), approximate=True)


def rest_of_unit(match: re.Match[str], reference: ReferenceTime) -> DateInterval | None:
    """As in "the rest of the year": from publication to its end."""
    if reference.day is None:
        return None
    return DateInterval(start=reference.day, end=unit_of(reference.day, cast(Unit, match["unit"])).end)


def the_weekend(match: re.Match[str], reference: ReferenceTime) -> DateInterval | None:
    """As in "over the weekend": by tense, the one that publication lies in or the nearest that fits."""
    if reference.day is None:
        return None
    weeks = (shifted(reference.day, "week", step) for step in (-1, 0, 1))
    return choose(tuple(unit_of(day, "weekend") for day in weeks), reference)


def year(match: re.Match[str], reference: ReferenceTime) -> DateInterval:
    """As in "2011"."""
    return unit_of(date(int(match["year"]), 1, 1), "year", "stated")


def decade(match: re.Match[str], reference: ReferenceTime) -> DateInterval:
    """As in "the 1970s"."""
    return unit_of(date(int(match["figures"]), 1, 1), "decade", "stated")


def decade_without_century(match: re.Match[str], reference: ReferenceTime) -> DateInterval | None:
    """As in "the '70s", "the seventies": the latest that have begun."""
    if reference.day is None:
        return None
    number = time_words().decades.get(match["decade"])
    first = reference.day.year // 100 * 100 + (int(match["decade"]) if number is None else number)
    return unit_of(date(first if first <= reference.day.year else first - 100, 1, 1), "decade")


def century(match: re.Match[str], reference: ReferenceTime) -> DateInterval:
    """As in "the 19th century": 1800 to 1899, as ISO 8601 counts."""
    first = max((place_in_order(match["ordinal"]) - 1) * 100, 1)
    return unit_of(date(first, 1, 1), "century", "stated").model_copy(update={"approximate": True})


def month(match: re.Match[str], reference: ReferenceTime) -> DateInterval | None:
    """As in "March": the year by tense; "this" is of this year, "last" has ended, "next" has not begun."""
    number = month_number(match["month"])
    assert number is not None
    return _recurring(_each_year(reference, number, "month"), match["step"], reference)


def month_of_year(match: re.Match[str], reference: ReferenceTime) -> DateInterval | None:
    """As in "March 2021", "2021-03"; "2010-11" may be a month or two years."""
    words = match["month"] if "month" in match.re.groupindex else match["figures"]
    number = month_number(words) or int(words)
    if not 1 <= number <= 12 or number == (int(match["year"]) + 1) % 100:
        return None
    return unit_of(date(int(match["year"]), number, 1), "month", "stated")


def season(match: re.Match[str], reference: ReferenceTime) -> DateInterval | None:
    """As in "the summer", "next spring": three whole months; a winter is called by the year it begins in."""
    found = _recurring(
        _each_year(reference, time_words().seasons[match["season"]], "season"), match["step"], reference
    )
    return found.model_copy(update={"approximate": True}) if found is not None else None


def quarter(match: re.Match[str], reference: ReferenceTime) -> DateInterval | None:
    """As in "Q3", "the third quarter": the year by tense."""
    number = place_in_order(match["quarter"])
    return (
        choose(tuple(_each_year(reference, 3 * number - 2, "quarter")), reference)
        if 1 <= number <= 4
        else None
    )


def half(match: re.Match[str], reference: ReferenceTime) -> DateInterval | None:
    """As in "H1": the year by tense."""
    quarters = tuple(_each_year(reference, 1 if match["half"] == "1" else 7, "quarter"))
    halves = (between(first, unit_of(first.end + timedelta(days=1), "quarter")) for first in quarters)
    return choose(tuple(found for found in halves if found is not None), reference)


def fiscal_year(match: re.Match[str], reference: ReferenceTime) -> DateInterval | None:
    """As in "fiscal 2021": where the dateline's zone tells whose; else nobody knows when it began."""
    rule = time_words().fiscal_years.get(reference.zone or "")
    if rule is None:
        return None
    after_start = 1 if rule.named_by == "end" else 0
    words = match.groupdict()
    basis: Basis = "publication"
    if words.get("year") is not None:
        begins, basis = int(words["year"]) - after_start, "stated"
    elif reference.day is None or words["step"] not in time_words().steps:
        return None
    else:
        begins = reference.day.year - (reference.day.month < rule.month) + time_words().steps[words["step"]]
    start = date(begins, rule.month, 1)
    end = shifted(start, "year", 1) - timedelta(days=1)
    return DateInterval(start=start, end=end, approximate=True, basis=basis)


def _away(words: str, day: date | None, direction: int) -> DateInterval | None:
    amount = read_amount(words)
    return amount.unit_away(day, direction) if amount is not None and day is not None else None


def _each_year(reference: ReferenceTime, month_number: int, unit: Unit) -> Iterator[DateInterval]:
    for year_number in reference.years(1):
        yield unit_of(date(year_number, month_number, 1), unit)


def _recurring(
    candidates: Iterator[DateInterval], step: str | None, reference: ReferenceTime
) -> DateInterval | None:
    found = tuple(candidates)
    if step is None or reference.day is None:
        return choose(found, reference) if step is None else None
    day = reference.day
    match time_words().steps.get(step):
        case -1:
            return max((each for each in found if each.end < day), key=lambda each: each.start, default=None)
        case 1:
            return min(
                (each for each in found if each.start > day), key=lambda each: each.start, default=None
            )
        case 0:
            holding = (each for each in found if each.start <= day <= each.end)
            return next(holding, next(each for each in found if each.start.year == day.year))
        case _:
            return None


_STEP = r"(?:(?:the )?{step} )?"

UNITS: tuple[tuple[str, DayReader], ...] = (
    (r"(?:the |that )?{step} {unit}", stepped_unit),
    (r"(?:the )?(?:past|last) (?P<amount>(?:(?:{few}|{count}) )?(?:{units}))", past_units),
    (r"(?:the )?(?:next|coming) (?P<amount>(?:{few}|{count}) (?:{units}))", coming_units),
    (
        r"within (?:the )?(?:next |coming |upcoming )?(?P<amount>(?:{few}|{count}) (?:{units}).*?)"
        r"(?: from (?:now|today))?",
        within,
    ),
    (r"(?P<amount>.+) ago", ago),
    (r"in (?:another )?(?P<amount>(?:{few}|{count}) (?:{units})(?: and a half)?)(?:'?s?'? time)?", ahead),
    (r"(?P<amount>.+) (?:from now|from today)", from_now),
    (r"(?P<amount>.+) (?P<way>later|after|earlier|before)", later),
    (r"(?:the )?{unit} (?P<way>after (?:the )?next|before (?:the )?last)", unit_after_next),
    (r"the (?P<unit>week|month|quarter|year|decade|century)", current_unit),
    (r"(?P<way>earlier|later) (?:this|in the|in this) {unit}", side_of_unit),
    (r"(?:the )?(?:rest|remainder) (?:of )?(?:the |this )?{unit}", rest_of_unit),
    (r"(?:(?:over|on|at|during) )?(?:the )?weekend", the_weekend),
    (r"(?:the year )?{year}", year),
    (r"(?:the )?(?P<figures>(?:1[0-9]|20)\d0)'?s", decade),
    (r"(?:the )?'?(?P<decade>[2-9]0)'?s", decade_without_century),
    (r"(?:the )?(?P<decade>{decade_word})", decade_without_century),
    (r"(?:the )?{ordinal} century", century),
    (_STEP + r"{month}", month),
    (r"{month},? (?:of )?{year}", month_of_year),
    (r"{year},? {month}", month_of_year),
    (r"{year} ?[-/] ?(?P<figures>\d\d?)", month_of_year),
    (r"{year} ?[年년] ?(?P<figures>\d\d?) ?[月월]", month_of_year),
    (r"(?P<figures>\d\d?) ?[-/] ?{year}", month_of_year),
    (r"(?:the )?" + _STEP + r"{season}", season),
    (r"q(?P<quarter>[1-4])", quarter),
    (r"(?:the )?(?P<quarter>{ordinal})[ -]quarter", quarter),
    (r"h(?P<half>[12])", half),
    (r"(?:the )?(?:{step} )?(?:fiscal(?: year)?|financial year|fy) ?{year}", fiscal_year),
    (r"(?:the )?{step} (?:fiscal|financial) year", fiscal_year),
    (r"(?:the )?(?:{step} )?{year} (?:fiscal|financial) year", fiscal_year),
)
"""Patterns for whole keys and how they are read, the most telling first."""
