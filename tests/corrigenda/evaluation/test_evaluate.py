"""A run beside gold: what counts as right, how facts are paired, and what a user sees."""

import json
from collections.abc import Mapping, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import typer
from hypothesis import given, settings
from hypothesis import strategies as st
from made_articles import made_article
from made_outputs import write_made
from typer.testing import CliRunner

from corrigenda.cli import evaluate as cli_eval
from corrigenda.evaluation import Evaluation, Tally, evaluate_run, read_gold
from corrigenda.evaluation.assignment import assign
from corrigenda.evaluation.scoring import FieldName
from corrigenda.schemas.errors import InputError
from corrigenda.schemas.facts import EntityType
from corrigenda.schemas.gold import GoldArticle

Line = dict[str, Any]

TYPES: Mapping[str, EntityType] = {"Q1": "person", "Q2": "person", "Q9": "place"}
MEETING: Line = {
    "sentences": [[0, 100], [300, 360]],
    "kind": "meeting",
    "kind_alt": ["visit"],
    "participants": ["Q1", "Ann Holm"],
    "status": "planned",
    "status_alt": ["claimed"],
    "time": "2023-05-02",
    "negated": False,
}
NAME: Line = {"start": 10, "end": 19, "surface": "John Berg", "type": "person", "entity_id": "Q1"}
WRONG_NAME: Line = {**NAME, "error": "misspelling", "corrected": "Jon Berg"}


def found_name(**changes: object) -> Line:
    """A line of ``names.jsonl`` that is all that ``NAME`` wants."""
    line = {"article_id": "one", "surface": "John Berg", "start": 10, "end": 19, "confidence": 0.9}
    return {**line, "status": "linked", "entity_id": "Q1", "error": None, "corrected": None, **changes}


def found_fact(
    *,
    place: tuple[int, int] = (0, 100),
    people: Sequence[tuple[str, str | None]] = (("John Berg", "Q1"), ("Ann Holm", None)),
    days: tuple[str, str] | None = ("2023-05-02", "2023-05-02"),
    status: str | None = "planned",
    **said: object,
) -> Line:
    """A line of ``facts.jsonl`` that is all that ``MEETING`` wants."""
    fields: Line = {
        f"who[{number}]": {
            "surface": surface,
            "start": 0,
            "end": len(surface),
            "resolution": None if entity is None else {"entity_id": entity, "canonical": "Jon Berg"},
        }
        for number, (surface, entity) in enumerate(people)
    }
    if days is not None:
        fields["when"] = {"surface": "on Tuesday", "start": 0, "end": 10}
        fields["when"]["time"] = {"start": days[0], "end": days[1]}
    return {
        "id": "f",
        "article_id": "one",
        "schema": "corrigenda.schemas.news:NewsFact",
        "reconciled": {"kind": "meeting", "negated": False, **said},
        "sentence": {"id": 1, "start": place[0], "end": place[1], "text": "They met."},
        "fields": fields,
        "status": status,
    }


def write_run(directory: Path, *, names: Sequence[Line] = (), facts: Sequence[Line] = ()) -> Path:
    """The directory of a run with these lines."""
    directory.mkdir(exist_ok=True)
    for file, lines in (("names.jsonl", names), ("facts.jsonl", facts)):
        (directory / file).write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return directory


def evaluated(
    directory: Path, gold: Line, *, names: Sequence[Line] = (), facts: Sequence[Line] = ()
) -> Evaluation:
    """A run with these lines beside ``gold`` of the article ``one``."""
    article = GoldArticle.model_validate({"article_id": "one", **gold})
    return evaluate_run([article], write_run(directory, names=names, facts=facts), TYPES.get)


@settings(deadline=None)  # a busy machine is no error
@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(
            st.lists(st.integers(-2, 9), min_size=width, max_size=width), min_size=1, max_size=4
        )
    )
)
def test_an_assignment_adds_up_to_the_most(scores: list[list[int]]) -> None:
    """No other way to give each row at most one column has a higher sum."""
    given_columns = assign(scores)

    rows, columns = range(len(scores)), [*range(len(scores[0])), *[None] * len(scores)]
    best = max(
        sum(max(scores[row][column], 0) for row, column in zip(rows, way, strict=True) if column is not None)
        for way in permutations(columns, len(scores))
    )
    pairs = [(row, column) for row, column in zip(rows, given_columns, strict=True) if column is not None]
    assert best == sum(scores[row][column] for row, column in pairs)
    assert len({column for _, column in pairs}) == len(pairs)
    assert all(scores[row][column] > 0 for row, column in pairs)


