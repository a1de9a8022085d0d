"""Fact schemas found by the name that a user gives."""

from pathlib import Path

import pytest

from corrigenda.cli.schemas import load_schema
from corrigenda.schemas.errors import SchemaError
from corrigenda.schemas.news import NewsFact


def test_a_schema_is_found_by_module_and_class() -> None:
    """``package.module:Class`` names an installed class."""
    assert load_schema("corrigenda.schemas.news:NewsFact") is NewsFact


def test_a_schema_may_lie_in_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user's own module is found where the command is run."""
    (tmp_path / "my_own_facts.py").write_text(
        "from corrigenda.schemas.facts import Fact, Person\n\n\nclass Visit(Fact):\n    who: Person\n"
    )
    monkeypatch.chdir(tmp_path)

    assert list(load_schema("my_own_facts:Visit").model_fields) == ["who"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("NewsFact", "write package.module:Class"),
        ("corrigenda.schemas.news:", "write package.module:Class"),
        ("no_such_module_anywhere:Visit", "cannot be imported"),
        ("./facts/visits.py:Visit", "names a file, not a module: write 'facts.visits:Visit'"),
        ("corrigenda.schemas.news:Missing", "has NewsFact"),
        ("corrigenda.schemas.facts:Fact", "no fact schema"),
        ("json:JSONDecoder", "has none"),
    ],
)
def test_what_is_no_schema_is_named_with_what_to_do(name: str, words: str) -> None:
    """An unknown module or class, or one that is no fact, is an error that says what is there instead."""
    with pytest.raises(SchemaError, match=words) as caught:
        load_schema(name)

    assert caught.value.schema == name
