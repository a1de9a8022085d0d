"""``corrigenda cassettes``: look after recorded answers."""

import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corrigenda.cli.schemas import load_schema
from corrigenda.schemas.errors import InputError

if TYPE_CHECKING:
    from corrigenda.replay import Recorded

app = typer.Typer(no_args_is_help=True, help="Look after recorded answers.")

_NEWS = "corrigenda.schemas.news:NewsFact"
_CACHE = Path(".pytest_cache")

Directory = Annotated[Path, typer.Argument(metavar="DIR", help="A folder of recorded answers.")]
Tests = Annotated[
    Path | None,
    typer.Option(
        "--tests",
        metavar="DIR",
        help="Where the tests stand that play them: the folder that has `cassettes`, unless told.",
    ),
]
Schemas = Annotated[
    list[str] | None,
    typer.Option("--schema", metavar="MODULE:CLASS", help="A fact schema of yours; may be repeated."),
]


@app.command("list")
def list_(directory: Directory) -> None:
    """List the cassettes: answers, size, model, prompt, schema, articles.

    Example: `corrigenda cassettes list tests/cassettes`
    """
    from corrigenda.replay import list_cassettes

    answers = size = 0
    for one in list_cassettes(_folder(directory)):
        told = (one.models, one.prompts, one.schemas, one.articles)
        words = [", ".join(each) or "-" for each in told]
        old = "" if one.is_current else "\told form"
        path = one.path.relative_to(directory)
        typer.echo("\t".join([str(path), f"{one.answers} answers", f"{one.size:,} bytes", *words]) + old)
        answers, size = answers + one.answers, size + one.size
    typer.echo(f"{answers:,} answers, {size:,} bytes", err=True)


@app.command()
def show(
    cassette: Annotated[Path, typer.Argument(metavar="CASSETTE", help="One cassette.")],
    as_sent: Annotated[
        bool, typer.Option("--as-sent", help="Print each request whole, as it was sent, and its response.")
    ] = False,
) -> None:
    """Print what was asked and what was answered, sentence by sentence.

    Example: `corrigenda cassettes show answers/answers.yaml`
    """
    from corrigenda.replay import read_cassette

    for one in read_cassette(cassette):
        lines = _whole(one) if as_sent else [*_question(one.tree), *_answer(one.tree)]
        typer.echo("\n".join([*lines, ""]))


@app.command()
def check(
    directory: Directory,
    tests: Tests = None,
    cache: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="pytest's cache, which knows what was played; `.pytest_cache`."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit code 1 for warnings too.")] = False,
) -> None:
    """Look for what is stale, orphaned, secret, unreadable or never played. No model is asked.

    Stale is an answer to a question that the code would put otherwise today: another prompt, schema, example.
    Exit code 1 where there are errors; warnings alone leave it 0.

    Example: `corrigenda cassettes check tests/cassettes`
    """
    from corrigenda.replay import PLAYED, check_cassettes

    tests = _tests(directory, tests)
    if cache is None and (_CACHE / PLAYED).is_file() and tests is not None:
        cache = _CACHE
    problems = Counter[str]()
    for problem in check_cassettes(_folder(directory), load_schema, tests=tests, cache=cache):
        path = os.path.relpath(problem.path)
        typer.echo(f"{path}: {problem.severity}: {problem.kind}: {problem.message}")
        problems[problem.severity] += 1
    typer.echo(f"{problems['error']} errors, {problems['warning']} warnings", err=True)
    if problems["error"] or (strict and problems):
        raise typer.Exit(1)


@app.command()
def prune(
    directory: Directory,
    tests: Tests = None,
    stale: Annotated[bool, typer.Option("--stale", help="Remove stale answers as well.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go, and leave it.")] = False,
) -> None:
    """Remove cassettes that no test has, and preambles that no cassette refers to.

    Example: `corrigenda cassettes prune tests/cassettes --dry-run`
    """
    from corrigenda.replay import prune_answers, prune_cassettes

    tests = _tests(directory, tests)
    if stale:
        for path, count in prune_answers(_folder(directory), load_schema, dry_run=dry_run):
            typer.echo(f"{os.path.relpath(path)}: {count} answers")
    gone = prune_cassettes(_folder(directory), tests=tests, dry_run=dry_run)
    for path in gone:
        typer.echo(os.path.relpath(path))
    typer.echo(f"{len(gone)} files{' would be' if dry_run else ''} removed", err=True)


@app.command()
def migrate(directory: Directory, schemas: Schemas = None) -> None:
    """Write cassettes of the old form anew: what is constant once, the rest to be read.

    Name the schemas that were asked with, so that instructions and examples are known from sentences.

    Example: `corrigenda cassettes migrate answers --schema appointments:Appointment`
    """
    from corrigenda.replay import migrate_cassettes

    for name in [_NEWS, *(schemas or [])]:
        load_schema(name)
    count = 0
    for path, before, after in migrate_cassettes(_folder(directory)):
        typer.echo(f"{path.relative_to(directory)}\t{before:,} -> {after:,} bytes")
        count += 1
    typer.echo(f"{count} cassettes written anew", err=True)


def _folder(directory: Path) -> Path:
    if not directory.is_dir():
        raise InputError(f"{str(directory)!r} is no folder; name one of recorded answers", path=directory)
    return directory


def _tests(directory: Path, told: Path | None) -> Path | None:
    """Where the tests are that play the cassettes: where somebody says, or about the folder ``cassettes``.

    Schemas may stand there as well, as pytest would find them.
    """
    place = directory.resolve()
    about = next((one.parent for one in (place, *place.parents[:1]) if one.name == "cassettes"), None)
    tests = told or about
    if tests is not None and str(tests) not in sys.path:
        sys.path.insert(0, str(tests))
    return tests


def _whole(one: "Recorded") -> list[str]:
    request, response = one.pair
    bodies = (request.body, response["body"]["string"])
    return [f"{request.method} {request.uri}", *(body.decode("utf-8", "replace") for body in bodies if body)]


def _question(tree: dict[str, Any]) -> list[str]:
    if "request" in tree:
        return [str(tree["request"].get("body"))]
    lines = [f"[{number}] {text}" for number, text in (tree.get("sentences") or {}).items()]
    lines += [tree["question"]] if "question" in tree else []
    lines += [f"{role}: {text}" for turn in tree.get("then") or () for role, text in turn.items()]
    return lines


def _answer(tree: dict[str, Any]) -> list[str]:
    """A line for each fact of an answer; the answer itself where it is no list of facts."""
    import json

    answer = tree["response"]["body"]["string"] if "request" in tree else tree["answer"]
    try:
        facts = [fact for facts in json.loads(answer).values() for fact in facts]
        return [f"  - {_fact(fact)}" for fact in facts] or ["  no facts"]
    except (ValueError, AttributeError, TypeError):
        return [f"  {answer}"]


def _fact(fact: dict[str, Any]) -> str:
    return "; ".join(
        f"{name}: {', '.join(map(str, value)) if isinstance(value, list) else value}"
        for name, value in fact.items()
        if value not in (None, [], "")
    )
