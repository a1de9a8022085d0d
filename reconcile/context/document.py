"""What the mentions of one text say of each other: fuller names elsewhere, countries, the time."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import pairwise

from corrigenda.reconcile.context.mention import ParsedMention, Period
from corrigenda.reconcile.names import retelling_words
from corrigenda.reconcile.table import Holding
from corrigenda.schemas.dates import first_day, last_day
from corrigenda.schemas.names import Mention

_LINK = re.compile(r"(?:,|,? and\b)[^.;:!?\n]*\Z")
_LONGEST_LINK = 60
"""Characters between two names of a list: a comma, an "and", the title of the next."""


@dataclass(frozen=True, slots=True)
class Antecedent:
    """A name of the text that is resolved, or a full name that is nobody's (``entity_id`` is ``None``).

    ``key`` is the name's comparison key, ``family_key`` that of the words that stand for the family name;
    ``roles`` are the offices that the titles beside it can mean.
    """

    surface: str
    key: str
    family_key: str
    full: bool
    roles: frozenset[str]
    entity_id: str | None


@dataclass(frozen=True)
class DocumentContext:
    """What the rest of the text says: who is named there, and which countries' offices.

    The names of a text as long as a book are asked about for each candidate, so they are kept sorted.
    """

    antecedents: tuple[Antecedent, ...] = ()
    countries: frozenset[str] = frozenset()

    @cached_property
    def named(self) -> frozenset[str]:
        """The ids of everybody named."""
        return frozenset(
            antecedent.entity_id for antecedent in self.antecedents if antecedent.entity_id is not None
        )

    def beside(self, key: str, few: int) -> frozenset[str]:
        """The ids of everybody named, where they are few; else of those with a surname of this name's words.

        A text as long as a book would otherwise compare each of its names with everybody in it.
        """
        if len(self.named) <= few:
            return self.named
        return frozenset[str]().union(*(self._by_surname.get(word, ()) for word in key.split()))

    def of_entity(self, entity_id: str) -> Sequence[Antecedent]:
        """The names resolved to this entity."""
        return self._by_entity.get(entity_id, ())

    def of_family(self, family_key: str) -> Sequence[Antecedent]:
        """The names with these words for the family name."""
        return self._by_family.get(family_key, ())

    def of_key(self, key: str) -> Sequence[Antecedent]:
        """What this name was resolved to, each time."""
        return self._by_key.get(key, ())

    @cached_property
    def _by_surname(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for antecedent in self.antecedents:
            if antecedent.entity_id is None:
                continue
            for word in antecedent.family_key.split():
                found.setdefault(word, set()).add(antecedent.entity_id)
        return found

    @cached_property
    def _by_entity(self) -> dict[str | None, list[Antecedent]]:
        return _sorted(self.antecedents, lambda antecedent: antecedent.entity_id)

    @cached_property
    def _by_family(self) -> dict[str | None, list[Antecedent]]:
        return _sorted(self.antecedents, lambda antecedent: antecedent.family_key)

    @cached_property
    def _by_key(self) -> dict[str | None, list[Antecedent]]:
        return _sorted(self.antecedents, lambda antecedent: antecedent.key)

    def of_countries(self, holders: Iterable[Holding]) -> tuple[Holding, ...]:
        """Those of the holders whose office is one of the text's countries'."""
        return tuple(incumbent for incumbent in holders if incumbent.country in self.countries)


def _sorted(
    antecedents: Iterable[Antecedent], by: Callable[[Antecedent], str | None]
) -> dict[str | None, list[Antecedent]]:
    found: dict[str | None, list[Antecedent]] = {}
    for antecedent in antecedents:
        found.setdefault(by(antecedent), []).append(antecedent)
    return found


@dataclass(frozen=True, slots=True)
class Vote:
    """A titled name that this person would explain, ``weight`` strong, while in office (``holdings``)."""

    place: int
    """Which mention votes: each counts once a day, with its strongest vote."""
    entity_id: str
    weight: float
    holdings: tuple[Holding, ...]


def gather_texts(mentions: Sequence[ParsedMention]) -> tuple[tuple[int, ...], ...]:
    """The places of the references of each text, in order; a mention without a text stands alone."""
    texts: dict[str, list[int]] = {}
    for place, mention in enumerate(mentions):
        text = mention.raw.text
        texts.setdefault(f"{place}" if text is None else f"text:{text}", []).append(place)
    return tuple(tuple(places) for places in texts.values())


def gather_lists(mentions: Sequence[ParsedMention]) -> tuple[frozenset[str], ...]:
    """For each reference of one text, the keys of the other names of the list that it stands in."""
    listed = [frozenset[str]()] * len(mentions)
    for places in _lists(mentions):
        keys = frozenset(mentions[place].key for place in places)
        for place in places:
            listed[place] = keys - {mentions[place].key}
    return tuple(listed)


def gather_retold(mentions: Sequence[ParsedMention]) -> tuple[str, ...]:
    """For each reference of one text, the key of the name that is said in its place at once, else nothing."""
    retold = [""] * len(mentions)
    for one, other in pairwise(_in_order(mentions)):
        between = _between(mentions[one].raw, mentions[other].raw)
        if between is not None and _retelling().fullmatch(between):
            retold[one] = mentions[other].key
    return tuple(retold)


@lru_cache(maxsize=1)
def _retelling() -> re.Pattern[str]:
    """A dash, or words such as "pardon me" between dashes or commas."""
    words = "|".join(map(re.escape, retelling_words()))
    return re.compile(rf"\s*(?:[—–]|[—–,]\s*(?:{words})\s*[—–,]?)\s*", re.IGNORECASE)


def _lists(mentions: Sequence[ParsedMention]) -> Iterator[list[int]]:
    run: list[int] = []
    for place in _in_order(mentions):
        if run and not _goes_on(mentions[run[-1]].raw, mentions[place].raw):
            yield run
            run = []
        run.append(place)
    yield run


def _in_order(mentions: Sequence[ParsedMention]) -> list[int]:
    """The places of those that stand in the text, in its order."""
    placed = [place for place, mention in enumerate(mentions) if mention.raw.start is not None]
    return sorted(placed, key=lambda place: mentions[place].raw.start or 0)


def _goes_on(one: Mention, other: Mention) -> bool:
    """Whether only what parts the names of a list stands between the two."""
    between = _between(one, other)
    return between is not None and _LINK.match(between) is not None


def _between(one: Mention, other: Mention) -> str | None:
    """What stands between two mentions of one text; ``None`` where that is more than a few words."""
    if one.text is None or one.start is None or other.start is None:
        return None
    between = one.text[one.start + len(one.surface) : other.start]
    return between if len(between) <= _LONGEST_LINK else None


def infer_period(votes: Iterable[Vote], *, as_of: date | None) -> Period | None:
    """When a text without a date must have been written, by the offices that its people hold in it.

    The stretch of days on which the most is explained, if at least two people hold their offices then and no
    other stretch explains as much. Open terms count until ``as_of``.
    """
    cast = tuple(votes)
    spans = [(vote, span) for vote in cast for holding in vote.holdings if (span := _span(holding, as_of))]
    starts = sorted({first for _, (first, _) in spans})
    best: tuple[float, list[Period]] = (0.0, [])
    for start in starts:
        there = [(vote, span) for vote, span in spans if span[0] <= start <= span[1]]
        if len({vote.entity_id for vote, _ in there}) < 2:
            continue
        strongest: dict[int, tuple[float, date]] = {}
        for vote, (_, last) in there:
            known = strongest.get(vote.place, (0.0, date.min))
            strongest[vote.place] = max(known, (vote.weight, last))
        weight = round(sum(weight for weight, _ in strongest.values()), 6)
        end = min([last for _, last in strongest.values()] + [s - timedelta(1) for s in starts if s > start])
        if weight > best[0]:
            best = (weight, [Period(start, end)])
        elif weight == best[0]:
            best[1].append(Period(start, end))
    return _one_stretch(best[1])


def _one_stretch(periods: list[Period]) -> Period | None:
    """The periods as one, where each follows on the one before."""
    if not periods:
        return None
    for before, after in pairwise(periods):
        if after.first - before.last > timedelta(1):
            return None
    return Period(periods[0].first, periods[-1].last)


def _span(holding: Holding, as_of: date | None) -> tuple[date, date] | None:
    if holding.start is None:
        return None
    known_until = holding.end or holding.as_of
    last = last_day(known_until) if known_until is not None else as_of or date.max
    first = first_day(holding.start)
    return (first, last) if first <= last else None
