"""Times in sentences made on purpose: ``python -m benchmarks.made_times [--seed N] [--failures]``

Sentences of some kinds that news has and calendars get wrong: holidays, names that only look like days,
recurring and fiscal times, offsets, amounts, short years, and what lies ahead. The words, the day of
publication and the verbs are drawn by ``--seed``; the right days are worked out here, with ``dateutil``, not
by the reader that is measured. Each reader gets the sentence and the day, finds the times and says what days
they are. *Right*: those days and no other, or none where there are none; *wrong*: other days; what is marked
as approximate is counted apart (*rough*), as is what is not read (*unread*).

Ours stands beside dateparser's search (``PREFER_DATES_FROM`` as the verb says). Figures that are quoted come
from seeds that nobody looked into; ``--held-out`` takes other words, which were written after the reader.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Literal, NamedTuple

from dateparser.search import search_dates
from dateutil.easter import easter
from dateutil.relativedelta import FR, MO, SA, SU, TH, TU, WE, relativedelta
from rich.console import Console
from rich.table import Table

from benchmarks.figures import percent
from corrigenda.extract.times import find_times, resolve_time
from corrigenda.schemas.article import Published

CASES = 100
Outcome = Literal["right", "rough", "unread", "wrong"]
OUTCOMES: tuple[Outcome, ...] = ("right", "rough", "unread", "wrong")
Days = tuple[date, date]

# fmt: off
PAST = ("The minister met her colleagues", "Ann Holm resigned", "The ferry sank", "Two ships collided",
        "The club won its first match", "Police arrested a man")
AHEAD = ("The minister will meet her colleagues", "Ann Holm is expected to resign",
         "The ferry is due to sail", "The court is to rule", "The club is set to play",
         "The bridge must be closed")
MODAL = ("An election must be called", "The bridge has to be rebuilt", "The law could be passed",
         "The treaty should be signed", "A ruling may come", "The work needs to be finished")
PRESENT = ("Ann Holm flies home", "The minister travels to Rome", "The fair opens", "The envoy arrives",
           "The club plays Lyon", "The strike begins", "The museum closes", "She meets the king")
# fmt: on
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAYS_OF = (MO, TU, WE, TH, FR, SA, SU)
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10}


# Other words for the same kinds, with which nothing was tried while the reader was written.
# fmt: off
HELD_OUT: dict[str, tuple[str, ...]] = {
    "PAST": ("The board dismissed its chairman", "A storm tore the roof off the hall", "Her lawyer withdrew",
             "The orchestra played in Vienna", "Rebels freed the hostages", "The bank cut its forecast"),
    "AHEAD": ("The board will dismiss its chairman", "The orchestra is going to play in Vienna",
              "The bank plans to cut its forecast", "The ministers intend to sign", "The ship shall sail",
              "Hearings are scheduled"),
    "MODAL": ("The tunnel ought to be opened", "A verdict is likely", "The levy might be dropped",
              "The bill cannot be passed", "Workers have to leave", "The ballot must be held again"),
    "PRESENT": ("The senator lands in Oslo", "The exhibition runs out", "The new timetable comes into force",
                "The chancellor sets off for Delhi", "The parliament votes",
                "The orchestra performs in Vienna",
                "The deadline passes", "The team takes on Porto"),
    "NAMES": ("Freaky Friday", "the Friday Times", "the August Revolution", "the Wednesday Group",
              "April Ludgate", "Red Sunday", "the May Day Movement", "the Thursday Murder Club",
              "Saturday Night Live", "Spy Wednesday Press", "Augustus Monday", "the June Uprising"),
    "RECURRING": ("every weekday", "each spring", "on Tuesdays and Thursdays", "every second Sunday",
                  "every October", "on weekends", "once a month", "every morning", "on Mondays only",
                  "every last Friday of the month", "on alternate Wednesdays", "nightly"),
    "FISCAL": ("in the first fiscal half", "in its fiscal year {year}", "in FY{year}",
               "in the financial year",
               "in the last quarter of the fiscal year", "in fiscal-year {year}"),
}
# fmt: on


class Case(NamedTuple):
    """A sentence, when it was published and where, and the days that its time means; ``None``: no days."""

    text: str
    published: date
    right: Days | None
    ahead: bool = False
    place: str | None = None
    rough: bool = False
    """Only an approximate answer is right, or none."""


def day(found: date) -> Days:
    return found, found


def week(found: date) -> Days:
    monday = found - timedelta(days=found.weekday())
    return monday, monday + timedelta(days=6)


def month(found: date) -> Days:
    first = found.replace(day=1)
    return first, first + relativedelta(months=1, days=-1)


def year(found: date) -> Days:
    return date(found.year, 1, 1), date(found.year, 12, 31)


HOLIDAYS: dict[str, tuple[Callable[[int], date], str | None]] = {
    "Christmas Day": (lambda year: date(year, 12, 25), None),
    "Christmas Eve": (lambda year: date(year, 12, 24), None),
    "Boxing Day": (lambda year: date(year, 12, 26), "London"),
    "New Year's Day": (lambda year: date(year, 1, 1), None),
    "New Year's Eve": (lambda year: date(year, 12, 31), None),
    "Easter Sunday": (easter, None),
    "Easter Monday": (lambda year: easter(year) + timedelta(days=1), None),
    "Good Friday": (lambda year: easter(year) - timedelta(days=2), None),
    "Ash Wednesday": (lambda year: easter(year) - timedelta(days=46), None),
    "Palm Sunday": (lambda year: easter(year) - timedelta(days=7), None),
    "Valentine's Day": (lambda year: date(year, 2, 14), None),
    "Halloween": (lambda year: date(year, 10, 31), None),
    "Thanksgiving Day": (lambda year: date(year, 11, 1) + relativedelta(weekday=TH(4)), "Washington"),
    "Thanksgiving": (lambda year: date(year, 10, 1) + relativedelta(weekday=MO(2)), "Ottawa"),
    "Labor Day": (lambda year: date(year, 9, 1) + relativedelta(weekday=MO(1)), "Chicago"),
    "Memorial Day": (lambda year: date(year, 5, 31) + relativedelta(weekday=MO(-1)), "New York"),
    "Independence Day": (lambda year: date(year, 7, 4), "Washington"),
    "Bastille Day": (lambda year: date(year, 7, 14), "Paris"),
    "Veterans Day": (lambda year: date(year, 11, 11), "Washington"),
    "German Unity Day": (lambda year: date(year, 10, 3), "Berlin"),
    "Republic Day": (lambda year: date(year, 1, 26), "New Delhi"),
    "Anzac Day": (lambda year: date(year, 4, 25), "Sydney"),
}
NAMES = ("Super Tuesday", "Bloody Sunday", "Black Wednesday", "Giving Tuesday", "Sheffield Wednesday",
         "the Good Friday Agreement", "the March on Washington", "the Sunday Times", "Theresa May",
         "the Monday Club", "August Wilson", "April Jones", "Ruby Tuesday", "the May Fourth Movement",
         "Friday Night Lights", "the Saturday Evening Post")  # fmt: skip
RECURRING = ("every Monday", "each Friday", "on Sundays", "every other Tuesday", "every March", "each autumn",
             "24/7", "every first Thursday of the month", "every year", "every two weeks",
             "on Saturdays and Sundays", "every weekend", "twice a week", "any Wednesday",
             "most Fridays")  # fmt: skip
FISCAL = ("in the fiscal third quarter", "in its fiscal first quarter", "in the second fiscal quarter",
          "in the third quarter of fiscal {year}", "in fiscal {year}",
          "in the fourth quarter of its financial year", "in the {year} fiscal year",
          "in the first half of the fiscal year")  # fmt: skip


def named_days(random: Random) -> Case:
    name = random.choice(list(HOLIDAYS))
    rule, place = HOLIDAYS[name]
    published, ahead = some_day(random), random.random() < 0.5
    days = sorted(rule(published.year + step) for step in (-1, 0, 1))
    right = min(d for d in days if d > published) if ahead else max(d for d in days if d < published)
    text = f"{random.choice(AHEAD if ahead else PAST)} {'on' if name != 'Halloween' else 'at'} {name}."
    return Case(text, published, day(right), ahead, place)


def names(random: Random) -> Case:
    frame = random.choice(
        ("He wrote about {}.", "They spoke of {} at length.", "A book on {} was published.")
    )
    return Case(frame.format(random.choice(NAMES)), some_day(random), None)


def recurring(random: Random) -> Case:
    frame = random.choice(("They meet {}.", "The shop is open {}.", "The court sits {}, a lawyer said."))
    return Case(frame.format(random.choice(RECURRING)), some_day(random), None)


def fiscal(random: Random) -> Case:
    published = some_day(random)
    words = random.choice(FISCAL).format(year=published.year - random.randint(0, 1))
    return Case(f"Profits at Nordbank fell {words}.", published, None, rough=True)


def offsets(random: Random) -> Case:
    published = some_day(random)
    number, name = random.choice(list(enumerate(WEEKDAYS)))
    nearest = published + timedelta(days=(number - published.weekday()) % 7)
    latest = published - timedelta(days=(published.weekday() - number - 1) % 7 + 1)
    word, weeks = random.choice([("a week", 1), ("two weeks", 2), ("a fortnight", 2), ("three weeks", 3)])
    right, text, ahead = random.choice(
        [
            (nearest + timedelta(weeks=weeks), f"{word} from {name}", True),
            (nearest + timedelta(weeks=1), f"{name} week", True),
            (latest - timedelta(weeks=weeks), f"{word} ago {name}", False),
            (date(published.year, 3, 3) + timedelta(weeks=weeks), f"{word} after March 3", False),
            (date(published.year, 6, 20) - timedelta(weeks=weeks), f"{word} before June 20", False),
            (published + timedelta(days=1, weeks=weeks), f"{word} from tomorrow", True),
        ]
    )
    if text.startswith((f"{word} after", f"{word} before")):
        published = date(published.year, 8, 15)
    joint = "on " if text.startswith(name) else ""
    return Case(f"{random.choice(AHEAD if ahead else PAST)} {joint}{text}.", published, day(right), ahead)


def amounts(random: Random) -> Case:
    published = some_day(random)
    word, number = random.choice(list(NUMBERS.items()))
    about = random.choice(("", "", "", "about ", "nearly ", "more than ", "over ", "almost ", "just over "))
    words, right = random.choice(
        [
            ("a fortnight", week(published - timedelta(weeks=2))),
            ("half a year", month(published - relativedelta(months=6))),
            ("half a century", year(published - relativedelta(years=50))),
            ("a year and a half", month(published - relativedelta(months=18))),
            (f"{word} and a half years", month(published - relativedelta(years=number, months=6))),
            (f"{word} weeks", week(published - timedelta(weeks=number))),
            (f"{word} months", month(published - relativedelta(months=number))),
            (f"{word} years", year(published - relativedelta(years=number))),
            ("a dozen years", year(published - relativedelta(years=12))),
            ("a quarter of a century", year(published - relativedelta(years=25))),
            (f"{number * 10} years", year(published - relativedelta(years=number * 10))),
        ]
    )
    return Case(f"{random.choice(PAST)} {about}{words} ago.", published, right)


def direction(random: Random) -> Case:
    published = some_day(random)
    if random.random() < 0.5:
        number, name = random.choice(list(enumerate(WEEKDAYS)))
        ahead = random.random() < 0.7
        subject = random.choice(PRESENT + MODAL if ahead else PAST)
        nearest = published + timedelta(days=(number - published.weekday() - 1) % 7 + 1)
        latest = published - timedelta(days=(published.weekday() - number - 1) % 7 + 1)
        if number == published.weekday():
            return direction(random)
        return Case(f"{subject} on {name}.", published, day(nearest if ahead else latest), ahead)
    number, name = random.choice(list(enumerate(MONTHS, start=1)))
    if number == published.month:
        return direction(random)
    coming = date(published.year + (number < published.month), number, 1)
    right = (published, month(coming)[1])
    return Case(f"{random.choice(MODAL)} by {name}.", published, right, ahead=True)


def short_years(random: Random) -> Case:
    published = some_day(random)
    found = published - timedelta(days=random.randint(30, 900))
    short, name = f"{found:%b}", found.strftime("%B")
    if found.day < 13:
        found = found.replace(day=found.day + 13)
    text = random.choice(
        (
            f"{found.day} {short} {found:%y}",
            f"{found.day}-{short}-{found:%y}",
            f"{short} {found.day}, '{found:%y}",
            f"{found.day} {name} '{found:%y}",
            f"{found.day}.{found:%m}.{found:%y}",
            f"{found.day} {short} {found:%Y}",
        )
    )
    return Case(f"{random.choice(PAST)} on {text}.", published, day(found))


KINDS: dict[str, Callable[[Random], Case]] = {
    "holidays": named_days,
    "names, no days": names,
    "recurring": recurring,
    "fiscal": fiscal,
    "offsets": offsets,
    "amounts": amounts,
    "direction": direction,
    "short years": short_years,
}


def some_day(random: Random) -> date:
    return date(2019, 1, 1) + timedelta(days=random.randrange(2500))


Answer = tuple[Days, bool]
"""The days that a reader gives, and whether it says that they are approximate."""


def by_ours(case: Case) -> Iterator[Answer]:
    published = Published(day=case.published, how="given")
    for start, end in find_times(case.text):
        found = resolve_time(case.text[start:end], published, sentence=case.text, place=case.place)
        if found is not None:
            yield (found.start, found.end), found.approximate


def by_dateparser(case: Case) -> Iterator[Answer]:
    """Each date that its search finds, as the day, or as the unit of an amount."""
    settings = {
        "RELATIVE_BASE": datetime.combine(case.published, datetime.min.time()),
        "PREFER_DATES_FROM": "future" if case.ahead else "past",
    }
    for _, found in search_dates(case.text, languages=["en"], settings=settings) or ():
        yield (found.date(), found.date()), False


def judge(case: Case, answers: Sequence[Answer]) -> Outcome:
    """An amount need not say its unit: the very day in it will do for a reader that only has days."""
    if case.right is None:
        exact = [days for days, rough in answers if not rough]
        return "wrong" if exact else "rough" if answers and not case.rough else "right"
    if not answers:
        return "unread"
    if len(answers) > 1:
        return "wrong"
    ((first, last), rough) = answers[0]
    if (first, last) == case.right or (first == last and case.right[0] <= first <= case.right[1]):
        return "right"
    near = first <= case.right[1] and case.right[0] <= last
    return "rough" if rough and near else "wrong"


READERS: dict[str, Callable[[Case], Iterator[Answer]]] = {"ours": by_ours, "dateparser": by_dateparser}


def main() -> int:
    """Make, read, count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seed", type=int, default=1, help="of the draw")
    parser.add_argument("--cases", type=int, default=CASES, help="how many sentences of a kind")
    parser.add_argument("--held-out", action="store_true", help="in other words, which nobody had tried")
    parser.add_argument("--failures", action="store_true", help="list what ours has not right")
    options = parser.parse_args()
    if options.held_out:
        globals().update(HELD_OUT)
    console, random = Console(width=120), Random(options.seed)
    table = Table(title="Times in made sentences")
    for column in ("kind", "cases", *(f"{name}: {one}" for name in READERS for one in OUTCOMES)):
        table.add_column(column, justify="left" if column == "kind" else "right")
    sums: defaultdict[str, Counter[Outcome]] = defaultdict(Counter)
    for kind, make in KINDS.items():
        cases = [make(random) for _ in range(options.cases)]
        row = []
        for name, read in READERS.items():
            counted: Counter[Outcome] = Counter()
            for case in cases:
                answers = list(read(case))
                counted[outcome := judge(case, answers)] += 1
                if options.failures and name == "ours" and outcome != "right":
                    told = [
                        f"{first} to {last}{' or so' if rough else ''}" for (first, last), rough in answers
                    ]
                    console.print(
                        f"{outcome}: {case.text} {case.published:%a %Y-%m-%d}: {told}, right"
                        f" {[str(one) for one in case.right or ()]}", markup=False, soft_wrap=True,
                    )  # fmt: skip
            sums[name] += counted
            row += [percent(counted["right"], len(cases)), *(str(counted[one]) for one in OUTCOMES[1:])]
        table.add_row(kind, str(len(cases)), *row)
    total = options.cases * len(KINDS)
    row = [
        percent(sums[name][one], total) if one == "right" else str(sums[name][one])
        for name in READERS
        for one in OUTCOMES
    ]
    table.add_row("all", str(total), *row)
    console.print(table)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