RIGHT, WRONG = Tally(found=1, found_right=1, wanted=1, wanted_right=1), Tally(found=1, wanted=1)
MISSED, INVENTED, NOTHING = Tally(wanted=1), Tally(found=1), Tally()


@pytest.mark.parametrize(
    ("gold", "found", "tallies"),
    [
        ([NAME], [found_name()], {"names": RIGHT, "persons": RIGHT, "links": RIGHT, "errors": NOTHING}),
        ([NAME], [], {"names": MISSED, "persons": MISSED, "places": NOTHING, "links": MISSED}),
        ([], [found_name()], {"names": INVENTED, "persons": INVENTED, "links": INVENTED}),
        ([NAME], [found_name(start=11)], {"names": WRONG, "links": WRONG}),
        ([{**NAME, "alt_spans": [[11, 19]]}], [found_name(start=11)], {"names": RIGHT, "links": RIGHT}),
        ([NAME], [found_name(entity_id="Q2")], {"names": RIGHT, "links": WRONG}),
        ([NAME], [found_name(entity_id="Q9")], {"names": WRONG, "persons": MISSED, "places": INVENTED}),
        ([{**NAME, "type_alt": ["place"]}], [found_name(entity_id="Q9")], {"names": RIGHT}),
        ([NAME], [found_name(status="nil", entity_id=None)], {"names": RIGHT, "links": MISSED}),
        ([NAME], [found_name(status="undecided")], {"names": RIGHT, "links": MISSED}),
        ([{**NAME, "entity_id": None}], [found_name()], {"names": RIGHT, "links": NOTHING}),
        ([{**NAME, "entity_id": None, "unlinkable": True}], [found_name()], {"links": INVENTED}),
        ([{**NAME, "optional": True}], [found_name()], {"names": NOTHING, "links": NOTHING}),
        ([{**NAME, "optional": True}], [], {"names": NOTHING, "links": NOTHING}),
        (
            [WRONG_NAME],
            [found_name(error="misspelling", corrected="Jon Berg")],
            {"errors": RIGHT, "error kinds": RIGHT, "corrections": RIGHT},
        ),
        ([WRONG_NAME], [found_name()], {"names": RIGHT, "errors": MISSED, "corrections": MISSED}),
        (
            [WRONG_NAME],
            [found_name(error="misreading", corrected="Jan Berg")],
            {"errors": RIGHT, "error kinds": WRONG, "corrections": WRONG},
        ),
        (
            [{**WRONG_NAME, "error_alt": ["misreading"], "corrected_alt": ["Jan Berg"]}],
            [found_name(error="misreading", corrected="Jan Berg")],
            {"errors": RIGHT, "error kinds": RIGHT, "corrections": RIGHT},
        ),
        (
            [{**WRONG_NAME, "error": "unknown"}],
            [found_name(error="misreading", corrected="Jon Berg")],
            {"error kinds": RIGHT},
        ),
        ([NAME], [found_name(error="misreading", corrected="Jon Berg")], {"errors": INVENTED}),
        (
            [{**NAME, "optional": True}],
            [found_name(error="misreading", corrected="Jon Berg")],
            {"errors": INVENTED, "corrections": INVENTED},
        ),
    ],
)
def test_names_are_scored_field_by_field(
    tmp_path: Path, gold: list[Line], found: list[Line], tallies: dict[FieldName, Tally]
) -> None:
    """Place and type, link, error, kind of error and correction each have a tally of their own."""
    scored = evaluated(tmp_path, {"mentions": gold}, names=found).tallies

    assert {field: scored[field] for field in tallies} == tallies


