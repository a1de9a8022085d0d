"""The tutorial does what it says: its files, its command from the recorded answers, its output."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from places import ROOT

from corrigenda.extract.validation import find_problems

BLOCKS = re.findall(r"```(\w+)\n(.*?)```", (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8"), re.S)
FILES = ROOT / "examples" / "tutorial"


def _blocks(language: str) -> list[str]:
    return [text for kind, text in BLOCKS if kind == language]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tutorial's folder, with its command run there."""
    copy = tmp_path_factory.mktemp("tutorial") / "tutorial"
    shutil.copytree(FILES, copy)
    (replayed,) = [block for block in _blocks("sh") if "--replay" in block]
    words = replayed.split()[1:]
    command = "from corrigenda.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", command, *words], cwd=copy, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return copy


def test_the_class_shown_is_the_class_used() -> None:
    """The code in the tutorial is the code in the folder, but for the name of the file."""
    shown = _blocks("python")[0].partition("\n")[2]

    used = (FILES / "appointments.py").read_text(encoding="utf-8").partition("\n\n")[2]
    assert shown == used


def test_the_article_shown_is_the_article_used() -> None:
    """To the letter."""
    assert _blocks("text")[0] == (FILES / "articles" / "cabinet.txt").read_text(encoding="utf-8")


def test_the_facts_shown_are_the_facts_found(place: Path) -> None:
    """As written and as reconciled, from the recorded answers."""
    lines = (place / "found" / "facts.jsonl").read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines]

    shown = [json.loads(line) for line in _blocks("json")[0].splitlines()]
    assert [{key: record[key] for key in ("as_written", "reconciled")} for record in found] == shown
    details = [e["detail"] for e in found[0]["fields"]["person"]["resolution"]["evidence"]]
    assert _blocks("text")[1].strip() in details


def test_the_script_prints_what_is_shown(place: Path) -> None:
    """A record is an object of the user's own class again."""
    done = subprocess.run(
        [sys.executable, "-c", _blocks("python")[1]], cwd=place, capture_output=True, text=True, check=True
    )

    assert done.stdout == _blocks("text")[2]


def test_the_policy_shown_can_work() -> None:
    """It names fields, values and words that there are."""
    shown: dict[str, Any] = {}
    exec(_blocks("python")[2], shown)

    assert find_problems(shown["Meeting"], shown["policy"]) == ()
