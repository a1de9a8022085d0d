"""The public face: what ``import corrigenda`` gives, and what it costs."""

import subprocess
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any, get_args, get_type_hints

import pytest
from pydantic import BaseModel

import corrigenda
from corrigenda.schemas import errors

VERBS = (
    "read_articles",
    "clean_article",
    "extract_facts",
    "reconcile_names",
    "correct_text",
    "process_article",
)


def test_every_public_name_is_there() -> None:
    """Each name of ``__all__`` stands there once and can be had."""
    missing = [name for name in corrigenda.__all__ if not hasattr(corrigenda, name)]

    assert missing == []
    assert len(set(corrigenda.__all__)) == len(corrigenda.__all__)


def test_nothing_else_is_public() -> None:
    """Whatever is no module of ours and has no underscore is in ``__all__``."""
    public = {
        name
        for name, value in vars(corrigenda).items()
        if not name.startswith("_") and not isinstance(value, ModuleType)
    }

    assert public - set(corrigenda.__all__) <= {"lazy_face", "TYPE_CHECKING"}


def test_the_verbs_stand_in_the_order_of_the_flow() -> None:
    """``__all__`` names the verbs in the order in which they run."""
    places = [corrigenda.__all__.index(name) for name in VERBS]

    assert places == sorted(places)


@pytest.mark.parametrize("verb", VERBS)
def test_what_a_verb_gives_is_public(verb: str) -> None:
    """Every type of ours that a verb gives back, and every type inside it, is a public name."""
    given = get_type_hints(getattr(corrigenda, verb))["return"]

    hidden = {kind for kind in _ours(given, set()) if getattr(corrigenda, kind.__name__, None) is not kind}

    assert hidden == set()


def test_every_error_is_public() -> None:
    """The whole tree of errors can be caught by public names."""
    tree = {
        name
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, errors.CorrigendaError)
    }

    assert tree <= set(corrigenda.__all__)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    """A misspelt name fails as it does in any module."""
    with pytest.raises(AttributeError, match="module 'corrigenda' has no attribute 'reconcile_name'"):
        _ = getattr(corrigenda, "reconcile_name")  # noqa: B009 — mypy would object to the name


def test_importing_it_loads_nothing_heavy() -> None:
    """``import corrigenda`` loads the types; the verbs, and what they need, come when they are named."""
    code = "import sys, corrigenda; print(*{name.partition('.')[0] for name in sys.modules})"

    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    heavy = {
        "dateparser",
        "instructor",
        "jinja2",
        "openai",
        "rapidfuzz",
        "rich",
        "trafilatura",
        "typer",
        "yaml",
    }
    assert heavy & set(loaded.split()) == set()


def _ours(annotation: Any, seen: set[type]) -> Iterator[type]:
    """The classes of ours in an annotation, and in the fields of these."""
    for part in get_args(annotation):
        yield from _ours(part, seen)
    if isinstance(annotation, type) and annotation.__module__.startswith("corrigenda."):
        if annotation in seen:
            return
        seen.add(annotation)
        yield annotation
        if issubclass(annotation, BaseModel):
            for field in annotation.model_fields.values():
                yield from _ours(field.annotation, seen)