@pytest.mark.parametrize(
    ("found", "wrong"),
    [
        (found_fact(), set()),
        (found_fact(place=(300, 360)), set()),
        (found_fact(place=(40, 160)), set()),
        (found_fact(place=(60, 160)), {"sentences", "participants", "statuses", "facts", "kinds"}),
        (found_fact(people=[("John Berg", "Q1")]), {"participants", "facts"}),
        (found_fact(people=[("Berg", "Q1"), ("ANN  HOLM", None)]), set()),
        (found_fact(people=[("Berg", "Q2"), ("Ann Holm", None)]), {"participants", "facts"}),
        (found_fact(people=[("Berg", "Q1"), ("Ann Holm", None), ("Kim", None)]), set()),
        (found_fact(status="claimed"), set()),
        (found_fact(status="happened"), {"statuses", "facts"}),
        (found_fact(status=None), {"statuses", "facts"}),
        (found_fact(kind="visit"), set()),
        (found_fact(kind="call"), {"kinds"}),
        (found_fact(kind=None), {"kinds"}),
        (found_fact(days=("2023-05-02", "2023-05-03")), {"times"}),
    ],
)
def test_facts_are_scored_field_by_field(tmp_path: Path, found: Line, wrong: set[FieldName]) -> None:
    """A fact is whole with place, participants and status right; kind and time are scored apart."""
    fields: tuple[FieldName, ...] = ("sentences", "participants", "statuses", "facts", "kinds", "times")
    scored = evaluated(tmp_path, {"facts": [MEETING]}, facts=[found]).tallies

    judged = [field for field in fields if field != "times" or "sentences" not in wrong]
    assert {field: scored[field] for field in judged} == {
        field: WRONG if field in wrong else RIGHT for field in judged
    }


@pytest.mark.parametrize(
    ("time", "alternatives", "days", "tally"),
    [
        ("2023-05", [], ("2023-05-01", "2023-05-31"), RIGHT),
        ("2023-05-02/2023-05", [], ("2023-05-02", "2023-05-31"), RIGHT),
        ("2023-05-02", [], None, MISSED),
        ("2023-05-02", [None], None, NOTHING),
        ("2023-05-02", [None], ("2023-05-02", "2023-05-02"), Tally(found=1, found_right=1)),
        ("2023-05-02", ["2023-05-03"], ("2023-05-03", "2023-05-03"), RIGHT),
        (None, [], None, NOTHING),
        (None, [], ("2023-05-02", "2023-05-02"), INVENTED),
    ],
)
def test_times_are_closed_intervals(
    tmp_path: Path,
    time: str | None,
    alternatives: list[str | None],
    days: tuple[str, str] | None,
    tally: Tally,
) -> None:
    """First and last day must be the same; where gold has no time, or allows for none, none is right."""
    gold = {**MEETING, "time": time, "time_alt": alternatives}

    assert tally == evaluated(tmp_path, {"facts": [gold]}, facts=[found_fact(days=days)]).tallies["times"]


def test_a_schema_without_a_kind_goes_by_its_name(tmp_path: Path) -> None:
    """A user's own class is the kind of its facts."""
    gold, found = {**MEETING, "kind": "Appointment"}, found_fact(kind=None)
    found["schema"] = "mine:Outer.Appointment"

    assert evaluated(tmp_path, {"facts": [gold]}, facts=[found]).tallies["kinds"] == RIGHT


def test_one_fact_found_does_not_count_twice(tmp_path: Path) -> None:
    """Two facts of one sentence need two facts found."""
    scored = evaluated(tmp_path, {"facts": [MEETING, MEETING]}, facts=[found_fact()]).tallies

    assert scored["facts"] == Tally(found=1, found_right=1, wanted=2, wanted_right=1)


def test_facts_are_paired_so_that_most_are_whole(tmp_path: Path) -> None:
    """The first fact found fits both of gold's, the second only one: both are right."""
    alone = {**MEETING, "participants": ["Q1"]}
    both, one = found_fact(), found_fact(people=[("John Berg", "Q1")])

    scored = evaluated(tmp_path, {"facts": [alone, MEETING]}, facts=[both, one]).tallies

    assert scored["facts"] == Tally(found=2, found_right=2, wanted=2, wanted_right=2)


def test_central_facts_come_first(tmp_path: Path) -> None:
    """A fact that fits a central and another one is given to the central; the other is not missed."""
    result = evaluated(tmp_path, {"facts": [{**MEETING, "must": False}, MEETING]}, facts=[found_fact()])

    assert result.tallies["facts"] == RIGHT
    assert result.misses == ()


def test_facts_beside_the_central_ones_are_right_where_they_are_found(tmp_path: Path) -> None:
    """They count for precision alone."""
    scored = evaluated(tmp_path, {"facts": [{**MEETING, "must": False}]}, facts=[found_fact()]).tallies

    assert scored["facts"] == Tally(found=1, found_right=1)


