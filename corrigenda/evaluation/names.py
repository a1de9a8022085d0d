"""The names of one article beside gold: where they stand, what they are, and what was made of them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from corrigenda.evaluation.findings import FoundName
from corrigenda.evaluation.scoring import FieldName, Miss, MissKind, Scored, Tally, tally_of
from corrigenda.schemas.facts import EntityType
from corrigenda.schemas.gold import GoldMention

TypeOf = Callable[[str], EntityType | None]
"""The type of the entity with this id, ``None`` where it is not known."""

_BY_TYPE: dict[FieldName, EntityType] = {
    "persons": "person",
    "organizations": "organization",
    "places": "place",
}


@dataclass(frozen=True)
class _NamePair:
    """A place in the text where gold has a name, or the run found one, or both."""

    gold: GoldMention | None
    found: FoundName | None
    found_type: EntityType | None

    @property
    def either(self) -> GoldMention | FoundName:
        """What stands there: gold's, where it has something."""
        one = self.gold or self.found
        assert one is not None, "a pair holds at least one"
        return one

    @property
    def wanted(self) -> bool:
        return self.gold is not None and not self.gold.optional

    @property
    def counted(self) -> bool:
        """Whether what was found is right or wrong, and not left to taste."""
        return self.found is not None and not (self.gold is not None and self.gold.optional)

    @property
    def types(self) -> tuple[EntityType, ...]:
        return () if self.gold is None else (self.gold.type, *self.gold.type_alt)

    @property
    def right(self) -> bool:
        return (
            self.gold is not None
            and self.found is not None
            and (self.found_type is None or self.found_type in self.types)
        )

    @property
    def shown_type(self) -> EntityType | None:
        """What the run takes it for; where it does not say, what gold has there."""
        return self.found_type or (self.gold.type if self.gold is not None else None)


def score_names(
    article_id: str, gold: Sequence[GoldMention], found: Sequence[FoundName], type_of: TypeOf
) -> Scored:
    """The fields ``names`` to ``corrections`` of one article."""
    pairs = _paired(gold, found, type_of)
    tallies: dict[FieldName, Tally] = {
        "names": _names(pairs),
        **{field: _names(pairs, kind) for field, kind in _BY_TYPE.items()},
        "links": _links(pairs),
        "errors": _errors(pairs, lambda gold, found: True),
        "error kinds": _errors(pairs, _right_kind),
        "corrections": _errors(pairs, _right_reading),
    }
    return Scored(tallies=tallies, misses=tuple(_misses(article_id, pairs)))


def _paired(gold: Sequence[GoldMention], found: Sequence[FoundName], type_of: TypeOf) -> list[_NamePair]:
    """Gold and findings joined where they fill the same place, in the order of the text."""
    by_place = {(name.start, name.end): name for name in found}
    pairs: list[_NamePair] = []
    for mention in gold:
        names = (by_place.pop(place, None) for place in mention.spans)
        name = next((name for name in names if name is not None), None)
        pairs.append(_NamePair(mention, name, _type(name, type_of)))
    pairs += [_NamePair(None, name, _type(name, type_of)) for name in by_place.values()]
    return sorted(pairs, key=lambda pair: pair.either.start)


def _type(name: FoundName | None, type_of: TypeOf) -> EntityType | None:
    return type_of(name.entity_id) if name is not None and name.entity_id is not None else None


def _names(pairs: Iterable[_NamePair], kind: EntityType | None = None) -> Tally:
    """Of all types, or of one. What is found and of no known type anywhere counts among all alone."""
    pairs = list(pairs)
    return tally_of(
        found=[pair.right for pair in pairs if pair.counted and kind in (None, pair.shown_type)],
        wanted=[pair.right for pair in pairs if pair.wanted and pair.gold and kind in (None, pair.gold.type)],
    )


