"""The lock: constraints.txt has a tested version of everything that is asked for, and ``make`` takes it."""

import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCKED = [
    Requirement(line)
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
UNLOCKED = {"bench"}
"""Extras that are not locked: the peers want what not every machine has."""
WANTED = [
    Requirement(line)
    for lines in (
        PROJECT["dependencies"],
        *(lines for extra, lines in PROJECT["optional-dependencies"].items() if extra not in UNLOCKED),
    )
    for line in lines
    if not line.startswith("corrigenda")
]


def test_the_lock_names_one_version_of_each() -> None:
    """Each line is ``name==version``: for every machine, and no name stands there twice."""
    names = [canonicalize_name(locked.name) for locked in LOCKED]

    assert [
        str(one) for one in LOCKED if one.url or one.marker or not str(one.specifier).startswith("==")
    ] == []
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("wanted", WANTED, ids=str)
def test_what_is_asked_for_is_locked_within_its_bound(wanted: Requirement) -> None:
    """Every dependency of pyproject.toml has a version in the lock that it allows."""
    [version] = [
        next(iter(locked.specifier)).version
        for locked in LOCKED
        if canonicalize_name(locked.name) == canonicalize_name(wanted.name)
    ]

    assert wanted.specifier.contains(version, prereleases=True)
