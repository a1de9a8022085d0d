"""Two runs over the same articles beside each other: what changed, fact by fact and name by name.

A fact is the same where it says the same of the same sentence: each field as reconciled and as written, who
is meant, and when. Of the others, those about one sentence that have the most in common are one fact that
changed; the rest is new or gone.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from corrigenda.evaluation.assignment import assign
from corrigenda.evaluation.findings import (
    FactOrName,
    FoundFact,
    FoundName,
    by_article,
    read_facts,
    read_names,
)
from corrigenda.outputs import replacing
from corrigenda.schemas.base import Frozen
from corrigenda.schemas.runs import RunSummary

ChangeKind = Literal["new", "gone", "changed"]
Wording = Mapping[str, str]
"""What a fact or a name says: field by field, in words."""

FoundAny = FoundFact | FoundName

_SCHEMA = "schema"


class FieldChange(Frozen):
    """A field that says something else. ``None``: it says nothing."""

    field: str
    before: str | None
    after: str | None


class Change(Frozen):
    """A fact or a name that is new, gone or changed. ``where`` are the words that it stands in."""

    kind: Literal["fact", "name"]
    how: ChangeKind
    article_id: str
    start: int
    where: str
    fields: tuple[FieldChange, ...]


class RunComparison(Frozen):
    """What changed from the run in ``before`` to that in ``after``.

    ``terms`` are what the two were run with, where it differs. What only one has of the articles, all of its
    facts are changes, and the article is told in ``only_before`` or ``only_after``.
    """

    before: Path
    after: Path
    terms: tuple[FieldChange, ...]
    facts: int
    """Facts that are the same in both."""
    names: int
    """Names that are the same in both."""
    changes: tuple[Change, ...]
    only_before: tuple[str, ...] = ()
    only_after: tuple[str, ...] = ()

    def count(self, kind: Literal["fact", "name"], how: ChangeKind) -> int:
        """How many facts or names are new, gone or changed."""
        return sum(change.kind == kind and change.how == how for change in self.changes)


def compare_runs(before: Path, after: Path) -> RunComparison:
    """What changed from one run to another. Raises ``InputError`` where a directory is not a run's."""
    old_facts, new_facts = by_article(read_facts(before)), by_article(read_facts(after))
    old_names, new_names = by_article(read_names(before)), by_article(read_names(after))
    old, new = old_facts.keys() | old_names.keys(), new_facts.keys() | new_names.keys()
    facts, names = 0, 0
    changes: list[Change] = []
    for article in sorted(old | new):
        same, changed = _compared(old_facts.get(article, ()), new_facts.get(article, ()))
        facts, changes = facts + same, changes + changed
        same, changed = _compared(old_names.get(article, ()), new_names.get(article, ()))
        names, changes = names + same, changes + changed
    return RunComparison(
        before=before,
        after=after,
        terms=tuple(_differing(_terms(before, old_facts), _terms(after, new_facts))),
        facts=facts,
        names=names,
        changes=tuple(sorted(changes, key=lambda one: (one.article_id, one.kind, one.start))),
        only_before=tuple(sorted(old - new)),
        only_after=tuple(sorted(new - old)),
    )


