"""``corrigenda table import`` and ``fetch`` at the terminal: the account, exit codes, what is refused."""

from pathlib import Path

import pytest
from made_wikidata import a_wikidata, parliament

from corrigenda.cli import main


def ended(command: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """The exit code of a command and what it said on standard error."""
    with pytest.raises(SystemExit) as exit_:
        main(command)
    return int(exit_.value.code or 0), capsys.readouterr().err


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of one's own, with no cache but there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CORRIGENDA_CACHE", str(tmp_path / "cache"))


def test_an_import_ends_with_an_account(capsys: pytest.CaptureFixture[str]) -> None:
    """Columns read and unread, what was left out with its line, and what there is now."""
    Path("people.csv").write_text(
        "Name;Amt;Bis;Shoe\nLena Varga;Minister;2020-13-45;38\nIvo Brandt;Mayor;heute;\n"
    )
    code, said = ended(["table", "import", "people.csv", "--out", "out.jsonl"], capsys)

    assert code == 0
    assert said.splitlines() == [
        "read as csv",
        "  columns parted by ';'",
        "  Name        2  name",
        "  Amt         2  title",
        "  Bis         2  end",
        "  Shoe        1  not used, such as '38'",
        "  left out, Bis: 1 the calendar has no such date; its term is left out,"
        " such as '2020-13-45', line 2",
        "2 persons, 2 names, 1 term of office: out.jsonl",
    ]


@pytest.mark.parametrize(
    "content", ["name\n", "name\nNULL\n", '{"entities": {"Q1": {"id": "Q1", "missing": ""}}}']
)
def test_an_empty_import_exits_1(content: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A table of nobody is not passed on in silence."""
    Path("people").write_text(content)
    code, said = ended(["table", "import", "people", "--out", "out.jsonl"], capsys)

    assert code == 1
    assert "nothing could be imported" in said


def test_columns_and_constants_are_said(capsys: pytest.CaptureFixture[str]) -> None:
    """``--map``, ``--set`` and ``--dates`` say what the file does not."""
    Path("people.csv").write_text("Elected member,From\nLena Varga,03/04/2020\n")
    command = ["table", "import", "people.csv", "--out", "out.jsonl"]
    refused = ended(command, capsys)
    told = ["--map", "name=Elected member", "--set", "title=Member of Parliament", "--dates", "day-first"]
    code, _ = ended([*command, *told], capsys)

    assert refused[0] == 2
    assert "--dates day-first or --dates month-first" in refused[1]
    assert code == 0
    assert '"title":"Member of Parliament","start":"2020-04-03"' in Path("out.jsonl").read_text()
    assert ended([*command, "--map", "name"], capsys)[0] == 2


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "name whom you want"),
        (["--office", "Bundestag"], "'Bundestag' is no item"),
        (["--ministers", "Utopia"], "'Utopia' is no country"),
        (["--people", "missing.txt"], "neither ids nor a file"),
    ],
)
def test_what_cannot_be_fetched_is_refused(
    options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is no item, country or file is refused before anything is asked."""
    code, told = ended(["table", "fetch", "wikidata", "--out", "out.jsonl", *options], capsys)

    assert code == 2
    assert said in " ".join(told.replace("│", " ").split())


@pytest.mark.block_network(allowed_hosts=[r"127\.0\.0\.1"])
@pytest.mark.parametrize("people", ["Q900000,Q900001", "ids.txt"])
def test_people_are_fetched_by_their_ids(people: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A list of ids, or a file of them, becomes a table with their offices."""
    Path("ids.txt").write_text("Q900000\nhttp://www.wikidata.org/entity/Q900001\n")
    with a_wikidata(*parliament(3)) as server:
        hosts = ["--query-service", server.query_service, "--api", server.api]
        command = ["table", "fetch", "wikidata", "--people", people, "--out", "out.jsonl", *hosts]
        code, said = ended(command, capsys)

    assert code == 0
    assert server.queries == []
    assert said.splitlines()[-1] == "2 persons, 5 names, 2 terms of office, 1 office: out.jsonl"
