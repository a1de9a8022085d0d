"""The files of a run: their form, and that they appear whole or not at all."""

import csv
import errno
import io
import json
from pathlib import Path

import pytest
from made_articles import TEXT, made_article
from made_outputs import write_made

from corrigenda.outputs import inert, make_directories, replacing
from corrigenda.outputs.lines import as_line
from corrigenda.schemas.entities import Entity, EntityName, OfficeTerm
from corrigenda.schemas.errors import OutputError
from corrigenda.schemas.records import Reject


def written(directory: Path, *articles: str) -> Path:
    """The output directory of a run over made articles with these ids."""
    return write_made(directory, *map(made_article, articles))


def lines(path: Path) -> list[dict[str, object]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_a_fact_line_has_the_fields_of_the_contract(tmp_path: Path) -> None:
    """``facts.jsonl`` holds the fact as written and as reconciled, its sentence, and each field's ground."""
    (line,) = lines(written(tmp_path, "one") / "facts.jsonl")

    assert list(line) == [
        *("id", "article_id", "schema", "as_written", "reconciled", "sentence", "fields"),
        *("status", "speaker", "provenance"),
    ]
    assert line["as_written"]["who"] == ["Ann Holm", "John Berg"]
    assert line["reconciled"]["who"] == ["Ann Holm", "Jon Berg"]
    assert set(line["sentence"]) == {"id", "start", "end", "text"}
    assert set(line["provenance"]) == {"model", "prompt", "schema", "request"}
    assert set(line["fields"]["when"]) == {"surface", "start", "end", "alignment", "time"}
    assert set(line["fields"]["who[1]"]) == {"surface", "start", "end", "alignment", "types", "resolution"}


def test_every_span_cuts_its_surface_out_of_the_article(tmp_path: Path) -> None:
    """Offsets in all files point into the raw text, of any script."""
    text = "会談 Ministers — İ\n" + TEXT[TEXT.index("OSLO") :]
    write_made(tmp_path, made_article(text=text))
    (fact,) = lines(tmp_path / "facts.jsonl")

    spans = [
        *fact["fields"].values(),
        *lines(tmp_path / "names.jsonl"),
        *lines(tmp_path / "corrections.jsonl"),
        *lines(tmp_path / "coverage.jsonl"),
    ]
    assert len(spans) == 7
    assert [text[span["start"] : span["end"]] for span in spans] == [span["surface"] for span in spans]


def test_what_no_fact_uses_stands_with_its_sentence(tmp_path: Path) -> None:
    """A line of ``coverage.jsonl`` is a name, a time or a number, what it means, and its sentence."""
    (line,) = lines(written(tmp_path, "one") / "coverage.jsonl")

    assert line == {
        "article_id": "one",
        "kind": "name",
        "surface": "Berg",
        "start": TEXT.index("Berg “"),
        "end": TEXT.index("Berg “") + 4,
        "entity_id": "Q1",
        "canonical": "Jon Berg",
        "sentence": "Berg “welcomed” the talks.",
    }


def test_names_and_corrections_stand_with_their_sentence(tmp_path: Path) -> None:
    """Lines of ``names.jsonl`` and ``corrections.jsonl`` have the article's id and the sentence as it was."""
    written(tmp_path, "one")
    names, corrections = lines(tmp_path / "names.jsonl"), lines(tmp_path / "corrections.jsonl")

    assert [(name["article_id"], name["surface"], name["status"]) for name in names] == [
        ("one", "Ann Holm", "undecided"),
        ("one", "John Berg", "linked"),
    ]
    assert [(one["surface"], one["replacement"], one["error"]) for one in corrections] == [
        ("John Berg", "Jon Berg", "misspelling")
    ]
    assert {line["sentence"] for line in (*names, *corrections)} == {
        "Foreign Minister Ann Holm met John Berg’s envoy on Tuesday."
    }


def test_the_corrected_text_differs_in_the_edits_alone(tmp_path: Path) -> None:
    """``corrected/<id>.txt`` is the raw text with the edits made, line ends included."""
    write_made(tmp_path, made_article("one", text=TEXT.replace("talks.\n", "talks.\r\n")))

    corrected = (tmp_path / "corrected" / "one.txt").read_bytes().decode()
    assert corrected == TEXT.replace("talks.\n", "talks.\r\n").replace("John Berg", "Jon Berg")


def test_a_reject_keeps_its_reason_and_its_cost(tmp_path: Path) -> None:
    """``rejects.jsonl`` holds rejects of articles and of files that were never articles."""
    unread = Reject(article_id="two", stage="read", reason="the file is empty")
    write_made(tmp_path, made_article("one"), unread)

    assert [
        (line["article_id"], line["stage"], line["tokens"]) for line in lines(tmp_path / "rejects.jsonl")
    ] == [
        ("one", "ground", 7),
        ("two", "read", 0),
    ]


def sheet(path: Path) -> list[dict[str, str]]:
    """The rows of a table for spreadsheets."""
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def test_an_article_has_a_row(tmp_path: Path) -> None:
    """What it is called, its day, what became of it and what was counted; the same as lines of JSON."""
    unread = Reject(article_id="two", stage="read", reason="the file is empty", detail={"path": "two.txt"})
    write_made(tmp_path, made_article("one"), unread)
    read, failed = sheet(tmp_path / "articles.csv")

    assert (read["title"], read["published"], read["state"]) == (
        "Ministers meet in Oslo",
        "2024-05-08",
        "done",
    )
    assert (read["facts"], read["names"], read["linked"], read["corrected"]) == ("1", "2", "1", "1")
    assert (failed["id"], failed["path"], failed["state"]) == ("two", "two.txt", "failed")
    assert [line["facts"] for line in lines(tmp_path / "articles.jsonl")] == [1, 0]


def test_a_fact_has_a_row(tmp_path: Path) -> None:
    """It can be read alone: the article, the sentence, what is said, the day; the rest as JSON."""
    written(tmp_path, "one", "two")
    one, two = sheet(tmp_path / "facts.csv")

    assert (one["article_id"], two["article_id"]) == ("one", "two")
    assert (one["article_title"], one["article_published"]) == ("Ministers meet in Oslo", "2024-05-08")
    assert TEXT[int(one["sentence_start"]) : int(one["sentence_end"])] == one["sentence"]
    assert (one["kind"], one["what"], one["status"], one["negated"]) == (
        "meeting",
        "met",
        "happened",
        "false",
    )
    assert one["participants"] == "Ann Holm; Jon Berg"
    assert (one["time_surface"], one["time"], one["time_end"]) == ("on Tuesday", "2024-05-07", "2024-05-07")
    assert json.loads(one["other"]) == {"who": ["Ann Holm", "Jon Berg"], "when": "on Tuesday", "where": []}


def test_a_participant_has_a_row(tmp_path: Path) -> None:
    """Each name of a fact, in which role, and who it is where it is linked: no candidate passes for one."""
    written(tmp_path, "one")
    holm, berg = sheet(tmp_path / "participants.csv")

    assert (holm["role"], holm["field"], holm["status"], holm["entity_id"]) == (
        "who",
        "who[0]",
        "undecided",
        "",
    )
    assert (berg["role"], berg["entity_id"], berg["canonical"]) == ("who", "Q1", "Jon Berg")
    assert (berg["type"], berg["corrected"], berg["error"]) == ("person", "Jon Berg", "misspelling")
    assert TEXT[int(berg["start"]) : int(berg["end"])] == berg["surface"] == "John Berg"


def test_a_linked_name_has_its_country_and_its_office_on_the_day(tmp_path: Path) -> None:
    """That of the article's day; of several the one that one person holds at a time."""

    def term(title: str, start: str, end: str | None = None) -> OfficeTerm:
        return OfficeTerm(title=title, country="NO", start=start, end=end)

    berg = Entity(
        id="Q1",
        type="person",
        names=(EntityName(text="Jon Berg", kind="canonical"),),
        country="NO",
        terms=(
            term("Prime Minister of Norway", "2020-01-01"),
            term("Member of the Storting", "2023-01-01"),
            term("Foreign Minister of Norway", "2010-01-01", "2019-12-31"),
        ),
    )
    write_made(tmp_path, made_article("one"), table=[berg])
    holm, linked = sheet(tmp_path / "names.csv")

    assert (linked["country"], linked["office"]) == ("NO", "Prime Minister of Norway")
    assert (holm["type"], holm["country"], holm["office"]) == ("", "", "")
    assert [line["office"] for line in lines(tmp_path / "names.jsonl")] == [None, "Prime Minister of Norway"]


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＠SUM(A1)"]
)
def test_no_cell_is_a_formula(cell: str) -> None:
    """A spreadsheet shows what an article says and never runs it."""
    assert inert(cell) == "'" + cell