def write_comparison(comparison: RunComparison, path: Path) -> None:
    """Write the comparison as one HTML file without any outside part."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("corrigenda.evaluation", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    by_article: dict[str, list[Change]] = defaultdict(list)
    for change in comparison.changes:
        by_article[change.article_id].append(change)
    page = environment.get_template("changes.html.jinja").render(comparison=comparison, articles=by_article)
    with replacing(path) as file:
        file.write(page)


def _compared(before: Sequence[FactOrName], after: Sequence[FactOrName]) -> tuple[int, list[Change]]:
    """How many are the same, and what became of the others."""
    left = list(after)
    changed: list[FactOrName] = []
    for one in before:
        twin = next(
            (other for other in left if _place(one) == _place(other) and _told(one) == _told(other)), None
        )
        if twin is None:
            changed.append(one)
        else:
            left.remove(twin)
    columns = assign([[_likeness(one, other) for other in left] for one in changed]) if left else ()
    partners = dict(zip(range(len(changed)), columns, strict=False))
    changes = []
    for number, one in enumerate(changed):
        column = partners.get(number)
        changes.append(
            _change("gone", one, None) if column is None else _change("changed", one, left[column])
        )
    taken = set(columns)
    changes += [_change("new", None, other) for number, other in enumerate(left) if number not in taken]
    return len(before) - len(changed), changes


def _change(how: ChangeKind, before: FoundAny | None, after: FoundAny | None) -> Change:
    one = after if after is not None else before
    assert one is not None, "a change has a side"
    return Change(
        kind="fact" if isinstance(one, FoundFact) else "name",
        how=how,
        article_id=one.article_id,
        start=_place(one)[0],
        where=one.sentence.text if isinstance(one, FoundFact) else one.surface,
        fields=tuple(_differing(_told(before), _told(after))),
    )


def _differing(before: Wording, after: Wording) -> Iterator[FieldChange]:
    for field in dict.fromkeys((*before, *after)):
        if before.get(field) != after.get(field):
            yield FieldChange(field=field, before=before.get(field), after=after.get(field))


def _likeness(one: FoundAny, other: FoundAny) -> float:
    """The share of fields that say the same, of what overlaps; 0 of what does not."""
    (first, last), (start, end) = _place(one), _place(other)
    if min(last, end) <= max(first, start):
        return 0
    this, that = _told(one), _told(other)
    if this.get(_SCHEMA) != that.get(_SCHEMA):
        return 0
    different = len(list(_differing(this, that)))
    return 1.1 - different / len({*this, *that})


def _place(one: FoundAny) -> tuple[int, int]:
    span = one.sentence if isinstance(one, FoundFact) else one
    return span.start, span.end


def _told(one: FoundAny | None) -> Wording:
    if one is None:
        return {}
    return _fact_told(one) if isinstance(one, FoundFact) else _name_told(one)


def _fact_told(fact: FoundFact) -> Wording:
    """Each field as reconciled; of those that stand in the text also as written, who is meant, and when."""
    told = {_SCHEMA: fact.schema_name}
    for name, value in fact.reconciled.items():
        if value not in (None, [], "", False):
            told[name] = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    for name, field in fact.fields.items():
        told[f"{name} as written"] = field.surface
        if field.resolution is not None and field.resolution.status == "linked":
            told[f"{name} is"] = field.resolution.entity_id or ""
        if field.time is not None:
            told[f"{name} from, to"] = f"{field.time.start}, {field.time.end}"
    return told


def _name_told(name: FoundName) -> Wording:
    told = {
        "surface": name.surface,
        "status": name.status,
        "entity": name.linked_id,
        "error": name.error,
        "corrected": name.corrected,
    }
    return {field: value for field, value in told.items() if value is not None}


def _terms(directory: Path, facts: Mapping[str, Sequence[FoundFact]]) -> Wording:
    """What a run was run with, as far as its files tell."""
    told: dict[str, str] = {}
    try:
        summary = RunSummary.model_validate_json((directory / "run.json").read_text("utf-8"))
        told = {
            "version": summary.version,
            "model": summary.model or "none",
            "table": f"{summary.table} ({summary.table_fingerprint[:16]})",
            "schemas": ", ".join(summary.schemas),
        }
    except (OSError, UnicodeDecodeError, ValidationError):
        pass  # one that was broken off has none, or another version's
    provenances = [fact.provenance for found in facts.values() for fact in found]
    for part in ("prompt", "schema"):
        seen = sorted({str(provenance[part]) for provenance in provenances if part in provenance})
        if seen:
            told[f"{part} of the facts"] = ", ".join(seen)
    return told
