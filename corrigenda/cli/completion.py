"""What a shell offers behind an option."""

import ast
from pathlib import Path


def complete_model(incomplete: str) -> list[str]:
    """The models and the providers whose names begin so."""
    from corrigenda.extract.model import providers

    names = ("local", "none", *(f"{name}:" for name in providers()))
    return [name for name in names if name.startswith(incomplete)]


def complete_schema(incomplete: str) -> list[str]:
    """The classes of facts in the modules of the working directory whose names begin so; none is imported."""
    found = []
    for path in sorted(Path.cwd().glob("*.py")):
        try:
            tree = ast.parse(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, SyntaxError):
            continue
        classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
        found += [f"{path.stem}:{one.name}" for one in classes if "Fact" in map(ast.unparse, one.bases)]
    return [name for name in found if name.startswith(incomplete)]
