"""The tasks: ``make help`` knows all of them, and what is said elsewhere of them is so."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

import corrigenda

ROOT = Path(__file__).resolve().parents[1]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_help_lists_every_task() -> None:
    """Each target that is made by name stands in ``make help``, with a word on it."""
    if shutil.which("make") is None:
        pytest.skip("there is no make here")
    [targets] = re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)

    command = ["make", "--no-print-directory", "help"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)

    assert re.findall(r"^make (\S+) +\S", told.stdout, re.MULTILINE) == targets.split()


def test_a_commit_is_asked_what_lint_asks() -> None:
    """The hooks of pre-commit run the commands of ``make lint``, with the tools of the same environment."""
    recipe = re.search(r"^lint:.*\n((?:\t.*\n)+)", MAKEFILE, re.MULTILINE)
    assert recipe is not None
    [own] = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]

    assert [hook["entry"] for hook in own["hooks"]] == [line.strip() for line in recipe[1].splitlines()]


def test_the_reference_has_every_public_name_in_its_place() -> None:
    """docs/api.md has the names of ``__all__``, in that order and under the headings that they have there."""
    source = (ROOT / "corrigenda" / "__init__.py").read_text(encoding="utf-8")
    [listed] = re.findall(r"^__all__ = \[.*\n((?:    .*\n)+)\]", source, re.MULTILINE)
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")

    assert re.findall(r"^::: corrigenda\.(\w+)$", page, re.MULTILINE) == corrigenda.__all__
    assert re.findall(r"^(?:## (.+)|::: corrigenda\.(\w+))$", page, re.MULTILINE) == re.findall(
        r'^    (?:# (.+)\.|"(\w+)",)$', listed, re.MULTILINE
    )