def _links(pairs: Iterable[_NamePair]) -> Tally:
    pairs = list(pairs)
    return tally_of(
        found=[_right_link(pair) for pair in pairs if _link_counts(pair)],
        wanted=[_right_link(pair) for pair in pairs if pair.wanted and pair.gold and pair.gold.entity_id],
    )


def _link_counts(pair: _NamePair) -> bool:
    """Whether a link was made that can be judged."""
    if not pair.counted or pair.found is None or pair.found.linked_id is None:
        return False
    return pair.gold is None or pair.gold.entity_id is not None or pair.gold.unlinkable


def _right_link(pair: _NamePair) -> bool:
    if pair.gold is None or pair.found is None:
        return False
    return pair.gold.entity_id is not None and pair.gold.entity_id == pair.found.linked_id


Agrees = Callable[[GoldMention, FoundName], bool]


def _errors(pairs: Iterable[_NamePair], agrees: Agrees) -> Tally:
    """A false alarm is wrong at optional mentions too: what stands there is still right."""
    pairs = list(pairs)

    def right(pair: _NamePair) -> bool:
        gold, found = pair.gold, pair.found
        if gold is None or found is None or gold.error is None or found.error is None:
            return False
        return agrees(gold, found)

    return tally_of(
        found=[right(pair) for pair in pairs if pair.found is not None and pair.found.error is not None],
        wanted=[right(pair) for pair in pairs if pair.wanted and pair.gold and pair.gold.error is not None],
    )


def _right_kind(gold: GoldMention, found: FoundName) -> bool:
    return gold.error == "unknown" or found.error in (gold.error, *gold.error_alt)


def _right_reading(gold: GoldMention, found: FoundName) -> bool:
    return found.corrected in (gold.corrected, *gold.corrected_alt)


Amiss = tuple[FieldName, MissKind, str | None, str | None]
"""A field, what is amiss in it, what was wanted and what was found."""


def _misses(article_id: str, pairs: Iterable[_NamePair]) -> Iterator[Miss]:
    for pair in pairs:
        for field, how, wanted, found in _amiss(pair):
            yield Miss(
                article_id=article_id,
                field=field,
                how=how,
                start=pair.either.start,
                where=pair.either.surface,
                wanted=wanted or "",
                found=found or "",
            )


def _amiss(pair: _NamePair) -> Iterator[Amiss]:
    """What is amiss at one place; a name that was not found is not also a link that is missing."""
    gold, found = pair.gold, pair.found
    if gold is None and found is not None:
        yield "names", "invented", None, pair.found_type or "a name"
    elif gold is not None and found is None:
        if pair.wanted:
            yield "names", "missed", gold.type, None
    elif pair.counted and not pair.right and gold is not None:
        yield "names", "wrong", gold.type, pair.found_type
    if found is not None:
        if gold is not None and pair.counted:
            yield from _amiss_in_link(gold, found)
        yield from _amiss_in_error(gold, found, wanted=pair.wanted)


def _amiss_in_link(gold: GoldMention, found: FoundName) -> Iterator[Amiss]:
    if gold.unlinkable and found.linked_id is not None:
        yield "links", "invented", None, found.linked_id
    elif gold.entity_id is not None and found.linked_id is None:
        yield "links", "missed", gold.entity_id, found.status
    elif gold.entity_id is not None and found.linked_id != gold.entity_id:
        yield "links", "wrong", gold.entity_id, found.linked_id


def _amiss_in_error(gold: GoldMention | None, found: FoundName, *, wanted: bool) -> Iterator[Amiss]:
    if gold is None or gold.error is None:
        if found.error is not None:
            yield "errors", "invented", None, f"{found.error}: {found.corrected}"
    elif found.error is None:
        if wanted:
            yield "errors", "missed", f"{gold.error}: {gold.corrected}", None
    else:
        if not _right_kind(gold, found):
            yield "error kinds", "wrong", gold.error, found.error
        if not _right_reading(gold, found):
            yield "corrections", "wrong", gold.corrected, found.corrected
