"""The house: rooms that are not too full, each with a face, entered by it."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import pytest
from places import ROOT
from radon.complexity import cc_visit_ast
from radon.visitors import Function

MOST_COMPLEX = 15
"""Cyclomatic complexity as radon counts it: boolean operators and comprehensions too."""
MOST_LINES = 40

FOLDERS = ("corrigenda", "extract", "reconcile", "schemas", "prompts")
MOST_MODULES = 14


def modules() -> Iterator[Path]:
    """Every module of the code, once: what the links in ``corrigenda/`` lead to counts where it stands."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if not any(parent.is_symlink() for parent in path.parents):
                yield path.relative_to(ROOT)


def name_of(module: Path) -> str:
    """The import path of a module or of a folder."""
    parts = [part for part in module.with_suffix("").parts if part != "__init__"]
    return ".".join(parts if parts[0] == "corrigenda" else ["corrigenda", *parts])


MODULES = tuple(modules())
ROOMS = sorted({module.parent for module in MODULES})
FACES = sorted(name_of(room) for room in ROOMS if len(room.parts) == 2)
"""The rooms that are entered by their face alone; the schemas are data, open to all."""


@pytest.mark.parametrize("room", ROOMS, ids=str)
def test_a_room_is_not_too_full(room: Path) -> None:
    """A folder holds at most fourteen modules besides its face."""
    held = [module for module in MODULES if module.parent == room and module.name != "__init__.py"]

    assert len(held) <= MOST_MODULES


@pytest.mark.parametrize("room", ROOMS, ids=str)
def test_a_room_has_a_face(room: Path) -> None:
    """A folder says in its first line what it promises, and names what others may use; all of it is there."""
    face = import_module(name_of(room))

    assert face.__doc__
    assert face.__all__
    assert [name for name in face.__all__ if not hasattr(face, name) and not _is_module(face, name)] == []


def test_a_room_is_entered_by_its_face() -> None:
    """What stands outside a folder imports from the folder, never from a module inside it."""
    by_the_window = [
        f"{module}: from {imported}"
        for module in MODULES
        for imported in _imports(module)
        if (room := _room_of(imported)) is not None and imported != room and _room_of(name_of(module)) != room
    ]

    assert by_the_window == []


@pytest.mark.parametrize("face", FACES)
def test_a_face_shows_what_somebody_uses(face: str) -> None:
    """Each name of a face is used by the code outside the folder, or is public; the rest stays inside."""
    used = {
        name for module in MODULES if _room_of(name_of(module)) != face for name in _names_from(module, face)
    }

    assert set(import_module(face).__all__) - used - {"main", "app"} == set()


def test_a_name_stands_for_one_class() -> None:
    """No two public classes or names of types are called alike, in whichever folders they stand."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for module in MODULES:
        for name in _classes(module):
            places[name].append(module.as_posix())

    assert {name: found for name, found in places.items() if len(found) > 1} == {}


@pytest.mark.parametrize("room", ROOMS, ids=str)
def test_a_function_can_be_taken_in(room: Path) -> None:
    """No function has more than fifteen ways through it or more than forty lines."""
    measured = {name: size for module in MODULES if module.parent == room for name, size in _sizes(module)}

    assert {name: size for name, size in measured.items() if _is_over(size)} == {}


def _is_over(size: tuple[int, int]) -> bool:
    complexity, lines = size
    return complexity > MOST_COMPLEX or lines > MOST_LINES


def _sizes(module: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each function and method with its cyclomatic complexity and the lines of its body, docstring apart."""
    complexity = {
        block.lineno: (block.fullname, block.complexity)
        for block in cc_visit_ast(_tree(module))
        if isinstance(block, Function)
    }
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.FunctionDef) and node.lineno in complexity:
            name, ways = complexity[node.lineno]
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            lines = (node.end_lineno or 0) - body[0].lineno + 1 if body else 0
            yield f"{module.as_posix()}:{name}", (ways, lines)


def _classes(module: Path) -> Iterator[str]:
    """A module's public classes, and the names that it gives to types (``Offsets = tuple[int, int]``)."""
    for node in _tree(module).body:
        if isinstance(node, ast.ClassDef):
            yield from () if node.name.startswith("_") else (node.name,)
        elif isinstance(node, ast.Assign) and not _makes_type_variable(node.value):
            for target in node.targets:
                if isinstance(target, ast.Name) and target.id[0].isupper() and not target.id.isupper():
                    yield target.id


def _makes_type_variable(value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "TypeVar"


def _is_module(face: ModuleType, name: str) -> bool:
    return find_spec(f"{face.__name__}.{name}") is not None


def _room_of(module: str) -> str | None:
    return next((face for face in FACES if module == face or module.startswith(f"{face}.")), None)


def _tree(module: Path) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"))


def _imports(module: Path) -> Iterator[str]:
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def _names_from(module: Path, face: str) -> Iterator[str]:
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.ImportFrom) and node.module == face:
            yield from (alias.name for alias in node.names)
