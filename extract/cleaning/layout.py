"""By-lines and captions, told by the signs of ``data/layout.yaml``."""

import re
from functools import cache

from corrigenda.extract.knowledge import read_knowledge
from corrigenda.extract.times import find_days

_LONGEST_BYLINE = 300
_LONGEST_CAPTION = 450


def is_byline(line: str) -> bool:
    """Whether ``line``, made plain, only says who wrote or supplied the text."""
    return len(line) <= _LONGEST_BYLINE and any(sign.fullmatch(line) for sign in _signs("byline"))


def is_caption(line: str) -> bool:
    """Whether ``line``, made plain, describes or credits a picture."""
    if len(line) > _LONGEST_CAPTION:
        return False
    return (matches("caption", line) and not _is_update(line)) or (
        matches("caption verbs", line) and _ends_in_day(line)
    )


def matches(kind: str, line: str) -> bool:
    """Whether a sign of this kind stands in ``line``."""
    return any(sign.search(line) for sign in _signs(kind))


def _is_update(line: str) -> bool:
    """A title may end in brackets too: (Update 1)."""
    return line.endswith(")") and matches("no credit", line[line.rfind("(") + 1 :])


def _ends_in_day(line: str) -> bool:
    bare = line.rstrip(".")
    return any(day.end == len(bare) for day in find_days(bare, max(0, len(bare) - 60)))


@cache
def _signs(kind: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in read_knowledge("layout.yaml", dict[str, list[str]])[kind])
