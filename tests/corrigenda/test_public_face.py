"""The public face: what ``import corrigenda`` gives, and what it costs."""

import ast
import builtins
import collections.abc
import inspect
import json
import re
import shutil
import subprocess
import sys
import textwrap
import typing
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any, TypeVar, get_args, get_type_hints

import pytest
from places import ROOT
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
MADE_OTHERWISE = ("Model", "EntityTable")
"""Classes whose instances a user gets from a function, and does not make."""


def _signatures() -> Iterator[tuple[str, FunctionType]]:
    """Every public function, and every public method of a public class that is written in it."""
    for name in corrigenda.__all__:
        value = inspect.unwrap(getattr(corrigenda, name))
        if isinstance(value, FunctionType):
            yield name, value
        for method in vars(value) if isinstance(value, type) else ():
            if not method.startswith("_") or (method == "__init__" and name not in MADE_OTHERWISE):
                written = inspect.getattr_static(value, method)
                function = getattr(written, "__func__", getattr(written, "fget", written))
                if isinstance(function, FunctionType) and function.__module__.startswith("corrigenda."):
                    yield f"{name}.{method}", function


SIGNATURES = dict(_signatures())
WRITTEN = [name for name, function in SIGNATURES.items() if function.__code__.co_filename != "<string>"]
"""Those that stand in a file: a dataclass makes some of its own."""


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


@pytest.mark.parametrize("name", SIGNATURES)
def test_what_a_verb_takes_and_gives_is_public(name: str) -> None:
    """Every type of ours in a public signature, and every type inside it, is a public name."""
    hints = get_type_hints(SIGNATURES[name]).values()

    hidden = {
        kind
        for hint in hints
        for kind in _ours(hint, set())
        if getattr(corrigenda, kind.__name__, None) is not kind
    }

    assert hidden == set()


@pytest.mark.parametrize("name", WRITTEN)
def test_a_signature_says_only_public_names(name: str) -> None:
    """What an annotation of a public function calls by name, a user can import, or it is Python's own."""
    function = SIGNATURES[name]
    [definition] = ast.parse(textwrap.dedent(inspect.getsource(function))).body
    assert isinstance(definition, ast.FunctionDef)

    said = {word for annotation in _annotations(definition) for word in _words(annotation)}

    hidden = {
        word
        for word in said - set(corrigenda.__all__)
        if not hasattr(builtins, word) and not _is_python_s_own(word, function.__globals__[word])
    }
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


def test_a_user_s_script_is_typed_throughout(tmp_path: Path) -> None:
    """pyright in its strict mode finds every type in a script of all verbs, the README and the tutorial."""
    pyright = shutil.which("pyright")
    if pyright is None:
        pytest.skip("pyright is not installed")
    shutil.copy(ROOT / "tests" / "made" / "user_script.py", tmp_path)
    shown = [
        (page, number, block)
        for page in ("README.md", "docs/tutorial.md")
        for number, block in enumerate(blocks(page, "python"))
    ]
    for page, number, block in shown:
        told = re.match(r"# (\w+\.py)\n", block)
        name = told[1] if told else f"{Path(page).stem}_{number}.py"
        (tmp_path / name).write_text(block, encoding="utf-8")
    settings = {"include": ["."], "extraPaths": [str(ROOT)]}
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")

    checked = subprocess.run(
        [pyright, "--outputjson", "--pythonpath", sys.executable],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )

    told = json.loads(checked.stdout)
    assert told["generalDiagnostics"] == []
    assert told["summary"]["filesAnalyzed"] == 1 + len(shown)


def blocks(page: str, language: str) -> list[str]:
    """The page's fenced blocks in a language."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def _annotations(definition: ast.FunctionDef) -> Iterator[ast.expr]:
    """Those of the parameters and of the result."""
    arguments = definition.args
    for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
        if argument.annotation is not None:
            yield argument.annotation
    if definition.returns is not None:
        yield definition.returns


def _words(annotation: ast.expr) -> Iterator[str]:
    """The names in an annotation, those in its quoted parts too, the values of a ``Literal`` not."""
    for node in ast.walk(annotation):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
            yield node.value


def _is_python_s_own(name: str, value: object) -> bool:
    if isinstance(value, type):
        return not value.__module__.startswith("corrigenda.")
    return isinstance(value, TypeVar) or any(
        getattr(module, name, None) is value for module in (typing, collections.abc)
    )


def _ours(annotation: Any, seen: set[type]) -> Iterator[type]:
    """The classes of ours in an annotation, and in the fields of these."""
    for part in annotation if isinstance(annotation, list) else get_args(annotation):
        yield from _ours(part, seen)
    if isinstance(annotation, type) and annotation.__module__.startswith("corrigenda."):
        if annotation in seen:
            return
        seen.add(annotation)
        yield annotation
        if issubclass(annotation, BaseModel):
            for field in annotation.model_fields.values():
                yield from _ours(field.annotation, seen)