@pytest.mark.parametrize(
    ("gold", "said", "tally"),
    [(True, True, RIGHT), (True, False, MISSED), (False, True, INVENTED), (None, True, NOTHING)],
)
def test_negations_are_judged_where_gold_tells(
    tmp_path: Path, gold: bool | None, said: bool, tally: Tally
) -> None:
    """What did not happen must be said not to have, and nothing else."""
    result = evaluated(tmp_path, {"facts": [{**MEETING, "negated": gold}]}, facts=[found_fact(negated=said)])

    assert tally == result.tallies["negations"]


def test_what_is_not_annotated_is_not_scored(tmp_path: Path) -> None:
    """Gold of facts alone judges no names, and the other way round."""
    assert "names" not in evaluated(tmp_path, {"facts": []}, names=[found_name()]).tallies
    assert "facts" not in evaluated(tmp_path, {"mentions": []}, facts=[found_fact()]).tallies


def test_what_comes_from_boilerplate_is_counted(tmp_path: Path) -> None:
    """A fact or a name that touches a span that is no part of the article."""
    result = evaluated(
        tmp_path, {"boilerplate": [[15, 50]]}, names=[found_name()], facts=[found_fact(place=(50, 60))]
    )

    assert (result.names_from_boilerplate, result.facts_from_boilerplate) == (1, 0)


def test_articles_without_a_word_or_without_gold_are_named(tmp_path: Path) -> None:
    """An article that the run wrote nothing about is missed as a whole; one without gold is not judged."""
    other = {**found_name(), "article_id": "two"}
    result = evaluated(tmp_path, {"mentions": [NAME]}, names=[other])

    assert (result.silent, result.unjudged) == (("one",), 1)
    assert result.tallies["names"] == MISSED


def test_each_miss_is_told_once(tmp_path: Path) -> None:
    """With its field, its place, what was wanted and what was found."""
    result = evaluated(
        tmp_path,
        {"mentions": [WRONG_NAME], "facts": [MEETING]},
        names=[found_name(entity_id="Q2"), found_name(start=30, end=34, surface="Ivan")],
        facts=[found_fact(status="denied"), found_fact(place=(500, 560))],
    )

    assert [(miss.field, miss.how, miss.start, miss.wanted, miss.found) for miss in result.misses] == [
        ("links", "wrong", 10, "Q1", "Q2"),
        ("errors", "missed", 10, "misspelling: Jon Berg", ""),
        ("names", "invented", 30, "", "person"),
        ("statuses", "wrong", 0, "planned or claimed", "denied"),
        ("facts", "invented", 500, "", "meeting (planned): Jon Berg, Ann Holm"),
    ]


def test_the_files_of_a_run_are_read_as_they_are_written(tmp_path: Path) -> None:
    """What ``corrigenda run`` writes is what is scored."""
    article = made_article("one")
    write_made(tmp_path, article)
    text = article.article.text
    start = text.index("John Berg")
    sentence = article.records[0].sentence
    gold: Line = {
        "mentions": [{**WRONG_NAME, "start": start, "end": start + 9}],
        "facts": [{**MEETING, "sentences": [[sentence.start, sentence.end]], "status": "happened"}],
    }
    result = evaluate_run(
        [GoldArticle.model_validate({"article_id": "one", **gold})], tmp_path, {"Q1": "person"}.get
    )

    assert result.tallies["corrections"] == RIGHT
    assert result.tallies["facts"] == RIGHT


BAD_GOLD = [
    ("{", "Invalid JSON"),
    ("[]", "object"),
    ('{"facts": []}', "article_id: Field required"),
    ('{"article_id": "one", "fact": []}', "fact: Extra inputs are not permitted"),
    (
        json.dumps({"article_id": "one", "mentions": [{**NAME, "end": 18}]}),
        "mentions.0: 'John Berg' does not",
    ),
    (json.dumps({"article_id": "one", "mentions": [{**NAME, "type": "dog"}]}), "(given: 'dog')"),
    (
        json.dumps({"article_id": "one", "mentions": [{**NAME, "error": "unknown"}]}),
        "both error and corrected",
    ),
    (json.dumps({"article_id": "one", "mentions": [{**NAME, "unlinkable": True}]}), "'Q1' and unlinkable"),
    (json.dumps({"article_id": "one", "facts": [{**MEETING, "time": "Tuesday"}]}), "'Tuesday' is not a date"),
    (json.dumps({"article_id": "one", "facts": [{**MEETING, "time": "2023/2022"}]}), "ends before it starts"),
    (
        json.dumps({"article_id": "one", "facts": [{**MEETING, "sentences": [[9, 3]]}]}),
        "[9, 3] is no span",
    ),
    (json.dumps({"article_id": "one", "facts": [{**MEETING, "sentences": []}]}), "facts.0.sentences"),
]


