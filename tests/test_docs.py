"""What is written about the code is true: commands, examples, formats, places, links."""

import ast
import doctest
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from places import ROOT
from pydantic import BaseModel

from corrigenda import (
    Decision,
    Edit,
    Entity,
    EntityName,
    EntityTable,
    FactRecord,
    FieldRecord,
    OfficeTerm,
    Reject,
    Resolution,
)

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
FOLDERS = ("corrigenda", "extract", "reconcile", "schemas", "prompts")
PAGES = [
    page.relative_to(ROOT).as_posix()
    for page in sorted((*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "examples").glob("*.md")))
]

_CODE = re.compile(r"`([^`]+)`")
_LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
_PLACES_OF_ONE_MACHINE = re.compile(
    r"(?<![\w.~])/(?:home|root|work|tmp|Users|opt)/\w|(?:pypi|pythonhosted|npmjs)\.(?:org|com)"
)


def blocks(page: str, language: str) -> list[str]:
    """The contents of the page's fenced blocks in a language."""
    fenced = re.findall(rf"^```{language}\n(.*?)^```$", text_of(page), re.MULTILINE | re.DOTALL)
    return [str(block) for block in fenced]


def text_of(page: str) -> str:
    """A page's text."""
    return (ROOT / page).read_text(encoding="utf-8")


def rows(page: str, heading: str) -> set[str]:
    """What stands as code in the first column of the first table after a heading."""
    after = text_of(page).partition(f"\n{heading}\n")[2]
    table = re.search(r"(?:^\|.*\n)+", after, re.MULTILINE)
    assert table is not None, f"{page} has no table under {heading!r}"
    first_cells = [line.split("|")[1] for line in table.group().splitlines()]
    return {name for cell in first_cells for name in _CODE.findall(cell)}


