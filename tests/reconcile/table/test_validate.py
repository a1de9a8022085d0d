"""What the table check finds, row by row, and that nothing bad makes it stumble."""

import json
import time
from typing import Any

import pytest

from corrigenda.reconcile.table import check_table, own_ids
from corrigenda.reconcile.table.validate import TableProblem

OFFICE = {"id": "O", "type": "office", "names": [{"text": "Chair of Ruritania"}], "single": True}


def person(key: str, *terms: dict[str, Any], name: str = "", **fields: Any) -> dict[str, Any]:
    """A row for a person of that id, with these terms."""
    return {"id": key, "type": "person", "names": [{"text": name or key}], "terms": list(terms), **fields}


def held(start: str | None, end: str | None = None, **fields: Any) -> dict[str, Any]:
    """A term in the one-person office ``O``."""
    return {"office": "O", "start": start, "end": end, **fields}


def check(*rows: dict[str, Any]) -> tuple[TableProblem, ...]:
    """The problems of a table of these rows."""
    return check_table(json.dumps(row) for row in rows)


SOUND = {
    "nothing at all": [],
    "a row and its office": [OFFICE, person("A", held("2020"))],
    "a hand-over on one day": [
        OFFICE,
        person("A", held("2020", "2021-06-01")),
        person("B", held("2021-06-01")),
    ],
    "a hand-over in one month": [OFFICE, person("A", held("2020", "2021-06")), person("B", held("2021-06"))],
    "one stands in for the other": [
        OFFICE,
        person("A", held("2020")),
        person("B", held("2021", acting=True)),
    ],
    "an end that the row could not know": [
        OFFICE,
        person("A", held("2020"), as_of="2021-01-01"),
        person("B", held("2022")),
    ],
    "an office of several": [
        OFFICE | {"single": False},
        person("A", held("2020")),
        person("B", held("2020")),
    ],
    "an office in words": [person("A", {"title": "Mayor", "start": "2020"})],
    "two of a name at other times": [
        OFFICE,
        person("A", held("2020", "2021", country="RU"), name="Ann Lee"),
        person("B", held("2022", country="RU"), name="Ann Lee"),
    ],
    "two of a name elsewhere": [
        person("A", {"title": "Mayor", "start": "2020", "country": "FR"}, name="Ann Lee"),
        person("B", {"title": "Mayor", "start": "2020", "country": "GB"}, name="Ann Lee"),
    ],
}


@pytest.mark.parametrize("rows", [pytest.param(rows, id=case) for case, rows in SOUND.items()])
def test_what_is_sound_passes(rows: list[dict[str, Any]]) -> None:
    """No problem is reported where there is none."""
    assert check(*rows) == ()


UNSOUND = {
    "reversed term": (
        [OFFICE, person("A", held("2021", "2020"))],
        (2, "A", "error", "the term 2021 to 2020 of 'O' ends before it begins: swap the dates or mend them"),
    ),
    "death before birth": (
        [person("A", born="1950", died="1940-05")],
        (1, "A", "error", "died 1940-05, before the birth in 1950: check both"),
    ),
    "office after death": (
        [OFFICE, person("A", held("2021", "2022"), died="2020-02-03")],
        (2, "A", "error", "the term 2021 to 2022 of 'O' runs beyond the death in 2020-02-03: end it there"),
    ),
    "office in childhood": (
        [OFFICE, person("A", held("1967"), born="1950-02-03")],
        (
            2,
            "A",
            "warning",
            "the term 1967 to ? of 'O' begins before the age of 18 (born 1950-02-03): check both",
        ),
    ),
    "term without an office": (
        [person("A", {"start": "2020"})],
        (
            1,
            "A",
            "error",
            "the term 2020 to ? of '' names no office: give `office` (an id) or `title` (words)",
        ),
    ),
    "place with a term": (
        [OFFICE, person("A", held("2020"), type="place")],
        (2, "A", "error", "a row of type 'place' has terms: only a person holds an office"),
    ),
    "missing office": (
        [person("A", held("2020"))],
        (1, "A", "error", "the office 'O' is not in the table: add its row, or give a `title` instead"),
    ),
    "office that is none": (
        [person("A", held("2020")), {"id": "O", "type": "place", "names": [{"text": "Oslo"}]}],
        (1, "A", "error", "'O' is of type 'place': refer to a row of type 'office'"),
    ),
    "missing organization": (
        [OFFICE, person("A", held("2020", organization="G"))],
        (2, "A", "warning", "the organization 'G' is not in the table: add its row"),
    ),
    "two holders at a time": (
        [OFFICE, person("A", held("2020", "2022-06-02")), person("B", held("2022-06-01"))],
        (
            3,
            "B",
            "error",
            "'O' is held from 2022-06-01, but by 'A' (line 2) until 2022-06-02 too:"
            " mend a date, mark one `acting`, or the office not `single`",
        ),
    ),
    "two holders now": (
        [OFFICE, person("A", held("2020")), person("B", held("2022"))],
        (
            3,
            "B",
            "error",
            "'O' is held from 2022, but by 'A' (line 2) until now too:"
            " mend a date, mark one `acting`, or the office not `single`",
        ),
    ),
    "one holder twice": (
        [OFFICE, person("A", held("2020", "2023"), held("2021", "2024"))],
        (2, "A", "warning", "'O' is held from 2021 in two overlapping terms: merge them"),
    ),
    "two rows for one": (
        [
            person("A", {"title": "Mayor", "start": "2019", "country": "FR"}, name="Ann Lee"),
            person("B", {"title": "Mayor", "start": "2020", "country": "FR"}, name="Ann Lee"),
        ],
        (
            2,
            "B",
            "warning",
            "'Ann Lee' holds office beside 'A' of that very name (line 1):"
            " merge the rows if they are one person",
        ),
    ),
    "one id twice": (
        [person("A"), person("B"), person("A")],
        (3, "A", "error", "'A' stands in line 1 already: merge the two rows"),
    ),
    "one name twice": (
        [person("A") | {"names": [{"text": "Ann"}, {"text": "Ann", "kind": "nickname"}]}],
        (1, "A", "warning", "the name 'Ann' stands twice: remove one"),
    ),
    "reversed name": (
        [person("A") | {"names": [{"text": "Ann", "valid_from": "2020", "valid_to": "2019"}]}],
        (1, "A", "error", "the name 'Ann' ends before it begins: swap the dates"),
    ),
    "part of another name": (
        [person("A") | {"names": [{"text": "Ann Lee", "family": "Li", "given": "Ann"}]}],
        (1, "A", "error", "the part 'Li' does not stand in the name 'Ann Lee': copy it from there"),
    ),
    "native name in one piece": (
        [person("A") | {"names": [{"text": "Ann Lee"}, {"text": "李安", "kind": "native"}]}],
        (1, "A", "warning", "the native name '李安' is not split: say which part is family, which is given"),
    ),
    "unknown field": (
        [person("A", colour="red")],
        (1, None, "error", "colour: Extra inputs are not permitted; see the schema of Entity"),
    ),
    "no names": (
        [person("A") | {"names": []}],
        (
            1,
            None,
            "error",
            "names: Tuple should have at least 1 item after validation, not 0; see the schema of Entity",
        ),
    ),
    "a date that is none": (
        [person("A", born="1950-13")],
        (1, None, "error", "born: Value error, month must be in 1..12; see the schema of Entity"),
    ),
}


