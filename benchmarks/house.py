"""How the code is built, beside the models: ``python -m benchmarks.house [FOLDER …]``.

Counted with Python's own parser and radon: files and lines, how long files and the bodies of functions are,
how many signatures are annotated in full, how many functions have more than ten and more than fifteen ways
through them, and lines of tests to a line of code. Each FOLDER is another package or checkout to count beside
ours; eyecite and rigour are counted where they are installed. Then the trip of one name: the modules and
functions of ours that "Prime Minister Kan" goes through, caches filled by another name before.
"""

import ast
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median, quantiles
from types import FrameType
from typing import Any

from radon.complexity import cc_visit_ast
from radon.visitors import Function

import corrigenda

ROOT = Path(__file__).resolve().parents[1]
MODELS = ("eyecite", "rigour")
OURS = ("corrigenda", "extract", "reconcile", "schemas", "prompts")
BEFORE, NAME = "Chancellor Merkel spoke on Tuesday.", "Prime Minister Kan spoke on Tuesday."
DAY = "2021-03-16"


@dataclass(frozen=True)
class House:
    """What is counted of a package."""

    files: tuple[int, ...]
    """Lines of each module."""
    fullest: int
    """Modules of the fullest folder, its face left out."""
    bodies: tuple[int, ...]
    """Lines of each function, signature and docstring left out."""
    typed: float
    complexity: tuple[int, ...]
    tests: int
    """Lines of tests; 0 where there are none beside the package."""


def count_house(modules: Sequence[Path], tests: Sequence[Path]) -> House:
    """The figures of the modules, and of the tests beside them."""
    trees = [ast.parse(module.read_text(encoding="utf-8")) for module in modules]
    functions = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    folders = [module.parent for module in modules if module.name != "__init__.py"]
    return House(
        files=tuple(map(_lines, modules)),
        fullest=max(map(folders.count, set(folders)), default=0),
        bodies=tuple(map(_body, functions)),
        typed=sum(map(_is_typed, functions)) / len(functions),
        complexity=tuple(
            block.complexity for tree in trees for block in cc_visit_ast(tree) if isinstance(block, Function)
        ),
        tests=sum(map(_lines, tests)),
    )


def python_files(folders: Sequence[Path]) -> list[Path]:
    """The modules below the folders; what links lead to is counted where it stands."""
    found = [path for folder in folders for path in sorted(folder.rglob("*.py"))]
    return [path for path in found if not any(parent.is_symlink() for parent in path.parents)]


def trip(text: str) -> set[tuple[str, str]]:
    """The functions of ours that a text goes through until its names are set right: module and name."""
    touched: set[tuple[str, str]] = set()

    def watch(frame: FrameType, event: str, _: Any) -> None:
        code = frame.f_code
        place = Path(code.co_filename).resolve()
        if event == "call" and place.is_relative_to(ROOT) and not code.co_name.startswith("<"):
            touched.add((place.relative_to(ROOT).as_posix(), code.co_qualname))

    with corrigenda.EntityTable.starter() as table:
        corrigenda.correct_text(BEFORE, table, date=DAY)
        sys.setprofile(watch)
        try:
            corrigenda.correct_text(text, table, date=DAY)
        finally:
            sys.setprofile(None)
    return touched


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _body(function: ast.FunctionDef) -> int:
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


def _is_typed(function: ast.FunctionDef) -> bool:
    """Whether each parameter, ``self`` apart, and the result have their types."""
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    rest = [one for one in (arguments.vararg, arguments.kwarg) if one is not None]
    told = [one for one in (*every, *rest) if one.arg not in ("self", "cls")]
    return function.returns is not None and all(one.annotation is not None for one in told)


FIGURES: dict[str, Callable[[House], str]] = {
    "files / lines": lambda house: f"{len(house.files)} / {sum(house.files):,}",
    "file median / max": lambda house: f"{median(house.files):.0f} / {max(house.files):,}",
    "fullest folder": lambda house: str(house.fullest),
    "function body median / p90 / max": lambda house: (
        f"{median(house.bodies):.0f} / {quantiles(house.bodies, n=10)[-1]:.0f} / {max(house.bodies)}"
    ),
    "typed": lambda house: f"{house.typed:.0%}",
    "complexity over 10 / over 15": lambda house: (
        f"{_over(house, 10)} / {_over(house, 15)} of {len(house.complexity):,}"
    ),
    "test : code lines": lambda house: f"{house.tests / sum(house.files):.2f}" if house.tests else "",
}


def _over(house: House, ways: int) -> int:
    return sum(complexity > ways for complexity in house.complexity)


def houses(others: Sequence[Path]) -> Iterator[tuple[str, House]]:
    """The models that are installed, the folders told, and ours."""
    for name in MODELS:
        if (spec := find_spec(name)) is not None and spec.submodule_search_locations:
            yield name, count_house(python_files([Path(spec.submodule_search_locations[0])]), ())
    for folder in (*others, ROOT):
        parts = [folder / part for part in OURS if (folder / part).is_dir()]
        name = "ours" if folder == ROOT else folder.name
        yield name, count_house(python_files(parts or [folder]), python_files([folder / "tests"]))


def main() -> None:
    """Print both tables."""
    counted = dict(houses([Path(folder).resolve() for folder in sys.argv[1:]]))
    print(f"| | {' | '.join(counted)} |")
    print("|---" * (len(counted) + 1) + "|")
    for figure, say in FIGURES.items():
        print(f"| {figure} | {' | '.join(map(say, counted.values()))} |")
    touched = trip(NAME)
    modules = {module for module, _ in touched}
    print(f"\n{NAME!r}: {len(modules)} modules, {len(touched)} functions")


if __name__ == "__main__":
    main()
