"""A text set right: names found, resolved, and only what is surely wrong replaced, in the writer's form."""

import re
from collections.abc import Sequence

from corrigenda.reconcile.context import Decisions
from corrigenda.reconcile.mentions import find_mentions
from corrigenda.reconcile.resolve import Adjudicate, reconcile_documents
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.given_dates import GivenDate, read_partial
from corrigenda.schemas.names import CorrectedText, Document, Edit, Mention, Resolution

_LONGEST_TITLE = 400
"""Characters of a title before a name."""


def correct_text(
    text: str,
    table: EntityTable,
    *,
    date: GivenDate | None = None,
    spans: Sequence[tuple[int, int]] | None = None,
    mentions: Sequence[Mention] | None = None,
    decisions: Decisions | None = None,
    adjudicate: Adjudicate | None = None,
    budget: int = 0,
) -> CorrectedText:
    """The text with every wrong name that is sure set right, and why.

    ``date`` is when the text was written, perhaps only the month or the year; without it the offices that
    its people hold tell the time. ``spans`` limits the search for names to these places; ``mentions``
    replaces the search. ``adjudicate`` is asked about at most ``budget`` names that stay undecided.

    Raises ``DateError`` where ``date`` is none.
    """
    day = None if date is None else read_partial(date)
    found = find_mentions(text, table, spans=spans) if mentions is None else mentions
    document = Document(id="text", text=text, date=day, mentions=tuple(found))
    (names,) = reconcile_documents(
        [document], table, decisions=decisions, adjudicate=adjudicate, budget=budget
    )
    edits = _edits(names, text)
    return CorrectedText(text=apply_edits(text, edits), date=day, edits=edits, names=names)


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """The text with the edits made; they must not overlap. Raises ``ValueError`` where one does not fit."""
    pieces = []
    place = 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        if edit.start < place or text[edit.start : edit.end] != edit.surface:
            raise ValueError(f"{edit.surface!r} does not stand at {edit.start}: edits are for another text")
        pieces += [text[place : edit.start], edit.replacement]
        place = edit.end
    return "".join((*pieces, text[place:]))


def _edits(names: Sequence[Resolution], text: str) -> tuple[Edit, ...]:
    """One edit for each corrected name or title; of two that overlap, the earlier and longer one."""
    edits: list[Edit] = []
    for name in sorted(names, key=lambda name: (name.start or 0, -(name.end or 0))):
        place = _wrong_words(name, text)
        if place is None or name.error is None or name.entity_id is None:
            continue
        start, end, replacement = place
        if edits and start < edits[-1].end:
            continue
        edits.append(
            Edit(
                start=start,
                end=end,
                surface=text[start:end],
                replacement=replacement,
                entity_id=name.entity_id,
                error=name.error,
                confidence=name.confidence,
                reasons=tuple(
                    f"{evidence.kind} {evidence.weight:+.1f}: {evidence.detail}" for evidence in name.evidence
                ),
            )
        )
    return tuple(edits)


def _wrong_words(name: Resolution, text: str) -> tuple[int, int, str] | None:
    """Start and end of the wrong name, or of the wrong title before it, and the right one."""
    if name.start is None or name.end is None:
        return None
    if name.corrected is not None:
        return name.start, name.end, name.corrected
    if name.corrected_title is None or name.title is None:
        return None
    words = r"\s+".join(map(re.escape, name.title.split()))
    title = re.compile(rf"({words})\s+\Z").search(text, max(0, name.start - _LONGEST_TITLE), name.start)
    if title is None:
        return None  # it stands behind the name, or apart from it
    return title.start(1), title.end(1), name.corrected_title
