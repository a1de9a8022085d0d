"""The file of a user's decisions."""

from pathlib import Path

import pytest

from corrigenda.reconcile.context import Decision, Decisions
from corrigenda.schemas.errors import InputError
from corrigenda.schemas.names import Mention


def test_the_later_of_two_counts(tmp_path: Path) -> None:
    """A decision goes before an earlier one about the same name and entity, however the name is written."""
    path = tmp_path / "decisions.jsonl"
    path.write_text(
        '{"verdict": "accepted", "surface": "Rin", "entity_id": "hayashi"}\n\n'
        '{"verdict": "rejected", "surface": "rin", "entity_id": "hayashi", "note": "a namesake"}\n',
        encoding="utf-8",
    )

    (found,) = Decisions.load(path).about(Mention(id="1", surface="Rin"))

    assert found == Decision(verdict="rejected", surface="rin", entity_id="hayashi", note="a namesake")


def test_all_can_be_looked_at() -> None:
    """The decisions in force are counted and listed."""
    made = [Decision(verdict="rejected", surface="Kan", entity_id=one) for one in ("suga", "kan")]

    decisions = Decisions([made[0], *made])

    assert len(decisions) == 2
    assert list(decisions) == made


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """A misspelt path does not pass for a file without decisions."""
    with pytest.raises(InputError, match=r"none\.jsonl' cannot be read"):
        Decisions.load(tmp_path / "none.jsonl")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "the line: Invalid JSON"),
        ('{"verdict": "maybe", "surface": "Kan"}', "verdict: Input should be 'accepted', 'rejected'"),
        ('{"verdict": "accepted"}', "surface: Field required"),
        ('{"verdict": "accepted", "surface": "Kan", "id": "suga"}', "id: Extra inputs are not permitted"),
        ('{"verdict": "learned", "surface": "Kan"}', "'learned' needs the entity_id"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, told: str) -> None:
    """The error says which line is no decision, why, and what to do; and carries the path."""
    path = tmp_path / "decisions.jsonl"
    path.write_text('{"verdict": "learned", "surface": "Rin", "entity_id": "hayashi"}\n' + line)

    with pytest.raises(InputError, match=r"line 2: .*; mend or delete the line") as caught:
        Decisions.load(path)

    assert told in str(caught.value)
    assert caught.value.path == path


@pytest.mark.parametrize(
    ("title", "expected"), [("Prime Minister", 1), ("prime minister", 1), ("Governor", 0), (None, 0)]
)
def test_a_title_narrows(title: str | None, expected: int) -> None:
    """A decision with a title is in force only beside that title."""
    decisions = Decisions(
        [Decision(verdict="accepted", surface="Kan", entity_id="suga", title="Prime Minister")]
    )

    assert len(decisions.about(Mention(id="1", surface="Kan", title=title))) == expected