@pytest.mark.parametrize(("line", "message"), BAD_GOLD)
def test_bad_gold_is_told_with_its_line(tmp_path: Path, line: str, message: str) -> None:
    """The message names the file, the line, the field and what is wrong with it."""
    path = tmp_path / "gold.jsonl"
    path.write_text(f'{{"article_id": "zero"}}\n\n{line}\n', "utf-8")

    with pytest.raises(InputError) as raised:
        read_gold(path)

    assert f"line 3 of {str(path)!r}" in str(raised.value)
    assert message in str(raised.value)
    assert raised.value.path == path


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "No such file"),
        (b"\n\n", "holds no gold"),
        (b'{"article_id": "\xff"}', "not UTF-8"),
        (b'{"article_id": "one"}\n{"article_id": "one"}', "'one' is there twice"),
    ],
)
def test_a_gold_file_that_cannot_be_used_is_refused(
    tmp_path: Path, content: bytes | None, message: str
) -> None:
    """Missing, empty, of another encoding, or with an article twice."""
    path = tmp_path / "gold.jsonl"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(InputError, match=message):
        read_gold(path)


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("facts.jsonl", None, "wrote"),
        ("names.jsonl", "{}\n", "line 1 of"),
        ("facts.jsonl", "no", "line 1 of"),
    ],
)
def test_a_directory_that_is_no_runs_is_refused(
    tmp_path: Path, file: str, content: str | None, message: str
) -> None:
    """A file that is missing or has another form says what to do."""
    path = write_run(tmp_path) / file
    path.unlink()
    if content is not None:
        path.write_text(content, "utf-8")

    with pytest.raises(InputError, match=message):
        evaluate_run([GoldArticle(article_id="one")], tmp_path, TYPES.get)


@pytest.fixture
def gold_file(tmp_path: Path) -> Path:
    """Gold with a wrong name and a meeting."""
    path = tmp_path / "gold.jsonl"
    gold = {"article_id": "one", "mentions": [WRONG_NAME], "facts": [MEETING]}
    path.write_text(json.dumps(gold) + "\n", "utf-8")
    return path


def printed(*words: object) -> str:
    """What ``corrigenda eval`` prints."""
    app = typer.Typer()
    app.command()(cli_eval.evaluate)
    result = CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_run_is_shown_with_its_misses(tmp_path: Path, gold_file: Path) -> None:
    """A row for each field, then every miss, article by article."""
    out = write_run(tmp_path / "out", names=[found_name()], facts=[found_fact()])
    shown = printed(gold_file, "--out", out)

    assert " ".join(next(line for line in shown.splitlines() if line.startswith(" facts")).split()) == (
        "facts 1.000 1.000 1.000 1 1 1 1"
    )
    assert "errors: missed at 10, 'John Berg': wanted misspelling: Jon Berg" in shown


def test_two_runs_are_shown_side_by_side(tmp_path: Path, gold_file: Path) -> None:
    """The gain in F1, what either misses alone, and how much both miss."""
    here = write_run(tmp_path / "here", names=[found_name()], facts=[found_fact(kind="call")])
    there = write_run(tmp_path / "there", names=[found_name()])
    shown = printed(gold_file, "--out", here, "--compare", there)

    assert " ".join(next(line for line in shown.splitlines() if line.startswith(" facts")).split()) == (
        "facts 1.000 1.000 1.000 – 0.000 0.000 +1.000"
    )
    alone, beside = shown.split("Misses of ")[1:]
    assert "kinds: wrong at 0" in alone
    assert "facts: missed at 0" in beside
    assert "1 misses are the same in both" in beside


def test_json_has_counts_shares_and_misses(tmp_path: Path, gold_file: Path) -> None:
    """For programs: one object, the run under ``run`` and the one compared under ``compared``."""
    out = write_run(tmp_path / "out", facts=[found_fact()])
    body = json.loads(printed(gold_file, "--out", out, "--compare", out, "--json"))

    assert set(body) == {"run", "compared"}
    assert body["run"]["tallies"]["facts"] == {
        "found": 1,
        "found_right": 1,
        "wanted": 1,
        "wanted_right": 1,
        "precision": 1.0,
        "recall": 1.0,
        "f1": 1.0,
    }
    assert [miss["field"] for miss in body["run"]["misses"]] == ["names"]
