"""Misread Japanese names against all people of ``office_holders``, without and with an office title.

``jp_misreadings.jsonl``: wrong romanisations that real tools print. Top-1: the right person is ranked first,
whatever is decided. The title is an office of the person, the date the day on which the term began; who
never held an office with a day stays without. ``python -m benchmarks.misreadings`` measures the readings by
themselves, with and without the dictionaries of the extra ``[ja]``.
"""

from collections.abc import Sequence
from functools import cache

from benchmarks.figures import Line, Measured, decided, first_choice, in_words, percent
from benchmarks.peers import Pool
from benchmarks.shared import rows_of
from benchmarks.tables import office_holders
from corrigenda.reconcile.resolve import reconcile_names
from corrigenda.schemas.names import Mention, Resolution

_DAY = len("YYYY-MM-DD")


@cache
def measure() -> Measured:
    """Top-1 and links, without and with a title."""
    rows = rows_of("jp_misreadings.jsonl")
    right = [row["qid"] for row in rows]
    bare = [Mention(id=f"{place}", surface=row["wrong_romaji"]) for place, row in enumerate(rows)]
    titled = [mention.model_copy(update=_office(qid)) for mention, qid in zip(bare, right, strict=True)]
    pool = Pool(
        (entity.id, name.text)
        for entity in office_holders().entities()
        if entity.type == "person"
        for name in entity.names
    )
    by_name = pool.right([(mention.surface, qid) for mention, qid in zip(bare, right, strict=True)])
    lines, failed, answers = [], [], []
    for words, mentions in (("without a title", bare), ("with an office title and a date", titled)):
        resolved = reconcile_names(mentions, office_holders())
        lines += _lines(words, resolved, right, {peer: percent(n, len(rows)) for peer, n in by_name.items()})
        failed += [
            f"{words}: {row['name']} {row['kanji']} {row['qid']}: {in_words(one)}"
            for row, one in zip(rows, resolved, strict=True)
            if first_choice(one) != row["qid"] or one.status != "linked"
        ]
        answers += [decided(one, qid) for one, qid in zip(resolved, right, strict=True)]
    return Measured(tuple(lines), tuple(failed), tuple(answers))


def _lines(
    words: str, resolved: Sequence[Resolution], right: Sequence[str], peers: dict[str, str]
) -> list[Line]:
    count = len(right)
    first = sum(first_choice(one) == qid for one, qid in zip(resolved, right, strict=True))
    linked = [
        (one.entity_id, qid) for one, qid in zip(resolved, right, strict=True) if one.status == "linked"
    ]
    wrong = sum(answer != qid for answer, qid in linked)
    return [
        Line(f"top-1, {words}", count, percent(first, count), "≥ 97 %", peers),
        Line(
            f"linked / linked to the wrong person, {words}", count, f"{percent(len(linked), count)} / {wrong}"
        ),
    ]


def _office(qid: str) -> dict[str, str]:
    """A title, a country and a date of the first term of this person that began on a known day."""
    for held in office_holders().terms(qid):
        if held.start is not None and len(held.start) == _DAY and held.country is not None:
            return {"title": held.office_title, "country": held.country, "date": held.start}
    return {}
