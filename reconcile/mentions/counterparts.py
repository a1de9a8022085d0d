"""The office of a counterpart, which the text leaves unsaid: "his Italian counterpart"."""

from collections.abc import Sequence

from corrigenda.reconcile.mentions.spans import MentionSpan

_MOST_ROLES = 3
"""A title that may be more offices than these says nothing of a counterpart's."""


def offices_of_counterparts(names: Sequence[MentionSpan]) -> dict[int, str]:
    """For each counterpart, by its start, the office that the text supplies: that of the person before."""
    supplied: dict[int, str] = {}
    role_of: dict[str, str] = {}
    current: str | None = None
    passage = -1
    for name in (name for name in names if name.type == "person"):
        if name.passage != passage:
            passage, current = name.passage, None
        title = name.title
        if title is not None and title.is_counterpart:
            if current is not None:
                supplied[name.start] = f" [{current.replace('_', ' ')}]"
        elif title is not None and title.parsed is not None and title.parsed.roles:
            current = title.parsed.roles[0] if len(title.parsed.roles) <= _MOST_ROLES else None
            if current is not None:
                role_of[name.words[-1]] = current
        else:
            current = role_of.get(name.words[-1], current)
    return supplied
