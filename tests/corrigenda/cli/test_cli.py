"""The command line: what it prints, and how it leaves."""

import gc
import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest
from made_servers import a_server, saying

from corrigenda.cli import main

Ran = tuple[int | str | None, str, str]
Run = Callable[[str], Ran]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command line in an empty folder; its exit code, standard output and standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CORRIGENDA_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)

    def run_words(words: str) -> Ran:
        with pytest.raises(SystemExit) as left:
            main(shlex.split(words))
        sys.stdout.flush()
        printed = capfd.readouterr()
        return left.value.code, printed.out, printed.err

    return run_words


def test_a_command_leaves_the_garbage_collector_as_it_was(run: Run) -> None:
    """Who runs a command inside another program finds that program's collector as it was."""
    before = gc.get_threshold()

    run("--version")

    assert gc.get_threshold() == before


TABLE = [
    {
        "id": "x:1",
        "type": "person",
        "names": [
            {
                "text": "Ottokar Wendelin",
                "kind": "canonical",
                "given": "Ottokar",
                "family": "Wendelin",
                "lang": "en",
            }
        ],
        "terms": [{"title": "Foreign Minister", "country": "DE", "start": "2021-01-01", "end": "2024-01-01"}],
        "country": "DE",
        "as_of": "2025-01-01",
    }
]
ARTICLE = (
    "BERLIN, May 7, 2022 - German Foreign Minister Ottokar Wendellin met reporters.\nHe left on Friday.\n"
)


@pytest.fixture
def files(tmp_path: Path) -> None:
    """A table, an article that misspells its one name, and mentions."""
    (tmp_path / "table.jsonl").write_text("".join(json.dumps(row) + "\n" for row in TABLE))
    (tmp_path / "article.txt").write_text(ARTICLE)
    (tmp_path / "mentions.csv").write_text("id,surface\n1,Ottokar Wendelin\n2,Nobody Atall\n")


def test_the_version_is_the_package_s(run: Run) -> None:
    """``--version`` prints it."""
    assert run("--version") == (0, f"corrigenda {version('corrigenda')}\n", "")


def test_the_package_is_a_command_too() -> None:
    """``python -m corrigenda`` is the command line, where its script is not on the path."""
    command = [sys.executable, "-m", "corrigenda", "--version"]

    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert printed == f"corrigenda {version('corrigenda')}\n"


@pytest.mark.parametrize(
    "command",
    [
        *("run", "correct", "reconcile", "schema", "table check", "table search", "table stats"),
        *("table import", "table fetch wikidata", "model pull", "model path", "model list"),
    ],
)
def test_every_help_has_an_example(run: Run, command: str) -> None:
    """The help of each command shows how it is used."""
    code, out, _ = run(f"{command} --help")

    assert code == 0
    assert f"Example: corrigenda {command}" in " ".join(out.split())


@pytest.mark.usefixtures("files")
def test_correct_prints_the_corrected_text(run: Run) -> None:
    """The whole text comes out, as it was but for the wrong name."""
    assert run("correct article.txt --table table.jsonl") == (0, ARTICLE.replace("Wendellin", "Wendelin"), "")


@pytest.mark.usefixtures("files")
def test_correct_prints_json(run: Run) -> None:
    """``--json`` has the text, the day, every edit with its reasons, and every name."""
    _, out, _ = run("correct article.txt --table table.jsonl --json")
    told = json.loads(out)

    assert list(told) == ["text", "date", "edits", "names"]
    assert told["date"] == "2022-05-07"
    (edit,) = told["edits"]
    assert ARTICLE[edit["start"] : edit["end"]] == edit["surface"] == "Ottokar Wendellin"
    assert (edit["replacement"], edit["entity_id"], edit["error"]) == (
        "Ottokar Wendelin",
        "x:1",
        "misspelling",
    )
    assert edit["reasons"]


@pytest.mark.usefixtures("files")
def test_correct_prints_a_diff(run: Run) -> None:
    """``--diff`` shows the lines that change, as ``patch`` reads them."""
    _, out, _ = run("correct article.txt --table table.jsonl --diff")

    assert [line[:1] for line in out.splitlines()[2:]] == ["@", "-", "+", " "]
    assert out.startswith("--- article.txt\n+++ article.txt")