def test_a_line_is_one_line_to_every_reader() -> None:
    """Separators at which some readers split lines are escaped, and come back as they were."""
    value = {"text": "a\u2028b\u2029c\u0085d\ne"}

    assert as_line(value).splitlines() == [as_line(value).removesuffix("\n")]
    assert json.loads(as_line(value)) == value


def test_the_files_hold_what_the_store_holds(tmp_path: Path) -> None:
    """A run over a part updates that part: the other articles stay, and a user's own files."""
    written(tmp_path, "one", "two")
    (tmp_path / "corrected" / "mine.txt").write_text("a user's own file")
    before = (tmp_path / "facts.jsonl").read_bytes()

    written(tmp_path, "two")

    assert (tmp_path / "facts.jsonl").read_bytes() == before
    names = sorted(path.name for path in (tmp_path / "corrected").iterdir())
    assert names == ["mine.txt", "one.txt", "two.txt"]


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    """A write that fails names the file, and leaves what stood there."""
    (tmp_path / "names.txt").write_text("before")

    with (
        pytest.raises(OutputError, match=r"names\.txt.*No space left") as caught,
        replacing(tmp_path / "names.txt"),
    ):
        raise OSError(errno.ENOSPC, "No space left on device")

    assert caught.value.path == tmp_path / "names.txt"
    assert [path.name for path in tmp_path.iterdir()] == ["names.txt"]
    assert (tmp_path / "names.txt").read_text() == "before"


@pytest.mark.parametrize("below", ["", "below"])
def test_a_file_is_no_output_directory(tmp_path: Path, below: str) -> None:
    """An output directory that is a file, or would lie below one, is refused by name."""
    (tmp_path / "out").write_text("a file")

    with pytest.raises(OutputError, match="a file stands there"):
        make_directories(tmp_path / "out" / below)
