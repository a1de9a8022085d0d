"""Facts with models in them, and facts of several schemas, from the question to the files."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from made_models import ByShape
from made_outputs import write_made
from pydantic import BaseModel

from corrigenda.outputs.lines import fact_line
from corrigenda.pipeline import process_article
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.article import Article
from corrigenda.schemas.facts import Fact, Person, Place, When
from corrigenda.schemas.records import ProcessedArticle

TEXT = (
    "Allies meet in Tokyo\n\n"
    "TOKYO, March 16, 2021 - Secretary of State John Blinken and Foreign Minister Toshimichi Motegi signed"
    " a charter in Tokyo on Tuesday.\n"
    "Blinken will visit Seoul on Wednesday. He told reporters that the charter binds both.\n"
)


class Party(BaseModel):
    """Somebody who signs, and where from."""

    name: Person
    role: str | None = None
    towns: list[Place] = []


class Occasion(BaseModel):
    """When and where it is."""

    where: Place
    when: When | None = None


class Charter(Fact):
    """Several people sign something."""

    parties: list[Party]
    occasion: Occasion | None = None


class Trip(Fact):
    """Somebody travels."""

    traveller: Person
    goal: Place
    when: When | None = None


SIGNED: dict[str, Any] = {
    "parties": [
        {"name": "John Blinken", "role": "guest"},
        {"name": "Toshimichi Motegi", "role": "host", "towns": ["Tokyo"]},
    ],
    "occasion": {"where": "Tokyo", "when": "on Tuesday"},
}
TRIP = {"traveller": "Blinken", "goal": "Seoul", "when": "on Wednesday"}


@pytest.fixture(scope="module")
def process() -> Callable[..., ProcessedArticle]:
    """The pipeline over the text, with the schemas that are answered for."""
    table = EntityTable.starter()

    def run(**answers: dict[str, list[dict[str, Any]]]) -> ProcessedArticle:
        schemas = [kind for kind in (Charter, Trip) if kind.__name__ in answers]
        model = ByShape(**answers)
        return process_article(Article(id="charter", text=TEXT), table=table, model=model, schemas=schemas)

    return run


def test_the_fields_of_a_model_within_are_grounded_by_path(process: Callable[..., ProcessedArticle]) -> None:
    """``parties[1].name`` has its own place, resolution and time, and is set right where it stands."""
    (record,) = process(Charter={"2": [SIGNED]}).records

    assert list(record.fields) == [
        "parties[0].name",
        "parties[1].name",
        "parties[1].towns[0]",
        "occasion.where",
        "occasion.when",
    ]
    assert all(TEXT[field.start : field.end] == field.surface for field in record.fields.values())
    reconciled = record.reconciled
    assert isinstance(reconciled, Charter)
    assert [party.name for party in reconciled.parties] == ["Antony Blinken", "Toshimitsu Motegi"]
    assert [party.role for party in reconciled.parties] == ["guest", "host"]
    assert reconciled.occasion == Occasion(where="Tokyo", when="2021-03-16")
    assert isinstance(record.as_written, Charter)
    assert record.as_written.parties[0].name == "John Blinken"


@pytest.mark.parametrize(
    ("parties", "kept"),
    [
        ([{"name": "Nobody Else"}, {"name": "John Blinken"}], ["John Blinken"]),
        ([{"name": "John Blinken"}, {"name": "John Blinken"}], ["John Blinken"]),
        ([{"name": "Someone", "towns": ["Tokyo"]}, {"name": "John Blinken"}], ["John Blinken"]),
        (
            [{"name": "John Blinken", "role": "guest"}, {"name": "John Blinken", "role": "signer"}],
            ["John Blinken", "John Blinken"],
        ),
    ],
)
def test_one_bad_item_within_costs_that_item(
    process: Callable[..., ProcessedArticle], parties: list[dict[str, Any]], kept: list[str]
) -> None:
    """The others stay, each field under the number that its item has in the end."""
    (record,) = process(Charter={"2": [{"parties": parties}]}).records

    assert isinstance(record.as_written, Charter)
    assert [party.name for party in record.as_written.parties] == kept
    assert [(path, field.surface) for path, field in record.fields.items()] == [
        (f"parties[{number}].name", name) for number, name in enumerate(kept)
    ]


def test_a_model_within_that_lacks_what_it_must_have_is_left_out(
    process: Callable[..., ProcessedArticle],
) -> None:
    """The fact stays without it, and says so."""
    occasion = {"where": "Paris", "when": "on Tuesday"}
    processed = process(Charter={"2": [{**SIGNED, "occasion": occasion}]})

    (record,) = processed.records
    assert isinstance(record.as_written, Charter)
    assert record.as_written.occasion is None
    assert not [path for path in record.fields if path.startswith("occasion")]
    assert [reject.detail["field"] for reject in processed.extraction.rejects] == ["occasion.where"]


@pytest.mark.parametrize(("word", "meant"), [("He", "Blinken"), ("both", "both")])
def test_a_word_for_somebody_within_stands_for_one_at_most(
    process: Callable[..., ProcessedArticle], word: str, meant: str
) -> None:
    """A name within a model can be one person; a word for two stays as it is written."""
    (record,) = process(Charter={"4": [{"parties": [{"name": word}]}]}).records

    assert isinstance(record.as_written, Charter)
    assert [party.name for party in record.as_written.parties] == [meant]


def test_two_schemas_in_one_run_give_both_kinds(
    process: Callable[..., ProcessedArticle], tmp_path: Path
) -> None:
    """Each fact is of its own class, numbered on, and the table for spreadsheets has the same columns."""
    processed = process(Charter={"2": [SIGNED]}, Trip={"3": [TRIP]})
    write_made(tmp_path, processed)

    assert [(record.id, type(record.as_written)) for record in processed.records] == [
        ("charter-f1", Charter),
        ("charter-f2", Trip),
    ]
    lines = [json.loads(line) for line in (tmp_path / "facts.jsonl").read_text("utf-8").splitlines()]
    assert lines == [json.loads(json.dumps(fact_line(record))) for record in processed.records]
    assert [line["schema"].rpartition(":")[2] for line in lines] == ["Charter", "Trip"]
    assert lines[1]["reconciled"] == {"traveller": "Antony Blinken", "goal": "Seoul", "when": "2021-03-17"}
    with (tmp_path / "facts.csv").open(encoding="utf-8-sig", newline="") as table:
        charter, trip = csv.DictReader(table)
    assert charter.keys() == trip.keys()
    assert (charter["kind"], charter["time"], trip["time"]) == ("", "2021-03-16", "2021-03-17")
    assert json.loads(charter["other"]) == lines[0]["reconciled"]
    assert json.loads(trip["other"]) == lines[1]["reconciled"]
    assert trip["participants"] == "Antony Blinken; Seoul"
    with (tmp_path / "participants.csv").open(encoding="utf-8-sig", newline="") as table:
        roles = [(row["fact_id"], row["role"]) for row in csv.DictReader(table)]
    assert {("charter-f1", "parties.name"), ("charter-f2", "traveller")} <= set(roles)