@pytest.mark.parametrize(
    ("rows", "expected"), [pytest.param(*case, id=name) for name, case in UNSOUND.items()]
)
def test_what_is_wrong_is_said_with_what_to_do(
    rows: list[dict[str, Any]], expected: tuple[int, str | None, str, str]
) -> None:
    """One problem, at its line, with its weight and a way out."""
    found = [(found.line, found.entity_id, found.severity, found.message) for found in check(*rows)]

    assert found == [expected]


@pytest.mark.parametrize(
    "line",
    ["{", "[]", "null", "Ann", '{"id": "A"}', "[" * 100_000, '"\ud800"', "\x00", "9" * 10_000, "{}" * 1000],
    ids=[
        "cut off",
        "list",
        "null",
        "word",
        "half a row",
        "deep",
        "surrogate",
        "zero",
        "number",
        "two objects",
    ],
)
def test_a_line_that_is_no_row_is_one_error(line: str) -> None:
    """Bad content never raises, and costs one line only."""
    good = json.dumps(person("A"))

    problems = check_table([good, line, "", good.replace('"A"', '"B"')])

    assert [(found.line, found.severity, found.entity_id) for found in problems] == [(2, "error", None)]
    assert len(problems[0].message) < 300


def test_a_byte_order_mark_is_passed_over() -> None:
    """A table saved by a spreadsheet on Windows is as good as any."""
    assert check_table(["\ufeff" + json.dumps(person("A"))]) == ()


def test_the_time_is_bounded_however_bad_the_table() -> None:
    """Ten thousand people of one name in one office of one person cost a report each, not one a pair."""
    rows = [json.dumps(OFFICE)]
    rows += [json.dumps(person(str(n), held("2020", country="FR"), name="Ann Lee")) for n in range(10_000)]

    begun = time.process_time()
    problems = check_table(rows)

    assert len(problems) == 2 * 9_999
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("names", "warned"),
    [
        (["Gabriel Boric Font", "Gabriel Boric"], True),
        (["Claudia Sheinbaum Pardo", "Claudia Sheinbaum"], True),
        (["Andrés Manuel López Obrador", "AMLO"], False),
        (["Lena Maria Varga", "Lena Varga"], False),
        (["Lena Varga", "Lena"], False),
        (["Ivo Brandt Kis", "Ivo Kis"], False),
    ],
)
def test_a_surname_that_is_not_the_last_word_is_asked_for(names: list[str], warned: bool) -> None:
    """Where an alias leaves out the last word of the name, the last word is hardly the whole surname."""
    row = {"id": "a", "type": "person", "names": [{"text": text} for text in names]}
    told = {**row, "names": [{"text": names[0], "family": names[0].split()[-1]}, *row["names"][1:]]}

    assert ["say which part is `family`" in problem.message for problem in check(row)] == [True] * warned
    assert check(told) == ()


def test_ids_that_are_not_wikidatas_are_found() -> None:
    """Persons with an id of the table's own are named by their lines; offices are not."""
    rows = [json.dumps(OFFICE), json.dumps(person("Q42")), "no JSON", json.dumps(person("ours:1"))]

    assert own_ids(rows) == (((4, "ours:1"),), 2)