def run(command: str, folder: Path) -> str:
    """What a command of a console block prints, with the commands of this environment."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    ran = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env={**os.environ, "PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=True,
    )
    return ran.stdout


def test_the_reference_of_commands_is_what_they_say_of_themselves() -> None:
    """docs/cli.md is Typer's rendering of the commands' help; ``make docs`` writes it anew."""
    recipe = re.search(r"\S+/bin/(typer .*) --output docs/cli.md", text_of("Makefile"))
    assert recipe is not None

    rendered = run(f"{Path(sys.executable)} -m {recipe[1]}", ROOT)

    assert rendered.strip() == text_of("docs/cli.md").strip()


CONSOLE = [
    (page, step)
    for page in PAGES
    if page != "docs/cli.md"
    for block in blocks(page, "console")
    for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
]


@pytest.mark.parametrize(("page", "step"), CONSOLE, ids=[step.split("\n")[0][-40:] for _, step in CONSOLE])
def test_a_command_shown_with_its_output_prints_that(page: str, step: str, tmp_path: Path) -> None:
    """In a console block, what stands below a command is what it prints."""
    command, _, shown = step.partition("\n")

    assert run(command, tmp_path) == shown


def test_the_session_in_the_readme_goes_as_shown() -> None:
    """The interactive session in the README gives what stands there."""
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner()
    sessions = blocks("README.md", "pycon")
    names: dict[str, object] = {}

    for session in sessions:
        test = parser.get_doctest(session, names, "README.md", "README.md", 0)
        runner.run(test, clear_globs=False)
        names.update(test.globs)
    for value in names.values():
        if isinstance(value, EntityTable):
            value.close()

    assert sessions
    assert runner.summarize(verbose=False).failed == 0


PYTHON = [(page, block) for page in PAGES for block in blocks(page, "python")]


@pytest.mark.parametrize(("page", "block"), PYTHON, ids=[page for page, _ in PYTHON])
def test_a_script_names_what_there_is(page: str, block: str) -> None:
    """A Python block compiles, and what it imports of ours can be imported."""
    imports = [node for node in ast.walk(ast.parse(block)) if isinstance(node, ast.ImportFrom)]

    missing = [
        f"{node.module}.{alias.name}"
        for node in imports
        if node.module is not None and node.module.split(".")[0] == "corrigenda"
        for alias in node.names
        if not hasattr(import_module(node.module), alias.name)
    ]

    assert missing == []


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    """A link within the repository leads to a file that is there."""
    targets = [target for target in _LINK.findall(text_of(page)) if "://" not in target]

    assert [target for target in targets if not ((ROOT / page).parent / target).exists()] == []


@pytest.mark.parametrize(
    ("page", "heading", "kind"),
    [
        ("docs/table.md", "## An entity", Entity),
        ("docs/table.md", "## A name", EntityName),
        ("docs/table.md", "## A term", OfficeTerm),
        ("docs/decisions.md", "## A decision", Decision),
        ("docs/outputs.md", "## A fact", FactRecord),
        ("docs/outputs.md", "A field of a fact:", FieldRecord),
        ("docs/outputs.md", "## A name", Resolution),
        ("docs/outputs.md", "## A correction", Edit),
        ("docs/outputs.md", "## A reject", Reject),
    ],
)
def test_a_format_is_told_whole(page: str, heading: str, kind: type[BaseModel]) -> None:
    """The table of a format names every field of its type, as it is written, and no other."""
    fields = {field.serialization_alias or name for name, field in kind.model_fields.items()}

    assert rows(page, heading) == fields


def test_the_entity_shown_is_one() -> None:
    """The example in docs/table.md is a well-formed entity."""
    [shown] = blocks("docs/table.md", "json")

    assert Entity.model_validate_json(shown).canonical == "Yoshihide Suga"


def test_every_dependency_has_its_reason() -> None:
    """docs/dependencies.md has a row for each package that pyproject.toml names, and for no other."""
    wanted = [
        *PROJECT["dependencies"],
        *(one for extra in PROJECT["optional-dependencies"].values() for one in extra),
    ]
    named = {re.split(r"[^\w.-]", requirement)[0] for requirement in wanted} - {"corrigenda"}

    told = re.findall(r"^\| `([\w.-]+)` \|", text_of("docs/dependencies.md"), re.MULTILINE)

    assert set(told) == named


def test_what_is_imported_is_required() -> None:
    """Every package that a module imports is named in pyproject.toml; it does not come by chance."""
    extras = PROJECT["optional-dependencies"]
    required = {
        re.split(r"[^\w.-]", requirement)[0].lower().replace("_", "-")
        for requirement in (*PROJECT["dependencies"], *extras["local"], *extras["ja"], *extras["test"])
    }
    providers = packages_distributions()

    imported = {
        name
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("*.py")
        for name in _imported(path)
        if name not in sys.stdlib_module_names and name != "corrigenda"
    }

    stray = {
        name
        for name in imported
        if not required & {one.lower().replace("_", "-") for one in providers.get(name, [name])}
        and name.replace("_", "-") not in required
    }
    assert stray == set()


def test_ci_runs_what_the_readme_tells() -> None:
    """The README's command for the tests is the one that CI runs."""
    [commands] = [block for block in blocks("README.md", "sh") if "make test" in block]

    assert re.search(r"^make test\b", commands, re.MULTILINE)
    assert re.search(r"^make test\b", text_of(".ci/run"), re.MULTILINE)


def test_no_file_knows_one_machine() -> None:
    """No file of the repository names a path of somebody's machine, or the host of a package registry."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("which files belong to the repository is known in a git clone only")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)

    found = [
        f"{name}: {hit}" for name in listed.stdout.split("\0") if name for hit in _machine_places(ROOT / name)
    ]

    assert found == []


def _machine_places(path: Path) -> Iterator[str]:
    if path == Path(__file__) or not path.is_file():
        return
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return
    for hit in _PLACES_OF_ONE_MACHINE.finditer(text):
        yield hit.group()


def _imported(path: Path) -> Iterator[str]:
    """The top-level names that a module imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module.partition(".")[0]
