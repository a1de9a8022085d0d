"""The facts of one article beside gold: which found fact is which of gold's, and what it gets right."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from corrigenda.evaluation.assignment import assign
from corrigenda.evaluation.findings import FoundFact
from corrigenda.evaluation.scoring import FieldName, Miss, Scored, Tally, tally_of
from corrigenda.reconcile.text import fold
from corrigenda.schemas.gold import GoldFact, GoldSpan, Interval

_WHOLE, _PARTICIPANTS, _STATUS, _KIND, _TIME = 32, 8, 4, 2, 1
"""What a pair scores, so that whole facts are paired first; the one in its place alone scores 1 more."""


def score_facts(article_id: str, gold: Sequence[GoldFact], found: Sequence[FoundFact]) -> Scored:
    """The fields ``sentences`` to ``negations`` of one article."""
    pairs = _paired(gold, found)
    tallies: dict[FieldName, Tally] = {
        "sentences": _share(pairs, _together),
        "participants": _share(pairs, has_participants),
        "statuses": _share(pairs, has_status),
        "facts": _share(pairs, is_whole),
        "kinds": _share(pairs, has_kind),
        "times": _times(pairs),
        "negations": _negations(pairs),
    }
    return Scored(tallies=tallies, misses=tuple(_misses(article_id, pairs)))


def stands_in(fact: FoundFact, spans: Sequence[GoldSpan]) -> bool:
    """Whether the fact's sentence and one of ``spans`` share at least half of the shorter of the two."""
    start, end = fact.sentence.start, fact.sentence.end
    return any(
        2 * (min(end, last) - max(start, first)) >= min(end - start, last - first) for first, last in spans
    )


def has_participants(gold: GoldFact, found: FoundFact) -> bool:
    """Whether everybody needed is there, by entity id or by name, in whichever field."""
    called = {fold(word) for word in found.called}
    return all(fold(person) in called for person in gold.participants)


def has_status(gold: GoldFact, found: FoundFact) -> bool:
    """Whether the status is one of those that are right; a schema without one has things happen."""
    return (found.status or "happened") in gold.statuses


def has_kind(gold: GoldFact, found: FoundFact) -> bool:
    """Whether the kind is one of those that are right."""
    return found.kind in gold.kinds


def has_time(gold: GoldFact, found: FoundFact) -> bool:
    """Whether the days are the same, first and last; none where none is right."""
    return found.time in gold.times


def is_whole(gold: GoldFact, found: FoundFact) -> bool:
    """Whether participants and status are right (the sentence is, of what is paired)."""
    return has_participants(gold, found) and has_status(gold, found)


def _together(gold: GoldFact, found: FoundFact) -> bool:
    return True


Judges = Callable[[GoldFact, FoundFact], bool]


@dataclass(frozen=True)
class _FactPair:
    """A fact of gold and the one found that comes nearest to it, or one of the two alone."""

    gold: GoldFact | None
    found: FoundFact | None

    def is_right(self, judge: Judges) -> bool:
        return self.gold is not None and self.found is not None and judge(self.gold, self.found)

    @property
    def wanted(self) -> bool:
        return self.gold is not None and self.gold.must


def _paired(gold: Sequence[GoldFact], found: Sequence[FoundFact]) -> list[_FactPair]:
    """One to one, so that the scores add up to the most; then what is left over on both sides."""
    columns = (
        assign([[_score(one, other) for other in found] for one in gold]) if found else (None,) * len(gold)
    )
    taken = {column for column in columns if column is not None}
    return [
        *(_FactPair(one, None if at is None else found[at]) for one, at in zip(gold, columns, strict=True)),
        *(_FactPair(None, other) for at, other in enumerate(found) if at not in taken),
    ]


def _score(gold: GoldFact, found: FoundFact) -> float:
    """0 where they do not stand together. What gold must have goes before what it merely allows."""
    if not stands_in(found, gold.sentences):
        return 0
    right = (
        1
        + _WHOLE * is_whole(gold, found)
        + _PARTICIPANTS * has_participants(gold, found)
        + _STATUS * has_status(gold, found)
        + _KIND * has_kind(gold, found)
        + _TIME * has_time(gold, found)
    )
    return right * 2 if gold.must else right


def _share(pairs: Sequence[_FactPair], judge: Judges) -> Tally:
    return tally_of(
        found=[pair.is_right(judge) for pair in pairs if pair.found is not None],
        wanted=[pair.is_right(judge) for pair in pairs if pair.wanted],
    )


def _times(pairs: Sequence[_FactPair]) -> Tally:
    """Of the facts that are paired: when a fact that gold does not have took place cannot be judged."""
    return tally_of(
        found=[
            has_time(pair.gold, pair.found)
            for pair in pairs
            if pair.gold is not None and pair.found is not None and pair.found.time is not None
        ],
        wanted=[
            pair.is_right(has_time)
            for pair in pairs
            if pair.gold is not None and pair.gold.must and None not in pair.gold.times
        ],
    )


def _negations(pairs: Sequence[_FactPair]) -> Tally:
    judged = [pair for pair in pairs if pair.gold is not None and pair.gold.negated is not None]
    return tally_of(
        found=[
            pair.gold is not None and pair.gold.negated is True
            for pair in judged
            if pair.found is not None and pair.found.negated
        ],
        wanted=[
            pair.found is not None and pair.found.negated
            for pair in judged
            if pair.gold is not None and pair.gold.must and pair.gold.negated
        ],
    )


def _misses(article_id: str, pairs: Sequence[_FactPair]) -> Iterator[Miss]:
    """Each fact that is missing, that gold does not have, and each field of a pair that is otherwise."""
    for pair in pairs:
        gold, found = pair.gold, pair.found
        if gold is None and found is not None:
            yield Miss(
                article_id=article_id,
                field="facts",
                how="invented",
                start=found.sentence.start,
                where=found.sentence.text,
                found=f"{found.kind} ({found.status or 'no status'}): {_people(found)}",
            )
        elif gold is not None and found is None and gold.must:
            yield Miss(
                article_id=article_id,
                field="facts",
                how="missed",
                start=gold.sentences[0][0],
                where=gold.note,
                wanted=f"{gold.kind} ({gold.status}): {', '.join(gold.participants)}",
            )
        elif gold is not None and found is not None and gold.must:
            for field, judge, wanted, got in (
                ("participants", has_participants, ", ".join(gold.participants), _people(found)),
                ("statuses", has_status, " or ".join(gold.statuses), found.status or "none"),
                ("kinds", has_kind, " or ".join(gold.kinds), found.kind),
                ("times", has_time, " or ".join(map(_days, gold.times)), _days(found.time)),
                ("negations", _right_negation, str(gold.negated), str(found.negated)),
            ):
                if not judge(gold, found):
                    yield Miss(
                        article_id=article_id,
                        field=field,
                        how="wrong",
                        start=found.sentence.start,
                        where=found.sentence.text,
                        wanted=wanted,
                        found=got,
                    )


def _right_negation(gold: GoldFact, found: FoundFact) -> bool:
    return gold.negated in (None, found.negated)


def _people(fact: FoundFact) -> str:
    """The names of a fact, canonical where they are known."""
    fields = (field for field in fact.fields.values() if field.time is None)
    return ", ".join(
        dict.fromkeys(
            field.resolution.canonical
            if field.resolution is not None and field.resolution.canonical
            else field.surface
            for field in fields
        )
    )


def _days(interval: Interval | None) -> str:
    if interval is None:
        return "none"
    first, last = interval
    return f"{first}" if first == last else f"{first}/{last}"
