"""The data beside the repository, which is not part of it: where it is, and its JSON Lines."""

import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
ABSENT = "the data folder ../shared/data is not here (it is not part of this repository)"


def rows_of(name: str) -> list[dict[str, Any]]:
    """The rows of one of its JSON Lines files."""
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]
