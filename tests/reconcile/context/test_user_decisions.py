"""The file of a user's decisions."""

from pathlib import Path

import pytest

from corrigenda.reconcile.context import Decisions
from corrigenda.reconcile.context.user_decisions import Decision, record_decision
from corrigenda.schemas.errors import InputError
from corrigenda.schemas.names import Mention


def test_is_read_back_in_order(tmp_path: Path) -> None:
    """What is recorded is in force the next time; the later of two about the same name and entity counts."""
    path = tmp_path / "decisions.jsonl"
    record_decision(path, Decision(verdict="accepted", surface="Rin", entity_id="hayashi"))
    record_decision(path, Decision(verdict="rejected", surface="rin", entity_id="hayashi", note="a namesake"))

    (found,) = Decisions.load(path).about(Mention(id="1", surface="Rin"))

    assert found == Decision(verdict="rejected", surface="rin", entity_id="hayashi", note="a namesake")


def test_is_only_added_to(tmp_path: Path) -> None:
    """A new decision leaves every line before it as it was, even one that a person wrote by hand."""
    path = tmp_path / "decisions.jsonl"
    by_hand = '{"surface": "Rin",   "verdict": "learned", "entity_id": "hayashi"}\n'
    path.write_text(by_hand, encoding="utf-8")

    record_decision(path, Decision(verdict="rejected", surface="Kan", entity_id="kan"))

    assert path.read_text(encoding="utf-8").startswith(by_hand)
    assert len(Decisions.load(path)) == 2


def test_no_file_is_no_decision(tmp_path: Path) -> None:
    """A missing file means that nothing was decided."""
    assert len(Decisions.load(tmp_path / "none.jsonl")) == 0


@pytest.mark.parametrize("line", ["{", '{"verdict": "maybe", "surface": "Kan"}', '{"verdict": "accepted"}'])
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    """The error says which line is no decision, and carries the path."""
    path = tmp_path / "decisions.jsonl"
    path.write_text('{"verdict": "learned", "surface": "Rin"}\n' + line, encoding="utf-8")

    with pytest.raises(InputError, match="line 2") as caught:
        Decisions.load(path)

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
