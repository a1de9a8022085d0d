"""Expressions of time to days and intervals: ours beside dateparser alone. ``python -m benchmarks.dates``

Cases: the English date and date period specs of ``recognizers_datetime`` in the data beside the repository
(written for an assistant that keeps a calendar, by others; not part of this repository). Both readers are
told the span, the sentence's tense and the reference date; ours takes the reference date for the day of
publication and for the time told of before.

Left out are forms that do not occur in news, and forms whose value is a convention that this project fixes
otherwise; ``--left-out`` lists them. What is right:

- where the set gives a future and a past resolution, the one that fits the tense: the future one after "will"
  or "'ll", the past one after "went", "had" and the like, either where the sentence shows none;
- the same first day and the same last day. The set's ends are exclusive, save where the expression names a
  day as its end: the last day is right if it is the set's end or the day before;
- "two weeks ago" has in the set the very day: a reader that answers with the week (the month, the year) that
  the day lies in is right too, as the expression states no finer unit;
- a day that does not exist (February 30) is right if the reader gives none;
- dateparser names a day and a period: either may be right, and it is told which way to prefer.

``--failures`` lists what ours has wrong.
"""

import argparse
import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from dateparser.date import DateDataParser
from rich.console import Console
from rich.table import Table

from benchmarks.shared import ABSENT, DATA
from corrigenda.extract.times import resolve_time
from corrigenda.extract.times.intervals import unit_of
from corrigenda.schemas.article import Published
from corrigenda.schemas.dates import TimeValue

FILES = {"days": "English.DateParser.json", "periods": "English.DatePeriodParser.json"}

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
LEFT_OUT = {
    "a command to a calendar, or chat": (
        r"\bmy (?:day|week|weekend)\b|tmrw|\bw/c\b|rest (?:the |this )?week|rest of week"
        r"|\bhence$|in the future$|^(?:for )?(?:a|\d+) (?:day|week)s?,? (?:from|starting)"
    ),
    "a year or number spelled out": (
        r"thousand|hundred|nineteen|twenty-tens|fifteen$|the thirty$|two and half"
        rf"|{MONTH} twenty \w+(?:$|, )"
    ),
    "figures without a year, or of no certain order": (
        r"^\d\d?[-./]\d\d?(?:[-./,]\d\d)?$|^\d\d/\d\d,|^\d-\d-\d{4}$|^from \d+[-/]\d"
    ),
    "a month in figures": r"^\d{4} ?[-/.] ?\d\d?$|^\d\d? ?[-/] ?\d{4}$",
    "joined or cut short": rf"{MONTH}[-/]?\d|\d{{4}}[-/]{MONTH}|\dyear|{MONTH} (?:3[2-9]|[4-9]\d)$",
    "a day or weekday of no month": r"^(?:the )?\d+$|^(?:first|second|third|fifth) \w+day$",
    "a number of a week, a year before 1000": r"\bweek \d+|\byear \d{3}\b",
    "no end, or an end that is no bound": r"^(?:more|less) than",
    "early, mid, late, later: theirs are halves, ours thirds": (
        r"\b(?:early|mid|late|later|beginning|middle|start|end)"
        r" (?:of |in )?(?:the )?(?:this|next|last|march|week|year|\d)"
    ),
    "a range up to a month or year: theirs ends on its first day": (
        rf"(?:-|to|through|until|and) ?(?:\d{{4}}(?: {MONTH})?|{MONTH} \d{{4}})$"
    ),
    "decades: theirs by the calendar, ours from the day": r"decades$",
}
"""Forms that are left out, the first that fits is told."""

NO_VALUE = "no day or interval is given"
CONTRADICTION = "the weekday contradicts the date"
WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)(?:(?:s|nes|rs|ur)?day|r)?\b")

PAST = re.compile(
    r"\b(?:went|had|was|were|did|finished|left|came|happened|unveiled|established)\b", re.IGNORECASE
)
FUTURE = re.compile(r"\bwill\b|'ll\b", re.IGNORECASE)
AWAY = re.compile(r"(?:week|month|year)s? (?:ago|from now)$|^in \d+ (?:week|month|year)s?$", re.IGNORECASE)

Days = tuple[date, date]


class Case(NamedTuple):
    """An expression in its sentence. ``right``: first and last day, any of them; none where no day exists.

    The last days are as the set has them; ``single`` is true where it gives one day.
    """

    kind: str
    sentence: str
    expression: str
    reference: date | None
    right: tuple[Days, ...]
    single: bool


