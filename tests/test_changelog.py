"""The changelog and the version: what is out, and what is to come."""

import re
import shutil
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
TEXT = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
HEADINGS = re.findall(r"^## (.*)$", TEXT, re.MULTILINE)
RELEASES = [heading.partition(" - ") for heading in HEADINGS[1:]]
ENTRIES = [" ".join(entry.split()) for entry in re.findall(r"^- (.*(?:\n  .*)*)", TEXT, re.MULTILINE)]
KINDS = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")


def test_what_is_to_come_stands_first() -> None:
    """The first section is *Unreleased*, empty or not."""
    assert HEADINGS[0] == "Unreleased"


def test_releases_have_a_day_and_go_backwards() -> None:
    """A release is ``VERSION - DAY``, of three numbers; the newest stands first, by both."""
    versions = [Version(version) for version, _, _ in RELEASES]
    days = [date.fromisoformat(day) for _, _, day in RELEASES]

    assert [str(version) for version in versions if len(version.release) != 3] == []
    assert versions == sorted(set(versions), reverse=True)
    assert days == sorted(days, reverse=True)


def test_the_version_is_out_or_to_come() -> None:
    """pyproject.toml has the version of the newest release, or a later one while something is unreleased."""
    newest = Version(RELEASES[0][0]) if RELEASES else Version("0")

    assert len(Version(VERSION).release) == 3
    assert Version(VERSION) >= newest
    if Version(VERSION) > newest:
        assert "\n### " in TEXT.split("\n## ")[1]


def test_an_entry_is_a_sentence_under_its_kind() -> None:
    """Each entry begins as a sentence does, or with code, and ends with a full stop."""
    kinds = re.findall(r"^### (.*)$", TEXT, re.MULTILINE)

    assert ENTRIES
    assert [entry for entry in ENTRIES if not re.fullmatch(r"[A-Z`].*\.", entry)] == []
    assert set(kinds) <= set(KINDS)


def test_the_command_tells_the_version_of_the_project() -> None:
    """What is installed here is what pyproject.toml says: the version stands nowhere else."""
    command = [sys.executable, "-c", "from corrigenda.cli import main; main()", "--version"]

    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert told == f"corrigenda {VERSION}\n"


def test_a_tag_is_a_release() -> None:
    """Each tag of a version, ``vX.Y.Z``, has its section."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("which tags there are is known in a git clone only")
    told = subprocess.run(
        ["git", "tag", "--list", "v[0-9]*"], cwd=ROOT, capture_output=True, check=True, text=True
    )

    assert set(told.stdout.split()) <= {f"v{version}" for version, _, _ in RELEASES}
