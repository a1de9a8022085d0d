"""How data shows itself in a notebook: small HTML, every word that came from outside escaped."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import NamedTuple


class ShownChange(NamedTuple):
    """What stood at a place of a text as it was, what stands there now, and why."""

    start: int
    end: int
    before: str
    after: str
    why: str = ""


def as_table(rows: Iterable[Mapping[str, object]]) -> str:
    """Rows that share their columns; what is ``None`` is an empty cell."""
    listed = list(rows)
    if not listed:
        return "<p>nothing</p>"
    head = "".join(f"<th>{escape(name)}</th>" for name in listed[0])
    body = "".join(
        "<tr>" + "".join(f"<td>{_cell(value)}</td>" for value in row.values()) + "</tr>" for row in listed
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def with_marks(text: str, start: int, spans: Iterable[tuple[int, int]]) -> str:
    """A text that begins at ``start`` of the whole, the spans of the whole in it marked."""
    parts, position = [], start
    for first, last in sorted(set(spans)):
        if first >= position and last <= start + len(text):
            parts.append(escape(text[position - start : first - start]))
            parts.append(f"<mark>{escape(text[first - start : last - start])}</mark>")
            position = last
    return "".join((*parts, escape(text[position - start :])))


def with_changes(text: str, changes: Iterable[ShownChange]) -> str:
    """A changed text with what stood there before struck out; the places are those in the text before."""
    parts, position, shift = [], 0, 0
    for change in sorted(changes):
        begin = change.start + shift
        parts.append(escape(text[position:begin]))
        parts.append(
            f"<del>{escape(change.before)}</del>"
            f'<ins title="{escape(change.why)}">{escape(change.after)}</ins>'
        )
        position = begin + len(change.after)
        shift += len(change.after) - len(change.before)
    told = "".join((*parts, escape(text[position:])))
    return f'<div style="white-space: pre-wrap">{told}</div>'


def _cell(value: object) -> str:
    return "" if value is None else escape(str(value))