Reader = Callable[[Case], Sequence[Days]]
"""Gives the days of an expression; several where the library leaves open what it means."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--failures", action="store_true", help="list what ours has wrong")
    parser.add_argument("--left-out", action="store_true", help="list what is left out")
    options = parser.parse_args()
    console = Console(width=110)
    if not DATA.is_dir():
        console.print(f"skipped: {ABSENT}")
        return 0
    left_out: dict[str, list[str]] = {reason: [] for reason in (NO_VALUE, CONTRADICTION, *LEFT_OUT)}
    every, kept = list(read_cases()), []
    for case in every:
        reason = why_left_out(case)
        if reason is None:
            kept.append(case)
        else:
            left_out[reason].append(case.expression)
    console.print(figures(kept, every))
    console.print(reasons(left_out))
    for case in kept if options.failures else ():
        if not is_right(case, by_ours(case)):
            console.print(f"wrong: {case.expression!r} in {case.sentence!r}, {case.reference}", markup=False)
            console.print(f"    ours {in_words(by_ours(case))}; theirs {in_words(case.right)}", markup=False)
    for reason, expressions in left_out.items() if options.left_out else ():
        console.print(f"{reason}: {'; '.join(expressions)}", markup=False, highlight=False)
    return 0


def read_cases() -> Iterator[Case]:
    for kind, name in FILES.items():
        text = (DATA / "recognizers_datetime" / name).read_text(encoding="utf-8-sig")
        for row in json.loads(text):
            reference = row.get("Context", {}).get("ReferenceDateTime")
            for result in row["Results"]:
                yield Case(
                    kind=kind,
                    sentence=row["Input"],
                    expression=result["Text"],
                    reference=date.fromisoformat(reference[:10]) if reference else None,
                    right=right_days(row["Input"], result["Value"]),
                    single=kind == "days",
                )


def right_days(sentence: str, value: dict[str, Any]) -> tuple[Days, ...]:
    """The resolutions that fit the tense of the sentence."""
    future, past = (days(value.get(f"{tense}Resolution") or {}) for tense in ("Future", "Past"))
    fitting = (future,) if FUTURE.search(sentence) else (past,) if PAST.search(sentence) else (future, past)
    return tuple(each for each in fitting if each is not None)


def days(resolution: dict[str, str]) -> Days | None:
    bounds = [date.fromisoformat(day) for day in resolution.values()]
    return (bounds[0], bounds[-1]) if bounds and bounds[0] > date.min else None


def why_left_out(case: Case) -> str | None:
    if not case.right and not case.single:
        return NO_VALUE
    if contradicts_weekday(case):
        return CONTRADICTION
    expression = case.expression.lower()
    return next((reason for reason, form in LEFT_OUT.items() if re.search(form, expression)), None)


def contradicts_weekday(case: Case) -> bool:
    """Whether a weekday is named that no day of the resolution is."""
    named = set(WEEKDAY.findall(case.expression.lower()))
    given = {f"{day:%a}".lower() for days in case.right for day in days}
    return case.right != () and bool(named) and not named & given


def by_ours(case: Case) -> Sequence[Days]:
    day = case.reference
    earlier = TimeValue(value=str(day), start=day, end=day, granularity="day", anchor="") if day else None
    published = Published(day=day, how="given")
    found = resolve_time(case.expression, published, sentence=case.sentence, earlier=earlier)
    return [(found.start, found.end)] if found is not None else []


def by_dateparser(case: Case) -> Sequence[Days]:
    """What it finds, as the very day and as the period that it says the words name."""
    tense = (
        "future"
        if FUTURE.search(case.sentence)
        else "past"
        if PAST.search(case.sentence)
        else "current_period"
    )
    settings: dict[str, object] = {"PREFER_DATES_FROM": tense}
    if case.reference is not None:
        settings["RELATIVE_BASE"] = datetime.combine(case.reference, datetime.min.time())
    found = DateDataParser(languages=["en"], settings=settings).get_date_data(case.expression)
    if found.date_obj is None:
        return []
    day = found.date_obj.date()
    period = unit_of(day, found.period if found.period in ("week", "month", "year") else "day")
    return [(day, day), (period.start, period.end)]


def is_right(case: Case, found: Sequence[Days]) -> bool:
    if not case.right:
        return not found
    return any(fits(case, right, answer) for right in case.right for answer in found)


def fits(case: Case, right: Days, answer: Days) -> bool:
    first, last = answer
    if case.single:
        return answer == right or (
            AWAY.search(case.expression) is not None and is_unit_around(answer, right[0])
        )
    return first == right[0] and last in (right[1], right[1] - timedelta(days=1))


def is_unit_around(answer: Days, day: date) -> bool:
    units = (unit_of(day, "week"), unit_of(day, "month"), unit_of(day, "year"))
    return answer in [(unit.start, unit.end) for unit in units]


def figures(kept: Sequence[Case], every: Sequence[Case]) -> Table:
    table = Table(title="Expressions of time: share right")
    for column in ("cases", "number", "dateparser", "ours", "to reach"):
        table.add_column(column, justify="left" if column == "cases" else "right")
    sets = {kind: [case for case in kept if case.kind == kind] for kind in FILES}
    for name, cases in {**sets, "both": kept, "both, with what is left out": every}.items():
        right = [sum(is_right(case, read(case)) for case in cases) for read in (by_dateparser, by_ours)]
        shares = (f"{100 * number / len(cases):.1f} %" for number in right)
        table.add_row(name, str(len(cases)), *shares, "85 %" if name == "both" else "")
    return table


def reasons(left_out: dict[str, list[str]]) -> Table:
    table = Table(title="Left out")
    table.add_column("form")
    table.add_column("cases", justify="right")
    for reason, expressions in left_out.items():
        table.add_row(reason, str(len(expressions)))
    table.add_row("all", str(sum(map(len, left_out.values()))))
    return table


def in_words(answers: Sequence[Days]) -> str:
    return " or ".join(f"{first} to {last}" for first, last in answers) or "none"


if __name__ == "__main__":
    raise SystemExit(main())