@pytest.mark.usefixtures("files")
def test_run_prints_what_it_came_to(run: Run) -> None:
    """The table on the terminal has the figures, and the report's path follows it."""
    code, out, err = run("run article.txt --out found --table table.jsonl --model none")

    assert (code, err) == (0, "")
    for words in ("article", "facts", "linked", "corrected", "rejects", "tokens", "seconds", "1 article"):
        assert words in out
    assert out.endswith(f"Report: {Path('found', 'report.html')}\n")
    assert Path("found", "corrected", "article.txt").read_text() == ARTICLE.replace("Wendellin", "Wendelin")


@pytest.mark.usefixtures("files")
def test_run_leaves_with_1_where_an_article_failed(run: Run) -> None:
    """A failure among the articles is told by name, and by the exit code."""
    Path("empty.txt").write_text("")
    code, out, err = run("run article.txt empty.txt --out found --table table.jsonl --model none")

    assert code == 1
    assert err.startswith("failed: empty: ")
    assert "1 failed" in out


@pytest.mark.usefixtures("files")
def test_reconcile_writes_a_resolution_for_each_mention(run: Run) -> None:
    """The form of the result follows its ending."""
    assert run("reconcile mentions.csv --out out.jsonl --table table.jsonl")[0] == 0

    lines = [json.loads(line) for line in Path("out.jsonl").read_text("utf-8").splitlines()]
    assert [(line["id"], line["status"], line["entity_id"]) for line in lines] == [
        ("1", "linked", "x:1"),
        ("2", "nil", None),
    ]


@pytest.mark.usefixtures("files")
def test_reconcile_leaves_with_1_where_a_line_is_no_mention(run: Run) -> None:
    """A bad line is told by its number; the others are resolved."""
    Path("mentions.jsonl").write_text('{"surface": "Ottokar Wendelin"}\n{"name": "Kan"}\n')
    code, _, err = run("reconcile mentions.jsonl --out out.csv --table table.jsonl")

    assert code == 1
    assert "mentions.jsonl:2: surface: Field required" in err
    assert len(Path("out.csv").read_text("utf-8-sig").splitlines()) == 2


TWINS = [
    {
        "id": name.lower(),
        "type": "person",
        "names": [{"text": "Tor Brokk", "kind": "canonical", "given": "Tor", "family": "Brokk"}],
        "terms": [{"title": title, "country": "NO", "start": "2019"}],
    }
    for name, title in (("Ida", "Harbour Master"), ("Ole", "Fisheries Minister"))
]
DECISION = '{"verdict": "accepted", "surface": "Tor Brokk", "entity_id": "ole", "note": "asked him"}\n'


@pytest.fixture
def twins(tmp_path: Path) -> None:
    """Two people of one name, an article and a mention that do not say which, and a decision."""
    (tmp_path / "twins.jsonl").write_text("".join(json.dumps(row) + "\n" for row in TWINS))
    (tmp_path / "quay.txt").write_text("The catch doubled. Tor Brokk opened the quay.\n")
    (tmp_path / "brokk.jsonl").write_text(
        '{"surface": "Tor Brokk"}\n' * 2 + '{"surface": "Tor Brokk", "date": "2020"}\n'
    )
    (tmp_path / "decided.jsonl").write_text(DECISION)


LOOPBACK = pytest.mark.block_network(allowed_hosts=[r"127\.0\.0\.1"])
COMMANDS = (
    "run quay.txt --out found --model none --table twins.jsonl",
    "correct quay.txt --json --table twins.jsonl",
    "reconcile brokk.jsonl --out names.jsonl --table twins.jsonl",
)


def names_of(command: str, out: str) -> list[tuple[str, str, list[str]]]:
    """Status, entity and kinds of evidence of each name that a command told of."""
    if command.startswith("correct"):
        told = json.loads(out)["names"]
    else:
        file = Path("found/names.jsonl" if command.startswith("run") else "names.jsonl")
        told = [json.loads(line) for line in file.read_text().splitlines()]
    return [(name["status"], name["entity_id"], [one["kind"] for one in name["evidence"]]) for name in told]


@pytest.mark.usefixtures("twins")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_decision_goes_before_all_else(run: Run, command: str) -> None:
    """What a user decided is read by every command that resolves names, and shown as evidence."""
    code, out, _ = run(command)
    before = names_of(command, out)
    decided = run(f"{command} --decisions decided.jsonl")
    after = names_of(command, decided[1])

    assert {status for status, _, _ in before} == {"undecided"}
    assert (code, decided[0]) == (0, 0)
    assert {(status, entity) for status, entity, _ in after} == {("linked", "ole")}
    assert all("decision.accepted" in kinds for _, _, kinds in after)


