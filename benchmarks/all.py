"""Every set at once, this state beside another: ``python -m benchmarks.all --against REV [--only NAME]``

A change is judged by what it wins and what it loses, told together. Each benchmark that needs no language
model is run here and in a worktree of the revision, with this Python and the data beside this repository; of
what they print the lines that differ stand under each other, "-" as it was and "+" as it is. ``--seed`` is
for those that draw.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from difflib import ndiff
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

HERE = Path(__file__).resolve().parents[1]
BENCHMARKS: dict[str, tuple[str, ...]] = {
    "reconcile": ("--markdown",),
    "made_slips": ("--seed",),
    "made_titles": (),
    "made_typos": ("--seed",),
    "cross_readings": ("--seed",),
    "mentions": (),
    "clean": (),
    "dates": (),
    "made_times": ("--seed",),
    "made_grounding": ("--seed",),
}
"""Each with its options; the seed is put behind its own."""


@contextmanager
def worktree(revision: str) -> Iterator[Path]:
    """A folder with the revision checked out, with the data that lie beside this one beside it."""
    with TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        git = ("git", "worktree")
        subprocess.run([*git, "add", "--detach", "--quiet", tree, revision], cwd=HERE, check=True)
        try:
            if (HERE.parent / "shared").is_dir():
                (Path(folder) / "shared").symlink_to(HERE.parent / "shared")
            yield tree
        finally:
            subprocess.run([*git, "remove", "--force", tree], cwd=HERE, check=True)


def printed(name: str, options: Sequence[str], tree: Path) -> list[str]:
    """The lines that a benchmark prints there; its complaint where it fails."""
    with TemporaryDirectory() as cache:
        environment = os.environ | {"PYTHONPATH": str(tree), "CORRIGENDA_CACHE": cache, "COLUMNS": "160"}
        command = [sys.executable, "-m", f"benchmarks.{name}", *options]
        done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)
    return done.stdout.splitlines() if done.returncode == 0 else done.stderr.splitlines()[-1:]


def differences(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """The lines that differ, as they were and as they are."""
    return [line for line in ndiff(before, after) if line.startswith(("- ", "+ "))]


def main() -> int:
    """Run, and print what differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--against", default="HEAD", metavar="REV", help="the state to compare with")
    parser.add_argument(
        "--only", action="append", choices=sorted(BENCHMARKS), help="may be given several times"
    )
    parser.add_argument("--seed", type=int, default=1, help="of what is drawn; what is quoted was not read")
    arguments = parser.parse_args()
    console = Console(soft_wrap=True, highlight=False, markup=False)
    with worktree(arguments.against) as tree:
        for name, own in BENCHMARKS.items():
            if arguments.only is None or name in arguments.only:
                options = [*own, str(arguments.seed)] if "--seed" in own else [*own]
                changed = differences(printed(name, options, tree), printed(name, options, HERE))
                console.print(f"\n{name}: {'no line differs' if not changed else ''}")
                for line in changed:
                    console.print(line)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
