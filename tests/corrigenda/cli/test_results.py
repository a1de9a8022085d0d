"""What a run left, looked at again: its report, its tables, its rejects."""

import json
import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from made_articles import made_article
from made_outputs import write_made

from corrigenda.cli import main
from corrigenda.schemas.records import Reject

Run = Callable[[str], tuple[int | str | None, str, str]]
UNREAD = Reject(article_id="b", stage="read", reason="'b.txt' is\nempty", detail={"path": "b.txt"})


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command line beside ``found``; its exit code, standard output and standard error."""
    monkeypatch.chdir(tmp_path)
    write_made(tmp_path / "found", made_article("a"), UNREAD)

    def run_words(words: str) -> tuple[int | str | None, str, str]:
        with pytest.raises(SystemExit) as left:
            main(shlex.split(words))
        sys.stdout.flush()
        printed = capfd.readouterr()
        return left.value.code, printed.out, printed.err

    return run_words


def test_the_report_is_written_anew(run: Run, tmp_path: Path) -> None:
    """From the store alone: it is that of the run."""
    before = (tmp_path / "found" / "report.html").read_text("utf-8")
    (tmp_path / "found" / "report.html").unlink()

    assert run("report found")[0] == 0
    after = (tmp_path / "found" / "report.html").read_text("utf-8")
    assert len(after) == len(before)


def test_tables_are_written_where_they_are_wanted(run: Run, tmp_path: Path) -> None:
    """Each is named."""
    code, said, _ = run("export found --format jsonl --to tables")

    assert code == 0
    assert sorted(said.split()) == sorted(
        str(path.relative_to(tmp_path)) for path in (tmp_path / "tables").iterdir()
    )


def test_rejects_are_listed_with_their_reasons(run: Run) -> None:
    """A line each, and how many there are of each stage."""
    code, said, told = run("rejects found --stage read")

    assert (code, said, told) == (0, "b\tread\t'b.txt' is empty\n", "1 reject: 1 read\n")
    assert json.loads(run("rejects found --stage read --json")[1])["reason"] == UNREAD.reason
    assert run("rejects found --stage adjudicate")[1:] == ("", "0 rejects\n")


@pytest.mark.parametrize("command", ["report", "export", "rejects"])
def test_a_folder_that_no_run_wrote_is_named(run: Run, command: str) -> None:
    """In a line, with what to name instead."""
    code, said, told = run(f"{command} nowhere")

    assert (code, said) == (2, "")
    assert told.startswith("corrigenda: 'nowhere/corrigenda.sqlite' is not there")


def test_another_format_is_refused(run: Run) -> None:
    """Those that there are stand in the error."""
    assert "'jsonl', 'parquet', 'ftm'" in " ".join(run("export found --format xml")[2].split())