@pytest.mark.usefixtures("twins")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_line_that_is_no_decision_ends_the_command(run: Run, command: str) -> None:
    """The message has the file, the line and what to do."""
    Path("decided.jsonl").write_text(DECISION + '{"verdict": "rejected", "surface": "Tor Brokk"}\n')

    code, _, err = run(f"{command} --decisions decided.jsonl")

    assert code == 2
    assert "'decided.jsonl', line 2" in err
    assert "'rejected' needs the entity_id of whom it is about; mend or delete the line" in err


@pytest.mark.usefixtures("twins")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_decision_about_a_stranger_is_told(run: Run, command: str) -> None:
    """Whom the table does not have, no decision can be about."""
    Path("decided.jsonl").write_text(DECISION.replace('"ole"', '"olav"'))

    code, _, err = run(f"{command} --decisions decided.jsonl")

    assert code == 0
    assert "warning: decided.jsonl: the table has no 'olav'" in err


@pytest.mark.usefixtures("twins")
@LOOPBACK
@pytest.mark.parametrize("command", COMMANDS[1:])
def test_the_model_is_asked_about_undecided_names(run: Run, command: str) -> None:
    """As many names as are allowed, of a text or of the whole file; its choice is evidence."""
    with a_server(saying('{"choice": "2"}')) as exchange:
        code, out, _ = run(f"{command} --adjudicate 1 --model m --base-url {exchange.address}")

    assert code == 0
    assert len(exchange.bodies) == 1
    status, entity, kinds = names_of(command, out)[0]
    assert (status, entity) == ("linked", "ole")
    assert "model.chosen" in kinds


@pytest.mark.usefixtures("twins")
@LOOPBACK
def test_a_run_pays_for_an_answer_once(run: Run) -> None:
    """The question goes to the model that reads for facts; the same command again asks nothing."""
    with a_server(saying('{"1": [], "2": []}'), saying('{"choice": "1"}')) as exchange:
        command = f"run quay.txt --out found --table twins.jsonl --model m --base-url {exchange.address}"
        first = run(f"{command} --adjudicate 3")
        second = run(f"{command} --adjudicate 3")

    assert (first[0], second[0]) == (0, 0)
    assert len(exchange.bodies) == 2
    assert "2 answers were kept from an earlier run." in second[1]
    assert [name[:2] for name in names_of(command, "")] == [("linked", "ida")]


@pytest.mark.usefixtures("twins")
@LOOPBACK
@pytest.mark.parametrize("command", COMMANDS[1:])
def test_a_question_without_an_answer_is_a_warning(run: Run, command: str) -> None:
    """The name stays undecided, and the command does what it can."""
    with a_server(saying("Ole")) as exchange:
        code, out, err = run(f"{command} --adjudicate 1 --model m --base-url {exchange.address}")

    assert code == 0
    assert "warning: who 'Tor Brokk' is stays undecided: " in err
    assert names_of(command, out)[0][0] == "undecided"


def test_schema_prints_json_schema(run: Run) -> None:
    """The news facts where none is named."""
    _, out, _ = run("schema")

    assert json.loads(out)["title"] == "NewsFact"


def test_schema_prints_what_a_model_fills_in(run: Run) -> None:
    """The draft has plain, bounded strings in place of names."""
    draft = json.loads(run("schema --draft")[1])

    assert draft["properties"]["what"] == {"type": "string", "maxLength": 80}


@pytest.mark.usefixtures("files")
def test_schema_check_leaves_with_1_where_there_are_errors(run: Run) -> None:
    """Good facts pass; what is wrong with others is told line by line."""
    Path("wrong_facts.py").write_text(
        "from corrigenda import Fact, Person, When\n\n\nclass Visit(Fact):\n    who: Person\n    when: When\n"
        "\n\nclass Table(Fact):\n    rows: dict[str, str]\n    days: set[str]\n"
    )

    assert run("schema --check") == (0, "", "0 errors, 0 warnings\n")
    code, out, err = run("schema wrong_facts:Visit --check")
    assert (code, err) == (0, "0 errors, 2 warnings\n")
    assert out.startswith("warning: when: it is required")
    code, out, _ = run("schema wrong_facts:Table --check")
    assert code == 1
    assert [line.split(": ")[:2] for line in out.splitlines()[:2]] == [["error", "rows"], ["error", "days"]]
    code, _, err = run("run article.txt --out found --schema wrong_facts:Table --model none")
    assert (code, Path("found").exists()) == (2, False)
    assert "cannot work: rows: " in err


