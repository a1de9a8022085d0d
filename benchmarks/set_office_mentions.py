"""Names beside an office and a country, on a date: linked, and flagged when the predecessor is named instead.

``wh_office_mentions.jsonl``; the right person follows from country, office and date. The plain look-up takes
whoever held the office on the day; it cannot flag, as it does not read the name.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from benchmarks.figures import Line, Measured, decided, in_words, percent
from benchmarks.peers import Pool
from benchmarks.shared import rows_of
from benchmarks.tables import stacked
from corrigenda.reconcile.countries import country_code
from corrigenda.reconcile.names import make_ready
from corrigenda.reconcile.resolve import reconcile_names
from corrigenda.reconcile.table import EntityTable, Holding
from corrigenda.reconcile.text import tokens
from corrigenda.reconcile.titles import parse_title
from corrigenda.schemas.entities import Entity
from corrigenda.schemas.names import Mention, Resolution


class OfficeMention(NamedTuple):
    """A mention, the right person's id, and that person's name."""

    mention: Mention
    qid: str
    person: str


Resolved = Sequence[tuple[OfficeMention, Resolution]]


def read_mentions() -> list[OfficeMention]:
    return [
        OfficeMention(
            Mention(
                id=f"{number}",
                surface=row["mention"],
                title=row["title"],
                country=row["country"],
                date=row["date"],
                type="person",
            ),
            row["person_qid"],
            row["person"],
        )
        for number, row in enumerate(rows_of("wh_office_mentions.jsonl"))
    ]


@cache
def measure() -> Measured:
    """Linked with the right name; flagged with the predecessor's."""
    cases = read_mentions()
    put_in = list(with_predecessor(cases))
    resolved = tuple(zip(cases, reconcile_names([case.mention for case in cases], stacked()), strict=True))
    flagged = tuple(zip(put_in, reconcile_names([case.mention for case in put_in], stacked()), strict=True))
    return Measured(
        lines=(_linked(resolved), _flagged(flagged)),
        failed=(
            *(
                f"not linked: {case.person}, {case.mention.country} {case.mention.date}: {in_words(one)}"
                for case, one in resolved
                if not _is_linked(case, one)
            ),
            *(
                f"not flagged: {case.mention.country} {case.mention.date}: {in_words(one)}"
                for case, one in flagged
                if one.error is None
            ),
        ),
        decided=tuple(decided(one, case.qid) for case, one in resolved),
    )


def _is_linked(case: OfficeMention, one: Resolution) -> bool:
    return one.status == "linked" and one.entity_id == case.qid


def _linked(resolved: Resolved) -> Line:
    """How many are linked, beside the name alone and the office alone."""
    pool = Pool(
        (entity.id, name.text)
        for entity in stacked().entities()
        if entity.type == "person"
        for name in entity.names
    )
    right = pool.right([(case.mention.surface, case.qid) for case, _ in resolved])
    right["look-up"] = sum(_holder(case) == case.qid for case, _ in resolved)
    size = len(resolved)
    return Line(
        "linked by name, office, country, date",
        size,
        percent(sum(_is_linked(case, one) for case, one in resolved), size),
        "≥ 99.5 %",
        {peer: percent(count, size) for peer, count in right.items()},
    )


def _flagged(put_in: Resolved) -> Line:
    return Line(
        "the predecessor's name put in: flagged",
        len(put_in),
        percent(sum(one.error is not None for _, one in put_in), len(put_in)),
        "≥ 98 %",
    )


def with_predecessor(cases: list[OfficeMention]) -> Iterator[OfficeMention]:
    """The same mentions with the name of the last other holder before; a surname where one word was written.

    Left out: offices whose holders before the table does not know, and predecessors of the same surname.
    """
    for case in cases:
        held = _held_by(case)
        before = predecessor(held, stacked()) if held is not None else None
        entity = stacked().entity(before.entity_id) if before is not None else None
        if entity is None:
            continue
        name = entity.canonical
        if len(case.mention.surface.split()) == 1:
            name = surname_of(entity)
            if name in case.person:
                continue
        yield case._replace(mention=case.mention.model_copy(update={"surface": name}))


def surname_of(entity: Entity) -> str:
    """The family name as it stands in the canonical name."""
    family = make_ready(entity).forms[0].family
    return " ".join(word for word in entity.canonical.split() if set(tokens(word)) <= set(family))


def _held_by(case: OfficeMention) -> Holding | None:
    """The term of the right person in the office named, on the day."""
    return next((held for held in _holders(case) if held.entity_id == case.qid), None)


def _holder(case: OfficeMention) -> str | None:
    return next((held.entity_id for held in _holders(case)), None)


def _holders(case: OfficeMention) -> tuple[Holding, ...]:
    title = parse_title(case.mention.title or "")
    country = country_code(case.mention.country or "")
    if title is None or case.mention.date is None:
        return ()
    return stacked().by_office(title.roles, country, date.fromisoformat(case.mention.date), grace_days=0)


def predecessor(held: Holding, table: EntityTable) -> Holding | None:
    """Who held the office last before this term began, and was not the same person."""
    earlier = [
        other
        for other in table.by_office([held.role], held.country, None, limit=1000)
        if other.entity_id != held.entity_id
        and not other.acting
        and other.end is not None
        and held.start is not None
        and other.end[:7] <= held.start[:7]
    ]
    return max(earlier, key=lambda other: (other.end or "", other.entity_id), default=None)
