"""What the mentions of one text say of each other: fuller names elsewhere, countries, the time."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import pairwise, zip_longest

from corrigenda.reconcile.context.mention import ParsedMention, Period, parse_mention, read_period
from corrigenda.reconcile.names import name_parts
from corrigenda.reconcile.table import Holding
from corrigenda.schemas.dates import first_day, last_day
from corrigenda.schemas.names import Document, Mention

OfficeOf = tuple[str, str | None]
"""A role and the code of its country, or none."""

_LINK = re.compile(r"(?:,|,? and\b)[^.;:!?\n]*\Z")
_LEAST_IN_OFFICE = 2
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
    certainty: float = 1.0
    """How sure its link is, 0 to 1: what leans on it can be no surer."""

    def beside(self, known: "Antecedent") -> "Antecedent":
        """The same name where it stands again: with all its titles, and as it stands where it has none."""
        surface = known.surface if not self.roles else self.surface
        surest = max(self.certainty, known.certainty)
        return replace(self, surface=surface, roles=self.roles | known.roles, certainty=surest)

    def repeats(self, mention: ParsedMention) -> bool:
        """Whether it says no word that the mention does not: the same observation once more."""
        return set(self.key.split()) <= set(mention.key.split())


@dataclass(frozen=True)
class DocumentContext:
    """What the rest of the text says: who is named there, and which countries' offices.

    The names of a text as long as a book are asked about for each candidate, so they are kept sorted.
    """

    antecedents: tuple[Antecedent, ...] = ()
    countries: frozenset[str] = frozenset()
    holders: Mapping[OfficeOf, frozenset[str]] = field(default_factory=dict)
    """For each office the ids of those named who hold it then, or held it before."""

    def holding(self, offices: Iterable[OfficeOf]) -> frozenset[str]:
        """The ids of everybody named who holds one of the offices then, or held it before."""
        return frozenset[str]().union(*(self.holders.get(office, ()) for office in offices))

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


def gather_documents(mentions: Sequence[Mention]) -> tuple[tuple[Document, tuple[int, ...]], ...]:
    """The mentions with equal text as one document, with their places; one without a text stands alone."""
    texts: dict[str, list[int]] = {}
    for place, mention in enumerate(mentions):
        texts.setdefault(f"{place}" if mention.text is None else f"text:{mention.text}", []).append(place)
    return tuple(
        (
            Document(
                id=mentions[places[0]].id,
                text=mentions[places[0]].text,
                mentions=tuple(mentions[place] for place in places),
            ),
            tuple(places),
        )
        for places in texts.values()
    )


def parse_document(document: Document) -> tuple[ParsedMention, ...]:
    """Its mentions understood, in their order: each in its list, with the name that is said in its place.

    A mention without a date takes the document's, or else that of another mention.
    """
    parsed = [parse_mention(mention, document.text) for mention in document.mentions]
    period = read_period(document.date) or next(
        (one.period for one in parsed if one.period is not None), None
    )
    dated = [one if one.period is not None else one.at(period) for one in parsed]
    listed, retold = _lists(dated, document.text), _retold(dated, document.text)
    return tuple(
        one.among(listed.get(place, frozenset()) - {one.key}, retold.get(place, ""))
        for place, one in enumerate(dated)
    )


def _lists(mentions: Sequence[ParsedMention], text: str | None) -> dict[int, frozenset[str]]:
    """For the place of each mention, the keys of all names of the list that it stands in."""
    runs: list[list[int]] = []
    for place in _in_order(mentions):
        if not runs or not _goes_on(_between(mentions[runs[-1][-1]], mentions[place], text)):
            runs.append([])
        runs[-1].append(place)
    return {place: frozenset(mentions[other].key for other in run) for run in runs for place in run}


def _retold(mentions: Sequence[ParsedMention], text: str | None) -> dict[int, str]:
    """For the place of a mention that the text itself sets right, the key of the name that is right.

    It is said at once in its place, or told to be wrong beside the right one ("Hollande, not Hollis"); a name
    that is quoted as it stands ("[sic]") stands for itself.
    """
    found = {}
    for one, other in pairwise(_in_order(mentions)):
        between = _between(mentions[one], mentions[other], text)
        if between is None:
            continue
        title = f"{mentions[other].raw.title} " if mentions[other].raw.title else ""
        if _said(name_parts().denying).fullmatch(between.removesuffix(title)):
            found[other] = mentions[one].key
        elif _retelling().fullmatch(between) or _is_denied(mentions[one], between, text):
            found[one] = mentions[other].key
    quoted = (place for place, mention in enumerate(mentions) if _is_quoted(mention, text))
    return found | {place: mentions[place].key for place in quoted}


def _is_denied(mention: ParsedMention, behind: str, text: str | None) -> bool:
    """Whether the name is told to be wrong, and what stands behind it leads to the right one."""
    start = mention.raw.start
    if text is None or start is None or not _said(name_parts().affirming).fullmatch(behind):
        return False
    before = text[max(0, start - _LONGEST_LINK) : start].split()
    return bool(before) and before[-1].lower() in name_parts().denying


def _is_quoted(mention: ParsedMention, text: str | None) -> bool:
    if text is None or mention.raw.start is None:
        return False
    behind = text[mention.raw.start + len(mention.raw.surface) :][:_LONGEST_LINK]
    return behind.lstrip().startswith(name_parts().quoting)


@lru_cache(maxsize=1)
def _retelling() -> re.Pattern[str]:
    """A dash, or words such as "pardon me" between dashes or commas."""
    words = "|".join(map(re.escape, name_parts().retelling))
    return re.compile(rf"\s*(?:[—–]|[—–,]\s*(?:{words})\s*[—–,]?)\s*", re.IGNORECASE)


@lru_cache(maxsize=8)
def _said(words: tuple[str, ...]) -> re.Pattern[str]:
    """One of these wordings, perhaps behind a comma, and quotation marks."""
    return re.compile(rf"[\"'”’]?,?\s*(?:{'|'.join(map(re.escape, words))})\s+[\"'“‘]?", re.IGNORECASE)


def _in_order(mentions: Sequence[ParsedMention]) -> list[int]:
    """The places of those that stand in the text, in its order."""
    placed = [place for place, mention in enumerate(mentions) if mention.raw.start is not None]
    return sorted(placed, key=lambda place: mentions[place].raw.start or 0)


def _goes_on(between: str | None) -> bool:
    """Whether only what parts the names of a list stands between two names."""
    return between is not None and _LINK.match(between) is not None


def _between(one: ParsedMention, other: ParsedMention, text: str | None) -> str | None:
    """What stands between two mentions of the text; ``None`` where that is more than a few words."""
    if text is None or one.raw.start is None or other.raw.start is None:
        return None
    between = text[one.raw.start + len(one.raw.surface) : other.raw.start]
    return between if len(between) <= _LONGEST_LINK else None


def infer_period(votes: Iterable[Vote], *, as_of: date | None) -> Period | None:
    """When a text without a date must have been written, by the offices that its people hold in it.

    The days on which the most is explained, if at least two people hold their offices then and no
    other days explain as much. Open terms count until ``as_of``.
    """
    terms = [(vote, term) for vote in votes for held in vote.holdings if (term := _term(held, as_of))]
    starts = sorted({term.first for _, term in terms})
    explained = []
    for start, following in zip_longest(starts, starts[1:], fillvalue=date.max):
        there = [(vote, term.last) for vote, term in terms if term.first <= start <= term.last]
        if len({vote.entity_id for vote, _ in there}) >= _LEAST_IN_OFFICE:
            strongest = _strongest(there)
            end = min(following - timedelta(1), *(last for _, last in strongest))
            explained.append((round(sum(weight for weight, _ in strongest), 6), Period(start, end)))
    most = max((weight for weight, _ in explained), default=0.0)
    return _one_period([period for weight, period in explained if weight == most > 0])


def _strongest(there: Iterable[tuple[Vote, date]]) -> list[tuple[float, date]]:
    """Of each mention its strongest vote, of equal ones that of the longest term: weight and last day."""
    found: dict[int, tuple[float, date]] = {}
    for vote, last in there:
        found[vote.place] = max(found.get(vote.place, (0.0, date.min)), (vote.weight, last))
    return list(found.values())


def _one_period(periods: list[Period]) -> Period | None:
    """The periods as one, where each follows on the one before."""
    if not periods:
        return None
    for before, after in pairwise(periods):
        if after.first - before.last > timedelta(1):
            return None
    return Period(periods[0].first, periods[-1].last)


def _term(holding: Holding, as_of: date | None) -> Period | None:
    if holding.start is None:
        return None
    known_until = holding.end or holding.as_of
    last = last_day(known_until) if known_until is not None else as_of or date.max
    first = first_day(holding.start)
    return Period(first, last) if first <= last else None
