"""A title set right in the writer's form: only the words that are wrong, in the same case."""

from collections.abc import Iterator

from corrigenda.reconcile.table import Holding
from corrigenda.reconcile.text import fold
from corrigenda.reconcile.titles import ParsedTitle, other_heads, plural_heads, roles_there

_LONGEST_OFFICE = 4
"""Words of an office that are said before a name: Prime Minister, Secretary of State."""
_ENGLISH = {"head_of_government": "Prime Minister"}
"""What English news says before a name, where the office's own wording would not stand there."""


def right_title(title: ParsedTitle, held: Holding) -> str | None:
    """The title of one who held that office; ``None`` where it is not known how it should read.

    So too where it stands before several names ("Presidents").
    """
    words = title.text.split()
    if not plural_heads().isdisjoint(map(fold, words)):
        return None
    if title.misheaded is not None:
        heads = [span for span in _spans(words) if fold(" ".join(words[slice(*span)])) in other_heads()]
        return _put(words, heads[-1], title.misheaded) if heads else None
    told, address = roles_there(title.text, held.country), address_of(held)
    for start, end in _spans(words):
        if address is not None and roles_there(" ".join(words[start:end]), held.country) == told:
            return _put(words, (start, end), address)
    return None


def address_of(held: Holding) -> str | None:
    """How the news calls the holder before the name: the shortest wording of the office without "of"."""
    words = held.office_title.split()
    for start, end in _spans(words):
        wording = " ".join(words[start:end])
        if "of" not in words[start:end] and held.role in roles_there(wording, held.country):
            return wording if not wording.islower() else wording.title()
    return _ENGLISH.get(held.role)


def _spans(words: list[str]) -> Iterator[tuple[int, int]]:
    """Every span of the words, the shortest first, from the left."""
    for length in range(1, min(len(words), _LONGEST_OFFICE) + 1):
        for start in range(len(words) - length + 1):
            yield start, start + length


def _put(words: list[str], span: tuple[int, int], right: str) -> str:
    written = " ".join(words[slice(*span)])
    if written.isupper():
        right = right.upper()
    elif written.islower():
        right = right.lower()
    return " ".join((*words[: span[0]], right, *words[span[1] :]))