@pytest.mark.usefixtures("files")
def test_table_check_leaves_with_1_where_there_are_errors(run: Run) -> None:
    """A good table passes; a bad line is told with its place."""
    assert run("table check table.jsonl")[0] == 0
    Path("bad.jsonl").write_text('{"id": "x:1", "type": "person", "names": []}\n')
    code, out, _ = run("table check bad.jsonl")

    assert code == 1
    assert out.startswith("bad.jsonl:1: error: ")


@pytest.mark.usefixtures("files")
def test_table_search_and_stats_tell_what_is_there(run: Run) -> None:
    """Search finds a person by a misspelt name; stats count."""
    assert run("table search table.jsonl 'Otokar Wendelin'")[1].startswith("x:1\t")
    assert "1  person" in run("table stats table.jsonl")[1]
    assert run("table search table.jsonl 'Qwertz'")[0] == 1


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("run nowhere --out found", "'nowhere' does not exist"),
        ("run article.txt --out article.txt", "'article.txt' cannot be the output directory"),
        ("run article.txt --out article.txt/found", "cannot be the output directory"),
        ("run article.txt --out found --model unknown", "model 'unknown' is not known"),
        ("run article.txt --out found --model openai:some", "set OPENAI_API_KEY"),
        ("run article.txt --out found --model local", "corrigenda model pull local"),
        ("run article.txt --out found --model local:none.gguf", "'none.gguf'"),
        ("run article.txt --out found --schema none:None", "'none:None'"),
        ("run article.txt --out found --table none.jsonl", "'none.jsonl'"),
        ("run article.txt --out found --table article.txt", "'article.txt'"),
        ("run article.txt --out found --replay .", "no recorded answers"),
        ("run article.txt --out found --date soon", "'soon' is not a date"),
        ("run article.txt", "--out"),
        ("run article.txt --out found --replay a --record b", "either replayed or recorded"),
        ("run article.txt --out found --model none --adjudicate 1", "there is no model to ask"),
        ("run article.txt --out found --decisions none.jsonl", "'none.jsonl' cannot be read"),
        ("correct article.txt --decisions article.txt", "'article.txt', line 1"),
        ("correct article.txt --adjudicate 1 --model unknown", "model 'unknown' is not known"),
        ("correct nowhere.txt", "'nowhere.txt' does not exist"),
        ("correct article.txt --json --diff", "either JSON or a diff"),
        ("reconcile none.csv --out out.csv", "'none.csv' cannot be read"),
        ("table check none.jsonl", "'none.jsonl' cannot be read"),
        ("table stats none.jsonl", "'none.jsonl'"),
        ("table import none --format none --out out.jsonl", "none"),
        ("model pull none", "'none'"),
        ("nonsense", "nonsense"),
    ],
)
def test_what_cannot_run_is_told_and_leaves_with_2(run: Run, words: str, told: str) -> None:
    """The message says what is wrong, without a traceback, before anything is asked of a model."""
    code, out, err = run(words)

    assert code == 2
    assert told in " ".join(err.replace("│", " ").split())
    assert "Traceback" not in out + err


def test_debug_shows_where_an_error_came_from(monkeypatch: pytest.MonkeyPatch) -> None:
    """With ``--debug`` the error itself comes through."""
    with pytest.raises(Exception, match="'nowhere' does not exist"):
        main(["--debug", "correct", "nowhere"])


def test_the_command_starts_fast() -> None:
    """To correct a text, none of the heavy libraries is loaded."""
    heavy = (
        "openai",
        "instructor",
        "tenacity",
        "vcr",
        "trafilatura",
        "dateparser",
        "jinja2",
        "rich.progress",
        "pysbd",
    )
    program = (
        "import sys\nfrom corrigenda.cli import main\n"
        "try:\n    main(['correct', '--date', '2021-03-16'])\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    text = "U.S. Secretary of State Antony Blinken met reporters.\n"
    ran = subprocess.run(
        [sys.executable, "-c", program], input=text, capture_output=True, text=True, env=os.environ
    )

    assert ran.stdout == f"{text}[]\n"
