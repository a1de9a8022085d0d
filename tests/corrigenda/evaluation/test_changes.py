"""Two runs beside each other: what changed, fact by fact."""

import json
from pathlib import Path
from typing import Any

import pytest

from corrigenda.cli import main
from corrigenda.evaluation import Change, compare_runs, write_comparison

Line = dict[str, Any]

HOLM: Line = {"status": "linked", "entity_id": "Q1", "canonical": "Ann Holm"}
NAME: Line = {"article_id": "talks", "surface": "Ann Holm", "start": 0, "end": 8, **HOLM}


def a_fact(kind: str = "meeting", *, start: int = 0, text: str = "Ann Holm met Bo.", **said: Any) -> Line:
    """A line of ``facts.jsonl``."""
    field = {"surface": "Ann Holm", "start": start, "end": start + 8, "resolution": HOLM}
    return {
        "id": "talks-f1",
        "article_id": "talks",
        "schema": "corrigenda.schemas.news:NewsFact",
        "reconciled": {"what": "met Bo", "who": ["Ann Holm"], "kind": kind, "negated": False, **said},
        "sentence": {"start": start, "end": start + len(text), "text": text},
        "fields": {"who[0]": field},
        "provenance": {"prompt": said.pop("prompt", "facts.v1")},
    }


def a_run(directory: Path, facts: list[Line], names: list[Line] | None = None) -> Path:
    """A folder such as a run leaves."""
    directory.mkdir()
    for called, lines in (("facts", facts), ("names", names or [])):
        text = "".join(f"{json.dumps(line)}\n" for line in lines)
        (directory / f"{called}.jsonl").write_text(text, "utf-8")
    return directory


def told(change: Change) -> tuple[str, str, dict[str, tuple[str | None, str | None]]]:
    """A change in short."""
    return change.kind, change.how, {one.field: (one.before, one.after) for one in change.fields}


@pytest.mark.parametrize(
    ("after", "changes"),
    [
        (a_fact(), []),
        (a_fact("visit"), [("fact", "changed", {"kind": ("meeting", "visit")})]),
        (a_fact(when="2023-05-02"), [("fact", "changed", {"when": (None, "2023-05-02")})]),
        (
            a_fact(who=["Ann Holm", "Bo"]),
            [("fact", "changed", {"who": ("Ann Holm", "Ann Holm, Bo")})],
        ),
    ],
)
def test_a_field_that_says_something_else_is_told(after: Line, changes: list[object], tmp_path: Path) -> None:
    """With what it said before; what is the same is counted and not told."""
    comparison = compare_runs(a_run(tmp_path / "a", [a_fact()]), a_run(tmp_path / "b", [after]))

    assert [told(change) for change in comparison.changes] == changes
    assert comparison.facts == (0 if changes else 1)


def test_facts_are_paired_with_those_most_like_them(tmp_path: Path) -> None:
    """Of one sentence; where another sentence says it, the one is gone and the other is new."""
    call, visit = a_fact("call", what="rang Bo"), a_fact("visit", what="went to Oslo")
    elsewhere = a_fact(start=40, text="Ann Holm met Bo again.")
    before = a_run(tmp_path / "a", [call, visit])
    after = a_run(tmp_path / "b", [a_fact("visit", what="went to Rome"), call, elsewhere])
    comparison = compare_runs(before, after)

    assert comparison.facts == 1
    assert [(change.how, change.start) for change in comparison.changes] == [("changed", 0), ("new", 40)]
    assert told(comparison.changes[0])[2] == {"what": ("went to Oslo", "went to Rome")}


def test_equal_facts_are_counted_as_often_as_they_are_there(tmp_path: Path) -> None:
    """Of two that are the same one may be gone."""
    comparison = compare_runs(a_run(tmp_path / "a", [a_fact(), a_fact()]), a_run(tmp_path / "b", [a_fact()]))

    assert comparison.facts == 1
    assert [change.how for change in comparison.changes] == ["gone"]


def test_names_and_articles_are_compared_too(tmp_path: Path) -> None:
    """Who is meant, whether it is an error and what it was set right to; an article of one run is told."""
    wrong = {**NAME, "entity_id": "Q2", "error": "misspelling", "corrected": "Anna Holm"}
    other = {**NAME, "article_id": "visit"}
    comparison = compare_runs(a_run(tmp_path / "a", [], [NAME]), a_run(tmp_path / "b", [], [wrong, other]))

    assert [told(change)[:2] for change in comparison.changes] == [("name", "changed"), ("name", "new")]
    assert told(comparison.changes[0])[2] == {
        "entity": ("Q1", "Q2"),
        "error": (None, "misspelling"),
        "corrected": (None, "Anna Holm"),
    }
    assert (comparison.only_before, comparison.only_after) == ((), ("visit",))


def test_what_the_runs_were_run_with_is_told_where_it_differs(tmp_path: Path) -> None:
    """The prompt of the facts, and model, table, version and schemas as the runs' summaries have them."""
    newer = {**a_fact(), "provenance": {"prompt": "facts.v2"}}
    comparison = compare_runs(a_run(tmp_path / "a", [a_fact()]), a_run(tmp_path / "b", [newer]))

    assert [(term.field, term.before, term.after) for term in comparison.terms] == [
        ("prompt of the facts", "facts.v1", "facts.v2")
    ]


def test_the_page_shows_each_change_and_runs_nothing(tmp_path: Path) -> None:
    """Words from outside are escaped; the page fetches and runs nothing."""
    after = a_run(tmp_path / "b", [a_fact(what="<script>alert(1)</script>")])
    comparison = compare_runs(a_run(tmp_path / "a", [a_fact()]), after)
    write_comparison(comparison, tmp_path / "changes.html")
    page = (tmp_path / "changes.html").read_text("utf-8")

    assert "<del>met Bo</del> <ins>&lt;script&gt;" in page
    assert "<script" not in page
    assert "default-src 'none'" in page


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["eval", "gold.jsonl", "--out", "b", "--against", "a", "--html", "page.html"], 0),
        (["run", "article.txt", "--out", "c", "--model", "none", "--compare", "a"], 0),
        (["run", "article.txt", "--out", "c", "--model", "none", "--compare", "c"], 2),
    ],
)
def test_the_commands_compare(
    words: list[str],
    code: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A run is compared with an earlier one, or two beside gold; what is no run is refused beforehand."""
    monkeypatch.chdir(tmp_path)
    a_run(tmp_path / "a", [a_fact()])
    a_run(tmp_path / "b", [a_fact("visit")])
    (tmp_path / "gold.jsonl").write_text('{"article_id": "talks"}\n', "utf-8")
    (tmp_path / "article.txt").write_text("Nobody came.", "utf-8")
    with pytest.raises(SystemExit) as left:
        main(words)

    assert left.value.code == code
    assert ("facts: 0 the same, " in capsys.readouterr().out) is (code == 0)
    assert (tmp_path / "c").exists() is (code == 0 and words[0] == "run")
